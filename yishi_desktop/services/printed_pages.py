"""页脚码: which papers left the program with which 核对码, and whether one in the hand still says what is recorded.

What is noted of a paper that was printed or saved is what it was made from: the revisions of the matter, the village and
its wording, and the day. From these the very same paper is made again, and its code proves that it is the same.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.page_code import page_code, typed_code
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services.office import ORGANISATION_ID, Office
from yishi_desktop.services.own_wording import form_of
from yishi_desktop.services.papers import Paper, composed, drawn, words_of

log = logging.getLogger(__name__)
PRINTED_PAPER = "printed_paper"


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a paper with a code: `current` while it still says what is recorded.

    `pdf` is the paper as it was printed, empty where it cannot be made again; `sentence` says it all in words.
    """

    code: str
    title: str
    topic: str
    current: bool
    sentence: str
    pdf: bytes = b""


def note_issued(office: Office, situation: Situation, papers: Sequence[Paper]) -> None:
    """Note the codes of papers that left the program. One that cannot be noted stops nobody: the paper is out."""
    try:
        for paper in papers:
            _note(office, situation.for_session(paper.session_index), paper)
    except UserError as error:
        log.info("not noted: %s", type(error.__cause__).__name__)


def _note(office: Office, situation: Situation, paper: Paper) -> None:
    code = _code(office, situation, paper.form)
    if code and office.store.records.get(_id(code)) is None:
        payload: dict[str, Any] = {
            "form": paper.form,
            "title": paper.title,
            "topic": situation.case.topic.title,
            "case": situation.case.id,
            "session": situation.index,
            "revision": _revision_of(office, situation.case),
            "organisation": _head(office, ORGANISATION_ID),
            "printed_on": situation.today.isoformat(),
        }
        office.store.records.append(
            _id(code),
            PRINTED_PAPER,
            payload,
            author=office.author,
            reason=f"打印{paper.title}",
            made_at=office.stamp(),
        )


def _code(office: Office, situation: Situation, form_id: str) -> str:
    form = form_of(office, form_id)
    document = composed(office, form_id, situation)
    return page_code(words_of(form, document)) if document.foot else ""


def _revision_of(office: Office, case: Case) -> str:
    """The revision that says what the case says; empty for a draft nobody has left yet."""
    current = office.store.records.get(case.id)
    same = current is not None and current.payload == to_json(case)
    return current.shown.revision_id if current is not None and same else ""


def _head(office: Office, record_id: str) -> str:
    current = office.store.records.get(record_id)
    return current.shown.revision_id if current else ""


def check_code(office: Office, typed: str) -> Checked:
    """Whether the paper with this code still says what is recorded. `UserError` for what is no code, or not ours."""
    code = typed_code(typed)
    if not code:
        raise UserError("核对码是八个字母和数字，印在纸的最下面一行。", "资料没有改动。", "请照着再输一遍。")
    noted = office.store.records.get(_id(code))
    if noted is None:
        raise UserError(
            f"这里没有打印过核对码{code}的材料。",
            "资料没有改动。",
            "请看看有没有抄错；也可能是在别的电脑上打印的，或者纸上的字被改过。",
        )
    return _checked(office, code, noted.payload)


def _checked(office: Office, code: str, noted: Any) -> Checked:
    on = date_text(date.fromisoformat(noted["printed_on"]))
    now = _present(office, noted)
    title, topic = str(noted["title"]), str(noted["topic"])
    if now is not None and _code(office, now, noted["form"]) == code:
        pdf = _pdf(office, now, noted["form"])
        return Checked(code, title, topic, True, f"一致。这份{title}是{on}打印的，和现在记录的一样。", pdf)
    then = _past(office, noted)
    same = then is not None and _code(office, then, noted["form"]) == code
    pdf = _pdf(office, then, noted["form"]) if then is not None and same else b""
    what = _what_changed(office, noted, now)
    shown = "下面是当时打印的样子。" if pdf else "当时的样子已经拼不回来，请看修改记录。"
    return Checked(code, title, topic, False, f"已更正。这份{title}是{on}打印的，{what}{shown}", pdf)


def _what_changed(office: Office, noted: Any, now: Situation | None) -> str:
    if now is None:
        return "这件事后来撤回了。"
    history = [revision.revision_id for revision in office.store.records.history(noted["case"])]
    at = history.index(noted["revision"]) + 1 if noted["revision"] in history else 0
    if at and at < len(history):
        return f"用的是记录的第{at}版，现在是第{len(history)}版。"
    return "后来本村资料、措辞或者日期有变动。"


def _present(office: Office, noted: Any) -> Situation | None:
    current = office.store.records.get(noted["case"])
    if current is None or current.deleted:
        return None
    return office.situation(office.read(current.payload, Case), session_index=noted["session"])


def _past(office: Office, noted: Any) -> Situation | None:
    case = office.store.records.revision(noted["revision"]) if noted["revision"] else None
    village = office.store.records.revision(noted["organisation"]) if noted["organisation"] else None
    if case is None:
        return None
    organisation = office.read(village.payload, Organisation) if village else office.organisation
    situation = office.situation(office.read(case.payload, Case), organisation, noted["session"])
    return replace(situation, today=date.fromisoformat(noted["printed_on"]))


def _pdf(office: Office, situation: Situation, form_id: str) -> bytes:
    return drawn(composed(office, form_id, situation))


def _id(code: str) -> str:
    return f"{PRINTED_PAPER}-{code}"
