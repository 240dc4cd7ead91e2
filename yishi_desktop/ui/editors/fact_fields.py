"""A fact as a field on a page: which editor its kind takes, and values between editor and record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.catalogue import Catalogue
from yishi_desktop.domain.facts import Choice, Fact
from yishi_desktop.domain.people import OrganisationKind, Person, PersonRef
from yishi_desktop.domain.wording import localise
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.editors.choice import ChoiceEditor, FlagEditor
from yishi_desktop.ui.editors.choices import ChoicesEditor
from yishi_desktop.ui.editors.field import FormField
from yishi_desktop.ui.editors.line import CountEditor, LineEditor
from yishi_desktop.ui.editors.paragraphs import TextEditor
from yishi_desktop.ui.editors.people import Candidate, PersonChoice, PersonEditor
from yishi_desktop.ui.editors.when import DateEditor, TimeEditor

LARGEST_COUNT = 99_999
SHORT_KINDS = frozenset({"date", "time", "count", "choice", "flag", "person"})
LONGEST_IN_HALF = 12
"""Characters of an answer that still fits half the width of a page."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What editors need to know besides the fact: the day, who may be named, in whose words to speak, the
    county's list of matters in force, and ready sentences.
    """

    today: date
    people: tuple[Person, ...] = ()
    kind: OrganisationKind = OrganisationKind.VILLAGE
    clock: Callable[[], datetime] | None = None
    catalogue: Catalogue | None = None
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """常用语 by fact."""

    def now(self) -> time:
        """The time of day, to the minute; midnight where there is no clock."""
        moment = self.clock().time() if self.clock else time.min
        return moment.replace(second=0, microsecond=0, tzinfo=None)

    def say(self, text: str) -> str:
        """A sentence in the words of this kind of organisation."""
        return localise(text, self.kind)

    def sentences(self, path: str) -> list[str]:
        """The ready sentences of a fact, in the words of this kind of organisation."""
        return [self.say(sentence) for sentence in self.phrases.get(path, ())]

    def candidates(self) -> Sequence[Candidate]:
        """Everybody on the roster, as they may be typed."""
        return [
            Candidate(PersonChoice(person.name, person.id), person.keys, self._hint(person))
            for person in self.people
        ]

    def person(self, choice: PersonChoice | None) -> PersonRef | None:
        """Somebody named in a field, with their duties as of today when they are on the roster."""
        if choice is None or not choice.name:
            return None
        known = next((person for person in self.people if choice.key and person.id == choice.key), None)
        named = [person for person in self.people if person.name == choice.name]
        if known is None and len(named) == 1:
            known = named[0]
        return known.ref() if known else PersonRef(name=choice.name)

    def _hint(self, person: Person) -> str:
        duty = self.say(person.roles[0].label) if person.roles else ""
        return "　".join(filter(None, [duty, person.group]))


def is_short(fact: Fact) -> bool:
    """Whether half the width of a page is enough for a fact."""
    answers = fact.choices or ()
    return fact.kind in SHORT_KINDS and all(len(answer.label) <= LONGEST_IN_HALF for answer in answers)


def editor_for(fact: Fact, around: Surroundings) -> Editor:
    """An empty editor for a fact's kind. Rows and checklists have sections of their own."""
    make: dict[str, Callable[[Fact, Surroundings], Editor]] = {
        "line": _line,
        "text": _text,
        "count": _count,
        "date": _date,
        "time": _time,
        "choice": _choice,
        "choices": _choices,
        "flag": _flag,
        "person": _person,
    }
    return make[fact.kind](fact, around)


def field_for(
    fact: Fact, around: Surroundings, *, optional: bool = False, parent: QWidget | None = None
) -> FormField:
    """The fact with its label, its hint and its editor."""
    title = around.say(fact.label) + ("（可不填）" if optional else "")
    return FormField(title, editor_for(fact, around), around.say(fact.help), parent)


def shown(value: Any, fact: Fact) -> Any:
    """A recorded value as the editor speaks it."""
    if fact.kind == "person":
        return PersonChoice(value.name, value.person_id) if value else None
    if fact.kind == "choice":
        return value.value if value else ""
    if fact.kind == "choices":
        return tuple(member.value for member in value)
    return value


def recorded(value: Any, fact: Fact, around: Surroundings, old: Any = None) -> Any:
    """What an editor says as it is recorded. A person already recorded keeps the duties of their day."""
    if fact.kind == "person":
        same = old is not None and value is not None and (value.name, value.key) == (old.name, old.person_id)
        return old if same else around.person(value)
    if fact.choices is not None and fact.kind == "choice":
        return _chosen(fact.choices, value) if value else fact.usual
    if fact.choices is not None and fact.kind == "choices":
        return tuple(_chosen(fact.choices, code) for code in value)
    return value


def _chosen(choices: type[Choice], code: str) -> Choice:
    return {member.value: member for member in choices}[code]


def _line(fact: Fact, _: Surroundings) -> Editor:
    return LineEditor()


def _text(fact: Fact, _: Surroundings) -> Editor:
    return TextEditor(lines=8 if fact.label == "协商过程" else 3)


def _count(fact: Fact, _: Surroundings) -> Editor:
    return CountEditor(fact.unit, LARGEST_COUNT)


def _date(_: Fact, around: Surroundings) -> Editor:
    return DateEditor(around.today)


def _time(_: Fact, __: Surroundings) -> Editor:
    return TimeEditor()


def _options(fact: Fact, around: Surroundings) -> list[tuple[str, str]]:
    return [(member.value, around.say(member.label)) for member in fact.choices or ()]


def _choice(fact: Fact, around: Surroundings) -> Editor:
    return ChoiceEditor(_options(fact, around), empty=fact.usual is None)


def _choices(fact: Fact, around: Surroundings) -> Editor:
    return ChoicesEditor(_options(fact, around))


def _flag(_: Fact, __: Surroundings) -> Editor:
    return FlagEditor()


def _person(_: Fact, around: Surroundings) -> Editor:
    return PersonEditor(around.candidates())
