"""本村资料: everything papers, ledger and checks know of the village, kept as it is typed."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from yishi_desktop.domain.people import Organisation
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.choice import ChoiceEditor
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.people.record_form import RecordForm
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.tag import SavedIndicator

PAUSE = 600
"""Milliseconds without a key before what was typed is kept."""
ROWS = (
    ("name", "kind"),
    ("province", "city"),
    ("county", "township"),
    ("committee",),
    ("party_org",),
    ("procedure",),
    ("counted_kinds",),
    ("wanted_roles",),
    ("name_order",),
    ("lunar_dates", "market_days"),
    ("filler", "reviewer"),
    ("supervision_phone", "receiving_office"),
    ("help_phone",),
    ("venue", "venue_area"),
    ("venue_signs",),
    ("code",),
)


class VillagePanel(Panel):
    """The facts of the organisation as a form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("本村资料", "印在通知、记录表和台账上。填了就存，不用点保存。")
        self._desk = desk
        self.saved = SavedIndicator()
        self.body.addWidget(self.saved)
        moment = desk.snapshot
        names = [(key, one.name) for key, one in desk.definitions.procedures.items()]
        around = Surroundings(moment.today, kind=moment.organisation.kind)
        self.form = RecordForm(Organisation, ROWS, around, {"procedure": ChoiceEditor(names)})
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        self.form.edited.connect(self._edited)
        desk.changed.connect(self._changed)
        self.form.set_record(moment.organisation)

    def _edited(self) -> None:
        self.saved.saving()
        self._timer.start()

    def keep(self) -> None:
        """Keep what stands in the form now. A village without a name stays what it was called."""
        self._timer.stop()
        wanted: Organisation = self.form.record()
        if not wanted.name.strip():
            self.form.fields["name"].set_finding("村名不能空着。请写上，再往下填。")
            return
        self.form.fields["name"].set_finding("")
        if wanted != self._desk.snapshot.organisation and self.form.first_problem() is None:
            self._desk.act(partial(_keep, organisation=wanted), self._kept)

    def _kept(self, changed: Changed) -> None:
        self.saved.saved(self._desk.clock().time())

    def _changed(self, changed: Changed) -> None:
        if changed.touches("organisation") and not self._timer.isActive():
            self.form.set_record(self._desk.snapshot.organisation)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what was typed a moment ago, without waiting for the pause."""
        if self._timer.isActive():
            self.form.finish()
            self.keep()


def _keep(office: Office, organisation: Organisation) -> Changed:
    return village.save_organisation(office, organisation)
