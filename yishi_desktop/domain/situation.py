"""What the rules look at: one case, one of its sessions, the procedure, the village, and today."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from yishi_desktop.domain.attendance import Headcount, headcount, present_at, present_in_all
from yishi_desktop.domain.case import Case, Session, Vote
from yishi_desktop.domain.choices import ShareReading, VoteBase
from yishi_desktop.domain.deadlines import Calendar
from yishi_desktop.domain.people import Organisation, OrganisationKind
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.registry import LATEST, deciding_vote, read, session_of
from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.voting import Threshold, Verdict, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year, or another stretch of days with both ends included, and all matters of the village.

    `backups` are the newest copies of the data (when, what they hold, where), `newest_seal` the last code given; both
    for the hand-over list. `recovery_code` stands on the sheet in the envelope and nowhere else. `box` is what lies in
    its box, once that has been put together (`domain/printed/box.py`). `remarks` is what the township sent
    back, for the paper of that.
    """

    matters: tuple["Situation", ...]
    start: date
    until: date
    backups: tuple[tuple[str, str, str], ...] = ()
    newest_seal: str = ""
    box: object = None
    recovery_code: str = field(default="", repr=False)
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)  # without slots: what is worked out from it is kept
class Situation:
    """Everything a finding, a due date or a paper is computed from; nothing else is looked at."""

    case: Case
    procedure: Procedure
    organisation: Organisation
    today: date
    calendar: Calendar = Calendar()
    session_index: int = LATEST
    year: Year | None = None
    seal: str = ""
    """The code of the seal on exactly this state of the matter; empty while it is not sealed."""

    def value(self, path: str) -> Any:
        """The value recorded under a fact's path, in the session looked at."""
        return read(self.case, path, self.session_index)

    @property
    def session(self) -> Session:
        """The session looked at."""
        return session_of(self.case, self.session_index)

    @property
    def headcount(self) -> Headcount:
        """How many people were expected and came."""
        return headcount(self.session)

    @property
    def vote(self) -> Vote:
        """The deciding vote of the session looked at."""
        return deciding_vote(self.session)

    @property
    def vote_base(self) -> VoteBase:
        """Which reading of the base is in force: the village's choice, or the procedure's."""
        chosen = self.organisation.vote_base
        if chosen is not None and self._reading_holds("vote_base"):
            return chosen
        return self.procedure.vote.base if self.procedure.vote else VoteBase.PRESENT

    def present_at_vote(self, vote: Vote) -> int | None:
        """How many people entitled to vote were in the room when a vote was taken.

        The number noted at the vote stands first; otherwise those who came, less those late, gone or recused then.
        """
        if vote.present is not None:
            return vote.present
        came, in_the_room = self.headcount.present, present_at(self.session, vote.taken_at)
        if came is None or in_the_room is None:
            return came
        ticked = present_in_all(self.session) or 0
        return max(0, came - (ticked - in_the_room))

    def base_of(self, vote: Vote) -> int | None:
        """The number a share of this vote is taken of."""
        return vote.cast if self.vote_base is VoteBase.CAST else self.present_at_vote(vote)

    def verdict(self, vote: Vote | None = None) -> Verdict | None:
        """How a vote ended; `None` while it is not known, or where the procedure sets no share."""
        vote = self.vote if vote is None else vote
        base = self.base_of(vote)
        if self.procedure.vote is None or base is None or vote.votes_for is None:
            return None
        words = "参加表决" if self.vote_base is VoteBase.CAST else "到会"
        return judge(vote.votes_for, base, self.threshold or self.procedure.vote.threshold, words)

    @property
    def threshold(self) -> Threshold | None:
        """The share in force: the procedure's, in the reading the village has chosen where it has chosen one."""
        if self.procedure.vote is None:
            return None
        share, reading = self.procedure.vote.threshold, self.organisation.share_reading
        if not self._reading_holds("share_reading"):
            return share
        return share if reading is None else replace(share, strict=reading is ShareReading.MORE_THAN)

    def _reading_holds(self, field: str) -> bool:
        """Whether a reading the village has chosen was chosen before the session: it does not rewrite earlier votes."""
        since, held_on = self.organisation.note_on(field).since, self.session.held_on
        return since is None or held_on is None or held_on >= since

    @cached_property
    def consensus_reached(self) -> bool | None:
        """Whether the participants count as agreed (达成一致); `None` while nothing has been decided.

        Where the procedure sets no share, the convenor's own answer stands (新疆指引 五（五） has no number).
        """
        if self.procedure.vote is None:
            return self.session.outcome.agreed
        verdict = self.verdict()
        return None if verdict is None else verdict.passed

    def reference(self, source: str, clause: str) -> tuple[str, str]:
        """Document and article as they bind this organisation: a community goes by the 居民委员会组织法."""
        community = self.organisation.kind is OrganisationKind.COMMUNITY
        return self.procedure.reference(source, clause, community=community)

    @property
    def registered_on(self) -> date:
        """The day that decides which of the county's rules bind the matter."""
        return self.case.opened_on or self.today

    @property
    def index(self) -> int:
        """Which session is looked at, counted from 0."""
        return self.session_index % max(1, len(self.case.sessions))

    @property
    def is_latest(self) -> bool:
        """Whether no later session has been planned."""
        return self.index >= len(self.case.sessions) - 1

    def earlier(self) -> "Situation | None":
        """The session before the one looked at; `None` for the first."""
        return self.for_session(self.index - 1) if self.index else None

    def for_session(self, index: int) -> "Situation":
        """The same situation, looking at another session."""
        return self if index == self.session_index else replace(self, session_index=index)

    def of_year(self, year: Year) -> "Situation":
        """The same situation for papers that tell of a year."""
        return replace(self, year=year)
