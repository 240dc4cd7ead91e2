"""The rules a county's document usually needs, on both sides of their border."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import case_of, changed, meeting, person, situation, voted, voters
from yishi_desktop.domain.checks import CHECKS
from yishi_desktop.domain.choices import FilingOffice

HELD = date(2026, 6, 15)
CHAIR = person("甲主持")


def broken(rule: str, args: dict[str, Any], **facts: object) -> Any:
    """What a rule says of a meeting of nine with these facts."""
    case = changed(case_of(meeting(9, voted(7, 2), held_on=HELD, chair=CHAIR)), **facts)
    return CHECKS[rule].function(situation(case), **args)


@pytest.mark.parametrize(("days", "holds"), [(6, True), (5, True), (4, False), (-1, False)])
def test_notice_so_many_days_ahead(days: int, holds: bool) -> None:
    args = {"this": "invitation.sent_on", "that": "session.held_on", "days": 5}
    found = broken("days_ahead", args, invitation__sent_on=HELD - timedelta(days=days))
    assert (found is None) is holds
    assert holds or found["between"] == max(days, 0)
    assert broken("days_ahead", args) is None


@pytest.mark.parametrize(("days", "holds"), [(0, True), (10, True), (11, False)])
def test_done_within_so_many_days(days: int, holds: bool) -> None:
    args = {"this": "filing.filed_on", "that": "session.held_on", "days": 10}
    found = broken("days_within", args, filing__filed_on=HELD + timedelta(days=days))
    assert (found is None) is holds
    assert holds or (found["between"], found["that_day"]) == (11, "6月15日")
    assert broken("days_within", args) is None


@pytest.mark.parametrize(("area", "least", "most"), [(29, False, True), (30, True, True), (31, True, False)])
def test_a_number_at_its_border(area: int, least: bool, most: bool) -> None:
    fact = {"fact": "session.venue_area"}
    assert (broken("at_least", fact | {"least": 30}, session__venue_area=area) is None) is least
    assert (broken("at_most", fact | {"most": 30}, session__venue_area=area) is None) is most
    assert broken("at_least", fact | {"least": 30}) is None


@pytest.mark.parametrize(("office", "holds"), [(None, True), ("township", True), ("party_org", False)])
def test_the_one_answer_a_document_allows(office: str | None, holds: bool) -> None:
    given = FilingOffice(office) if office else None
    args = {"fact": "filing.filed_with", "answer": "township"}
    found = broken("answer_is", args, filing__filed_with=given)
    assert (found is None) is holds
    assert holds or found["answer"] == FilingOffice.TOWNSHIP.label


@pytest.mark.parametrize(
    ("present", "all_", "besides"), [(6, True, True), (5, True, False), (4, False, False)]
)
def test_enough_people_with_and_without_the_chair(present: int, all_: bool, besides: bool) -> None:
    assert (broken("enough_present", {"least": 5}, session__present=present) is None) is all_
    assert (broken("enough_besides_chair", {"least": 5}, session__present=present) is None) is besides


@pytest.mark.parametrize(("others", "holds"), [(5, True), (4, False)])
def test_a_chair_who_did_not_sign_in_is_not_taken_off(others: int, holds: bool) -> None:
    facts = {"session__present": None, "session__attendance": voters(others)}
    assert (broken("enough_besides_chair", {"least": 5}, **facts) is None) is holds


@pytest.mark.parametrize(("present", "holds"), [(7, True), (6, False)])
def test_two_thirds_of_those_expected(present: int, holds: bool) -> None:
    """Two thirds of ten are six and two thirds, so that it takes seven."""
    args = {"num": 2, "den": 3}
    found = broken("share_present", args, session__expected=10, session__present=present)
    assert (found is None) is holds
    assert holds or (found["least"], found["short"]) == (7, 1)
    assert broken("share_present", args, session__expected=None, session__present=present) is None
