"""Which steps are asked of a matter, and which it has already gone into."""

from itertools import takewhile

from yishi_desktop.domain.choices import EndingKind
from yishi_desktop.domain.conditions import ended, holds
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.situation import Situation

_ANSWERED_BY_DEFAULT = frozenset({"session.kind"})


def applies(step: Step, situation: Situation) -> bool:
    """Whether a step belongs to this matter: a matter that has ended keeps the steps it went through, and no more."""
    if not holds(step.when, situation):
        return False
    return not ended(situation) or step.after_end or touched(step, situation)


def touched(step: Step, situation: Situation) -> bool:
    """Whether anything that is first asked at this step has been recorded."""
    return any(not is_blank(situation.value(path)) for path in _own_facts(step, situation))


def demands(step: Step, situation: Situation) -> bool:
    """Whether blanks are still asked for. Nobody fills in the plan of a matter that has been withdrawn."""
    return step.after_end or situation.case.ending.kind is not EndingKind.WITHDRAWN


def _own_facts(step: Step, situation: Situation) -> list[str]:
    """Its facts, less those an earlier step has asked for."""
    before = takewhile(lambda other: other.id != step.id, situation.procedure.steps)
    asked = {path for other in before for path in other.facts}
    return [path for path in step.facts if path not in asked | _ANSWERED_BY_DEFAULT]
