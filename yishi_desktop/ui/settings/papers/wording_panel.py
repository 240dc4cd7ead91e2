"""文书措辞: the words of a form beside the paper they make; kept once they are right, and taken back with one press."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.forms.rewording import Piece, Problem, pieces, shown
from yishi_desktop.domain.forms.slot_words import in_names
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import own_wording, wording_trial
from yishi_desktop.services.printing.own_wording import OwnWording
from yishi_desktop.services.printing.wording_trial import Trial
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors import TextEditor
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.settings.papers.item_chooser import ItemChooser, offered
from yishi_desktop.ui.widgets.preview import PreviewPane
from yishi_desktop.ui.widgets.scrolling import scrolling
from yishi_desktop.ui.widgets.tag import Tag
from yishi_desktop.ui.widgets.text import button, hint, label, subheading
from yishi_desktop.ui.widgets.two_ends import TwoEnds

PAUSE = 300
"""Milliseconds without a key before the paper is made anew."""
EXPLANATION = (
    "选一份文书，照本地的说法改。花括号里的是程序填的内容，像{协商议题}，可以挪位置，也可以从“插入项目”里再选。"
    "一段改成空的就不印；空一行就另起一段。"
)
FIXED = "这份文书是照文件附件的原样印的，表里的字不能改，只有表外的说明可以改。"
STALE = "程序升级以后，原来的文书变了，下面这些以前改的措辞没有用上，请看看要不要重新改："
IN_USE, OWN, UNSAVED, WRONG = "用的是原来的措辞", "用的是自己的措辞", "改了，还没有用上", "有地方要改"


class WordingPanel(QWidget):
    """One form at a time. What is typed is tried out on the paper at once, and used when 用这个措辞 is pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("文书措辞")
        self._desk = desk
        self._form = ""
        self._wording: OwnWording | None = None
        self._fields: dict[str, tuple[Piece, FormField]] = {}
        self._last: FormField | None = None
        self.chooser: ItemChooser | None = None
        self._asked = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._lay_out()
        self._connect()

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        box = QVBoxLayout(scrolling(self))
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(8)
        box.addWidget(subheading("文书措辞"))
        box.addWidget(hint(EXPLANATION))
        box.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._pieces_area(), 5)
        self.preview = PreviewPane(self._desk.tasks, trim=12)
        row.addWidget(self.preview, 4)
        box.addLayout(row, 1)
        box.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.choice = QComboBox()
        self.choice.setAccessibleName("哪一份文书")
        for form in sorted(self._desk.definitions.forms.values(), key=by_name):
            self.choice.addItem(form.name, form.id)
        self.choice.setMinimumWidth(
            self.choice.sizeHint().width() + max(16, theme.px(1))
        )  # Qt measures short
        self.tag = Tag("", "quiet")
        row.addWidget(label("文书：", "label"))
        row.addWidget(self.choice)
        row.addStretch(1)
        return row

    def _pieces_area(self) -> QScrollArea:
        self._area = QScrollArea()
        self._area.setAccessibleName("文书里的字")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setMinimumHeight(theme.px(12))
        return self._area

    def _foot(self) -> TwoEnds:
        self.items_button = button("插入项目……")
        self.use_button = button("用这个措辞", "primary")
        self.reset_button = button("恢复原来的措辞")
        return TwoEnds((self.items_button, self.tag), (self.reset_button, self.use_button), 8)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._try)
        self.choice.activated.connect(self._open)
        self.items_button.clicked.connect(self._choose_item)
        self.use_button.clicked.connect(self._use)
        self.reset_button.clicked.connect(self._reset)

    # -------------------------------------------------------------------------------------------- showing
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._form:
            self._open()
        else:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen need not be tried out, and a window that closes asks for nothing any more."""
        super().hideEvent(event)
        self._timer.stop()

    def show_form(self, form: str) -> None:
        """Open a form by its id."""
        self.choice.setCurrentIndex(self.choice.findData(form))
        self._open()

    def _open(self) -> None:
        self._form = self.choice.currentData()
        self._desk.ask(partial(_begin, self._form, self._shown_matter()), self._show)

    def _shown_matter(self) -> Situation | None:
        """A matter to show the paper with: the latest that has got as far as a meeting."""
        matters = [matter for matter in self._desk.snapshot.situations if matter.case.sessions]
        return matters[-1] if matters else None

    def _show(self, answer: tuple[OwnWording, Trial]) -> None:
        wording, trial = answer
        if wording.original.id != self._form:
            return
        self._wording = wording
        self._fill(wording)
        self._show_trial((self._asked, trial))

    def _fill(self, wording: OwnWording) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        if wording.original.fixed:
            rows.addWidget(hint(FIXED))
        if wording.stale:
            rows.addWidget(label("\n".join((STALE, *wording.stale)), "error", wrap=True))
        self._fields = {}
        self._last = None
        for piece in pieces(wording.original):
            if not piece.fixed:
                rows.addWidget(self._field(piece, wording.own.get(piece.place, piece.text)))
        rows.addStretch(1)
        self._area.setWidget(inside)

    def _field(self, piece: Piece, text: str) -> FormField:
        editor = TextEditor(lines=1)
        editor.set_value(shown(piece, text))
        field = FormField(piece.where, editor)
        field.edited.connect(self._timer.start)
        editor.paper.installEventFilter(self)
        self._fields[piece.place] = piece, field
        return field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An item goes where the cursor was last."""
        if event.type() == QEvent.Type.FocusIn:
            fields = (field for _, field in self._fields.values())
            self._last = next((field for field in fields if _paper(field) is watched), self._last)
        return False

    def _choose_item(self) -> None:
        if self._wording is not None:
            self.chooser = ItemChooser(offered(self._wording.original), self)
            self.chooser.chosen.connect(self._insert)
            self.chooser.open()

    def _insert(self, words: str) -> None:
        """Put the chosen item at the cursor."""
        field = self._last or next((field for _, field in self._fields.values()), None)
        if field is not None:
            paper = _paper(field)
            paper.insertPlainText(f"{{{words}}}")
            paper.setFocus()

    # --------------------------------------------------------------------------------------------- trying
    def _typed(self) -> dict[str, str]:
        """The own words by place, where they are not the form's."""
        typed = {}
        for place, (piece, field) in self._fields.items():
            text = field.editor.value()
            if text != shown(piece):
                typed[place] = in_names(text, piece.rows)
        return typed

    def _try(self) -> None:
        self._asked += 1
        work = partial(_try_out, self._form, self._typed(), self._shown_matter(), self._asked)
        self._desk.ask(work, self._show_trial)

    def _show_trial(self, answer: tuple[int, Trial]) -> None:
        number, trial = answer
        if number != self._asked or self._wording is None:
            return
        if trial.pdf:
            self.preview.set_pdf(trial.pdf)
        self._show_problems(trial.problems)
        typed = self._typed()
        unsaved = typed != dict(self._wording.own)
        words, tone = (WRONG, "overdue") if trial.problems else (UNSAVED, "due") if unsaved else ("", "")
        if not words:
            words, tone = (OWN, "ok") if self._wording.own else (IN_USE, "quiet")
        self.tag.show_tag(words, tone)
        self.use_button.setEnabled(unsaved and not trial.problems)
        self.reset_button.setEnabled(bool(self._wording.own or typed or self._wording.stale))

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        for place, (_, field) in self._fields.items():
            here = next((problem.sentence for problem in problems if problem.place == place), "")
            field.set_finding(here)

    # -------------------------------------------------------------------------------------------- keeping
    def _use(self) -> None:
        self._desk.act(partial(_save, self._form, self._typed()), self._kept, self._refused)

    def _reset(self) -> None:
        self._desk.act(partial(_reset, self._form), self._kept)

    def _kept(self, changed: Changed) -> None:
        self._open()

    def _refused(self, error: UserError) -> None:
        self._desk.refused.emit(error)


def _paper(field: FormField) -> QPlainTextEdit:
    editor = field.editor
    assert isinstance(editor, TextEditor)
    return editor.paper


def by_name(form: Form) -> str:
    """To put forms in order by."""
    return form.name


def _begin(form: str, matter: Situation | None, office: Office) -> tuple[OwnWording, Trial]:
    return wording_trial.begin(office, form, matter)


def _try_out(
    form: str, own: Mapping[str, str], matter: Situation | None, number: int, office: Office
) -> tuple[int, Trial]:
    return number, wording_trial.try_out(office, form, own, matter)


def _save(form: str, own: Mapping[str, str], office: Office) -> Changed:
    return own_wording.save_wording(office, form, own)


def _reset(form: str, office: Office) -> Changed:
    return own_wording.reset_wording(office, form)
