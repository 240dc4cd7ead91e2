"""Making and printing papers. Everything here runs in the worker thread, which alone may use pdfium.

The paper is drawn from its very PDF, at the printer's own resolution and at its true size, so that what was seen is
what lies in the tray, whatever the printer driver thinks of our fonts.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import issuing
from yishi_desktop.services.printing import papers as service
from yishi_desktop.services.printing.issuing import Departing
from yishi_desktop.services.printing.own_templates import template_name
from yishi_desktop.services.printing.papers import Bundle, Paper, PaperSize

Progress = Callable[[int, int, str], None]
COARSEST, FINEST = 300, 600
"""Dots an inch. Less shows steps in the strokes of small characters; more only costs memory."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to print: `pages` count from 0; `send` makes the job go to the printer of that name."""

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    grey: bool = True
    both_sides: bool = False
    title: str = ""
    send: Callable[[QPrinter, str], None] = QPrinter.setPrinterName


def proof(
    situation: Situation,
    papers: Sequence[Paper],
    sheet: PaperSize,
    title: str,
    office: Office,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Bundle:
    """Papers one behind the other; stops between two papers when cancelled."""
    tell = _stopping(progress, cancelled)
    return service.bundle(office, situation, papers, sheet=sheet, title=title, progress=tell)


def _stopping(progress: Progress, cancelled: Callable[[], bool]) -> Progress:
    """Progress that ends the work once nobody wants it any more."""

    def tell(done: int, total: int, text: str) -> None:
        if cancelled():
            raise CancelledError
        progress(done, total, text)

    return tell


def save_pdf(pdf: bytes, path: Path, departing: Departing, office: Office) -> Path:
    """Keep papers already made."""
    return issuing.save_made(office, replace(departing, name=path.stem), pdf, path)


def save_one(path: Path, sheet: PaperSize, departing: Departing, office: Office) -> Path:
    """Keep one paper, as its ending says."""
    return issuing.save_paper(office, departing, path, sheet=sheet)


def template_names(papers: Sequence[Paper], office: Office) -> list[str]:
    """For each paper the township's file it can be filled in, empty where there is none."""
    return [template_name(office, paper.form) for paper in papers]


def save_template(path: Path, departing: Departing, office: Office) -> Path:
    """Keep one paper as the township's own Word file, filled in."""
    return issuing.save_template(office, departing, path)


def save_bundle(
    path: Path,
    title: str,
    departing: Departing,
    office: Office,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Path:
    """Keep papers one behind the other in one PDF; stops between two papers when cancelled."""
    tell = _stopping(progress, cancelled)
    return issuing.save_bundle(office, replace(departing, name=path.stem), path, title=title, progress=tell)


def save_all(
    folder: Path,
    departing: Departing,
    office: Office,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> int:
    """Keep every paper as Word and PDF; stops between two papers when cancelled. How many files."""
    return len(issuing.save_papers(office, departing, folder, progress=_stopping(progress, cancelled)))


def print_papers(
    pdf: bytes,
    order: Order,
    departing: Departing,
    office: Office,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> int:
    """Print pages of a PDF. How many sheets' sides were sent. `UserError` when the printer does not take them."""
    send = partial(_send, pdf, order, progress, cancelled)
    return issuing.print_made(office, replace(departing, name=f"打印“{order.title}”"), order.printer, send)


def _send(pdf: bytes, order: Order, progress: Progress, cancelled: Callable[[], bool]) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return _print(document, order, progress, cancelled)
    finally:
        document.close()


def _print(document: object, order: Order, progress: Progress, cancelled: Callable[[], bool]) -> int:
    printer = _printer(order)
    rounds = 1 if printer.supportsMultipleCopies() else order.copies
    wanted = order.pages * rounds
    _set_page(printer, document[wanted[0]])  # type: ignore[index]
    painter = QPainter()
    if not painter.begin(printer):
        raise _refusal(order)
    try:
        for done, page in enumerate(wanted):
            if cancelled():
                printer.abort()
                return done
            progress(done, len(wanted), f"正在打印第{done + 1}页，共{len(wanted)}页")
            if done:
                _set_page(printer, document[page])  # type: ignore[index]
                printer.newPage()
            _draw(painter, printer, document[page], grey=order.grey)  # type: ignore[index]
    finally:
        painter.end()
    progress(len(wanted), len(wanted), "")
    return len(wanted)


def _refusal(order: Order) -> UserError:
    return UserError(
        f"打印机“{order.printer}”没有接受打印。",
        "资料没有改动。",
        "请看看打印机开着没有、线插好没有、有没有纸，再打一次；也可以先存成PDF。",
    )


def _printer(order: Order) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    order.send(printer, order.printer)
    printer.setResolution(min(max(printer.resolution(), COARSEST), FINEST))
    printer.setDocName("议事材料")
    printer.setFullPage(True)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if order.grey else QPrinter.ColorMode.Color)
    printer.setDuplex(
        QPrinter.DuplexMode.DuplexLongSide if order.both_sides else QPrinter.DuplexMode.DuplexNone
    )
    if printer.supportsMultipleCopies():
        printer.setCopyCount(order.copies)
        printer.setCollateCopies(True)
    return printer


def _set_page(printer: QPrinter, page: object) -> None:
    """Every page on paper of its own size and direction, at 100 %."""
    wide, high = page.get_size()  # type: ignore[attr-defined]
    lying = wide > high
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    direction = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, direction, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def _draw(painter: QPainter, printer: QPrinter, page: object, *, grey: bool) -> None:
    bitmap = page.render(  # type: ignore[attr-defined]
        scale=printer.resolution() / 72,
        grayscale=grey,
        fill_color=(255, 255, 255, 255),
        maybe_alpha=False,
        prefer_bgrx=not grey,
    )
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, kind)
    painter.drawImage(printer.pageLayout().fullRectPixels(printer.resolution()), image)
    bitmap.close()
