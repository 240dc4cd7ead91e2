"""The sign-in sheet on the screen: first who is expected, then who has come, with a click on each name."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from yishi_desktop.domain.case import Attendance
from yishi_desktop.domain.choices import Standing
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.wording import time_text
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.people import Candidate, NameBox, PersonChoice
from yishi_desktop.ui.matter.fact_fields import Surroundings
from yishi_desktop.ui.matter.remarks import Remarks
from yishi_desktop.ui.matter.sections.base import SectionPart, wrong_at
from yishi_desktop.ui.matter.sections.fields import FieldsPart
from yishi_desktop.ui.matter.sections.rows import RowPanel
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.person_tile import PersonTile
from yishi_desktop.ui.widgets.text import button, hint, subheading

ROLL = "session.attendance"


class AttendancePart(SectionPart):
    """Two ways in: tick names, or type the totals of a paper sheet. Typed totals stand above the ticks."""

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(section, editing, around, parent)
        self._choosing = not editing.situation.session.attendance
        self._tiles: dict[str, PersonTile] = {}
        self._panel: RowPanel | None = None
        self._panel_of = ""
        self._count = subheading()
        self.choose, self.call = self._ways()
        self.everybody = button("全部到了")
        self.name_box = NameBox(around.candidates())
        self.name_box.setPlaceholderText("名字或拼音首字母，按回车点到")
        self.name_box.setAccessibleName("找人点到")
        self._finding = FindingLabel()
        self._remarks = Remarks()
        self._shelf = QWidget()
        self._flow = FlowLayout(self._shelf, gap=8)
        self.detail_box = NameBox(())
        self.detail_box.setPlaceholderText("给谁记迟到、早退、回避、列席、备注")
        self.detail_box.setAccessibleName("给谁记备注")
        self.totals = FieldsPart(
            replace(section, title="", help="", optional=self._offered(section)), editing, around
        )
        self._lay_out()
        self._connect()
        self.refresh()

    @staticmethod
    def _offered(section: Section) -> tuple[str, ...]:
        return tuple(path for path in section.optional if path != ROLL)

    def _ways(self) -> tuple[QPushButton, QPushButton]:
        """Two buttons of which one is pressed in; no group, in which Tab would stop at that one only."""
        ways = []
        for words in ("选应到的人", "点名签到"):
            way = button(words, "segment")
            way.setCheckable(True)
            way.clicked.connect(self._way_chosen)
            ways.append(way)
        return ways[0], ways[1]

    def _lay_out(self) -> None:
        self.body.addWidget(self._count)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget in (self.choose, self.call):
            bar.addWidget(widget)
        bar.addWidget(self.name_box, 1)
        bar.addWidget(self.everybody)
        self.body.addLayout(bar)
        self._say = hint()
        self.body.addWidget(self._say)
        for below in (self._shelf, self._finding, self._remarks):
            self.body.addWidget(below)
        self.body.addWidget(self.detail_box)
        self._detail_place = self.body.count()
        self.body.addWidget(subheading("没有点名的，直接填人数"))
        self.body.addWidget(self.totals)

    def _connect(self) -> None:
        self.everybody.clicked.connect(self._everybody_came)
        self.name_box.picked.connect(self._found)
        self.detail_box.picked.connect(self._open_detail)
        self.totals.edited.connect(self._totals_edited)
        self.totals.entered.connect(self.entered)
        self.totals.explained.connect(self.explained)
        self._remarks.explained.connect(self.explained)

    # --- showing ---

    def refresh(self) -> None:
        self.totals.refresh()
        self.choose.setChecked(self._choosing)
        self.call.setChecked(not self._choosing)
        self.everybody.setText("名册上的都请" if self._choosing else "全部到了")
        words = "点一下名字，就放进应到名单；再点一下拿出来。" if self._choosing else "人到了，点一下名字。"
        self._say.setText(
            words if self._entries() else "名册还是空的。可以到“名册”里加人，或者直接在下面填人数。"
        )
        self._show_tiles()
        self._show_count()
        self._show_details()

    def _entries(self) -> list[tuple[str, PersonRef, str, bool]]:
        """Key, person, remark and whether ticked: of the roster while choosing, of the sheet while calling."""
        lines = self._lines()
        if not self._choosing:
            return [(_key(line.person), line.person, _remark(line), line.present is True) for line in lines]
        expected = {_key(line.person) for line in lines}
        roster = [person.ref() for person in self.around.people]
        strangers = [line.person for line in lines if not line.person.person_id]
        return [(_key(person), person, "", _key(person) in expected) for person in (*roster, *strangers)]

    def _show_tiles(self) -> None:
        entries = self._entries()
        if list(self._tiles) != [key for key, *_ in entries]:
            self._rebuild(entries)
        for key, _, remark, ticked in entries:
            self._tiles[key].set_present(ticked)
            self._tiles[key].set_remark(remark)

    def _rebuild(self, entries: Sequence[tuple[str, PersonRef, str, bool]]) -> None:
        for tile in self._tiles.values():
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles.clear()
        for key, person, _, _ in entries:
            tile = PersonTile(key, person.name, self.around.say(person.duty))
            tile.marked.connect(self._marked)
            self._tiles[key] = tile
            self._flow.addWidget(tile)
        self._flow.set_columns_of(theme.px(13))

    def _show_count(self) -> None:
        count = self.editing.situation.headcount
        expected = "—" if count.expected is None else count.expected
        present = "—" if count.present is None else count.present
        others = [
            f"{words}{number}人"
            for words, number in (("列席", count.non_voting), ("旁听", count.observers))
            if number
        ]
        self._count.setText("，".join([f"应到{expected}人，实到{present}人", *others]))

    def _show_details(self) -> None:
        choices = [PersonChoice(line.person.name, _key(line.person)) for line in self._lines()]
        known = {candidate.choice.key: candidate for candidate in self.around.candidates()}
        self.detail_box.set_candidates(
            [replace(known[c.key], choice=c) if c.key in known else _plain(c) for c in choices]
        )
        self.detail_box.setVisible(not self._choosing and bool(choices))

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        self._finding.set_finding(*wrong_at(ROLL, findings))
        self._remarks.show_findings([finding for finding in findings if finding.fact == ROLL])
        return self.totals.show_findings(findings) | {ROLL}

    def finish(self) -> None:
        self.totals.finish()
        if self._panel is not None:
            self._panel.finish()

    def fact_at(self, widget: QWidget) -> str:
        return "" if self.totals.isAncestorOf(widget) else ROLL

    def focus_fact(self, path: str) -> bool:
        if path == ROLL:
            self.name_box.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self.totals.focus_fact(path)

    # --- recording ---

    def _lines(self) -> tuple[Attendance, ...]:
        return self.editing.situation.session.attendance

    def _set(self, lines: tuple[Attendance, ...]) -> None:
        if self.editing.set(ROLL, lines):
            self.refresh()
            self.edited.emit()

    def _way_chosen(self) -> None:
        self._choosing = self.sender() is self.choose
        self._close_detail()
        self.refresh()

    def _marked(self, key: str, ticked: bool) -> None:
        if self._choosing:
            self._expect(key, expected=ticked)
        else:
            self._set(
                tuple(_came(line, ticked) if _key(line.person) == key else line for line in self._lines())
            )

    def _expect(self, key: str, *, expected: bool) -> None:
        others = tuple(line for line in self._lines() if _key(line.person) != key)
        person = next((entry[1] for entry in self._entries() if entry[0] == key), None)
        self._set((*others, Attendance(person=person)) if expected and person else others)

    def _everybody_came(self) -> None:
        if not self._choosing:
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
            if not self._choosing:
                self._marked(key, True)
            return
        came = None if self._choosing else True
        self._set((*self._lines(), Attendance(person=person, present=came)))

    def _totals_edited(self) -> None:
        self._show_count()
        self.edited.emit()

    # --- one person in detail ---

    def _open_detail(self, choice: PersonChoice) -> None:
        line = next((line for line in self._lines() if _key(line.person) == choice.key), None)
        self.detail_box.show_name("")
        self._close_detail()
        if line is None:
            return
        self._panel_of = choice.key
        self._panel = RowPanel(line.person.name, line, self.around)
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


def _plain(choice: PersonChoice) -> Candidate:
    return Candidate(choice)
