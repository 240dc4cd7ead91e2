"""外发记录: what has left this computer, and for whom; who took it can be written down afterwards."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from yishi_desktop.services import departures
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.departures import Departure
from yishi_desktop.services.office import Office
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.matter.history import moment_words
from yishi_desktop.ui.printing.saved_bar import breakable
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, rule

PAGE = 20
"""Lines shown at once."""


class DepartureRow(QWidget):
    """`told(record_id, to)` when somebody has written for whom it was."""

    told = Signal(str, str)

    def __init__(self, line: Departure) -> None:
        super().__init__()
        self._line = line
        when = moment_words(line.at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        author = f"　填报人：{line.author}" if line.author else ""
        column.addWidget(label(f"{when}　{line.what}", "label", wrap=True))
        column.addWidget(hint(f"{breakable(line.place)}　{line.contents.value}{author}"))
        row = QHBoxLayout()
        row.addWidget(label("交给谁"))
        self.to = QLineEdit(line.to)
        self.to.setAccessibleName(f"{when}的{line.what}交给谁")
        self.to.setMaximumWidth(theme.px(24))
        self.to.editingFinished.connect(self._tell)
        row.addWidget(self.to, 1)
        row.addStretch(1)
        column.addLayout(row)

    def _tell(self) -> None:
        if self.to.text().strip() != self._line.to:
            self.told.emit(self._line.record_id, self.to.text())


class DeparturesPanel(Panel):
    """The newest first; more on demand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "外发记录",
            "存到别处的文书、台账、案卷和备份，还有打印，程序都记在这里：什么时候、是什么、存到哪里、隐去了什么。"
            "程序不知道文件后来给了谁，请在“交给谁”里写上。",
        )
        self._desk = desk
        self._shown = PAGE
        self.rows: list[DepartureRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.more = button("再看早一些的", "link")
        self.more.clicked.connect(self._show_more)
        self.body.addLayout(self._list)
        self.body.addWidget(self.more)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        self._desk.ask(_listed, self._show)

    def _show_more(self) -> None:
        self._shown += PAGE
        self._read()

    def _show(self, lines: Sequence[Departure]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [DepartureRow(line) for line in lines[: self._shown]]
        for number, row in enumerate(self.rows):
            if number:
                self._list.addWidget(rule())
            row.told.connect(self._told)
            self._list.addWidget(row)
        if not lines:
            self._list.addWidget(hint("还没有往外存过、打印过什么。"))
        self.more.setVisible(len(lines) > self._shown)

    def _told(self, record_id: str, to: str) -> None:
        self._desk.act(partial(_say, record_id=record_id, to=to))


def _listed(office: Office) -> list[Departure]:
    return departures.listed(office)


def _say(office: Office, record_id: str, to: str) -> Changed:
    return departures.say_to_whom(office, record_id, to)
