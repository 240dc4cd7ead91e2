"""Working on one matter: the steps at the left, one page in the middle, the paper at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from yishi_desktop.domain.agenda import is_open
from yishi_desktop.domain.applicability import applies
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.progress import StepState, demanded_count, next_step
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import cases, papers
from yishi_desktop.services.cases import Opened
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.services.office import Office
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.matter.fact_fields import Surroundings
from yishi_desktop.ui.matter.header import Header
from yishi_desktop.ui.matter.keeper import Keeper
from yishi_desktop.ui.matter.page import StepPage
from yishi_desktop.ui.matter.paper_view import PaperView
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.widgets.footer import Footer
from yishi_desktop.ui.widgets.stepper import Step as StepRow
from yishi_desktop.ui.widgets.stepper import Stepper
from yishi_desktop.ui.widgets.stepper import StepState as RowState
from yishi_desktop.ui.widgets.text import button, hint

_STAGE = "stage:"
ROOM_FOR_PAPER = 104
"""Multiples of the type size: a narrower window shows the paper on request only."""

_ROW_STATES = {
    StepState.DONE: RowState.DONE,
    StepState.ATTENTION: RowState.ATTENTION,
    StepState.TODO: RowState.LATER,
    StepState.NOT_APPLICABLE: RowState.NOT_APPLICABLE,
}


class Workspace(QWidget):
    """One matter at a time. Steps may be opened in any order; leaving a page makes a revision of it."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.editing: CaseEditing | None = None
        self._around = Surroundings(desk.snapshot.today)
        self._pages: dict[str, StepPage] = {}
        self._step: Step | None = None
        self._wanted_step = ""
        self.keeper = Keeper(desk, self)
        self.header = Header()
        self.stepper = Stepper()
        self.footer = Footer()
        self.paper = PaperView(desk)
        self._stack = QStackedWidget()
        self._source = hint()
        self._aside = QVBoxLayout()
        self._aside_steps: dict[QWidget, str] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("role", "card")
        left.setFixedWidth(theme.px(18))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self.stepper, 1)
        self._aside.setContentsMargins(8, 0, 8, 0)
        column.addLayout(self._aside)
        self._source.setContentsMargins(14, 4, 10, 0)
        column.addWidget(self._source)
        middle = QFrame()
        middle.setProperty("role", "card")
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._stack)
        self.paper.setFixedWidth(430)
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(middle, 1)
        row.addWidget(self.paper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(row, 1)
        whole.addWidget(self.footer)

    def _connect(self) -> None:
        self.header.back.connect(self.close_matter)
        self.header.undo.connect(self._undo)
        self.header.redo.connect(self._redo)
        self.header.session_wanted.connect(self._look_at)
        self.header.again_wanted.connect(self._deliberate_again)
        self.header.paper_toggled.connect(self._toggle_paper)
        self.stepper.chosen.connect(self.open_step)
        self.footer.back.connect(self._previous)
        self.footer.forward.connect(self._following)
        self.paper.print_wanted.connect(self.print_paper)
        self.keeper.saving.connect(self.header.saved.saving)
        self.keeper.saved.connect(self.header.saved.saved)
        self.keeper.failed.connect(self.header.saved.failed)
        for keys, slot in ((QKeySequence.StandardKey.Print, self._print_shown), ("Ctrl+S", self.keep)):
            QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
                slot
            )

    # --- opening and leaving ---

    def open_case(self, case_id: str, step: str = "") -> None:
        """Take up a case, at a step or where it stands."""
        self._wanted_step = step
        self._desk.ask(partial(_open, case_id=case_id), self._take_up)

    def new_case(self) -> None:
        """Register a topic."""
        self._wanted_step = ""
        self._desk.ask(cases.new_case, self._take_up)

    def _take_up(self, opened: Opened) -> None:
        snapshot = self._desk.snapshot
        situation = _situation(self._desk, opened)
        self._around = Surroundings(snapshot.today, snapshot.people, snapshot.organisation.kind)
        self.editing = CaseEditing(situation, snapshot.people)
        self.keeper.take_up(self.editing, opened)
        self.header.saved.show_tag("还没有改动", "quiet")
        self._drop_pages()
        self._offer_aside()
        step = self._wanted_step or _first_step(self.editing)
        self._step = None
        self.open_step(step)

    def _offer_aside(self) -> None:
        """What does not lie on the way, a click away: the meeting did not take place, the matter ends early."""
        assert self.editing is not None
        for link in self._aside_steps:
            link.hide()
            link.deleteLater()
        self._aside_steps.clear()
        for step in self.editing.situation.procedure.steps:
            if step.aside:
                link = button(self._around.say(step.title), "link")
                link.clicked.connect(self._open_aside)
                self._aside_steps[link] = step.id
                self._aside.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _open_aside(self) -> None:
        sender = self.sender()
        self.open_step(next(step for link, step in self._aside_steps.items() if link is sender))

    def close_matter(self) -> None:
        """Back to the office view; what was typed is kept."""
        self.keep()
        self.closed.emit()

    def keep(self) -> None:
        """Take over what is half typed and make a revision of it."""
        if self._step is not None and self.editing is not None:
            self._pages[self._step.id].finish()
            self.keeper.leave_page(self._step.title)

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    # --- steps ---

    def open_step(self, step_id: str) -> None:
        """Show a step's page; the page left is kept."""
        if self.editing is None:
            return
        procedure = self.editing.situation.procedure
        step = self._first_of_stage(step_id) or procedure.step(step_id)
        if self._step is not None and self._step.id != step.id:
            self.keep()
        self._step = step
        if step.of_session:
            self.editing.begin_session()
        page = self._page(step)
        self._stack.setCurrentWidget(page)
        self._show_state()
        self.paper.mark_fact("")
        self.paper.show_papers(self._forms(step), self.editing.situation)
        page.focus_first()

    def _first_of_stage(self, key: str) -> Step | None:
        """The step a stage's own row leads to: its first that applies and wants something, else its first."""
        if self.editing is None or not key.startswith(_STAGE):
            return None
        steps = [
            s for s in self.editing.situation.procedure.steps if _STAGE + s.stage == key and self._applies(s)
        ]
        every = [s for s in self.editing.situation.procedure.steps if _STAGE + s.stage == key]
        wanting = (s for s in steps if self.editing.state(s) is not StepState.DONE)
        return next(wanting, (steps or every)[0])

    def _page(self, step: Step) -> StepPage:
        if step.id not in self._pages:
            assert self.editing is not None
            page = StepPage(step, self.editing, self._around)
            page.edited.connect(self._edited)
            page.entered.connect(self.paper.mark_fact)
            self._pages[step.id] = page
            self._stack.addWidget(page)
        else:
            self._pages[step.id].refresh()
        return self._pages[step.id]

    def _forms(self, step: Step) -> list[tuple[str, str]]:
        """The papers of this step; where it has none, the last paper made before it, or the first to come."""
        forms = self._desk.definitions.forms
        steps = self.editing.situation.procedure.steps if self.editing else ()
        at = [s.id for s in steps].index(step.id)
        nearest = [s.papers for s in (*reversed(steps[:at]), *steps[at:]) if s.papers and self._applies(s)]
        shown = step.papers or (nearest[0][-1:] if nearest else ())
        if step.stage == "deliberate":
            shown = tuple(dict.fromkeys((*self._record_form(), *shown)))
        return [(form, self._around.say(forms[form].name)) for form in shown]

    def _record_form(self) -> tuple[str, ...]:
        """While the meeting goes on, its record is what grows beside the page."""
        steps = self.editing.situation.procedure.steps if self.editing else ()
        return next((s.papers[:1] for s in steps if s.id == "outcome"), ())

    def _applies(self, step: Step) -> bool:
        return self.editing is not None and applies(step, self.editing.situation)

    def _neighbours(self) -> tuple[Step | None, Step | None]:
        """The steps before and behind the one shown, among those that apply."""
        if self.editing is None or self._step is None:
            return None, None
        steps = [
            s for s in self.editing.situation.procedure.steps if self._applies(s) or s.id == self._step.id
        ]
        at = [s.id for s in steps].index(self._step.id)
        return steps[at - 1] if at else None, steps[at + 1] if at + 1 < len(steps) else None

    def _previous(self) -> None:
        before, _ = self._neighbours()
        if before:
            self.open_step(before.id)

    def _following(self) -> None:
        _, after = self._neighbours()
        if after:
            self.open_step(after.id)
        else:
            self.close_matter()

    # --- editing ---

    def _edited(self) -> None:
        self.keeper.touched()
        self._show_state()
        if self.editing is not None:
            self.paper.show_situation(self.editing.situation)

    def _undo(self) -> None:
        if self.editing is not None:
            self.editing.undo()
            self._everything_changed()

    def _redo(self) -> None:
        if self.editing is not None:
            self.editing.redo()
            self._everything_changed()

    def _look_at(self, session_index: int) -> None:
        if self.editing is not None:
            self.keep()
            self.editing.look_at(session_index)
            self._everything_changed()

    def _deliberate_again(self) -> None:
        if self.editing is not None:
            self.keep()
            self.editing.deliberate_again()
            self._everything_changed()
            self.open_step("plan")

    def _everything_changed(self) -> None:
        if self._step is not None:
            self._pages[self._step.id].refresh()
        self._edited()

    # --- showing ---

    def _show_state(self) -> None:
        if self.editing is None or self._step is None:
            return
        self.header.show_editing(self.editing)
        self.stepper.set_steps(self._rows(), self._step.id)
        self._source.setText(f"依据：{self._step.source}\n{self._step.clause}")
        before, after = self._neighbours()
        self.footer.set_steps(
            f"上一步：{self._around.say(before.title)}" if before else "",
            f"下一步：{self._around.say(after.title)}" if after else "办完了，回工作台",
        )
        self.footer.set_missing(demanded_count(self._step, self.editing.situation))

    def _rows(self) -> list[StepRow]:
        assert self.editing is not None
        situation = self.editing.situation
        rows = []
        for stage in situation.procedure.stages:
            parts = tuple(self._row(step) for step in self._listed() if step.stage == stage.id)
            is_open = self._step is not None and self._step.stage == stage.id
            title = self._around.say(stage.title)
            rows.append(StepRow(_STAGE + stage.id, title, _together(parts), "", parts if is_open else ()))
        loose = (step for step in self._listed() if not step.stage)
        return [*rows, *(self._row(step) for step in loose)]

    def _listed(self) -> list[Step]:
        """The ordinary way, and what lies aside of it once it has been gone."""
        assert self.editing is not None
        steps = self.editing.situation.procedure.steps
        return [s for s in steps if not s.aside or self._applies(s) or s is self._step]

    def _row(self, step: Step) -> StepRow:
        assert self.editing is not None
        state = self.editing.state(step)
        wanted = demanded_count(step, self.editing.situation)
        note = f"缺{wanted}项" if state is StepState.ATTENTION and wanted else ""
        return StepRow(step.id, self._around.say(step.title), _ROW_STATES[state], note)

    # --- paper ---

    def print_paper(self, form: str) -> None:
        """Preview, print or save a paper of this matter."""
        if self.editing is None:
            return
        self.keep()
        situation = self.editing.situation
        index = self.editing.session_index
        wanted = papers.Paper(form, self._desk.definitions.forms[form].name, "", index)
        PrintDialog(self._desk, situation, wanted, self).open()

    def _print_shown(self) -> None:
        form = self.paper.choice.currentData()
        if form:
            self.print_paper(form)

    def _toggle_paper(self, shown: bool) -> None:
        self.paper.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room for the paper beside the page."""
        super().resizeEvent(event)
        room = self.width() >= theme.px(ROOM_FOR_PAPER)
        self.header.paper.setChecked(room)
        self.paper.setVisible(room)


def _open(office: Office, case_id: str) -> Opened:
    return cases.open_case(office, case_id)


def _situation(desk: Desk, opened: Opened) -> Situation:
    return Situation(
        case=opened.case,
        procedure=desk.definitions.procedures[opened.case.procedure],
        organisation=desk.snapshot.organisation,
        today=desk.clock().date(),
        calendar=desk.definitions.calendar,
    )


def _first_step(editing: CaseEditing) -> str:
    step = next_step(editing.situation) if is_open(editing.situation) else None
    return step.id if step else editing.situation.procedure.steps[0].id


def _together(parts: tuple[StepRow, ...]) -> RowState:
    """A stage is done when its steps are, and wants attention when one of them does."""
    states = {part.state for part in parts} - {RowState.NOT_APPLICABLE}
    if not states:
        return RowState.NOT_APPLICABLE
    if states == {RowState.DONE}:
        return RowState.DONE
    return RowState.LATER if states == {RowState.LATER} else RowState.ATTENTION
