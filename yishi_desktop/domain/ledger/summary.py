"""年度汇总: the year in numbers, each with the words that say how it was counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.choices import Destination, EndingKind, SessionKind
from yishi_desktop.domain.counting import YearlyMinimum, is_redeliberation
from yishi_desktop.domain.ledger.columns import Share, Value
from yishi_desktop.domain.ledger.states import (
    agreed,
    attended,
    implementation_state,
    posting,
    to_carry_out,
    went_to,
)
from yishi_desktop.domain.ledger.values import Entry
from yishi_desktop.domain.wording import numeral, short_date

_KIND_WORDS = {
    SessionKind.MEETING: "会议",
    SessionKind.WRITTEN: "书面",
    SessionKind.HOUSEHOLD: "入户走访",
    SessionKind.ONLINE: "线上",
}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the sheet: under `group`, what, how many, and how it was counted."""

    group: str
    label: str
    value: Value
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntries:
    """What was typed in from paper afterwards (补录), counted apart: in no other number of the summary."""

    sessions: int = 0
    matters: int = 0
    attendances: int = 0

    @property
    def words(self) -> str:
        """另有补录2次，不计入; empty when there is none."""
        return f"另有补录{self.sessions}次，不计入" if self.sessions else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of a period. Sessions are counted in 次, matters in 件, people in 人次."""

    counted: int
    total: int
    redeliberations: int
    kinds: tuple[tuple[SessionKind, int], ...]
    quarters: tuple[tuple[str, int], ...]
    matters: int
    excluded: int
    topics: int
    attendances: int
    observers: int
    agreed_matters: Share
    agreed_sessions: Share
    done: int
    under_way: int
    not_done: int
    escalated: int
    to_assembly: int
    postings: Share
    left_out: tuple[str, ...]
    late_entries: "LateEntries"
    doubtful: tuple[str, ...]
    minimum: YearlyMinimum | None

    @property
    def sentence(self) -> str:
        """2次（其中再次协商1次），事项1件."""
        again = f"（其中再次协商{self.redeliberations}次）" if self.redeliberations else ""
        return f"{self.counted}次{again}，事项{self.matters}件"

    @property
    def against_minimum(self) -> str:
        """4/4（会议3、书面1）: counted over wanted; only the count where nothing is wanted."""
        whole = f"{self.counted}/{self.minimum.number}" if self.minimum else f"{self.counted}次"
        kinds = "、".join(f"{_KIND_WORDS[kind]}{count}" for kind, count in self.kinds if count)
        return f"{whole}（{kinds}）" if kinds else whole

    @property
    def meets_minimum(self) -> bool | None:
        """Whether the wanted number is reached; `None` where no document demands one."""
        if self.minimum is None or not self.minimum.demanded:
            return None
        return self.counted >= self.minimum.number

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the number is what it is: what is missing, what was left out, what the office above decides."""
        return tuple(filter(None, [self._gap(), self.late_entries.words, *self.left_out, *self.doubtful]))

    def _gap(self) -> str:
        if self.minimum is None:
            return "本地文件未规定最低次数"
        missing = self.minimum.number - self.counted
        if not self.minimum.demanded:
            return f"本地文件未规定最低次数，{self.minimum.number}次为参照（{self.minimum.basis}）"
        basis = f"（{self.minimum.basis}）"
        return f"还差{missing}次{basis}" if missing > 0 else f"已达到全年{self.minimum.number}次{basis}"

    def lines(self) -> tuple[SummaryLine, ...]:
        """The sheet from top to bottom."""
        return (
            *self._count_lines(),
            *self._quarter_lines(),
            *self._matter_lines(),
            *self._after_lines(),
            *self._late_lines(),
        )

    def _late_lines(self) -> tuple[SummaryLine, ...]:
        """Only where there are any: most villages never see these lines."""
        late, group = self.late_entries, "补录（另列，不计入以上各项）"
        if not late.matters:
            return ()
        return (
            SummaryLine(group, "补录的协商", late.sessions, "次", "照纸质原件录入，编号以“补”字开头"),
            SummaryLine(group, "补录的事项", late.matters, "件"),
            SummaryLine(group, "补录的参与人次", late.attendances, "人次"),
        )

    def _count_lines(self) -> tuple[SummaryLine, ...]:
        of_kind = dict(self.kinds)
        group = "协商次数"
        return (
            SummaryLine(group, "计入年度次数", self.counted, "次", self.sentence),
            SummaryLine(group, "全部登记次数", self.total, "次", "；".join(self.left_out) or "全部计入"),
            SummaryLine(group, "其中：再次协商", self.redeliberations, "次", "已计入，另行列出"),
            SummaryLine(group, "其中：会议", of_kind[SessionKind.MEETING], "次"),
            SummaryLine(
                group,
                "其中：书面征求意见",
                of_kind[SessionKind.WRITTEN],
                "次",
                self._doubt(SessionKind.WRITTEN),
            ),
            SummaryLine(
                group,
                "其中：入户走访",
                of_kind[SessionKind.HOUSEHOLD],
                "次",
                self._doubt(SessionKind.HOUSEHOLD),
            ),
            SummaryLine(
                group, "其中：线上", of_kind[SessionKind.ONLINE], "次", self._doubt(SessionKind.ONLINE)
            ),
            self._minimum_line(group),
        )

    def _minimum_line(self, group: str) -> SummaryLine:
        number = self.minimum.number if self.minimum else None
        label = f"是否满足全年不少于{number}次" if number else "是否满足全年最低次数"
        if self.meets_minimum is None:
            return SummaryLine(group, label, self.against_minimum, "", self._gap())
        return SummaryLine(group, label, self.meets_minimum, "", f"{self.against_minimum}；{self._gap()}")

    def _doubt(self, kind: SessionKind) -> str:
        return "是否计入以上级口径为准" if dict(self.kinds)[kind] else ""

    def _quarter_lines(self) -> tuple[SummaryLine, ...]:
        return tuple(SummaryLine("按季度（计入）", label, count, "次") for label, count in self.quarters)

    def _matter_lines(self) -> tuple[SummaryLine, ...]:
        group = "议题和结果"
        return (
            SummaryLine(group, "收集议题", self.topics, "件", f"其中不予协商{self.excluded}件"),
            SummaryLine(group, "协商事项", self.matters, "件", "再次协商的事项只算一件"),
            SummaryLine(
                group, "参与人次", self.attendances, "人次", f"实到和列席；另有旁听{self.observers}人次"
            ),
            SummaryLine(
                group,
                "达成一致的事项",
                self.agreed_matters.part,
                "件",
                _of(self.agreed_matters, "有表决结果的事项", "件"),
            ),
            SummaryLine(group, "达成一致率", _rate(self.agreed_matters), "", "按事项算"),
            SummaryLine(
                group,
                "达成一致的协商",
                self.agreed_sessions.part,
                "次",
                _of(self.agreed_sessions, "有表决结果的协商", "次"),
            ),
            SummaryLine(group, "上报乡镇（街道）", self.escalated, "件"),
            SummaryLine(group, "提交村民（代表）会议", self.to_assembly, "件", "含转入四议两公开"),
        )

    def _after_lines(self) -> tuple[SummaryLine, ...]:
        group = "落实和公示"
        return (
            SummaryLine(group, "已落实", self.done, "件", "落实任务全部完成"),
            SummaryLine(group, "落实中", self.under_way, "件"),
            SummaryLine(group, "未落实", self.not_done, "件", "没有落实任务，或者都还没有开始"),
            SummaryLine(group, "公示合格", self.postings.part, "次", _of(self.postings, "应公示", "次")),
        )


def _of(share: Share, what: str, unit: str) -> str:
    return f"{what}共{share.whole}{unit}" if share.whole else ""


def _rate(share: Share) -> Value:
    return share if share.whole else None


def summarise(
    sessions: Sequence[Entry],
    topics: Sequence[Entry],
    notices: Sequence[Entry],
    period: tuple[date, date],
    minimum: YearlyMinimum | None,
) -> Summary:
    """Count the entries of the other sheets; those typed in from paper afterwards apart from all others."""
    late_entries = _late_entries(sessions, topics)
    sessions, topics, notices = _kept_along(sessions), _kept_along(topics), _kept_along(notices)
    counted = [entry for entry in sessions if entry.counted.yes]
    kinds = Counter(entry.session.kind for entry in counted)
    matters = _by_matter(counted)
    states = Counter(
        implementation_state(entry.case, entry.situation.today)
        for entry in matters
        if to_carry_out(entry.situation)
    )
    heads = [headcount(entry.session) for entry in counted]
    return Summary(
        counted=len(counted),
        total=len(sessions),
        redeliberations=sum(is_redeliberation(entry.situation) for entry in counted),
        kinds=tuple((kind, kinds[kind]) for kind in SessionKind),
        quarters=_quarters(counted, period),
        matters=len(matters),
        excluded=sum(_is_excluded(entry) for entry in topics),
        topics=len(topics),
        attendances=sum(attended(entry.session) for entry in counted),
        observers=sum(head.observers or 0 for head in heads),
        agreed_matters=_share(agreed(entry.situation) for entry in matters),
        agreed_sessions=_share(entry.situation.consensus_reached for entry in counted),
        done=states["已落实"],
        under_way=states["落实中"],
        not_done=states["未落实"],
        escalated=sum(_is_escalated(entry) for entry in topics),
        to_assembly=sum(_is_for_assembly(entry) for entry in topics),
        postings=_share(posting(entry.notice, entry.situation).met for entry in notices),
        left_out=tuple(_left_out(entry) for entry in sessions if not entry.counted.yes),
        late_entries=late_entries,
        doubtful=_doubtful(kinds),
        minimum=minimum,
    )


def _kept_along(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.case.is_late_entry]


def _late_entries(sessions: Iterable[Entry], topics: Iterable[Entry]) -> LateEntries:
    held = [entry for entry in sessions if entry.case.is_late_entry and not entry.session.cancelled]
    return LateEntries(
        sessions=len(held),
        matters=sum(entry.case.is_late_entry for entry in topics),
        attendances=sum(attended(entry.session) for entry in held),
    )


def _by_matter(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.case.id: entry for entry in entries}.values())


def _share(answers: Iterable[bool | None]) -> Share:
    known = [answer for answer in answers if answer is not None]
    return Share(sum(known), len(known))


def _is_excluded(entry: Entry) -> bool:
    answers = entry.case.review.exclusions
    return entry.case.ending.kind is EndingKind.EXCLUDED or any(answer.hit for answer in answers)


def _is_escalated(entry: Entry) -> bool:
    return entry.case.ending.kind is EndingKind.ESCALATED or went_to(entry.case, Destination.ESCALATE)


def _is_for_assembly(entry: Entry) -> bool:
    return went_to(entry.case, Destination.REPRESENTATIVES, Destination.ASSEMBLY, Destination.FOUR_TWO)


def _left_out(entry: Entry) -> str:
    day = short_date(entry.session.held_on)
    return f"{day}不计（{entry.counted.reason.removeprefix(day)}）"


def _doubtful(kinds: Counter[SessionKind]) -> tuple[str, ...]:
    other = [kind for kind in SessionKind if kind is not SessionKind.MEETING and kinds[kind]]
    return tuple(f"{kind.label}{kinds[kind]}次，是否计入以上级口径为准" for kind in other)


def _quarters(counted: Iterable[Entry], period: tuple[date, date]) -> tuple[tuple[str, int], ...]:
    """Every quarter the period touches, also those without a session; the year is named when there are several."""
    start, end = (_quarter(day) for day in period)
    found = Counter(_quarter(entry.session.held_on or period[0]) for entry in counted)
    one_year = period[0].year == period[1].year
    return tuple((_quarter_words(n, with_year=not one_year), found[n]) for n in range(start, end + 1))


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _quarter_words(quarter: int, *, with_year: bool) -> str:
    words = f"第{numeral(quarter % 4 + 1)}季度"
    return f"{quarter // 4}年{words}" if with_year else words
