"""What the township reads in the ledger, worked out from cases."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger_files.cases import (
    JINHUA,
    TODAY,
    YEAR,
    boundary,
    first_three,
    hall,
    meeting,
    road,
    situation,
    ticked,
)
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import Case, ExclusionAnswer, PublicNotice, Session, Topic
from yishi_desktop.domain.counting import counts_toward_year, yearly_minimum
from yishi_desktop.domain.followup import Implementation, Task
from yishi_desktop.domain.ledger.columns import Share, excerpt
from yishi_desktop.domain.ledger.layout import usual
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.ledger.sheets import SESSION_COLUMNS
from yishi_desktop.domain.ledger.states import implementation_state, posting
from yishi_desktop.domain.masking import masked
from yishi_desktop.domain.people import Organisation, OrganisationKind, PersonRef, Role
from yishi_desktop.domain.procedure import Number
from yishi_desktop.domain.registry import FACTS

GANSU = replace(
    JINHUA,
    numbers=(
        *JINHUA.numbers,
        Number(id="sessions_per_year", label="全年次数", value=4, clause="三（五）", source="甘肃意见"),
    ),
)


def of(*cases: Case, **more):
    return ledger_rows([situation(case) for case in cases], *YEAR, **more)


def case_with(*sessions: Session, **facts) -> Case:
    return Case(
        id="one", procedure="jinhua", number="1", topic=Topic(title="修渠"), sessions=sessions, **facts
    )


def count(session: Session, *before: Session, **facts):
    return counts_toward_year(situation(case_with(*before, session, **facts)))


# --- the three cases -------------------------------------------------------------------------------------------


def test_case_1_stands_in_one_line_with_its_numbers_and_days():
    table = of(road()).sessions
    shown = dict(zip([heading.id for heading in table.headings], table.rows[0].values, strict=True))
    numbers = ("expected", "present", "observers", "vote.votes_for", "vote.votes_against", "vote.abstentions")
    assert [shown[name] for name in numbers] == [38, 36, 4, 31, 3, 2]
    assert shown["agreed"] is True
    assert shown["session.held_on"] == date(2026, 3, 15)
    assert shown["result_span"] == "2026年3月16日至\n2026年4月1日"
    assert shown["due_on"] == date(2026, 6, 30)
    assert shown["done_on"] == date(2026, 6, 28)
    assert shown["review.must_rules"] == "公共事务、公益事业"


def test_the_verdict_is_the_sentence_of_screen_and_paper():
    sentences = of(road(), hall()).sessions.column("verdict")
    assert sentences[0] == situation(road()).verdict().sentence
    assert sentences[1] == "到会12人，须9人以上同意（超过三分之二）；同意8人，差1人，未通过。"


def test_case_2_counts_two_sessions_of_one_matter():
    summary = of(hall()).summary
    assert summary.sentence == "2次（其中再次协商1次），事项1件"
    assert summary.agreed_matters == Share(1, 1)
    assert summary.agreed_sessions == Share(1, 2)


def test_the_second_session_names_the_first():
    assert of(hall()).sessions.column("case.note")[1] == "首次协商4月18日，同意8人、到会12人；再次协商"


def test_case_3_is_not_counted_and_stays_in_the_topic_list_with_its_reason():
    ledger = of(boundary())
    assert ledger.summary.counted == 0
    assert ledger.sessions.rows == ()
    topics = ledger.topics
    assert topics.column("hit_rules") == ("个体矛盾、双方纠纷",)
    assert topics.column("hit_reasons") == ("属于两户之间的宅基边界纠纷",)
    assert topics.column("review.advised_route") == ("人民调解",)
    assert topics.column("state") == ("不予协商",)


def test_the_three_together():
    summary = ledger_rows(first_three(), *YEAR).summary
    assert (summary.counted, summary.total, summary.matters, summary.topics, summary.excluded) == (
        3,
        3,
        2,
        3,
        1,
    )
    assert summary.quarters == (("第一季度", 1), ("第二季度", 2), ("第三季度", 0), ("第四季度", 0))
    assert (summary.attendances, summary.observers) == (36 + 12 + 12, 4)
    assert (summary.done, summary.under_way, summary.not_done) == (1, 0, 1)
    assert summary.postings == Share(2, 3)


# --- what counts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("session", "yes", "reason"),
    [
        (meeting(date(2026, 2, 12), 9, 1, 0), True, ""),
        (meeting(date(2026, 2, 12), 1, 9, 0), True, ""),
        (
            Session(held_on=date(2026, 11, 3), kind=c.SessionKind.WRITTEN, minutes="收回五份"),
            True,
            "书面征求意见，是否计入以上级口径为准",
        ),
        (Session(held_on=date(2026, 12, 6), cancelled="大雪"), False, "已取消：大雪"),
        (Session(minutes="谈过"), False, "没有协商日期"),
        (meeting(date(2026, 12, 21), 9, 1, 0), False, "12月21日还没有到"),
        (Session(held_on=date(2026, 3, 1)), False, "协商日期已过，还没有登记协商情况，暂不计入"),
        (
            meeting(date(2026, 3, 1), 9, 1, 0, counts=False, counts_reason="上级要求只计村级"),
            False,
            "人工标记不计入：上级要求只计村级",
        ),
        (Session(held_on=date(2026, 3, 1), counts=True), True, "人工标记计入：没有写理由"),
        (
            Session(held_on=date(2026, 3, 1), cancelled="停电", counts=True, counts_reason="凑数"),
            False,
            "已取消：停电",
        ),
    ],
)
def test_which_sessions_count(session, yes, reason):
    counted = count(session)
    assert (counted.yes, counted.reason) == (yes, reason)


def test_a_session_of_an_excluded_topic_does_not_count():
    answers = (ExclusionAnswer(rule="exclusion-5", hit=True),)
    review = replace(road().review, exclusions=answers)
    assert not count(meeting(date(2026, 2, 1), 9, 0, 0), review=review).yes


def test_a_cancelled_first_session_does_not_make_the_next_a_second():
    cancelled = meeting(date(2026, 2, 1), 9, 0, 0, cancelled="停电")
    held = meeting(date(2026, 2, 9), 9, 0, 0)
    assert count(held, cancelled).reason == ""
    assert count(held, held).reason == "再次协商"


def year_of_shigou():
    """Case 5: three meetings, one written round, one called off."""
    days = [date(2026, 2, 12), date(2026, 5, 20), date(2026, 9, 8)]
    sessions = [meeting(day, 9, 1, 0) for day in days]
    sessions.append(Session(held_on=date(2026, 11, 3), kind=c.SessionKind.WRITTEN, minutes="收回五份"))
    sessions.append(Session(held_on=date(2026, 12, 6), cancelled="大雪"))
    cases = [replace(case_with(session), id=f"s{n}", number=f"s{n}") for n, session in enumerate(sessions)]
    return [situation(case, procedure=GANSU) for case in cases]


def test_four_a_year_where_four_are_demanded():
    summary = ledger_rows(year_of_shigou(), *YEAR).summary
    assert summary.against_minimum == "4/4（会议3、书面1）"
    assert summary.meets_minimum is True
    assert summary.reasons == (
        "已达到全年4次（甘肃意见 三（五））",
        "12月6日不计（已取消：大雪）",
        "书面征求意见1次，是否计入以上级口径为准",
    )


def test_what_is_missing_is_said():
    summary = ledger_rows(year_of_shigou()[:3], *YEAR).summary
    assert summary.meets_minimum is False
    assert summary.reasons[0] == "还差1次（甘肃意见 三（五））"


def test_jinhua_demands_no_number_and_shows_four_for_reference():
    minimum = yearly_minimum(JINHUA)
    assert (minimum.number, minimum.demanded) == (4, False)
    summary = of(hall()).summary
    assert summary.meets_minimum is None
    assert summary.against_minimum == "2/4（会议2）"
    assert summary.reasons[0].startswith("本地文件未规定最低次数，4次为参照")


def test_an_empty_year_still_knows_what_is_wanted():
    summary = ledger_rows([], *YEAR, procedure=GANSU).summary
    assert summary.against_minimum == "0/4"
    assert summary.meets_minimum is False
    assert summary.agreed_matters == Share(0, 0)


# --- periods ---------------------------------------------------------------------------------------------------


def test_any_days_may_be_asked_for():
    ledger = ledger_rows([situation(hall())], date(2025, 12, 1), date(2026, 4, 18))
    assert ledger.sessions.column("session.held_on") == (date(2026, 4, 18),)
    assert ledger.period_words == "2025年12月1日至2026年4月18日"
    assert [label for label, _ in ledger.summary.quarters] == [
        "2025年第四季度",
        "2026年第一季度",
        "2026年第二季度",
    ]


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="2026-12-31"):
        ledger_rows([], YEAR[1], YEAR[0])


@given(st.permutations(first_three()))
def test_the_order_cases_come_in_does_not_matter(cases):
    assert ledger_rows(cases, *YEAR) == ledger_rows(first_three(), *YEAR)


@given(st.lists(st.dates(date(2025, 6, 1), date(2027, 6, 1)), max_size=6))
def test_every_session_of_the_period_has_one_line_and_the_quarters_add_up(days):
    sessions = tuple(meeting(day, 5, 1, 0) for day in days)
    ledger = ledger_rows([situation(case_with(*sessions), today=date(2028, 1, 1))], *YEAR)
    inside = sorted(day for day in days if day.year == 2026)
    assert list(ledger.sessions.column("session.held_on")) == inside
    assert sum(number for _, number in ledger.summary.quarters) == ledger.summary.counted == len(inside)


# --- columns ---------------------------------------------------------------------------------------------------

WANTED = (
    "序号 协商编号 协商时间 协商地点 协商层级 议题名称 议题来源 议题类别 必议情形 召集人及身份 "
    "党组织审定日期 公告日期 公告方式 协商形式 主持人 记录员 监督员 应到 实到 列席 旁听 "
    "其中：利益相关方代表 其中：两代表一委员 其中：专家 表决方式 赞成 反对 弃权 是否达成一致 "
    "判定 协商意见摘要 结果去向 责任人 落实期限 落实情况 完成日期 结果公示起止日期 "
    "落实公示起止日期 异议及处理 备案日期 监委审核日期 评估/满意度 归档号 是否计入年度次数 备注"
)


@pytest.mark.parametrize("is_masked", [False, True])
def test_the_columns_and_their_order(is_masked):
    headings = usual(of(road(), masked=is_masked).sessions).headings
    assert " ".join(heading.label for heading in headings) == WANTED


def test_every_fact_with_a_ledger_heading_has_its_column():
    shown = {column.heading for column in SESSION_COLUMNS}
    assert {about.ledger for about in FACTS.values() if about.ledger} <= shown


def test_the_sign_in_sheet_tells_who_was_there():
    session = meeting(
        date(2026, 2, 1), 9, 0, 0, attendance=ticked(9, roles=(Role.EXPERT, Role.DEPUTY_OR_CPPCC))
    )
    sessions = of(case_with(session)).sessions
    assert [sessions.column(name) for name in ("stakeholders", "deputies", "experts")] == [(1,), (1,), (1,)]
    assert of(case_with(meeting(date(2026, 2, 1), 9, 0, 0))).sessions.column("experts") == (None,)


def test_a_community_reads_its_own_words():
    community = Organisation(id="c", kind=OrganisationKind.COMMUNITY, name="翠湖社区")
    outcome = replace(road().sessions[0].outcome, destination=c.Destination.REPRESENTATIVES)
    case = case_with(meeting(date(2026, 2, 1), 9, 0, 0, outcome=outcome))
    ledger = ledger_rows([situation(case, organisation=community)], *YEAR)
    assert ledger.sessions.column("outcome.destination") == ("提交居民代表会议",)


# --- postings and tasks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posted", "taken_down", "today", "state"),
    [
        (None, None, TODAY, "未公示"),
        (date(2026, 3, 16), date(2026, 4, 1), TODAY, "合格"),
        (date(2026, 3, 16), date(2026, 3, 31), TODAY, "天数不足"),
        (date(2026, 3, 16), None, date(2026, 3, 31), "公示中"),
        (date(2026, 3, 16), None, date(2026, 4, 1), "合格"),
    ],
)
def test_how_a_posting_stands(posted, taken_down, today, state):
    notice = PublicNotice(posted_on=posted, taken_down_on=taken_down)
    assert posting(notice, situation(road(), today=today)).state == state


@pytest.mark.parametrize(
    ("posted", "today", "said"),
    [
        (date(2026, 2, 4), date(2026, 3, 1), "按时"),
        (date(2026, 2, 20), date(2026, 3, 1), "迟16天"),
        (None, date(2026, 2, 4), None),
        (None, date(2026, 3, 1), "没有张贴，已迟25天"),
    ],
)
def test_a_late_posting_is_shown(posted, today, said):
    held = meeting(date(2026, 2, 1), 9, 0, 0)
    case = case_with(replace(held, result_notice=PublicNotice(posted_on=posted)))
    assert ledger_rows([situation(case, today=today)], *YEAR).notices.column("timeliness") == (said,)


def test_an_agreed_result_nobody_posted_is_listed():
    notices = of(case_with(meeting(date(2026, 2, 1), 9, 0, 0))).notices
    assert notices.column("state") == ("未公示",)


@pytest.mark.parametrize(
    ("tasks", "state"),
    [
        ((), "未落实"),
        ((Task(what="a", due_on=date(2026, 3, 1)),), "未落实"),
        ((Task(what="a", done_on=date(2026, 3, 1)), Task(what="b")), "落实中"),
        ((Task(what="a", started_on=date(2026, 3, 1), due_on=date(2026, 4, 1)),), "落实中"),
        ((Task(what="a", done_on=date(2026, 3, 1)),), "已落实"),
    ],
)
def test_how_far_a_result_is_carried_out(tasks, state):
    assert implementation_state(case_with(implementation=Implementation(tasks=tasks)), TODAY) == state


def test_a_written_round_without_a_vote_is_carried_out_by_its_tasks():
    written = Session(held_on=date(2026, 11, 3), kind=c.SessionKind.WRITTEN, minutes="收回五份")
    tasks = Implementation(tasks=(Task(what="调价", done_on=date(2026, 12, 1)),))
    ledger = of(case_with(written, implementation=tasks))
    assert (ledger.summary.done, ledger.summary.agreed_matters) == (1, Share(0, 0))
    assert ledger.topics.column("state") == ("协商中",)


# --- what leaves the village -----------------------------------------------------------------------------------

SECRETS = ("13800001234", "13900005678", "三组村民", "村民李某认为", "现场解释")


def everything_in(ledger) -> str:
    tables = (ledger.sessions, ledger.topics, ledger.notices, ledger.tasks)
    return "".join(str(value) for table in tables for row in table.rows for value in row.values)


def test_the_masked_ledger_says_nothing_internal():
    text = everything_in(of(road(), masked=True))
    assert [secret for secret in SECRETS if secret in text] == []
    assert "有，已处理" in text


def test_the_full_ledger_keeps_a_telephone_out_even_so():
    text = everything_in(of(road()))
    assert "村民李某认为路灯太密；现场解释后无异议" in text
    assert "13800001234" not in text


def test_a_masked_case_loses_names_and_keeps_numbers():
    voter = PersonRef(name="不该外传")
    sheet = ticked(3)
    session = meeting(
        date(2026, 2, 1),
        2,
        0,
        0,
        expected=None,
        present=None,
        attendance=(replace(sheet[0], person=voter), *sheet[1:]),
    )
    case = masked(replace(road(), sessions=(session,)))
    assert case.sessions[0].attendance == ()
    assert case.sessions[0].present == 3
    assert "不该外传" not in str(case)
    assert [secret for secret in SECRETS if secret in str(case)] == []
    assert case.topic.title == road().topic.title


# --- long texts ------------------------------------------------------------------------------------------------


@given(st.text(alphabet="甲乙。；\n ", max_size=300), st.integers(10, 120))
def test_an_excerpt_is_the_beginning_and_says_that_it_is_one(text, limit):
    short, whole = excerpt(text, limit), " ".join(text.split())
    if len(whole) <= limit:
        assert (short or "") == whole
    else:
        assert short.endswith("……")
        assert whole.startswith(short.removesuffix("……"))
        assert limit // 2 < len(short) <= limit + 2
