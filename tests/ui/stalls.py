"""How long the window stands still, by what is being done: python -m tests.ui.stalls

Every event the window's thread handles is timed, in processor time: while one is handled, nothing is painted and no key
is taken. For each thing people do the longest is printed, in milliseconds. A measure and no test.

    python -m tests.ui.stalls counts MATTERS

prints instead what each act makes the window's thread do, a line of JSON each: numbers that are the same on every machine,
for `tests/ui/test_stalls.py`.
"""

import cProfile
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).parents[1] / 'screen.json'}")

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
from yishi_desktop.ui.garbage import GarbageCollection
from yishi_desktop.ui.guards import install_guards
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.theme import repolish

T = TypeVar("T")
MATTERS = 500
PROMISED = 100
"""Milliseconds."""


class Watched(QApplication):
    """Looks at whatever the window's thread does in one go: an event, or an act of somebody."""

    _depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        return self.watch(partial(super().notify, receiver, event))

    def watch(self, work: Callable[[], T]) -> T:
        self._depth += 1
        if self._depth == 1:
            self.began()
        try:
            return work()
        finally:
            if self._depth == 1:
                self.ended()
            self._depth -= 1

    def began(self) -> None: ...

    def ended(self) -> None: ...


class Timed(Watched):
    """Notes the longest since it was last asked."""

    longest = 0.0

    def began(self) -> None:
        self._at = time.thread_time()

    def ended(self) -> None:
        self.longest = max(self.longest, (time.thread_time() - self._at) * 1000)

    def taken(self) -> float:
        longest, self.longest = self.longest, 0.0
        return longest


class Counted(Watched):
    """Notes how many functions were called since it was last asked, of Python and of Qt, and the most in one go."""

    calls = at_once = dressed = 0

    def began(self) -> None:
        self._profile = cProfile.Profile()
        self._profile.enable()

    def ended(self) -> None:
        self._profile.disable()
        stats = self._profile.getstats()
        calls = sum(entry.callcount for entry in stats)
        self.calls += calls
        self.at_once = max(self.at_once, calls)
        self.dressed += sum(entry.callcount for entry in stats if entry.code is repolish.__code__)

    def taken(self) -> tuple[int, int, int]:
        taken = self.calls, self.at_once, self.dressed
        self.calls = self.at_once = self.dressed = 0
        return taken


class Act(NamedTuple):
    """One thing people do."""

    name: str
    do: Callable[[], object]


def many(office: Office, matters: int) -> Changed:
    """A village with more matters than any has."""
    load_a_busy_spring(office)
    first = sample_cases()[0]
    for number in range(10, 10 + matters):
        opened = date(2020, 1, 1) + timedelta(days=number * 4)
        topic = replace(first.topic, title=f"第{number}件：{first.topic.title}")
        name = f"019e0534-b1c0-7000-8000-0000001{number:05d}"
        keep_case(
            office,
            replace(first, id=name, number=f"{opened.year}-{number}", opened_on=opened, topic=topic),
            "村",
        )
    return Changed(frozenset({"case"}))


def acts(window: MainWindow) -> Iterator[Act]:
    """The main journeys, act by act."""
    case = window.desk.snapshot.situations[0].case
    for key, words in (
        ("cases", "议事"),
        ("notices", "公示提醒"),
        ("ledger", "台账"),
        ("people", "名册"),
    ):
        yield Act(f"第一次打开{words}", partial(window.show_place, key))
    page = window.office.page("cases")
    window.show_place("cases")
    yield Act("议事：只看在办", page.filters.standings.buttons["OPEN"].click)
    yield Act("议事：看全部", page.filters.standings.buttons["ALL"].click)
    yield Act("议事：找“路灯”", partial(page.search.setText, "路灯"))
    yield Act("回工作台", partial(window.show_place, "home"))
    yield Act("第一次打开设置", partial(window.show_place, "settings"))
    for words in window.office.settings.parts[1:]:
        yield Act(f"设置：{words}", partial(window.office.settings.show_part, words))
    yield Act("打开一件事", partial(window.open_case, case.id, "topic"))
    for step in window.desk.definitions.procedures["jinhua"].steps:
        yield Act(f"翻到{step.title}", partial(window.workspace.open_step, step.id))
    for key, words in (("papers", "全部材料"), ("history", "谁改了什么"), ("chart", "流程图")):
        yield Act(f"打开{words}", partial(window.workspace.show_beyond, key))
    window.show_place("settings")
    window.office.settings.show_part("字号")
    sizes = window.office.settings.panel("字号").choice.sizes
    yield Act("换特大字号", sizes[theme.TextSize.HUGE].click)


@dataclass(frozen=True)
class Made:
    """What an act made the window's thread do."""

    act: str
    calls: int
    """Of Python's functions and Qt's, the events they were called for included."""
    at_once: int
    """The most of them before the window could paint or take a key again."""
    widgets: int
    """More than before."""
    dressed: int
    """How often the style sheet was asked what a widget looks like because a property of it had changed."""


def measured(app: Timed, window: MainWindow) -> Iterator[str]:
    """The longest stall of each act."""
    for act in acts(window):
        app.taken()
        app.watch(act.do)
        come_to_rest(app, window)
        yield f"{app.taken():7.0f} ms  {act.name}"


def counted(app: Counted, window: MainWindow) -> Iterator[str]:
    """What each act makes the window's thread do."""
    for act in acts(window):
        before = len(app.allWidgets())
        app.taken()
        app.watch(act.do)
        come_to_rest(app, window)
        calls, at_once, dressed = app.taken()
        made = Made(act.name, calls, at_once, len(app.allWidgets()) - before, dressed)
        yield json.dumps(asdict(made), ensure_ascii=False)


def come_to_rest(app: QApplication, window: MainWindow) -> None:
    """Until nothing is left to do, what is made bit by bit included."""
    for _ in range(8):
        settle(app, window)


def opened(app: QApplication, folder: Path, matters: int) -> MainWindow:
    """The window on a village with so many matters, at its home page."""
    window = make_window(folder, load_definitions(), Moment(WINTER), Answers())
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle(app, window)
    window.desk.act(partial(many, matters=matters))
    settle(app, window)
    window.first_run.finished.emit()
    app.sendPostedEvents(
        None, QEvent.Type.DeferredDelete.value
    )  # as every turn of a running program's loop does
    settle(app, window)
    return window


def main(words: list[str]) -> int:
    counting = words[:1] == ["counts"]
    app: Counted | Timed = Counted(sys.argv[:1]) if counting else Timed(sys.argv[:1])
    theme.apply_theme(app)
    install_chinese(app)
    guards = install_guards(app)
    collecting = GarbageCollection()
    with TemporaryDirectory(prefix="yishi-") as scratch:
        for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME"):
            os.environ[name] = scratch
        window = opened(app, Path(scratch) / "data", int(words[1]) if counting else MATTERS)
        for line in counted(app, window) if isinstance(app, Counted) else measured(app, window):
            sys.stdout.write(f"{line}\n")
        window.close()
        settle(app, window)
    collecting.stop()
    guards.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
