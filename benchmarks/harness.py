"""Measuring in turn: each subject runs in a process of its own, A B C A B C ..., and ratios are taken within a turn.

pyperf keeps the values and does the statistics; the order is ours, because pyperf finishes one benchmark before the
next begins, and on a shared machine the minute in between decides more than the code does.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from benchmarks.child import measured

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ("soffice", "Xvfb", "openbox")

Relation = Literal["at most", "at least"]


@dataclass(frozen=True)
class Subject:
    """Something to time: `code` is module:function below benchmarks.work.

    The function is called with a folder for its material and `scale`, and returns what is to be timed. `needs` are
    the modules, programs and files of the tree it cannot do without. `whole` counts the process from its first instruction.
    """

    name: str
    code: str
    scale: int = 0
    needs: tuple[str, ...] = ()
    whole: bool = False

    @property
    def label(self) -> str:
        return f"{self.code}[{self.scale}]"

    def missing(self) -> str:
        """What this machine lacks for it."""
        return " ".join(one for one in self.needs if not _is_here(one))


@dataclass(frozen=True)
class Figures:
    """One run: seconds of processor and of wall, the peak of memory in MB, and what else the subject tells."""

    cpu: float
    wall: float
    rss: float
    extra: dict[str, float] = field(default_factory=dict)

    def of(self, measure: str) -> float:
        """One of the figures; never nothing at all, so that a ratio can be made of it."""
        return self.extra[measure] if measure in self.extra else max(float(getattr(self, measure)), 1e-9)


@dataclass(frozen=True)
class Goal:
    """One line of the table: ours beside another, or beside a fixed number where `beside` is None.

    "at most": ours over theirs; "at least": theirs over ours, so many times better.
    """

    row: int
    work: str
    ours: Subject
    beside: Subject | None
    relation: Relation
    bound: float
    measure: str = "cpu"
    unit: str = "×"
    floor: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a goal: the median ratio, its extremes, and both medians."""

    goal: Goal
    ratios: tuple[float, ...]
    ours: float
    theirs: float | None
    missing: str = ""

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def reached(self) -> bool:
        goal = self.goal
        return self.ratio <= goal.bound if goal.relation == "at most" else self.ratio >= goal.bound


Measured = dict[Subject, list[Figures]]


def _is_here(name: str) -> bool:
    if "/" in name:
        return (ROOT / name).exists()
    return bool(shutil.which(name)) if name in PROGRAMS else find_spec(name) is not None


def environment() -> dict[str, str]:
    """Without a screen, and with compiled files kept: missing ones double every start and spoil comparisons."""
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1", QT_LOGGING_RULES="*=false")
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH"):
        env.pop(name, None)
    return env


def run_here(subject: Subject, folder: Path) -> Figures:
    """Run a subject once in this process: no measurement, but a proof that it runs."""
    told = measured(subject.code, subject.scale, folder, 0.0)
    return Figures(told["cpu"], told["wall"], told["rss"], told["extra"])


def run_once(subject: Subject, folder: Path, seconds: float) -> Figures:
    """Run a subject in a fresh process: warmed up and repeated for about so many seconds, or whole and once."""
    arguments = [subject.code, str(subject.scale), str(folder), "whole" if subject.whole else str(seconds)]
    command = [sys.executable, "-m", "benchmarks.child", *arguments]
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=6 * 3600
    )
    if done.returncode:
        raise RuntimeError(f"{subject.label}: {done.stderr[-2000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    wall = told["wall"] or time.perf_counter() - started
    return Figures(told["cpu"], wall, told["rss"], told["extra"])


def measure(goals: Sequence[Goal], folder: Path, rounds: int, seconds: float) -> Measured:
    """Every subject of these goals, in turn; once and in this process for no rounds at all."""
    wanted = [subject for subject in subjects_of(goals) if not subject.missing()]
    if not rounds:
        return {s: [run_once(s, folder, 0.0) if s.whole else run_here(s, folder)] for s in wanted}
    found: Measured = {subject: [] for subject in wanted}
    for _ in range(rounds):
        for subject in wanted:
            found[subject].append(run_once(subject, folder, seconds))
    return found


def subjects_of(goals: Iterable[Goal]) -> list[Subject]:
    """Each subject once, in the order in which they are named."""
    named = (subject for goal in goals for subject in (goal.ours, goal.beside) if subject)
    return list(dict.fromkeys(named))


def outcome(goal: Goal, found: Measured) -> Outcome:
    """The ratio of each turn, and their median."""
    missing = " ".join(s.missing() for s in (goal.ours, goal.beside) if s and s.missing())
    if missing:
        return Outcome(goal, (), 0.0, None, missing)
    ours = [figures.of(goal.measure) for figures in found[goal.ours]]
    if goal.beside is None:
        return Outcome(goal, tuple(ours), statistics.median(ours), None)
    theirs = [figures.of(goal.measure) for figures in found[goal.beside]]
    pairs = zip(ours, theirs, strict=True)
    ratios = tuple(a / b if goal.relation == "at most" else b / a for a, b in pairs)
    return Outcome(goal, ratios, statistics.median(ours), statistics.median(theirs))
