"""更正: a sealed matter is changed only for a reason, which its history and its next seal keep."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from yishi_desktop.domain.case import Case
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.reading import cleaned_line
from yishi_desktop.ui.widgets.text import button, label

REASONS = ("补填漏掉的内容", "更正写错的内容", "按上级要求修改")


class CorrectionDialog(QuietDialog):
    """Asks why; `accepted` with `reason()`, or `rejected`: then nothing is changed."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        sealed = f"封存码{code}印在归档的文书上。" if code else ""
        super().__init__(
            "这件事已经归档封存，要更正吗？",
            [f"{sealed}更正会另存一版、另编封存码，原来那一版和理由都留着，谁都看得到。"],
            parent,
        )
        self.why = QComboBox()
        self.why.setEditable(True)
        self.why.setAccessibleName("更正的理由")
        self.why.addItems(REASONS)
        self.why.setCurrentIndex(-1)
        words = label("更正的理由（选一条，或者写一句）", "label")
        words.setBuddy(self.why)
        box = self.layout()
        assert box is not None
        # above the buttons, and the stretch before them
        box.insertWidget(box.count() - 2, words)  # type: ignore[attr-defined]
        box.insertWidget(box.count() - 2, self.why)  # type: ignore[attr-defined]
        self.refuse = button("不更正，改回去")
        self.agree = button("更正", "primary")
        self.agree.setEnabled(False)
        self.buttons.addWidget(self.refuse)
        self.buttons.addWidget(self.agree)
        self.why.editTextChanged.connect(self._typed)
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        self.why.setFocus()

    def reason(self) -> str:
        return cleaned_line(self.why.currentText())

    def _typed(self) -> None:
        self.agree.setEnabled(bool(self.reason()))


class Correction(QObject):
    """Watches over one matter being edited. `taken_back()` when the user rather leaves the sealed state alone."""

    taken_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._editing: CaseEditing | None = None
        self._before: Case | None = None
        self._reason = ""
        self.dialog: CorrectionDialog | None = None

    def take_up(self, editing: CaseEditing) -> None:
        """Another matter, or the same one sealed anew."""
        self._editing, self._before, self._reason = editing, editing.case, ""

    def edited(self) -> None:
        """Something was typed: ask for the reason, once."""
        editing = self._editing
        if editing is None or self._reason or self.dialog is not None or not editing.was_sealed:
            return
        if editing.case != self._before:
            self.dialog = CorrectionDialog(editing.sealed_code, self._window)
            self.dialog.accepted.connect(self._accepted)
            self.dialog.rejected.connect(self._rejected)
            self.dialog.open()

    def sealed(self, case: Case, code: str) -> None:
        """The store has sealed this state; what is typed from now on is the next correction."""
        if self._editing is not None and self._editing.case == case:
            self._editing.sealed(case, code)
            self.take_up(self._editing)

    def reason_for(self, page: str) -> str:
        """Under which reason a page that is left becomes a version."""
        return f"更正：{self._reason}" if self._reason else page

    def _accepted(self) -> None:
        assert self.dialog is not None
        self._reason, self.dialog = self.dialog.reason(), None

    def _rejected(self) -> None:
        self.dialog = None
        editing = self._editing
        if editing is None or self._before is None:
            return
        while editing.can_undo and editing.case != self._before:
            editing.undo()
        self.taken_back.emit()
