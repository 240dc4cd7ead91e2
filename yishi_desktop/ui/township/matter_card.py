"""One matter as its village sent it: everything its rows say, sheet by sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.ui import theme
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.ledger.model import cell_text
from yishi_desktop.ui.widgets.text import button, label, subheading

LEFT_OUT = ("number", "village", "case.number")


class MatterCard(QuietDialog):
    """Shown over the village's page; nothing in it can be changed."""

    def __init__(self, title: str, tables: list[Table], parent: QWidget) -> None:
        super().__init__(title, [], parent)
        inside = QWidget()
        inside.setProperty("role", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 12, 0)
        for table in tables:
            for n, row in enumerate(table.rows, start=1):
                several = f"（{n}）" if len(table.rows) > 1 else ""
                rows.addWidget(subheading(f"{table.title}{several}"))
                rows.addLayout(_said(table, [cell_text(value) for value in row.values]))
        rows.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("这件事")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setMinimumHeight(theme.px(30))
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(1, area, 1)
        self.seen = button("知道了", "primary")
        self.seen.setDefault(True)
        self.seen.clicked.connect(self.accept)
        self.buttons.addWidget(self.seen)
        self.setMinimumWidth(theme.px(52))


def _said(table: Table, values: list[str]) -> QGridLayout:
    """What is filled in, a line each."""
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    filled = [
        (heading.label, value)
        for heading, value in zip(table.headings, values, strict=True)
        if value and heading.id not in LEFT_OUT
    ]
    for line, (words, value) in enumerate(filled):
        grid.addWidget(label(words, "hint"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True), line, 1)
    return grid
