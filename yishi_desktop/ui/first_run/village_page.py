"""The second page: which village, what its seals say, and by which document it deliberates."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.people import Organisation, OrganisationKind
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.wording import localise
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.first_run.place import PlaceFields
from yishi_desktop.ui.first_run.procedure_choice import ProcedureChoice
from yishi_desktop.ui.first_run.sheet import Sheet
from yishi_desktop.ui.first_run.size_page import row_of
from yishi_desktop.ui.widgets.text import hint, label
from yishi_desktop.ui.widgets.tile import Tile

NO_NAME = "还没填村名。请写全称，例如“后陈村”。"
NO_PROCEDURE = "还没选办事依据。请点一份，拿不准就问乡镇。"


class VillagePage(Sheet):
    """`place_changed()` when other documents may fit; `organisation()` is what was filled in."""

    place_changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            "您是哪个村？",
            "这些字会印在通知、记录表和台账上。选不到的地名可以直接打字，以后在“设置”里可以改。",
        )
        self.place = PlaceFields()
        self.body.addWidget(self.place)
        self.body.addWidget(self._names())
        self.procedures = ProcedureChoice()
        self.body.addWidget(self.procedures)
        self.body.addStretch(1)
        self._kind_by_hand = False
        self._connect()
        self._compose()

    def _names(self) -> QWidget:
        self.name = FormField("村（社区）全称", LineEditor(), "例如“后陈村”“城北社区”")
        self.committee = FormField("", LineEditor())
        self.party_org = FormField("党组织全称（和公章上的字一样）", LineEditor())
        shelf = QWidget()
        grid = QGridLayout(shelf)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self._kinds(), 0, 1)
        grid.addWidget(self.committee, 1, 0)
        grid.addWidget(self.party_org, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return shelf

    def _kinds(self) -> QWidget:
        self.kinds = {
            OrganisationKind.VILLAGE: Tile("村"),
            OrganisationKind.COMMUNITY: Tile("社区"),
        }
        shelf = QWidget()
        box = QVBoxLayout(shelf)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(label("是村还是社区", "label"))
        box.addWidget(hint("表上写“村民”还是“居民”，跟着它走"))
        box.addWidget(row_of(list(self.kinds.values())))
        self.kinds[OrganisationKind.VILLAGE].setChecked(True)
        box.addStretch(1)
        return shelf

    def _connect(self) -> None:
        self._composed = {"committee": "", "party_org": ""}
        self.place.edited.connect(self._compose)
        self.place.edited.connect(self.place_changed)
        self.name.edited.connect(self._name_edited)
        self.procedures.edited.connect(self._clear_procedure_finding)
        for tile in self.kinds.values():
            tile.clicked.connect(self._kind_pressed)
            tile.toggled.connect(self._compose)

    def begin(self) -> None:
        self.place.setFocus()

    def set_regions(self, regions: Mapping[str, Any]) -> None:
        """The lists to choose from, once they have been read."""
        self.place.set_regions(regions)

    def propose(self, procedures: Sequence[Procedure]) -> None:
        """Offer these documents, the best first."""
        values = self.place.values()
        self.procedures.propose(procedures, values["province"] + values["city"])

    # ---------------------------------------------------------------------------------------- what is filled in
    def kind(self) -> OrganisationKind:
        """Village or community."""
        return next(kind for kind, tile in self.kinds.items() if tile.isChecked())

    def organisation(self) -> Organisation:
        """As filled in. A full name left as proposed is not kept, so that it follows the village's name."""
        own: dict[str, Any] = {
            key: value for key, value in self._seal_names().items() if value != self._composed[key]
        }
        return Organisation(
            id="",
            kind=self.kind(),
            name=self.name.editor.value().strip(),
            procedure=self.procedures.value(),
            **self.place.values(),
            **own,
        )

    def problems(self) -> bool:
        """Say at the fields what is still needed, go to the first of them; whether there was any."""
        no_name = not self.name.editor.value().strip()
        no_procedure = not self.procedures.value()
        self.name.set_finding(NO_NAME if no_name else "")
        self.procedures.set_finding(NO_PROCEDURE if no_procedure else "")
        if no_name:
            self.name.editor.setFocus()
        elif no_procedure:
            self.procedures.begin()
        if no_name or no_procedure:
            self.ensureWidgetVisible(self.name if no_name else self.procedures)
        return no_name or no_procedure

    def _seal_names(self) -> dict[str, str]:
        return {"committee": self.committee.editor.value(), "party_org": self.party_org.editor.value()}

    # ------------------------------------------------------------------------------------------- following
    def _name_edited(self) -> None:
        name = self.name.editor.value().strip()
        if name:
            self.name.set_finding("")
        if not self._kind_by_hand:
            community = name.endswith("社区")
            self.kinds[OrganisationKind.COMMUNITY if community else OrganisationKind.VILLAGE].setChecked(True)
        self._compose()

    def _kind_pressed(self) -> None:
        self._kind_by_hand = True

    def _clear_procedure_finding(self) -> None:
        self.procedures.set_finding("")

    def _compose(self) -> None:
        """Propose both full names anew where nobody has changed them."""
        words = localise("村民委员会全称（和公章上的字一样）", self.kind())
        self.committee.title.setText(words)
        self.committee.editor.name_for(words)
        name = self.name.editor.value().strip()
        village = Organisation(id="", kind=self.kind(), name=name, **self.place.values())
        proposed = {"committee": village.committee_name, "party_org": village.party_org_name}
        for key, field in (("committee", self.committee), ("party_org", self.party_org)):
            words = proposed[key] if name else ""
            if field.editor.value() in ("", self._composed[key]):
                field.editor.set_value(words)
            self._composed[key] = words
