"""Make the three pictures of the README again: docs/screens/home.png, matter.png and record.png.

    .venv/bin/python -m tools.pictures            where the README looks for them
    .venv/bin/python -m tools.pictures FOLDER     somewhere else, to look at them first

The first two are the real window on the sample village in the middle of its year, drawn offscreen at 1366 × 697, what a
small laptop shows below its title bar and above its task bar; the third is the first page of the record form as it
prints. The words are in the first Chinese font of this system the theme likes, so another system draws another picture.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.villages import Moment, load_a_busy_spring
from yishi_desktop.app import make_window
from yishi_desktop.services import case_files
from yishi_desktop.services.office import load_definitions, open_office
from yishi_desktop.services.printing import papers
from yishi_desktop.ui import theme
from yishi_desktop.ui.chinese import install_chinese
from yishi_desktop.ui.garbage import GarbageCollection
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.matter.page import StepPage
from yishi_desktop.ui.matter.paper_view import PaperView
from yishi_desktop.ui.matter.sections.vote import VotePart
from yishi_desktop.ui.turns import Turns

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screens"
WIDTH, HEIGHT = 1366, 697
PAGE_WIDTH = 800  # pixels: an A4 page of which the small print can still be read
LARGEST = 250_000  # bytes: a page with all three opens at once on a slow line


def main(words: list[str]) -> int:
    """Make all three; 1 when one has become too heavy for a README."""
    folder = Path(words[0]) if words else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}")
    with TemporaryDirectory(prefix="yishi-") as scratch:
        # the settings of this computer (type size, day of the last backup) belong to no picture
        os.environ["XDG_CONFIG_HOME"] = os.environ["LOCALAPPDATA"] = scratch
        made = [*_screens(Path(scratch) / "window"), ("record", record(Path(scratch) / "paper"))]
        return max(_save(image, folder / f"{name}.png") for name, image in made)


def _screens(data: Path) -> list[tuple[str, QImage]]:
    app = QApplication(sys.argv[:1])
    theme.apply_theme(app)
    install_chinese(app)
    collecting = GarbageCollection()
    window = make_window(data, load_definitions(), Moment())
    window.desk.act(load_a_busy_spring)
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle(app, window)
    window.show_place("home")
    home = grabbed(app, window)
    voted = window.desk.snapshot.situations[0].case.id
    window.open_case(voted, "vote")
    settle(app, window)
    window.workspace.paper.mark_fact("vote.votes_for")
    window.findChild(StepPage).ensureWidgetVisible(window.findChild(VotePart).verdict)
    matter = grabbed(app, window)
    window.close()
    settle(app, window)
    collecting.stop()
    return [("home", home), ("matter", matter)]


def settle(app: QApplication, window: MainWindow) -> None:
    """Until the worker has nothing left to do, every page stands there whole, and no pause before a preview is running."""
    app.processEvents()
    while window.desk.tasks.is_busy() or _has_pause_running(window) or _is_furnishing(window):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()


def _is_furnishing(window: MainWindow) -> bool:
    return not all(turns.is_done() for turns in window.findChildren(Turns))


def _has_pause_running(window: MainWindow) -> bool:
    papers = (paper for paper in window.findChildren(PaperView) if paper.isVisible())
    return any(timer.isActive() for paper in papers for timer in paper.findChildren(QTimer))


def grabbed(app: QApplication, window: MainWindow) -> QImage:
    """The window as it looks once it has come to rest."""
    settle(app, window)
    picture = window.grab().toImage()
    # six bits a colour: no eye sees the difference, and a quarter of the file is saved
    return picture.convertToFormat(QImage.Format.Format_RGB666).convertToFormat(QImage.Format.Format_RGB888)


def record(data: Path) -> QImage:
    """The first page of the sample's record form."""
    with open_office(data, clock=Moment()) as office:
        case_files.load_sample_village(office)
        situation = office.situation(case_files.sample_cases()[0])
        pdf = papers.preview(office, situation, "jinhua_record").pdf
    page = pypdfium2.PdfDocument(pdf)[0]
    bitmap = page.render(scale=PAGE_WIDTH / page.get_width(), rev_byteorder=True)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def _save(image: QImage, path: Path) -> int:
    image.save(str(path), "PNG", 0)  # quality 0 is the smallest file
    size = path.stat().st_size
    sys.stdout.write(f"{path}  {image.width()}×{image.height()}  {size // 1000} KB\n")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
