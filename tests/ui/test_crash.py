"""What nobody caught: logged without names, told calmly, kept for whoever can help."""

import logging
import subprocess
import sys
import textwrap
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.ui import crash
from yishi_desktop.ui.dialogs import ErrorDialog


@pytest.fixture
def folder(tmp_path):
    level = logging.getLogger().level
    handler = crash.start_log(tmp_path)
    yield tmp_path
    logging.getLogger().removeHandler(handler)
    logging.getLogger().setLevel(level)
    handler.close()


def logged(folder):
    return (folder / crash.LOG_NAME).read_text(encoding="utf-8")


def fault():
    name = "张建国"
    raise ValueError(f"cannot read {name} 13812345678")


@pytest.mark.expects_log
def test_a_fault_is_logged_without_names_and_told(qtbot, dressed, folder):
    hook = crash.CrashHook(folder, str)
    try:
        fault()
    except ValueError as error:
        hook.handle(type(error), error, error.__traceback__)
    assert "ValueError: cannot read 〔3字〕 〔11位〕" in logged(folder)
    assert "in fault" in logged(folder)
    assert "张建国" not in logged(folder)
    dialog = hook.dialog
    assert dialog.isVisible()
    dialog.accept()
    assert hook.dialog is None


@pytest.mark.expects_log
def test_a_storm_of_faults_opens_one_dialog(qtbot, dressed, folder):
    saved = []

    def secure():
        saved.append(1)
        return "资料已保存。"

    hook = crash.CrashHook(folder, secure)
    for _ in range(20):
        hook.handle(ValueError, ValueError(), None)
    assert saved == [1]
    hook.dialog.reject()


def test_a_refusal_nobody_answered_is_told_as_one(show, folder):
    window = show(QWidget())
    hook = crash.CrashHook(folder, str)
    refusal = UserError("D盘满了。", "资料已存到14:32。", "请删掉些文件再试。")
    hook.handle(UserError, refusal, None)
    assert hook.dialog is None
    assert [dialog.accessibleName() for dialog in window.findChildren(ErrorDialog)] == ["D盘满了。"]


def test_records_are_kept_on_a_stick(folder):
    logging.getLogger("yishi").info("started")
    target = crash.bundle_records(folder, folder / "问题记录.zip")
    assert crash.LOG_NAME in ZipFile(target).namelist()


def test_a_stick_that_is_gone_is_said(folder):
    with pytest.raises(UserError, match="U盘"):
        crash.bundle_records(folder, folder / "gone" / "x.zip")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("姓名 张三", "〔2字〕 〔2字〕"),
        ("tel 13812345678", "tel 〔11位〕"),
        ("line 42 of x.py", "line 42 of x.py"),
        ("𬱖", "〔1字〕"),
    ],
)
def test_masking(text, kept):
    assert crash.masked(text) == kept


def test_the_hook_gives_everything_back(qapp, folder):
    before = sys.excepthook
    hook = crash.CrashHook(folder, str)
    hook.install()
    assert sys.excepthook == hook.handle
    hook.uninstall()
    sys.excepthook = before


def test_a_crash_of_the_process_is_offered_at_the_next_start(tmp_path):
    program = textwrap.dedent("""
        import faulthandler, sys
        from pathlib import Path
        from yishi_desktop.ui.crash import CrashHook
        hook = CrashHook(Path(sys.argv[1]), str)
        hook.install()
        faulthandler._sigsegv()
    """)
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False)
    assert run.returncode != 0
    record = crash.earlier_crash(tmp_path)
    assert "Segmentation fault" in record.read_text()
    assert crash.earlier_crash(tmp_path) is None


def test_no_crash_no_record(tmp_path):
    assert crash.earlier_crash(tmp_path) is None


def test_what_qt_says_goes_to_the_log(tmp_path):
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from PySide6.QtCore import qWarning
        from yishi_desktop.ui import crash
        crash.start_log(Path(sys.argv[1]))
        hook = crash.CrashHook(Path(sys.argv[1]), str)
        hook.install()
        qWarning("paint trouble")
        hook.uninstall()
    """)
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=True)
    assert b"paint" not in run.stderr
    assert "WARNING yishi.qt paint trouble" in logged(tmp_path)
