"""What a photo most likely shows, by the step it is put to and the day it was taken; one click changes it."""

from datetime import date

from yishi_desktop.domain.choices import PhotoKind
from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.situation import Situation

_MEETING = frozenset({"attendance", "minutes", "vote"})


def usual_kind(step: Step, situation: Situation, taken_on: date | None) -> PhotoKind:
    """张贴时 until the notice may come down, then 撤下前; at the meeting 会议照片; where work is done 办之后."""
    sections = {section.kind for section in step.sections}
    if "posting" in sections:
        return _of_posting(step, situation, taken_on or situation.today)
    if sections & _MEETING:
        return PhotoKind.MEETING
    return PhotoKind.AFTER if "tasks" in sections else PhotoKind.OTHER


def _of_posting(step: Step, situation: Situation, day: date) -> PhotoKind:
    groups = {
        fact.partition(".")[0]
        for section in step.sections
        if section.kind == "posting"
        for fact in section.facts
    }
    free = [due.on for due in due_dates(situation) if due.fact.partition(".")[0] in groups]
    return PhotoKind.TAKEN_DOWN if free and day >= min(free) else PhotoKind.POSTED
