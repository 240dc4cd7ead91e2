"""What of a record may leave the village: the same record without what its facts call internal."""

from dataclasses import replace

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.case import Case, Session
from yishi_desktop.domain.privacy import STAYS_IN_THE_FILE, without


def masked(case: Case) -> Case:
    """The case for the township: names of participants, who said what, objections and phones are gone.

    So are the minutes, which tell in prose who said what, and the list of who was given the invitation: the signed
    record form stays in the village, and the township asks for it when it needs it (个人信息保护法 第六条).

    The totals of the sign-in sheet are written out first, so that the numbers stay when the names go.
    """
    totals = tuple(_without_talk(_with_totals(session)) for session in case.sessions)
    return without(replace(case, sessions=totals), STAYS_IN_THE_FILE)


def _without_talk(session: Session) -> Session:
    return replace(session, minutes="", invitation=replace(session.invitation, deliveries=()))


def _with_totals(session: Session) -> Session:
    heads = headcount(session)
    return replace(
        session,
        expected=heads.expected,
        present=heads.present,
        non_voting=heads.non_voting,
        observers=heads.observers,
    )
