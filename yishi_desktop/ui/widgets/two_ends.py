"""What stands at the left and what stands at the right of a line; on a narrow window the right goes below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget


class TwoEnds(QWidget):
    """One line where there is room for both ends, else two."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget], gap: int = 12) -> None:
        super().__init__()
        self._ends = (_row(left, gap), _row(right, gap))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gap)
        for end, side in zip(
            self._ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            self._line.addWidget(end, 1 if end is self._ends[0] else 0, side)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the wider end."""
        least = [end.minimumSizeHint() for end in self._ends]
        return QSize(max(size.width() for size in least), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the line when it no longer holds both."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """The words have changed, or got their type only now that the page is seen."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return done

    def _turn(self) -> None:
        both = sum(end.sizeHint().width() for end in self._ends) + self._line.spacing()
        wanted = (
            QBoxLayout.Direction.LeftToRight if self.width() >= both else QBoxLayout.Direction.TopToBottom
        )
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)
            self.updateGeometry()


def _row(widgets: Sequence[QWidget], gap: int) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for widget in widgets:
        line.addWidget(widget)
    return row
