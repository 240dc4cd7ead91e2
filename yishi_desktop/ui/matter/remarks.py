"""What is worth knowing about a step without being wrong: read it, and say why if you go on all the same."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from yishi_desktop.domain.progress import Finding, FindingKind
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.widgets.text import hint, label


class Remark(QFrame):
    """One such finding: the sentence, its clause, and a line for an explanation that goes into the record."""

    explained = Signal(object, str)

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.finding = finding
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        column.addWidget(label(f"！{finding.message}", wrap=True))
        if finding.reference:
            column.addWidget(hint(f"依据：{finding.reference}"))
        self.reason = LineEditor()
        self.reason.name_for(f"说明：{finding.message}")
        asked = "写一句说明才算办完" if finding.waits else "写一句说明（可不填）"
        self.reason.line.setPlaceholderText(asked)
        self.reason.set_value(finding.explanation)
        self.reason.line.editingFinished.connect(self._write)
        self.reason.setVisible(bool(finding.check))
        column.addWidget(self.reason)

    def _write(self) -> None:
        if self.reason.value() != self.finding.explanation:
            self.explained.emit(self.finding, self.reason.value())


class PastMending(QFrame):
    """What a page typed in from paper lacks for good: said once, without asking for anything."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._words = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._words)
        column.addWidget(hint("这是补录的旧记录。原件后来找到了，仍可以照着填上。"))
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """One line for each thing, with its clause."""
        lost = dict.fromkeys(
            f"{found.message}（{found.reference}）" if found.reference else found.message
            for found in findings
            if found.kind is FindingKind.PAST_MENDING
        )
        self._words.setText("\n".join(lost))
        self.setVisible(bool(lost))


def worth_knowing(findings: Sequence[Finding]) -> list[Finding]:
    """Advice, and what has been explained."""
    return [f for f in findings if f.kind in (FindingKind.ADVICE, FindingKind.EXPLAINED)]


class Remarks(QWidget):
    """All of them for one place on a page; rebuilt only when the list becomes another one."""

    explained = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: list[Remark] = []
        self.hide()

    def findings(self) -> list[Finding]:
        """What is shown here now."""
        return [remark.finding for remark in self._shown]

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show advice and what has been explained."""
        wanted = worth_knowing(findings)
        if [remark.finding for remark in self._shown] == wanted:
            return
        for remark in self._shown:
            remark.hide()
            remark.deleteLater()
        self._shown = [Remark(finding) for finding in wanted]
        for remark in self._shown:
            remark.explained.connect(self.explained)
            self._column.addWidget(remark)
        self.setVisible(bool(wanted))
