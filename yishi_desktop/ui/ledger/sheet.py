"""The table that shows one sheet of the ledger, its columns as wide as their text wants."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from yishi_desktop.domain.ledger.columns import Heading
from yishi_desktop.domain.ledger.columns import Table as Sheet
from yishi_desktop.ui.ledger.model import LedgerModel
from yishi_desktop.ui.widgets.table import CellDelegate, Table

WIDEST = 26
"""Full characters in a line of a long text; more tires the eye."""
ROOMY = 1.5
"""On the screen a text column gets this much of its width on paper, where the type is small."""


FEWEST = 8
"""Full characters a text column keeps when it gives way to the others."""


class SheetView(Table):
    """Free width goes to the text columns. A little too much is taken from them again, their texts go on in the next
    line; what does not fit even so scrolls sideways."""

    def __init__(self, parent: QWidget | None = None, model: LedgerModel | None = None) -> None:
        self.sheet = model or LedgerModel()
        self.sheet.set_table(Sheet("", "", (Heading("", "", "text", 1),), ()))
        super().__init__(self.sheet, 0, "台账", parent)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_table(self, table: Sheet) -> None:
        """Show another sheet, or the same one anew."""
        self.sheet.set_table(table)
        self.setAccessibleName(table.title)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        widths = [self._least(place) for place in range(self.sheet.columnCount())]
        free = self.viewport().width() - sum(widths)
        texts = [place for place, heading in enumerate(self.sheet.table.headings) if heading.kind == "text"]
        room = {place: widths[place] for place in texts}
        if free < 0:
            room = {place: max(0, widths[place] - self._narrowest(place)) for place in texts}
        whole = sum(room.values())
        if whole and whole >= -free:
            widths = [width + free * room.get(place, 0) // whole for place, width in enumerate(widths)]
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        self.fit_rows()

    def _label(self, place: int) -> int:
        header = self.horizontalHeader()
        return max(header.sectionSizeFromContents(place).width(), header.minimumSectionSize())

    def _narrowest(self, place: int) -> int:
        return max(self._label(place), FEWEST * self.wide("永") + 2 * CellDelegate.ACROSS + 4)

    def _least(self, place: int) -> int:
        heading = self.sheet.table.headings[place]
        character = self.wide("永")
        longest = max(map(self.wide, self.texts_of(place)), default=0)
        most = min(heading.width * ROOMY, WIDEST) * character if heading.kind == "text" else longest
        return max(self._label(place), round(min(longest, most)) + 2 * CellDelegate.ACROSS + 4)
