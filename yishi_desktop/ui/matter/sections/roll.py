"""A list of people as tiles, one click on each name: those to be asked, or those who came."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yishi_desktop.domain.case import Attendance
from yishi_desktop.domain.choices import Standing
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.wording import time_text
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.editors.people import AddingBox, Candidate, PersonChoice
from yishi_desktop.ui.matter.remarks import Remarks
from yishi_desktop.ui.matter.sections.base import SectionPart, wrong_at
from yishi_desktop.ui.matter.sections.rows import RowPanel
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.person_tile import PersonTile
from yishi_desktop.ui.widgets.text import button, hint, subheading

ROLL = "session.attendance"
AT_ONCE = 6
"""Tiles made before anything else is done: those of a whole village would hold the window up."""


class RollPart(SectionPart):
    """The list of a session, put together while `choosing`, and called over when not."""

    detail_facts: tuple[str, ...] = ()
    """What the panel about one person asks; nothing for everything a line has."""
    detail_words = ""
    """What stands in the box that opens that panel."""
    without_roster = "名册还是空的。可以在上面打名字，也可以到“名册”里把人放进来。"

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self.choosing = True
        self._tiles: dict[str, PersonTile] = {}
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._show_tiles)
        self._panel: RowPanel | None = None
        self._panel_of = ""
        self._count = subheading()
        self.everybody = button("")
        self.name_box = AddingBox(around.candidates())
        self._say = hint()
        self._finding = FindingLabel()
        self._remarks = Remarks()
        self._shelf = QWidget()
        self._flow = FlowLayout(self._shelf, gap=8)
        self.detail_box = AddingBox(())
        self.detail_box.setPlaceholderText(self.detail_words)
        self.detail_box.setAccessibleName("给谁记备注")
        self.everybody.clicked.connect(self._everybody)
        self.name_box.picked.connect(self._found)
        self.detail_box.picked.connect(self._open_detail)
        self._remarks.explained.connect(self.explained)

    def _lay_out(self, bar: QHBoxLayout) -> None:
        """The list, with a bar above it that holds the box for names."""
        bar.setSpacing(8)
        bar.addWidget(self.name_box, 1)
        bar.addWidget(self.everybody)
        self.body.addWidget(self._count)
        self.body.addLayout(bar)
        for below in (self._say, self._shelf, self._finding, self._remarks, self.detail_box):
            self.body.addWidget(below)
        self._detail_place = self.body.count()

    # --- showing ---

    def refresh(self) -> None:
        self._say.setText(self._hint())
        self.everybody.setEnabled(bool(self._entries()))
        self._show_tiles()
        self._show_count()
        self._show_details()

    def _hint(self) -> str:
        """What a click does."""
        if not self._entries():
            return self.without_roster
        return "点一下名字，就放进应到名单；再点一下拿出来。" if self.choosing else "人到了，点一下名字。"

    def _entries(self) -> list[tuple[str, PersonRef, str, bool]]:
        """Key, person, remark and whether ticked: of the roster while choosing, of the sheet while calling."""
        lines = self._lines()
        if not self.choosing:
            return [(_key(line.person), line.person, _remark(line), line.present is True) for line in lines]
        expected = {_key(line.person) for line in lines}
        roster = [person.ref() for person in self.around.people]
        known = {person.person_id for person in roster}
        strangers = [line.person for line in lines if line.person.person_id not in known]
        return [(_key(person), person, "", _key(person) in expected) for person in (*roster, *strangers)]

    def complete(self) -> None:
        self._show_tiles(len(self._entries()))

    def _show_tiles(self, more: int = AT_ONCE) -> None:
        """Tiles as they are now, and so many more; the rest when the window has nothing else to do."""
        entries = self._entries()
        if list(self._tiles) != [key for key, *_ in entries[: len(self._tiles)]]:
            self._clear_tiles()
        for key, person, _, _ in entries[len(self._tiles) :][:more]:
            self._put_tile(key, person)
        states = ("已选", "没选") if self.choosing else ("已到", "未到")
        for key, _, remark, ticked in entries[: len(self._tiles)]:
            self._tiles[key].set_states(*states)
            self._tiles[key].set_present(ticked)
            self._tiles[key].set_remark(remark)
        if len(self._tiles) < len(entries):
            self._later.start()

    def _clear_tiles(self) -> None:
        for tile in self._tiles.values():
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles.clear()

    def _put_tile(self, key: str, person: PersonRef) -> None:
        tile = PersonTile(key, person.name, self.around.say(person.duty))
        tile.marked.connect(self._marked)
        self._tiles[key] = tile
        self._flow.addWidget(tile)
        self._flow.set_columns_of(theme.px(13))

    def _show_count(self) -> None:
        """How many there are."""
        raise NotImplementedError

    def _show_details(self) -> None:
        choices = [PersonChoice(line.person.name, _key(line.person)) for line in self._lines()]
        known = {candidate.choice.key: candidate for candidate in self.around.candidates()}
        self.detail_box.set_candidates(
            [replace(known[c.key], choice=c) if c.key in known else Candidate(c) for c in choices]
        )
        self.detail_box.setVisible(bool(choices))

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        self._finding.set_finding(*wrong_at(ROLL, findings))
        self._remarks.show_findings([finding for finding in findings if finding.fact == ROLL])
        return {ROLL}

    def finish(self) -> None:
        if self._panel is not None:
            self._panel.finish()

    def fact_at(self, widget: QWidget) -> str:
        return ROLL

    def focus_fact(self, path: str) -> bool:
        if path == ROLL:
            self.name_box.setFocus(Qt.FocusReason.OtherFocusReason)
        return path == ROLL

    # --- recording ---

    def _lines(self) -> tuple[Attendance, ...]:
        return self.editing.situation.session.attendance

    def _set(self, lines: tuple[Attendance, ...]) -> None:
        if self.editing.set(ROLL, lines):
            self.refresh()
            self.edited.emit()

    def _marked(self, key: str, ticked: bool) -> None:
        if self.choosing:
            self._expect(key, expected=ticked)
        else:
            self._set(
                tuple(_came(line, ticked) if _key(line.person) == key else line for line in self._lines())
            )

    def _expect(self, key: str, *, expected: bool) -> None:
        others = tuple(line for line in self._lines() if _key(line.person) != key)
        person = next((entry[1] for entry in self._entries() if entry[0] == key), None)
        self._set((*others, Attendance(person=person)) if expected and person else others)

    def _everybody(self) -> None:
        if not self.choosing:
            self._set(tuple(_came(line, True) for line in self._lines()))
            return
        here = {_key(line.person) for line in self._lines()}
        asked = (person for _, person, _, _ in self._entries() if _key(person) not in here)
        self._set((*self._lines(), *(Attendance(person=person) for person in asked)))

    def _found(self, choice: PersonChoice) -> None:
        """A name was typed: on the sheet it is ticked, else added; somebody not on the roster comes too."""
        person = self.around.person(choice)
        self.name_box.show_name("")
        if person is None:
            return
        key = _key(person)
        if key in {_key(line.person) for line in self._lines()}:
            if not self.choosing:
                self._marked(key, True)
            return
        came = None if self.choosing else True
        self._set((*self._lines(), Attendance(person=person, present=came)))

    # --- one person in detail ---

    def _open_detail(self, choice: PersonChoice) -> None:
        line = next((line for line in self._lines() if _key(line.person) == choice.key), None)
        self.detail_box.show_name("")
        self._close_detail()
        if line is None:
            return
        self._panel_of = choice.key
        self._panel = RowPanel(line.person.name, line, self.around, self.detail_facts)
        self._panel.changed.connect(self._detail_changed)
        self._panel.removed.connect(self._detail_removed)
        self.body.insertWidget(self._detail_place, self._panel)
        self._panel.fields["standing"].editor.setFocus()

    def _close_detail(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    def _detail_changed(self) -> None:
        if self._panel is None:
            return
        changed = self._panel.record()
        if changed.standing is None:
            changed = replace(changed, standing=Standing.VOTING)
        changed = replace(changed, recused=bool(changed.recused), stakeholder=bool(changed.stakeholder))
        self._set(tuple(changed if _key(line.person) == self._panel_of else line for line in self._lines()))

    def _detail_removed(self) -> None:
        self._close_detail()
        self._set(tuple(line for line in self._lines() if _key(line.person) != self._panel_of))


def _key(person: PersonRef) -> str:
    return person.person_id or f"姓名：{person.name}"


def _came(line: Attendance, came: bool) -> Attendance:
    return replace(line, present=came)


def _remark(line: Attendance) -> str:
    words = [line.standing.label if line.standing is not Standing.VOTING else ""]
    words.append(f"{time_text(line.arrived_at)}到" if line.arrived_at else "")
    words.append(f"{time_text(line.left_at)}走" if line.left_at else "")
    words.append("回避" if line.recused else "")
    return "　".join(filter(None, words))
