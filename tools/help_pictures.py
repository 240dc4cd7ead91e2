"""The pictures of the manual, taken of the running window: resources/help/pictures, part of `python3 dev.py manual`.

Each screen is opened as a person opens it, on the sample village in its spring or on a township with three ledgers; a
screen that is gone stops the run. Beside the pictures stand the words on each screen (words.txt), in which
tests/ui/test_help_pictures.py finds a picture that has aged: pictures differ with the fonts of a system, words do not.
"""

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.ui.villages import WINTER, Moment, busy_spring, load_a_busy_spring, load_samples
from tools.pictures import HEIGHT, ROOT, WIDTH, grabbed, record, settle
from yishi_desktop.app import make_window
from yishi_desktop.services.case_files import sample_village
from yishi_desktop.services.cases import keep_case
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID, Clock, load_definitions, open_office
from yishi_desktop.services.this_computer import remember_served
from yishi_desktop.ui import theme
from yishi_desktop.ui.chinese import install_chinese
from yishi_desktop.ui.garbage import GarbageCollection
from yishi_desktop.ui.main_window import MainWindow
from yishi_desktop.ui.matter.page import StepPage
from yishi_desktop.ui.matter.sections.vote import VotePart
from yishi_desktop.ui.township.view import TownshipView

FOLDER = ROOT / "resources" / "help" / "pictures"
COLOURS = 96
"""A screen has few colours; with these the letters are still smooth, in a fifth of the bytes."""
PLACES = ("home", "cases", "notices", "ledger", "people", "settings")
NAMES = (*PLACES, "first_run", "matter", "township", "intake", "record")
VILLAGES = ("后陈村", "后塘村", "王家庄村")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
WORDS = "words.txt"


class Shot(NamedTuple):
    """A picture, and what can be read on it."""

    name: str
    image: QImage
    words: str


def take_all(folder: Path = FOLDER) -> None:
    """Take every picture anew; what the help no longer shows goes."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}")
    with TemporaryDirectory(prefix="yishi-") as scratch:
        # the settings of this computer belong to no picture
        os.environ["XDG_CONFIG_HOME"] = os.environ["LOCALAPPDATA"] = scratch
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        theme.apply_theme(app)
        install_chinese(app)
        collecting = GarbageCollection()
        taken = list(shots(app, Path(scratch)))
        collecting.stop()
    for shot in taken:
        (folder / f"{shot.name}.png").write_bytes(_small(shot.image))
    (folder / WORDS).write_text(written(taken), encoding="utf-8")
    for old in folder.glob("*.png"):
        if old.stem not in NAMES:
            old.unlink()


def written(taken: Iterable[Shot]) -> str:
    """The words of all pictures, a line each."""
    return "".join(f"{shot.name}: {shot.words}\n" for shot in sorted(taken))


def shots(app: QApplication, scratch: Path) -> Iterator[Shot]:
    """Every picture, taken one after the other in folders below `scratch`."""
    yield from _first_run(app, scratch / "new")
    yield from _places(app, scratch / "village")
    yield from _winter(app, scratch / "winter")
    yield from _matter(app, scratch / "village")
    yield Shot("record", record(scratch / "paper"), "")
    yield from _township(app, scratch)  # last: from here on this computer serves a township


def _opened(app: QApplication, data: Path, clock: Clock) -> MainWindow:
    window = make_window(data, load_definitions(), clock)
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle(app, window)
    return window


def _shot(name: str, app: QApplication, window: MainWindow) -> Shot:
    image = grabbed(app, window)
    shown = [
        one.text()
        for kind in (QLabel, QAbstractButton)
        for one in window.findChildren(kind)
        if one.isVisible()
    ]
    said = sorted({text for text in shown if text and not _is_of_this_computer(text)})
    return Shot(name, image, " · ".join(said).replace("\n", " "))


def _is_of_this_computer(text: str) -> bool:
    """Paths, and times of the day at which something was saved."""
    return "/" in text or "\\" in text or re.search(r"\d:\d\d", text) is not None


def _closed(app: QApplication, window: MainWindow) -> None:
    window.close()
    settle(app, window)
    window.deleteLater()


def _first_run(app: QApplication, data: Path) -> Iterator[Shot]:
    window = _opened(app, data, Moment())
    yield _shot("first_run", app, window)
    _closed(app, window)


def _places(app: QApplication, data: Path) -> Iterator[Shot]:
    window = _opened(app, data, Moment())
    window.desk.act(load_a_busy_spring)
    settle(app, window)
    for key in ("home", "cases", "settings"):
        window.show_place(key)
        if key == "settings":
            window.office.settings.show_part("资料和备份")
        yield _shot(key, app, window)
    _closed(app, window)


def _winter(app: QApplication, data: Path) -> Iterator[Shot]:
    """Places that fill in the course of the year."""
    window = _opened(app, data, Moment(WINTER))
    window.desk.act(load_samples)
    settle(app, window)
    for key in ("notices", "ledger", "people"):
        window.show_place(key)
        yield _shot(key, app, window)
    _closed(app, window)


def _matter(app: QApplication, data: Path) -> Iterator[Shot]:
    window = _opened(app, data, Moment())
    window.open_case(busy_spring()[0].id, "vote")
    settle(app, window)
    window.workspace.paper.mark_fact("vote.votes_for")
    window.findChild(StepPage).ensureWidgetVisible(window.findChild(VotePart).verdict)
    yield _shot("matter", app, window)
    _closed(app, window)


def _township(app: QApplication, scratch: Path) -> Iterator[Shot]:
    export_ledgers(scratch / "stick")
    remember_served("township")
    window = _opened(app, scratch / "township", Moment(WINTER))
    office = window.office
    assert isinstance(office, TownshipView)
    window.show_place("home")
    office.home.show_intake()
    office.home.intake.look_at([scratch / "stick"])
    yield _shot("intake", app, window)
    office.home.intake.take.click()
    settle(app, window)
    office.home.show_villages()
    yield _shot("township", app, window)
    _closed(app, window)


def export_ledgers(folder: Path, longest: str = "") -> None:
    """What three villages hand in, and one stick that was pulled too early; `longest` is what one is called."""
    folder.mkdir()
    villages = [longest or VILLAGES[0], *VILLAGES[1:]]
    for number, name in enumerate(villages):
        with open_office(folder.parent / f"v{number}", clock=Moment(WINTER)) as office:
            village = replace(sample_village().organisation, id=ORGANISATION_ID, name=name, code="")
            office.keep(ORGANISATION_ID, ORGANISATION, village, "村")
            for case in busy_spring()[: 3 - number]:
                keep_case(office, replace(case, id=f"{case.id[:-1]}{number + 5}"), "村")
            ledgers.export(office, *YEAR, folder / f"{name}.xlsx")
    (folder / "张庄村.xlsx").write_bytes((folder / f"{villages[0]}.xlsx").read_bytes()[:5000])


def _small(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants str
    whole = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    out = io.BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
