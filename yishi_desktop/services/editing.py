"""A case being worked on: edits in memory, undo and redo, and what is missing right now.

Nothing here touches the store. The window asks `draft_due` whether there is something to keep, saves the draft away
from the keyboard, and makes a revision when the page is left.
"""

from dataclasses import dataclass, replace
from datetime import date

from yishi_desktop.domain.case import Case, Explanation, Session
from yishi_desktop.domain.conditions import admitted
from yishi_desktop.domain.copying import meeting_like
from yishi_desktop.domain.people import Person
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.progress import Finding, StepState, step_findings, step_state
from yishi_desktop.domain.registry import group_of, with_session, write
from yishi_desktop.domain.situation import Situation


@dataclass(frozen=True, slots=True)
class _Edit:
    """One undoable change: the case before it, and the fact it was made at, so that typing coalesces."""

    before: Case
    path: str
    session_index: int


class CaseEditing:
    """One case open for editing, looking at one of its sessions."""

    def __init__(
        self, situation: Situation, people: tuple[Person, ...] = (), *, was_sealed: bool = False
    ) -> None:
        self._situation = situation
        self.people = people
        self._sealed = (situation.case, situation.seal)
        self.was_sealed = was_sealed
        self._saved = situation.case
        self._done: list[_Edit] = []
        self._undone: list[_Edit] = []

    @property
    def case(self) -> Case:
        """The case as it stands on the screen."""
        return self._situation.case

    @property
    def situation(self) -> Situation:
        """The case with everything its findings are computed from."""
        return self._situation

    @property
    def session_index(self) -> int:
        """Which session is being looked at, counted from 0."""
        return self._situation.session_index % max(1, len(self.case.sessions))

    @property
    def draft_due(self) -> bool:
        """Whether there is anything on the screen that has not been kept."""
        return self.case != self._saved

    def value(self, path: str) -> object:
        """What is recorded under a fact."""
        return self._situation.value(path)

    def set(self, path: str, value: object) -> bool:
        """Record a fact; whether anything changed. Edits of one field in a row undo together."""
        if value == self.value(path):
            return False
        coalesced = (
            self._done and self._done[-1].path == path and self._done[-1].session_index == self.session_index
        )
        if not coalesced or self._undone:
            self._done.append(_Edit(self.case, path, self.session_index))
        self._undone.clear()
        index = self.session_index if group_of(path).of_session else 0
        self._show(write(self.case, path, value, index if self.case.sessions else -1))
        return True

    def change(self, case: Case, what: str) -> None:
        """Record a change of several facts at once; `what` names it, and two of the same name stay apart."""
        if case != self.case:
            self._done.append(_Edit(self.case, f"#{len(self._done)} {what}", self.session_index))
            self._undone.clear()
            self._show(case)

    def explain(self, finding: Finding, text: str) -> None:
        """Pass a finding over with an explanation; an empty text takes the explanation back."""
        step = self._situation.procedure.step(finding.step)
        index = self.session_index if step.of_session and self.case.sessions else None
        others = tuple(e for e in self.case.explanations if (e.check, e.session) != (finding.check, index))
        added = (Explanation(check=finding.check, session=index, text=text),) if text else ()
        self.change(replace(self.case, explanations=others + added), f"说明 {finding.check}")

    def turn_to(self, today: date) -> None:
        """The day it is now: programs stay open over midnight."""
        if today != self._situation.today:
            self._situation = replace(self._situation, today=today)

    def look_at(self, session_index: int) -> None:
        """Turn to another session of the same case."""
        self._situation = self._situation.for_session(session_index)

    def begin_session(self) -> None:
        """Plan the first session of an admitted topic, with what the review and the village already say."""
        if self.case.sessions or not admitted(self._situation):
            return
        review, organisation = self.case.review, self._situation.organisation
        first = Session(
            parties=review.parties,
            form=review.form,
            venue=organisation.venue,
            venue_area=organisation.venue_area,
        )
        if first != Session():
            self.change(replace(self.case, sessions=(first,)), "第一次协商")

    def deliberate_again(self) -> None:
        """Open a further session (再次协商), taking over who and where, nothing of what happened; duties are today's."""
        again = meeting_like(self._situation.session, self.people)
        self.change(replace(self.case, sessions=(*self.case.sessions, again)), "再次协商")
        self.look_at(len(self.case.sessions) - 1)

    def replace_session(self, session: Session, what: str) -> None:
        """Put another version of the session being looked at in its place."""
        self.change(with_session(self.case, session, self.session_index if self.case.sessions else -1), what)

    # --- undo and redo ---

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to bring back."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last edit back."""
        self._swap(self._done, self._undone)

    def redo(self) -> None:
        """Bring the last edit taken back on again."""
        self._swap(self._undone, self._done)

    def _swap(self, taken: list[_Edit], kept: list[_Edit]) -> None:
        if not taken:
            return
        edit = taken.pop()
        kept.append(replace(edit, before=self.case))
        self._show(edit.before)
        self.look_at(min(edit.session_index, max(0, len(self.case.sessions) - 1)))

    # --- what to do ---

    def findings(self, step: Step) -> list[Finding]:
        """What one step lacks or breaks right now."""
        return step_findings(step, self._situation)

    def state(self, step: Step) -> StepState:
        """How far a step is."""
        return step_state(step, self._situation)

    def kept(self, case: Case) -> None:
        """The store has this version now."""
        self._saved = case

    def sealed(self, case: Case, code: str) -> None:
        """The store has sealed this version under this code."""
        self._sealed, self.was_sealed = (case, code), True
        self._show(self.case)

    @property
    def sealed_code(self) -> str:
        """The code of the last seal, also while something has been typed since; empty where it is not known."""
        return self._sealed[1]

    def _show(self, case: Case) -> None:
        """A code stands only beside the very state it seals."""
        seal = self._sealed[1] if case == self._sealed[0] else ""
        self._situation = replace(self._situation, case=case, session_index=self.session_index, seal=seal)
