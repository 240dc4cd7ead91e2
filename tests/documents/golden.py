"""Golden papers: the lines of every paper as they are placed, kept as text that can be reviewed.

`python -m tests.documents.golden --update` writes them anew after a change that was meant; look at the difference
before committing it.
"""

import sys
from pathlib import Path

from tests.documents.form_cases import forms, promised, situations
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.model import Document
from yishi_desktop.domain.forms.form import SheetSize

FOLDER = Path(__file__).parents[1] / "golden"
_STATES = {
    "annual_report": ("empty", "year"),
    "topic_register": ("empty", "year"),
    "handover_list": ("empty", "year"),
    "recovery_sheet": ("empty", "year"),
    "look_back_slip": ("empty", "year", "promised"),
    "box_cover": ("empty", "year"),
    "box_spine": ("year",),
    "box_catalogue": ("empty", "year"),
    "box_note": ("empty", "year"),
    "assembly_proposal": ("empty", "to_be_decided"),
    "ending_note": ("empty", "ended"),
    "escalation": ("empty", "ended"),
    "exclusion_slip": ("empty", "excluded"),
    "jinhua_record": ("empty", "half", "typical", "failed", "again"),
    "redeliberation": ("empty", "failed"),
}
_RECIPIENTS = {"promised": ("徐国平",)}
"""Whom a paper is made out to in a state."""
ON_A3 = ".A3"
PAPERS = [(form, state) for form in sorted(forms()) for state in _STATES.get(form, ("empty", "typical"))]
PAPERS += [(form.id, f"typical{ON_A3}") for form in forms().values() if form.page in ("wall", "poster")]


def file_of(form: str, state: str) -> Path:
    return FOLDER / f"{form}.{state}.txt"


def placed(form: str, state: str) -> str:
    return lines_of(paper(form, state))


def paper(form: str, state: str) -> Document:
    """The paper in a state; `.A3` behind it asks for the larger sheet."""
    sheet: SheetSize = "A3" if state.endswith(ON_A3) else "A4"
    looked_at = promised() if state == "promised" else situations()[state.removesuffix(ON_A3)]
    return compose(forms()[form], looked_at, _RECIPIENTS.get(state, ()), sheet=sheet)


def lines_of(document: Document) -> str:
    """Every line with its distance from the head and the left of the sheet in whole millimetres, page by page."""
    out = []
    for number, sheet in enumerate(lay_out(document).sheets, start=1):
        out.append(f"—— 第{number}页 ——")
        for line in sorted(sheet.lines, key=lambda placed: (round(placed.y), placed.x)):
            text = "".join(segment.text for segment in line.line.segments).rstrip()
            if text:
                left = line.x + line.line.segments[0].x
                out.append(f"{_mm(line.y):>3} {_mm(left):>3} {text}")
    return "\n".join(out) + "\n"


def _mm(points: float) -> int:
    return round(points / 72 * 25.4)


def update() -> None:
    FOLDER.mkdir(exist_ok=True)
    for form, state in PAPERS:
        file_of(form, state).write_text(placed(form, state), encoding="utf-8")


if __name__ == "__main__" and "--update" in sys.argv:
    update()
