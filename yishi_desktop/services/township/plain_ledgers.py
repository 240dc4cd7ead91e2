"""Ledgers typed by hand, at the township's desk: whose they are is read from the file and the list of villages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.plain import find_rows
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.township.standing import Expected, plain_name
from yishi_desktop.domain.township.typed_by_hand import delivery_of
from yishi_desktop.services.delivering.filling import OTHER_NAMES, our_columns
from yishi_desktop.services.office import Office
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door
from yishi_desktop.services.township.ledger_reading import LedgerFile
from yishi_desktop.services.township.office import expected

_DOOR = Door("台账", "", LARGEST_WORKBOOK, names=False)
_LINES_ABOVE = 6
"""Rows in which the village's name is looked for, beside the file's name."""


@dataclass(frozen=True, slots=True)
class PlainDesk:
    """What is known of the villages when a plain file comes."""

    villages: tuple[Expected, ...]
    known: tuple[Organisation, ...]
    home: Organisation
    today: date

    def read(self, path: Path) -> LedgerFile | None:
        """The file as a ledger typed by hand; None when it does not look like one. `UserError` when nobody knows whose."""
        from yishi_desktop.ledger_files.filling_sheet import plain_heading

        columns = {plain_heading(label): column for column, label in our_columns().items()}
        try:
            sheet = _DOOR.table(path)
        except UserError:
            return None
        found = find_rows(sheet.rows, {**OTHER_NAMES, **columns})
        if found is None or not found.rows:
            return None
        above = " ".join(cell for row in sheet.rows[:_LINES_ABOVE] for cell in row)
        village = self._whose(f"{path.stem} {above}")
        headings = ledger_rows([], self.today, self.today, masked=True).sessions.headings
        delivery = delivery_of(found, village, headings, path.name, self.today)
        return LedgerFile(path.name, sha256(_DOOR.content(path)).hexdigest(), (delivery,))

    def _whose(self, words: str) -> Organisation:
        """The village of the list whose name stands in the file's name or above the table; the longest of several."""
        fitting = [one for one in self.villages if plain_name(one.name) in words]
        best = max(fitting, key=lambda one: len(plain_name(one.name)), default=None)
        if best is None:
            raise UserError(
                "像是手工填的台账，但是不知道是哪个村的。",
                "",
                "请先放应报名单，再把村名写进文件名，例如“后陈村.xlsx”。",
            )
        sent = [one for one in self.known if plain_name(one.name) == plain_name(best.name)]
        if len(sent) == 1:
            return sent[0]
        place = self.home
        return Organisation(
            id="organisation",
            province=place.province,
            city=place.city,
            county=place.county,
            township=place.township,
            name=plain_name(best.name),
            code=best.code,
        )


def plain_desk(office: Office, known: Sequence[LedgerFile]) -> PlainDesk:
    """With the villages of the list, and those whose own ledgers have come."""
    sent = {one.place: one.village for file in known for one in file.deliveries}
    home = next(iter(sent.values()), office.organisation)
    return PlainDesk(expected(office), tuple(sent[place] for place in sorted(sent)), home, office.today)
