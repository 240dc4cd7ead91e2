"""The first page: is the type large enough, and is this for the village, for practice, or for a township."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.first_run.sheet import Sheet
from yishi_desktop.ui.first_run.size_choice import SizeChoice
from yishi_desktop.ui.widgets.text import heading
from yishi_desktop.ui.widgets.tile import Tile


class SizePage(Sheet):
    """`size_chosen(TextSize)` the moment another sample is pressed; `way_changed()` between village, practice and township."""

    size_chosen = Signal(object)
    way_changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            "这样的字看得清吗？", "点一下，字马上就变。觉得哪种看着舒服就用哪种，以后在“设置”里还可以改。"
        )
        self.choice = SizeChoice()
        self.choice.size_chosen.connect(self.size_chosen)
        self.body.addWidget(self.choice)
        self.body.addSpacing(theme.px(1.5))
        self.body.addWidget(heading("您想先怎么用？"))
        self.own = Tile("给我们村用", "选好地区、填上村名、放进名册，就可以登记第一个议题。不到一分钟。")
        self.practice = Tile(
            "先用练习村试一试", "一个编好的村和它全年的议事，随便点、随便改。练熟了再填自己的村。"
        )
        self.township = Tile(
            "我是乡镇，收各村的台账", "把各村交来的台账合成一本，看谁没交、谁次数不够。不用填村里的资料。"
        )
        self.body.addWidget(row_of([self.own, self.practice, self.township]))
        self.own.setChecked(True)
        self.body.addStretch(1)
        self.practice.toggled.connect(self._way)
        self.township.toggled.connect(self._way)

    def begin(self) -> None:
        self.choice.show_size()
        self.choice.chosen().setFocus()

    def wants_practice(self) -> bool:
        """Whether the practice village is to be opened."""
        return self.practice.isChecked()

    def is_township(self) -> bool:
        """Whether this computer is to collect the ledgers of a township's villages."""
        return self.township.isChecked()

    def _way(self, chosen: bool) -> None:
        self.way_changed.emit()


def row_of(tiles: list[Tile]) -> QWidget:
    """Tiles side by side; only one of them is pressed in."""
    shelf = QWidget()
    row = QHBoxLayout(shelf)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for tile in tiles:
        row.addWidget(tile, 1)
    return shelf
