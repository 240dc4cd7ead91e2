"""The drawn chart, worked out from a procedure: where it divides, what stands beside the way, what goes back."""

from collections.abc import Iterator

import pytest

from tests.factories import procedures
from yishi_desktop.domain.flow_chart import on_demand
from yishi_desktop.domain.flow_graph import BRANCH_WORDS, Branch, Row, flow_graph, in_words, share_words
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.procedure import VoteRule

VILLAGE = OrganisationKind.VILLAGE
NAMES = sorted(procedures())


def rows(name: str, kind: OrganisationKind = VILLAGE) -> list[Row]:
    return [row for reach in flow_graph(procedures()[name], kind) for row in reach.rows]


def branches(name: str) -> Iterator[Branch]:
    return (branch for row in rows(name) for branch in row.branches)


def beside(name: str, question: str) -> dict[str, Branch]:
    row = next(row for row in rows(name) if row.gate and question in row.gate.question)
    return {branch.words: branch for branch in row.branches}


@pytest.mark.parametrize("name", NAMES)
def test_the_way_down_is_what_every_matter_goes(name: str) -> None:
    procedure = procedures()[name]
    usual = [step.id for step in procedure.steps if not on_demand(step)]
    assert [row.box.id for row in rows(name) if row.box] == usual


@pytest.mark.parametrize("name", NAMES)
def test_every_other_step_stands_beside_it_once_or_is_where_branches_end(name: str) -> None:
    asides = {step.id for step in procedures()[name].steps if on_demand(step)} - {"watching"}
    drawn = [box.id for branch in branches(name) for box in branch.boxes if box.id]
    assert set(drawn) == asides
    assert all(drawn.count(one) == 1 for one in asides - {"ending"})


def test_jinhua_stops_a_topic_of_the_five_and_counts_two_thirds() -> None:
    assert beside("jinhua", "五不议")["有一条的"].boxes[0].title == "不予协商并告知"
    assert beside("jinhua", "五不议")["有一条的"].ends
    assert beside("jinhua", "党组织同意")["不同意、转办"].boxes[0].id == "ending"
    again = beside("jinhua", "赞成超过到会人数的三分之二？")["分歧较大"]
    assert (again.boxes[0].title, again.back_to) == ("再次协商", "plan")


def test_xinjiang_tells_three_outcomes_apart_and_passes_up_what_it_cannot_settle() -> None:
    ways = next(row.ways for row in rows("xinjiang-village") if row.ways)
    assert ways == ("村里组织落实", "利益相关方实施，督促并反馈", "受委托的，报告结果和分歧")
    result = beside("xinjiang-village", "达成一致意见？")
    assert result["本级解决不了的"].boxes[0].id == "escalation"
    chain = beside("xinjiang-village", "结果怎样运用？")["依法要由会议决定的"].boxes
    assert [box.id for box in chain] == ["handover", "four_two", "decision_notice"]
    assert beside("xinjiang-village", "党组织同意？")


def test_jilin_asks_whether_the_result_is_adopted() -> None:
    assert beside("jilin", "采用协商意见？")["不采用，说明理由"].ends


def test_a_community_reads_its_own_words_and_its_own_law() -> None:
    found = rows("gansu", OrganisationKind.COMMUNITY)
    text = in_words(flow_graph(procedures()["gansu"], OrganisationKind.COMMUNITY))
    assert "村民" not in text and "社区" in text
    articles = {row.box.id: row.box.article for row in found if row.box}
    here = {row.box.id: row.box.article for row in rows("gansu") if row.box}
    assert articles["archive"] == here["archive"] == "第三十九条"
    assert [one for one in articles if articles[one] != here[one]], "some article has another number there"


def test_the_words_of_a_branch_belong_to_a_condition_that_is_used() -> None:
    used = {step.when.rule for name in NAMES for step in procedures()[name].steps if step.when}
    sections = (s for name in NAMES for step in procedures()[name].steps for s in step.sections)
    used |= {section.when.rule for section in sections if section.when}
    assert set(BRANCH_WORDS) <= used


@pytest.mark.parametrize(
    ("num", "den", "strict", "base", "words"),
    [
        (2, 3, True, "present", "超过到会人数的三分之二"),
        (2, 3, False, "cast", "达到表决人数的三分之二"),
        (1, 2, True, "present", "过到会人数半数"),
    ],
)
def test_a_share_is_said_as_the_document_says_it(
    num: int, den: int, strict: bool, base: str, words: str
) -> None:
    assert share_words(VoteRule(num=num, den=den, strict=strict, base=base, clause="一")) == words  # type: ignore[arg-type]
