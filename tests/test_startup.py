"""The first paint waits for Qt alone: slow libraries are imported by the action that needs them."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.offices import sample_office

ROOT = Path(__file__).resolve().parents[1]
SLOW = {"docx", "lxml", "openpyxl", "pypdfium2", "pypinyin", "python_calamine", "reportlab"}
# What may be loaded later, by whoever first needs it: it stands here because it was loaded by everybody once.
LATER = {
    "attr", "cattrs", "locale", "subprocess",
    "PySide6.QtNetwork", "PySide6.QtPrintSupport",
    "yishi_desktop.definitions.forms", "yishi_desktop.domain.forms.form",
    "yishi_desktop.domain.township.rule_pack", "yishi_desktop.domain.township.union",
    "yishi_desktop.services.catalogues", "yishi_desktop.services.delivering.ledgers",
    "yishi_desktop.services.delivering.returned", "yishi_desktop.services.printing.papers",
    "yishi_desktop.services.strangers.room", "yishi_desktop.ui.cases.page", "yishi_desktop.ui.finder.dialog",
    "yishi_desktop.ui.guards",
    "yishi_desktop.ui.ledger.exporting", "yishi_desktop.ui.matter.workspace", "yishi_desktop.ui.people.page",
    "yishi_desktop.ui.settings.page", "yishi_desktop.ui.township.page",
}  # fmt: skip
SHOWN = """
import sys
from datetime import datetime
from pathlib import Path
from yishi_desktop import app as program
from PySide6.QtWidgets import QApplication

loaded = set()


def shown(changed):
    QApplication.processEvents()
    loaded.update(sys.modules)
    QApplication.quit()


make = program.make_window


def watched(*arguments, **named):
    window = make(*arguments, **named)
    window.desk.changed.connect(shown)
    return window


program.make_window = watched
assert program.run(["--data", DATA]) == program.DONE
print(*sorted(WANTED & loaded))
"""
# What is loaded before the window is painted. The rooms of the house join as they are built.
DOORS = [name for name in ("yishi_desktop.ui", "yishi_desktop.app", "yishi_desktop.__main__")
         if importlib.util.find_spec(name)]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_nothing_slow_is_loaded_before_the_window(door):
    assert slow_libraries_after(f"import {door}") == set()


def test_nothing_is_loaded_before_the_records_are_shown_that_only_some_need(tmp_path):
    with sample_office(tmp_path / "资料"):
        pass
    script = SHOWN.replace("DATA", repr(str(tmp_path / "资料"))).replace("WANTED", repr(LATER | SLOW))
    assert said_by(script) == set()


def test_every_one_of_them_is_there():
    assert [name for name in sorted(LATER | SLOW) if importlib.util.find_spec(name) is None] == []


def test_a_slow_library_would_be_noticed():
    assert "openpyxl" in slow_libraries_after("import openpyxl")


def slow_libraries_after(statement: str) -> set[str]:
    """The slow libraries loaded once a fresh interpreter has run `statement`."""
    return said_by(f"import sys\n{statement}\nprint(*sorted({SLOW!r} & sys.modules.keys()))")


def said_by(script: str) -> set[str]:
    """The words a fresh interpreter prints."""
    child = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr
    return set(child.stdout.split())
