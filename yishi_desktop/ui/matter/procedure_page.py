"""换办事依据: what another document would ask of this matter, before it is changed to it."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.comparing import fitting
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.switching import Chapter, Line, change_procedure, described
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.widgets.text import button, heading, hint, label, rule, subheading
from yishi_desktop.ui.widgets.tile import Tile

_ABOUT = (
    "一件事开头按哪份文件办，后来要换，在这里换。已经填的一个字都不丢；换了以后也能从“谁改了什么”换回来。"
)
_NOTHING_NEW = "这两份文件对这件事的要求一样，换了以后不多也不少。"


class ProcedurePage(QScrollArea):
    """The documents a matter may change to; one that is pressed in says what changes. `switched(case_id, from)`."""

    switched = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = Surroundings(desk.snapshot.today)
        self._situation: Situation | None = None
        self._offered: dict[Tile, Procedure] = {}
        self._said = QWidget()
        self.change_button = button("", "primary")
        self.change_button.clicked.connect(self._change)
        self.setAccessibleName("换办事依据")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def speak_as(self, around: Surroundings) -> None:
        """Use the words of this kind of organisation."""
        self._around = around

    def show_situation(self, situation: Situation) -> None:
        """Offer the documents this matter may go by instead; nothing is chosen yet."""
        self._situation = situation
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setMaximumWidth(theme.px(62))
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 14, 20, 20)
        self._column.setSpacing(8)
        self._column.addWidget(heading("换办事依据"))
        self._column.addWidget(hint(_ABOUT))
        here = situation.procedure
        self._column.addWidget(label(f"现在按：{here.source}　{here.name}", "label", wrap=True))
        self._add_tiles(situation)
        self._said = QWidget()
        self._column.addWidget(self._said)
        self.change_button = button("", "primary")
        self.change_button.clicked.connect(self._change)
        self.change_button.hide()
        self._column.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _add_tiles(self, situation: Situation) -> None:
        self._offered.clear()
        shelf = QWidget()
        box = QVBoxLayout(shelf)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        known = self._desk.definitions.procedures.values()
        for other in fitting(known, situation.organisation, situation.procedure):
            tile = Tile(other.name, f"{other.source}。{self._around.say(other.summary)}")
            tile.clicked.connect(self._pressed)
            self._offered[tile] = other
            box.addWidget(tile)
        for tile in list(self._offered)[1:]:  # Tab stops at the group once, also while nothing is chosen
            tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._column.addWidget(shelf)

    def chosen(self) -> Procedure | None:
        """The document pressed in."""
        return next((other for tile, other in self._offered.items() if tile.isChecked()), None)

    def _pressed(self) -> None:
        other = self.chosen()
        if other is None or self._situation is None:
            return
        said = self._words(described(self._situation, other))
        self._column.replaceWidget(self._said, said)
        self._said.hide()
        self._said.deleteLater()
        self._said = said
        said.show()
        self.change_button.setText(f"改按“{other.name}”办")
        self.change_button.setEnabled(True)
        self.change_button.show()

    def _words(self, chapters: list[Chapter]) -> QWidget:
        said = QWidget()
        rows = QVBoxLayout(said)
        rows.setContentsMargins(0, 6, 0, 6)
        rows.setSpacing(4)
        if not chapters:
            rows.addWidget(label(_NOTHING_NEW, wrap=True))
        for chapter in chapters:
            rows.addWidget(rule())
            rows.addWidget(subheading(f"{chapter.title}（{len(chapter.lines)}）"))
            for reference, lines in groupby(chapter.lines, key=attrgetter("reference")):
                rows.addWidget(label(self._around.say(_joined(lines)), wrap=True))
                if reference:
                    rows.addWidget(hint(f"依据：{reference}"))
        return said

    def _change(self) -> None:
        other = self.chosen()
        if other is not None and self._situation is not None:
            self.change_button.setEnabled(False)
            self._desk.act(
                partial(_change, case_id=self._situation.case.id, procedure=other.id), self._changed
            )

    def _changed(self, _: Changed) -> None:
        if self._situation is not None:
            self.switched.emit(self._situation.case.id, self._situation.procedure.id)


def _joined(lines: Iterable[Line]) -> str:
    """Names of one clause in a row; sentences one below the other."""
    words = [line.words for line in lines]
    return ("\n" if words[0].endswith("。") else "、").join(words)


def _change(office: Office, case_id: str, procedure: str) -> Changed:
    return change_procedure(office, case_id, procedure)
