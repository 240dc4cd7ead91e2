"""Who is in the room right now, and one press for each who comes, goes or stands aside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from yishi_desktop.domain.case import Attendance
from yishi_desktop.domain.presence import Move, changes_in_words, interested, line_of, moved, with_line
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.editors.people import Candidate, NameBox, PersonChoice
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.text import button, hint, label

_FOR_ONE = (Move.CAME, Move.LEFT, Move.RECUSED)


class PresencePart(QFrame):
    """`edited` when somebody was noted. Hidden where nobody was called by name: then totals are typed."""

    edited = Signal()

    def __init__(self, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._editing = editing
        self._around = around
        self._asked: dict[QPushButton, Attendance] = {}
        self._count = label("", "label", wrap=True)
        self._changes = hint()
        self.box = NameBox(())
        self.box.setPlaceholderText("谁？名字或拼音首字母")
        self.box.setAccessibleName("在场变动：谁")
        self.moves = {button(move.value): move for move in _FOR_ONE}
        self._question = hint()
        self._flow = FlowLayout(gap=8)
        self._lay_out()
        for one in self.moves:
            one.clicked.connect(self._move)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        for one in self.moves:
            row.addWidget(one)
        column.addLayout(row)
        column.addWidget(self._changes)
        column.addWidget(self._question)
        column.addLayout(self._flow)

    def refresh(self) -> None:
        """Show how it stands now."""
        situation = self._editing.situation
        session = situation.session
        here = [line for line in session.attendance if line.person.name]
        self.setVisible(bool(here))
        present = situation.present_at_vote(situation.vote)
        self._count.setText(f"现在在场、有表决权的：{'还不知道' if present is None else f'{present}人'}")
        known = {candidate.choice.key: candidate for candidate in self._around.candidates()}
        self.box.set_candidates([_candidate(line, known) for line in here])
        words = changes_in_words(session)
        self._changes.setText(
            f"变动：{words}" if words else "有人迟到、早退、回避，在这里记一下，人数会跟着变。"
        )
        self._ask_of(interested(session))

    def _ask_of(self, concerned: tuple[Attendance, ...]) -> None:
        """One name for each whom the matter concerns: 参加表决 or 回避, the chair decides."""
        if list(self._asked.values()) == list(concerned):
            return
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._asked = {self._name(line): line for line in concerned}
        for one in self._asked:
            self._flow.addWidget(one)
        self._question.setText(f"到场的利益相关方{len(concerned)}人，都参加表决；谁回避，点一下他的名字。")
        if aside := sum(bool(line.recused) for line in concerned):
            self._question.setText(
                f"到场的利益相关方{len(concerned)}人，{aside}人回避；再点一下，又参加表决。"
            )
        self._question.setVisible(bool(concerned))

    def _name(self, line: Attendance) -> QPushButton:
        move = Move.VOTES if line.recused else Move.RECUSED
        words = f"{line.person.name}（回避）" if line.recused else line.person.name
        one = button(words, "segment", name=f"{line.person.name}{move.value}")
        one.setCheckable(True)
        one.setChecked(bool(line.recused))
        one.clicked.connect(self._decide)
        return one

    # --- recording ---

    def _move(self) -> None:
        meant = self.box.meant()
        line = self._line_of(meant) if meant else None
        sender = self.sender()
        if line is None or not isinstance(sender, QPushButton):
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._note(line, self.moves[sender])
        self.box.show_name("")

    def _decide(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton) and sender in self._asked:
            line = self._asked[sender]
            self._note(line, Move.VOTES if line.recused else Move.RECUSED)

    def _line_of(self, meant: PersonChoice) -> Attendance | None:
        return line_of(self._editing.situation.session, meant.name, meant.key)

    def _note(self, line: Attendance, move: Move) -> None:
        after = with_line(self._editing.situation.session, line, moved(line, move, self._around.now()))
        self._editing.replace_session(after, f"{line.person.name}{move.value}")
        self.refresh()
        self.edited.emit()


def _candidate(line: Attendance, known: dict[str, Candidate]) -> Candidate:
    choice = PersonChoice(line.person.name, line.person.person_id)
    found = known.get(line.person.person_id) if line.person.person_id else None
    return Candidate(choice, found.typed_as if found else (), found.hint if found else "")
