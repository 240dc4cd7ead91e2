"""Lists of people around a session: who signed the result, who still has to, and who has not been told of the meeting."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from yishi_desktop.domain.choices import SignatureMark, Standing
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.rounds import Signature
from yishi_desktop.domain.situation import Situation


@dataclass(frozen=True, slots=True)
class SignatureCount:
    """How the participants stand to the agreed result, in numbers of people."""

    signed: int
    reserved: int
    refused: int
    absent: int
    unmarked: int

    @property
    def sentence(self) -> str:
        """The counts that are not zero, in words."""
        counts = (
            ("已签名", self.signed),
            ("保留意见", self.reserved),
            ("拒签", self.refused),
            ("待补签", self.absent),
            ("还没登记", self.unmarked),
        )
        said = "，".join(f"{words}{number}人" for words, number in counts if number)
        return f"{said}。" if said else "还没有登记签名的人。"


def signature_count(lines: Iterable[Signature]) -> SignatureCount:
    """Count a signature list; lines nobody has been named on do not count."""
    marks = [line.mark for line in lines if not line.person.blank]
    return SignatureCount(
        signed=marks.count(SignatureMark.SIGNED),
        reserved=marks.count(SignatureMark.RESERVED),
        refused=marks.count(SignatureMark.REFUSED),
        absent=marks.count(SignatureMark.ABSENT),
        unmarked=marks.count(None),
    )


def still_to_sign(situation: Situation) -> tuple[Signature, ...]:
    """A line for every participant with a vote who came and is not on the signature list yet."""
    session = situation.session
    listed = [line.person for line in session.confirmation.signatures]
    came = (line.person for line in session.attendance if line.present and line.standing is Standing.VOTING)
    return tuple(Signature(person=person) for person in came if not _among(person, listed))


def still_to_tell(situation: Situation) -> tuple[str, ...]:
    """Names on the list of those expected (observers sign up themselves) who are not in the notification log.

    Two people of one name on the roster are two to be told.
    """
    session = situation.session
    told = Counter(line.person.strip() for line in session.invitation.deliveries)
    expected = (line.person for line in session.attendance if line.standing is not Standing.OBSERVER)
    people = {person.person_id or person.name: person.name for person in expected if not person.blank}
    wanted: Counter[str] = Counter()
    left = []
    for name in people.values():
        wanted[name] += 1
        if wanted[name] > told[name.strip()]:
            left.append(name)
    return tuple(left)


def _among(person: PersonRef, others: Iterable[PersonRef]) -> bool:
    return any(person.is_same(other) for other in others)
