"""The year's ledger as an .xlsx file: five sheets to print and one for the township's program."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.domain.ledger.layout import STANDARD, Layout, arranged
from yishi_desktop.domain.ledger.rows import Ledger
from yishi_desktop.domain.people import Organisation, OrganisationKind
from yishi_desktop.domain.wording import date_text, localise
from yishi_desktop.ledger_files.book import Book
from yishi_desktop.ledger_files.deliveries import organisation_json
from yishi_desktop.ledger_files.machine_sheet import add_machine_sheet
from yishi_desktop.ledger_files.package import to_bytes
from yishi_desktop.ledger_files.sheet import TitleBlock, write_table
from yishi_desktop.ledger_files.shown_tables import shown_json, tables_json
from yishi_desktop.ledger_files.summary_sheet import write_summary

_BLANK = "＿＿＿＿＿＿＿＿"
_GAP = "　　"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Who reports: what is empty is printed as a line to write on.

    `phone` is the office's telephone as the secretary typed it for this report. `program` is the program's version.
    """

    organisation: Organisation
    filled_on: date | None = None
    phone: str = ""
    program: str = ""

    @property
    def place(self) -> str:
        """County, township and village."""
        return f"{self.organisation.county}{self.organisation.township}{self.organisation.name}"


def write_workbook(
    ledger: Ledger,
    header: Header,
    payload: Mapping[str, Any] | None = None,
    *,
    full: bool = False,
    layout: Layout = STANDARD,
) -> bytes:
    """The ledger's file; the same bytes for the same content.

    `payload` (cases or revisions as plain JSON) goes to the machine sheet, which holds every column whatever `layout`
    shows of them. A ledger that is not masked is refused with
    `ValueError` unless `full` says that internal facts are meant to be in the file.
    """
    if not ledger.masked and not full:
        raise ValueError("only a masked ledger may be written without full=True")
    book = Book(title_of(ledger, header))
    sheets = (ledger.sessions, None, ledger.topics, ledger.notices, ledger.tasks)
    for table in sheets:
        name = table.title if table else "年度汇总"
        sheet, block = book.create_sheet(name), _block(ledger, header, name)
        if table:
            write_table(sheet, arranged(_localised(table, header.organisation.kind), layout), block)
        else:
            write_summary(sheet, ledger.summary, block, header.organisation.kind)
    about = {**_about(ledger, header), **shown_json(ledger, layout)}
    add_machine_sheet(book, {**about, **(payload or {})}, header.program)
    return to_bytes(book, _dated(ledger, header))


def _localised(table: Table, kind: OrganisationKind) -> Table:
    headings = (replace(heading, label=localise(heading.label, kind)) for heading in table.headings)
    return replace(table, headings=tuple(headings))


def title_of(ledger: Ledger, header: Header) -> str:
    """××县××镇××村2026年度议事协商台账."""
    return f"{header.place}{ledger.period_words}议事协商台账"


def _block(ledger: Ledger, header: Header, sheet: str) -> TitleBlock:
    title = title_of(ledger, header)
    return TitleBlock(
        title if sheet == "明细" else f"{title}（{sheet}）", (_who(header), _when(ledger, header))
    )


def _who(header: Header) -> str:
    organisation = header.organisation
    parts = [
        f"填报单位（盖章）：{organisation.committee_name}",
        f"填报人：{organisation.filler or _BLANK}",
        f"审核人：{organisation.reviewer or _BLANK}",
    ]
    return _GAP.join(parts)


def _when(ledger: Ledger, header: Header) -> str:
    parts = [
        f"联系电话：{header.phone or _BLANK}",
        f"填报日期：{date_text(header.filled_on) or _BLANK}",
        f"统计区间：{date_text(ledger.from_day)}至{date_text(ledger.until_day)}",
    ]
    return _GAP.join(parts if ledger.masked else [*parts, "内部使用，不得外传"])


def _about(ledger: Ledger, header: Header) -> dict[str, Any]:
    return {
        "organisation": organisation_json(header.organisation),
        "from": ledger.from_day.isoformat(),
        "until": ledger.until_day.isoformat(),
        "filled_on": (header.filled_on or ledger.until_day).isoformat(),
        "masked": ledger.masked,
        **tables_json(ledger),
    }


def _dated(ledger: Ledger, header: Header) -> datetime:
    day = header.filled_on or ledger.until_day
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day of the calendar, no moment in time
