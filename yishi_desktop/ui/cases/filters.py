"""Which matters the list shows: by where they stand, by year, by kind."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.cases.model import CaseLine, Standing
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.text import label

LONGEST = 16
"""Characters of a kind that are shown."""


class Filters(QWidget):
    """`changed()` when somebody chooses otherwise. What is offered follows the matters there are."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.standings = Segments("只看", [(standing.name, standing.value) for standing in Standing])
        self.standings.chosen.connect(self._chosen)
        self.years = _box("年份", self)
        self.kinds = _box("类别", self)
        self._count = label("", "hint")
        line = FlowLayout(self, gap=10)
        for part in (self.standings, self.years, self.kinds, self._count):
            line.addWidget(part)

    def offer(self, lines: Sequence[CaseLine]) -> None:
        """The years and kinds of these matters; what is chosen stays."""
        years = sorted({year for line in lines for year in line.years}, reverse=True)
        kinds = sorted({kind for line in lines for kind in line.kinds})
        _fill(self.years, "全部年份", [(f"{year}年", year) for year in years])
        _fill(self.kinds, "全部类别", [(_shortened(kind), kind) for kind in kinds])
        self.kinds.setVisible(bool(kinds))

    def wanted(self, lines: Iterable[CaseLine]) -> list[CaseLine]:
        """Those that fit what is chosen."""
        year, kind = self.years.currentData(), self.kinds.currentData()
        standing = Standing[self.standings.current()]
        return [
            line
            for line in lines
            if (year is None or year in line.years)
            and (kind is None or kind in line.kinds)
            and standing in (Standing.ALL, line.standing)
        ]

    def show_all(self) -> None:
        """Let everything through again."""
        self.years.setCurrentIndex(0)
        self.kinds.setCurrentIndex(0)
        self.standings.set_current(Standing.ALL.name)

    def say(self, count: int) -> None:
        """How many are shown."""
        self._count.setText(f"共{count}件")

    def _chosen(self) -> None:
        self.changed.emit()


def _shortened(kind: str) -> str:
    """A county's own words may be a whole sentence."""
    return kind if len(kind) <= LONGEST else f"{kind[:LONGEST]}…"


class _Box(QComboBox):
    def sizeHint(self) -> QSize:
        asked = super().sizeHint()
        return QSize(asked.width() + theme.px(0.5), asked.height())  # Qt measures short

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _box(name: str, filters: Filters) -> QComboBox:
    box = _Box()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.currentIndexChanged.connect(filters.changed)
    return box


def _fill(box: QComboBox, everything: str, options: Sequence[tuple[str, Any]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for words, value in options:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
