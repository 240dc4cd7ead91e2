"""发到群里: a notice as text to paste into a chat, and as one long picture."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.disclosure import Risk
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import issuing
from yishi_desktop.services.printing.issuing import Departing
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.services.printing.short_notice import has_short_forms
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import PICTURE, Files
from yishi_desktop.ui.printing.way_out import WayOut
from yishi_desktop.ui.widgets.text import button

COPIED = "公示的文字已经复制，到微信群里粘贴就行"


class ShortForms(QWidget):
    """Two links beside a notice; hidden for papers that are not posted. `told(words)` and `saved(path)` say what was done."""

    told = Signal(str)
    saved = Signal(object)

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk = desk
        self._files = files
        self._paper: Paper | None = None
        self._situation: Situation | None = None
        self.seen: tuple[Risk, ...] = ()
        """What could give somebody away and has been looked at already."""
        self.way_out = WayOut(desk, self)
        self.text_button = button("复制文字发群", "link", name="复制公示的文字，到微信群里粘贴")
        self.picture_button = button("存成长图", "link", name="把公示存成一张长图")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.text_button)
        row.addWidget(self.picture_button)
        row.addStretch(1)
        self.text_button.clicked.connect(self._copy)
        self.picture_button.clicked.connect(self._ask_where)
        self.hide()

    def offer(self, paper: Paper | None, situation: Situation | None) -> None:
        """Offer the short forms of this paper, if it has any."""
        self._paper, self._situation = paper, situation
        forms = self._desk.definitions.forms
        self.setVisible(paper is not None and has_short_forms(forms[paper.form]))

    def _copy(self) -> None:
        departing = self._departing()
        if departing is not None:
            self.way_out.send(_text, departing, self._copied, self._refused)

    def _departing(self) -> Departing | None:
        if self._paper is None or self._situation is None:
            return None
        return Departing(self._situation, [self._paper], self.seen)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(COPIED)

    def _ask_where(self) -> None:
        departing = self._departing()
        if departing is None:
            return
        topic = departing.situation.case.topic.title
        name = safe_name(f"{departing.papers[0].title} {topic}".strip(), ".png")
        path = self._files.save_as(self, "长图存到哪里", name, PICTURE)
        if path:
            self.way_out.send(partial(_picture, path), departing, self._pictured, self._refused)

    def _pictured(self, path: Path) -> None:
        self.saved.emit(path)

    def _refused(self, error: UserError) -> None:
        self._desk.refused.emit(error)


def _text(departing: Departing, office: Office) -> str:
    return issuing.text_for_group(office, departing)


def _picture(path: Path, departing: Departing, office: Office) -> Path:
    return issuing.picture_for_group(office, departing, path)
