"""A notice on the board: since when, and the first day it may come down."""

from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.widgets.card import VerdictBox


class PostingPart(FieldsPart):
    """The fields of a posting, and above them what the law makes of its first day."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        self._period = VerdictBox()
        super().__init__(section, editing, around, parent)
        self.body.insertWidget(0, self._period)
        self.edited.connect(self._show_period)

    def refresh(self) -> None:
        super().refresh()
        self._show_period()

    def _show_period(self) -> None:
        posted = next(iter(self.section.facts))
        group = posted.partition(".")[0]
        due = next((d for d in due_dates(self.editing.situation) if d.fact.startswith(f"{group}.")), None)
        if due is None:
            self._period.set_verdict("info", "填了张贴日期，这里就告诉您最早哪天能撤下")
            return
        clause = f"{due.source} {due.clause}"
        tone = "ok" if due.settled or due.on <= self.around.today else "due"
        words = f"最早{date_text(due.on)}可以撤下"
        self._period.set_verdict(tone, f"已经撤下（{words}）" if due.settled else words, due.note, clause)
