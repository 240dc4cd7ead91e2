"""What of a record may leave the village: the same record without what its facts call internal."""

from dataclasses import replace

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.privacy import STAYS_IN_THE_FILE, without


def masked(case: Case) -> Case:
    """The case for the township: names of participants, who said what, objections and phones are gone.

    The totals of the sign-in sheet are written out first, so that the numbers stay when the names go.
    """
    totals = tuple(_with_totals(session) for session in case.sessions)
    return without(replace(case, sessions=totals), STAYS_IN_THE_FILE)


def _with_totals(session: Session) -> Session:
    heads = headcount(session)
    return replace(
        session,
        expected=heads.expected,
        present=heads.present,
        non_voting=heads.non_voting,
        observers=heads.observers,
    )
