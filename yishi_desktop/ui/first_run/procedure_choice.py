"""办事依据: the documents this program knows how to follow, the one made for the place first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.text import button, hint, label, set_state
from yishi_desktop.ui.widgets.tile import Tile


def made_for(procedure: Procedure, place: str) -> bool:
    """Whether a document is that of the place, given as province and city; one without a region is everybody's."""
    return place.startswith(procedure.region) if procedure.region else True


def reason(procedure: Procedure, place: str) -> str:
    """One plain line why it is offered."""
    if not procedure.region:
        return "全国都适用。"
    if made_for(procedure, place):
        return f"这是{procedure.region}自己的文件，你们村就按它办。"
    return f"这是{procedure.region}的文件。别处要参照着办，先问一问乡镇。"


class ProcedureChoice(QWidget):
    """Tiles, of which the one made for the place is pressed in by itself; the others fold away behind a link."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: dict[str, Tile] = {}
        self._by_hand = False
        self._open = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._box.addWidget(label("办事依据", "label"))
        self._words = hint()
        self._box.addWidget(self._words)
        self.finding = FindingLabel()
        self._box.addWidget(self.finding)
        self.more = button("", "link")
        self.more.clicked.connect(self._unfold)
        self._box.addWidget(self.more)

    def propose(self, procedures: Sequence[Procedure], place: str) -> None:
        """Offer these. What was pressed by hand stays; else the first that is right for the place is taken, if any."""
        chosen = self.value() if self._by_hand else ""
        fit = next((each for each in procedures if place and made_for(each, place)), None)
        self._replace(sorted(procedures, key=lambda each: each is not fit), place)
        if not chosen and fit:
            chosen = fit.id
        self._words.setText(_words(fit))
        self._press_in(chosen)
        self._fold()

    def _replace(self, procedures: Sequence[Procedure], place: str) -> None:
        for tile in self._tiles.values():
            tile.setParent(None)  # at once: it must not press the new ones out
            tile.deleteLater()
        self._tiles = {each.id: self._tile(each, place) for each in procedures}

    def _press_in(self, chosen: str) -> None:
        if chosen in self._tiles:
            self._tiles[chosen].setChecked(True)
            self.set_finding("")
        else:  # Tab stops at the group once, also while nothing is chosen
            for tile in list(self._tiles.values())[1:]:
                tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _tile(self, procedure: Procedure, place: str) -> Tile:
        note = f"{reason(procedure, place)}{procedure.summary}"
        tile = Tile(f"{procedure.source}　{procedure.name}", note)
        tile.clicked.connect(self._pressed)
        self._box.insertWidget(self._box.count() - 1, tile)
        return tile

    def value(self) -> str:
        """The id of the chosen procedure, "" when none is."""
        return next((name for name, tile in self._tiles.items() if tile.isChecked()), "")

    def set_finding(self, sentence: str) -> None:
        """Say what is missing; nothing clears it."""
        self.finding.set_finding(sentence)
        for tile in self._tiles.values():
            set_state(tile, "bad", bool(sentence))

    def begin(self) -> None:
        """Put the keyboard on the first tile."""
        next(iter(self._tiles.values()), self.more).setFocus()

    def _pressed(self) -> None:
        self._by_hand = True
        self.edited.emit()

    def _fold(self) -> None:
        """With a choice made, the others wait behind a link."""
        others = [tile for tile in self._tiles.values() if not tile.isChecked()]
        folded = bool(self.value()) and not self._open and bool(others)
        for tile in others:
            tile.setVisible(not folded)
        self.more.setText(f"换一份（还有{len(others)}份）")
        self.more.setVisible(folded)

    def _unfold(self) -> None:
        self._open = True
        self._fold()
        next(tile for tile in self._tiles.values() if tile.isChecked()).setFocus()


def _words(fit: Procedure | None) -> str:
    if fit is None:
        return "照哪份文件办？选一份，以后在“设置”里可以换。"
    return "按您的地区，用这一份来办。" if fit.region else "没有您那里自己的文件，先用全国都适用的这一份。"
