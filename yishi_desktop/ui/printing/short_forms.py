"""发到群里: a notice as text to paste into a chat, and as one long picture."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import departures
from yishi_desktop.services.comparing_notice import comparison
from yishi_desktop.services.office import Office
from yishi_desktop.services.own_wording import form_of
from yishi_desktop.services.papers import Paper
from yishi_desktop.services.short_notice import has_short_forms, notice_picture, notice_text
from yishi_desktop.storage.safe_file import safe_name, safe_write
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import PICTURE, Files
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
        self.looked_at = False
        """Whether what could give somebody away has been looked at; until then a notice with such a thing stays here."""
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
        if self._paper is not None and self._situation is not None:
            self._desk.ask(
                partial(_text, self._paper, self._situation, self.looked_at), self._copied, self._refused
            )

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(COPIED)

    def _ask_where(self) -> None:
        paper, situation = self._paper, self._situation
        if paper is None or situation is None:
            return
        name = safe_name(f"{paper.title} {situation.case.topic.title}".strip(), ".png")
        path = self._files.save_as(self, "长图存到哪里", name, PICTURE)
        if path:
            self._desk.ask(
                partial(_picture, paper, situation, self.looked_at, path), self._pictured, self._refused
            )

    def _pictured(self, path: Path) -> None:
        self.saved.emit(path)

    def _refused(self, error: UserError) -> None:
        self._desk.refused.emit(error)


def _text(paper: Paper, situation: Situation, looked_at: bool, office: Office) -> str:
    _refuse_unseen(office, paper, situation, looked_at)
    return notice_text(
        form_of(office, paper.form, situation.case.opened_on), situation.for_session(paper.session_index)
    )


def _picture(paper: Paper, situation: Situation, looked_at: bool, path: Path, office: Office) -> Path:
    _refuse_unseen(office, paper, situation, looked_at)
    picture = notice_picture(
        form_of(office, paper.form, situation.case.opened_on), situation.for_session(paper.session_index)
    )
    safe_write(path, picture)
    departures.note(office, path.stem, path, departures.Contents.PAPER)
    return path


def _refuse_unseen(office: Office, paper: Paper, situation: Situation, looked_at: bool) -> None:
    risks = () if looked_at else comparison(office, situation, paper).risks
    if risks:
        found = "、".join(dict.fromkeys(f"{risk.kind}“{risk.text}”" for risk in risks))
        raise UserError(
            f"这份公示里有{found}。",
            "没有发出去，也没有存。",
            "请先点“打印”，和记录对照着看一遍，勾上“都看过了”，再从那里复制或者存图。",
        )
