"""Which steps are asked of a matter, and which it has already gone into."""

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
    own = situation.procedure.own_facts(step)
    return any(not is_blank(situation.value(path)) for path in own if path not in _ANSWERED_BY_DEFAULT)


def demands(step: Step, situation: Situation) -> bool:
    """Whether blanks are still asked for. Nobody fills in the plan of a matter that has been withdrawn."""
    return step.after_end or situation.case.ending.kind is not EndingKind.WITHDRAWN
