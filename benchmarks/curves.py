"""Growth as pictures: time and memory of rows 6 to 9 and 12 over three sizes, each ten times the one before."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.goals import CURVES
from benchmarks.harness import ROOT, Figures, Subject, run_once

PLACE = ROOT / "docs" / "performance"


def draw_all(folder: Path, part: float = 1.0) -> None:
    """Measure every curve and draw it; labels in English, because a plotting library brings no Chinese font."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for row, title, code, whole in CURVES:
        scales = [max(1, round(scale * part)) for scale in whole]
        found = [_measured(folder, code, scale) for scale in scales]
        _draw(PLACE / f"row-{row}.png", title, scales, found)
        steps = [after.cpu / before.cpu for before, after in pairwise(found)]
        print(f"growth {row} {title}: " + ", ".join(f"x10 in size, x{step:.1f} in time" for step in steps))


def _measured(folder: Path, code: str, scale: int) -> Figures:
    """The first run makes what is read, the second is counted; publishing makes everything itself, each time."""
    subject = Subject("", code, scale)
    first = run_once(subject, folder, 0.0)
    return first if code.startswith("publishing") else run_once(subject, folder, 0.2)


def _draw(path: Path, title: str, scales: Sequence[int], found: Sequence[Figures]) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.2, 3.0), layout="constrained")
    left, right = figure.subplots(1, 2)
    linear = [found[0].cpu * scale / scales[0] for scale in scales]
    left.loglog(scales, [one.cpu for one in found], "o-", color="#1f5fa8", label="measured")
    left.loglog(scales, linear, "--", color="#999999", label="linear")
    right.semilogx(scales, [one.rss for one in found], "s-", color="#a8431f")
    _label(left, "CPU seconds")
    left.legend(frameon=False)
    _label(right, "peak memory, MB")
    right.set_ylim(bottom=0)
    figure.suptitle(title, fontsize=11)
    figure.savefig(path, dpi=110, metadata={"Software": None})


def _label(axes: Any, name: str) -> None:
    axes.set_ylabel(name)
    axes.grid(visible=True, which="major", alpha=0.3)
