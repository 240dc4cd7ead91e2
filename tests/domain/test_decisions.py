"""Who decides by law, with which quorum: whole numbers against exact fractions, villages and communities apart."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests import acceptance as a
from tests.factories import broken, changed, jinhua, procedures, sample_case, situation
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.decisions import body_rule, decide, decision
from yishi_desktop.domain.followup import FourTwoEntry, Handover
from yishi_desktop.domain.people import Organisation, OrganisationKind
from yishi_desktop.domain.procedure import BodyRule
from yishi_desktop.domain.progress import StepState, step_state
from yishi_desktop.domain.voting import Threshold

VILLAGE = a.XINJIANG
RULES = [(rule, f"{rule.id}-{rule.kind}") for rule in jinhua().bodies]
REPRESENTATIVES = Handover(
    body=c.DecidingBody.REPRESENTATIVES,
    motion="修路",
    party_discussed_on=date(2026, 4, 1),
    called_on=date(2026, 4, 2),
    held_on=date(2026, 4, 6),
    members=30,
    present=20,
    votes_for=11,
    resolution="同意。",
)


def handed_over(**facts: object) -> Case:
    case = changed(sample_case(1), outcome__destination=c.Destination.REPRESENTATIVES)
    return replace(case, handover=replace(REPRESENTATIVES, **facts))  # type: ignore[arg-type]


def exactly(share: Threshold, part: int, whole: int) -> bool:
    wanted = Fraction(share.num, share.den)
    return Fraction(part, whole) > wanted if share.strict else Fraction(part, whole) >= wanted


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=[name for _, name in RULES])
def test_every_meeting_up_to_sixty_members_against_fractions(rule: BodyRule) -> None:
    for members in range(1, 61):
        for present in range(members + 1):
            quorate = exactly(rule.quorum, present, members) if rule.quorum else present > 0
            base = members if rule.decision_of == "members" else present
            for votes in {0, present // 2, present // 2 + 1, -(-2 * members // 3), present}:
                if votes > present:
                    continue
                found = decide(rule, "会议", members, present, votes)
                assert found.quorate is quorate
                assert found.carried is (quorate and exactly(rule.decision, votes, base))


@pytest.mark.parametrize(
    ("body", "kind", "members", "quorum", "votes"),
    [
        (c.DecidingBody.ASSEMBLY_OF_PEOPLE, OrganisationKind.VILLAGE, 100, 51, 26),
        (c.DecidingBody.ASSEMBLY_OF_HOUSEHOLDS, OrganisationKind.VILLAGE, 100, 67, 34),
        (c.DecidingBody.ASSEMBLY_OF_HOUSEHOLDS, OrganisationKind.COMMUNITY, 100, 51, 26),
        (c.DecidingBody.REPRESENTATIVES, OrganisationKind.VILLAGE, 30, 20, 11),
        (c.DecidingBody.REPRESENTATIVES, OrganisationKind.COMMUNITY, 30, 20, 11),
        (c.DecidingBody.GROUP_OF_PEOPLE, OrganisationKind.VILLAGE, 60, 40, 21),
        (c.DecidingBody.GROUP_OF_HOUSEHOLDS, OrganisationKind.VILLAGE, 60, 40, 21),
        (c.DecidingBody.COLLECTIVE_MEMBERS, OrganisationKind.VILLAGE, 300, 200, 200),
        (c.DecidingBody.COLLECTIVE_REPRESENTATIVES, OrganisationKind.VILLAGE, 30, None, 20),
    ],
)
def test_the_numbers_of_the_law(
    body: c.DecidingBody, kind: OrganisationKind, members: int, quorum: int | None, votes: int
) -> None:
    here = situation(sample_case(1), village=Organisation(id="x", kind=kind))
    rule = body_rule(here, body)
    assert rule is not None
    present = quorum or members
    found = decide(rule, "", members, present, votes)
    assert (found.quorum_needed, found.votes_needed, found.carried) == (quorum, votes, True)
    assert decide(rule, "", members, present, votes - 1).carried is False
    if quorum:
        assert decide(rule, "", members, quorum - 1, quorum - 1).quorate is False


def test_a_community_has_no_group_meeting_in_its_law() -> None:
    here = situation(sample_case(1), village=a.SHENZHEN)
    assert body_rule(here, c.DecidingBody.GROUP_OF_PEOPLE) is None
    assert decision(here) is None
    named = changed(sample_case(1), handover__body=c.DecidingBody.GROUP_OF_PEOPLE)
    assert decision(situation(named, village=a.SHENZHEN)) is None


def test_what_is_not_known_yet_is_not_judged() -> None:
    rule = body_rule(situation(sample_case(1)), c.DecidingBody.REPRESENTATIVES)
    assert rule is not None
    blank = decide(rule, "村民代表会议", None, None, None)
    assert (blank.quorate, blank.carried, blank.quorum_needed, blank.votes_needed) == (None, None, None, None)
    assert blank.sentence == "村民代表会议：须三分之二以上到会；须到会人员过半数同意。"
    counted = decide(rule, "村民代表会议", 30, 20, 11)
    assert counted.sentence == (
        "村民代表会议：须20人（户）以上到会（三分之二以上），到会20；须11人（户）以上同意（到会人员过半数），同意11，通过。"
    )
    few = decide(rule, "村民代表会议", 30, 19, 19)
    assert few.sentence.endswith("。到会人数不够，不能作出决定。")
    assert decide(rule, "", 30, 20, None).sentence.endswith("（到会人员过半数）。")


def test_votes_alone_decide_nothing() -> None:
    """Neither where the quorum cannot be judged yet, nor where the whole membership is the base and not known."""
    here = situation(sample_case(1))
    representatives = body_rule(here, c.DecidingBody.REPRESENTATIVES)
    collective = body_rule(here, c.DecidingBody.COLLECTIVE_REPRESENTATIVES)
    assert representatives is not None and collective is not None
    assert decide(representatives, "", None, 20, 20).carried is None
    empty = decide(representatives, "会议", 30, None, None)
    assert (empty.quorate, empty.sentence) == (
        None,
        "会议：须20人（户）以上到会（三分之二以上）；须到会人员过半数同意。",
    )
    assert decide(collective, "", None, 20, 20).carried is None


@pytest.mark.parametrize(("members", "present", "votes"), [(30, 20, 21), (30, 31, 16), (None, 20, 21)])
@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=[name for _, name in RULES])
def test_numbers_that_cannot_be_decide_nothing(
    rule: BodyRule, members: int | None, present: int, votes: int
) -> None:
    found = decide(rule, "会议", members, present, votes)
    assert found.carried is None
    assert found.sentence.endswith("。人数对不上，请核对；改好以前不能算作出决定。")


def test_agreed_is_not_decided() -> None:
    waiting = handed_over(held_on=None, members=None, present=None, votes_for=None)
    decided = handed_over()
    for name in ("tasks", "implementation_notice"):
        step = jinhua().step(name)
        before, after = (situation(changed(case, implementation__tasks=())) for case in (waiting, decided))
        assert step_state(step, before) is StepState.NOT_APPLICABLE
        assert step_state(step, after) is not StepState.NOT_APPLICABLE
        # What was promised and recorded already stays on record.
        assert step_state(step, situation(waiting)) is not StepState.NOT_APPLICABLE


def test_the_findings_of_a_meeting() -> None:
    assert not {"meeting-quorate", "decision-carried", "decision-adds-up", "party-discussed-first"} & set(
        broken(handed_over())
    )
    assert "须20人（户）以上到会" in broken(handed_over(present=19))["meeting-quorate"].message
    lost = broken(handed_over(votes_for=10))["decision-carried"]
    assert ("未通过" in lost.message, lost.blocks) == (True, False)
    assert "到会31" in broken(handed_over(present=31))["decision-adds-up"].message
    assert "同意21" in broken(handed_over(votes_for=21))["decision-adds-up"].message
    assert "应当参加（没填）" in broken(handed_over(members=None, votes_for=21))["decision-adds-up"].message
    late = broken(handed_over(party_discussed_on=date(2026, 4, 7)))["party-discussed-first"]
    assert (late.blocks, late.clause) == (True, "第二十八条")
    early = broken(handed_over(held_on=date(2026, 3, 10), party_discussed_on=None, called_on=None))
    assert "协商在决定之前" in early["decided-after-deliberation"].message


def test_an_assembly_is_called_ten_days_ahead() -> None:
    called = {"body": c.DecidingBody.ASSEMBLY_OF_PEOPLE, "members": 30, "present": 20, "votes_for": 20}
    short = broken(handed_over(**called, called_on=date(2026, 3, 28)))["meeting-called-in-time"]
    assert "没有提前10日" in short.message
    assert not short.blocks
    assert "meeting-called-in-time" not in broken(handed_over(**called, called_on=date(2026, 3, 27)))
    assert "meeting-called-in-time" not in broken(handed_over())


@pytest.mark.parametrize(
    ("matter", "destination", "right"),
    [
        (c.StatutoryMatter.LAND_CONTRACT, c.Destination.REPRESENTATIVES, False),
        (c.StatutoryMatter.LAND_CONTRACT, c.Destination.FOUR_TWO, False),
        (c.StatutoryMatter.LAND_CONTRACT, c.Destination.VILLAGE, False),
        (c.StatutoryMatter.LAND_CONTRACT, c.Destination.COLLECTIVE, True),
        (c.StatutoryMatter.LAND_CONTRACT, c.Destination.AGAIN, True),
        (c.StatutoryMatter.PUBLIC_WELFARE, c.Destination.REPRESENTATIVES, True),
        (c.StatutoryMatter.PUBLIC_WELFARE, c.Destination.FOUR_TWO, True),
        (c.StatutoryMatter.PUBLIC_WELFARE, c.Destination.VILLAGE, False),
        (c.StatutoryMatter.PUBLIC_WELFARE, c.Destination.COLLECTIVE, False),
        (c.StatutoryMatter.NONE, c.Destination.VILLAGE, True),
    ],
)
def test_which_meeting_a_matter_belongs_to(
    matter: c.StatutoryMatter, destination: c.Destination, *, right: bool
) -> None:
    case = changed(sample_case(1), topic__statutory_matter=matter, outcome__destination=destination)
    assert ("decided-by-right-body" not in broken(case)) is right


def test_every_statutory_matter_has_its_body() -> None:
    ruled = {rule.id for rule in jinhua().matters}
    assert ruled == {matter.value for matter in c.StatutoryMatter} - {"none"}
    assert {rule.id for rule in jinhua().bodies} == {body.value for body in c.DecidingBody}


def test_four_two_is_complete_and_in_order() -> None:
    case = changed(a.case_5_land(), outcome__destination=c.Destination.FOUR_TWO, topic__statutory_matter=None)
    case = replace(case, procedure="xinjiang-village")
    about = {"village": VILLAGE, "procedure": procedures()["xinjiang-village"]}
    stages = list(c.FourTwoStage)
    entries = tuple(FourTwoEntry(stage=stage, held_on=date(2026, 6, 1 + n)) for n, stage in enumerate(stages))
    complete = changed(case, four_two__entries=entries)
    assert not {"four-two-complete", "four-two-in-order"} & set(broken(complete, **about))
    five = changed(case, four_two__entries=entries[:5])
    assert "还缺1项：实施结果公开" in broken(five, **about)["four-two-complete"].message
    swapped = (replace(entries[0], held_on=date(2026, 6, 9)), *entries[1:])
    said = broken(changed(case, four_two__entries=swapped), **about)["four-two-in-order"]
    assert said.message == "“村两委会议商议”的日期早于“村党组织提议”。请核对先后。"


def test_the_reading_of_two_thirds_is_a_setting() -> None:
    eight_of_twelve = situation(sample_case(2), session=0)
    assert eight_of_twelve.consensus_reached is False
    at_least = replace(eight_of_twelve.organisation, share_reading=c.ShareReading.AT_LEAST)
    here = situation(sample_case(2), session=0, village=at_least)
    assert here.consensus_reached is True
    verdict = here.verdict()
    assert verdict is not None
    assert "三分之二以上" in verdict.sentence
    assert "exactly-two-thirds" not in broken(sample_case(2), session=0, village=at_least)
    more_than = replace(at_least, share_reading=c.ShareReading.MORE_THAN)
    assert situation(sample_case(2), session=0, village=more_than).consensus_reached is False
