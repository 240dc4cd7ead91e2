"""Case 8: every edge is said in Chinese at the right field, with its clause; only what breaks none may be passed over."""

from dataclasses import replace

import pytest

from tests.edges import EDGES, GOOD, NO_SHEET, SESSION, Edge, line
from tests.factories import broken, changed, jinhua, organisation, person, situation, voters
from yishi_desktop.domain.case import Explanation
from yishi_desktop.domain.choices import Completeness, FilingOffice, SessionKind
from yishi_desktop.domain.people import Role
from yishi_desktop.domain.progress import FindingKind, findings, next_step

MEETINGS = {"handover", "decision_notice"}  # test_decisions.py


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_it_is_said_where_it_is_and_why(edge: Edge) -> None:
    found = broken(edge.make())[edge.check]
    assert found.fact == edge.fact
    assert edge.says in found.message
    assert found.clause == edge.clause
    assert found.source in ("金市民〔2023〕43号", "《中华人民共和国村民委员会组织法》（2025年修正）")
    assert found.blocks is edge.blocks
    assert found.kind is (FindingKind.BROKEN if edge.blocks else FindingKind.ADVICE)


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_explained_only_where_no_clause_forbids(edge: Edge) -> None:
    before = edge.make()
    step = jinhua().step(broken(before)[edge.check].step)
    note = Explanation(check=edge.check, session=0 if step.of_session else None, text="已经核对，情况属实。")
    found = broken(replace(before, explanations=(note,)))[edge.check]
    if edge.blocks:
        assert (found.kind, found.explanation) == (FindingKind.BROKEN, "")
    else:
        assert (found.kind, found.explanation) == (FindingKind.EXPLAINED, "已经核对，情况属实。")


@pytest.mark.parametrize("edge", [e for e in EDGES if not e.blocks], ids=str)
def test_advice_holds_nothing_up(edge: Edge) -> None:
    others = [f for f in findings(situation(edge.make())) if f.check != edge.check]
    if all(f.kind is FindingKind.ADVICE for f in others):
        assert next_step(situation(edge.make())) is None
    else:
        assert edge.check in ("everybody-accounted-for", "archived-when-done")  # never come alone here


def test_an_explanation_of_another_session_does_not_count() -> None:
    more = changed(NO_SHEET, session__expected=30, session__present=36)
    elsewhere = Explanation(check="no-more-than-expected", session=1, text="临时请来。")
    assert (
        broken(replace(more, explanations=(elsewhere,)))["no-more-than-expected"].kind is FindingKind.ADVICE
    )


def test_more_than_expected_is_settled_by_a_note() -> None:
    more = changed(NO_SHEET, session__expected=30, session__present=36)
    assert "no-more-than-expected" not in broken(changed(more, session__supplement_note="临时请来6户农户。"))


def test_every_check_of_the_procedure_has_been_broken_once() -> None:
    """So that no message, argument or clause goes out unseen."""
    elsewhere = {
        "one-must-rule", "every-exclusion-answered", "exclusion-explained", "not-excluded", "approved",
        "earlier-session-closed", "called-off-followed-up", "cites-earlier-session", "exactly-two-thirds",
        "again-followed-up", "failure-not-carried-out", "ending-fits", "ending-after-collected",
        "filed-where-wanted", "decided-by-right-body",  # test_decisions
            "catalogue-followed", "observers-wait",  # test_catalogue, test_signing
            "proposer-answered", "answer-dated", "attempts-told",  # test_beyond
    }  # fmt: skip
    same_rule = {
        "told-not-future", "approved-not-future", "filed-not-future", "ending-not-future", "archived-not-future",
        "implementation-taken-down-not-future", "implementation-posted-past-holiday", "implementation-taken-down",
        "implementation-objections-recorded", "implementation-posted-after-meeting",
    }  # fmt: skip
    asked = {c.id for c in jinhua().checks if jinhua().step_of(c.fact)}
    every = {c.id for step in jinhua().steps for c in step.checks} | asked
    every -= {check.id for step in jinhua().steps if step.id in MEETINGS for check in step.checks}
    every -= {c.id for c in jinhua().checks if c.fact.startswith(("handover.", "decision_notice."))}
    assert every == {edge.check for edge in EDGES} | elsewhere | same_rule


def test_two_people_of_one_name_are_two_people() -> None:
    chair = person("徐国平", Role.PARTY_SECRETARY, person_id="a")
    namesake = person("徐国平", Role.SUPERVISION_MEMBER, person_id="b")
    assert "three-people" not in broken(changed(GOOD, session__chair=chair, session__supervisor=namesake))
    unknown = person("徐国平")
    assert "three-people" in broken(changed(GOOD, session__chair=chair, session__supervisor=unknown))
    nobody = person(" ")
    assert "three-people" not in broken(changed(GOOD, session__chair=nobody, session__supervisor=nobody))


def test_a_remark_tells_namesakes_apart() -> None:
    lines = (line("何小英", "第一村民小组"), line("何小英", "第二村民小组"))
    assert "names-told-apart" not in broken(changed(GOOD, session__attendance=(*voters(3), *lines)))


def test_an_incomplete_record_asks_for_the_problems() -> None:
    found = findings(situation(changed(GOOD, supervision__completeness=Completeness.INCOMPLETE)))
    assert [f.fact for f in found] == ["supervision.problems", "supervision.rectified_on"]


def test_a_written_round_has_no_sign_in_sheet_and_an_online_one_has() -> None:
    def steps(kind: SessionKind) -> set[str]:
        return {
            f.step for f in findings(situation(changed(GOOD, session__kind=kind, session__attendance=())))
        }

    assert "attendance" in steps(SessionKind.ONLINE)
    assert "attendance" not in steps(SessionKind.WRITTEN)


def test_every_vote_of_a_session_is_checked_and_named() -> None:
    wrong = replace(SESSION.votes[0], votes_for=30)
    both = changed(GOOD, session__votes=(wrong, SESSION.votes[0]))
    assert broken(both)["votes-add-up"].message.startswith("第1次表决：赞成、反对、弃权加起来是35人")
    alone = changed(GOOD, session__votes=(wrong,))
    assert broken(alone)["votes-add-up"].message.startswith("赞成、反对、弃权加起来是35人")


def test_the_office_to_file_with_is_the_one_that_was_set() -> None:
    township = replace(organisation(), filing_office=FilingOffice.TOWNSHIP)
    filed = changed(GOOD, filing__filed_with=FilingOffice.PARTY_ORG)
    said = broken(filed, village=township)["filed-where-wanted"]
    assert said.message == "设置里写的是向乡镇（街道）备案，这里写的是村党组织。请核对。"
    assert not said.blocks
    assert "filed-where-wanted" not in broken(filed)
    assert "filed-where-wanted" not in broken(GOOD, village=township)
