"""Trying own wording out: what is wrong with it, and how the paper looks with it, before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.forms.rewording import Problem, problems, reworded
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.own_wording import OwnWording, named, wording_of
from yishi_desktop.services.printing.papers import compose_paper, drawn


@dataclass(frozen=True, slots=True)
class Trial:
    """`pdf` is empty where the wording cannot be used; then `problems` says why."""

    problems: tuple[Problem, ...]
    pdf: bytes = b""


def try_out(
    office: Office, form_id: str, own: Mapping[str, str], situation: Situation | None = None
) -> Trial:
    """Check own wording by place, and draw the paper of a matter, or an empty one, with it."""
    original = named(office, form_id)
    wrong = problems(original, own)
    if wrong:
        return Trial(tuple(wrong))
    shown = situation or office.situation(Case(id="", procedure=office.organisation.procedure or "jinhua"))
    return Trial((), drawn(compose_paper(reworded(original, own), shown))[0])


def begin(office: Office, form_id: str, situation: Situation | None = None) -> tuple[OwnWording, Trial]:
    """A form with the village's own words as they are kept, and how it looks."""
    wording = wording_of(office, form_id)
    return wording, try_out(office, form_id, wording.own, situation)
