"""Many people, one line each: who signed, who was told, who wants to listen. Names come from lists already there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from yishi_desktop.domain.case import Delivery
from yishi_desktop.domain.choices import SignatureMark
from yishi_desktop.domain.procedure import Section
from yishi_desktop.domain.progress import Finding
from yishi_desktop.domain.rounds import ObserverSignup, Signature, observer_seats
from yishi_desktop.domain.signing import signature_count, still_to_sign, still_to_tell
from yishi_desktop.domain.wording import listed
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings, field_for
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.people import AddingBox, PersonChoice
from yishi_desktop.ui.editors.phrases import offer_phrases
from yishi_desktop.ui.matter.sections.rows import RowPanel, RowsPart
from yishi_desktop.ui.widgets.tag import Tag
from yishi_desktop.ui.widgets.text import button, label

_MOST_NAMES = 12


class LinePanel(RowPanel):
    """One row on a line or two, without a label to every field; what only some rows need unfolds below."""

    second: tuple[str, ...] = ()
    """Facts that stand on the second line."""
    below: tuple[str, ...] = ()
    """Facts that stand below, each on a line of its own, and only when `unfolds` names them."""

    def unfolds(self, record: Any) -> frozenset[str]:
        """Which of the facts below a row asks for."""
        return frozenset()

    def _lay_out(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 6, 10, 6)
        outer.setSpacing(4)
        lines = (QHBoxLayout(), QHBoxLayout())
        for line in lines:
            line.setSpacing(8)
            outer.addLayout(line)
        for name, fact in self._facts.items():
            self.fields[name] = self._field(title, name)
            if name in self.below:
                outer.addWidget(self.fields[name])
            else:
                wide = fact.kind in ("person", "line", "text")
                lines[name in self.second].addWidget(self.fields[name], int(wide))
        self.tag = Tag("", "quiet")
        self.tag.hide()
        self._remove.setText("删去")
        lines[0].addWidget(self.tag)
        lines[0].addWidget(self._remove, 0, Qt.AlignmentFlag.AlignVCenter)

    def _field(self, title: str, name: str) -> FormField:
        fact = self._facts[name]
        field = field_for(fact, self._around)
        field.editor.name_for(f"{title}：{fact.label}", fact.help)
        field.edited.connect(self.changed)
        field.show_hint(False)
        if name in self.below:
            offer_phrases(field, self._around.sentences(f"{self._path}.{name}"))
        if name not in self.below and fact.kind != "flag":
            field.title.hide()
            for part in field.editor.findChildren(QLineEdit)[: fact.kind in ("line", "text", "date")]:
                part.setPlaceholderText(self._around.say(fact.label))
        return field

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        wanted = self.unfolds(record)
        for name in self.below:
            self.fields[name].setVisible(name in wanted or bool(getattr(record, name)))


class LinesPart(RowsPart):
    """`RowsPart` for people: a sentence that counts them, a box to add one by name, and a button for all at once."""

    panel_class = LinePanel

    def __init__(
        self, section: Section, editing: CaseEditing, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        self.count = label(wrap=True)
        self.everybody = button("")
        self.rest = button("")
        self.name_box = AddingBox(around.candidates())
        super().__init__(section, editing, around, parent)
        self.name_box.setPlaceholderText("输名字或拼音首字母，按回车加一个")
        self.name_box.setAccessibleName(f"加人：{self._fact.label}")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for more in (self.everybody, self.rest):
            bar.addWidget(more)
        bar.addStretch(1)
        at = bool(section.title) + bool(section.help)
        self.body.insertWidget(at, self.count)
        self.body.insertWidget(at + 1, self.name_box)
        self.body.insertLayout(at + 2, bar)
        self.name_box.picked.connect(self._add_named)
        self.everybody.clicked.connect(self._add_everybody)
        self.rest.clicked.connect(self._settle_rest)
        self.edited.connect(self._show_count)
        self._show_count()

    def refresh(self) -> None:
        super().refresh()
        self._show_count()

    def show_findings(self, findings: Sequence[Finding]) -> set[str]:
        """Called after every edit of the page: the list of those expected may stand above on the same one."""
        self._show_count()
        return super().show_findings(findings)

    # --- what each kind of list says and does ---

    def sentence(self) -> str:
        """How many, and how they stand."""
        raise NotImplementedError

    def missing(self) -> Sequence[Any]:
        """Rows for the people who belong on the list and are not on it yet."""
        return ()

    def new_row(self, choice: PersonChoice) -> Any:
        """The row of somebody named in the box."""
        raise NotImplementedError

    def settled(self, row: Any) -> Any:
        """A row as the second button leaves it."""
        return row

    def words(self) -> tuple[str, str]:
        """What the two buttons say; empty where there is nothing for them to do."""
        return "", ""

    # --- the machinery ---

    def _show_count(self) -> None:
        self.count.setText(self.around.say(self.sentence()))
        for pressed, words in zip((self.everybody, self.rest), self.words(), strict=True):
            pressed.setText(self.around.say(words))
            pressed.setVisible(bool(words))
        self._show_tags()

    def _show_tags(self) -> None:
        """Marks on the lines themselves."""

    def _add_named(self, choice: PersonChoice) -> None:
        self.name_box.show_name("")
        if choice.name:
            self._put_rows((*self._rows(), self.new_row(choice)))

    def _add_everybody(self) -> None:
        self._put_rows((*self._rows(), *self.missing()))

    def _settle_rest(self) -> None:
        self._put_rows(tuple(self.settled(row) for row in self._rows()))

    def _put_rows(self, rows: tuple[Any, ...]) -> None:
        self._set(rows)
        self.refresh()

    def _changed(self) -> None:
        super()._changed()
        for panel, row in zip(self._panels, self._rows(), strict=False):
            panel.show_record(row)


class _SignatureLine(LinePanel):
    below = ("reason", "by_proxy")

    def unfolds(self, record: Signature) -> frozenset[str]:
        asked = {
            SignatureMark.RESERVED: "reason",
            SignatureMark.REFUSED: "reason",
            SignatureMark.ABSENT: "by_proxy",
        }
        return frozenset({asked[record.mark]} if record.mark in asked else ())


class SignaturesPart(LinesPart):
    """签名确认表: everybody who came and has a vote, with what they did when asked to sign."""

    panel_class = _SignatureLine

    def sentence(self) -> str:
        return signature_count(self._rows()).sentence

    def missing(self) -> Sequence[Signature]:
        return still_to_sign(self.editing.situation)

    def new_row(self, choice: PersonChoice) -> Signature:
        person = self.around.person(choice)
        return Signature(person=person) if person else Signature()

    def settled(self, row: Signature) -> Signature:
        return row if row.mark or row.person.blank else replace(row, mark=SignatureMark.SIGNED)

    def words(self) -> tuple[str, str]:
        waiting = len(self.missing())
        unmarked = sum(row.mark is None and not row.person.blank for row in self._rows())
        return (
            f"按签到名单列出（{waiting}人）" if waiting else "",
            f"其余{unmarked}人都已签名" if unmarked else "",
        )


class _DeliveryLine(LinePanel):
    second = ("told_on", "answer")


class DeliveriesPart(LinesPart):
    """通知记录: who was told, by which channel, on which day, and what they said. A new line goes on as the last."""

    panel_class = _DeliveryLine

    def sentence(self) -> str:
        told = sum(bool(row.person and row.told_on) for row in self._rows())
        names = [row.person for row in self.missing()]
        if not names:
            return f"已通知{told}人。"
        more = f"等{len(names)}人" if len(names) > _MOST_NAMES else ""
        return f"已通知{told}人。应到名单里还没有通知的：{listed(names[:_MOST_NAMES])}{more}。"

    def missing(self) -> Sequence[Delivery]:
        return tuple(
            replace(self._like_last(), person=name) for name in still_to_tell(self.editing.situation)
        )

    def new_row(self, choice: PersonChoice) -> Delivery:
        return replace(self._like_last(), person=choice.name)

    def _like_last(self) -> Delivery:
        rows = self._rows()
        last = rows[-1] if rows else Delivery(told_on=self.around.today)
        invitation = self.editing.situation.session.invitation
        channel = last.channel or (invitation.channels[0] if len(invitation.channels) == 1 else None)
        return Delivery(channel=channel, told_on=last.told_on)

    def words(self) -> tuple[str, str]:
        waiting = len(self.missing())
        return (f"按应到名单列出（{waiting}人）" if waiting else "", "")


class _ObserverLine(LinePanel):
    second = ("signed_up_on", "withdrawn")


class ObserversPart(LinesPart):
    """旁听预约登记: seats in the order of the list; who gives a seat up makes room for the first who waits."""

    panel_class = _ObserverLine

    def sentence(self) -> str:
        announcement = self.editing.situation.session.announcement
        seats = observer_seats(self._rows(), announcement.observer_seats)
        if announcement.observer_seats is None:
            return f"登记{len(seats.seated)}人。还没有写旁听名额，先都算有座。"
        waiting = f"，候补{len(seats.waiting)}人" if seats.waiting else ""
        return f"名额{announcement.observer_seats}个，有座{len(seats.seated)}人{waiting}。"

    def new_row(self, choice: PersonChoice) -> ObserverSignup:
        return ObserverSignup(name=choice.name, signed_up_on=self.around.today)

    def _show_tags(self) -> None:
        rows = self._rows()
        announcement = self.editing.situation.session.announcement
        seats = observer_seats(rows, announcement.observer_seats)
        waiting = 0
        for panel, row in zip(self._panels, rows, strict=False):  # a row just added has no panel yet
            waits = not row.withdrawn and any(row is one for one in seats.waiting)
            waiting += waits
            words = "不来了" if row.withdrawn else f"候补{waiting}" if waits else "有座"
            if isinstance(panel, LinePanel):
                panel.tag.show_tag(words, "quiet" if row.withdrawn else "due" if waits else "ok")
                panel.tag.show()
