"""The named conditions that decide which steps, sections and demands apply."""

from collections.abc import Callable

from yishi_desktop.domain.choices import (
    Adopted,
    Approval,
    Certification,
    ConvenorStanding,
    Destination,
    EndingKind,
    EscalationAnswer,
    SessionKind,
    TopicOrigin,
)
from yishi_desktop.domain.decisions import decision
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.procedure import Condition
from yishi_desktop.domain.situation import Situation

CONDITIONS: dict[str, Callable[[Situation], bool]] = {}


def holds(condition: Condition | None, situation: Situation) -> bool:
    """Whether a condition applies; no condition always does."""
    return condition is None or CONDITIONS[condition.rule](situation) is not condition.negate


def condition(function: Callable[[Situation], bool]) -> Callable[[Situation], bool]:
    """Make a condition known by its name."""
    CONDITIONS[function.__name__] = function
    return function


@condition
def excluded(situation: Situation) -> bool:
    """One of the 五不议 was answered yes."""
    return any(answer.hit for answer in situation.case.review.exclusions)


@condition
def admitted(situation: Situation) -> bool:
    """The topic is not kept out by 五不议 and was not refused."""
    return not excluded(situation) and not refused(situation)


@condition
def refused(situation: Situation) -> bool:
    """The Party organisation refused the topic or its convenor, or passed the matter to somebody else."""
    answers = (situation.case.review.approval, situation.case.prior_report.answer)
    return any(answer in (Approval.REFUSED, Approval.TRANSFERRED) for answer in answers)


@condition
def takes_place(situation: Situation) -> bool:
    """The matter goes on and the session looked at was not called off."""
    return admitted(situation) and not situation.session.cancelled


@condition
def called_off(situation: Situation) -> bool:
    """The session looked at was planned and did not take place."""
    return admitted(situation) and bool(situation.session.cancelled)


@condition
def meeting(situation: Situation) -> bool:
    """People came together, in a room or online, so there is a sign-in sheet and a vote."""
    together = (SessionKind.MEETING, SessionKind.ONLINE)
    return takes_place(situation) and situation.session.kind in together


@condition
def in_writing(situation: Situation) -> bool:
    """Opinions are asked for on paper instead of at a meeting."""
    return takes_place(situation) and situation.session.kind is SessionKind.WRITTEN


@condition
def by_visits(situation: Situation) -> bool:
    """People are visited at home and asked there."""
    return takes_place(situation) and situation.session.kind is SessionKind.HOUSEHOLD


@condition
def online(situation: Situation) -> bool:
    """People come together over the network."""
    return takes_place(situation) and situation.session.kind is SessionKind.ONLINE


@condition
def recusing(situation: Situation) -> bool:
    """Somebody on the sheet stands back because the matter is their own."""
    return takes_place(situation) and any(line.recused for line in situation.session.attendance)


@condition
def consensus(situation: Situation) -> bool:
    """The vote passed."""
    return takes_place(situation) and situation.consensus_reached is True


@condition
def no_consensus(situation: Situation) -> bool:
    """The vote was taken and failed."""
    return takes_place(situation) and situation.consensus_reached is False


@condition
def deliberating_again(situation: Situation) -> bool:
    """The result sends the matter into another session."""
    return no_consensus(situation) and situation.session.outcome.destination is Destination.AGAIN


@condition
def redeliberation(situation: Situation) -> bool:
    """The session looked at is itself a second or later one."""
    return situation.index > 0


@condition
def implementing(situation: Situation) -> bool:
    """There is an agreed result to carry out, and no meeting that has to decide on it first."""
    waits = handed_over(situation) and not decided(situation)
    return (consensus(situation) and not waits) or bool(situation.case.implementation.tasks)


_DECIDED_BY_A_BODY = (
    Destination.REPRESENTATIVES,
    Destination.ASSEMBLY,
    Destination.FOUR_TWO,
    Destination.COLLECTIVE,
)


@condition
def to_be_decided(situation: Situation) -> bool:
    """The result goes to a body that decides by law: what people agreed on is not yet a decision."""
    return situation.session.outcome.destination in _DECIDED_BY_A_BODY


@condition
def to_township(situation: Situation) -> bool:
    """The matter was passed up to the township, by the result of one of its sessions or by its end."""
    return _went_to(situation, Destination.ESCALATE) or situation.case.ending.kind is EndingKind.ESCALATED


@condition
def approved(situation: Situation) -> bool:
    """The Party organisation agreed to the topic."""
    return situation.case.review.approval is Approval.AGREED


_ENDS = (Destination.TERMINATE, Destination.ESCALATE)


@condition
def ended(situation: Situation) -> bool:
    """An end other than success has been recorded: withdrawn, terminated or passed upward."""
    return situation.case.ending.kind is not None and not excluded(situation)


@condition
def ending_called_for(situation: Situation) -> bool:
    """An end has been recorded, or what is recorded leaves nothing else: refused, or voted down and not taken up again."""
    given_up = no_consensus(situation) and situation.session.outcome.destination in _ENDS
    return ended(situation) or (not excluded(situation) and (refused(situation) or given_up))


@condition
def to_archive(situation: Situation) -> bool:
    """There is a record to keep: an agreed result, or a matter ended after people had deliberated."""
    deliberated = any(
        session.minutes or session.votes or session.survey.summary for session in situation.case.sessions
    )
    settled = implementing(situation) or voted_down(situation)
    return settled or (ended(situation) and deliberated)


@condition
def record_incomplete(situation: Situation) -> bool:
    """The supervision committee found the record wanting."""
    return situation.case.supervision.completeness == "incomplete"


@condition
def by_ballot(situation: Situation) -> bool:
    """The vote is taken on paper."""
    return situation.vote.method in ("secret_ballot", "open_ballot")


# --- the ways of the other documents ------------------------------------------------------------------------------


@condition
def in_person(situation: Situation) -> bool:
    """People meet in a room: there is a sign-in sheet."""
    return takes_place(situation) and situation.session.kind is SessionKind.MEETING


@condition
def by_survey(situation: Situation) -> bool:
    """People are asked in writing, at home or online: there is a record of opinions in place of a sign-in sheet."""
    return takes_place(situation) and situation.session.kind is not SessionKind.MEETING


@condition
def concluded(situation: Situation) -> bool:
    """Whether there is agreement has been said, and the matter is not sent into another session to find it."""
    said = takes_place(situation) and situation.consensus_reached is not None
    return said and not deliberating_again(situation)


@condition
def somebody_dissents(situation: Situation) -> bool:
    """Somebody holds another opinion than the result."""
    return takes_place(situation) and dissenters(situation) > 0


def dissenters(situation: Situation) -> int:
    """How many hold another opinion, as far as the record of the session knows."""
    session = situation.session
    unsigned = sum(line.mark in ("reserved", "refused") for line in session.confirmation.signatures)
    against = situation.vote.votes_against or 0
    disagreeing = sum(line.stance == "disagrees" for line in session.survey.opinions)
    return max(unsigned, against, disagreeing, len(session.dissent_explanations))


@condition
def called_by_others(situation: Situation) -> bool:
    """Somebody other than the Party organisation calls the deliberation, and has to report it (新疆 五（一）)."""
    return situation.case.prior_report.standing not in (None, ConvenorStanding.PARTY_ORG)


@condition
def technical(situation: Situation) -> bool:
    """The matter is 专业性、技术性较强."""
    return takes_place(situation) and situation.case.topic.technical is True


@condition
def certified(situation: Situation) -> bool:
    """A notary or lawyer takes part in the confirmation."""
    return situation.session.confirmation.certification in (
        Certification.NOTARIZATION,
        Certification.LAWYER_WITNESS,
    )


@condition
def commission_to_report(situation: Situation) -> bool:
    """The government or a department asked for the deliberation."""
    return consensus_or_not(situation) and (
        situation.case.topic.origin is TopicOrigin.COMMISSIONED
        or _went_to(situation, Destination.COMMISSION_REPORT)
    )


def consensus_or_not(situation: Situation) -> bool:
    """A session has been held and its result said, in one way or the other."""
    return consensus(situation) or no_consensus(situation)


@condition
def stakeholders_implement(situation: Situation) -> bool:
    """The parties concerned carry it out; the village urges and tells the others (新疆 五（六）)."""
    return consensus(situation) and situation.session.outcome.destination is Destination.STAKEHOLDERS


_TO_A_MEETING = (
    Destination.REPRESENTATIVES,
    Destination.ASSEMBLY,
    Destination.GROUP_MEETING,
    Destination.FOUR_TWO,
    Destination.COLLECTIVE,
)


@condition
def handed_over(situation: Situation) -> bool:
    """A statutory meeting has to decide."""
    return admitted(situation) and _went_to(situation, *_TO_A_MEETING)


@condition
def commissioned(situation: Situation) -> bool:
    """A government department asked for the deliberation and wants to hear of its result."""
    reported = situation.session.outcome.destination is Destination.COMMISSION_REPORT
    return reported or situation.case.topic.origin is TopicOrigin.COMMISSIONED


@condition
def by_four_two(situation: Situation) -> bool:
    """The matter goes the way of 四议两公开."""
    return admitted(situation) and _went_to(situation, Destination.FOUR_TWO)


@condition
def decided(situation: Situation) -> bool:
    """The statutory meeting was quorate and decided in favour."""
    found = decision(situation)
    return handed_over(situation) and found is not None and found.carried is True


@condition
def voted_down(situation: Situation) -> bool:
    """The statutory meeting was not quorate or decided against."""
    found = decision(situation)
    return handed_over(situation) and found is not None and found.carried is False


@condition
def carrying_out(situation: Situation) -> bool:
    """There is something to carry out here: agreed and to be done, decided by a meeting, or promised already."""
    here = situation.session.outcome.destination in (Destination.VILLAGE, Destination.STAKEHOLDERS)
    supported = escalated(situation) and situation.case.escalation.answer is EscalationAnswer.SUPPORTED
    agreed = consensus(situation) and (here or supported)
    return agreed or decided(situation) or bool(situation.case.implementation.tasks)


@condition
def adopted(situation: Situation) -> bool:
    """The result was adopted in whole or in part (吉林 二（二）)."""
    return takes_place(situation) and situation.session.adoption.verdict in (Adopted.ADOPTED, Adopted.PARTLY)


@condition
def carrying_out_adopted(situation: Situation) -> bool:
    """What was adopted and need not be decided by a meeting, or has been decided by one, is carried out."""
    direct = adopted(situation) and not handed_over(situation)
    return direct or decided(situation) or bool(situation.case.implementation.tasks)


@condition
def escalated(situation: Situation) -> bool:
    """The matter went up to the township."""
    return admitted(situation) and _went_to(situation, Destination.ESCALATE)


@condition
def escalation_sent(situation: Situation) -> bool:
    """It was sent up and an answer is waited for, or has come."""
    return escalated(situation) and situation.case.escalation.sent_on is not None


@condition
def allowance_paid(situation: Situation) -> bool:
    """误工补贴 was paid to somebody who organised the deliberation."""
    return bool(situation.case.allowance.lines)


@condition
def ends_here(situation: Situation) -> bool:
    """An end is recorded, or nothing else is left: refused, given up, or taken over by the township."""
    outcome = situation.session.outcome
    given_up = (
        no_consensus(situation) and situation.is_latest and outcome.destination is Destination.TERMINATE
    )
    taken_over = situation.case.escalation.answer is EscalationAnswer.HANDLED
    return ended(situation) or refused(situation) or given_up or (escalated(situation) and taken_over)


def _went_to(situation: Situation, *destinations: Destination) -> bool:
    return any(
        session.outcome.destination in destinations
        for session in situation.case.sessions
        if not session.cancelled
    )


@condition
def filed_away(situation: Situation) -> bool:
    """There is a record to keep: something came of it, it was turned down, or it ended after people had talked."""
    settled = carrying_out(situation) or carrying_out_adopted(situation) or _reported(situation)
    rejected = situation.session.adoption.verdict is Adopted.REJECTED or voted_down(situation)
    return settled or rejected or (ended(situation) and to_archive(situation))


def _reported(situation: Situation) -> bool:
    return commission_to_report(situation) and not is_blank(situation.case.commission.reported_on)
