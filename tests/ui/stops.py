"""Every page of the program, one after the other, opened as somebody opens it: the stops of `tests.ui.tour`."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self, cast

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from tests import stated
from tests.pictures import photo_file
from tests.services.test_old_ledgers import ROWS, book
from tests.ui import longest
from tests.ui.audit import audit
from tests.ui.test_dialogs import LOCKED
from tests.ui.villages import WINTER, Answers, Moment, busy_spring, load_a_busy_spring_with_its_people
from tools.pictures import HEIGHT, WIDTH, settle
from yishi_desktop.app import make_window
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.case_files import settle_in
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.keeping import app_lock
from yishi_desktop.services.keeping.backups import Rescue
from yishi_desktop.services.office import Office, load_definitions
from yishi_desktop.services.this_computer import remember_served
from yishi_desktop.storage.settings import TextSize as KeptSize
from yishi_desktop.ui import theme
from yishi_desktop.ui.chinese import install_chinese
from yishi_desktop.ui.crash import CrashDialog, EarlierEndDialog, Ending
from yishi_desktop.ui.dialogs import ErrorDialog, confirm
from yishi_desktop.ui.first_run.size_choice import SizeChoice
from yishi_desktop.ui.garbage import GarbageCollection
from yishi_desktop.ui.guards import install_guards
from yishi_desktop.ui.lock import Guard, LockScreen
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.matter.correction import CorrectionDialog
from yishi_desktop.ui.rescue import RescueDialog
from yishi_desktop.ui.settings.page import SettingsPage

PLACES = ("home", "cases", "notices", "ledger", "people")
ELSEWHERE = ("gansu", "xinjiang-village", "shenzhen-community")
GROWN = "grown"
"""Instead of a size of type: the usual one, and twice as large once everything has been opened."""


class Stop(NamedTuple):
    """A page as somebody stands before it."""

    name: str
    window: QWidget


class Walk:
    """One dressed program and its windows; `part(name)` is the way through a part of it. `size` may be `GROWN`."""

    def __init__(self, scratch: Path, scale: int, long: bool, size: str = "standard") -> None:
        self._scratch, self._long = scratch, long
        self._grows = size == GROWN
        self._size = QSize(round(WIDTH * 100 / scale), round((HEIGHT + 71) * 100 / scale) - 71)
        self._app = QApplication.instance() or QApplication(sys.argv[:1])
        self._first = theme.TextSize.STANDARD if self._grows else theme.TextSize.of(cast("KeptSize", size))
        theme.apply_theme(self._app, self._first)
        install_chinese(self._app)
        self._guards = install_guards(self._app)
        self._collecting = GarbageCollection()
        self._windows: list[MainWindow] = []
        self._parts: dict[str, Callable[[], Iterator[Stop]]] = {
            "start": self._start,
            "places": self._places,
            "settings": self._settings,
            "matter": self._matter,
            "elsewhere": self._elsewhere,
            "windows": self._dialogs,
            "township": self._township,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for window in self._windows:
            self._close(window)
        self._collecting.stop()

    def part(self, name: str) -> Iterator[Stop]:
        """The stops of one part, each settled and in front."""
        return self._parts[name]()

    # ------------------------------------------------------------------------------------------ at each stop
    def audited(self, stop: Stop) -> list[tuple[str, str, str]]:
        """What a careful user would find fault with."""
        return [
            tuple(found)
            for found in audit(stop.window, self._room(stop.window))
            if not _is_a_proper_name(found)
        ]

    def _room(self, window: QWidget) -> QSize:
        """The main window leaves the task bar its place; what stands before it may cover that."""
        return self._size if isinstance(window, MainWindow) else self._app.primaryScreen().size()

    def photograph(self, stop: Stop, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        stop.window.grab().save(str(path))

    # --------------------------------------------------------------------------------------------- the ways
    def _open(self, folder: str, at=None, fill: Callable[[Office], Changed] | None = None) -> MainWindow:
        if theme.base() != self._first.value:  # an earlier window has grown
            theme.apply_theme(self._app, self._first)
        window = make_window(
            self._scratch / folder, load_definitions(), Moment(at) if at else Moment(), Answers()
        )
        self._windows.append(window)
        window.resize(self._size)
        window.show()
        window.activateWindow()
        self._settle(window)
        if fill is not None:
            window.desk.act(fill)
            self._settle(window)
            window.first_run.finished.emit()
            self._settle(window)
            if self._grows:
                self._grow(window)
        return window

    def _grow(self, window: MainWindow) -> None:
        """Open everything once, then press the largest type in 设置."""
        for situation in window.desk.snapshot.situations[:1]:
            list(self._steps(window, situation.case, ""))
        for key in window.office.pages:
            window.show_place(key)
            self._settle(window)
        window.show_help()
        window.find_anything()
        self._settle(window)
        if not window.desk.snapshot.for_township:
            window.finder.close()
        self._press_twice(window, window.office.settings)
        assert window.help is not None
        window.help.close()

    def _press_twice(self, window: MainWindow, settings: SettingsPage) -> None:
        settings.show_part("字号")
        self._settle(window)
        settings.findChild(SizeChoice).sizes[theme.TextSize.TWICE].click()
        self._settle(window)
        assert theme.base() == theme.TextSize.TWICE.value

    def _village(self, folder: str, at=None) -> MainWindow:
        return self._open(
            folder, at, longest.load_the_longest if self._long else load_a_busy_spring_with_its_people
        )

    def _settle(self, window: MainWindow) -> None:
        for _ in range(3):
            settle(self._app, window)

    def _close(self, window: MainWindow) -> None:
        window.close()
        settle(self._app, window)
        window.deleteLater()

    def _shown(self, dialog: QDialog) -> QDialog:
        dialog.show()
        dialog.activateWindow()
        for window in self._windows[-1:]:
            self._settle(window)
        return dialog

    def _start(self) -> Iterator[Stop]:
        window = self._open("new")
        first = window.first_run
        if self._grows:
            for key in ("village", "roster", "done", "size"):
                first.open_page(key)
                self._settle(window)
            first.size_page.choice.sizes[theme.TextSize.TWICE].click()
            self._settle(window)
        for key in ("size", "village", "roster", "done"):
            first.open_page(key)
            if key == "village" and self._long:
                self._name_the_village(first.village_page)
            if key == "roster" and self._long:
                lines = [f"{longest.NAME}\t{longest.words(40)}\t{longest.words(20)}"] * 3
                first.roster_page.paste.box.setPlainText("姓名\t职务\t组别\n" + "\n".join(lines))
                first.roster_page.paste.read_now()
            self._settle(window)
            yield Stop(f"first-{key}", window)
        yield from self._locked(window)

    def _name_the_village(self, page) -> None:
        for editor, words in zip(page.place.editors.values(), longest.PLACE, strict=True):
            editor.set_value(words)
        page.name.editor.set_value(longest.VILLAGE)

    def _locked(self, window: MainWindow) -> Iterator[Stop]:
        app_lock.set_password("12345678")
        guard = Guard(window)
        guard.lock()
        self._settle(window)
        yield Stop("lock", window)
        window.findChild(LockScreen).forgotten.click()
        self._settle(window)
        yield Stop("lock-forgotten", window)
        app_lock.remove()

    def _places(self) -> Iterator[Stop]:
        window = self._village("village")
        for key in PLACES:
            window.show_place(key)
            self._settle(window)
            yield Stop(key, window)
        people = window.office.page("people")
        people.table.selectRow(0)
        self._settle(window)
        yield Stop("people-one", window)
        people.panel.findChild(QScrollArea).ensureWidgetVisible(people.panel.attended)
        self._settle(window)
        yield Stop("people-attended", window)
        people._open_election()
        self._settle(window)
        yield Stop("people-election", window)
        people._open_paste()
        self._settle(window)
        yield Stop("people-paste", window)
        window.type_in_papers()
        self._settle(window)
        yield Stop("late-entries", window)
        yield from self._old_ledger(window)
        window.show_place("home")
        window.find_anything()
        window.finder.box.setText("村民")
        window.finder.box.returnPressed.emit()
        self._settle(window)
        yield Stop("finder", window.finder)
        window.finder.close()
        window.show_help()
        self._settle(window)
        yield Stop("help", window.help)

    def _old_ledger(self, window: MainWindow) -> Iterator[Stop]:
        long = (1, "2021年5月6日", "村部", longest.words(100), *[""] * 7, longest.words(40))
        rows = [long] if self._long else ROWS
        window.late_entries.take_old_ledger()
        self._settle(window)
        page = window.late_entries.old_ledger
        yield Stop("old-ledger-empty", window)
        page.read(book(self._scratch / "旧账.xlsx", rows))
        self._settle(window)
        yield Stop("old-ledger", window)
        page.correct.click()
        self._settle(window)
        yield Stop("old-ledger-columns", page.columns)
        page.columns.reject()
        page.take.click()
        self._settle(window)
        yield Stop("old-ledger-taken", window)

    def _settings(self) -> Iterator[Stop]:
        window = self._village("village")
        window.show_place("settings")
        page = window.office.settings
        for number, words in enumerate(page.parts, 1):
            page.show_part(words)
            self._settle(window)
            yield Stop(f"settings-{number:02d}", window)

    def _matter(self) -> Iterator[Stop]:
        window = self._village("village")
        case = (longest.cases() if self._long else busy_spring())[0]
        yield from self._steps(window, case, "matter")
        for key in ("papers", "history", "chart", "procedure"):
            window.workspace.show_beyond(key)
            self._settle(window)
            yield Stop(f"matter-{key}", window)

    def _steps(self, window: MainWindow, case: Case, name: str) -> Iterator[Stop]:
        window.open_case(case.id)
        self._settle(window)
        for step in window.workspace.editing.situation.procedure.steps:
            window.workspace.open_step(step.id)
            self._settle(window)
            yield Stop(f"{name}-{step.id.replace('_', '-')}", window)

    def _elsewhere(self) -> Iterator[Stop]:
        for name in ELSEWHERE:
            place = stated.places()[name]
            matters = [longest.longest(case) for case in place.cases] if self._long else place.cases
            window = self._open(name, WINTER, partial(_settle_there, place.village, matters))
            yield from self._steps(window, matters[0], name)
            self._close(window)
            self._windows.remove(window)

    def _dialogs(self) -> Iterator[Stop]:
        window = self._village("village")
        situation = window.desk.snapshot.situations[0]
        window.open_case(situation.case.id, "vote")
        self._settle(window)
        yield from self._printing(window, situation)
        yield from self._photos(window, situation)
        window.workspace.projector.open_on(situation)
        self._settle(window)
        yield Stop("projector", window.workspace.projector)
        window.workspace.projector.close()
        yield from self._questions(window)

    def _printing(self, window: MainWindow, situation: Situation) -> Iterator[Stop]:
        from yishi_desktop.services.printing.papers import Paper
        from yishi_desktop.ui.printing.print_dialog import PrintDialog

        forms = window.desk.definitions.forms
        wanted = {"print": ["jinhua_record"], "print-notice": ["result_notice"]}
        wanted["print-set"] = [*wanted["print"], *wanted["print-notice"]]
        for name, ids in wanted.items():
            papers = [Paper(form, forms[form].name, "", 0) for form in ids]
            files = Answers(tray=self._scratch / "tray.pdf")
            title = "会议材料" if len(papers) > 1 else ""
            dialog = PrintDialog(window.desk, situation, papers, window, files=files, title=title)
            yield Stop(name, self._shown(dialog))
            dialog.close()

    def _photos(self, window: MainWindow, situation: Situation) -> Iterator[Stop]:
        from yishi_desktop.ui.matter.photos.part import PhotosPart

        step = situation.procedure.step_of("result_notice.posted_on")
        window.workspace.open_step(step.id)
        self._settle(window)
        part = next(one for one in window.workspace.findChildren(PhotosPart) if one.isVisible())
        part.take_in([photo_file(self._scratch, "张贴.jpg")])
        self._settle(window)
        self._settle(window)
        yield Stop("photos", window)
        part.open_photo(0)
        self._settle(window)
        yield Stop("photo-large", self._app.activeModalWidget() or window)
        front = self._app.activeModalWidget()
        if front is not None:
            front.reject()

    def _questions(self, window: MainWindow) -> Iterator[Stop]:
        words = longest.words(120) if self._long else "这份文件正在WPS里打开，存不进去。"
        rescue = Rescue(None, ("2026年3月5日10:00的一份",))
        made = {
            "error": ErrorDialog(UserError(words, LOCKED.safe, LOCKED.do_next), window),
            "confirm": confirm(window, "把这份记录定稿吗？", words, "定稿", "先不定稿"),
            "crash": CrashDialog("您填的内容都存下来了。", self._scratch, window),
            "earlier-end": EarlierEndDialog(Ending.CRASHED, self._scratch, window),
            "rescue": RescueDialog(LOCKED, rescue, window),
            "correction": CorrectionDialog("A2B3-C4D5-E6F7-G8H9", window),
        }
        for name, dialog in made.items():
            yield Stop(name, self._shown(dialog))
            dialog.reject()

    def _township(self) -> Iterator[Stop]:
        from tools.help_pictures import export_ledgers

        export_ledgers(self._scratch / "stick", longest.VILLAGE if self._long else "")
        remember_served("township")
        window = self._open("township", WINTER)
        if self._grows:
            self._grow(window)
            window.show_place("home")
        page = window.office.home
        page.show_intake()
        page.intake.look_at([self._scratch / "stick"])
        self._settle(window)
        yield Stop("township-intake", window)
        page.intake.take.click()
        self._settle(window)
        page.show_villages()
        for key, way in page.overview.sheets.buttons.items():
            way.click()
            self._settle(window)
            yield Stop(f"township-{key}", window)
        page.show_village(page.overview.picture.matrix("all").rows[0].case_id)
        self._settle(window)
        yield Stop("township-village", window)
        page.show_list()
        self._settle(window)
        yield Stop("township-list", window)
        page.show_replies()
        self._settle(window)
        yield Stop("township-replies", window)
        window.show_place("settings")
        self._settle(window)
        yield Stop("township-settings", window)


def _settle_there(village, matters, office: Office) -> Changed:
    settle_in(office, village, matters)
    return Changed(frozenset({"case", "person", "organisation"}))


def _is_a_proper_name(finding) -> bool:
    """Where the data lie, and what others' work is called, are written in whatever letters they have."""
    return finding.kind == "english" and (
        "资料在" in finding.where or "许可" in finding.where or "/" in finding.where
    )
