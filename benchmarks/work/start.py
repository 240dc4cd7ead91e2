"""Row 1: from the command to a home screen with ten years of records on it.

Taken when the records are painted: the bare window does not leave either, and what comes after is no part of a start.
"""

import gc
from pathlib import Path
from typing import Any

from benchmarks.child import cpu_now, peak_now

SLOW = ("docx", "openpyxl", "reportlab", "pypinyin", "python_calamine", "lxml", "pypdfium2")
_TAKEN: dict[str, float] = {}
"""The figures of the one start in this process."""


def ours(folder: Path, scale: int) -> Any:
    """The program itself; when its home screen shows the records, it is over."""
    return lambda: _until_shown(folder / f"village-{scale}-0")


def _until_shown(store: Path) -> dict[str, float]:
    """By the program's own way in, but for the clock and for leaving when the records are on the screen."""
    from datetime import datetime
    from functools import partial

    gc.disable()  # as main does before it imports the program
    from yishi_desktop import app as program
    from yishi_desktop.__main__ import main

    now = datetime.fromisoformat("2026-12-20T17:00:00+08:00")
    program.make_window = partial(_watched, program.make_window, lambda: now)
    main(["--data", str(store)])
    return _TAKEN


def _watched(make: Any, clock: Any, *arguments: Any, **named: Any) -> Any:
    window = make(*arguments, clock=clock, **named)
    window.desk.changed.connect(_paint_and_leave)
    return window


def _paint_and_leave(_changed: object) -> None:
    """Paint what has just come, take the figures, and leave."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    _TAKEN.update(cpu=cpu_now(), rss=peak_now(), slow=float(len(_loaded())))
    QApplication.quit()


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
