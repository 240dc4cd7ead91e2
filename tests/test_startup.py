"""The first paint waits for Qt alone: slow libraries are imported by the action that needs them."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SLOW = {"docx", "lxml", "openpyxl", "pypdfium2", "pypinyin", "python_calamine", "reportlab", "sqlite_utils"}
# What is loaded before the window is painted. The rooms of the house join as they are built.
DOORS = [name for name in ("yishi_desktop.ui", "yishi_desktop.app", "yishi_desktop.__main__")
         if importlib.util.find_spec(name)]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_nothing_slow_is_loaded_before_the_window(door):
    assert slow_libraries_after(f"import {door}") == set()


def test_a_slow_library_would_be_noticed():
    assert "openpyxl" in slow_libraries_after("import openpyxl")


def slow_libraries_after(statement: str) -> set[str]:
    """The slow libraries loaded once a fresh interpreter has run `statement`."""
    script = f"import sys\n{statement}\nprint(*sorted({SLOW!r} & sys.modules.keys()))"
    child = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr
    return set(child.stdout.split())
