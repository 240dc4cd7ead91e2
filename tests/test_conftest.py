"""The guards around every test: each is shown to fail a test that breaks it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

PLANTED = """
import logging, os
import platformdirs, pytest
from hypothesis import given, strategies
from pathlib import Path

def test_warns_in_the_log():
    logging.getLogger("yishi").warning("磁盘快满了")

@pytest.mark.expects_log
def test_warns_as_expected(caplog):
    logging.getLogger("yishi").warning("磁盘快满了")
    assert caplog.messages == ["磁盘快满了"]

def test_informs_in_the_log():
    logging.getLogger("yishi").info("ok")

def test_qt_warns(qapp):
    from PySide6.QtCore import QObject, QTimer, qWarning
    qWarning(b"QObject: something is wrong")

def test_window_is_offscreen(qtbot):
    from PySide6.QtWidgets import QLabel
    label = QLabel("议事")
    qtbot.addWidget(label)
    label.show()

def test_skips():
    pytest.skip("no reason")

@pytest.mark.needs("no-such-program")
def test_needs_a_program():
    pass

def test_leaves_a_file_open(tmp_path):
    (tmp_path / "a").open("w")

def test_home_is_empty(user_folder):
    assert Path.home() == user_folder and not list(user_folder.iterdir())
    assert platformdirs.user_data_path("yishi").is_relative_to(user_folder)

def test_today(today):
    assert str(today) == "2026-03-10"

@given(strategies.integers())
def test_property(number):
    assert number == number
"""
FAILS = {"test_warns_in_the_log", "test_qt_warns", "test_leaves_a_file_open"}
SKIPS = {"test_skips", "test_needs_a_program"}


@pytest.mark.parametrize(("ci", "failing", "skipping"), [("true", FAILS | SKIPS, set()), ("", FAILS, SKIPS)])
def test_the_guards(tmp_path, ci, failing, skipping):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "screen.json", "soaking.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    (tmp_path / "tests/test_planted.py").write_text(PLANTED, encoding="utf-8")
    outcomes = outcomes_of(tmp_path, ci)
    assert {test for test, outcome in outcomes if outcome in {"FAILED", "ERROR"}} == failing
    assert {test for test, outcome in outcomes if outcome == "SKIPPED"} == skipping
    assert len({test for test, _ in outcomes}) == PLANTED.count("def test_")


def outcomes_of(folder: Path, ci: str) -> set[tuple[str, str]]:
    """(test, PASSED, FAILED, ERROR or SKIPPED) of every test in `folder`, run by a pytest of its own."""
    env = {**os.environ, "CI": ci, "COLUMNS": "200"}
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-p", "no:xdist"]
    child = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    found = re.findall(
        r"^tests/test_planted\.py::(\w+) (PASSED|FAILED|ERROR|SKIPPED)", child.stdout, re.MULTILINE
    )
    assert found, child.stdout + child.stderr
    return set(found)
