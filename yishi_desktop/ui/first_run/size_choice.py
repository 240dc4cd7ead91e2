"""Live samples of type to choose from."""

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QWidget

from yishi_desktop.services.office import Office
from yishi_desktop.services.this_computer import remember_text_size
from yishi_desktop.storage.settings import TextSize as KeptSize
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.theme import TextSize
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.tile import Tile

SAMPLE = "下午两点，到村民议事厅商量路灯。"
_COLUMN = 24
"""Wide enough for three beside each other, so that the six are seen at once in the usual size."""


class SizeChoice(QWidget):
    """`size_chosen(TextSize)` the moment another sample is pressed."""

    size_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sizes = {size: self._sample(size) for size in TextSize}
        self._lines = FlowLayout(self, gap=12, columns_of=theme.px(_COLUMN))
        for tile in self.sizes.values():
            self._lines.addWidget(tile)
        self.show_size()

    def _sample(self, size: TextSize) -> Tile:
        tile = Tile(size.label, SAMPLE, points=size.value)
        tile.toggled.connect(self._sized)
        return tile

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lines.set_columns_of(theme.px(_COLUMN))

    def show_size(self) -> None:
        """Press in the sample of the size now in use."""
        before = self.blockSignals(True)
        for size, tile in self.sizes.items():
            if size.value == theme.base():
                tile.setChecked(True)
        self.blockSignals(before)

    def chosen(self) -> Tile:
        """The sample pressed in."""
        return next(tile for tile in self.sizes.values() if tile.isChecked())

    def _sized(self, chosen: bool) -> None:
        if chosen:
            self.size_chosen.emit(next(size for size, tile in self.sizes.items() if tile.isChecked()))


def change_size(desk: Desk, size: TextSize) -> None:
    """Use another size at once, and remember it for the next start."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply_theme(application, size)
    desk.ask(partial(_remember, size.key))


def _remember(key: KeptSize, office: Office) -> None:
    remember_text_size(key)
