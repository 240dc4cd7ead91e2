"""Targets 1, 6, 17 and 18 on the real program: killed, started twice, started on damaged data, and what it leaves."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.reliability.seeds import TOPIC, secrets
from tests.services.offices import DEFINITIONS
from tests.soaking import times
from tests.ui.villages import SPRING, Answers, Moment, find, leave, load_samples, settle
from yishi_desktop.app import make_window
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import open_office
from yishi_desktop.storage.health import verify
from yishi_desktop.storage.location import FOLDER_NAME
from yishi_desktop.storage.settings import change_settings
from yishi_desktop.storage.store import DATABASE_NAME
from yishi_desktop.ui.crash import CRASH_NAME, LOG_FOLDER, LOG_NAME, EarlierEndDialog, Ending, how_it_ended
from yishi_desktop.ui.starting import Starting

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """The system's folder for temporary files, empty and ours."""
    folder = tmp_path / "temp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


@contextmanager
def program(what: str, data: Path):
    """The real program with somebody in front of it; killed at the end if it still runs."""
    command = [sys.executable, "-m", "tests.reliability.drive_app", what, str(data)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    with running:
        yield running
        running.kill()


def heard(running, word: str) -> None:
    for line in running.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"the program ended before it said {word}")


@pytest.fixture
def restart(qtbot, dressed, data, user_folder):
    """restart() opens the program again here, as `run` does."""
    windows = []

    def opened(at: datetime = SPRING, files: Answers | None = None):
        ending = how_it_ended(data / LOG_FOLDER)
        window = make_window(data, DEFINITIONS, Moment(at), files or Answers(), ending)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        settle(qtbot, window.desk)
        qtbot.waitUntil(lambda: not starting(window).check_soon.isActive())
        settle(qtbot, window.desk)
        return window

    yield opened
    for window in windows:
        leave(qtbot, window)


def starting(window) -> Starting:
    return window.findChild(Starting)


# --------------------------------------------------------------------------------------------------- killed
def test_what_was_typed_survives_the_end_of_the_process(data, temporary, restart):
    for _ in range(times(1, 10)):
        with program("type", data) as running:
            heard(running, "saved")
            running.kill()
        with open_office(data) as office:
            assert verify(office.store.database).sound
            typed = [draft.payload["topic"]["title"] for draft in office.store.drafts.all()]
        assert TOPIC in typed
    window = restart()
    assert TOPIC in {situation.case.topic.title for situation in window.desk.snapshot.situations}
    told = starting(window).told
    assert isinstance(told, EarlierEndDialog)
    assert told.accessibleName() == "上次程序没有正常关闭"
    assert "每一条资料都和存的时候一样" in told.accessibleDescription()
    assert not told.keep.isVisible()
    assert left_behind(data, temporary) == []


def test_the_record_of_a_crash_is_offered_once(data, restart, tmp_path, qtbot):
    logs = data / LOG_FOLDER
    logs.mkdir(parents=True)
    (logs / CRASH_NAME).write_text("Fatal Python error: Segmentation fault\n", encoding="utf-8")
    window = restart()
    told = starting(window).told
    assert told.keep.isVisible()
    told.keep_at(str(tmp_path / "记录.zip"))
    assert (tmp_path / "记录.zip").stat().st_size > 0
    told.accept()
    leave(qtbot, window)
    assert starting(restart()).told is None


# -------------------------------------------------------------------------------------------------- privacy
@pytest.mark.expects_log
def test_a_whole_session_leaves_no_name_and_no_number(data, temporary, user_folder):
    with program("session", data) as running:
        said = running.stdout.read()
        assert running.wait() == 0
    assert "title 议事" in said
    assert [secret for secret in secrets() if secret in said] == []
    log = (data / LOG_FOLDER / LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError: cannot use 〔" in log
    assert left_behind(data, temporary, user_folder) == []
    assert how_it_ended(data / LOG_FOLDER) is Ending.CLOSED


def left_behind(data: Path, *places: Path) -> list[str]:
    """What of the secrets stands in logs, settings and temporary files, and where."""
    files = [path for place in (data / LOG_FOLDER, *places) for path in place.rglob("*") if path.is_file()]
    files += [path for path in data.iterdir() if path.is_file() and path.name != DATABASE_NAME]
    forbidden = [
        (secret, secret.encode(encoding)) for secret in secrets() for encoding in ("utf-8", "utf-16-le")
    ]
    return [
        f"{path.name}: {secret}"
        for path in files
        for secret, content in forbidden
        if content in path.read_bytes() or secret in path.name
    ]


def test_the_scan_would_see_a_name(data, tmp_path):
    (data / LOG_FOLDER).mkdir(parents=True)
    (data / LOG_FOLDER / LOG_NAME).write_text("cannot find 徐国平", encoding="utf-8")
    assert left_behind(data) == [f"{LOG_NAME}: 徐国平"]


# --------------------------------------------------------------------------------------------- second start
@pytest.mark.skipif(sys.platform == "win32", reason="offscreen windows have no front there")
def test_a_second_start_brings_the_first_window_to_the_front(data):
    with program("wait", data) as first:
        heard(first, "open")
        second = subprocess.run(
            [sys.executable, "-m", "yishi_desktop", "--data", str(data)],
            cwd=ROOT,
            check=False,
            env=os.environ,
        )
        assert second.returncode == 0
        heard(first, "front")


@pytest.mark.skipif(sys.platform == "win32", reason="offscreen windows have no front there")
def test_after_a_kill_the_next_start_is_the_first_again(data):
    for _ in range(times(1, 30)):
        with program("wait", data) as running:
            heard(running, "open")
    with program("wait", data) as first:
        heard(first, "open")
        command = [sys.executable, "-m", "yishi_desktop", "--data", str(data)]
        assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
        heard(first, "front")


# --------------------------------------------------------------------------------------- data that do not open
@pytest.fixture
def backed_up(restart, qtbot):
    """A village with a backup, closed."""
    window = restart()
    window.desk.act(load_samples)
    settle(qtbot, window.desk)
    leave(qtbot, window)


DAMAGES = {
    "zeros": lambda path: path.write_bytes(bytes(9000)),
    "empty": lambda path: path.write_bytes(b""),
    "first page": lambda path: path.write_bytes(bytes(4096) + path.read_bytes()[4096:]),
    "overwritten": lambda path: path.write_bytes(b"not a database" * 500 + path.read_bytes()[7000:]),
}


@pytest.mark.expects_log
@pytest.mark.parametrize("damage", list(DAMAGES)[-times(1, 4) :])
def test_damaged_data_are_brought_back_with_one_click(backed_up, damage, data, restart, qtbot):
    DAMAGES[damage](data / DATABASE_NAME)
    spoilt = (data / DATABASE_NAME).read_bytes()
    window = restart()
    settle(qtbot, window.desk)
    rescue = starting(window).rescue
    assert "最近一份完好的是2026年4月20日" in rescue.accessibleDescription()
    rescue.restore.click()
    settle(qtbot, window.desk)
    assert len(window.desk.snapshot.situations) == 3
    assert [path.read_bytes() for path in data.glob("恢复前-*.db")] == [spoilt]
    starting(window).told.accept()


@pytest.mark.expects_log
def test_without_any_backup_nothing_is_made_in_the_place_of_the_data(data, restart, qtbot):
    data.mkdir()
    (data / DATABASE_NAME).write_bytes(b"?" * 5000)
    window = restart()
    settle(qtbot, window.desk)
    rescue = starting(window).rescue
    assert not rescue.restore.isVisible()
    assert "没有找到完好的备份" in rescue.accessibleDescription()
    rescue.leave.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (data / DATABASE_NAME).read_bytes() == b"?" * 5000


@pytest.mark.expects_log
def test_a_backup_that_is_damaged_too_is_passed_over_and_named(backed_up, data, restart, qtbot):
    window = restart()
    window.desk.ask(backups.make)
    settle(qtbot, window.desk)
    leave(qtbot, window)
    newest = backups.list_backups(backups.place_beside(data))[0]
    newest.database.write_bytes(newest.database.read_bytes()[:-1] + b"?")
    (data / DATABASE_NAME).write_bytes(b"")
    window = restart()
    settle(qtbot, window.desk)
    assert "这些备份也坏了" in starting(window).rescue.accessibleDescription()
    starting(window).rescue.restore.click()
    settle(qtbot, window.desk)
    assert len(window.desk.snapshot.situations) == 3
    starting(window).told.accept()


@pytest.mark.expects_log
def test_a_data_file_that_is_gone_is_not_replaced_by_an_empty_one(tmp_path, qtbot, dressed):
    data = tmp_path / FOLDER_NAME
    with open_office(data) as office:
        load_samples(office)
        backups.make(office)
    (data / DATABASE_NAME).unlink()
    window = make_window(data, DEFINITIONS, Moment(), Answers())
    qtbot.addWidget(window)
    settle(qtbot, window.desk)
    settle(qtbot, window.desk)
    rescue = starting(window).rescue
    assert "没有找到资料文件" in rescue.accessibleName()
    assert not (data / DATABASE_NAME).exists()
    rescue.restore.click()
    settle(qtbot, window.desk)
    assert len(window.desk.snapshot.situations) == 3
    starting(window).told.accept()
    leave(qtbot, window)
    window.close()


# -------------------------------------------------------------------------------------------- while one works
def test_a_changed_record_is_named_at_the_next_start(backed_up, data, restart):
    content = (data / DATABASE_NAME).read_bytes()
    place = content.index("三组通组道路硬化".encode())
    (data / DATABASE_NAME).write_bytes(
        content[: place + 2] + bytes([content[place + 2] ^ 1]) + content[place + 3 :]
    )
    window = restart()
    told = starting(window).told
    assert "和存的时候不一样了" in told.accessibleName()
    assert "备份" in told.accessibleDescription()
    told.accept()


def test_every_half_hour_what_was_saved_is_backed_up_and_nothing_twice(restart, data, qtbot):
    window = restart()
    beat = starting(window).timer
    assert beat.isActive() and beat.interval() == 30 * 60 * 1000
    beat.timeout.emit()
    settle(qtbot, window.desk)
    assert backups.list_backups(backups.place_beside(data)) == []
    window.desk.act(load_samples)
    for _ in range(3):
        beat.timeout.emit()
        settle(qtbot, window.desk)
    made = backups.list_backups(backups.place_beside(data))
    assert len(made) == 1
    assert made[0].records > 3
    assert QApplication.activeModalWidget() is None


def test_once_a_month_every_old_backup_is_read_again(restart, backed_up, data, qtbot):
    change_settings(last_second_backup_at=(SPRING + timedelta(days=20)).isoformat())  # no word about a stick
    [backup] = backups.list_backups(backups.place_beside(data))
    whole = backup.plain_copy.read_bytes()
    backup.plain_copy.write_bytes(whole[:-40] + b"?" + whole[-39:])
    told = _told_at(restart, qtbot, SPRING)
    assert told.accessibleName() == f"1份以前的备份坏了：“{backup.folder.name}”。"
    assert "没有丢" in told.accessibleDescription()
    assert _told_at(restart, qtbot, SPRING + timedelta(days=5)) is None, "not every day"
    backup.plain_copy.write_bytes(whole)
    assert _told_at(restart, qtbot, SPRING + timedelta(days=30)) is None, "read, and whole"
    backup.database.write_bytes(b"")
    assert _told_at(restart, qtbot, SPRING + timedelta(days=49)) is None, "not yet"
    change_settings(last_second_backup_at=(SPRING + timedelta(days=60)).isoformat())
    assert "份以前的备份坏了" in _told_at(restart, qtbot, SPRING + timedelta(days=61)).accessibleName()


def _told_at(restart, qtbot, moment):
    window = restart(at=moment)
    told = starting(window).told
    if told is not None:
        told.accept()
    leave(qtbot, window)
    return told


def test_after_a_week_on_one_computer_the_home_page_says_so(restart, backed_up, tmp_path, qtbot):
    assert not restart(at=SPRING + timedelta(days=6)).office.home.backup_ribbon.isVisible()
    window = restart(SPRING + timedelta(days=7), Answers(tmp_path / "U盘"))
    banner = window.office.home.backup_ribbon
    assert banner.isVisible()
    assert any("已经7天没有备份到U盘" in words.text() for words in banner.findChildren(QLabel))
    find(banner, "去备份").click()
    settings = window.office.settings
    assert settings.isVisible()
    settings.panel("资料和备份").make_there.click()
    settle(qtbot, window.desk)
    assert not banner.isVisibleTo(window.office.home)


def test_after_a_month_on_one_computer_every_start_reminds_of_the_stick(restart, backed_up, tmp_path, qtbot):
    later = SPRING + timedelta(days=30)
    for _ in range(2):
        window = restart(at=later)
        told = starting(window).told
        assert told.accessibleName() == "资料已经30天没有备份到U盘了。"
        told.accept()
        leave(qtbot, window)
    window = restart(at=later)
    starting(window).told.accept()
    window.desk.ask(partial(backups.make, place=tmp_path / "U盘"))
    settle(qtbot, window.desk)
    leave(qtbot, window)
    assert starting(restart(at=later)).told is None
