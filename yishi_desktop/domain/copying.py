"""A new matter that begins as an earlier one stood: the wording and the people, none of what happened."""

from dataclasses import replace

from yishi_desktop.domain.case import Case, Session, Topic, TopicReview
from yishi_desktop.domain.registry import session_of


def as_new_matter(earlier: Case, fresh: Case) -> Case:
    """`fresh` with what an earlier matter says of its topic, its review and its meeting.

    Days, answers, votes, results and telephone numbers stay behind: they belong to what was.
    """
    topic = replace(earlier.topic, collected_on=None, proposer="", proposer_phone="", follows="")
    review = TopicReview(
        must_rules=earlier.review.must_rules,
        parties=earlier.review.parties,
        form=earlier.review.form,
        convenor=earlier.review.convenor,
    )
    planned = meeting_like(session_of(earlier)) if earlier.sessions else None
    sessions = (planned,) if planned is not None and planned != Session() else ()
    return replace(fresh, topic=topic if topic != Topic() else fresh.topic, review=review, sessions=sessions)


def meeting_like(earlier: Session) -> Session:
    """A meeting still to be held, with who and where of an earlier one."""
    return Session(
        kind=earlier.kind,
        venue=earlier.venue,
        venue_area=earlier.venue_area,
        form=earlier.form,
        parties=earlier.parties,
        chair=earlier.chair,
        recorder=earlier.recorder,
        supervisor=earlier.supervisor,
        expected=earlier.expected,
        attendance=tuple(
            replace(line, present=None, arrived_at=None, left_at=None, recused=False)
            for line in earlier.attendance
        ),
        plan=replace(earlier.plan, decided_on=None),
    )
