"""代表性核对, 异议原话 and 提议人回音: what a village records beyond what any document demands."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import (
    broken,
    case_of,
    changed,
    jinhua,
    meeting,
    organisation,
    person,
    procedures,
    sample_case,
    situation,
    voted,
    voters,
)
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import Attendance, Case, Point, Topic
from yishi_desktop.domain.dissent import dissent
from yishi_desktop.domain.followup import Archive, ProposerReply
from yishi_desktop.domain.people import Role
from yishi_desktop.domain.printed.meeting import process
from yishi_desktop.domain.progress import FindingKind, StepState, step_state
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.representation import representation_words
from yishi_desktop.services.editing import CaseEditing

ARCHIVED = Archive(archived_on=date(2026, 7, 20), number="1", retention=c.Retention.PERMANENT)
COUNTY = replace(organisation(), wanted_roles=(Role.PARTY_MEMBER, Role.NON_REGISTERED))


def sheet(*lines: Attendance) -> Case:
    return case_of(replace(meeting(3), attendance=lines))


def one(name: str, *roles: Role, **about: object) -> Attendance:
    return Attendance(person=person(name, *roles), **about)  # type: ignore[arg-type]


def test_before_the_notice_the_gaps_are_named() -> None:
    case = sheet(
        one("甲", stakeholder=True), one("乙", Role.SUPERVISION_MEMBER), one("丙", Role.PARTY_MEMBER)
    )
    assert representation_words(situation(case, village=COUNTY)) == (
        "利益相关方名单里有1人；村务监督委员会名单里有1人；党员名单里有1人；非户籍居民代表名单里还没有。"
    )
    assert representation_words(situation(case_of(meeting(3)))) == ""


def test_after_the_meeting_whoever_was_asked_and_did_not_come_is_seen() -> None:
    case = sheet(
        one("甲", stakeholder=True, present=True),
        one("乙", Role.SUPERVISION_HEAD, present=False),
        one("丙", Role.PARTY_MEMBER, present=True),
    )
    words = representation_words(situation(case, village=COUNTY))
    assert words == "利益相关方到会1人；村务监督委员会已邀请未到；党员到会1人；非户籍居民代表名单里还没有。"


@pytest.mark.parametrize(("against", "great"), [(3, False), (4, True)])
def test_more_than_the_share_is_great_dissent(against: int, great: bool) -> None:
    found = dissent(situation(case_of(meeting(10, voted(10 - against, against)))))
    assert found is not None and found.great is great
    if great:
        assert found.sentence == "持不同意见的4人，占40.00%（4/10），超过30%，可以再次协商。"


def test_without_votes_or_dissent_there_is_nothing_to_say() -> None:
    assert dissent(situation(case_of(meeting(10)))) is None
    assert dissent(situation(case_of(meeting(10, voted(10))))) is None


def test_a_dissent_is_printed_in_its_own_words_and_as_read_back() -> None:
    said = Point(kind=c.PointKind.DISSENT, speaker="王某", text="路修宽了，我家院墙怎么办。", verified=True)
    case = case_of(replace(meeting(3), points=(said, replace(said, verified=None, speaker="李某"))))
    text = process(situation(case))
    assert "1.王某：路修宽了，我家院墙怎么办（原话，已念给本人听，本人核对）。" in text
    assert "2.李某：路修宽了，我家院墙怎么办。" in text
    assert FACTS["session.points"].privacy == "internal", "a posted paper refuses it"


def archived(**reply: object) -> Case:
    topic = Topic(title="路灯", proposer="三组村民")
    return replace(
        case_of(meeting(9, voted(9)), topic=topic, archive=ARCHIVED),
        reply=ProposerReply(**reply),  # type: ignore[arg-type]
    )


def test_no_matter_is_closed_before_its_proposer_was_told() -> None:
    found = broken(archived())["proposer-answered"]
    assert "三组村民" in found.message
    assert step_state(jinhua().step("archive"), situation(archived())) is not StepState.DONE
    assert "proposer-answered" not in broken(
        archived(outcome=c.ProposerAnswer.TOLD, told_on=date(2026, 7, 1))
    )
    assert "proposer-answered" not in broken(changed(archived(), topic__proposer=""))
    assert "proposer-answered" not in broken(changed(archived(), archive__archived_on=None))


def test_what_no_clause_demands_is_called_so_and_gives_way_to_an_explanation() -> None:
    found = broken(archived())["proposer-answered"]
    assert not found.blocks and found.kind is FindingKind.ADVICE
    assert found.reference.startswith("本程序自设 没有条文")
    told = CaseEditing(situation(archived()))
    waiting = told.state(jinhua().step("archive"))
    told.explain(found, "提出人是匿名来信，没有留下名字。")
    assert waiting is StepState.ATTENTION
    assert told.state(jinhua().step("archive")) is not waiting


def test_three_times_unreached_wants_to_know_how_it_was_tried() -> None:
    tried = {"outcome": c.ProposerAnswer.UNREACHED, "told_on": date(2026, 7, 1)}
    assert "attempts-told" in broken(archived(**tried))
    assert "attempts-told" not in broken(archived(**tried, attempts="7月1日、3日、5日打电话没有人接"))
    assert "answer-dated" in broken(archived(outcome=c.ProposerAnswer.SIGNED))


@pytest.mark.parametrize("name", sorted(procedures()))
def test_every_procedure_checks_who_comes_and_answers_the_proposer(name: str) -> None:
    procedure = procedures()[name]
    kinds = {step.id: [section.kind for section in step.sections] for step in procedure.steps}
    checked = [here for here in kinds.values() if {"attendance", "expected"} & set(here)]
    assert all("representation" in here for here in checked)
    assert "reply.outcome" in procedure.step("archive").facts


def test_the_samples_answered_their_proposers() -> None:
    assert jinhua().number("dissent_share") == 30
    for number in (1, 2):
        assert not {"proposer-answered", "answer-dated", "attempts-told"} & set(broken(sample_case(number)))


def test_each_party_concerned_has_somebody_or_is_named_as_missing() -> None:
    lines = (
        one("甲", stakeholder=True, side="沿线农户", present=False),
        one("乙", stakeholder=True, side="三组", present=True),
        one("丙", Role.SUPERVISION_HEAD, present=True),
    )
    case = changed(sheet(*lines), topic__stakeholders="三组；沿线农户；外来养殖户")
    words = representation_words(situation(case))
    assert words == (
        "利益相关方到会1人；利益相关方“三组”到会1人；利益相关方“沿线农户”已邀请未到；"
        "利益相关方“外来养殖户”名单里还没有；村务监督委员会到会1人。"
    )
    assert "“全村" not in representation_words(situation(changed(case, topic__stakeholders="全村，各户")))


def test_women_are_looked_for_where_the_county_wants_it_and_where_the_matter_is_theirs() -> None:
    case = sheet(one("甲", Role.REPRESENTATIVE, Role.WOMAN, present=False), one("乙", present=True))
    county = replace(organisation(), wanted_roles=(Role.WOMAN,))
    assert "妇女已邀请未到" in representation_words(situation(case, village=county))
    assert "妇女" not in representation_words(situation(case))
    theirs = changed(case, topic__scope=c.TopicScope.SPECIAL_GROUP)
    assert representation_words(situation(theirs, village=county)).count("妇女") == 1
    assert "妇女已邀请未到" in representation_words(situation(theirs))


def test_being_a_woman_is_nobodys_duty_on_a_sheet() -> None:
    assert person("甲", Role.WOMAN, Role.REPRESENTATIVE).duty == "村民代表"
    assert person("甲", Role.WOMAN).duty == "妇女"


@pytest.mark.parametrize("name", sorted(procedures()))
def test_who_is_asked_is_chosen_before_anybody_is_told(name: str) -> None:
    step = procedures()[name].step_of("invitation.sent_on")
    kinds = [section.kind for section in step.sections] if step else []
    wanted = [kind for kind in ("expected", "representation", "fields", "deliveries") if kind in kinds]
    assert [kind for kind in dict.fromkeys(kinds) if kind in wanted] == wanted


def test_a_sheet_of_voters_alone_has_nobody_whom_the_matter_concerns() -> None:
    assert "利益相关方名单里还没有" in representation_words(situation(sheet(*voters(2))))
