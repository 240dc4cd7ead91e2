"""A new matter that begins as an earlier one stood: the wording and the people, none of what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from yishi_desktop.domain.case import Case, Session, Topic, TopicReview
from yishi_desktop.domain.people import Person, PersonRef
from yishi_desktop.domain.registry import session_of


def as_new_matter(earlier: Case, fresh: Case, people: Iterable[Person] = ()) -> Case:
    """`fresh` with what an earlier matter says of its topic, its review and its meeting; `people` are the roster.

    Days, answers, votes, results and telephone numbers stay behind: they belong to what was.
    """
    roster = {person.id: person for person in people}
    topic = replace(earlier.topic, collected_on=None, proposer="", proposer_phone="", follows="")
    review = TopicReview(
        must_rules=earlier.review.must_rules,
        parties=earlier.review.parties,
        form=earlier.review.form,
        convenor=_as_of_today(earlier.review.convenor, roster),
    )
    planned = meeting_like(session_of(earlier), roster.values()) if earlier.sessions else None
    sessions = (planned,) if planned is not None and planned != Session() else ()
    return replace(fresh, topic=topic if topic != Topic() else fresh.topic, review=review, sessions=sessions)


def meeting_like(earlier: Session, people: Iterable[Person] = ()) -> Session:
    """A meeting still to be held, with who and where of an earlier one.

    Who is on the roster (`people`) stands with the name and the duties of today: there may have been an election since.
    Somebody no longer on it stays as they were, for the secretary to see.
    """
    roster = {person.id: person for person in people}
    return Session(
        kind=earlier.kind,
        venue=earlier.venue,
        venue_area=earlier.venue_area,
        form=earlier.form,
        parties=earlier.parties,
        chair=_as_of_today(earlier.chair, roster),
        recorder=_as_of_today(earlier.recorder, roster),
        supervisor=_as_of_today(earlier.supervisor, roster),
        expected=earlier.expected,
        attendance=tuple(
            replace(
                line,
                person=_as_of_today(line.person, roster) or line.person,
                present=None,
                arrived_at=None,
                left_at=None,
                recused=False,
            )
            for line in earlier.attendance
        ),
        plan=replace(earlier.plan, decided_on=None),
    )


def _as_of_today(person: PersonRef | None, roster: Mapping[str, Person]) -> PersonRef | None:
    known = roster.get(person.person_id) if person else None
    return known.ref() if known else person
