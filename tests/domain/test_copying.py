"""A new matter made like an earlier one takes the wording and the people, and nothing of what happened."""

from dataclasses import replace

from tests.factories import sample_case, sample_village
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.copying import as_new_matter
from yishi_desktop.domain.people import Role

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


def test_after_an_election_people_stand_with_their_duties_of_today() -> None:
    """What happened keeps the duties of its day; a meeting still to be held does not."""
    earlier = sample_case(1)
    chair = earlier.sessions[0].chair
    elected = [replace(one, roles=(Role.RESIDENT,)) for one in sample_village().people]
    gone = elected.pop()
    made = as_new_matter(earlier, FRESH, elected)
    roles = {line.person.person_id: line.person.roles for line in made.sessions[0].attendance}
    assert chair and made.sessions[0].chair == replace(chair, roles=(Role.RESIDENT,))
    assert {roles[one.id] for one in elected if one.id in roles} == {(Role.RESIDENT,)}
    assert all(
        line.person.roles == roles[gone.id]
        for line in earlier.sessions[0].attendance
        if line.person.person_id == gone.id
    )
    assert earlier.sessions[0].chair == chair
