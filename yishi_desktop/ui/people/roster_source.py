"""Where a roster comes from: a table pasted, a file chosen or dropped, and an empty table to fill in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import roster_files
from yishi_desktop.services.office import Office
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.people.roster_paste import RosterPaste
from yishi_desktop.ui.printing.files import EXCEL, TABLE, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.text import button


class RosterSource(QWidget):
    """What a file holds is put into the box of `paste`, so that a wrong line can be mended on the spot."""

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk, self._files = desk, files or Files()
        self._path = Path()
        self.saved_bar = SavedBar(self._files)
        self.paste = RosterPaste()
        self.paste.box.setAcceptDrops(False)  # else a file dropped there would be its address as text
        self.setAcceptDrops(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._buttons())
        box.addWidget(self.saved_bar)
        box.addWidget(self.paste, 1)

    def _buttons(self) -> QWidget:
        self.import_button = button("选一个Excel或WPS表格文件")
        self.template_button = button("存一份空白模板", "link")
        self.import_button.clicked.connect(self._choose)
        self.template_button.clicked.connect(self._ask_where)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self.import_button)
        flow.addWidget(self.template_button)
        return row

    # -------------------------------------------------------------------------------------------- a file
    def _choose(self) -> None:
        path = self._files.open(self, "选名册文件", TABLE)
        if path is not None:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Put what a file holds into the box; what stood there stays when it is no roster."""
        self._path = path
        self.saved_bar.busy("正在读名册……")
        self._desk.ask(partial(_read, path), self._show_file, self._failed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)

    def _show_file(self, text: str) -> None:
        self.paste.box.setPlainText(text)
        self.paste.read_now()
        self.saved_bar.told(f"读了“{self._path.name}”。下面可以直接改，改完再放进名册。")
        self.paste.box.setFocus()

    # ----------------------------------------------------------------------------------------- the template
    def _ask_where(self) -> None:
        path = self._files.save_as(self, "空白模板存到哪里", roster_files.TEMPLATE_NAME, EXCEL)
        if path is not None:
            self._path = path
            self._desk.ask(partial(_save_template, path), self._template_saved, self._failed)

    def _template_saved(self, answer: object) -> None:
        self.saved_bar.saved(self._path, "填好以后，再回到这里选它。")

    def _failed(self, error: UserError) -> None:
        self.saved_bar.hide()
        self._desk.refused.emit(error)


def dropped_file(data: QMimeData) -> Path | None:
    """The one file of this computer that is being dragged, if it is one."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None


def _read(path: Path, office: Office) -> str:
    return roster_files.read_roster_file(path)


def _save_template(path: Path, office: Office) -> None:
    roster_files.save_template(path, office.organisation.kind, office.clock())
