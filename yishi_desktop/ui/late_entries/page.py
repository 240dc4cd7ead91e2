"""补录: years of paper typed in, a sheet at a time, with the keyboard alone."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain import late_entries
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.overlay import for_organisation
from yishi_desktop.domain.progress import FindingKind, findings_as_they_stand, lost_count
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.services.late_entries import Sheet, begin
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.late_entries.form import LateEntryForm
from yishi_desktop.ui.matter.keeper import Keeper
from yishi_desktop.ui.widgets.tag import SavedIndicator
from yishi_desktop.ui.widgets.text import button, heading, hint

_HOW = "照着纸质原件录，原件上没有的空着。回车到下一格；Ctrl+D：这一格同上一件；Ctrl+回车：存下，录下一件。"


class LateEntryPage(QWidget):
    """One entry at a time. It is kept as it is typed, like any matter, and numbered when it is finished."""

    closed = Signal()
    old_ledger_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.editing: CaseEditing | None = None
        self.form: LateEntryForm | None = None
        self._previous: Case | None = None
        self._numbers: set[str] = set()
        self.keeper = Keeper(desk, self)
        self._lay_out()
        self.keeper.saving.connect(self.saved.saving)
        self.keeper.saved.connect(self.saved.saved)
        self.keeper.failed.connect(self.saved.failed)
        for keys, slot in (
            ("Ctrl+D", self.same_as_above),
            ("Ctrl+E", self.same_people_and_place),
            ("Ctrl+Return", self.finish),
            ("Ctrl+Enter", self.finish),
            (QKeySequence.StandardKey.Save, self.keeper.save_draft),
        ):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        self._area = QScrollArea()
        self._area.setAccessibleName("补录旧记录")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.addWidget(self._area, 1)
        box.addWidget(self._foot())

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "header")
        self.back = button("回议事", icon="back")
        self.back.clicked.connect(self.close_page)
        self.from_ledger = button("从旧台账录")
        self.from_ledger.setToolTip("以前用Excel做的台账，一行录成一件")
        self.from_ledger.clicked.connect(self._leave_for_the_ledger)
        self.saved = SavedIndicator()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(heading("补录旧记录"), 1)
        self.done = hint()
        row.addWidget(self.done)
        row.addWidget(self.saved)
        row.addWidget(self.from_ledger)
        return head

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "footer")
        self.alike = button("人和地点同上一件")
        self.alike.setToolTip("按Ctrl+E")
        self.alike.clicked.connect(self.same_people_and_place)
        self.next = button("存下，录下一件", "primary")
        self.next.setToolTip("按Ctrl+回车")
        self.next.clicked.connect(self.finish)
        self._note = hint()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.alike)
        row.addWidget(self._note, 1)
        row.addWidget(self.next)
        return foot

    # -------------------------------------------------------------------------------------------- opening
    def begin(self) -> None:
        """Take up the entry left half typed, or a new one."""
        self._desk.ask(begin, self._take_up)

    def _take_up(self, sheet: Sheet) -> None:
        moment = self._desk.snapshot
        situation = self._situation(sheet.opened.case)
        self.editing = CaseEditing(situation, moment.people)
        self.keeper.take_up(self.editing, sheet.opened)
        self._previous = self._previous or sheet.previous
        self.alike.setEnabled(self._previous is not None)
        around = Surroundings(moment.today, moment.people, moment.organisation.kind, self._desk.clock)
        self.form = LateEntryForm(self.editing, around, width=self.width())
        self.form.edited.connect(self._edited)
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 8, 20, 4)
        column.setSpacing(6)
        column.addWidget(hint(_HOW))
        column.addWidget(self.form)
        column.addStretch(1)
        self._area.setWidget(inside)
        self._show_state()
        self.form.focus_fact("session.held_on")

    def _situation(self, case: Case) -> Situation:
        organisation, today = self._desk.snapshot.organisation, self._desk.clock().date()
        return Situation(
            case=case,
            procedure=for_organisation(
                self._desk.definitions.procedures[case.procedure], organisation, today
            ),
            organisation=organisation,
            today=today,
            calendar=self._desk.definitions.calendar,
        )

    # --------------------------------------------------------------------------------------------- typing
    def _edited(self) -> None:
        self.keeper.touched()
        self._show_state()

    def _show_state(self, *, with_blanks: bool = False) -> None:
        if self.editing is None or self.form is None:
            return
        wrong = self._wrong(self.form, self.editing.situation)
        if with_blanks:
            wrong |= late_entries.lacking(self.editing.case, self._desk.snapshot.today)
        self.form.show_wrong(wrong)
        self._note.setText(self._words(self.editing))

    def _wrong(self, form: LateEntryForm, situation: Situation) -> dict[str, str]:
        """What the rules say against what has been typed: to be compared with the paper, before it counts as that."""
        looked_at = replace(situation, case=late_entries.with_votes_added(situation.case))
        return {
            place: f"{found.message}请和原件核对；原件就是这样的，照样录。"
            for step in looked_at.procedure.steps
            for found in findings_as_they_stand(step, looked_at)
            if found.kind is FindingKind.BROKEN and (place := form.place_of(found.fact))
        }

    def _words(self, editing: CaseEditing) -> str:
        situation = editing.situation
        if late_entries.is_untouched(editing.case):
            return ""
        others = (one.case for one in self._desk.snapshot.situations)
        if (twin := late_entries.twin_of(editing.case, others)) is not None:
            return f"这一天已经有一件一样的：{twin.number}。是同一件的，不要再录。"
        lost = sum(lost_count(step, situation) for step in situation.procedure.steps)
        return f"按办事依据还缺{lost}项，存下后标明“无法补”。" if lost else ""

    def same_as_above(self) -> None:
        """同上: the field the cursor is in, as in the entry before; the cursor goes on to the next."""
        path = self.form.path_at(QApplication.focusWidget()) if self.form else ""
        if self.editing is None or self.form is None or self._previous is None or not path:
            return
        self.form.finish()
        self._change(late_entries.alike(self.editing.case, self._previous, path))
        self.form.focus_after(path)

    def same_people_and_place(self) -> None:
        """Where, who led and wrote, and who came, as in the entry before."""
        if self.editing is None or self.form is None or self._previous is None:
            return
        self.form.finish()
        self._change(late_entries.same_people_and_place(self.editing.case, self._previous))
        self.form.focus_fact("session.expected")

    def _change(self, case: Case) -> None:
        assert self.editing is not None and self.form is not None
        self.editing.change(case, "同上")
        self.form.refresh()
        self._edited()

    # -------------------------------------------------------------------------------------------- keeping
    def finish(self) -> None:
        """Number the entry, keep it, and begin the next; what must be there is pointed out instead."""
        if self.editing is None or self.form is None:
            return
        self.form.finish()
        lacking = late_entries.lacking(self.editing.case, self._desk.snapshot.today)
        if lacking:
            self._show_state(with_blanks=True)
            self.form.focus_fact(next(iter(lacking)))
            return
        taken = {one.case.number for one in self._desk.snapshot.situations} | self._numbers
        case = late_entries.finished(self.editing.case, taken)
        self.editing.change(case, "补录")
        self.keeper.leave_page("补录")
        self._numbers.add(case.number)
        self._previous = case
        self.done.setText(f"这次录了{len(self._numbers)}件，刚存下{case.number}")
        self.begin()

    def keep(self) -> None:
        """Keep what is half typed; an entry nobody has typed into is none."""
        if self.editing is not None and self.form is not None:
            self.form.finish()
            if not late_entries.is_untouched(self.editing.case):
                self.keeper.leave_page("补录")

    def _leave_for_the_ledger(self) -> None:
        self.keep()
        self.old_ledger_wanted.emit()

    def close_page(self) -> None:
        """Back to the list of matters."""
        self.keep()
        self.editing = None
        self.closed.emit()
