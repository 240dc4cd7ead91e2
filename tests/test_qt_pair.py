"""The pinned PySide6 lives through a working day on this Python.

PySide6 6.12.0 on Python 3.10 and 3.11 drops a reference to None in each void call and one to True in each emit;
after some thousands the interpreter aborts and takes the program along. No exception tells of it beforehand.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]

VOID_CALLS = """
import sys
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    happened = Signal()
source = Source()
before = sys.getrefcount(None), sys.getrefcount(True)
for _ in range(200_000):
    source.setObjectName("a")
    source.happened.emit()
after = sys.getrefcount(None), sys.getrefcount(True)
assert all(abs(a - b) < 1000 for a, b in zip(before, after)), (before, after)
print("alive")
"""


def test_the_pinned_pair_survives_200_000_void_calls_and_emits():
    child = subprocess.run([sys.executable, "-c", VOID_CALLS], capture_output=True, text=True, check=False)
    assert (child.returncode, child.stdout.strip(), child.stderr) == (0, "alive", "")


@pytest.mark.parametrize(("python", "version", "accepted"), [
    ("3.11", "6.11.3", True),
    ("3.11", "6.12.0", False),
    ("3.11", "6.12.1", False),
])  # fmt: skip
def test_pyside6_6_12_is_refused_where_it_aborts(python, version, accepted):
    assert _refusal_line().specifier.contains(version) is accepted
    assert _refusal_line().marker.evaluate({"python_version": python})


def test_the_refusal_ends_where_none_is_immortal():
    assert not _refusal_line().marker.evaluate({"python_version": "3.12"})


def _refusal_line():
    """The requirement line that stays when somebody raises the pin."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [Requirement(line) for line in project["dependencies"]]
    [line] = [req for req in requirements if req.name == "PySide6-Essentials" and req.marker is not None]
    return line
