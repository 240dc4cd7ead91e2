"""The table of ratios in the terminal and in docs/performance.md, and the values for pyperf's own commands."""

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from benchmarks.goals import rows as goal_rows
from benchmarks.harness import ROOT, Measured, Outcome

PAGE = ROOT / "docs" / "performance.md"
PLACE = ROOT / "out" / "bench"
VALUES = PLACE / "values.json"
BEGIN, END = "<!-- table: written by dev.py bench -->", "<!-- end of the table -->"
HEADINGS = ("行", "工作", "比谁", "量", "目标", "比值（最小–最大）", "议事", "对方", "结论")
MEASURES = {
    "cpu": "处理器时间",
    "wall": "时间",
    "rss": "内存",
    "repaint": "重画",
    "p99": "时间",
    "start_cpu": "处理器时间",
    "start_wall": "时间",
}


Cells = list[str]


def line(outcome: Outcome) -> str:
    """One goal for the terminal."""
    return "  ".join(cell for cell in cells_of(outcome) if cell)


def table(outcomes: Sequence[Outcome]) -> str:
    """These goals as a Markdown table."""
    return _table([cells_of(one) for one in outcomes])


def _table(rows: Sequence[Cells]) -> str:
    lines = [list(HEADINGS), ["---"] * len(HEADINGS), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def cells_of(outcome: Outcome) -> Cells:
    """One goal as a line of the table."""
    goal = outcome.goal
    sign = "≤" if goal.relation == "at most" else "≥"
    beside = goal.beside.name + ("（下限）" if goal.floor else "") if goal.beside else ""
    head = [str(goal.row), goal.work, beside, MEASURES.get(goal.measure, "")]
    bound = f"{sign} {goal.bound:g}{goal.unit if goal.unit == '×' else ' ' + goal.unit}"
    if outcome.missing:
        return [*head, bound, "", "", "", f"还没有测，缺 {outcome.missing}{_advice(outcome)}"]
    verdict = "达到" if outcome.reached else "没有达到"
    if goal.beside is None:
        return [*head, bound, _number(outcome.ratio), "", "", verdict]
    spread = f"{_number(outcome.ratio)}（{_number(min(outcome.ratios))}–{_number(max(outcome.ratios))}）"
    assert outcome.theirs is not None
    ours, theirs = (_value(value, goal.measure) for value in (outcome.ours, outcome.theirs))
    return [*head, bound, spread, ours, theirs, verdict]


def _advice(outcome: Outcome) -> str:
    return "；先 dev.py bundle" if "dist/" in outcome.missing else ""


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _value(value: float, measure: str) -> str:
    if measure == "rss":
        return f"{value:.0f} MB"
    if measure.endswith(("cpu", "wall")):
        return f"{value:.1f} s" if value >= 10 else f"{value * 1000:.1f} ms"
    return f"{value:.1f} ms"


def machine() -> str:
    """The size of the machine, without its name."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return (
        f"{os.cpu_count()}个处理器核（和别的工作共用），{pages:.0f} GiB 内存，{platform.system()} {platform.machine()}，"
        f"Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    )


def keep(outcomes: Sequence[Outcome]) -> dict[int, list[Cells]]:
    """Every row as it was last measured: a row is one run of its own, and one may be measured again alone."""
    path = PLACE / "rows.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for number in {one.goal.row for one in outcomes}:
        known[str(number)] = [cells_of(one) for one in outcomes if one.goal.row == number]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
    return {int(number): rows for number, rows in known.items()}


def write_page(rows: dict[int, list[Cells]]) -> None:
    """Put the table into the page; the words around it are written by people."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    works = {row.number: row.goals[0].work for row in goal_rows()}
    none = {n: [[str(n), work, "", "", "", "", "", "", "还没有测"]] for n, work in works.items()}
    lines = [cells for number in sorted(rows | none) for cells in (none | rows)[number]]
    about = f"`python3 dev.py bench`，{machine()}。"
    PAGE.write_text(f"{head}{BEGIN}\n\n{about}\n\n{_table(lines)}\n{END}{tail}", encoding="utf-8")


def keep_values(measured: Measured, path: Path = VALUES) -> None:
    """Every value of every turn, for `python -m pyperf stats` and `hist`."""
    import pyperf

    made = {}
    for subject, found in measured.items():
        about = {"name": subject.label, "unit": "second", "loops": 1}
        made[subject.label] = pyperf.Benchmark(
            [pyperf.Run([one.of("cpu")], metadata=about, collect_metadata=False) for one in found]
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    pyperf.BenchmarkSuite(list(made.values())).dump(str(path), replace=True)
