"""How long the window stands still, by what is being done: python -m tests.ui.stalls

Every event the window's thread handles is timed, in processor time: while one is handled, nothing is painted and no key
is taken. For each thing people do the longest is printed, in milliseconds. A measure and no test.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.ui.villages import WINTER, Answers, Moment, load_a_busy_spring
from tools.pictures import HEIGHT, WIDTH, settle
from yishi_desktop.app import make_window
from yishi_desktop.services.case_files import sample_cases
from yishi_desktop.services.cases import keep_case
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office, load_definitions
from yishi_desktop.ui import theme
from yishi_desktop.ui.chinese import install_chinese
from yishi_desktop.ui.guards import install_guards
from yishi_desktop.ui.main_window import MainWindow

MATTERS = 500
PROMISED = 100
"""Milliseconds."""


class Timed(QApplication):
    """Notes the longest single event since it was last asked."""

    longest = 0.0
    _depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        self._depth += 1
        began = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if self._depth == 0:
                self.longest = max(self.longest, (time.thread_time() - began) * 1000)

    def taken(self) -> float:
        longest, self.longest = self.longest, 0.0
        return longest


class Act(NamedTuple):
    """One thing people do."""

    name: str
    do: Callable[[], object]


def many(office: Office) -> Changed:
    """A village with more matters than any has."""
    load_a_busy_spring(office)
    first = sample_cases()[0]
    for number in range(10, 10 + MATTERS):
        opened = date(2020, 1, 1) + timedelta(days=number * 4)
        topic = replace(first.topic, title=f"第{number}件：{first.topic.title}")
        name = f"019e0534-b1c0-7000-8000-0000001{number:05d}"
        keep_case(
            office,
            replace(first, id=name, number=f"{opened.year}-{number}", opened_on=opened, topic=topic),
            "村",
        )
    return Changed(frozenset({"case"}))


def acts(app: Timed, window: MainWindow) -> Iterator[Act]:
    """The main journeys, act by act."""
    case = window.desk.snapshot.situations[0].case
    for key, words in (
        ("cases", "议事（500件）"),
        ("notices", "公示提醒"),
        ("ledger", "台账"),
        ("people", "名册"),
    ):
        yield Act(f"第一次打开{words}", lambda key=key: window.show_place(key))
    page = window.office.page("cases")
    window.show_place("cases")
    yield Act("议事（500件）：只看在办", page.standings.buttons["OPEN"].click)
    yield Act("议事（500件）：看全部", page.standings.buttons["ALL"].click)
    yield Act("议事（500件）：找“路灯”", lambda: page.search.setText("路灯"))
    yield Act("回工作台", lambda: window.show_place("home"))
    yield Act("打开设置", lambda: window.show_place("settings"))
    yield Act("打开一件事", lambda: window.open_case(case.id, "topic"))
    for step in window.desk.definitions.procedures["jinhua"].steps:
        yield Act(f"翻到{step.title}", lambda step=step: window.workspace.open_step(step.id))
    for key, words in (("papers", "全部材料"), ("history", "谁改了什么"), ("chart", "流程图")):
        yield Act(f"打开{words}", lambda key=key: window.workspace.show_beyond(key))
    yield Act("换特大字号", lambda: _resize(app, window))


def _resize(app: Timed, window: MainWindow) -> None:
    window.show_place("home")
    theme.apply_theme(app, theme.TextSize.HUGE)
    window.office.size_changed.emit()


def measured(folder: Path) -> Iterator[tuple[str, float]]:
    app = Timed(sys.argv[:1])
    theme.apply_theme(app)
    install_chinese(app)
    guards = install_guards(app)
    window = make_window(folder, load_definitions(), Moment(WINTER), Answers())
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle(app, window)
    window.desk.act(many)
    settle(app, window)
    window.first_run.finished.emit()
    settle(app, window)
    for act in acts(app, window):
        app.taken()
        began = time.thread_time()
        act.do()
        at_once = (time.thread_time() - began) * 1000
        settle(app, window)
        yield act.name, max(at_once, app.taken())
    window.close()
    settle(app, window)
    guards.deleteLater()


def main() -> int:
    with TemporaryDirectory(prefix="yishi-") as scratch:
        for name, longest in measured(Path(scratch)):
            sys.stdout.write(f"{longest:7.0f} ms  {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
