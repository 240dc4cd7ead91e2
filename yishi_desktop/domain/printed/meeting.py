"""Printed values before and during a session: who issues the papers, who comes, what was said, how it was voted."""

from dataclasses import dataclass
from itertools import groupby

from yishi_desktop.domain.case import Attendance, Point, Vote
from yishi_desktop.domain.choices import PointKind, Standing
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.lunar import lunar_day
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.printable import PEN_DATE_SHORT, printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import (
    date_text,
    listed,
    localise,
    numeral,
    person_with_duty,
    time_range,
    time_text,
)

_ROSTER = "session.attendance"


# --- who issues the papers -------------------------------------------------------------------------------------


@printed("org.name", "村（社区）名称")
def organisation(situation: Situation) -> str:
    """The village by its short name."""
    return situation.organisation.name


@printed("org.committee_name", "村民委员会全称")
def committee_name(situation: Situation) -> str:
    """The committee by the name on its seal; empty while not even the village's name is known."""
    organisation = situation.organisation
    return organisation.committee_name if organisation.committee or organisation.name else ""


@printed("org.party_org_name", "党组织全称")
def party_org_name(situation: Situation) -> str:
    """The Party organisation by the name on its seal."""
    organisation = situation.organisation
    return organisation.party_org_name if organisation.party_org or organisation.name else ""


@printed("org.supervision_phone", "监督电话")
def supervision_phone(situation: Situation) -> str:
    """The public telephone for objections."""
    return situation.organisation.supervision_phone


@printed("org.everyone", "全体村民")
def everyone(situation: Situation) -> str:
    """Whom a notice addresses."""
    return "全体村民" if situation.organisation.kind is OrganisationKind.VILLAGE else "全体居民"


@printed("procedure.source", "依据文件")
def procedure_source(situation: Situation) -> str:
    """The document the procedure follows."""
    return situation.procedure.source


@printed("procedure.share", "须达到的比例")
def procedure_share(situation: Situation) -> str:
    """超过三分之二, as the procedure sets it; empty where it sets no share."""
    return situation.procedure.vote.threshold.words if situation.procedure.vote else ""


# --- time, place and people ------------------------------------------------------------------------------------


@printed(
    "session.moment",
    "协商时间",
    facts=("session.held_on", "session.starts_at", "session.ends_at"),
    pen=f"{PEN_DATE_SHORT}　时　分",
)
def moment(situation: Situation) -> str:
    """2026年3月15日14:30—17:10, as far as it is known."""
    session = situation.session
    return date_text(session.held_on) + time_range(session.starts_at, session.ends_at)


@printed(
    "session.start",
    "开会时间",
    facts=("session.held_on", "session.starts_at"),
    pen=f"{PEN_DATE_SHORT}（星期　）　时　分",
)
def start(situation: Situation) -> str:
    """2026年3月15日（星期日）14:30: to the minute and with the weekday, for whoever is asked to come.

    The lunar date stands beside the weekday where the village wishes it.
    """
    session = situation.session
    if session.held_on is None:
        return ""
    days = [f"星期{'一二三四五六日'[session.held_on.weekday()]}"]
    lunar = lunar_day(session.held_on) if situation.organisation.lunar_dates else None
    days += [lunar.words] if lunar else []
    return f"{date_text(session.held_on)}（{'，'.join(days)}）{time_text(session.starts_at)}"


@printed("topic.asked_by", "提出人", facts=("topic.proposer",))
def asked_by(situation: Situation) -> str:
    """The proposer as the addressee of a slip."""
    return situation.case.topic.proposer


for _name, _label in (
    ("session.chair", "协商主持人"),
    ("session.recorder", "协商记录员"),
    ("session.supervisor", "协商监督员"),
    ("review.convenor", "召集人"),
):

    def _with_duty(situation: Situation, path: str = _name) -> str:
        return localise(person_with_duty(situation.value(path)), situation.organisation.kind)

    printed(f"{_name}_duty", f"{_label}及身份", facts=(_name,))(_with_duty)


@printed("headcount.expected", "应到人数", "count", facts=("session.expected", _ROSTER), privacy="public")
def expected(situation: Situation) -> int | None:
    """How many people entitled to vote were asked to come."""
    return situation.headcount.expected


@printed("headcount.present", "实到人数", "count", facts=("session.present", _ROSTER), privacy="public")
def present(situation: Situation) -> int | None:
    """How many people entitled to vote came."""
    return situation.headcount.present


@printed("headcount.non_voting", "列席人数", "count", facts=("session.non_voting", _ROSTER), privacy="public")
def non_voting(situation: Situation) -> int | None:
    """How many attended without a vote."""
    return situation.headcount.non_voting


@printed("headcount.observers", "旁听人数", "count", facts=("session.observers", _ROSTER), privacy="public")
def observers(situation: Situation) -> int | None:
    """How many listened."""
    return situation.headcount.observers


@printed("plan.materials_listed", "议题材料", facts=("plan.materials",))
def materials_listed(situation: Situation) -> str:
    """The materials in one sentence: 甲、乙、丙."""
    return listed([line.strip() for line in situation.session.plan.materials.splitlines()])


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLine:
    """One line of the sign-in sheet before it is signed."""

    name: str = fact("姓名")
    duty: str = fact("身份")
    remark: str = fact("备注")


def _sign_in(situation: Situation, standing: Standing, *, recused: bool = False) -> tuple[SignInLine, ...]:
    came = (line for line in situation.session.attendance if line.standing is standing)
    lines = (line for line in came if line.recused or not recused)
    return tuple(
        SignInLine(
            name=line.person.name,
            duty=localise(line.person.duty, situation.organisation.kind),
            remark=_remark(line),
        )
        for line in lines
    )


def _remark(line: Attendance) -> str:
    """迟到15:10、早退16:00、回避, and what was noted: the sheet says who counted at which vote."""
    return listed(
        [
            line.note,
            "利益相关方" if line.stakeholder else "",
            f"{time_text(line.arrived_at)}到会" if line.arrived_at else "",
            f"{time_text(line.left_at)}离会" if line.left_at else "",
            "回避" if line.recused else "",
        ]
    )


@printed("attendance.voting", "参会人员", "rows", facts=(_ROSTER,), row=SignInLine)
def voting_lines(situation: Situation) -> tuple[SignInLine, ...]:
    """Those entitled to vote, in the order of the roster; without a roster a line for each of those expected."""
    lines = _sign_in(situation, Standing.VOTING)
    return lines or (SignInLine(),) * (situation.session.expected or 0)


@printed("attendance.non_voting", "列席人员", "rows", facts=(_ROSTER,), row=SignInLine)
def non_voting_lines(situation: Situation) -> tuple[SignInLine, ...]:
    """Those who attend without a vote."""
    return _sign_in(situation, Standing.NON_VOTING)


@printed("attendance.observers", "旁听人员", "rows", facts=(_ROSTER,), row=SignInLine)
def observer_lines(situation: Situation) -> tuple[SignInLine, ...]:
    """Those who only listen."""
    return _sign_in(situation, Standing.OBSERVER)


@printed("attendance.recused", "回避人员", "rows", facts=(_ROSTER,), row=SignInLine)
def recused_lines(situation: Situation) -> tuple[SignInLine, ...]:
    """Those who stand back from the vote because the matter is their own."""
    return _sign_in(situation, Standing.VOTING, recused=True)


@printed("attendance.names", "受邀人员", "people", facts=(_ROSTER,))
def invited(situation: Situation) -> tuple[object, ...]:
    """Everybody on the sheet who is asked to come: those who vote and those who attend without a vote."""
    asked = (Standing.VOTING, Standing.NON_VOTING)
    return tuple(line.person for line in situation.session.attendance if line.standing in asked)


# --- what was said ---------------------------------------------------------------------------------------------

_PARTS = (
    (PointKind.OPENING, "说明议题和议事规则"),
    (PointKind.SPEECH, "发言情况"),
    (PointKind.REPLY, "答复说明"),
    (PointKind.CONSENSUS, "达成的共识"),
    (PointKind.DISSENT, "不同意见"),
)


@printed("session.process", "协商过程", "text", facts=("session.minutes", "session.points", "session.votes"))
def process(situation: Situation) -> str:
    """The minutes as they were written, the points by what they are, numbered as in an official paper, earlier votes."""
    session = situation.session
    by_kind = sorted(session.points, key=lambda point: _rank(point.kind))
    parts = [session.minutes.strip()] if session.minutes.strip() else []
    for number, (kind, points) in enumerate(groupby(by_kind, key=lambda point: point.kind), start=1):
        parts.append(f"（{numeral(number)}）{dict(_PARTS)[kind]}")
        parts += [f"{place}.{_said(point)}" for place, point in enumerate(points, start=1)]
    return "\n".join([*parts, *(_earlier_vote(situation, vote) for vote in session.votes[:-1])])


def _earlier_vote(situation: Situation, vote: Vote) -> str:
    verdict = situation.verdict(vote)
    told = "。".join(filter(None, [_votes_words(vote), verdict.sentence if verdict else ""]))
    return f"此前就“{_bare(vote.opinion)}”表决：{told}"


def _rank(kind: PointKind) -> int:
    return [part for part, _ in _PARTS].index(kind)


def _said(point: Point) -> str:
    said = f"{point.speaker}：{point.text}" if point.speaker else point.text
    verified = point.kind is PointKind.DISSENT and point.verified
    return f"{_bare(said)}（原话，已念给本人听，本人核对）。" if verified else said


@printed(
    "session.earlier",
    "首次协商情况",
    facts=("session.held_on", "vote.votes_for", "outcome.disagreement"),
)
def earlier(situation: Situation) -> str:
    """What a 再次协商 goes back to: day, votes and the point that divided people. Empty for a first session."""
    case = situation.case
    if not case.sessions or situation.session is case.sessions[0]:
        return ""
    first = situation.for_session(0)
    session, vote = first.session, first.vote
    verdict = first.verdict()
    parts = [
        f"本次为再次协商。首次协商于{date_text(session.held_on)}进行"
        if session.held_on
        else "本次为再次协商",
        _present_words(first),
        _votes_words(vote),
        "" if verdict is None else ("通过" if verdict.passed else "未通过"),
    ]
    dispute = session.outcome.disagreement
    return "，".join(part for part in parts if part) + (f"；分歧点：{_bare(dispute)}。" if dispute else "。")


def _present_words(situation: Situation) -> str:
    present = situation.headcount.present
    return "" if present is None else f"实到{present}人"


def _votes_words(vote: Vote) -> str:
    if vote.votes_for is None:
        return ""
    counts = (("赞成", vote.votes_for), ("反对", vote.votes_against), ("弃权", vote.abstentions))
    return "、".join(f"{word}{count}人" for word, count in counts if count is not None)


def _bare(sentence: str) -> str:
    return sentence.strip().rstrip("。；")
