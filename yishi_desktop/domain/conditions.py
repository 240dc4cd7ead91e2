"""The named conditions that decide which steps, sections and demands apply."""

from collections.abc import Callable

from yishi_desktop.domain.choices import Approval, Destination, SessionKind
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
