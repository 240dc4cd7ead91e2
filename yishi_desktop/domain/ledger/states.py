"""The states a ledger reports: how far a posting, a promise and a whole matter have come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.case import Attendance, Case, PublicNotice, Session
from yishi_desktop.domain.choices import Approval, Destination
from yishi_desktop.domain.conditions import excluded
from yishi_desktop.domain.counting import has_record, number_of
from yishi_desktop.domain.deadlines import Period, full_days_between, posting_period
from yishi_desktop.domain.due_dates import due_for
from yishi_desktop.domain.followup import Task
from yishi_desktop.domain.people import Role
from yishi_desktop.domain.situation import Situation

POSTING_DAYS = "posting_days"
_NOTHING = frozenset({"无", "没有", "无异议", "没有异议", "未收到异议"})


@dataclass(frozen=True, slots=True)
class Posting:
    """How a notice stands against the days it has to hang (村民委员会组织法 第三十五条第三款)."""

    state: str
    demanded: int | None = None
    free_on: date | None = None
    full_days: int | None = None

    @property
    def met(self) -> bool:
        """It hung long enough, whether or not it has been taken down since."""
        return self.state == "合格"


def posting(notice: PublicNotice, situation: Situation) -> Posting:
    """未公示, 公示中, 合格 or 天数不足. Without a demanded number of days nothing is judged."""
    days = number_of(situation.procedure, POSTING_DAYS)
    if notice.posted_on is None or notice.posted_on > situation.today:
        return Posting("未公示", days.value if days else None)
    until = notice.taken_down_on or situation.today
    stood = max(0, full_days_between(notice.posted_on, until))
    if days is None:
        return Posting("已公示", full_days=stood)
    period = posting_period(notice.posted_on, days.value, situation.calendar)
    return Posting(_posting_state(notice, period, until), days.value, period.free_on, stood)


def _posting_state(notice: PublicNotice, period: Period, until: date) -> str:
    if not period.short_by(until):
        return "合格"
    return "公示中" if notice.taken_down_on is None else "天数不足"


def timeliness(notice: PublicNotice, place: str, situation: Situation) -> str | None:
    """按时, or how many days late a notice was put up or still is not; `place` is where it is recorded (result_notice).

    Nothing where the procedure names no day, and while there is still time.
    """
    due = due_for(f"{place}.posted_on", situation)
    if due is None:
        return None
    late = ((notice.posted_on or situation.today) - due).days
    if notice.posted_on is None:
        return f"没有张贴，已迟{late}天" if late > 0 else None
    return f"迟{late}天" if late > 0 else "按时"


def objections(notice: PublicNotice) -> str | None:
    """What people objected and what was done, in full: internal."""
    if not notice.objections:
        return None
    return f"{notice.objections}；{notice.handling}" if notice.handling else notice.objections


def objections_in_short(notice: PublicNotice) -> str | None:
    """Whether somebody objected and whether it was dealt with; nothing of what was said, nor by whom."""
    if not notice.objections:
        return None
    if notice.objections.strip("。 ") in _NOTHING:
        return "无"
    return "有，已处理" if notice.handling else "有，待处理"


def task_state(task: Task, today: date) -> str:
    """已完成, 已逾期, 进行中 or 未开始."""
    if task.done_on is not None:
        return "已完成"
    if task.due_on is not None and task.due_on < today:
        return "已逾期"
    return "进行中" if task.started_on is not None or task.progress else "未开始"


def implementation_state(case: Case, today: date) -> str:
    """已落实 when every task is done, 未落实 when nothing has begun, else 落实中."""
    states = {task_state(task, today) for task in case.implementation.tasks}
    if not states or (states <= {"未开始", "已逾期"} and not _begun(case)):
        return "未落实"
    return "已落实" if states == {"已完成"} else "落实中"


def _begun(case: Case) -> bool:
    return any(task.started_on or task.progress for task in case.implementation.tasks)


def due_on(case: Case) -> date | None:
    """The day by which the last task was promised."""
    return max((task.due_on for task in case.implementation.tasks if task.due_on), default=None)


def done_on(case: Case) -> date | None:
    """The day the last task was done; `None` while one is open."""
    days = [task.done_on for task in case.implementation.tasks]
    return max(day for day in days if day) if days and all(days) else None


def present_with(session: Session, roles: Iterable[Role]) -> int | None:
    """How many of those present hold one of these duties; `None` without a ticked sign-in sheet."""
    wanted = frozenset(roles)
    return _count(session, lambda line: not wanted.isdisjoint(line.person.roles))


def stakeholders_present(session: Session) -> int | None:
    """How many of those present speak for the parties concerned; `None` without a ticked sign-in sheet."""
    return _count(session, lambda line: line.stakeholder)


def _count(session: Session, belongs: Callable[[Attendance], bool]) -> int | None:
    present = [line for line in session.attendance if line.present]
    return sum(belongs(line) for line in present) if present else None


def attended(session: Session) -> int:
    """参与人次: those entitled to vote and those 列席. Observers are counted apart."""
    heads = headcount(session)
    return (heads.present or 0) + (heads.non_voting or 0)


def agreed(situation: Situation) -> bool | None:
    """Whether any session of the matter reached agreement; `None` while none has been decided."""
    sessions = range(len(situation.case.sessions))
    answers = [situation.for_session(n).consensus_reached for n in sessions]
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None


def topic_state(situation: Situation) -> str:
    """Where a topic stands, in one word for the topic list."""
    case = situation.case
    if case.ending.kind is not None:
        return case.ending.kind.label
    if excluded(situation):
        return "不予协商"
    if case.review.approval in (Approval.REFUSED, Approval.TRANSFERRED):
        return f"党组织审定{case.review.approval.label}"
    if case.archive.archived_on is not None:
        return "已归档"
    return _progress(situation)


def _progress(situation: Situation) -> str:
    if agreed(situation):
        return f"达成一致，{implementation_state(situation.case, situation.today)}"
    held = [session for session in situation.case.sessions if has_record(session) and not session.cancelled]
    if not held:
        return "待协商"
    words = "协商中" if agreed(situation) is None else "未达成一致"
    destination = held[-1].outcome.destination
    return f"{words}，{destination.label}" if destination else words


def to_carry_out(situation: Situation) -> bool:
    """Whether the matter has a result to carry out: agreed upon, or, without a vote, already divided into tasks."""
    answer = agreed(situation)
    return bool(situation.case.implementation.tasks) if answer is None else answer


def went_to(case: Case, *destinations: Destination) -> bool:
    """Whether a session of the matter ended by passing it on to one of these."""
    return any(session.outcome.destination in destinations for session in case.sessions)
