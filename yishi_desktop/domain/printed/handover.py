"""Printed values of the hand-over list (移交清单): what a new committee finds open, unposted, unsigned and overdue.

《村民委员会组织法》第二十四条: the work is handed over within ten days of the election. Everything is worked out from the
records as they stand on the day, so that nobody has to remember; what lies in cupboards is written in by hand.
"""

from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.agenda import Urgency, days_ahead, is_open, to_do
from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.facts import fact, is_blank
from yishi_desktop.domain.notice_board import Hanging, notice_board
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.progress import Stand, stand
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text, localise

_WANT_A_SIGNATURE = (
    ("review.approved_on", "议题审定"),
    ("confirmation.confirmed_on", "协商结果签名确认"),
    ("filing.filed_on", "协商成果备案"),
    ("supervision.reviewed_on", "村务监督委员会审核"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """One thing handed over: which matter, what of it, and how it stands."""

    case_number: str = fact("编号")
    title: str = fact("事项")
    what: str = fact("是什么")
    state: str = fact("情况")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """One copy of the data: when it was made, what it holds, and where it lies."""

    made_at: str = fact("时间")
    holds: str = fact("内容")
    place: str = fact("在哪里")


def _matters(situation: Situation) -> tuple[Situation, ...]:
    return situation.year.matters if situation.year else ()


def _line(matter: Situation, what: str, state: str) -> HandoverLine:
    kind = matter.organisation.kind
    return HandoverLine(
        case_number=matter.case.number,
        title=matter.case.topic.title or "（还没写议题）",
        what=localise(what, kind),
        state=localise(state, kind),
    )


@printed("handover.day", "移交日期", "date")
def day(situation: Situation) -> date | None:
    """The day the list was made."""
    return situation.today if situation.year else None


@printed("handover.open_lines", "没有办完的", "rows", facts=("topic.title",), row=HandoverLine)
def open_lines(situation: Situation) -> tuple[HandoverLine, ...]:
    """Every open matter with the step it waits for, the most pressing first; then those that wait for another session."""
    matters = {matter.case.id: matter for matter in _matters(situation)}
    lines = [
        _line(matters[one.case_id], one.step_title, one.tag or one.note) for one in to_do(matters.values())
    ]
    waiting = [matter for matter in matters.values() if stand(matter) is Stand.WAITING]
    return (*lines, *(_line(matter, "再次协商", "没有达成一致，等再次协商") for matter in waiting))


@printed("handover.unposted_lines", "没有公示完的", "rows", facts=("topic.title",), row=HandoverLine)
def unposted_lines(situation: Situation) -> tuple[HandoverLine, ...]:
    """Notices that should hang and do not, and those that hang and must not come down yet."""
    matters = {matter.case.id: matter for matter in _matters(situation) if is_open(matter)}
    found = notice_board(matters.values())
    wanted = (one for one in found if one.hanging in (Hanging.TO_POST, Hanging.POSTED))
    return tuple(
        _line(
            matters[one.case_id],
            one.title,
            one.hanging.value + (f"，{date_text(one.free_on)}起可以撤下" if one.free_on else ""),
        )
        for one in wanted
    )


@printed(
    "handover.unsigned_lines", "没有签字、审核、备案的", "rows", facts=("topic.title",), row=HandoverLine
)
def unsigned_lines(situation: Situation) -> tuple[HandoverLine, ...]:
    """What other people still have to put their name to, in matters that are under way."""
    return tuple(
        _line(matter, words, "还没有记下日期")
        for matter in _matters(situation)
        if is_open(matter)
        for path, words in _WANT_A_SIGNATURE
        if _is_wanted(matter, path)
    )


def _is_wanted(matter: Situation, path: str) -> bool:
    """Whether this procedure asks for it, in a matter that has come so far."""
    step = matter.procedure.step_of(path)
    come_so_far = path.startswith("review.") or any(one.held_on for one in matter.case.sessions)
    return step is not None and come_so_far and applies(step, matter) and is_blank(matter.value(path))


@printed("handover.overdue_lines", "已经过期的", "rows", facts=("topic.title",), row=HandoverLine)
def overdue_lines(situation: Situation) -> tuple[HandoverLine, ...]:
    """Days that have passed with nothing recorded."""
    matters = {matter.case.id: matter for matter in _matters(situation)}
    late = [one for one in days_ahead(matters.values(), 0) if one.urgency is Urgency.OVERDUE]
    return tuple(
        _line(matters[one.case_id], one.text.partition("：")[0], f"{date_text(one.on)}到期") for one in late
    )


@printed("handover.backups", "备份", "rows", row=BackupLine)
def backups(situation: Situation) -> tuple[BackupLine, ...]:
    """The newest copies of the data, as the program knows them."""
    kept = situation.year.backups if situation.year else ()
    return tuple(BackupLine(made_at=one[0], holds=one[1], place=one[2]) for one in kept)


def _counted(name: str, label: str, wanted: Stand | None) -> None:
    def read(situation: Situation) -> int | None:
        if situation.year is None:
            return None
        return sum(wanted is None or stand(matter) is wanted for matter in _matters(situation))

    printed(f"handover.{name}", label, "count")(read)


_counted("matters", "事项总数", None)
_counted("archived", "已归档", Stand.ARCHIVED)


@printed("handover.seal", "最新的封存码", pen="　" * 12)
def newest_seal(situation: Situation) -> str:
    """The code of the last seal of the village: whoever takes over can hold it against the file."""
    return situation.year.newest_seal if situation.year else ""


@printed("recovery.day", "做恢复码的日期", "date")
def recovery_day(situation: Situation) -> date | None:
    """The day the sheet was made."""
    return situation.today if situation.year else None


@printed("recovery.code", "恢复码", pen="　" * 19)
def recovery_code(situation: Situation) -> str:
    """What opens the encrypted data when the password is forgotten; by hand where it is not to pass through a printer."""
    return situation.year.recovery_code if situation.year else ""
