"""本地规定: how ambiguous passages are read here, and the numbers the county sets; who decided, and since when."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yishi_desktop.domain.ambiguities import Ambiguity, ambiguities
from yishi_desktop.domain.overlay import for_organisation
from yishi_desktop.domain.people import CountyNumber, Organisation
from yishi_desktop.domain.procedure import Number, Procedure
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.settings.village.county_names import CountyNames
from yishi_desktop.ui.settings.village.local_rows import NumberRow, Question
from yishi_desktop.ui.turns import Piece, Turns
from yishi_desktop.ui.widgets.tag import SavedIndicator
from yishi_desktop.ui.widgets.text import hint, label, subheading

PAUSE = 600
"""Milliseconds without a key before what was typed is kept."""


class LocalPanel(Panel):
    """Kept as it is typed; it follows when the village chooses another document."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__(
            "本地规定", "文件没有写清楚的地方怎么读，县里定了什么数，在这里写明：谁定的、从哪天起。填了就存。"
        )
        self._desk = desk
        self.saved = SavedIndicator()
        self.body.addWidget(self.saved)
        self._shown = QWidget()
        self.body.addWidget(self._shown)
        self.names = CountyNames(desk, files)
        self.names.taken_in.connect(self._taken_in)
        self.body.addWidget(self.names)
        self.body.addStretch(1)
        self.questions: list[Question] = []
        self.numbers: list[NumberRow] = []
        self._built_for = ""
        self._turns = Turns(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        desk.changed.connect(self._changed)
        self._build()

    def _changed(self, changed: Changed) -> None:
        if changed.touches("organisation") and not self._timer.isActive():
            self._build()

    def _taken_in(self) -> None:
        """What the county's file says stands above anything half typed here."""
        self._timer.stop()
        self._build()

    def _build(self) -> None:
        procedure = self._desk.definitions.procedures.get(self._desk.snapshot.organisation.procedure)
        wanted = f"{procedure.id if procedure else ''} {self._desk.snapshot.organisation.kind} {theme.base()}"
        if wanted != self._built_for:
            self._furnish(procedure)
            self._built_for = wanted
        self.names.setVisible(procedure is not None)
        if procedure is not None:
            self._show_organisation(procedure)
            self.names.show_procedure(procedure)

    def _furnish(self, procedure: Procedure | None) -> None:
        """Passages and numbers come bit by bit: some documents have two dozen."""
        shown = QWidget()
        self._rows = QVBoxLayout(shown)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.questions, self.numbers = [], []
        self._turns.clear()
        if procedure is None:
            self._rows.addWidget(
                label("还没有选办事依据。请到“本村资料”里选（乡镇在“镇规则包”里选）。", wrap=True)
            )
        else:
            self._turns.put(self._pieces(procedure))
        self.body.replaceWidget(self._shown, shown)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = shown
        if self.isVisible():
            shown.show()

    def _pieces(self, procedure: Procedure) -> Iterator[Piece]:
        yield partial(self._put_title, "文件没有写清楚的地方")
        for ambiguity in ambiguities(procedure):
            yield partial(self._put_question, ambiguity)
        yield partial(
            self._put_title,
            "本地定的数",
            "不填就按文件。写了从哪天起的，只管那天起登记的事，以前的事还按原来的数。",
        )
        for number in procedure.numbers:
            if number.adjustable:
                yield partial(self._put_number, number, procedure)

    def _put_title(self, words: str, explained: str = "") -> None:
        self._rows.addWidget(subheading(words))
        if explained:
            self._rows.addWidget(hint(explained))

    def _put_question(self, ambiguity: Ambiguity) -> None:
        question = Question(ambiguity, self._desk)
        question.show_organisation(self._desk.snapshot.organisation)
        question.edited.connect(self._edited)
        self.questions.append(question)
        self._rows.addWidget(question)

    def _put_number(self, number: Number, procedure: Procedure) -> None:
        row = NumberRow(number, self._desk)
        row.show_organisation(self._desk.snapshot.organisation, self._in_force(procedure))
        row.edited.connect(self._edited)
        self.numbers.append(row)
        self._rows.addWidget(row)

    def _show_organisation(self, procedure: Procedure) -> None:
        organisation, in_force = self._desk.snapshot.organisation, self._in_force(procedure)
        for question in self.questions:
            question.show_organisation(organisation)
        for number in self.numbers:
            number.show_organisation(organisation, in_force)

    def _in_force(self, procedure: Procedure) -> Procedure:
        return for_organisation(procedure, self._desk.snapshot.organisation, self._desk.clock().date())

    # --- keeping ---

    def _edited(self) -> None:
        self.saved.saving()
        self._timer.start()

    def keep(self) -> None:
        """Keep what stands here now."""
        self._timer.stop()
        wanted = self._wanted()
        if wanted != self._desk.snapshot.organisation:
            self._desk.act(partial(_keep, organisation=wanted), self._kept)

    def _wanted(self) -> Organisation:
        organisation = self._desk.snapshot.organisation
        for question in self.questions:
            organisation = question.put_into(organisation)
        here: Mapping[str, CountyNumber | None] = {row.number.id: row.county_number() for row in self.numbers}
        others = [one for one in organisation.county_numbers if one.pack or one.id not in here]
        own = [one for one in here.values() if one is not None]
        return replace(organisation, county_numbers=(*others, *own))

    def _kept(self, _: Changed) -> None:
        self.saved.saved(self._desk.clock().time())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what was typed a moment ago, without waiting for the pause."""
        if self._timer.isActive():
            for row in self.numbers:
                row.finish()
            for question in self.questions:
                question.finish()
            self.keep()


def _keep(office: Office, organisation: Organisation) -> Changed:
    return village.save_organisation(office, organisation)
