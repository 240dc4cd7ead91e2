"""Which papers belong to a matter as it stands."""

from yishi_desktop.domain.conditions import CONDITIONS
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.printable import known
from yishi_desktop.domain.situation import Situation


def is_offered(form: Form, situation: Situation) -> bool:
    """Whether a paper belongs to the matter as it stands; one without a condition always does."""
    when = form.when
    if when is None:
        return True
    if when.rule:
        return CONDITIONS[when.rule](situation) is not when.negate
    recorded = known(when.filled).read(situation)
    return (not is_blank(recorded) and recorded is not False) is not when.negate
