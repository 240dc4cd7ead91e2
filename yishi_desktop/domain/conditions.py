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
    """The topic is not kept out by 五不议, was not refused, and the matter has not ended otherwise."""
    refused = situation.case.review.approval in (Approval.REFUSED, Approval.TRANSFERRED)
    return not excluded(situation) and not refused and situation.case.ending.kind is None


@condition
def takes_place(situation: Situation) -> bool:
    """The matter goes on and the session looked at was not called off."""
    return admitted(situation) and not situation.session.cancelled


@condition
def meeting(situation: Situation) -> bool:
    """People came together, so there is a sign-in sheet and a vote."""
    return takes_place(situation) and situation.session.kind is SessionKind.MEETING


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
    return len(situation.case.sessions) > 1 and situation.session is not situation.case.sessions[0]


@condition
def implementing(situation: Situation) -> bool:
    """There is an agreed result to carry out."""
    return consensus(situation) or bool(situation.case.implementation.tasks)


@condition
def record_incomplete(situation: Situation) -> bool:
    """The supervision committee found the record wanting."""
    return situation.case.supervision.completeness == "incomplete"


@condition
def by_ballot(situation: Situation) -> bool:
    """The vote is taken on paper."""
    return situation.vote.method in ("secret_ballot", "open_ballot")
