"""Row 1: from the command to a home screen with ten years of records on it."""

from pathlib import Path
from typing import Any

SLOW = ("docx", "openpyxl", "reportlab", "pypinyin", "python_calamine", "lxml", "sqlite_utils", "pypdfium2")


def ours(folder: Path, scale: int) -> Any:
    """The program itself; when its home screen shows the records, it is over."""
    return lambda: _until_shown(folder / f"village-{scale}-0")


def _until_shown(store: Path) -> dict[str, float]:
    from datetime import datetime

    from PySide6.QtWidgets import QApplication

    from yishi_desktop import app as program

    app = program.prepared(QApplication(["yishi"]))
    now = datetime.fromisoformat("2026-12-20T17:00:00+08:00")
    window = program.make_window(store, program._definitions(), lambda: now)
    window.show()
    window.desk.changed.connect(app.quit)
    app.exec()
    app.processEvents()
    return {"slow": float(len(_loaded()))}


def _loaded() -> list[str]:
    import sys

    return [name for name in SLOW if name in sys.modules]


def bare(folder: Path, scale: int) -> Any:
    """The least a PySide6 program does: a main window with a table of 30 rows and a style sheet."""
    return _bare_window


def _bare_window() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

    app = QApplication(["bare"])
    app.setStyleSheet("QMainWindow{background:#fff} QPushButton{padding:6px} QTableView{gridline-color:#ddd}")
    window = QMainWindow()
    window.resize(1366, 697)
    table = QTableWidget(30, 8)
    for row in range(30):
        for column in range(8):
            table.setItem(row, column, QTableWidgetItem("会议记录"))
    window.setCentralWidget(table)
    window.addToolBar("工具").addAction("新建会议")
    window.statusBar().showMessage("就绪")
    window.show()
    app.processEvents()
