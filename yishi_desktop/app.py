"""The window's composition root: logs, crash hook, look, definitions, the village's data, and then the window.

Qt and the standard library alone are loaded before the first paint; documents, spreadsheets and pinyin wait.
"""

import logging
import sys
from pathlib import Path

# Before Qt: once it is loaded, it reads the source of every module imported after it, to see whether it uses Qt.
from yishi_desktop.domain.errors import UserError
from yishi_desktop.paths import data_root
from yishi_desktop.services.office import Clock, Definitions, load_definitions, local_clock
from yishi_desktop.storage.location import data_folder
from yishi_desktop.storage.settings import load_settings
from yishi_desktop.storage.single_instance import AlreadyOpen, FolderLock

# isort: split
from yishi_desktop.ui import qt  # noqa: F401 - before the rest of Qt

# isort: split
from PySide6.QtWidgets import QApplication

from yishi_desktop.ui import theme
from yishi_desktop.ui.afterwards import Afterwards
from yishi_desktop.ui.chinese import install_chinese
from yishi_desktop.ui.crash import LOG_FOLDER, CrashHook, Ending, how_it_ended, start_log
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import show_error
from yishi_desktop.ui.garbage import GarbageCollection
from yishi_desktop.ui.lock import Guard
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.new_password import NewPassword
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.starting import Starting
from yishi_desktop.ui.tasks import Tasks

_log = logging.getLogger(__name__)
DONE, REFUSED = 0, 1


def run(words: list[str]) -> int:
    """Open the window and stay until it is closed."""
    app = prepared(QApplication(sys.argv[:1]))
    folder = data_folder(Path(words[1]) if words[:1] == ["--data"] else None)
    try:
        with FolderLock(folder):
            return _stay(app, folder)
    except AlreadyOpen as error:
        from yishi_desktop.ui.first_window import first_window_raised

        if first_window_raised(folder):
            return DONE
        show_error(None, error).exec()
        return REFUSED
    except UserError as error:
        _log.warning("refused to start", exc_info=error)
        show_error(None, error).exec()
        return REFUSED


def self_test() -> int:
    """What a bundle checks of itself: data, definitions, libraries, window, store, papers, ledger, encryption."""
    from tempfile import TemporaryDirectory

    from yishi_desktop.services import demonstration

    app = prepared(QApplication(sys.argv[:1]))
    with TemporaryDirectory(prefix="yishi-") as folder:
        made = demonstration.build(Path(folder) / "out", _say_nothing)
        definitions = load_definitions()
        read = {**definitions.procedures, **definitions.forms}  # and checked, every one of them
        window = make_window(Path(folder) / "data", definitions)
        window.show()
        app.processEvents()
        window.close()
        kept = _encrypted_and_read_back(Path(folder) / "encrypted")
    told = f"自检通过：{len(made)}个文件，{len(read)}份定义，加密以后读回{kept}件，资料目录 {data_root()}"
    print(told)  # noqa: T201 - its one line of output
    return DONE


def _encrypted_and_read_back(folder: Path) -> int:
    """How many matters of the sample village come out of encrypted data; nothing of this computer's settings changes."""
    from yishi_desktop.services import case_files, cases
    from yishi_desktop.services.keeping import encryption
    from yishi_desktop.services.office import open_office
    from yishi_desktop.storage import recoding

    made = encryption.prepare("a password of no account")
    keys = encryption.Keys()
    keys.add(made.encryption.cipher)
    with open_office(folder) as office:
        case_files.load_sample_village(office)
    recoding.recode(folder, keys, made.encryption)
    with open_office(folder, keys=keys) as office:
        return len(cases.all_cases(office))


def _say_nothing(done: int, total: int, text: str) -> None:
    """The self-test reports once, at its end."""


def prepared(app: QApplication) -> QApplication:
    """The application in our look and in Chinese."""
    theme.apply_theme(app, theme.TextSize.of(load_settings().text_size))
    app.setWindowIcon(theme.program_icon())
    install_chinese(app)
    return app


def make_window(
    folder: Path,
    definitions: Definitions,
    clock: Clock = local_clock,
    files: Files | None = None,
    ending: Ending = Ending.CLOSED,
) -> MainWindow:
    """The window on a data folder, its records on their way. `ending` is how the program ended the last time."""
    tasks = Tasks()
    desk = Desk(folder, tasks, definitions, clock)
    files = files or Files()
    window = MainWindow(desk, files)
    tasks.setParent(window)
    desk.setParent(window)
    Starting(desk, window, files, folder / LOG_FOLDER, ending)
    guard = Guard(window)
    NewPassword(guard, window)
    if guard.is_wanted():
        guard.unlocked_first.connect(desk.open)
        guard.lock()
    else:
        desk.open()
    return window


def _stay(app: QApplication, folder: Path) -> int:
    logs = folder / LOG_FOLDER
    handler = start_log(logs)
    window = make_window(folder, load_definitions(folder), ending=how_it_ended(logs))
    hook = CrashHook(logs, window.secure, window)
    hook.install()
    collecting = GarbageCollection()
    try:
        window.show()
        afterwards = Afterwards(folder, window, app)
        code = app.exec()
        afterwards.close()
        return code
    finally:
        collecting.stop()
        hook.uninstall()
        logging.getLogger().removeHandler(handler)
        handler.close()
