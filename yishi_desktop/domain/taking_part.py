"""Who took part in what: the deliberations of which somebody stands on the sign-in sheet or had something to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.case import Attendance, Case, Session, Vote
from yishi_desktop.domain.choices import Standing
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.people import PersonRef

_IN_THE_CHAIR = ("chair", "recorder", "supervisor")
_AT_THE_COUNT = ("caller", "teller", "scrutineer")


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in one session: what he did there, and whether he came.

    `came` is `None` where nobody has ticked it and for those who stand on no sign-in sheet. `standing` is his capacity on
    the sheet, `None` without one.
    """

    case_id: str
    title: str
    held_on: date | None
    duties: tuple[str, ...]
    standing: Standing | None
    came: bool | None

    @property
    def words(self) -> str:
        """协商主持人，到会; 列席; 没有到会."""
        if self.standing in {Standing.NON_VOTING, Standing.OBSERVER}:
            there = self.standing.label if self.came is not False else f"请了{self.standing.label}，没有到"
        else:
            there = {True: "到会", False: "没有到会", None: "应到" if self.standing else ""}[self.came]
        return "，".join(filter(None, ("、".join(self.duties), there)))


def parts_of(person: PersonRef, cases: Iterable[Case]) -> tuple[Part, ...]:
    """Everything somebody took part in or was asked to, the latest first; meetings that were called off are left out."""
    found = [part for case in cases for part in _in_case(person, case)]
    return tuple(sorted(found, key=lambda part: part.held_on or date.max, reverse=True))


def _in_case(person: PersonRef, case: Case) -> Iterator[Part]:
    for session in case.sessions:
        line = next((one for one in session.attendance if one.person.is_same(person)), None)
        duties = tuple(_duties(person, session))
        if (line or duties) and not session.cancelled:
            yield Part(
                case.id,
                case.topic.title,
                session.held_on,
                duties,
                line.standing if line else None,
                _came(line),
            )


def _came(line: Attendance | None) -> bool | None:
    return line.present if line else None


def _duties(person: PersonRef, session: Session) -> Iterator[str]:
    """What somebody did at a session, as the forms call it, each once."""
    holders: list[tuple[type[Session | Vote], str, PersonRef | None]] = [
        (Session, name, getattr(session, name)) for name in _IN_THE_CHAIR
    ]
    holders += [(Vote, name, getattr(vote, name)) for vote in session.votes for name in _AT_THE_COUNT]
    said = (facts_of(record)[name].label for record, name, held in holders if held and held.is_same(person))
    yield from dict.fromkeys(said)


def times_asked(parts: Iterable[Part], year: int) -> tuple[int, int]:
    """How often somebody with a vote was asked to come in a year, and how often he came."""
    asked = [
        one for one in parts if one.standing is Standing.VOTING and one.held_on and one.held_on.year == year
    ]
    return len(asked), sum(one.came is True for one in asked)
