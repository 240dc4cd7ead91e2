"""The paper being made, live beside the page: the very PDF that prints, with what is being edited marked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.naming import named_form
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import papers
from yishi_desktop.services.printing.papers import Paper, Preview
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.printing.short_forms import ShortForms
from yishi_desktop.ui.widgets.preview import Mark, PreviewPane
from yishi_desktop.ui.widgets.text import button, label

PAUSE = 300
"""Milliseconds without a key before the paper is made anew."""


class PaperView(QFrame):
    """A paper of the step, chosen above. `print_wanted(form)` asks for the print dialog."""

    print_wanted = Signal(str)

    def __init__(self, desk: Desk, files: Files | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._desk = desk
        self._situation: Situation | None = None
        self._preview = Preview(b"", ())
        self._fact = ""
        self._asked = 0
        self.choice = QComboBox()
        self.choice.setAccessibleName("看哪一份文书")
        self.print_button = button("打印", "link")
        self.pane = PreviewPane(desk.tasks, trim=12)
        outside = files or Files()
        self.short_forms = ShortForms(desk, outside)
        self.saved_bar = SavedBar(outside)
        self._none = label("这一步没有要打印的文书", "hint")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._lay_out()
        self._timer.timeout.connect(self._make)
        self.choice.activated.connect(self._make)
        self.print_button.clicked.connect(self._print)
        self.short_forms.told.connect(self.saved_bar.told)
        self.short_forms.saved.connect(self.saved_bar.saved)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        head = QHBoxLayout()
        head.addWidget(self.choice, 1)
        head.addWidget(self.print_button)
        column.addLayout(head)
        column.addWidget(self.short_forms)
        column.addWidget(self.saved_bar)
        column.addWidget(self.pane, 1)
        column.addWidget(self._none)

    def show_papers(self, forms: Sequence[tuple[str, str]], situation: Situation) -> None:
        """Offer these papers (id, name), keeping the one that is shown if it is among them."""
        before = self.choice.currentData()
        if [self.choice.itemData(i) for i in range(self.choice.count())] != [form for form, _ in forms]:
            self.choice.clear()
            for form, name in forms:
                self.choice.addItem(name, form)
            at = self.choice.findData(before)
            self.choice.setCurrentIndex(max(at, 0) if forms else -1)
        for widget in (self.choice, self.print_button, self.pane):
            widget.setVisible(bool(forms))
        self._none.setVisible(not forms)
        self.show_situation(situation)

    def show_situation(self, situation: Situation) -> None:
        """The case changed: make the paper anew when the typing pauses."""
        self._situation = situation
        self._timer.start()

    def mark_fact(self, path: str) -> None:
        """Mark the cell of the fact the cursor is in."""
        self._fact = path
        marks = self._marks()
        self.pane.set_marks(marks)
        if marks and self.pane.page_count() > marks[0].page:
            self.pane.reveal(marks[0])

    def _make(self) -> None:
        self._timer.stop()
        form = self.choice.currentData()
        self._offer_short_forms(form)
        if form is None or self._situation is None or not self.isVisible():
            return
        self._asked += 1
        work = partial(_preview, situation=self._situation, form=form, number=self._asked)
        self._desk.ask(work, self._show, self._cannot)

    def _offer_short_forms(self, form: str | None) -> None:
        """A notice can also go to the chat group, from here."""
        situation = self._situation
        paper = None
        if form is not None and situation is not None:
            shipped = self._desk.definitions.forms[form]
            name = named_form(shipped, situation.organisation, situation.registered_on).name
            paper = Paper(form, name, "", situation.index)
        self.short_forms.offer(paper, situation)

    def _show(self, answer: tuple[int, Preview]) -> None:
        number, preview = answer
        if number == self._asked:
            self._preview = preview
            self.pane.set_pdf(preview.pdf, self._marks())

    def _cannot(self, error: UserError) -> None:
        self._desk.refused.emit(error)

    def _marks(self) -> list[Mark]:
        return [
            Mark(number, box.x, box.y, box.width, box.height)
            for number, page in enumerate(self._preview.boxes)
            for box in page
            if self._fact and box.fact == self._fact
        ]

    def _print(self) -> None:
        if self.choice.currentData():
            self.print_wanted.emit(self.choice.currentData())

    def showEvent(self, event: object) -> None:
        """A paper hidden while the window was narrow is made when it comes into view."""
        self._timer.start()


def _preview(office: Office, situation: Situation, form: str, number: int) -> tuple[int, Preview]:
    return number, papers.preview(office, situation, form)
