"""What is missing, by which clause: pure functions of a situation.

The same list is shown at the field, in the stepper, on the home screen and in the completeness form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from yishi_desktop.domain.applicability import applies, demands, touched
from yishi_desktop.domain.checks import CHECKS
from yishi_desktop.domain.conditions import deliberating_again, ended, holds
from yishi_desktop.domain.facts import Fact, is_blank
from yishi_desktop.domain.late_entries import cannot_be_mended
from yishi_desktop.domain.overlay import named_fact
from yishi_desktop.domain.procedure import Check, Section, Step
from yishi_desktop.domain.registry import FACTS, LATEST
from yishi_desktop.domain.situation import Situation


class FindingKind(Enum):
    """Not filled in yet; against a rule; worth knowing; passed over with an explanation; or, in a matter typed in from
    paper (补录), past mending: it was not done or not written down then, and cannot be now.
    """

    MISSING = "missing"
    BROKEN = "broken"
    ADVICE = "advice"
    EXPLAINED = "explained"
    PAST_MENDING = "past_mending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to see to: where (`step`, `fact`), what, by which clause, and whether it blocks.

    `waits` marks what no clause demands but the program itself (`Check.own`): the step waits for it or for an explanation.
    """

    step: str
    fact: str
    message: str
    clause: str
    source: str
    kind: FindingKind
    blocks: bool = False
    waits: bool = False
    check: str = ""
    explanation: str = ""

    @property
    def reference(self) -> str:
        """Document and clause, as shown behind 依据."""
        return f"{self.source} {self.clause}".strip()


class StepState(Enum):
    """How far a step is."""

    DONE = "done"
    ATTENTION = "attention"
    TODO = "todo"
    PAST_MENDING = "past_mending"
    NOT_APPLICABLE = "not_applicable"


class Stand(Enum):
    """Where a matter as a whole stands."""

    OPEN = "open"
    WAITING = "waiting"
    ENDED = "ended"
    ARCHIVED = "archived"


def stand(situation: Situation) -> Stand:
    """Open, waiting for 再次协商, ended without a result, or archived; looked at from its latest session."""
    latest = situation.for_session(LATEST)
    if not is_blank(situation.case.archive.archived_on):
        return Stand.ARCHIVED
    if next_step(latest) is not None:
        return Stand.OPEN
    return Stand.WAITING if deliberating_again(latest) and not ended(latest) else Stand.ENDED


def step_findings(step: Step, situation: Situation) -> list[Finding]:
    """What one step still lacks or breaks; nothing when the step does not apply.

    In a matter typed in from paper, what belongs to a day gone by is said to be past mending, never passed over.
    """
    found = findings_as_they_stand(step, situation)
    return [_past_mending(one) for one in found] if cannot_be_mended(step, situation) else found


def findings_as_they_stand(step: Step, situation: Situation) -> list[Finding]:
    """The same without asking whether anything can still be done about them; to check what is being typed."""
    if not applies(step, situation):
        return []
    sections = [section for section in step.sections if holds(section.when, situation)]
    return [
        *(_missing(step, sections, situation) if demands(step, situation) else ()),
        *_broken(step, _checks_of(step, sections, situation), situation),
        *_too_long(step, sections, situation),
    ]


def findings(situation: Situation) -> list[Finding]:
    """Everything the session looked at, and the matter as a whole, still lack or break."""
    return [found for step in situation.procedure.steps for found in step_findings(step, situation)]


def step_state(step: Step, situation: Situation) -> StepState:
    """Done when nothing is missing or broken; advice does not hold a step up, nor what has been explained."""
    if not applies(step, situation):
        return StepState.NOT_APPLICABLE
    found = step_findings(step, situation)
    if not _open(found):
        return StepState.PAST_MENDING if _lost(found) else StepState.DONE
    return StepState.ATTENTION if touched(step, situation) else StepState.TODO


def next_step(situation: Situation) -> Step | None:
    """The first step that still wants something; `None` when the matter is finished."""
    return next(
        (
            step
            for step in situation.procedure.steps
            if step_state(step, situation) in (StepState.ATTENTION, StepState.TODO)
        ),
        None,
    )


def demanded_count(step: Step, situation: Situation) -> int:
    """How many things a step still wants, for “缺 2 项”."""
    return len(_open(step_findings(step, situation)))


def lost_count(step: Step, situation: Situation) -> int:
    """How many things of a step can no longer be mended, for “无法补 2 项”."""
    return len(_lost(step_findings(step, situation)))


def _lost(found: Iterable[Finding]) -> list[Finding]:
    return [f for f in found if f.kind is FindingKind.PAST_MENDING]


def _past_mending(found: Finding) -> Finding:
    """The same finding of a day gone by; advice stays advice, and nothing waits for it any more."""
    if found.kind is FindingKind.MISSING:
        words = f"原件上没有{FACTS[found.fact].label}，无法补。"
    elif found.kind is FindingKind.BROKEN:
        words = f"{found.message}时间已经过去，无法补。"
    else:
        return replace(found, waits=False)
    return replace(found, message=words, kind=FindingKind.PAST_MENDING)


def _open(found: Iterable[Finding]) -> list[Finding]:
    return [f for f in found if holds_up(f)]


def holds_up(finding: Finding) -> bool:
    """Whether a step is not done while this finding stands."""
    if finding.kind is FindingKind.ADVICE:
        return finding.waits
    return finding.kind in (FindingKind.MISSING, FindingKind.BROKEN)


def _missing(step: Step, sections: Iterable[Section], situation: Situation) -> list[Finding]:
    source, clause = situation.reference(step.source, step.clause)
    return [
        Finding(
            step=step.id,
            fact=path,
            message=_demand(named_fact(path, situation.organisation, situation.registered_on)),
            clause=clause,
            source=source,
            kind=FindingKind.MISSING,
        )
        for section in sections
        for path in section.facts
        if _unanswered(path, situation)
    ]


def _unanswered(path: str, situation: Situation) -> bool:
    """Headcounts may come from the sign-in sheet, and the minutes from their entries, instead of being typed."""
    counted = {"session.expected": "expected", "session.present": "present"}
    if path in counted:
        return getattr(situation.headcount, counted[path]) is None
    if path == "session.minutes" and situation.session.points:
        return False
    return is_blank(situation.value(path))


def _demand(fact: Fact) -> str:
    verb = {"choice": "选", "choices": "选", "flag": "选", "checklist": "选", "rows": "登记"}.get(
        fact.kind, "填"
    )
    return f"还没{verb}{fact.label}。"


def _checks_of(step: Step, sections: Iterable[Section], situation: Situation) -> list[Check]:
    """The step's own checks, and those of the base law that watch a fact asked on this page."""
    shown = {path for section in sections for path in (*section.facts, *section.optional)}
    base = [check for check in situation.procedure.base_checks(step) if check.fact in shown]
    return [check for check in (*step.checks, *base) if holds(check.when, situation)]


def _broken(step: Step, checks: Iterable[Check], situation: Situation) -> list[Finding]:
    found = []
    for check in checks:
        values = CHECKS[check.rule].function(situation, **resolved(check.args, check.rule, situation))
        if values is not None:
            found.append(_finding(step, check, values, situation))
    return found


def resolved(args: Mapping[str, int | str], rule: str, situation: Situation) -> dict[str, int | str]:
    """Arguments with the names of the procedure's numbers replaced by their values."""
    numbers = CHECKS[rule].numbers
    return {
        name: situation.procedure.number(value) if name in numbers and isinstance(value, str) else value
        for name, value in args.items()
    }


def _finding(step: Step, check: Check, values: Mapping[str, object], situation: Situation) -> Finding:
    explanation = _explanation(check, step, situation)
    kind = FindingKind.BROKEN if check.blocks else FindingKind.ADVICE
    source, clause = situation.reference(check.source or step.source, check.clause)
    clause += set_by(check.args.values(), situation)
    return Finding(
        step=step.id,
        fact=check.fact,
        message=check.message.format(**values),
        clause=clause,
        source=source,
        kind=FindingKind.EXPLAINED if explanation else kind,
        blocks=check.blocks,
        waits=check.own,
        check=check.id,
        explanation=explanation,
    )


def set_by(args: Iterable[int | str], situation: Situation) -> str:
    """Who set the numbers a rule uses, behind its clause, where the county did."""
    named = [number for number in situation.procedure.numbers if number.id in args and number.set_by]
    return "".join(f"；{number.set_by}" for number in named)


def _explanation(check: Check, step: Step, situation: Situation) -> str:
    """What the secretary wrote to go on all the same; never accepted for what a clause forbids."""
    if check.blocks:
        return ""
    case = situation.case
    index = situation.session_index % len(case.sessions) if step.of_session and case.sessions else None
    return next((e.text for e in case.explanations if e.check == check.id and e.session == index), "")


def _too_long(step: Step, sections: Iterable[Section], situation: Situation) -> list[Finding]:
    return [
        Finding(
            step=step.id,
            fact=path,
            message=f"{FACTS[path].label}有{length}个字，纸上的格子大约放{FACTS[path].limit}个字，打印时会多占几行。",
            clause="",
            source="",
            kind=FindingKind.ADVICE,
        )
        for section in sections
        for path in (*section.facts, *section.optional)
        if FACTS[path].limit and (length := _length(situation.value(path))) > FACTS[path].limit
    ]


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 0
