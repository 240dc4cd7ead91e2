"""The annual ledger: worked out from the records, written as a workbook, masked unless asked otherwise.

openpyxl takes about 90 ms to load, so it is imported when the first workbook is written.
"""

from datetime import date
from pathlib import Path
from typing import Any

from yishi_desktop import __version__
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.ledger.layout import Layout
from yishi_desktop.domain.ledger.rows import Ledger, is_calendar_year, ledger_rows
from yishi_desktop.domain.masking import masked as masked_case
from yishi_desktop.domain.overlay import for_organisation
from yishi_desktop.domain.privacy import STAYS_IN_THE_VILLAGE, without
from yishi_desktop.services import departures
from yishi_desktop.services.cases import situations_that_count
from yishi_desktop.services.delivering import layouts
from yishi_desktop.services.delivering.returned import answers_json
from yishi_desktop.services.office import CASE, Office
from yishi_desktop.storage.safe_file import safe_name, safe_write


def ledger_of(office: Office, start: date, until: date, *, masked: bool = True) -> Ledger:
    """The ledger of the days from `start` to `until`, both included."""
    organisation = office.organisation
    procedure = office.definitions.procedures.get(organisation.procedure)
    if procedure is not None:
        procedure = for_organisation(procedure, organisation, until)
    return ledger_rows(situations_that_count(office), start, until, masked=masked, procedure=procedure)


def export(
    office: Office,
    start: date,
    until: date,
    path: Path,
    *,
    masked: bool = True,
    passphrase: str = "",
    layout: Layout | None = None,
) -> None:
    """Write the ledger, safely and read back. `UserError` when the place cannot take it; what was there stays.

    With a passphrase the file opens with it only, in Excel and WPS too. Without a layout, the one in use is taken.
    """
    data = ledger_file(office, start, until, masked=masked, layout=layout)
    if passphrase:
        from yishi_desktop.ledger_files.locking import lock

        data = lock(data, passphrase)
    safe_write(path, data)
    contents = departures.Contents.MASKED if masked else departures.Contents.NO_PHONES
    departures.note(office, "年度台账", path, contents, "乡镇（街道）" if masked else "村里留存")


def ledger_file(
    office: Office, start: date, until: date, *, masked: bool = True, layout: Layout | None = None
) -> bytes:
    """The ledger as a workbook; the same bytes for the same records on the same day."""
    from yishi_desktop.ledger_files.workbook import Header, write_workbook

    header = Header(organisation=office.organisation, filled_on=office.today, program=__version__)
    payload: dict[str, Any] = {"cases": machine_records(office, masked=masked)}
    if gone := withdrawn_records(office):
        payload["withdrawn"] = gone
    if said := answers_json(office):
        payload["answers"] = said
    ledger = ledger_of(office, start, until, masked=masked)
    shown = layouts.used(office) if layout is None else layout
    return write_workbook(ledger, header, payload, full=not masked, layout=shown)


def withdrawn_records(office: Office) -> list[dict[str, Any]]:
    """The matters taken out of the lists: without being told, a township would count them for ever."""
    found = (one for one in office.store.records.current(CASE, with_deleted=True) if one.deleted)
    return [
        {
            "id": one.record_id,
            "revisions": [revision.revision_id for revision in office.store.records.history(one.record_id)],
            "number": str(one.payload.get("number", "")),
            "title": str(one.payload.get("topic", {}).get("title", "")),
        }
        for one in found
        if not one.payload.get("sample")
    ]


def suggested_name(office: Office, start: date, until: date) -> str:
    """示例镇后塘村2026年议事协商台账.xlsx."""
    place = office.organisation
    year = f"{start.year}年" if is_calendar_year(start, until) else f"{start:%Y%m%d}-{until:%Y%m%d}"
    return safe_name(f"{place.township}{place.name}{year}议事协商台账", ".xlsx")


def machine_records(office: Office, *, masked: bool) -> list[dict[str, Any]]:
    """The cases behind the tables, each with the ids of its revisions, oldest first.

    The ids let another office see which of two files knows more, without any clock. What stays in the file or in
    the village is left out, so a masked workbook holds nothing its visible sheets may not show.
    """
    return [
        {
            "id": situation.case.id,
            "revisions": [
                revision.revision_id for revision in office.store.records.history(situation.case.id)
            ],
            # What is being typed knows more than the last revision it stands on.
            "draft": office.store.drafts.load(situation.case.id) is not None,
            **({"seal": situation.seal} if situation.seal else {}),
            "case": to_json(
                masked_case(situation.case) if masked else without(situation.case, STAYS_IN_THE_VILLAGE)
            ),
        }
        for situation in situations_that_count(office)
    ]
