"""The side panel in which somebody is added or changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.kinship import CLAUSE
from yishi_desktop.domain.people import Person, Role
from yishi_desktop.domain.taking_part import Part
from yishi_desktop.ui.editors.choices import ChoicesEditor
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.people.attended import Attended
from yishi_desktop.ui.people.record_form import RecordForm
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.text import button

USUAL = (
    Role.PARTY_SECRETARY,
    Role.COMMITTEE_DIRECTOR,
    Role.PARTY_MEMBER_OF_BOARD,
    Role.COMMITTEE_MEMBER,
    Role.SUPERVISION_HEAD,
    Role.SUPERVISION_MEMBER,
    Role.REPRESENTATIVE,
    Role.GROUP_HEAD,
    Role.PARTY_MEMBER,
    Role.RESIDENT,
)
"""What most people on a roster are; the rest is one press away."""


class PersonPanel(Card):
    """One person as a form. `save_wanted(Person)`, `remove_wanted(person_id)`, `case_wanted(case_id)` and `closed()` tell
    what is asked.
    """

    save_wanted = Signal(object)
    remove_wanted = Signal(str)
    case_wanted = Signal(str)
    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__("某人", parent)
        roles = ChoicesEditor(
            [(role.value, around.say(role.label)) for role in Role], at_once=[role.value for role in USUAL]
        )
        self._person_id = ""
        self.form = RecordForm(Person, [(name,) for name in facts_of(Person)], around, {"roles": roles})
        self.form.edited.connect(self._edited)
        self.attended = Attended()
        self.attended.case_wanted.connect(self.case_wanted)
        self.body.addWidget(self._scrolled(), 1)
        self.body.addLayout(self._buttons())
        close = button("", "tool", icon="cross", name="关上右边这一栏")
        close.clicked.connect(self.closed)
        self.add_action(close)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addWidget(self.form)
        inside.addWidget(self.attended)
        inside.addStretch(1)
        area.setWidget(page)
        return area

    def _buttons(self) -> QHBoxLayout:
        self.save = button("保存", "primary", name="保存这个人")
        self.remove = button("移出名册", "link")
        self.save.clicked.connect(self.save_now)
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(self.save)
        return row

    def show_new(self, person: Person) -> None:
        """Begin somebody new."""
        self._show(person, "加一个人", is_new=True)
        self.show_conflicts(())
        self.attended.hide()

    def show_person(
        self, person: Person, conflicts: tuple[str, ...], parts: Sequence[Part], year: int
    ) -> None:
        """Put somebody into the form, with what he took part in below it."""
        self._show(person, person.name, is_new=False)
        self.show_conflicts(conflicts)
        self.attended.show_parts(parts, year)

    def _show(self, person: Person, title: str, *, is_new: bool) -> None:
        self._person_id = person.id
        self.title.setText(title)
        self.remove.setVisible(not is_new)
        self.form.set_record(person)
        self._edited()

    def show_conflicts(self, names: tuple[str, ...]) -> None:
        """Say whom the law does not let sit on the other committee."""
        person: Person = self.form.record()
        itself = person.name in names
        others = "、".join(name for name in names if name != person.name)
        sentence = "同一个人不能既在村民委员会、又在村务监督委员会。" if itself else ""
        if others:
            sentence += f"名册上写着和{others}是近亲属，不能一个在村民委员会、一个在村务监督委员会。"
        self.form.fields["relatives"].set_finding(sentence, CLAUSE if sentence else "")

    def person_id(self) -> str:
        """Who is in the form."""
        return self._person_id

    def saved(self, person: Person) -> None:
        """What was asked to be kept is on its way; typing more counts from here."""
        self.form.set_record(person)
        self.title.setText(person.name)
        self._edited()

    def forget(self) -> None:
        """Nobody is in the form any more."""
        self._person_id = ""

    def has_changes(self) -> bool:
        """Whether something typed is not saved yet."""
        return bool(self._person_id) and self.form.is_changed()

    def save_now(self) -> None:
        """Ask for what stands in the form to be kept; somebody without a name is not."""
        self.form.finish()
        person: Person = self.form.record()
        if not person.name.strip():
            self.form.fields["name"].set_finding("请写上姓名，再保存。")
            self.form.fields["name"].editor.setFocus()
            return
        problem = self.form.first_problem()
        if problem is not None:
            problem.editor.setFocus()
            return
        self.save_wanted.emit(person)

    def _edited(self) -> None:
        self.save.setEnabled(self.form.is_changed())

    def _remove(self) -> None:
        self.remove_wanted.emit(self._person_id)
