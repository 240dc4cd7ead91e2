"""The village's side: the township's file comes in, its remarks become things to do, the answers go out again."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from yishi_desktop.definitions.codec import from_json
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.text import clean_line
from yishi_desktop.domain.township.returns import LONGEST_REMARK, Receipt, ReturnPackage, same_village
from yishi_desktop.domain.township.union import place_of
from yishi_desktop.services.cases import leave, open_case
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering.return_file import FORMAT, VERSION, content_digest
from yishi_desktop.services.kinds import RECEIPT, RETURNED
from yishi_desktop.services.office import CASE, Office
from yishi_desktop.services.own_ids import refuse_own_id
from yishi_desktop.services.strangers.door import LARGEST_TEXT, Door

_SAFE = "没有导入任何内容。"
_DOOR = Door("回执", _SAFE, LARGEST_TEXT, mend="请让乡镇重新做一份回执。")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file brought: its receipt, and how many remarks are new."""

    changed: Changed
    receipt: Receipt
    new: int


def take_in_return(office: Office, path: Path) -> TakenIn:
    """Take in the township's file, whole or not at all; taking it in again changes nothing. An answer already given stays."""
    package = _read(office, path)
    for one in package.remarks:
        refuse_own_id(office, one.id, RETURNED, path.name)
    known = {one.id for one in remarks(office)}
    with office.store.database.atomic():
        ids = [_keep_receipt(office, package.receipt)]
        ids += [_keep_remark(office, one) for one in package.remarks]
        ids += [_write_reply(office, one) for one in package.remarks if one.replies and one.id not in known]
        for settled in package.settled:
            _take_away(office, settled)
    new = sum(one.id not in known and not one.is_answered for one in package.remarks)
    kinds = frozenset({RETURNED, RECEIPT, CASE})
    return TakenIn(Changed(kinds, frozenset(ids)), package.receipt, new)


def _read(office: Office, path: Path) -> ReturnPackage:
    data = _DOOR.content(path)
    try:
        whole = json.loads(data)
        if not isinstance(whole, dict) or whole.get("format") != FORMAT:
            raise _DOOR.refused(path, "不是乡镇做的回执", "请选乡镇给的“回执”开头的文件。")
        if not isinstance(whole.get("version"), int) or whole["version"] > VERSION:
            raise _DOOR.refused(path, "是更新版本的程序做的", "请先升级本程序，再导入这个文件。")
        if content_digest(whole["content"]) != whole.get("sha256"):
            raise _DOOR.refused(path, "被改动过，或者不完整", _DOOR.mend)
        package = from_json(whole["content"], ReturnPackage, "回执")
    except (ValueError, KeyError, RecursionError, DefinitionError) as error:
        raise _DOOR.refused(path, "读不出来，可能已经损坏", _DOOR.mend) from error
    here = office.organisation
    if not same_village(package, place_of(here), here.code):
        raise _DOOR.refused(
            path, f"是给{''.join(package.place[2:])}的，不是给本村的", "请向乡镇要给本村的那一份。"
        )
    return package


def _keep_receipt(office: Office, receipt: Receipt) -> str:
    """The latest one counts: an older file found again on a stick does not take its place."""
    known = latest_receipt(office)
    if known is None or (known.received_on, known.filled_on) <= (receipt.received_on, receipt.filled_on):
        office.keep(RECEIPT, RECEIPT, receipt, "导入回执")
    return RECEIPT


def _keep_remark(office: Office, remark: Remark) -> str:
    known = office.store.records.get(remark.id)
    if known is None:
        office.keep(remark.id, RETURNED, remark, "乡镇退回")
    return remark.id


def _take_away(office: Office, remark_id: str) -> None:
    """A remark that is done with; whatever else has the id that a file names is none of the township's business."""
    known = office.store.records.get(remark_id)
    if known is not None and known.shown.kind == RETURNED:
        office.withdraw(remark_id, RETURNED, "乡镇说办好了")


def _write_reply(office: Office, remark: Remark) -> str:
    """The township's reply where the matter has room for it: nothing written there is replaced, nobody typing disturbed.

    A matter taken out of the lists stays out of them.
    """
    current = office.store.records.get(remark.case_id)
    if (
        office.store.drafts.load(remark.case_id) is not None
        or current is None
        or current.deleted
        or current.shown.kind != CASE
    ):
        return remark.case_id
    opened = open_case(office, remark.case_id)
    case = opened.case
    if case.commission.reported_on and not case.commission.reply:
        replied = replace(case.commission, reply=remark.text, replied_on=remark.made_on)
        leave(office, replace(case, commission=replied), opened.base, "乡镇答复")
    elif case.escalation.sent_on and not case.escalation.note:
        replied_to = replace(case.escalation, note=remark.text, answered_on=remark.made_on)
        leave(office, replace(case, escalation=replied_to), opened.base, "乡镇答复")
    return remark.case_id


def latest_receipt(office: Office) -> Receipt | None:
    """What the township says it has; None before the first file."""
    known = office.store.records.get(RECEIPT)
    return office.read(known.payload, Receipt) if known is not None and not known.deleted else None


def remarks(office: Office) -> tuple[Remark, ...]:
    """The open remarks, those not answered first."""
    found = [office.read(one.payload, Remark) for one in office.store.records.current(RETURNED)]
    return tuple(sorted(found, key=lambda one: (one.is_answered, one.made_on, one.id)))


def answer(office: Office, remark_id: str, text: str) -> Changed:
    """Answer a remark; the answer travels with the next ledger. An empty answer takes it back."""
    text = clean_line(text)
    if len(text) > LONGEST_REMARK:
        raise UserError(f"答复太长，最多{LONGEST_REMARK}字。", "原来的答复没有改。", "请写短一些。")
    known = office.store.records.get(remark_id)
    if known is None or known.deleted:
        return Changed(frozenset())
    remark = office.read(known.payload, Remark)
    answered = replace(remark, answer=text, answered_on=office.today if text else None)
    if answered != remark:
        office.keep(remark_id, RETURNED, answered, "答复乡镇")
    return Changed.one(RETURNED, remark_id)


def answers_json(office: Office) -> list[dict[str, Any]]:
    """The answers as they travel in the ledger."""
    found = (one for one in remarks(office) if one.is_answered and one.answered_on)
    return [{"remark": one.id, "text": one.answer, "on": _day(one.answered_on)} for one in found]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
