"""页脚码: which papers left the program with which 核对码, and whether one in the hand still says what is recorded.

What is noted of a paper that was printed or saved is what it was made from: the revisions of the matter, the village and
its wording, and the day. From these the very same paper is made again, and its code proves that it is the same.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.page_code import page_code, typed_code
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services.office import ORGANISATION_ID, Office
from yishi_desktop.services.printing.own_wording import form_of
from yishi_desktop.services.printing.papers import MadeOnce, Paper, composed, drawn, words_of

if TYPE_CHECKING:
    from yishi_desktop.documents.model import Document

log = logging.getLogger(__name__)
PRINTED_PAPER = "printed_paper"


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a paper with a code: `current` while it still says what is recorded.

    `pdf` is the paper as it was printed, empty where it cannot be made again, and `page` the one that was asked for,
    from 1; `sentence` says it all in words.
    """

    code: str
    title: str
    topic: str
    current: bool
    sentence: str
    pdf: bytes = b""
    page: int = 1


def note_issued(made: MadeOnce, papers: Sequence[Paper]) -> None:
    """Note the codes of papers that left the program. One that cannot be noted stops nobody: the paper is out."""
    try:
        for paper in papers:
            _note(made.office, made.situation.for_session(paper.session_index), paper, made.document(paper))
    except UserError as error:
        log.info("not noted: %s", type(error.__cause__).__name__)


def _note(office: Office, situation: Situation, paper: Paper, document: "Document") -> None:
    code = _code_on(office, paper.form, document)
    if code and office.store.records.get(_id(code)) is None:
        payload: dict[str, Any] = {
            "form": paper.form,
            "title": paper.title,
            "topic": situation.case.topic.title,
            "case": situation.case.id,
            "session": situation.index,
            "recipients": list(paper.recipients),
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


def _code(office: Office, situation: Situation, form_id: str, recipients: tuple[str, ...] = ()) -> str:
    return _code_on(office, form_id, composed(office, form_id, situation, recipients=recipients))


def _code_on(office: Office, form_id: str, document: "Document") -> str:
    return page_code(words_of(form_of(office, form_id), document)) if document.foot else ""


def _revision_of(office: Office, case: Case) -> str:
    """The revision that says what the case says; empty for a draft nobody has left yet."""
    current = office.store.records.get(case.id)
    same = current is not None and current.payload == to_json(case)
    return current.shown.revision_id if current is not None and same else ""


def _head(office: Office, record_id: str) -> str:
    current = office.store.records.get(record_id)
    return current.shown.revision_id if current else ""


def check_code(office: Office, typed: str) -> Checked:
    """Whether the page with this code still says what is recorded. `UserError` for what is no code, or not ours."""
    code, page = typed_code(typed)
    if not code:
        raise UserError(
            "核对码是八个字母和数字，后面是第几页，印在纸的最下面一行。", "资料没有改动。", "请照着再输一遍。"
        )
    noted = office.store.records.get(_id(code))
    if noted is None:
        raise UserError(
            f"这里没有打印过核对码{code}的材料。",
            "资料没有改动。",
            "请看看有没有抄错；也可能是在别的电脑上打印的，或者纸上的字被改过。",
        )
    return _checked(office, code, page, noted.payload)


def _checked(office: Office, code: str, page: int, noted: Any) -> Checked:
    on = date_text(date.fromisoformat(noted["printed_on"]))
    now, then = _present(office, noted), _past(office, noted)
    title, topic = str(noted["title"]), str(noted["topic"])
    for situation, current in ((now, True), (then, False)):
        if situation is not None and _code_noted(office, situation, noted) == code:
            pdf, count = _made_again(office, situation, noted)
            shown = min(page, count)
            what = _which(title, shown, count)
            if current:
                words = f"一致。{what}，是{on}打印的，和现在记录的一样。"
            else:
                words = (
                    f"已更正。{what}，是{on}打印的，{_what_changed(office, noted, now)}下面是当时打印的样子。"
                )
            return Checked(code, title, topic, current, words, pdf, shown)
    changed = _what_changed(office, noted, now)
    words = f"已更正。这份{title}是{on}打印的，{changed}当时的样子已经拼不回来，请看修改记录。"
    return Checked(code, title, topic, False, words)


def _which(title: str, page: int, count: int) -> str:
    return f"这是“{title}”的第{page}页（共{count}页）" if count > 1 else f"这是“{title}”"


def _code_noted(office: Office, situation: Situation, noted: Any) -> str:
    return _code(office, situation, noted["form"], _recipients(noted))


def _recipients(noted: Any) -> tuple[str, ...]:
    """Whom the copies were for; older notes do not say, and then the code is that of the one with the name open."""
    return tuple(noted.get("recipients", ()))


def _made_again(office: Office, situation: Situation, noted: Any) -> tuple[bytes, int]:
    """The paper and how many pages it has."""
    return drawn(composed(office, noted["form"], situation, recipients=_recipients(noted)))


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


def _id(code: str) -> str:
    return f"{PRINTED_PAPER}-{code}"
