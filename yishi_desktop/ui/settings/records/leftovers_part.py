"""What still lies about unencrypted: named one by one, and deleted only when somebody says so."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.printing.saved_bar import breakable
from yishi_desktop.ui.settings.records import encryption_work as work
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

MOST_LINES = 12
MAY_REMAIN = (
    "删掉以后，固态硬盘和U盘的深处可能还留着一些，懂行的人有办法读出一部分；"
    "最稳当的是加密以后再往里存资料。没有插上的U盘、别处的备份，这里看不到，请自己找出来处理。"
)


class LeftoversPart(QWidget):
    """A list and one button; nothing where nothing is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: Sequence[str] = ()
        self.question: ConfirmDialog | None = None
        self.title = subheading()
        self.list = label(wrap=True)
        self.remove = button("删掉这些没加密的旧文件……")
        self.said = label(wrap=True)
        self._remains = hint(MAY_REMAIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        for one in (self.title, self.list, self._remains):
            column.addWidget(one)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        self.remove.clicked.connect(self._ask)

    def look(self) -> None:
        """Look at the disk again."""
        self._desk.ask(work.leftovers, self._show)

    def _show(self, lines: Sequence[str]) -> None:
        self._lines = lines
        more = [f"……还有{len(lines) - MOST_LINES}处"] if len(lines) > MOST_LINES else []
        self.title.setText(f"还有{len(lines)}处没有加密的旧文件" if lines else "没有发现没加密的旧文件")
        self.list.setText(breakable("\n".join([*lines[:MOST_LINES], *more])))
        for one in (self.list, self.remove):
            one.setVisible(bool(lines))

    def _ask(self) -> None:
        self.question = confirm(
            self,
            f"删掉{len(self._lines)}处没有加密的旧文件？",
            "删了就找不回来。先核对过：加密的备份完好，才会删。乡镇、U盘上另外的备份不动。" + MAY_REMAIN,
            "删掉",
            "先不删",
        )
        self.question.accepted.connect(self._remove)

    def _remove(self) -> None:
        self._desk.ask(work.remove_leftovers, self._removed, self._refused)

    def _removed(self, lines: Sequence[str]) -> None:
        self.said.setText(f"有{len(lines)}处没有删掉，可能正开着，请关掉再试。" if lines else "删掉了。")
        self._show(lines)

    def _refused(self, error: UserError) -> None:
        self.said.setText(f"{error.happened}{error.safe}{error.do_next}")
