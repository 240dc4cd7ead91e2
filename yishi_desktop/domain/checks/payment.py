"""误工补贴: who was paid for what, adding up."""

from yishi_desktop.domain.checks.registration import Broken, check
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import listed


@check("names")
def allowance_complete(situation: Situation) -> Broken | None:
    """Every line says who, for what and how much."""
    bare = [
        line.person or "（未写姓名）"
        for line in situation.case.allowance.lines
        if not (line.person.strip() and line.what.strip() and line.amount is not None)
    ]
    return {"names": listed(bare)} if bare else None


@check("names")
def allowance_adds_up(situation: Situation) -> Broken | None:
    """Times and rate make the amount."""
    wrong = [
        line.person
        for line in situation.case.allowance.lines
        if line.times is not None
        and line.rate is not None
        and line.amount is not None
        and line.times * line.rate != line.amount
    ]
    return {"names": listed(wrong)} if wrong else None
