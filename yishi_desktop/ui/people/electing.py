"""换届: the new term, and who goes on in it. Who is not ticked leaves the duty and stays on the roster."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.people import Person
from yishi_desktop.domain.terms import Election, after_election, in_office, last_day
from yishi_desktop.services import village
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import QuietDialog
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.when import DateEditor
from yishi_desktop.ui.people.model import roles_text
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.text import button, hint

WHAT_IT_DOES = (
    "留任的打勾，任期换成新的。不打勾的卸任：去掉这次换届的身份，人还在名册上。",
    "以前的记录、签到不会变。新当选的人，换届以后点“加一个人”，或者点开他勾上新的身份。",
)


class ElectionDialog(QuietDialog):
    """`changed()` says whom the election changes, once `accepted`."""

    def __init__(self, people: Sequence[Person], around: Surroundings, parent: QWidget) -> None:
        super().__init__("换届", list(WHAT_IT_DOES), parent)
        self._people, self._around = people, around
        self.boxes: dict[str, QCheckBox] = {}
        self.election = Segments("哪一次换届", [(one.value, around.say(one.label)) for one in Election])
        self.election.chosen.connect(self._show_people)
        self.since = FormField("新一届从哪天起", DateEditor(around.today))
        self.until = FormField("到哪天", DateEditor(around.today))
        self.since.edited.connect(self._reckon)
        self._list = _area()
        self._count = hint()
        self.leave, self.agree = button("先不换"), button("换届", "primary")
        self._lay_out()
        self._show_people()

    def _lay_out(self) -> None:
        term = QHBoxLayout()
        term.setSpacing(14)
        for field in (self.since, self.until):
            field.editor.name_for(field.title.text())
            term.addWidget(field)
        term.addStretch(1)
        at = self.body.count() - 2
        self.body.insertWidget(at, self.election)
        self.body.insertLayout(at + 1, term)
        self.body.insertWidget(at + 2, self._count)
        self.body.insertWidget(at + 3, self._list, 1)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.agree)
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.agree.clicked.connect(self._agree)
        self.setMinimumWidth(theme.px(46))

    def _chosen(self) -> Election:
        return next(one for one in Election if one.value == self.election.current())

    def _show_people(self) -> None:
        """Those now in office, all ticked: most go on."""
        inside = QWidget()
        inside.setProperty("role", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(0)
        self.boxes = {}
        for person in in_office(self._people, self._chosen()):
            box = QCheckBox(f"{person.name}　{roles_text(person, self._around.kind)}")
            box.setChecked(True)
            box.toggled.connect(self._say)
            self.boxes[person.id] = box
            rows.addWidget(box)
        rows.addStretch(1)
        self._list.setWidget(inside)
        self._list.setVisible(bool(self.boxes))
        self._say()

    def _say(self) -> None:
        staying = len(self._staying())
        words = f"留任{staying}人，卸任{len(self.boxes) - staying}人。"
        self._count.setText(words if self.boxes else "名册上没有人担任这次换届的职务。")
        self.agree.setEnabled(bool(self.boxes))

    def _reckon(self) -> None:
        since = self.since.editor.value()
        if since:
            self.until.editor.set_value(last_day(since))

    def _agree(self) -> None:
        since, until = self._term()
        self.since.set_finding("" if since else "请写新一届从哪天起。")
        later = since is not None and until is not None and until > since
        self.until.set_finding("" if later or since is None else "请写任期到哪天，要在开始的那天以后。")
        if later:
            self.accept()

    def _term(self) -> tuple[date | None, date | None]:
        for field in (self.since, self.until):
            field.editor.finish()
        return self.since.editor.value(), self.until.editor.value()

    def _staying(self) -> frozenset[str]:
        return frozenset(person_id for person_id, box in self.boxes.items() if box.isChecked())

    def changed(self) -> tuple[Person, ...]:
        """Everybody as they are after it."""
        since, until = self._term()
        assert since is not None and until is not None
        return after_election(self._people, self._chosen(), self._staying(), since, until)

    def words(self) -> str:
        """What was done, for the bar that offers to take it back."""
        return f"已换届：{self._count.text()}"


def _area() -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName("现在任职的人")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(theme.px(12))
    return area


class Electing(QObject):
    """Asks, and keeps what comes of it. `done(people, words)` tells who was changed, as they were before, and what was done."""

    done = Signal(tuple, str)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._before: tuple[Person, ...] = ()
        self._words = ""
        self.dialog: ElectionDialog | None = None

    def ask(self) -> None:
        """Open the dialog."""
        moment = self._desk.snapshot
        around = Surroundings(moment.today, kind=moment.organisation.kind)
        self.dialog = ElectionDialog(moment.people, around, self._page)
        self.dialog.accepted.connect(self._hold)
        self.dialog.open()

    def _hold(self) -> None:
        assert self.dialog is not None
        changed = self.dialog.changed()
        ids = {person.id for person in changed}
        self._before = tuple(person for person in self._desk.snapshot.people if person.id in ids)
        self._words = self.dialog.words()
        self._desk.act(partial(village.save_people, changed=changed, reason="换届"), self._held)

    def _held(self, _: Changed) -> None:
        self.done.emit(self._before, self._words)
