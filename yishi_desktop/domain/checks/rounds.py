"""Convenors, notices to each person, signatures, opinions asked for, experts, observers and dissent."""

from yishi_desktop.domain.checks.registration import Broken, check
from yishi_desktop.domain.choices import (
    Approval,
    ConvenorStanding,
    DeliberationForm,
    Destination,
    EscalationAnswer,
    Level,
    SignatureMark,
    TopicScope,
)
from yishi_desktop.domain.conditions import dissenters
from yishi_desktop.domain.people import Role
from yishi_desktop.domain.registry import LATEST
from yishi_desktop.domain.rounds import observer_seats
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import listed


@check("standing")
def party_calls_what_concerns_all(situation: Situation) -> Broken | None:
    """What concerns the whole village is called by its Party organisation (新疆指引 五（一）)."""
    standing = situation.case.prior_report.standing
    if situation.case.topic.scope is not TopicScope.WHOLE or standing in (None, ConvenorStanding.PARTY_ORG):
        return None
    return {"standing": standing.label if standing else ""}


@check("answer")
def consented(situation: Situation) -> Broken | None:
    """The Party organisation agreed to the convenor (新疆指引 五（一）：经报备…同意后)."""
    answer = situation.case.prior_report.answer
    return None if answer in (None, Approval.AGREED) else {"answer": answer.label}


@check("names", "count")
def each_told_and_how(situation: Situation) -> Broken | None:
    """Every line of the notification log names the person, the channel and the day (新疆指引 五（三）)."""
    loose = [
        line.person or "（未写姓名）"
        for line in situation.session.invitation.deliveries
        if not (line.person.strip() and line.channel and line.told_on)
    ]
    return {"names": listed(loose), "count": len(loose)} if loose else None


@check("count")
def concerns_several_villages(situation: Situation) -> Broken | None:
    """A matter of two or more villages belongs to the township (新疆指引 二（一）, 甘肃实施意见 三（二）)."""
    topic = situation.case.topic
    return {"count": 2} if topic.several_villages and topic.level is not Level.TOWNSHIP else None


@check("names")
def everybody_marked(situation: Situation) -> Broken | None:
    """Each participant on the sheet signed, reserved or refused."""
    lines = situation.session.confirmation.signatures
    open_lines = [line.person.name or "（未写姓名）" for line in lines if line.mark is None]
    return {"names": listed(open_lines)} if open_lines else None


@check("names")
def refusals_explained(situation: Situation) -> Broken | None:
    """Whoever reserves an opinion or refuses to sign has the reason on record."""
    unsigned = (SignatureMark.RESERVED, SignatureMark.REFUSED)
    lines = situation.session.confirmation.signatures
    bare = [line.person.name for line in lines if line.mark in unsigned and not line.reason.strip()]
    return {"names": listed(bare)} if bare else None


@check("names", "count")
def signatures_outstanding(situation: Situation) -> Broken | None:
    """Those who still have to sign."""
    lines = situation.session.confirmation.signatures
    absent = [line.person.name for line in lines if line.mark is SignatureMark.ABSENT]
    return {"names": listed(absent), "count": len(absent)} if absent else None


@check("signed", "unsigned")
def agreed_against_refusals(situation: Situation) -> Broken | None:
    """Agreement is recorded although more did not sign than did."""
    marks = [line.mark for line in situation.session.confirmation.signatures]
    signed = marks.count(SignatureMark.SIGNED)
    unsigned = marks.count(SignatureMark.REFUSED) + marks.count(SignatureMark.RESERVED)
    if situation.session.outcome.agreed is not True or unsigned <= signed:
        return None
    return {"signed": signed, "unsigned": unsigned}


@check("asked", "returned")
def survey_adds_up(situation: Situation) -> Broken | None:
    """No more came back than went out."""
    survey = situation.session.survey
    if survey.asked is None or survey.returned is None or survey.returned <= survey.asked:
        return None
    return {"asked": survey.asked, "returned": survey.returned}


@check("returned", "rows")
def survey_recorded(situation: Situation) -> Broken | None:
    """Each answer that came back has its line."""
    survey = situation.session.survey
    if survey.returned is None or len(survey.opinions) >= survey.returned:
        return None
    return {"returned": survey.returned, "rows": len(survey.opinions)}


_EXPERTS = frozenset({Role.EXPERT, Role.THIRD_PARTY})


@check()
def experts_took_part(situation: Situation) -> Broken | None:
    """A technical matter was assessed by experts, at the table or beforehand (甘肃实施意见 三（二）：均应邀请)."""
    if situation.case.topic.technical is not True or situation.session.expertise.experts.strip():
        return None
    came = any(line.present and _EXPERTS & set(line.person.roles) for line in situation.session.attendance)
    return None if came else {}


_OPEN_FORMS = (DeliberationForm.SPECIAL_COUNCIL, DeliberationForm.HEARING)


@check("form")
def open_form_for_wide_concern(situation: Situation) -> Broken | None:
    """What concerns many goes through 专题议事会 or 民主听证会 (甘肃实施意见 三（四）)."""
    form = situation.session.form
    if situation.case.topic.wide_concern is not True or form is None:
        return None
    held = {session.form for session in situation.case.sessions if not session.cancelled}
    return None if held & set(_OPEN_FORMS) else {"form": form.label}


@check("seats", "signed_up", "waiting", "names")
def observers_wait(situation: Situation) -> Broken | None:
    """More people want to observe than there are seats: the later ones wait."""
    announcement = situation.session.announcement
    seats = observer_seats(announcement.observer_signups, announcement.observer_seats)
    if not seats.waiting:
        return None
    return {
        "seats": len(seats.seated),
        "signed_up": len(seats.seated) + len(seats.waiting),
        "waiting": len(seats.waiting),
        "names": listed([one.name for one in seats.waiting]),
    }


@check("seats", "observers")
def observers_within_seats(situation: Situation) -> Broken | None:
    """No more people observed than there were seats for."""
    seats, observers = situation.session.announcement.observer_seats, situation.headcount.observers
    if seats is None or observers is None or observers <= seats:
        return None
    return {"seats": seats, "observers": observers}


@check("dissenters", "explained")
def every_dissenter_explained(situation: Situation) -> Broken | None:
    """As many explanations as there are people with another opinion."""
    count, explained = dissenters(situation), len(situation.session.dissent_explanations)
    return {"dissenters": count, "explained": explained} if 0 < explained < count else None


@check("names")
def explanations_dated(situation: Situation) -> Broken | None:
    """Each explanation says what was explained and when."""
    lines = situation.session.dissent_explanations
    bare = [line.person or "（未写姓名）" for line in lines if not (line.explanation and line.explained_on)]
    return {"names": listed(bare)} if bare else None


@check("destination")
def dispute_goes_to_a_meeting(situation: Situation) -> Broken | None:
    """What could not be settled, or is much disputed, goes to the assembly or its representatives (甘肃 三（四）)."""
    destination = situation.session.outcome.destination
    settled = situation.consensus_reached is not False and not situation.session.outcome.great_dissent
    left = (Destination.VILLAGE, Destination.STAKEHOLDERS, Destination.TERMINATE)
    return (
        None
        if settled or destination not in left
        else {"destination": destination.label if destination else ""}
    )


@check()
def great_dissent_again(situation: Situation) -> Broken | None:
    """Where opinions are far apart there may be another session (新疆指引 五（四）)."""
    again = (Destination.AGAIN, Destination.ESCALATE, Destination.ASSEMBLY, Destination.REPRESENTATIVES)
    outcome = situation.session.outcome
    return {} if outcome.great_dissent and outcome.destination not in again and situation.is_latest else None


@check("answer")
def escalation_followed_up(situation: Situation) -> Broken | None:
    """What the township took up or sent back is deliberated in another session, or brought to an end (新疆 六（一）)."""
    answer = situation.case.escalation.answer
    if answer not in (EscalationAnswer.TOWNSHIP_DELIBERATES, EscalationAnswer.RETURNED):
        return None
    latest = situation.for_session(LATEST).session
    if latest.outcome.destination is not Destination.ESCALATE or situation.case.ending.kind is not None:
        return None
    return {"answer": answer.label if answer else ""}
