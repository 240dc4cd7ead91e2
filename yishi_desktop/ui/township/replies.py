"""回复清单: what every village is told, to copy for a message or to print, a page for each village."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.office import Office
from yishi_desktop.services.township import office as township_office
from yishi_desktop.services.township.return_packages import save_returns
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.ledger.model import only
from yishi_desktop.ui.ledger.sheet import SheetView
from yishi_desktop.ui.printing.files import EXCEL, Files
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.township.picture import Picture
from yishi_desktop.ui.widgets.text import button, heading, hint

SHOWN = ("village", "say")


class RepliesView(QWidget):
    """`left()` when the clerk goes back to the villages."""

    left = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self._picture: Picture | None = None
        self._path = Path()
        self.saved_bar = SavedBar(files)
        self.view = SheetView()
        self._words = hint()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(self._head())
        box.addWidget(self._words)
        box.addWidget(self.view, 1)
        box.addWidget(self.saved_bar)
        box.addLayout(self._foot())
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)

    def _head(self) -> QHBoxLayout:
        self.back = button("回各村台账", icon="back")
        self.print_button = button("做成表格去打印", "primary", icon="print")
        self.back.clicked.connect(self.left)
        self.print_button.clicked.connect(self._print)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(heading("回复清单"), 1)
        row.addWidget(self.print_button)
        return row

    def _foot(self) -> QHBoxLayout:
        self.copy_one = button("抄下这个村的")
        self.copy_all = button("全部抄下")
        self.copy_one.clicked.connect(self._copy_one)
        self.returns = button("给各村做回执……")
        self.copy_all.clicked.connect(self._copy_all)
        self.returns.clicked.connect(self._make_returns)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.copy_one)
        row.addWidget(self.copy_all)
        row.addWidget(self.returns)
        row.addStretch(1)
        return row

    def begin(self) -> None:
        """Put the keyboard on the rows."""
        self.saved_bar.hide()
        (self.view if self.view.isVisible() else self.back).setFocus()

    def show_picture(self, picture: Picture) -> None:
        """Show what the villages are told now."""
        self._picture = picture
        table = picture.tables["replies"]
        self.view.show_table(only(table, SHOWN))
        count = len(picture.replies)
        self._words.setText(_to_do(count, bool(picture.holdings.expected)))
        for one in (self.view, self.print_button, self.copy_one, self.copy_all):
            one.setVisible(count > 0)
        self.returns.setVisible(bool(picture.holdings.received))
        self._row_changed(QModelIndex(), QModelIndex())

    def _row_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        self.copy_one.setEnabled(current.isValid())

    # --------------------------------------------------------------------------------------------- acting
    def _copy_one(self) -> None:
        rows = self.view.sheet.table.rows
        at = self.view.currentIndex().row()
        if 0 <= at < len(rows):
            self._copy_of(rows[at].case_id)

    def _copy_all(self) -> None:
        self._copy_of("")

    def _copy_of(self, village: str) -> None:
        if self._picture is None:
            return
        wanted = [one for one in self._picture.replies if not village or one[0] == village]
        text = "\n\n".join("\n".join([f"{name}：", *lines]) for name, lines in wanted)
        QGuiApplication.clipboard().setText(text)
        self.saved_bar.told(f"抄下了{len(wanted)}个村的回复，可以粘贴到微信里")

    def _make_returns(self) -> None:
        if self._picture is None:
            return
        folder = self._files.folder(self, "回执存到哪个文件夹，例如U盘")
        if folder is not None:
            self._path = folder
            self.saved_bar.busy("正在做回执……")
            self._desk.ask(
                partial(_make_returns, self._picture.year, folder), self._returns_made, self._failed
            )

    def _returns_made(self, count: int) -> None:
        self.saved_bar.saved(self._path, f"{count}个村的回执，每村一份。村里在“导入导出”里导入。")

    def _print(self) -> None:
        if self._picture is None:
            return
        year = self._picture.year
        path = self._files.save_as(
            self, "回复清单存到哪里", safe_name(f"{year}年议事协商台账回复清单", ".xlsx"), EXCEL
        )
        if path is not None:
            self._path = path
            self.saved_bar.busy("正在做回复清单……")
            self._desk.ask(partial(_save, year, path), self._saved, self._failed)

    def _saved(self, count: int) -> None:
        self.saved_bar.saved(self._path, f"{count}个村，每个村一页。在打开的表格里打印。")
        self._files.show(self._path)

    def _failed(self, error: UserError) -> None:
        self.saved_bar.hide()
        self._desk.refused.emit(error)


def _to_do(count: int, listed: bool) -> str:
    """What stands above the replies; that all have sent is only known with a list of who is to."""
    if count:
        return f"有{count}个村要回复。做成表格以后每个村一页，可以打印、也可以发给村里。"
    if listed:
        return "各村都交齐了，没有要回复的。"
    return "交来的村都没有要回复的。还没有应报名单，看不出哪个村没有交。"


def _make_returns(year: int, folder: Path, office: Office) -> int:
    return len(save_returns(office, year, folder))


def _save(year: int, path: Path, office: Office) -> int:
    return township_office.save_replies(office, year, path)
