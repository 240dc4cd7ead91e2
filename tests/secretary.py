"""A secretary who does what the program asks, one finding at a time, until it asks for nothing more.

Whatever a procedure demands must be possible to give; whatever step it has must be reached by some matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from tests.factories import AFTERWARDS, calendar, person
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import Case, Delivery, ExclusionAnswer, Session
from yishi_desktop.domain.conditions import holds
from yishi_desktop.domain.followup import AllowanceLine, FeedbackLine, FourTwoEntry, Task
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.progress import (
    Finding,
    StepState,
    holds_up,
    next_step,
    step_findings,
    step_state,
)
from yishi_desktop.domain.registry import FACTS, write
from yishi_desktop.domain.rounds import DissentExplanation, OpinionGiven, Signature
from yishi_desktop.domain.situation import Situation

HELD_ON = date(2026, 5, 20)
BEFORE = date(2026, 4, 1)
DAY = timedelta(days=1)

FIXED: dict[str, Any] = {
    "session.held_on": HELD_ON,
    "announcement.posted_on": HELD_ON - 15 * DAY,
    "invitation.sent_on": HELD_ON - 15 * DAY,
    "session.starts_at": time(14, 30),
    "session.expected": 19,
    "session.present": 19,
    "vote.cast": 19,
    "vote.votes_for": 19,
    "vote.votes_against": 0,
    "vote.abstentions": 0,
    "review.must_rules": ("must-1",),
    "review.approval": c.Approval.AGREED,
    "prior_report.answer": c.Approval.AGREED,
    "outcome.agreed": True,
    "filing.filed_with": c.FilingOffice.TOWNSHIP,
    "outcome.destination": c.Destination.VILLAGE,
    "escalation.answer": c.EscalationAnswer.SUPPORTED,
    "handover.body": c.DecidingBody.REPRESENTATIVES,
    "handover.members": 30,
    "handover.present": 28,
    "handover.votes_for": 28,
    "survey.asked": 1,
    "survey.returned": 1,
    "topic.several_villages": False,
    "topic.technical": False,
    "topic.wide_concern": False,
    "ending.kind": c.EndingKind.TERMINATED,
    "invitation.deliveries": (
        Delivery(person="买买提·吐尔逊", channel=c.Channel.PHONE, told_on=HELD_ON - DAY),
    ),
    "confirmation.signatures": (Signature(person=person("王𣲗淼"), mark=c.SignatureMark.SIGNED),),
    "survey.opinions": (OpinionGiven(respondent="一组", stance=c.Stance.AGREES, opinion="同意"),),
    "feedback.lines": (FeedbackLine(told="各户", told_on=HELD_ON + 40 * DAY, content="办完了"),),
    "session.dissent_explanations": (
        DissentExplanation(person="马明", explanation="讲了成本。", explained_on=HELD_ON + DAY),
    ),
    "implementation.tasks": (
        Task(what="修渠", owner=person("王建国"), due_on=date(2026, 7, 1), done_on=date(2026, 6, 30)),
    ),
    "four_two.entries": tuple(
        FourTwoEntry(stage=stage, held_on=HELD_ON + number * DAY)
        for number, stage in enumerate(c.FourTwoStage, 1)
    ),
    "allowance.lines": (AllowanceLine(person="马明", what="受委托组织协商", amount=100),),
}


@dataclass
class Secretary:
    """Works on one matter of one procedure; `choices` are the answers that differ from the ordinary ones."""

    procedure: Procedure
    village: Organisation
    choices: Mapping[str, Any] = field(default_factory=dict)
    begin: Case | None = None
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.case = self.begin or Case(id="walk", procedure=self.procedure.id, sessions=(Session(),))
        self.reached: set[str] = set()
        self.shown: set[tuple[str, int]] = set()
        self._clock = BEFORE
        for path, value in self.choices.items():
            self.case = write(self.case, path, value)

    def situation(self) -> Situation:
        return Situation(
            case=self.case,
            procedure=self.procedure,
            organisation=self.village,
            today=AFTERWARDS,
            calendar=calendar(),
        )

    def work(self) -> "Secretary":
        """Until nothing is asked for; `AssertionError` names what is asked for again after it has been given."""
        for _ in range(200):
            here = self.situation()
            self.reached |= {
                step.id
                for step in self.procedure.steps
                if step_state(step, here) is not StepState.NOT_APPLICABLE
            }
            self.shown |= {
                (step.id, at)
                for step in self.procedure.steps
                if step.id in self.reached
                for at, section in enumerate(step.sections)
                if holds(section.when, here)
            }
            step = next_step(here)
            if step is None:
                return self
            wanted = [found for found in step_findings(step, here) if holds_up(found)]
            self._give(wanted[0])
        raise AssertionError(f"{self.procedure.id} never ends: {self.asked[-5:]}")

    def _give(self, wanted: Finding) -> None:
        value = self._value(wanted.fact)
        after = write(self.case, wanted.fact, value)
        assert after != self.case, f"{self.procedure.id}/{wanted.step}: {wanted.message} ({wanted.fact})"
        self.asked.append(wanted.fact)
        self.case = after

    def _value(self, path: str) -> Any:
        if path in self.choices:
            return self.choices[path]
        if path == "review.exclusions":
            return tuple(ExclusionAnswer(rule=item.id, hit=False) for item in self.procedure.exclusions)
        if path in FIXED:
            return FIXED[path]
        if path.endswith("taken_down_on"):
            return self._clock + 30 * DAY
        fact = FACTS[path]
        if fact.kind == "date":
            return self._next_day()
        if fact.choices is not None:
            first = next(iter(fact.choices))
            return (first,) if fact.kind == "choices" else first
        ordinary: dict[str, Any] = {"flag": True, "count": 3, "person": person(fact.label), "time": time(15)}
        return ordinary.get(fact.kind, "无")

    def _next_day(self) -> date:
        """Days go on; once the session has been planned what follows lies behind it."""
        planned = self.case.sessions[-1].held_on
        begun = "session.held_on" in self.asked
        self._clock = max(self._clock, planned if begun and planned else BEFORE) + DAY
        return self._clock
