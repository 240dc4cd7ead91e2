"""本地的叫法: what the county calls steps, papers and fields; from its file, or one by one."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.county_file import CountyFile
from yishi_desktop.domain.overlay import name_origin
from yishi_desktop.domain.people import CountyName, Renamed
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.services import county_rules
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.field import FormField, stand_side_by_side
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.editors.when import DateEditor
from yishi_desktop.ui.printing.files import COUNTY_RULES, Files
from yishi_desktop.ui.turns import Turns
from yishi_desktop.ui.widgets.text import button, hint, label, rule, subheading

_ABOUT = "县里发了规定文件的，导入就行：数、叫法、台账栏目一次都改好；有一处不对，整份不收，说出是哪一处。"
_COLUMNS = "台账要哪些栏目、叫什么，到“台账”页的“栏目……”里改。"


class CountyNames(QWidget):
    """`taken_in()` when a county's file has been taken in: the numbers above may be others now."""

    taken_in = Signal()

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__()
        self._desk, self._files = desk, files
        self.load = button("导入县里的规定……")
        self.load.clicked.connect(self._choose_file)
        self.said = hint()
        self.said.hide()
        self.what = QComboBox()
        self.what.setAccessibleName("给什么改名")
        fields = CountyName.__dataclass_fields__
        self.name = FormField("本地叫什么", LineEditor())
        self.by = FormField("谁定的", LineEditor(), str(fields["by"].metadata.get("help", "")))
        self.since = FormField("从哪天起", DateEditor(desk.snapshot.today))
        self.add = button("改名")
        self.add.clicked.connect(self._rename)
        self._list = QVBoxLayout()
        self._buttons: dict[int, CountyName] = {}
        self._turns = Turns(self)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(subheading("县里的规定"))
        box.addWidget(hint(_ABOUT))
        box.addWidget(self.load, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.said)
        box.addWidget(subheading("本地的叫法"))
        box.addWidget(
            hint(f"步骤、文书、栏目在本地另有叫法的，在这里改；数怎么算、条文要什么，都不变。{_COLUMNS}")
        )
        box.addLayout(self._list)
        box.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(14)
        for field, stretch in ((self.name, 1), (self.by, 1), (self.since, 0)):
            field.editor.name_for(f"改名：{field.title.text()}")
            row.addWidget(field, stretch)
        stand_side_by_side((self.name, self.by, self.since))
        box.addLayout(row)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_procedure(self, procedure: Procedure) -> None:
        """Show what is renamed, and what may be."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.clear()
        for own in self._desk.snapshot.organisation.county_names:
            self._list.addWidget(self._line(own, procedure))
        if self.what.property("procedure") != procedure.id:
            self._offer(procedure)

    def _offer(self, procedure: Procedure) -> None:
        """Papers come one by one: each is read to learn its name."""
        self._turns.clear()
        self.what.clear()
        self.what.setProperty("procedure", procedure.id)
        for step in procedure.steps:
            self._offer_one(Renamed.STEP, step.id, step.title)
        papers = dict.fromkeys(form for step in procedure.steps for form in step.papers)
        self._turns.put(
            [*(partial(self._offer_paper, form) for form in papers), partial(self._offer_facts, procedure)]
        )

    def _offer_paper(self, form: str) -> None:
        self._offer_one(Renamed.PAPER, form, self._desk.definitions.forms[form].name)

    def _offer_facts(self, procedure: Procedure) -> None:
        for path in dict.fromkeys(path for step in procedure.steps for path in step.facts):
            self._offer_one(Renamed.FACT, path, FACTS[path].label)

    def _offer_one(self, kind: Renamed, what: str, words: str) -> None:
        self.what.addItem(f"{kind.label}：{words}", (kind.value, what))

    def _line(self, own: CountyName, procedure: Procedure) -> QWidget:
        before = county_rules.name_before(self._desk.definitions, own, procedure)
        line = QWidget()
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(2)
        box.addWidget(rule())
        head = QHBoxLayout()
        head.addWidget(label(f"{own.kind.label}“{before}”叫“{own.name}”", wrap=True), 1)
        back = button("恢复原名", "link", name=f"恢复原名：{before}")
        back.clicked.connect(self._restore)
        back.setProperty("place", len(self._buttons))
        self._buttons[len(self._buttons)] = own
        head.addWidget(back)
        box.addLayout(head)
        box.addWidget(hint(name_origin(own, before)))
        return line

    # --- acting ---

    def _choose_file(self) -> None:
        path = self._files.open(self, "导入哪一份规定", COUNTY_RULES)
        if path is not None:
            self._desk.act(partial(_take_in, path), self._taken_in)

    def _taken_in(self, _: Changed) -> None:
        self.said.setText("已导入。改了的数和叫法，旁边都写着是谁定的。")
        self.said.show()
        self.taken_in.emit()

    def _rename(self) -> None:
        for field in (self.name, self.by, self.since):
            field.editor.finish()
        name = self.name.editor.value().strip()
        self.name.set_finding("" if name else "还没写本地叫什么。", "")
        self.by.set_finding("" if self.by.editor.value().strip() else "还没写谁定的。", "")
        if not name or not self.by.editor.value().strip():
            return
        kind, what = self.what.currentData()
        own = CountyName(
            kind=next(one for one in Renamed if one.value == kind),
            id=what,
            name=name[:20],
            by=self.by.editor.value(),
            since=self.since.editor.value(),
        )
        self._desk.act(partial(_set_name, own=own))
        self.name.editor.set_value("")

    def _restore(self) -> None:
        own = self._buttons[self.sender().property("place")]
        self._desk.act(partial(_take_back, own=own))


def _take_in(path: Path, office: Office) -> Changed:
    read: CountyFile = county_rules.read_file(office, path)
    return county_rules.take_in(office, read)


def _set_name(office: Office, own: CountyName) -> Changed:
    return county_rules.set_name(office, replace(own, name=own.name.strip()))


def _take_back(office: Office, own: CountyName) -> Changed:
    return county_rules.take_back_name(office, own)
