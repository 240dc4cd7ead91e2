"""The paper as it will print: the very PDF, drawn crisply, with what is being edited marked yellow."""

from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.tasks import Job, Tasks
from yishi_desktop.ui.widgets.text import button, label

MM_PER_POINT = 25.4 / 72
_PDFIUM = Lock()  # the library may be used by one thread at a time


class Mark(NamedTuple):
    """A rectangle on a page, in millimetres from its top left corner; pages count from 0."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Sheet(NamedTuple):
    """A drawn page, and in millimetres of paper its size and what was trimmed from each side."""

    image: QImage
    width: float
    height: float
    trim: float


def draw_sheets(pdf: bytes, width: int, ratio: float, trim: float = 0.0) -> list[Sheet]:
    """Draw every page `width` device-independent pixels wide for a screen of this pixel ratio, on white, without
    `trim` millimetres of its empty margin on every side.
    """
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_sheet(document[at], width, ratio, trim) for at in range(len(document))]
        finally:
            document.close()


def _sheet(page: object, width: int, ratio: float, trim: float) -> Sheet:
    cut = trim / MM_PER_POINT
    wide, high = (side - 2 * cut for side in page.get_size())  # type: ignore[attr-defined]
    bitmap = page.render(  # type: ignore[attr-defined]
        scale=width * ratio / wide,
        crop=(cut, cut, cut, cut),
        fill_color=(255, 255, 255, 255),
        maybe_alpha=False,
        prefer_bgrx=True,
    )
    image = QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    )
    copy = image.copy()  # the buffer belongs to the bitmap
    copy.setDevicePixelRatio(ratio)
    return Sheet(copy, wide * MM_PER_POINT, high * MM_PER_POINT, trim)


class _Page(QWidget):
    """One page on the pane."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._sheet: Sheet | None = None
        self._marks: list[Mark] = []

    def show_sheet(self, sheet: Sheet, marks: list[Mark], total: int) -> None:
        self._sheet, self._marks = sheet, marks
        self.setAccessibleName(f"第{self._number + 1}页，共{total}页")
        size = sheet.image.deviceIndependentSize().toSize()
        self.setFixedSize(size + QSize(2, 2))
        self.update()

    def show_marks(self, marks: list[Mark]) -> None:
        self._marks = marks
        self.update()

    def box_of(self, mark: Mark) -> QRectF:
        """Where a mark stands, in pixels of this widget."""
        wide, trim = (self._sheet.width, self._sheet.trim) if self._sheet else (210.0, 0.0)
        scale = (self.width() - 2) / wide
        left, top = 1 + (mark.x - trim) * scale, 1 + (mark.y - trim) * scale
        return QRectF(left, top, mark.width * scale, mark.height * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.LINE))
        painter.drawImage(1, 1, self._sheet.image)
        # Multiplied, so the ink on the paper stays as black as it prints.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for mark in self._marks:
            painter.fillRect(self.box_of(mark), QColor(theme.MARK))
        painter.end()


class _Scroller(QScrollArea):
    """Tells when the room for pages has another width; the pane's own resize comes before that is known."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class PreviewPane(QWidget):
    """Pages under one another, as wide as the pane or zoomed. Where one was reading stays when the paper changes.

    With `tasks` the pages are drawn off the window's thread; until they are ready the old ones stay. `trim` leaves out
    that many millimetres of empty margin on every side, so that the type is larger in a narrow pane.
    """

    ZOOMS = (0.75, 1.0, 1.25, 1.5, 2.0, 3.0)

    def __init__(self, tasks: Tasks | None = None, trim: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._trim = trim
        self._job: Job | None = None
        self._pdf = b""
        self._drawn_for: tuple[int, float] = (0, 0.0)
        self._zoom = 1.0
        self._marks: Sequence[Mark] = ()
        self._pages: list[_Page] = []
        self._awaited = 0
        self._lay_out()
        self._say()

    def _lay_out(self) -> None:
        self._words = label("", "hint")
        self._smaller = button("", "tool", icon="zoom_out", name="缩小")
        self._larger = button("", "tool", icon="zoom_in", name="放大")
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._words, 1)
        head.addWidget(self._smaller)
        head.addWidget(self._larger)
        self._scroll = _Scroller()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("文件预览")
        self._scroll.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # or the width would jump
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        self._stack = QVBoxLayout(self._inside)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(10)
        self._stack.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(self._inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._scroll, 1)
        self._smaller.clicked.connect(self.zoom_out)
        self._larger.clicked.connect(self.zoom_in)
        self._scroll.resized.connect(self._resized)

    # -------------------------------------------------------------------------------------------- showing
    def set_pdf(self, pdf: bytes, marks: Sequence[Mark] = ()) -> None:
        """Show a PDF with these rectangles marked; keeps the place one was reading."""
        self._marks = marks
        if pdf == self._pdf:
            self.set_marks(marks)
            return
        self._pdf = pdf
        self._draw()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        for number, page in enumerate(self._pages):
            page.show_marks([mark for mark in marks if mark.page == number])

    def reveal(self, mark: Mark) -> None:
        """Scroll as little as needed to see a mark."""
        page = self._pages[mark.page]
        box = page.box_of(mark).translated(page.pos()).center()
        self._scroll.ensureVisible(round(box.x()), round(box.y()), 40, 80)

    def show_page(self, number: int) -> None:
        """Bring the head of a page, counted from 1, to the top; at once, or as soon as the pages are drawn."""
        self._awaited = number
        if self._job is None:
            self._turn_to_awaited()

    def _turn_to_awaited(self) -> None:
        if 0 < self._awaited <= len(self._pages):
            page, self._awaited = self._pages[self._awaited - 1], 0
            self._scroll.verticalScrollBar().setValue(page.pos().y())

    def page_count(self) -> int:
        return len(self._pages)

    def zoom(self) -> float:
        """1.0 is the width of the pane."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._smaller.setEnabled(zoom > self.ZOOMS[0])
        self._larger.setEnabled(zoom < self.ZOOMS[-1])
        self._draw()

    def zoom_in(self) -> None:
        self.set_zoom(next((zoom for zoom in self.ZOOMS if zoom > self._zoom), self._zoom))

    def zoom_out(self) -> None:
        self.set_zoom(next((zoom for zoom in reversed(self.ZOOMS) if zoom < self._zoom), self._zoom))

    # -------------------------------------------------------------------------------------------- drawing
    def _wanted(self) -> tuple[int, float]:
        room = self._scroll.viewport().width() - 2
        return max(round(room * self._zoom), 60), self.devicePixelRatioF()

    def _draw(self) -> None:
        if not self._pdf:
            self._show_sheets([])
            return
        pdf, trim, (width, ratio) = self._pdf, self._trim, self._wanted()
        self._drawn_for = (width, ratio)
        if self._tasks is None:
            self._show_sheets(draw_sheets(pdf, width, ratio, trim))
            return
        if self._job is not None:
            self._job.cancel()

        def work() -> list[Sheet]:
            return draw_sheets(pdf, width, ratio, trim)

        self._job = self._tasks.run(work, self._show_sheets)
        self._job.ended.connect(self._forget_job)

    def _forget_job(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _show_sheets(self, sheets: list[Sheet]) -> None:
        bar = self._scroll.verticalScrollBar()
        before = bar.value() / self._width()
        self._fit_pages(len(sheets))
        for number, (page, sheet) in enumerate(zip(self._pages, sheets, strict=True)):
            page.show_sheet(sheet, [mark for mark in self._marks if mark.page == number], len(sheets))
        self._stack.activate()
        self._inside.adjustSize()
        bar.setValue(round(before * self._width()))
        self._turn_to_awaited()
        self._say()

    def _width(self) -> int:
        """Of the first page; the place one reads is kept in widths of it, so zooming keeps it too."""
        return self._pages[0].width() if self._pages else 1

    def _fit_pages(self, count: int) -> None:
        while len(self._pages) > count:
            page = self._pages.pop()
            self._stack.removeWidget(page)
            page.deleteLater()
        while len(self._pages) < count:
            page = _Page(len(self._pages))
            self._pages.append(page)
            self._stack.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)

    def _say(self) -> None:
        count = len(self._pages)
        self._words.setText(f"共{count}页" if count else "填了内容，这里就能看到打印的样子")

    def _resized(self) -> None:
        if self._pdf and self._wanted() != self._drawn_for:
            self._draw()
