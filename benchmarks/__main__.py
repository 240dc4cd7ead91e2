"""python3 dev.py bench [--short] [ROW ...]: measure, print the table, and write docs/performance.md.

Without row numbers all rows are measured and the curves drawn; with them these rows alone. Rows not measured now stand
in the page as they were measured last.
"""

import argparse
import compileall
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import report
from benchmarks.curves import draw_all
from benchmarks.goals import NATION, PROVINCE, Row, rows
from benchmarks.harness import ROOT, Measured, Outcome, measure, outcome


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, metavar="ROW", help="only these rows of the table")
    parser.add_argument("--short", action="store_true", help="a minute: proves that every row still runs")
    parser.add_argument("--part", type=float, default=1.0, help="so much of the large sizes")
    parser.add_argument(
        "--curves", action="store_true", help="the pictures of growth too, when rows are named"
    )
    wanted = parser.parse_args(words)
    compileall.compile_dir(str(ROOT / "yishi_desktop"), quiet=1)
    started = time.monotonic()
    counties = NATION if wanted.rows == [12] else PROVINCE
    with TemporaryDirectory(prefix="yishi-bench-") as folder:
        chosen = [
            row
            for row in rows(short=wanted.short, part=wanted.part, counties=counties)
            if not wanted.rows or row.number in wanted.rows
        ]
        measured, outcomes = run(chosen, Path(folder), kept=not wanted.short)
        print("\n" + report.table(outcomes))
        if not wanted.short:
            report.keep_values(measured)
        if wanted.curves or not (wanted.short or wanted.rows):
            draw_all(Path(folder), wanted.part)
    print(f"{time.monotonic() - started:.0f} s", flush=True)
    return 0


def run(chosen: Sequence[Row], folder: Path, *, kept: bool) -> tuple[Measured, list[Outcome]]:
    """Every row in turn; what was measured, and what came of every goal. `kept`: in the page, as soon as it is known."""
    measured: Measured = {}
    outcomes: list[Outcome] = []
    for row in chosen:
        prepare(row, folder)
        found = measure(row.goals, folder, row.rounds, row.seconds)
        measured |= found
        for goal in row.goals:
            outcomes.append(outcome(goal, found))
            print(report.line(outcomes[-1]), flush=True)
        if kept:
            report.write_page(report.keep([one for one in outcomes if one.goal.row == row.number]))
    return measured, outcomes


def prepare(row: Row, folder: Path) -> None:
    """What a row's turns share is made before the first of them, so that no turn pays for it."""
    from benchmarks import material
    from benchmarks.work import bundle, sealing, searching

    makers: dict[str, Callable[[Path, int], object]] = {
        "village": material.store,
        "search": searching.made,
        "ledgers": material.village_files,
        "seal": sealing.made,
        "minimal": bundle.minimal,
    }
    for name, scale in row.prepare:
        makers[name](folder, scale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
