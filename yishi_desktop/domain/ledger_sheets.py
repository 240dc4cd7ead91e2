"""The columns of the ledger's tables, in the order the township reads them.

A column that shows a recorded fact takes its heading from the fact. What has to be worked out is a function marked
with `derived`, standing where the column stands.
"""

from collections.abc import Callable
from dataclasses import dataclass

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.case import Case, PublicNotice, Session, Task
from yishi_desktop.domain.choices import Counting
from yishi_desktop.domain.counting import Counted, first_held_before
from yishi_desktop.domain.facts import Privacy, facts_of
from yishi_desktop.domain.ledger_columns import (
    Column,
    ColumnKind,
    Value,
    cell,
    column_kind,
    excerpt,
    heading_of,
    span_text,
)
from yishi_desktop.domain.ledger_states import (
    done_on,
    due_on,
    objections,
    objections_in_short,
    posting,
    present_with,
    stakeholders_present,
    task_state,
    topic_state,
)
from yishi_desktop.domain.people import Role
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import listed, person_text, person_with_duty, short_date

EXCERPT = 120
TASK = facts_of(Task)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line of a table is made from. `notice` and `task` are set where the table lists those."""

    number: int
    situation: Situation
    counted: Counted = Counted(yes=False, reason="")
    notice: PublicNotice = PublicNotice()
    notice_title: str = ""
    task: Task = Task()

    @property
    def case(self) -> Case:
        """The matter."""
        return self.situation.case

    @property
    def session(self) -> Session:
        """The session the line speaks of."""
        return self.situation.session


Columns = tuple[Column[Entry], ...]


def of_fact(path: str, width: float, band: str = "", heading: str = "") -> Column[Entry]:
    """A column that shows a recorded fact."""
    about = FACTS[path]
    return Column(
        id=path,
        heading=heading or heading_of(path),
        kind=column_kind(about.kind),
        width=width,
        value=lambda entry: cell(entry.situation.value(path)),
        privacy=about.privacy,
        band=band,
    )


def derived(
    column_id: str,
    heading: str,
    kind: ColumnKind,
    width: float,
    value: Callable[[Entry], Value],
    *,
    band: str = "",
    privacy: Privacy = "public",
    masked: Callable[[Entry], Value] | None = None,
) -> Column[Entry]:
    """A column that is worked out."""
    return Column(
        id=column_id,
        heading=heading,
        kind=kind,
        width=width,
        value=value,
        privacy=privacy,
        band=band,
        masked=masked,
    )


# --- worked-out values -----------------------------------------------------------------------------------------


def _must_rules(entry: Entry) -> Value:
    chosen = set(entry.case.review.must_rules)
    return listed([rule.short for rule in entry.situation.procedure.must if rule.id in chosen]) or None


def _hit_rules(entry: Entry) -> Value:
    hit = {answer.rule for answer in entry.case.review.exclusions if answer.hit}
    return listed([rule.short for rule in entry.situation.procedure.exclusions if rule.id in hit]) or None


def _hit_reasons(entry: Entry) -> Value:
    reasons = [answer.reason for answer in entry.case.review.exclusions if answer.hit]
    return "；".join(filter(None, [*reasons, entry.case.ending.reason])) or None


def _convenor(entry: Entry) -> Value:
    return person_with_duty(entry.case.review.convenor) or None


def _head(field: str) -> Callable[[Entry], Value]:
    return lambda entry: getattr(headcount(entry.session), field)


def _verdict_sentence(entry: Entry) -> Value:
    verdict = entry.situation.verdict()
    return verdict.sentence if verdict else None


def _excerpt_of(path: str) -> Callable[[Entry], Value]:
    return lambda entry: excerpt(entry.situation.value(path), EXCERPT)


def _task_owners(entry: Entry) -> Value:
    names = [person_text(task.owner) for task in entry.case.implementation.tasks]
    return listed(list(dict.fromkeys(names))) or None


def _result_span(entry: Entry) -> Value:
    notice = entry.session.result_notice
    return span_text(notice.posted_on, notice.taken_down_on)


def _implementation_span(entry: Entry) -> Value:
    notice = entry.case.implementation_notice
    return span_text(notice.posted_on, notice.taken_down_on)


def _all_objections(entry: Entry) -> Value:
    return _both(entry, objections)


def _all_objections_in_short(entry: Entry) -> Value:
    return _both(entry, objections_in_short)


def _both(entry: Entry, say: Callable[[PublicNotice], str | None]) -> str | None:
    """Objections to the result and to its carrying out; told apart only when they differ."""
    result, implementation = say(entry.session.result_notice), say(entry.case.implementation_notice)
    if result and implementation and result != implementation:
        return f"结果公示：{result}；落实公示：{implementation}"
    return result or implementation


def _remarks(entry: Entry) -> str | None:
    """What the reader of the line has to know: earlier session, count by subtraction, why it does or does not count."""
    words = [_earlier(entry), _derived_count(entry), entry.counted.reason]
    return "；".join(filter(None, words)) or None


def _earlier(entry: Entry) -> str:
    place = first_held_before(entry.situation)
    if place is None:
        return ""
    first = entry.situation.for_session(place)
    verdict = first.verdict()
    votes = f"，同意{verdict.votes_for}人、到会{verdict.base}人" if verdict else ""
    return f"首次协商{short_date(first.session.held_on)}{votes}"


def _derived_count(entry: Entry) -> str:
    return "赞成人数为推算" if entry.situation.vote.counting is Counting.DERIVED else ""


def _full_remarks(entry: Entry) -> str | None:
    return "；".join(filter(None, [_remarks(entry), entry.case.note])) or None


def _number(entry: Entry) -> Value:
    return entry.number


NUMBER = derived("number", "序号", "count", 2.6, _number)
CASE_NUMBER = of_fact("case.number", 8.4)

# --- 明细 ------------------------------------------------------------------------------------------------------

PREPARING, DELIBERATING, FOLLOWING = "议题和准备", "协商和表决", "落实、公开和归档"

SESSION_COLUMNS: Columns = (
    NUMBER,
    CASE_NUMBER,
    of_fact("session.held_on", 7.6, PREPARING),
    of_fact("session.venue", 8, PREPARING),
    of_fact("topic.level", 4, PREPARING),
    of_fact("topic.title", 14.5, PREPARING),
    of_fact("topic.origin", 5.2, PREPARING),
    of_fact("topic.category", 6, PREPARING),
    derived("review.must_rules", heading_of("review.must_rules"), "text", 8, _must_rules, band=PREPARING),
    derived("review.convenor", heading_of("review.convenor"), "text", 7.6, _convenor, band=PREPARING),
    of_fact("review.approved_on", 7.6, PREPARING),
    of_fact("announcement.posted_on", 7.6, PREPARING),
    of_fact("announcement.channels", 5.2, PREPARING),
    of_fact("session.form", 5.2, PREPARING),
    of_fact("session.chair", 4.6, DELIBERATING),
    of_fact("session.recorder", 4.6, DELIBERATING),
    of_fact("session.supervisor", 4.6, DELIBERATING),
    derived("expected", heading_of("session.expected"), "count", 2.8, _head("expected"), band=DELIBERATING),
    derived("present", heading_of("session.present"), "count", 2.8, _head("present"), band=DELIBERATING),
    derived(
        "non_voting", heading_of("session.non_voting"), "count", 2.8, _head("non_voting"), band=DELIBERATING
    ),
    derived(
        "observers", heading_of("session.observers"), "count", 2.8, _head("observers"), band=DELIBERATING
    ),
    derived(
        "stakeholders",
        "其中：利益相关方代表",
        "count",
        4.2,
        lambda entry: stakeholders_present(entry.session),
        band=DELIBERATING,
    ),
    derived(
        "deputies",
        "其中：两代表一委员",
        "count",
        4.2,
        lambda entry: present_with(entry.session, [Role.DEPUTY_OR_CPPCC]),
        band=DELIBERATING,
    ),
    derived(
        "experts",
        "其中：专家",
        "count",
        3.2,
        lambda entry: present_with(entry.session, [Role.EXPERT]),
        band=DELIBERATING,
    ),
    of_fact("vote.method", 4.6, DELIBERATING),
    of_fact("vote.votes_for", 2.8, DELIBERATING),
    of_fact("vote.votes_against", 2.8, DELIBERATING),
    of_fact("vote.abstentions", 2.8, DELIBERATING),
    derived(
        "agreed",
        "是否达成一致",
        "flag",
        3.4,
        lambda entry: entry.situation.consensus_reached,
        band=DELIBERATING,
    ),
    derived("verdict", "判定", "text", 12.6, _verdict_sentence, band=DELIBERATING),
    derived(
        "outcome.agreed_opinion",
        heading_of("outcome.agreed_opinion"),
        "text",
        14,
        _excerpt_of("outcome.agreed_opinion"),
        band=DELIBERATING,
    ),
    of_fact("outcome.destination", 5.2, DELIBERATING),
    derived("owners", TASK["owner"].label, "text", 4.8, _task_owners, band=FOLLOWING),
    derived("due_on", TASK["due_on"].label, "date", 7.6, lambda entry: due_on(entry.case), band=FOLLOWING),
    derived(
        "implementation.summary",
        heading_of("implementation.summary"),
        "text",
        10.5,
        _excerpt_of("implementation.summary"),
        band=FOLLOWING,
    ),
    derived("done_on", TASK["done_on"].label, "date", 7.6, lambda entry: done_on(entry.case), band=FOLLOWING),
    derived("result_span", "结果公示起止日期", "text", 8.2, _result_span, band=FOLLOWING),
    derived("implementation_span", "落实公示起止日期", "text", 8.2, _implementation_span, band=FOLLOWING),
    derived(
        "objections",
        "异议及处理",
        "text",
        5.2,
        _all_objections,
        band=FOLLOWING,
        privacy="internal",
        masked=_all_objections_in_short,
    ),
    of_fact("filing.filed_on", 7.6, FOLLOWING),
    of_fact("supervision.reviewed_on", 7.6, FOLLOWING),
    of_fact("evaluation.overall", 4, FOLLOWING),
    of_fact("archive.number", 6, FOLLOWING),
    derived(
        "counts",
        heading_of("session.counts"),
        "flag",
        3.4,
        lambda entry: entry.counted.yes,
        band=FOLLOWING,
    ),
    derived(
        "case.note",
        heading_of("case.note"),
        "text",
        8.2,
        _full_remarks,
        band=FOLLOWING,
        privacy="internal",
        masked=_remarks,
    ),
)

# --- 议题库 ----------------------------------------------------------------------------------------------------

TOPIC_COLUMNS: Columns = (
    NUMBER,
    CASE_NUMBER,
    of_fact("topic.collected_on", 7.6),
    of_fact("topic.title", 16),
    of_fact("topic.origin", 6),
    of_fact("topic.category", 7),
    of_fact("topic.proposer", 6),
    derived("review.must_rules", heading_of("review.must_rules"), "text", 9, _must_rules),
    derived("hit_rules", "五不议情形", "text", 7.5, _hit_rules),
    derived("hit_reasons", "不予协商的理由", "text", 14, _hit_reasons),
    of_fact("review.advised_route", 6),
    of_fact("review.told_on", 7.6),
    of_fact("review.approval", 4.6, heading="党组织审定"),
    of_fact("review.approved_on", 7.6, heading="审定日期"),
    derived("sessions", "协商次数", "count", 3, lambda entry: held_count(entry.case)),
    derived("state", "办理情况", "text", 8, lambda entry: topic_state(entry.situation)),
)


def held_count(case: Case) -> int:
    """How many sessions of a matter have a day and were not called off."""
    return sum(session.held_on is not None and not session.cancelled for session in case.sessions)


# --- 公示台账 --------------------------------------------------------------------------------------------------


def _posting(field: str) -> Callable[[Entry], Value]:
    return lambda entry: getattr(posting(entry.notice, entry.situation), field)


def _of_notice(name: str, width: float) -> Column[Entry]:
    about = FACTS[f"result_notice.{name}"]
    kind = column_kind(about.kind)
    return derived(name, about.label, kind, width, lambda entry: cell(getattr(entry.notice, name)))


NOTICE_COLUMNS: Columns = (
    NUMBER,
    CASE_NUMBER,
    of_fact("topic.title", 18),
    of_fact("session.held_on", 7.6),
    derived("notice", "公示内容", "text", 8, lambda entry: entry.notice_title),
    _of_notice("posted_on", 7.6),
    _of_notice("place", 10),
    _of_notice("posted_by", 5),
    derived("free_on", "最早可撤下日期", "date", 7.6, _posting("free_on")),
    _of_notice("taken_down_on", 7.6),
    derived("full_days", "已公示整天数", "count", 4, _posting("full_days")),
    derived("demanded", "应公示天数", "count", 4, _posting("demanded")),
    derived("state", "是否合格", "text", 5, _posting("state")),
    derived(
        "objections",
        "异议及处理",
        "text",
        10,
        lambda entry: objections(entry.notice),
        privacy="internal",
        masked=lambda entry: objections_in_short(entry.notice),
    ),
)

# --- 落实台账 --------------------------------------------------------------------------------------------------


def _of_task(name: str, width: float) -> Column[Entry]:
    about = TASK[name]
    kind = column_kind(about.kind)
    return derived(name, about.label, kind, width, lambda entry: cell(getattr(entry.task, name)))


TASK_COLUMNS: Columns = (
    NUMBER,
    CASE_NUMBER,
    of_fact("topic.title", 18),
    of_fact("session.held_on", 7.6),
    _of_task("what", 18),
    _of_task("owner", 5.5),
    _of_task("started_on", 7.6),
    _of_task("due_on", 7.6),
    _of_task("done_on", 7.6),
    derived("state", "状态", "text", 5, lambda entry: task_state(entry.task, entry.situation.today)),
    _of_task("progress", 18),
)
