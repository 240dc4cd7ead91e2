"""Row 10: a list of many rows in the window. `scale` is the number of rows; milliseconds a repaint."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel
from PySide6.QtWidgets import QApplication, QTableView

from yishi_desktop.ui.cases.model import HEADINGS, CaseLine, Standing
from yishi_desktop.ui.widgets.lines_model import LinesModel
from yishi_desktop.ui.widgets.table import Table

STEPS = ("待办：表决", "待办：公示结果", "已归档", "等再次协商")


def lines(count: int) -> list[CaseLine]:
    return [
        CaseLine(
            f"{number}",
            (f"2026-{number:05d}", f"第{number * 7919 % count}组道路硬化", STEPS[number % 4], "2026-05-06"),
            Standing.OPEN,
            frozenset({2026}),
        )
        for number in range(count)
    ]


def _shown(view: QTableView) -> QTableView:
    view.resize(1200, 680)
    view.show()
    QApplication.processEvents()
    return view


def _scrolling(view: QTableView, deep: bool) -> Callable[[], dict[str, float]]:
    """Twenty repaints after jumps near the first row or in the middle."""
    bar = view.verticalScrollBar()
    middle = bar.maximum() // 2 if deep else 0
    step = max(1, bar.singleStep() * 3)

    def work() -> dict[str, float]:
        start = time.process_time()
        for number in range(20):
            bar.setValue(middle + number * step)
            view.viewport().repaint()
        return {"repaint": (time.process_time() - start) / 20 * 1000}

    return work


def _app() -> Any:
    return QApplication.instance() or QApplication(["bench"])


def ours(folder: Path, scale: int) -> Any:
    return _ours(scale, deep=False)


def ours_deep(folder: Path, scale: int) -> Any:
    return _ours(scale, deep=True)


_kept: list[object] = []


def _ours(scale: int, *, deep: bool) -> Any:
    _kept.append(_app())
    model = LinesModel[CaseLine](HEADINGS)
    model.set_lines(lines(scale))
    _kept.append(model)
    return _scrolling(_shown(Table(model, 1, "清单")), deep)


def sql_model(folder: Path, scale: int) -> Any:
    """Qt's own model on the same rows, in a plain view."""
    from PySide6.QtSql import QSqlDatabase, QSqlTableModel

    _kept.append(_app())
    base = QSqlDatabase.addDatabase("QSQLITE")
    base.setDatabaseName(str(_database(folder, scale)))
    assert base.open()
    model = QSqlTableModel(None, base)
    model.setTable("line")
    model.select()
    _kept.append(model)
    view = QTableView()
    view.setModel(model)
    return _scrolling(_shown(view), deep=False)


def _database(folder: Path, scale: int) -> Path:
    path = folder / f"lines-{scale}.db"
    if not path.exists():
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE line (number TEXT, topic TEXT, step TEXT, day TEXT)")
        connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", [line.cells for line in lines(scale)])
        connection.commit()
    return path


def opening(folder: Path, scale: int) -> Any:
    """The list filled and painted for the first time."""
    _kept.append(_app())
    made = lines(scale)

    def work() -> None:
        model = LinesModel[CaseLine](HEADINGS)
        _kept.append(model)
        view = Table(model, 1, "清单")
        model.set_lines(made)
        _shown(view)

    return work


def sorting(folder: Path, scale: int) -> Any:
    """Put in another order as our screens do it: the lines are sorted, the model takes them as they are."""
    _kept.append(_app())
    made = lines(scale)
    model = LinesModel[CaseLine](HEADINGS)
    return lambda: model.set_lines(sorted(made, key=_topic))


def _topic(line: CaseLine) -> str:
    return line.cells[1]


def proxy_sort(folder: Path, scale: int) -> Any:
    """A sort proxy over the same model, as Qt's examples do it."""
    _kept.append(_app())
    model = LinesModel[CaseLine](HEADINGS)
    model.set_lines(lines(scale))
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    _kept.extend((model, proxy))
    return lambda: _sorted_anew(proxy)


def _sorted_anew(proxy: QSortFilterProxyModel) -> None:
    proxy.sort(-1)
    proxy.sort(1)


def order_by(folder: Path, scale: int) -> Any:
    """The floor: SQLite puts the same rows in order."""
    connection = sqlite3.connect(_database(folder, scale))
    return lambda: _nothing(connection.execute("SELECT * FROM line ORDER BY topic").fetchall())


def _nothing(_made: object) -> None:
    """What was read is let go."""
