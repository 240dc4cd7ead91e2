"""What lies outside the program: the system's windows for files, its printers, opening what was written.

One object, so that tests can stand in for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

EXCEL = "Excel表格 (*.xlsx)"
TABLE = "表格 (*.xlsx *.xls *.et)"
LEDGERS = "台账 (*.xlsx *.xls *.et)"
PDF = "PDF文件 (*.pdf)"
PICTURE = "图片 (*.png)"
WORD = "Word文件 (*.docx)"
CALENDAR = "手机日历 (*.ics)"
CASE = "议事案卷 (*.json)"
RETURN = "乡镇回执 (*.json)"
RULES = "镇规则包 (*.json)"
PROCEDURE = "办事依据 (*.toml)"
COUNTY_RULES = "县里的规定 (*.toml)"


class Files:
    """The system's own windows for files. Every question answers None when the user thought better of it."""

    def __init__(self) -> None:
        self._folder = ""

    def save_as(self, parent: QWidget, title: str, suggested: str, kind: str) -> Path | None:
        """Where to write a file; the ending of its kind is added when it was left off."""
        start = str(Path(self._start()) / suggested)
        chosen, _ = QFileDialog.getSaveFileName(parent, title, start, kind)
        return self._remembered(with_ending(chosen, kind)) if chosen else None

    def open(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """Which file to read."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, self._start(), kind)
        return self._remembered(Path(chosen)) if chosen else None

    def open_many(self, parent: QWidget, title: str, kind: str) -> list[Path]:
        """Which files to read; none when the user thought better of it."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, self._start(), kind)
        return [self._remembered(Path(one)) for one in chosen]

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Which folder to write several files into, or to read them from."""
        chosen = QFileDialog.getExistingDirectory(parent, title, self._start())
        if not chosen:
            return None
        self._folder = chosen
        return Path(chosen)

    def show(self, path: Path) -> None:
        """Open a file or a folder with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def printers(self) -> list[str]:
        """The printers this computer knows, the default one first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        default = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name))

    def prints_both_sides(self, printer: str) -> bool:
        """Whether a printer turns the paper over by itself."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        modes = QPrinterInfo.printerInfo(printer).supportedDuplexModes()
        return QPrinter.DuplexMode.DuplexLongSide in modes or QPrinter.DuplexMode.DuplexAuto in modes

    def send_to(self, printer: "QPrinter", name: str) -> None:
        """Choose the printer a job goes to."""
        printer.setPrinterName(name)

    def _start(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._folder or QStandardPaths.writableLocation(documents)

    def _remembered(self, path: Path) -> Path:
        self._folder = str(path.parent)
        return path


def with_ending(chosen: str, kind: str) -> Path:
    """A path with the ending its kind names: 台账 → 台账.xlsx."""
    ending = kind[kind.index("*") + 1 : kind.index(")")]
    return Path(chosen if chosen.lower().endswith(ending) else chosen + ending)
