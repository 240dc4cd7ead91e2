"""A new matter made like an earlier one takes the wording and the people, and nothing of what happened."""

from tests.factories import sample_case
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.copying import as_new_matter

FRESH = Case(id="new", procedure="jinhua", number="2026-09")


def test_topic_people_and_place_are_taken_over() -> None:
    earlier = sample_case(1)
    made = as_new_matter(earlier, FRESH)
    assert (made.id, made.number) == ("new", "2026-09")
    assert made.topic.title == earlier.topic.title
    assert made.sessions[0].venue == earlier.sessions[0].venue
    assert [line.person for line in made.sessions[0].attendance] == [
        line.person for line in earlier.sessions[0].attendance
    ]
    assert made.sessions[0].plan.rules == earlier.sessions[0].plan.rules


def test_nothing_that_happened_is() -> None:
    made = as_new_matter(sample_case(1), FRESH)
    session = made.sessions[0]
    assert (session.held_on, session.votes, session.minutes, session.present) == (None, (), "", None)
    assert session.outcome == type(session.outcome)()
    assert all(line.present is None for line in session.attendance)
    assert (made.topic.collected_on, made.topic.proposer, made.topic.proposer_phone) == (None, "", "")
    assert (made.review.approval, made.review.approved_on, made.review.exclusions) == (None, None, ())
    assert made.implementation.tasks == ()
    assert not made.sample
    assert made.archive.archived_on is None
