"""换届: the new term, and who goes on in it. Who is not ticked leaves the duty and stays on the roster."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yishi_desktop.domain.people import Person
from yishi_desktop.domain.terms import Election, after_election, in_office, last_day
from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.when import DateEditor
from yishi_desktop.ui.people.model import roles_text
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.person_tile import PersonTile
from yishi_desktop.ui.widgets.scrolling import scrolling
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.text import button, hint, label

STAYING = "打了勾的留任，任期换成新的；卸任的点一下去掉勾：这次换届的身份没有了，人还在名册上。以前的记录、签到都不会变。"
ELECTED = "新当选的人，换届以后点“加一个人”，或者点开他的名字，勾上新的身份。"
_COLUMN = 13


class ElectionPanel(Card):
    """`held(people, words)` says whom the election changes, as they are after it, and what was done; `closed()`."""

    held = Signal(tuple, str)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__("换届")
        self._around = around
        self._people: Sequence[Person] = ()
        self.tiles: dict[str, PersonTile] = {}
        self.election = Segments("哪一次换届", [(one.value, around.say(one.label)) for one in Election])
        self.election.chosen.connect(self._show_tiles)
        self.since = FormField("新一届从哪天起", DateEditor(around.today))
        self.until = FormField("到哪天", DateEditor(around.today), "一届五年，程序算好，可以改")
        self.since.edited.connect(self._reckon)
        self._count = label("", "label", wrap=True)
        self.agree = button("换届", "primary")
        self.agree.clicked.connect(self._hold)
        self._lay_out()

    def _lay_out(self) -> None:
        close = button("", "tool", icon="cross", name="关上换届这一栏")
        close.clicked.connect(self.closed)
        self.add_action(close)
        page = QWidget()
        inside = scrolling(page)
        inside.setProperty("role", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(10)
        faces = QWidget()
        self._faces = FlowLayout(faces, gap=8, columns_of=theme.px(_COLUMN))
        for row in (self.election, self.since, self.until, hint(STAYING), self._count, faces, hint(ELECTED)):
            rows.addWidget(row)
        rows.addStretch(1)
        self.body.addWidget(page, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.agree)
        self.body.addLayout(foot)

    # ------------------------------------------------------------------------------------------ showing
    def show_people(self, people: Sequence[Person]) -> None:
        """Ask about those now in office; the days are asked anew."""
        self._people = people
        for field in (self.since, self.until):
            field.editor.set_value(None)
            field.set_finding("")
        self._show_tiles()

    def _show_tiles(self) -> None:
        """All ticked: most go on."""
        for tile in self.tiles.values():
            self._faces.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = {}
        for person in in_office(self._people, self._chosen()):
            tile = PersonTile(person.id, person.name, roles_text(person, self._around.kind))
            tile.set_states("留任", "卸任")
            tile.set_present(True)
            tile.marked.connect(self._say)
            self.tiles[person.id] = tile
            self._faces.addWidget(tile)
            tile.show()
        self._say()

    def _say(self) -> None:
        staying = len(self._staying())
        words = f"留任{staying}人，卸任{len(self.tiles) - staying}人"
        self._count.setText(words if self.tiles else "名册上没有人担任这次换届的职务。")
        self.agree.setEnabled(bool(self.tiles))

    def _reckon(self) -> None:
        since = self.since.editor.value()
        if since:
            self.until.editor.set_value(last_day(since))

    # ------------------------------------------------------------------------------------------- acting
    def _chosen(self) -> Election:
        return next(one for one in Election if one.value == self.election.current())

    def _staying(self) -> frozenset[str]:
        return frozenset(key for key, tile in self.tiles.items() if tile.isChecked())

    def _hold(self) -> None:
        for field in (self.since, self.until):
            field.editor.finish()
        since: date | None = self.since.editor.value()
        until: date | None = self.until.editor.value()
        self.since.set_finding("" if since else "请写新一届从哪天起。")
        later = since is not None and until is not None and until > since
        self.until.set_finding("" if later or since is None else "请写任期到哪天，要在开始的那天以后。")
        if since is not None and until is not None and later:
            changed = after_election(self._people, self._chosen(), self._staying(), since, until)
            self.held.emit(changed, f"已换届：{self._count.text()}")
