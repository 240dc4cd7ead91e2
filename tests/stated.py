"""What the program has to say of acceptance cases 4 to 7, word for word: as they were lived, and with one thing wrong.

The same table is held against the rules, against `yishi check` and against the window.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from tests.factories import changed
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.progress import Finding, FindingKind
from yishi_desktop.services.case_files import SamplePlace, sample_places

MISSING, BROKEN = FindingKind.MISSING, FindingKind.BROKEN
ADVICE, EXPLAINED = FindingKind.ADVICE, FindingKind.EXPLAINED

XINJIANG = "《自治区基层议事协商工作指引》（新疆维吾尔自治区民政厅）"
GANSU = "甘肃省《关于加强城乡社区协商的实施意见》"
SHENZHEN = "《深圳市基层议事协商工作指引（试行）》起草说明"
COLLECTIVE = "《中华人民共和国农村集体经济组织法》第二十六条"
VILLAGE_LAW = "《中华人民共和国村民委员会组织法》（2025年修正）"
URBAN_LAW = "《中华人民共和国城市居民委员会组织法》（2025年修订）"


@dataclass(frozen=True)
class Stated:
    """One finding: where it stands on the screen, what it says, and on what it rests."""

    step: str
    fact: str
    kind: FindingKind
    message: str
    reference: str

    @classmethod
    def of(cls, finding: Finding) -> "Stated":
        return cls(finding.step, finding.fact, finding.kind, finding.message, finding.reference)


@dataclass(frozen=True)
class Matter:
    """A sample as it was lived, or with facts changed in one of its sessions, and every finding it must have."""

    name: str
    place: str
    number: str
    says: tuple[Stated, ...] = ()
    change: Callable[[Case], Case] = field(default=lambda case: case)

    def __str__(self) -> str:
        return self.name

    @property
    def case(self) -> Case:
        return self.change(lived(self.place, self.number))


@cache
def places() -> dict[str, SamplePlace]:
    """The villages, the street and the community of the cases, by their procedure."""
    return {place.village.organisation.procedure: place for place in sample_places()}


def lived(place: str, number: str) -> Case:
    return next(case for case in places()[place].cases if case.number == number)


def edited(session: int = -1, **facts: Any) -> Callable[[Case], Case]:
    return lambda case: changed(case, session, **facts)


def unexplained(case: Case) -> Case:
    return replace(case, explanations=())


def without_a_reason(case: Case) -> Case:
    lines = case.sessions[-1].confirmation.signatures
    return changed(case, confirmation__signatures=(*lines[:-1], replace(lines[-1], reason=" ")))


def one_explained(case: Case) -> Case:
    kept = case.sessions[0].dissent_explanations[:1]
    return changed(case, session__dissent_explanations=kept)


def paid_without_a_ground(case: Case) -> Case:
    first, *others = case.allowance.lines
    return changed(case, allowance__lines=(replace(first, what=""), *others))


ELSEWHERE = "这件事涉及两个及以上的村（社区），文件把这样的事放在乡镇（街道）协商。建议协商层级选“提请乡镇”，形成上报建议书。"
SEVERAL = Stated("topic", "topic.several_villages", EXPLAINED, ELSEWHERE, f"{XINJIANG} 二（一）")
EXPERTS = Stated(
    "expertise", "expertise.experts", BROKEN,
    "这件事专业性、技术性较强，还没有专家参加。文件要求均应邀请专家学者、专业技术人员或者第三方机构论证评估。",
    f"{GANSU} 三（二）",
)  # fmt: skip
WAITING = Stated(
    "notify", "announcement.observer_signups", ADVICE, "名额10个，登记12人，2人候补：汤立人、滕秋月。",
    f"{SHENZHEN} 五（三）",
)  # fmt: skip
LAND = "“土地承包、土地流转”，可以协商，但要由农村集体经济组织成员大会或者农村集体经济组织成员代表大会决定"
BELONGS = LAND.replace("，可以协商，但", "")

MATTERS = [
    Matter("4 新疆", "xinjiang-village", "2026-01", (SEVERAL,)),
    Matter("4 没有写说明", "xinjiang-village", "2026-01", (replace(SEVERAL, kind=ADVICE),), unexplained),
    Matter(
        "4 先公布后报备", "xinjiang-village", "2026-01",
        (
            SEVERAL,
            Stated("prior_report", "prior_report.reported_on", BROKEN,
                   "报备日期（4月8日）晚于公布协商信息的日期（4月7日）。要先报备、经村党组织同意，再公布。",
                   f"{XINJIANG} 五（一）"),
            Stated("prior_report", "prior_report.answered_on", BROKEN,
                   "村党组织4月9日才答复，4月7日已经公布了协商信息。要经同意以后再公布。",
                   f"{XINJIANG} 五（一）"),
        ),
        edited(prior_report__reported_on=date(2026, 4, 8), prior_report__answered_on=date(2026, 4, 9)),
    ),
    Matter(
        "4 党组织没有答复", "xinjiang-village", "2026-01",
        (
            SEVERAL,
            Stated("prior_report", "prior_report.answer", MISSING, "还没选党组织意见。", f"{XINJIANG} 五（一）"),
            Stated("prior_report", "prior_report.answered_on", MISSING, "还没填党组织答复日期。",
                   f"{XINJIANG} 五（一）"),
        ),
        edited(prior_report__answer=None, prior_report__answered_on=None),
    ),
    Matter(
        "4 建议书没写经过和分歧", "xinjiang-village", "2026-01",
        (
            SEVERAL,
            Stated("escalation", "escalation.course", MISSING, "还没填已协商经过。", f"{XINJIANG} 六（一）"),
            Stated("escalation", "escalation.disagreement", MISSING, "还没填主要分歧。", f"{XINJIANG} 六（一）"),
        ),
        edited(escalation__course="", escalation__disagreement=""),
    ),
    Matter(
        "4 保留意见没写理由", "xinjiang-village", "2026-01",
        (
            SEVERAL,
            Stated("confirmation", "confirmation.signatures", BROKEN, "保留意见、拒签的，要写明本人的理由：赵晓䶮。",
                   f"{XINJIANG} 五（五）"),
        ),
        without_a_reason,
    ),
    Matter("5 修渠没有专家", "gansu", "2026-01", (EXPERTS,)),
    Matter("5 土地流转", "gansu", "2026-02"),
    Matter(
        "5 土地流转写成村民代表会议", "gansu", "2026-02",
        (
            Stated("outcome", "outcome.destination", BROKEN,
                   f"这件事属于{LAND}（{COLLECTIVE}），结果去向不能是“提交村民代表会议”。",
                   f"{VILLAGE_LAW} 第二十八条、第三十三条"),
        ),
        edited(outcome__destination=c.Destination.REPRESENTATIVES),
    ),
    Matter(
        "5 土地流转由村民代表会议决定", "gansu", "2026-02",
        (
            Stated("handover", "handover.body", BROKEN, f"{BELONGS}（{COLLECTIVE}），不能由村民代表会议决定。",
                   f"{VILLAGE_LAW} 第二十八条、第三十三条"),
        ),
        edited(handover__body=c.DecidingBody.REPRESENTATIVES),
    ),
    Matter("5 垃圾清运费", "gansu", "2026-03"),
    Matter(
        "5 误工补贴公示不够", "gansu", "2026-03",
        (
            Stated("allowance_notice", "allowance_notice.taken_down_on", BROKEN,
                   "9月10日张贴，9月20日撤下，只公示了9个整天，法律要求不少于15日。请重新张贴，最早2026年9月29日撤下。",
                   f"{VILLAGE_LAW} 第三十五条末款"),
        ),
        edited(allowance_notice__taken_down_on=date(2026, 9, 20)),
    ),
    Matter(
        "5 误工补贴没写事由", "gansu", "2026-03",
        (Stated("allowance", "allowance.lines", BROKEN, "这些补贴还没有写明姓名、事由或金额：马明。",
                f"{GANSU} 四（三）"),),
        paid_without_a_ground,
    ),
    Matter(
        "5 误工补贴没有依据会议", "gansu", "2026-03",
        (Stated("allowance", "allowance.decided_by", MISSING, "还没填依据的会议。", f"{GANSU} 四（三）"),),
        edited(allowance__decided_by=""),
    ),
    Matter(
        "5 两个人不同意，只向一个人解释", "gansu", "2026-03",
        (Stated("dissent", "session.dissent_explanations", ADVICE,
                "持不同意见的2人，解释说明只有1条。无记名表决不知道是谁的，写明情况。",
                f"{GANSU} 三（五）"),),
        one_explained,
    ),
    Matter("5 书面征求意见", "gansu", "2026-04"),
    Matter("5 取消", "gansu", "2026-05"),
    Matter("6 吉林", "jilin", "2026-01"),
    Matter(
        "6 没有采用意见", "jilin", "2026-01",
        (
            Stated("adoption", "adoption.verdict", MISSING, "还没选采用意见。", "吉民发〔2014〕26号 二（二）"),
            Stated("adoption", "adoption.reason", MISSING, "还没填采用或不采用的理由。",
                   "吉民发〔2014〕26号 二（二）"),
        ),
        edited(adoption__verdict=None, adoption__reason=""),
    ),
    Matter(
        "6 收回的比发出的多", "jilin", "2026-01",
        (
            Stated("survey", "survey.returned", BROKEN, "收回15份，比发出14份还多。请核对份数。",
                   "吉民发〔2014〕26号 二（三）"),
            Stated("survey", "survey.opinions", ADVICE,
                   "收回15份，意见记录只有14条。请补全；意见相同可以合并的，写明情况。", "吉民发〔2014〕26号 二（三）"),
        ),
        edited(survey__returned=15),
    ),
    Matter("7 街道", "shenzhen-street", "2026-01"),
    Matter(
        "7 街道没有写哪项重点", "shenzhen-street", "2026-01",
        (Stated("topic", "topic.priority", MISSING, "还没填协商重点依据。", f"{SHENZHEN} 三"),),
        edited(topic__priority=""),
    ),
    Matter("7 社区", "shenzhen-community", "2026-01", (WAITING,)),
    Matter(
        "7 旁听的人算进表决", "shenzhen-community", "2026-01",
        (
            WAITING,
            Stated("vote", "vote.cast", BROKEN, "表决人数10人，比在场有表决权的9人多1人。请核对票数，或者回“签到”改人数。",
                   f"{SHENZHEN} 五（二）"),
        ),
        edited(vote__cast=10, vote__votes_for=10),
    ),
    Matter(
        "7 社区公示不够", "shenzhen-community", "2026-01",
        (
            WAITING,
            Stated("result_notice", "result_notice.taken_down_on", BROKEN,
                   "6月11日张贴，6月20日撤下，只公示了8个整天，法律要求不少于15日。请重新张贴，最早2026年6月27日撤下。",
                   f"{URBAN_LAW} 第三十四条末款"),
        ),
        edited(result_notice__taken_down_on=date(2026, 6, 20)),
    ),
]  # fmt: skip
