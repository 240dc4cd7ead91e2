"""How many hold another opinion, and whether that is a great dissent (较大分歧): the documents give no number."""

from dataclasses import dataclass

from yishi_desktop.domain.conditions import dissenters
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.voting import percent

SHARE = "dissent_share"


@dataclass(frozen=True, slots=True)
class Dissent:
    """So many people of so many hold another opinion; `great` when more than the share at which the program asks."""

    people: int
    base: int
    limit: int
    great: bool

    @property
    def sentence(self) -> str:
        """In words, with the fraction beside the rounded share."""
        share = f"{percent(self.people, self.base)}%（{self.people}/{self.base}）"
        return f"持不同意见的{self.people}人，占{share}，超过{self.limit}%，可以再次协商。"


def dissent(situation: Situation) -> Dissent | None:
    """The dissent of the session looked at; `None` while nobody dissents or the base is not known."""
    limits = [number.value for number in situation.procedure.numbers if number.id == SHARE]
    base, people = situation.base_of(situation.vote), dissenters(situation)
    if not limits or not base or not people:
        return None
    return Dissent(people, base, limits[0], great=100 * people > limits[0] * base)


def may_deliberate_again(situation: Situation) -> bool:
    """Whether another session is offered: the vote failed, or dissent is great and the result not yet posted."""
    if situation.consensus_reached is not True:
        return situation.consensus_reached is False
    found = dissent(situation)
    return found is not None and found.great and situation.session.result_notice.posted_on is None
