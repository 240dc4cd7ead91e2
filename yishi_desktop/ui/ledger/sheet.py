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


class SheetView(Table):
    """Free width goes to the text columns; what does not fit scrolls sideways."""

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
        if free > 0 and texts:
            whole = sum(widths[place] for place in texts)
            widths = [
                width + free * width // whole if place in texts else width
                for place, width in enumerate(widths)
            ]
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)
        self.fit_rows()

    def _least(self, place: int) -> int:
        heading = self.sheet.table.headings[place]
        header = self.horizontalHeader()
        label = max(header.sectionSizeFromContents(place).width(), header.minimumSectionSize())
        character = self.wide("永")
        longest = max(map(self.wide, self.texts_of(place)), default=0)
        most = min(heading.width * ROOMY, WIDEST) * character if heading.kind == "text" else longest
        return max(label, round(min(longest, most)) + 2 * CellDelegate.ACROSS + 4)
