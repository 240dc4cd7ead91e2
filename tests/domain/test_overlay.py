"""What the county sets, and how ambiguous passages are read: who decided, since when, and never weaker than the law."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import case_of, jinhua, meeting, organisation, procedures, situation, voted
from yishi_desktop.domain.ambiguities import ambiguities, reading_of
from yishi_desktop.domain.case import Case, PublicNotice
from yishi_desktop.domain.choices import ShareReading, VoteBase
from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.overlay import for_organisation, origin, problem_of
from yishi_desktop.domain.people import CountyNumber, Organisation, ReadingNote
from yishi_desktop.domain.progress import findings
from yishi_desktop.domain.situation import Situation

MARCH = date(2026, 3, 1)
TWENTY = CountyNumber(id="posting_days", value=20, by="县民政局〔2026〕3号", since=MARCH)


def village(**changes: object) -> Organisation:
    return replace(organisation(), **changes)  # type: ignore[arg-type]


def posted() -> Case:
    session = replace(
        meeting(9, voted(9)),
        held_on=date(2026, 3, 2),
        result_notice=PublicNotice(posted_on=date(2026, 3, 3), taken_down_on=date(2026, 3, 20)),
    )
    return case_of(session)


def under_county_rule() -> Situation:
    county = village(county_numbers=(TWENTY,))
    return situation(posted(), village=county, procedure=for_organisation(jinhua(), county, MARCH))


def test_the_countys_number_counts_and_says_who_set_it() -> None:
    there = under_county_rule()
    found = next(one for one in findings(there) if one.check == "result-posted-15-days")
    assert "不少于20日" in found.message
    assert found.clause == "第三十五条末款；本地规定：县民政局〔2026〕3号，2026年3月1日起"
    free = next(one for one in due_dates(there) if one.fact == "result_notice.posted_on")
    assert free.on == date(2026, 3, 24)
    assert "县民政局〔2026〕3号" in free.clause
    assert not [one for one in findings(situation(posted())) if one.check == "result-posted-15-days"]


def test_a_matter_registered_before_keeps_the_documents_number() -> None:
    county = village(county_numbers=(TWENTY,))
    assert for_organisation(jinhua(), county, date(2026, 2, 28)) is jinhua()
    always = village(county_numbers=(replace(TWENTY, since=None),))
    assert for_organisation(jinhua(), always, date(2020, 1, 1)).number("posting_days") == 20


@pytest.mark.parametrize("value", [14, 0, None])
def test_no_county_goes_below_what_a_clause_demands(value: int | None) -> None:
    weaker = village(county_numbers=(replace(TWENTY, value=value),))
    assert for_organisation(jinhua(), weaker, MARCH) is jinhua()


def test_bounds_are_told_in_words() -> None:
    numbers = {number.id: number for one in procedures().values() for number in one.numbers}
    assert "不少于15日" in problem_of(numbers["posting_days"], 14)
    assert problem_of(numbers["posting_days"], 15) == problem_of(numbers["posting_days"], None) == ""
    assert "最多12" in problem_of(numbers["report_month"], 13)


@pytest.mark.parametrize("name", sorted(procedures()))
def test_every_number_says_where_it_comes_from(name: str) -> None:
    procedure = procedures()[name]
    for number in procedure.numbers:
        assert number.adjustable, "a number nobody may change is part of a check"
        assert number.least <= number.value and (not number.most or number.value <= number.most)
        assert origin(number, procedure).endswith(number.clause)
    county = village(
        county_numbers=tuple(replace(TWENTY, id=n.id, value=n.least + 1) for n in procedure.numbers)
    )
    for number in for_organisation(procedure, county, MARCH).numbers:
        assert origin(number, procedure).startswith("本地规定：县民政局〔2026〕3号")


@pytest.mark.parametrize("name", sorted(procedures()))
def test_every_ambiguity_offers_readings_with_grounds_and_one_is_usual(name: str) -> None:
    found = ambiguities(procedures()[name])
    for one in found:
        assert one.passage and all(reading.grounds for reading in one.readings)
        if one.field:
            assert one.field in facts_of(Organisation)
            assert [reading.usual for reading in one.readings].count(True) == 1
            assert reading_of(one, village()).usual
    told = (
        {"提前几天通知"}
        if any(number.id == "notice_days" for number in procedures()[name].numbers)
        else set()
    )
    assert {"列席、旁听的人有没有表决权"} | told <= {one.question for one in found}


def test_the_question_of_the_base_is_asked_only_where_there_is_a_share() -> None:
    assert {one.field for one in ambiguities(jinhua())} >= {"vote_base", "share_reading", "filing_office"}
    assert "vote_base" not in {one.field for one in ambiguities(procedures()["gansu"])}
    chosen = village(vote_base=VoteBase.CAST)
    base = next(one for one in ambiguities(jinhua()) if one.field == "vote_base")
    assert reading_of(base, chosen).value is VoteBase.CAST


def test_a_reading_does_not_rewrite_votes_taken_before_it() -> None:
    note = ReadingNote(field="share_reading", by="县民政局", since=MARCH)
    at_least = village(share_reading=ShareReading.AT_LEAST, reading_notes=(note,))
    before = case_of(replace(meeting(12, voted(8, 4)), held_on=date(2026, 2, 28)))
    after = case_of(replace(meeting(12, voted(8, 4)), held_on=MARCH))
    assert situation(before, village=at_least).consensus_reached is False
    assert situation(after, village=at_least).consensus_reached is True
