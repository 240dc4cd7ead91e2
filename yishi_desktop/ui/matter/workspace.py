"""Working on one matter: the steps at the left, one page in the middle, the paper at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.everywhere import Spot
from yishi_desktop.domain.procedure import Step
from yishi_desktop.domain.progress import demanded_count, next_step
from yishi_desktop.services import cases
from yishi_desktop.services.cases import Opened
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import papers
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.beside import Beside
from yishi_desktop.ui.matter.beyond import Beyond
from yishi_desktop.ui.matter.correction import Correction
from yishi_desktop.ui.matter.header import Header
from yishi_desktop.ui.matter.keeper import Keeper
from yishi_desktop.ui.matter.paper_view import PaperView
from yishi_desktop.ui.matter.photos.desk import PhotoDesk
from yishi_desktop.ui.matter.sent_back import SentBack
from yishi_desktop.ui.matter.side import Side
from yishi_desktop.ui.matter.step_pages import StepPages
from yishi_desktop.ui.matter.steps import first_of_stage, neighbours
from yishi_desktop.ui.matter.switch_back import SwitchBack
from yishi_desktop.ui.matter.taking_up import (
    paper_name,
    papers_of,
    situation_of,
    step_to_open,
    surroundings_of,
)
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.projector.window import Projector
from yishi_desktop.ui.widgets.footer import Footer

_NOWHERE = Spot("", "")


class Workspace(QWidget):
    """One matter at a time. Steps may be opened in any order; leaving a page makes a revision of it."""

    closed = Signal()
    help_wanted = Signal()

    def __init__(self, desk: Desk, files: Files | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = files or Files()
        self.editing: CaseEditing | None = None
        self._around = Surroundings(desk.snapshot.today)
        self._step: Step | None = None
        self._wanted, self._wanted_words = _NOWHERE, ""
        self.projector = Projector(self)
        self.keeper = Keeper(desk, self)
        self.correction = Correction(self)
        self.header = Header()
        self.side = Side()
        self.stepper = self.side.stepper
        self.footer = Footer()
        self.sent_back = SentBack(desk)
        self.paper = PaperView(desk, self._files)
        self.beyond = Beyond(desk, self._files, self)
        self.pages = StepPages(PhotoDesk(desk, self._files, self), self.beyond.pages.values())
        self.switch_back = SwitchBack(desk, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QFrame()
        middle.setProperty("role", "card")
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.sent_back)
        inside.addWidget(self.pages)
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self.side)
        row.addWidget(middle, 1)
        row.addWidget(self.paper)
        self._beside = Beside(self, self.header, self.side, middle, self.paper, self._at_a_step)
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
        self.header.help_wanted.connect(self.help_wanted)
        self.side.step_wanted.connect(self.open_step)
        self.side.page_wanted.connect(self.show_beyond)
        self.beyond.step_wanted.connect(self.open_step)
        self.beyond.print_wanted.connect(self.print_paper)
        self.beyond.replaced.connect(self._take_up_anew)
        self.beyond.switched.connect(self._switched)
        self.switch_back.wanted.connect(self._switch_back)
        self.switch_back.done.connect(self._switched_back)
        self.projector.shown.connect(self.pages.wall_shown)
        self.pages.edited.connect(self._edited)
        self.pages.entered.connect(self.paper.mark_fact)
        self.pages.wall_wanted.connect(self._show_on_wall)
        self.footer.back.connect(self._previous)
        self.footer.forward.connect(self._following)
        self.paper.print_wanted.connect(self.print_paper)
        self.keeper.saving.connect(self.header.saved.saving)
        self.keeper.saved.connect(self.header.saved.saved)
        self.keeper.saved.connect(self._sealed_anew)
        self.correction.taken_back.connect(self._everything_changed)
        self.keeper.failed.connect(self.header.saved.failed)
        for keys, slot in ((QKeySequence.StandardKey.Print, self._print_shown), ("Ctrl+S", self.keep)):
            QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
                slot
            )

    def step_id(self) -> str:
        """The step in front; empty while a page of no step is looked at."""
        return "" if self.pages.front() is None or self._step is None else self._step.id

    def help_topic(self) -> tuple[str, str]:
        """The help about the step worked at, or about the papers."""
        step = self.step_id()
        return ("step" if step else "papers"), step

    def _at_a_step(self) -> bool:
        return self.pages.front() is not None

    # --- opening and leaving ---

    def open_case(self, case_id: str, step: str = "") -> None:
        """Take up a case, at a step or where it stands."""
        self.open_place(Spot("", "", case_id, step), "")

    def open_place(self, spot: Spot, words: str) -> None:
        """Take up a case at the field where `words` stand; what is open now is kept first."""
        self.keep()
        self._wanted, self._wanted_words = spot, words
        self._desk.ask(partial(cases.open_case, case_id=spot.case_id), self._take_up)

    def new_case(self, like: str = "") -> None:
        """Register a topic, or one that begins as an earlier matter stood; what is open now is kept first."""
        self.keep()
        self._wanted = _NOWHERE
        self._desk.ask(partial(_begin, like=like), self._take_up)

    def _take_up(self, opened: Opened) -> None:
        situation = situation_of(opened, self._desk)
        self._around = surroundings_of(opened, self._desk)
        self.editing = CaseEditing(situation, self._desk.snapshot.people, was_sealed=opened.was_sealed)
        self.correction.take_up(self.editing)
        self.keeper.take_up(self.editing, opened)
        self.sent_back.show_case(situation.case.id)
        self.header.saved.show_tag("还没有改动", "quiet")
        self.pages.take_up(self.editing, self._around)
        self.side.offer_aside(situation.procedure.steps, self._around)
        self.beyond.speak_as(self._around)
        if self._wanted.session is not None:
            self.editing.look_at(self._wanted.session)
        self._step = None
        self.open_step(step_to_open(self.editing.situation, self._wanted.step))
        page = self.pages.front()
        if self._wanted.fact and page is not None:
            page.show_place(self._wanted.fact, self._wanted_words)

    def close_matter(self) -> None:
        """Back to the office view; what was typed is kept."""
        self.keep()
        self.projector.close()
        self.closed.emit()

    def put_down(self) -> None:
        """Hold no matter any more; what was typed is kept."""
        self.keep()
        self.editing = self._step = None
        self.pages.clear()

    def keep(self) -> None:
        """Take over what is half typed and make a revision of it."""
        if self._step is not None and self.editing is not None:
            self.pages.of(self._step.id).finish()
            self.keeper.leave_page(self.correction.reason_for(self._step.title))

    def _sealed_anew(self) -> None:
        """Leaving a page has sealed an archived matter: its papers show the new code."""
        kept = self._desk.snapshot.situation(self.editing.case.id) if self.editing else None
        if self.editing is not None and kept is not None and kept.seal not in ("", self.editing.sealed_code):
            self.correction.sealed(kept.case, kept.seal)
            self.paper.show_situation(self.editing.situation)

    # --- steps ---

    def open_step(self, step_id: str) -> None:
        """Show a step's page; the page left is kept."""
        if self.editing is None:
            return
        procedure = self.editing.situation.procedure
        step = first_of_stage(self.editing, step_id) or procedure.step(step_id)
        if self._step is not None and self._step.id != step.id:
            self.keep()
        self.editing.turn_to(self._desk.clock().date())
        self._step = step
        if step.of_session:
            self.editing.begin_session()
        page = self.pages.show_step(step)
        self.header.paper.show()
        self._beside.show_paper(self.header.paper.isChecked())
        self._show_state()
        self.paper.mark_fact("")
        named = papers_of(step, self.editing, self._desk, self._around)
        self.paper.show_papers(named, self.editing.situation)
        page.focus_first()

    def _previous(self) -> None:
        if self._step is not None and self.pages.front() is None:
            self.open_step(self._step.id)
            return
        before, _ = neighbours(self.editing, self._step)
        if before:
            self.open_step(before.id)

    def _following(self) -> None:
        _, after = neighbours(self.editing, self._step)
        if after:
            self.open_step(after.id)
        else:
            self.close_matter()

    # --- editing ---

    def _edited(self) -> None:
        self.keeper.touched()
        self._show_state()
        self.correction.edited()
        if self.editing is not None:
            self.paper.show_situation(self.editing.situation)

    def _show_on_wall(self) -> None:
        if self.editing is not None:
            self.projector.toggle(self.editing.situation)

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
            self.pages.of(self._step.id).refresh()
        self._edited()

    # --- showing ---

    def _show_state(self) -> None:
        if self.editing is None or self._step is None:
            return
        self.editing.turn_to(self._desk.clock().date())
        self.projector.show_situation(self.editing.situation)
        self.header.show_editing(self.editing)
        self.side.show_step(self.editing, self._around, self._step)
        if self.pages.front() is None:
            self.footer.set_steps(f"回到：{self._around.say(self._step.title)}", "")
            self.footer.set_note("")
        else:
            _show_ways(self.footer, self.editing, self._step, self._around)

    # --- paper ---

    def print_paper(self, form: str) -> None:
        """Preview, print or save a paper of this matter."""
        if self.editing is None:
            return
        self.keep()
        situation = self.editing.situation
        index = self.editing.session_index
        wanted = papers.Paper(form, paper_name(form, situation, self._desk), "", index)
        PrintDialog(self._desk, situation, wanted, self, files=self._files).open()

    def _print_shown(self) -> None:
        form = self.paper.choice.currentData()
        if form:
            self.print_paper(form)

    # --- pages of no step ---

    def show_beyond(self, key: str) -> None:
        """The papers, the history, the chart, or the change of procedure."""
        if self.editing is None:
            return
        self.keep()
        self._beside.show_paper(False)
        self.header.paper.hide()
        page = self.beyond.show(key, self.editing.situation)
        self.pages.setCurrentWidget(page)
        self._show_state()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up_anew(self, case_id: str) -> None:
        self.open_case(case_id, self._step.id if self._step else "")

    def _switched(self, case_id: str, before: str) -> None:
        self._take_up_anew(case_id)
        self.switch_back.offer(case_id, before)

    def _switch_back(self) -> None:
        self.keep()
        self.switch_back.take()

    def _switched_back(self, case_id: str) -> None:
        if self.editing is not None and self.editing.case.id == case_id:
            self._take_up_anew(case_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room beside the page."""
        super().resizeEvent(event)
        self._beside.fit()


def _show_ways(footer: Footer, editing: CaseEditing, step: Step, around: Surroundings) -> None:
    """The steps before and after, and how much this one still lacks."""
    before, after = neighbours(editing, step)
    home = "先回工作台" if next_step(editing.situation) else "办完了，回工作台"
    footer.set_steps(
        f"上一步：{around.say(before.title)}" if before else "",
        f"下一步：{around.say(after.title)}" if after else home,
    )
    footer.set_missing(demanded_count(step, editing.situation), last=after is None)


def _begin(office: Office, like: str) -> Opened:
    return cases.copied_case(office, like) if like else cases.new_case(office)
