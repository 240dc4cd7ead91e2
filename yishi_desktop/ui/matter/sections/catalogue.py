"""协商目录 at intake: the entries a topic looks like; choosing one fills in class, level and what has to follow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yishi_desktop.domain.catalogue import CatalogueItem, classified, suggestions
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.widgets.text import hint
from yishi_desktop.ui.widgets.tile import Tile

_NO_CATALOGUE = "还没有导入协商目录。县里发了目录的，到“设置与帮助”的“协商目录”里导入；没有的，这里不用填。"
_NOTHING_LIKE_IT = "{year}年的目录里没有找到像的事项。换个说法试试，或者照纸上的目录填在下面。"
_LIKE_IT = "{year}年的目录里像的事项，点一条就填好："


class CataloguePart(FieldsPart):
    """Suggestions above the fields; they follow what is typed as the topic. `rewritten()` when choosing one changed
    facts that are asked elsewhere on the page.
    """

    rewritten = Signal()

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        self._words = hint()
        self._shelf = QWidget()
        self._tiles: dict[Tile, CatalogueItem] = {}
        self._shown: tuple[CatalogueItem, ...] = ()
        super().__init__(section, editing, around, parent)
        box = QVBoxLayout(self._shelf)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        at = self.body.count() - 1
        self.body.insertWidget(at, self._words)
        self.body.insertWidget(at + 1, self._shelf)
        self._suggest()

    def refresh(self) -> None:
        super().refresh()
        if self._shelf.layout() is not None:
            self._suggest()

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        """Called after every edit of the page, so that the suggestions follow the title."""
        self._suggest()
        return super().show_findings(findings)

    def _suggest(self) -> None:
        catalogue, topic = self.around.catalogue, self.editing.case.topic
        if catalogue is None:
            self._words.setText(_NO_CATALOGUE)
            return
        found = tuple(one.item for one in suggestions(catalogue, topic.title, topic.description))
        words = _LIKE_IT if found else _NOTHING_LIKE_IT if topic.title else ""
        self._words.setText(words.format(year=catalogue.year))
        self._words.setVisible(bool(words))
        if found != self._shown:
            self._offer(found)
        for tile, item in self._tiles.items():
            chosen = bool(item.matter) and item.matter in topic.catalogue_item
            if chosen and not tile.isChecked():
                tile.setChecked(True)

    def _offer(self, found: tuple[CatalogueItem, ...]) -> None:
        for tile in self._tiles:
            tile.setParent(None)  # at once: it must not press the new ones out
            tile.deleteLater()
        self._shown = found
        self._tiles = {
            Tile(self.around.say(_title(item)), self.around.say(_note(item))): item for item in found
        }
        for tile in self._tiles:
            tile.clicked.connect(self._choose)
            self._shelf.layout().addWidget(tile)  # type: ignore[union-attr]
            tile.show()
        for tile in list(self._tiles)[1:]:  # Tab stops at the group once, also while nothing is chosen
            tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _choose(self) -> None:
        item = next((item for tile, item in self._tiles.items() if tile is self.sender()), None)
        if item is None or self.around.catalogue is None:
            return
        self.editing.change(classified(self.editing.case, self.around.catalogue, item), "协商目录")
        self.rewritten.emit()
        self.edited.emit()


def _title(item: CatalogueItem) -> str:
    return "　".join(filter(None, (item.number, item.matter)))


def _note(item: CatalogueItem) -> str:
    told = (
        ("类别", item.category),
        ("层级", item.level.label if item.level else ""),
        ("牵头", item.lead),
        ("后续程序", item.follow_up.label if item.follow_up else "没有写"),
        ("依据", item.basis),
    )
    return "；".join(f"{name}：{words}" for name, words in told if words)
