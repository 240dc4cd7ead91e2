"""The benchmarks still run, on so little that nobody waits for them; what they measure is judged by people, not here."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.goals import CURVES, rows
from benchmarks.harness import Figures, Goal, Outcome, Subject, outcome

ROOT = Path(__file__).resolve().parents[1]
OURS, THEIRS = Subject("a", "x:a"), Subject("b", "x:b")


def test_every_row_runs():
    command = [sys.executable, "-m", "benchmarks", "--short"]
    env = dict(os.environ, PYTHONUTF8="1", QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = {line.split("|")[1].strip() for line in done.stdout.splitlines() if line.startswith("| ")}
    assert {str(row.number) for row in rows(short=True)} <= told


def test_the_short_run_needs_nobody_beside_us():
    subjects = [s for row in rows(short=True) for g in row.goals for s in (g.ours, g.beside) if s]
    assert all(not subject.needs for subject in subjects)


def test_every_curve_is_of_measured_work():
    assert {row for row, *_ in CURVES} <= {row.number for row in rows()}


def told(relation, bound, ours, theirs) -> Outcome:
    goal = Goal(9, "x", OURS, THEIRS, relation, bound)
    measured = {OURS: [Figures(v, v, 1) for v in ours], THEIRS: [Figures(v, v, 1) for v in theirs]}
    return outcome(goal, measured)


def test_a_ratio_is_the_median_of_turns_and_not_of_sums():
    slow_minute = told("at most", 1.5, [1, 10, 1], [1, 10, 1])
    assert slow_minute.ratio == 1
    assert slow_minute.reached


def test_times_better_is_theirs_over_ours():
    found = told("at least", 4, [1, 1, 1], [3, 3, 3])
    assert found.ratio == 3
    assert not found.reached
