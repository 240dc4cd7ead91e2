"""The township's side of what travels back: remarks on matters, and a file for each village."""

from dataclasses import replace
from pathlib import Path

from yishi_desktop.definitions.codec import from_json, to_json
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.text import clean_line
from yishi_desktop.domain.township.reports import reply_lines
from yishi_desktop.domain.township.returns import LONGEST_REMARK, Receipt, ReturnPackage, with_answers
from yishi_desktop.domain.township.standing import Standing
from yishi_desktop.domain.township.union import Place, Township
from yishi_desktop.services import departures
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering.return_file import package_bytes
from yishi_desktop.services.office import Office
from yishi_desktop.services.township.office import Holdings, holdings
from yishi_desktop.storage.safe_file import make_folder, safe_name, safe_write

REMARK = "remark"


def remark_on(office: Office, place: Place, record_id: str, text: str, *, replies: bool = False) -> Changed:
    """Send a matter back with a remark, or with the reply to what was passed up (`replies`).

    `UserError` when the remark says nothing or too much.
    """
    text = clean_line(text)
    if not text or len(text) > LONGEST_REMARK:
        raise UserError(
            "意见没有写。" if not text else f"意见太长，最多{LONGEST_REMARK}字。",
            "什么也没有改。",
            "请用一两句话写清楚。",
        )
    found = holdings(office).township
    kept = found.kept if found else ()
    record = next(
        (one.record for one in kept if one.record.record_id == record_id and not one.left_over), None
    )
    remark = Remark(
        id=office.new_id(),
        case_id=record_id,
        number=record.number if record else "",
        title=record.title if record else "",
        text=text,
        made_on=office.today,
        replies=replies,
    )
    payload = to_json(remark) | {"place": list(place)}
    office.store.records.append(
        remark.id, REMARK, payload, author=office.author, reason="退回", made_at=office.stamp()
    )
    return Changed.one(REMARK, remark.id)


def settle_remark(office: Office, remark_id: str) -> Changed:
    """A remark is done with: the village is told so with the next file."""
    office.withdraw(remark_id, REMARK, "办好了")
    return Changed.one(REMARK, remark_id)


def remarks_by_place(office: Office, found: Holdings) -> dict[Place, tuple[Remark, ...]]:
    """The open remarks of each village, the oldest first, with the answers its ledgers brought."""
    deliveries = found.township.deliveries if found.township else ()
    made: dict[Place, list[Remark]] = {}
    for one in office.store.records.current(REMARK):
        payload = dict(one.payload)
        place = tuple(payload.pop("place"))
        made.setdefault(place, []).append(from_json(payload, Remark, "资料"))
    return {
        place: tuple(with_answers(sorted(ones, key=lambda one: (one.made_on, one.id)), deliveries))
        for place, ones in made.items()
    }


def save_returns(office: Office, year: int, folder: Path) -> list[Path]:
    """Write a file for every village that has sent anything; the paths, in the order of the villages."""
    found = holdings(office)
    if found.township is None:
        raise UserError("还没有收下台账。", "没有写文件。", "请先收各村交来的台账。")
    make_folder(folder)
    remarks, settled = remarks_by_place(office, found), _settled(office)
    written = []
    for one in found.standings(year):
        if one.place is None:
            continue
        package = _package(office, found.township, one, year, remarks.get(one.place, ()))
        package = replace(package, settled=settled.get(one.place, ()))
        path = folder / safe_name(f"回执 {one.name} {office.today.isoformat()}", ".json")
        safe_write(path, package_bytes(package))
        written.append(path)
        departures.note(office, path.stem, path, departures.Contents.AS_IS, one.name)
    return written


def _settled(office: Office) -> dict[Place, tuple[str, ...]]:
    """The remarks that are done with, by village."""
    found: dict[Place, list[str]] = {}
    for one in office.store.records.current(REMARK, with_deleted=True):
        if not one.deleted:
            continue
        found.setdefault(tuple(one.payload["place"]), []).append(one.record_id)
    return {place: tuple(sorted(ids)) for place, ids in found.items()}


def _package(
    office: Office, township: Township, one: Standing, year: int, remarks: tuple[Remark, ...]
) -> ReturnPackage:
    assert one.place is not None and one.year is not None and one.filled_on is not None
    place = one.place
    return ReturnPackage(
        place=place,
        code=one.code,
        receipt=Receipt(
            township=f"{place[2]}{place[3]}",
            received_on=office.today,
            from_day=one.year.from_day,
            until_day=one.year.until_day,
            filled_on=one.filled_on,
            matters=len({kept.record.record_id for kept in township.kept if kept.delivery.place == place}),
            counted=one.counted,
            lines=reply_lines(one, township, year),
        ),
        remarks=remarks,
    )
