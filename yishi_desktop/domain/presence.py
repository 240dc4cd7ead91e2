"""Comings and goings during the meeting: who left, came back or stands aside, and from when on (在场变动、回避)."""

from dataclasses import replace
from datetime import time
from enum import Enum

from yishi_desktop.domain.case import Attendance, Session, Vote
from yishi_desktop.domain.choices import Counting, Standing
from yishi_desktop.domain.situation import Situation


class Move(Enum):
    """What a person does; the value is the word on the button."""

    CAME = "刚到"
    LEFT = "走了"
    RECUSED = "回避"
    VOTES = "参加表决"


def moved(line: Attendance, move: Move, at: time) -> Attendance:
    """The line of the sign-in sheet after somebody came, left, stood aside or took part again.

    Who comes back within the meeting has not left; the sheet knows one time of each kind.
    """
    match move:
        case Move.CAME:
            back = line.present is True and line.left_at is not None
            return replace(line, present=True, left_at=None, arrived_at=line.arrived_at if back else at)
        case Move.LEFT:
            return replace(line, present=True, left_at=at)
        case Move.RECUSED:
            return replace(line, recused=True)
        case Move.VOTES:
            return replace(line, recused=False)


def line_of(session: Session, name: str, person_id: str = "") -> Attendance | None:
    """The line of whoever is meant on the sign-in sheet: by the roster where it says who, by name otherwise."""
    called = [line for line in session.attendance if line.person.name == name]
    exactly = (line for line in called if line.person.person_id == person_id)
    return next(exactly, called[0] if called else None)


def with_line(session: Session, before: Attendance, after: Attendance) -> Session:
    """The session with that one line replaced; somebody else of the same name keeps theirs."""
    lines = list(session.attendance)
    if before in lines:
        lines[lines.index(before)] = after
    return replace(session, attendance=tuple(lines))


def interested(session: Session) -> tuple[Attendance, ...]:
    """Those present whom the matter concerns themselves: the chair asks before the vote whether they stand aside."""
    return tuple(
        line
        for line in session.attendance
        if line.stakeholder and line.present and line.standing is Standing.VOTING and line.left_at is None
    )


def changes_in_words(session: Session) -> str:
    """张三14:50到，李四15:10走，王五回避: the comings and goings noted so far."""
    words = []
    for line in session.attendance:
        if line.arrived_at:
            words.append(f"{line.person.name}{line.arrived_at:%H:%M}到")
        if line.left_at:
            words.append(f"{line.person.name}{line.left_at:%H:%M}走")
        if line.recused:
            words.append(f"{line.person.name}回避")
    return "，".join(words)


def derived(situation: Situation) -> Vote | None:
    """少数计票: the vote with 赞成 as all present less 反对, 弃权 and 无效, marked 推算.

    `None` while it is not known how many are present, or when more voted otherwise than are present.
    """
    vote = situation.vote
    present = situation.present_at_vote(vote)
    if present is None:
        return None
    others = sum(count or 0 for count in (vote.votes_against, vote.abstentions, vote.invalid))
    if others > present:
        return None
    return replace(
        vote,
        votes_for=present - others,
        votes_against=vote.votes_against or 0,
        abstentions=vote.abstentions or 0,
        cast=present,
        counting=Counting.DERIVED,
    )
