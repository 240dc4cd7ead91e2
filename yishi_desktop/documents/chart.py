"""The flow chart of a procedure as a drawing: boxes, diamonds for gates, real arrows, branches beside the way.

Everything is measured first with the type as large as the sheet allows, then placed from the top down. Millimetres from
the top left corner, type in points.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from yishi_desktop.documents.lines import lay_paragraph
from yishi_desktop.documents.metrics import MM
from yishi_desktop.documents.model import Drawing, Label, Paragraph, Role, Run, text_width
from yishi_desktop.documents.pen import FINE, Pen, corners, lettering
from yishi_desktop.domain.flow_chart import Box
from yishi_desktop.domain.flow_graph import Branch, Gate, Reach, Row, in_words

_SIZES = tuple(half / 2 for half in range(40, 13, -1))
"""Points: from the largest type tried to the smallest, for the names of steps."""
_BAR, _HEAD, _TRUNK, _ARROW = 0.047, 0.135, 0.33, 0.165
"""Parts of the width: the bar of supervision, the names of chapters, the way down, and the arrows beside it."""
_SIDE = 0.03
"""What is left at the right edge for the ways back."""
_SUPERVISION = "全过程监督"


# ------------------------------------------------------------------------------------------------- measuring
@dataclass(frozen=True)
class _Columns:
    """Where things stand across the sheet."""

    width: float

    @property
    def head(self) -> float:
        """The left edge of the chapters."""
        return self.width * (_BAR + 0.012)

    @property
    def trunk(self) -> float:
        """The left edge of the way down."""
        return self.head + self.width * (_HEAD + 0.02)

    @property
    def trunk_width(self) -> float:
        return self.width * _TRUNK

    @property
    def middle(self) -> float:
        """The axis of the way down."""
        return self.trunk + self.trunk_width / 2

    @property
    def aside(self) -> float:
        """The left edge of the boxes beside the way."""
        return self.trunk + self.trunk_width + self.width * _ARROW

    @property
    def aside_width(self) -> float:
        return self.width * (1 - _SIDE) - self.aside

    @property
    def edge(self) -> float:
        """The line of the ways back."""
        return self.width * (1 - _SIDE / 2)


@dataclass(frozen=True)
class _Measured:
    """A row and how high it is, without the space below it; `own` is the height of the box or gate itself."""

    row: Row
    height: float
    own: float
    above: float
    """From the top of the row to that of the box."""


class _Measure:
    """How much room things take at a type size."""

    def __init__(self, width: float, size: float) -> None:
        self.columns = _Columns(width)
        self.size = size
        self.em = size / MM

    @property
    def gap(self) -> float:
        """The least space between two rows: an arrow fits in it."""
        return self.em * 0.95

    @property
    def slot(self) -> float:
        """The height of a box beside the way."""
        return self.em * 1.62

    def lines(self, text: str, width: float, size: float = 1, role: Role = "hei") -> int:
        """On how many lines the words stand."""
        return len(lay_paragraph(lettering(text, self.size * size, role), width * MM))

    def row(self, row: Row) -> _Measured:
        """A row with its branches."""
        own = self._own(row)
        count = sum(len(branch.boxes) for branch in row.branches)
        beside = count * self.slot + max(0, count - 1) * self.em * 0.55
        height = max(own, beside)
        answer = self.em * 0.6 if row.gate and row.gate.onward else 0.0
        above = (height - own) / 2
        return _Measured(row, max(height, above + own + answer), own, above)

    def _own(self, row: Row) -> float:
        width = self.columns.trunk_width
        if row.gate:
            return self.em * (2.5 + 0.75 * self.lines(row.gate.question, width * 0.52, 0.92, "kai"))
        if row.ways:
            room = self.ways_width(len(row.ways)) - self.em
            return self.em * (0.7 + 1.22 * max(self.lines(way, room, 0.9) for way in row.ways))
        title = row.box.title if row.box else ""
        return self.em * (0.7 + 1.22 * self.lines(title, width - self.em))

    def ways_width(self, count: int) -> float:
        """The width of one of several boxes side by side."""
        whole = self.columns.width * (1 - _SIDE) - self.columns.trunk
        return (whole - (count - 1) * self.em * 0.8) / count

    def reach(self, reach: Reach) -> list[_Measured]:
        """The rows of a chapter."""
        return [self.row(row) for row in reach.rows]

    def filled(self, reaches: Sequence[Reach]) -> float:
        """The height of all rows without the spaces between them."""
        return sum(one.height for reach in reaches for one in self.reach(reach))

    def total(self, reaches: Sequence[Reach]) -> float:
        """The height of the whole chart with the least spaces."""
        return self.filled(reaches) + self.gap * _spaces(reaches)


_EDGE, _BETWEEN = 0.45, 0.45
"""Parts of a space: above and below the rows of a chapter, and between two chapters."""


def _spaces(reaches: Sequence[Reach]) -> float:
    """How many spaces as high as that between two rows there are in a chart."""
    rows = sum(len(reach.rows) - 1 for reach in reaches)
    return rows + len(reaches) * 2 * _EDGE + (len(reaches) - 1) * _BETWEEN


def chart_drawing(reaches: Sequence[Reach], width: float, height: float) -> Drawing:
    """The chart on `width` by `height` mm, its type as large as goes in."""
    shown = [reach for reach in reaches if reach.rows]
    fitting = (size for size in _SIZES if _fits(shown, width, height, size))
    return _Chart(shown, width, height, next(fitting, _SIZES[-1])).drawn()


def _fits(reaches: Sequence[Reach], width: float, height: float, size: float) -> bool:
    """High enough, and no name of a step or a branch broken more than once."""
    measure = _Measure(width, size)
    columns = measure.columns
    rows = [row for reach in reaches for row in reach.rows]
    beside = [branch for row in rows for branch in row.branches]
    boxes = [box for branch in beside for box in branch.boxes]
    return (
        measure.total(reaches) <= height
        and all(measure.lines(box.title, columns.aside_width - measure.em * 0.6, 0.9) == 1 for box in boxes)
        and all(
            measure.lines(one.words, columns.width * _ARROW - measure.em, 0.68, "kai") <= 2 for one in beside
        )
        and all(
            measure.lines(row.box.title, columns.trunk_width - measure.em) == 1 for row in rows if row.box
        )
        and all(
            measure.lines(row.gate.question, columns.trunk_width * 0.52, 0.92, "kai") <= 2
            for row in rows
            if row.gate
        )
    )


# --------------------------------------------------------------------------------------------------- placing
class _Chart:
    def __init__(self, reaches: Sequence[Reach], width: float, height: float, size: float) -> None:
        self.reaches, self.width, self.height = reaches, width, height
        self.measure = _Measure(width, size)
        self.at = self.measure.columns
        self.pen = Pen(size)
        self.em = self.measure.em
        wide = (height - self.measure.filled(reaches)) / max(1.0, _spaces(reaches))
        self.gap = min(max(wide, self.measure.gap), self.em * 2.6)
        self._places: dict[str, tuple[float, float]] = {}  # step → the middle of its box, and its height
        self._back: list[tuple[float, str]] = []
        self._below: list[float] = []  # where several ways come together again, until they have

    def drawn(self) -> Drawing:
        """The whole chart."""
        y, previous = 0.0, None
        for reach in self.reaches:
            rows = self.measure.reach(reach)
            inside = sum(one.height for one in rows) + self.gap * (len(rows) - 1 + 2 * _EDGE)
            self._chapter(reach, y, inside)
            at = y + self.gap * _EDGE
            for measured in rows:
                previous = self._row(measured, at, previous)
                at += measured.height + self.gap
            y += inside + self.gap * _BETWEEN
        whole = y - self.gap * _BETWEEN
        self._ways_back()
        self._bar(whole)
        return Drawing(
            self.width, whole, tuple(self.pen.marks), tuple(self.pen.labels), in_words(self.reaches)
        )

    def _chapter(self, reach: Reach, top: float, height: float) -> None:
        left, width = self.at.head, self.width * _HEAD
        self.pen.shade((left, top, width, height), 0.93)
        frame = corners(left, top, self.width - left, height)
        self.pen.line(*frame, frame[0], width=FINE)
        room = width - self.em * 0.5
        title = _even_lines(reach.title, room / self.em)
        high = (title.count("\n") + 1) * self.em * 1.22
        clause = self.measure.lines(reach.clause, width - self.em * 0.4, 0.62, "song") * self.em * 0.76
        fits = high + clause + self.em * 0.4 <= height
        start = top + (height - high - (clause + self.em * 0.3 if fits else 0)) / 2
        self.pen.words(title, (left + self.em * 0.25, start, room, high), role="hei")
        if fits:
            below = start + high + self.em * 0.3
            self.pen.words(
                reach.clause, (left + self.em * 0.2, below, width - self.em * 0.4, clause), 0.62, "song"
            )

    def _bar(self, height: float) -> None:
        width = self.width * _BAR
        self.pen.box((0, 0, width, height), heavy=True)
        step = height / len(_SUPERVISION)
        for number, char in enumerate(_SUPERVISION):
            self.pen.words(char, (0, number * step, width, step), 1.1, "hei")

    # --- rows ----------------------------------------------------------------------------------------------------

    def _row(self, measured: _Measured, y: float, previous: float | None) -> float:
        """Draw a row at this height, with the arrow that comes to it; where the arrow to the next begins."""
        row, own = measured.row, measured.own
        top = y + measured.above
        if previous is not None:
            self._come_to(row, previous, y, top)
        if row.ways:
            return self._side_by_side(row.ways, top, own)
        width = self.at.trunk_width
        if row.gate:
            self._gate(row.gate, top, own)
        elif row.box:
            self.pen.box((self.at.trunk, top, width, own), heavy=True)
            self._title(row.box, top, own)
            self._places[row.box.id] = (top + own / 2, own)
        self._branches(row, y, top + own / 2)
        return top + own

    def _come_to(self, row: Row, start: float, y: float, end: float) -> None:
        """The arrow to a row that begins at `y` and whose box begins at `end`, from several ways or to several ways."""
        middle = self.at.middle
        if self._below:
            join = y - self.gap * 0.55
            for x in self._below:
                self.pen.line((x, start), (x, join))
            self.pen.line((min(*self._below, middle), join), (max(*self._below, middle), join))
            self._below, start = [], join
        if not row.ways:
            self.pen.arrow((middle, start), (middle, end))
            return
        fork = y - self.gap * 0.6
        centres = self._centres(len(row.ways))
        self.pen.line((middle, start), (middle, fork))
        self.pen.line((min(*centres, middle), fork), (max(*centres, middle), fork))
        for x in centres:
            self.pen.arrow((x, fork), (x, end))

    def _title(self, box: Box, top: float, own: float) -> None:
        """The name of the step, and its clause in small behind it where both go on one line."""
        room = self.at.trunk_width - self.em
        clause = box.article
        small = self.pen.size * 0.62
        wide = text_width(box.title) * self.pen.size + (text_width(clause) + 1) * small
        runs = [Run(box.title)]
        if clause and wide / MM <= room:
            runs.append(Run(f"　{clause}", role="song", size=round(small, 1)))
        like = lettering("", self.pen.size, "hei")
        label = Paragraph(tuple(runs), "hei", like.size, "center", line=like.line)
        self.pen.labels.append(Label(self.at.trunk + self.em / 2, top, room, own, label))

    def _gate(self, gate: Gate, top: float, own: float) -> None:
        width = self.at.trunk_width
        self.pen.diamond(self.at.trunk, top, width, own)
        self.pen.words(gate.question, (self.at.trunk + width * 0.24, top, width * 0.52, own), 0.92, "kai")
        if gate.onward:
            beside = self.at.middle + self.em * 0.3
            self.pen.labels.append(
                Label(
                    beside,
                    top + own - self.em * 0.12,
                    width / 2,
                    self.em,
                    Paragraph((Run(gate.onward),), "kai", round(self.pen.size * 0.72, 1), "left",
                              line=round(self.pen.size * 0.9, 1)),
                )
            )  # fmt: skip

    def _centres(self, count: int) -> list[float]:
        width, between = self.measure.ways_width(count), self.em * 0.8
        return [self.at.trunk + width / 2 + number * (width + between) for number in range(count)]

    def _side_by_side(self, ways: tuple[str, ...], top: float, own: float) -> float:
        width = self.measure.ways_width(len(ways))
        centres = self._centres(len(ways))
        for way, centre in zip(ways, centres, strict=True):
            self.pen.box((centre - width / 2, top, width, own), heavy=True)
            self.pen.words(way, (centre - width / 2 + self.em / 2, top, width - self.em, own), 0.9, "hei")
        self._below = centres
        return top + own

    # --- what leaves the way -------------------------------------------------------------------------------------

    def _branches(self, row: Row, y: float, axis: float) -> None:
        """Boxes beside the way, one below the other, all reached from one line that leaves the row in its middle."""
        if not row.branches:
            return
        count = sum(len(branch.boxes) for branch in row.branches)
        slot, between = self.measure.slot, self.em * 0.55
        high = count * slot + (count - 1) * between
        at = axis - high / 2
        start = self.at.trunk + self.at.trunk_width
        spine = start + self.em * 0.45
        self.pen.line((start, axis), (spine, axis))
        middles = []
        for branch in row.branches:
            middles.append(at + slot / 2)
            self._branch(branch, at, spine)
            at += len(branch.boxes) * (slot + between)
        self.pen.line((spine, min(axis, *middles)), (spine, max(axis, *middles)))

    def _branch(self, branch: Branch, at: float, spine: float) -> None:
        slot, between, left, width = self.measure.slot, self.em * 0.55, self.at.aside, self.at.aside_width
        self.pen.arrow((spine, at + slot / 2), (left, at + slot / 2))
        lines = (
            self.measure.lines(branch.words, left - spine - self.em * 0.6, 0.68, "kai") if branch.words else 0
        )
        above = self.em * 0.84 * min(lines, 1)
        if lines:
            room = (spine + self.em * 0.1, at + slot / 2 - above, left - spine - self.em * 0.5)
            first, second = _halves(branch.words, lines)
            self.pen.words(first, (*room, above), 0.68, "kai")
            if second:
                self.pen.words(second, (room[0], at + slot / 2, room[2], above), 0.68, "kai")
        for number, box in enumerate(branch.boxes):
            top = at + number * (slot + between)
            if number:
                self.pen.arrow((left + width / 2, top - between), (left + width / 2, top))
            self.pen.box((left, top, width, slot), dashed=not branch.ends, round_=branch.ends)
            self.pen.words(box.title, (left + self.em * 0.3, top, width - self.em * 0.6, slot), 0.9, "hei")
        if branch.back_to:
            self._back.append((at + slot / 2, branch.back_to))

    def _ways_back(self) -> None:
        """One line at the right edge for everything that goes back to the same step."""
        for target in dict.fromkeys(step for _, step in self._back):
            if target not in self._places:
                continue
            middle, _ = self._places[target]
            sources = [y for y, step in self._back if step == target]
            right = self.at.aside + self.at.aside_width
            for y in sources:
                self.pen.line((right, y), (self.at.edge, y))
            begin = max(sources)
            self.pen.arrow(
                (self.at.edge, begin), (self.at.edge, middle), (self.at.trunk + self.at.trunk_width, middle)
            )


def _even_lines(title: str, room: float) -> str:
    """A title on as few lines as it needs, cut behind an even number of characters: most words have two."""
    count = max(1, math.ceil(text_width(title) / room))
    each = -(-len(title) // (2 * count)) * 2 if count > 1 else len(title)
    return "\n".join(title[at : at + each] for at in range(0, len(title), each))


def _halves(words: str, lines: int) -> tuple[str, str]:
    """Words on one line above the arrow, or half above and half below it."""
    if lines < 2:
        return words, ""
    cut = words.find("、", len(words) // 2 - 2) + 1 or (len(words) + 1) // 2
    return words[:cut], words[cut:]
