"""Changing the procedure a matter goes by. Everything recorded stays; the change is a revision like any other."""

from dataclasses import dataclass, replace

from yishi_desktop.domain.comparing import ProcedureChange, compare, reference_of, under
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.cases import leave, open_case
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes, with the document and clause it comes from."""

    words: str
    reference: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Changes of one kind under their heading."""

    title: str
    lines: tuple[Line, ...]


def described(situation: Situation, other: Procedure) -> list[Chapter]:
    """What the change to `other` means, for screen and terminal; chapters without a line are left out."""
    change, there = compare(situation, other), under(situation, other)
    chapters = [
        Chapter("多出来的步骤", tuple(Line(step.title, step.reference) for step in change.added_steps)),
        Chapter("新要填的", _facts(change.demanded, there)),
        Chapter("不再有的步骤", tuple(Line(step.title, step.reference) for step in change.removed_steps)),
        Chapter("不再要求填的", _facts(change.dropped, situation)),
        Chapter("已经填过、新文件不问的（都留着）", _facts(change.kept, situation)),
        Chapter("改了以后马上会提示的", _findings(change)),
    ]
    return [chapter for chapter in chapters if chapter.lines]


def change_procedure(office: Office, case_id: str, procedure: str) -> Changed:
    """Let a matter go by another procedure from now on, as a revision that names both; nothing recorded is touched.

    `UserError` when this program has no such procedure.
    """
    to = office.procedure(procedure)
    opened = open_case(office, case_id)
    if opened.case.procedure == to.id:
        raise UserError(f"这件事现在就是按“{to.name}”办的。", "资料没有改动。", "要换，请选另外一份。")
    before = office.procedure(opened.case.procedure)
    reason = f"办事依据由“{before.name}”改为“{to.name}”"
    _, changed = leave(office, replace(opened.case, procedure=to.id), opened.base, reason)
    return changed


def _facts(paths: tuple[str, ...], situation: Situation) -> tuple[Line, ...]:
    return tuple(Line(FACTS[path].label, reference_of(path, situation)) for path in paths)


def _findings(change: ProcedureChange) -> tuple[Line, ...]:
    """Blanks of facts newly demanded are named already."""
    named = set(change.demanded)
    return tuple(_line(found) for found in change.findings if found.check or found.fact not in named)


def _line(found: Finding) -> Line:
    return Line(found.message, found.reference)
