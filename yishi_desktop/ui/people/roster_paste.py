"""A roster pasted from WPS or Excel, or names typed one a line: what was read, and which line is wrong."""

from typing import Any

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from yishi_desktop.services.roster import Roster, RosterLine, RosterProblem, read_roster
from yishi_desktop.ui import theme
from yishi_desktop.ui.people.model import PersonLine
from yishi_desktop.ui.widgets.lines_model import LinesModel
from yishi_desktop.ui.widgets.table import Table
from yishi_desktop.ui.widgets.text import label

HEADINGS = ("姓名", "身份", "组别", "看看对不对")
_CHECK = 3
_LONGEST = 500_000
"""Characters; a roster of a thousand people is a tenth of this."""


class PasteBox(QPlainTextEdit):
    """Plain text whose columns stay divided by tabs, as spreadsheets copy them. Tab goes to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName("名册")
        self.setPlaceholderText("在WPS表格里选中名册，复制，再到这里粘贴")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text()[:_LONGEST])


class RosterPaste(QWidget):
    """`read_anew()` a moment after the last change; `roster` is what was read."""

    read_anew = Signal()
    PAUSE = 150
    """Milliseconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.roster = Roster((), ())
        self.box = PasteBox()
        self.box.setMinimumHeight(theme.px(7))
        self._words = label(wrap=True)
        self._model = LinesModel[PersonLine](HEADINGS)
        self.table = Table(self._model, _CHECK, "读到的名册", at_most=12)
        self.table.setSelectionMode(Table.SelectionMode.NoSelection)
        self.table.setMinimumHeight(theme.px(9))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.PAUSE)
        self._timer.timeout.connect(self.read_now)
        self.box.textChanged.connect(self._timer.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.box, 2)
        layout.addWidget(self._words)
        layout.addWidget(self.table, 3)
        self.setFocusProxy(self.box)
        self._show()

    def clear(self) -> None:
        """Nothing pasted."""
        self.box.clear()
        self.read_now()

    def read_now(self) -> None:
        """Read what stands in the box, without waiting."""
        self._timer.stop()
        self.roster = read_roster(self.box.toPlainText())
        self._show()
        self.read_anew.emit()

    def _show(self) -> None:
        lines: list[Any] = [*self.roster.problems, *self.roster.lines]  # what is wrong stands first
        self._model.set_lines([_line(one) for one in lines])
        self._words.setText(summary(self.roster))
        self._words.setVisible(bool(lines))
        self.table.setVisible(bool(lines))


def summary(roster: Roster) -> str:
    """读到47人，46人没有问题，1人要改一改."""
    good, bad = len(roster.lines), len(roster.problems)
    if not bad:
        return f"读到{good}人，都没有问题。"
    return f"读到{good + bad}人，{good}人没有问题，{bad}人要改一改：可以在上面改，也可以先不放进来。"


def _line(one: RosterLine | RosterProblem) -> PersonLine:
    if isinstance(one, RosterProblem):
        return PersonLine(str(one.line), (f"第{one.line}行", "", "", f"✕ {_reason(one)}"))
    roles = "、".join(role.label for role in one.roles)
    return PersonLine(str(one.line), (one.name, roles or "（没写）", one.group, _remark(one)))


def _reason(problem: RosterProblem) -> str:
    return problem.message.removeprefix(f"第{problem.line}行：")


def _remark(line: RosterLine) -> str:
    return f"✓ 备注：{line.note}" if line.note else "✓"
