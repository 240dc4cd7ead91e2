"""The columns of the ledger's tables, in the order the township reads them.

A column that shows a recorded fact takes its heading from the fact. What has to be worked out is a function marked
with `derived`, standing where the column stands.
"""

from collections.abc import Callable

from yishi_desktop.domain.facts import Privacy, facts_of
from yishi_desktop.domain.followup import Task
from yishi_desktop.domain.ledger import values as v
from yishi_desktop.domain.ledger.columns import Column, ColumnKind, Value, cell, column_kind, heading_of
from yishi_desktop.domain.ledger.states import (
    done_on,
    due_on,
    objections,
    objections_in_short,
    present_with,
    stakeholders_present,
    task_state,
    topic_state,
)
from yishi_desktop.domain.ledger.values import Entry
from yishi_desktop.domain.people import Role
from yishi_desktop.domain.registry import FACTS

TASK = facts_of(Task)


Columns = tuple[Column[Entry], ...]


def of_fact(path: str, width: float, band: str = "", heading: str = "") -> Column[Entry]:
    """A column that shows a recorded fact."""
    about = FACTS[path]
    return Column(
        id=path,
        heading=heading or heading_of(path),
        kind=column_kind(about.kind),
        width=width,
        value=v.recorded(path),
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
    optional: bool = False,
) -> Column[Entry]:
    """A column that is worked out; an `optional` one is shown where a county or village asks for it."""
    return Column(
        id=column_id,
        heading=heading,
        kind=kind,
        width=width,
        value=value,
        privacy=privacy,
        band=band,
        masked=masked,
        optional=optional,
    )


def _present(column_id: str, heading: str, role: Role) -> Column[Entry]:
    """How many of those present stand for something a county may want to see; not shown unless it does."""
    return derived(
        column_id,
        heading,
        "count",
        4.2,
        lambda entry: present_with(entry.session, [role]),
        band=DELIBERATING,
        optional=True,
    )


NUMBER = derived("number", "序号", "count", 2.6, v.number)
CASE_NUMBER = of_fact("case.number", 6)

# --- 明细 ------------------------------------------------------------------------------------------------------

PREPARING, DELIBERATING, FOLLOWING = "议题和准备", "协商和表决", "落实、公开和归档"

SESSION_COLUMNS: Columns = (
    NUMBER,
    CASE_NUMBER,
    of_fact("session.held_on", 7.8, PREPARING),
    of_fact("session.venue", 8, PREPARING),
    of_fact("topic.level", 4, PREPARING),
    of_fact("topic.title", 14.5, PREPARING),
    of_fact("topic.origin", 5.2, PREPARING),
    of_fact("topic.category", 6, PREPARING),
    derived("review.must_rules", heading_of("review.must_rules"), "text", 8, v.must_rules, band=PREPARING),
    derived("review.convenor", heading_of("review.convenor"), "text", 7.8, v.convenor, band=PREPARING),
    of_fact("review.approved_on", 7.8, PREPARING),
    of_fact("announcement.posted_on", 7.8, PREPARING),
    of_fact("announcement.channels", 5.2, PREPARING),
    of_fact("session.form", 5.2, PREPARING),
    of_fact("session.chair", 4.6, DELIBERATING),
    of_fact("session.recorder", 4.6, DELIBERATING),
    of_fact("session.supervisor", 4.6, DELIBERATING),
    derived("expected", heading_of("session.expected"), "count", 2.8, v.head("expected"), band=DELIBERATING),
    derived("present", heading_of("session.present"), "count", 2.8, v.head("present"), band=DELIBERATING),
    derived(
        "non_voting", heading_of("session.non_voting"), "count", 2.8, v.head("non_voting"), band=DELIBERATING
    ),
    derived(
        "observers", heading_of("session.observers"), "count", 2.8, v.head("observers"), band=DELIBERATING
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
        3.6,
        lambda entry: present_with(entry.session, [Role.EXPERT]),
        band=DELIBERATING,
    ),
    _present("women", "其中：妇女", Role.WOMAN),
    _present("non_registered", "其中：非户籍居民", Role.NON_REGISTERED),
    _present("party_members", "其中：党员", Role.PARTY_MEMBER),
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
    derived("verdict", "判定", "text", 13.6, v.verdict_sentence, band=DELIBERATING),
    derived(
        "outcome.agreed_opinion",
        heading_of("outcome.agreed_opinion"),
        "text",
        17,
        v.excerpt_of("outcome.agreed_opinion"),
        band=DELIBERATING,
    ),
    of_fact("outcome.destination", 5.2, DELIBERATING),
    derived("owners", TASK["owner"].label, "text", 4.8, v.of_result(v.task_owners), band=FOLLOWING),
    derived(
        "due_on",
        TASK["due_on"].label,
        "date",
        7.8,
        v.of_result(lambda entry: due_on(entry.case)),
        band=FOLLOWING,
    ),
    derived(
        "implementation.summary",
        heading_of("implementation.summary"),
        "text",
        10,
        v.of_result(v.excerpt_of("implementation.summary")),
        band=FOLLOWING,
    ),
    derived(
        "done_on",
        TASK["done_on"].label,
        "date",
        7.8,
        v.of_result(lambda entry: done_on(entry.case)),
        band=FOLLOWING,
    ),
    derived("result_span", "结果公示起止日期", "text", 8.9, v.result_span, band=FOLLOWING),
    derived(
        "implementation_span",
        "落实公示起止日期",
        "text",
        8.9,
        v.of_result(v.implementation_span),
        band=FOLLOWING,
    ),
    derived(
        "objections",
        "异议及处理",
        "text",
        5.2,
        v.all_objections,
        band=FOLLOWING,
        privacy="internal",
        masked=v.all_objections_in_short,
    ),
    of_fact("filing.filed_on", 7.8, FOLLOWING),
    of_fact("supervision.reviewed_on", 7.8, FOLLOWING),
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
        7.8,
        v.full_remarks,
        band=FOLLOWING,
        privacy="internal",
        masked=v.remarks,
    ),
)

# --- 议题库 ----------------------------------------------------------------------------------------------------

TOPIC_COLUMNS: Columns = (
    NUMBER,
    CASE_NUMBER,
    of_fact("topic.collected_on", 7.8),
    of_fact("topic.title", 13),
    of_fact("topic.origin", 5),
    of_fact("topic.category", 5.5),
    of_fact("topic.proposer", 6),
    derived("review.must_rules", heading_of("review.must_rules"), "text", 7, v.must_rules),
    derived("hit_rules", "五不议情形", "text", 6, v.hit_rules),
    derived("hit_reasons", "不予协商的理由", "text", 10, v.hit_reasons),
    of_fact("review.advised_route", 4.6),
    of_fact("review.told_on", 7.8),
    of_fact("review.approval", 3.8, heading="党组织审定"),
    of_fact("review.approved_on", 7.8, heading="审定日期"),
    derived("sessions", "协商次数", "count", 3, lambda entry: v.held_count(entry.case)),
    derived("state", "办理情况", "text", 8.6, lambda entry: topic_state(entry.situation)),
)


# --- 公示台账 --------------------------------------------------------------------------------------------------


def _of_notice(name: str, width: float) -> Column[Entry]:
    about = FACTS[f"result_notice.{name}"]
    kind = column_kind(about.kind)
    return derived(name, about.label, kind, width, lambda entry: cell(getattr(entry.notice, name)))


NOTICE_COLUMNS: Columns = (
    NUMBER,
    CASE_NUMBER,
    of_fact("topic.title", 13),
    of_fact("session.held_on", 7.8),
    derived("notice", "公示内容", "text", 5, lambda entry: entry.notice_title),
    _of_notice("posted_on", 7.8),
    derived("timeliness", "张贴是否按时", "text", 4, v.timeliness_of),
    _of_notice("place", 8),
    _of_notice("posted_by", 4.8),
    derived("free_on", "最早可撤下日期", "date", 7.8, v.posting_of("free_on")),
    _of_notice("taken_down_on", 7.8),
    derived("full_days", "已公示整天数", "count", 4, v.posting_of("full_days")),
    derived("demanded", "应公示天数", "count", 4, v.posting_of("demanded")),
    derived("state", "是否合格", "text", 5, v.posting_of("state")),
    derived(
        "objections",
        "异议及处理",
        "text",
        8,
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
    of_fact("topic.title", 14),
    of_fact("session.held_on", 7.8),
    _of_task("what", 14),
    _of_task("owner", 5.5),
    _of_task("started_on", 7.8),
    _of_task("due_on", 7.8),
    _of_task("done_on", 7.8),
    derived("state", "状态", "text", 5, lambda entry: task_state(entry.task, entry.situation.today)),
    _of_task("progress", 16),
)
