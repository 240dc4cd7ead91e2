"""Printed values about the topic's review, the result of a session, and the papers posted afterwards."""

from dataclasses import dataclass

from yishi_desktop.domain.case import PublicNotice
from yishi_desktop.domain.choices import Destination
from yishi_desktop.domain.deadlines import Period, posting_period
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.printable import PEN_DATE_SHORT, printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text, localise

Tick = tuple[bool, str]
_PEN_PERIOD = f"{PEN_DATE_SHORT}至{PEN_DATE_SHORT}"


# --- the topic's review ----------------------------------------------------------------------------------------


@printed("review.must_ticks", "六必议情形", "checklist", facts=("review.must_rules",))
def must_ticks(situation: Situation) -> tuple[Tick, ...]:
    """Every line of 六必议 word for word, with those ticked that bring the topic in."""
    chosen = situation.case.review.must_rules
    return tuple(
        (item.id in chosen, f"{number}.{item.text}")
        for number, item in enumerate(situation.procedure.must, start=1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionLine:
    """One of the 五不议 with its answer."""

    text: str = fact("情形")
    hit: bool | None = fact("是", "flag")
    clear: bool | None = fact("否", "flag")
    reason: str = fact("理由")


@printed("review.exclusion_lines", "五不议审查", "rows", facts=("review.exclusions",), row=ExclusionLine)
def exclusion_lines(situation: Situation) -> tuple[ExclusionLine, ...]:
    """Every line of 五不议 word for word, answered or not."""
    answers = {answer.rule: answer for answer in situation.case.review.exclusions}
    lines = []
    for item in situation.procedure.exclusions:
        answer = answers.get(item.id)
        hit = answer.hit if answer else None
        lines.append(
            ExclusionLine(
                text=item.text,
                hit=hit,
                clear=None if hit is None else not hit,
                reason=answer.reason if answer else "",
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionHit:
    """One of the 五不议 that applies: its words, where they stand, and why it applies here."""

    text: str = fact("情形")
    clause: str = fact("条款")
    reason: str = fact("理由")


def _hits(situation: Situation) -> tuple[ExclusionHit, ...]:
    answers = {a.rule: a.reason for a in situation.case.review.exclusions if a.hit}
    return tuple(
        ExclusionHit(text=item.text, clause=item.clause, reason=answers[item.id])
        for item in situation.procedure.exclusions
        if item.id in answers
    )


@printed("review.hit_rules", "不予协商的情形", "text", facts=("review.exclusions",))
def hit_rules(situation: Situation) -> str:
    """The rules that keep the topic out, word for word, with their place in the document."""
    source = situation.procedure.source
    return "\n".join(f"“{hit.text}”（{source} {hit.clause}）" for hit in _hits(situation))


@printed("review.hit_reasons", "不予协商的理由", "text", facts=("review.exclusions",))
def hit_reasons(situation: Situation) -> str:
    """Why they apply, in the secretary's words."""
    return "\n".join(hit.reason for hit in _hits(situation) if hit.reason)


_ADVICE = {
    "mediation": "请向村人民调解委员会申请调解；调解不成的，可以依法申请仲裁或者向人民法院起诉。",
    "assembly": "已经村民会议或者村民代表会议表决通过的，请向村民委员会提出；确需变更的，由村民会议或者村民代表会议"
    "依法重新讨论决定。",
    "superiors": "请向乡镇（街道）反映，由乡镇（街道）有关部门答复。",
    "petition": "请按照信访程序向有权处理的机关提出。",
    "legal_service": "请向村法律顾问或者公共法律服务站咨询，也可以依法申请仲裁或者向人民法院起诉。",
    "explain_policy": "请到村民委员会了解有关政策规定，由村干部为您解释说明。",
}


@printed("review.advice", "建议途径", "text", facts=("review.advised_route",))
def advice(situation: Situation) -> str:
    """Where the proposer can take the matter instead, in a full sentence."""
    route = situation.case.review.advised_route
    return localise(_ADVICE[route.value], situation.organisation.kind) if route else ""


# --- the result ------------------------------------------------------------------------------------------------


@printed("outcome.passed", "达成一致意见", "flag", facts=("vote.votes_for",))
def passed(situation: Situation) -> bool:
    """The first box of 附件2."""
    return situation.consensus_reached is True


@printed("outcome.failed", "表决未通过", "flag", facts=("vote.votes_for",))
def failed(situation: Situation) -> bool:
    """The second box of 附件2."""
    return situation.consensus_reached is False


@printed(
    "outcome.record",
    "协商意见、落实监督或者再次协商的安排",
    "text",
    facts=(
        "outcome.agreed_opinion",
        "outcome.carry_out",
        "outcome.destination",
        "outcome.disagreement",
        "outcome.redeliberate_when",
        "outcome.redeliberate_requirements",
    ),
)
def result(situation: Situation) -> str:
    """What 附件2 协商结果（2） asks for: the opinion and how it is carried out, or when and how to deliberate again."""
    outcome = situation.session.outcome
    destination = _destination(situation)
    if situation.consensus_reached is False:
        parts: tuple[tuple[str, str], ...] = (
            ("分歧点", outcome.disagreement),
            ("处理", destination),
            ("再次协商的时机", outcome.redeliberate_when),
            ("再次协商的要求", outcome.redeliberate_requirements),
        )
    else:
        parts = (
            ("协商意见", outcome.agreed_opinion),
            ("落实和监督", outcome.carry_out),
            ("结果去向", destination),
        )
    return "\n".join(f"{label}：{_sentence(text)}" for label, text in parts if text.strip())


@printed("outcome.record_lead", "结果说明的种类", facts=("vote.votes_for",))
def record_lead(situation: Situation) -> str:
    """Which of the two things 协商结果（2） asks for is written below it."""
    if situation.consensus_reached is False:
        return "再次开展协商的时机、要求等"
    return "可落实的协商意见以及如何监督落实"


def _destination(situation: Situation) -> str:
    destination = situation.session.outcome.destination
    if destination is None:
        return ""
    if situation.consensus_reached is False and destination is Destination.AGAIN:
        return "待时机成熟后再次组织开展议事协商"
    return localise(destination.label, situation.organisation.kind)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(("。", "！", "？", "；", "”", "）")) else f"{text}。"


@printed("outcome.destination_words", "结果去向", facts=("outcome.destination",))
def destination_words(situation: Situation) -> str:
    """Where the result goes, in the words of a village or a community."""
    return _destination(situation)


# --- posting ---------------------------------------------------------------------------------------------------


def _period(situation: Situation, notice: PublicNotice) -> Period | None:
    if notice.posted_on is None:
        return None
    return posting_period(notice.posted_on, situation.procedure.number("posting_days"), situation.calendar)


def _period_words(period: Period | None) -> str:
    return f"{date_text(period.start)}至{date_text(period.last)}" if period else ""


@printed("procedure.posting_days", "公示期", "count")
def posting_days(situation: Situation) -> int:
    """How many days the law asks for."""
    return situation.procedure.number("posting_days")


@printed("result_notice.period", "公示期", facts=("result_notice.posted_on",), pen=_PEN_PERIOD)
def result_period(situation: Situation) -> str:
    """2026年3月16日至2026年3月31日: the day of posting and the last day that counts."""
    return _period_words(_period(situation, situation.session.result_notice))


@printed(
    "result_notice.free_on", "最早撤下日期", "date", facts=("result_notice.posted_on",), pen=PEN_DATE_SHORT
)
def result_free_on(situation: Situation) -> object:
    """The first day the notice may come down."""
    period = _period(situation, situation.session.result_notice)
    return period.free_on if period else None


@printed(
    "implementation_notice.period", "公示期", facts=("implementation_notice.posted_on",), pen=_PEN_PERIOD
)
def implementation_period(situation: Situation) -> str:
    """The same for what came of it."""
    return _period_words(_period(situation, situation.case.implementation_notice))


@printed(
    "implementation_notice.free_on",
    "最早撤下日期",
    "date",
    facts=("implementation_notice.posted_on",),
    pen=PEN_DATE_SHORT,
)
def implementation_free_on(situation: Situation) -> object:
    """The first day the notice may come down."""
    period = _period(situation, situation.case.implementation_notice)
    return period.free_on if period else None


@printed("allowance_notice.period", "公示期", facts=("allowance_notice.posted_on",), pen=_PEN_PERIOD)
def allowance_period(situation: Situation) -> str:
    """The same for what is paid to those who organised the deliberation."""
    return _period_words(_period(situation, situation.case.allowance_notice))


@printed("allowance.total", "合计", "count", facts=("allowance.lines",))
def allowance_total(situation: Situation) -> int | None:
    """What is paid to all of them together, in yuan; `None` while an amount is missing."""
    amounts = [line.amount for line in situation.case.allowance.lines]
    return None if not amounts or None in amounts else sum(amount or 0 for amount in amounts)
