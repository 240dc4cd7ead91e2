"""The named conditions that decide which steps, sections and demands apply."""

from collections.abc import Callable

from yishi_desktop.domain.choices import Approval, Destination, EndingKind, SessionKind, TopicOrigin
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
    """The Party organisation refused the topic or passed it to somebody else."""
    return situation.case.review.approval in (Approval.REFUSED, Approval.TRANSFERRED)


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
    """There is an agreed result to carry out."""
    return consensus(situation) or bool(situation.case.implementation.tasks)


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
def four_two(situation: Situation) -> bool:
    """The result goes on into 四议两公开."""
    return situation.session.outcome.destination is Destination.FOUR_TWO


@condition
def to_township(situation: Situation) -> bool:
    """The matter is passed up to the township, by its result or by its end."""
    escalated = situation.session.outcome.destination is Destination.ESCALATE
    return escalated or situation.case.ending.kind is EndingKind.ESCALATED


@condition
def commissioned(situation: Situation) -> bool:
    """A government department asked for the deliberation and wants to hear of its result."""
    reported = situation.session.outcome.destination is Destination.COMMISSION_REPORT
    return reported or situation.case.topic.origin is TopicOrigin.COMMISSIONED


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
    deliberated = any(session.minutes or session.votes for session in situation.case.sessions)
    return implementing(situation) or (ended(situation) and deliberated)


@condition
def record_incomplete(situation: Situation) -> bool:
    """The supervision committee found the record wanting."""
    return situation.case.supervision.completeness == "incomplete"


@condition
def by_ballot(situation: Situation) -> bool:
    """The vote is taken on paper."""
    return situation.vote.method in ("secret_ballot", "open_ballot")
