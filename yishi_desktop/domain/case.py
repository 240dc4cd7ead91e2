"""A matter on its way from topic to archive, as immutable facts.

A `Case` holds what is true of the matter as a whole; each `Session` holds one meeting (or written, household or
online round) with everything that belongs to that round: plan, notices, attendance, minutes, votes and outcome.
A second session is 再次协商, linked to the first by standing behind it in the same case.
"""

from dataclasses import dataclass
from datetime import date, time

from yishi_desktop.domain import choices as c
from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.followup import (
    Allowance,
    Archive,
    Commission,
    Escalation,
    Evaluation,
    Feedback,
    FourTwo,
    Handover,
    Implementation,
    LateEntry,
    PriorReport,
    ProposerReply,
    SupervisoryReview,
)
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.rounds import (
    Adoption,
    Confirmation,
    DissentExplanation,
    Expertise,
    ObserverSignup,
    Survey,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """议题: what a villager, an official or a group wants talked over."""

    title: str = fact("协商议题", help="一事一议，写清楚是什么事", ledger="议题名称", limit=100)
    origin: c.TopicOrigin | None = fact("议题来源", "choice", choices=c.TopicOrigin, ledger="议题来源")
    collected_on: date | None = fact("收集日期", "date")
    proposer: str = fact("提出人", help="姓名，或“三组村民”这样的一群人", privacy="internal")
    proposer_phone: str = fact("提出人联系方式", privacy="never")
    collected_by: PersonRef | None = fact("收集人", "person", privacy="internal")
    description: str = fact("基本情况", "text", help="什么事、涉及谁、大家希望怎么办", limit=600)
    stakeholders: str = fact(
        "利益相关方", help="这件事关系到哪些人、哪些户；有几方的用分号隔开，请人时逐方核对"
    )
    level: c.Level | None = fact("协商层级", "choice", choices=c.Level, ledger="协商层级")
    category: str = fact("议题类别", help="县里发的协商目录中的类别", ledger="议题类别")
    scope: c.TopicScope | None = fact("协商范围", "choice", choices=c.TopicScope)
    township_scope: c.TownshipScope | None = fact("协商范围", "choice", choices=c.TownshipScope)
    priority: str = fact("协商重点依据", help="县（市、区）哪一年的哪个文件确定的协商重点")
    catalogue_class: c.CatalogueClass | None = fact("目录类别", "choice", choices=c.CatalogueClass)
    catalogue_item: str = fact("目录编号和事项", help="县里协商目录的年度、编号和事项名称")
    follow_up: c.Destination | None = fact(
        "目录写明的后续程序",
        "choice",
        choices=c.Destination,
        help="县里的协商目录写明协商以后由谁决定的；目录没有写的不填",
    )
    statutory_matter: c.StatutoryMatter | None = fact(
        "依法须由会议决定的事项",
        "choice",
        choices=c.StatutoryMatter,
        help="属于其中一种的，可以协商，但要由法律规定的会议决定",
    )
    several_villages: bool | None = fact("涉及两个及以上村（社区）", "flag")
    technical: bool | None = fact("专业性、技术性较强", "flag")
    wide_concern: bool | None = fact("涉及面广、关注度高", "flag")
    practical_project: bool | None = fact(
        "涉及多方利益的为民办实事项目", "flag", help="这样的项目必须通过议事协商，达成广泛共识后决定"
    )
    follows: str = fact(
        "关联的原事项", help="会议已经表决的不再议；落实中出的新问题另立议题，在这里写明原来的事项"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionAnswer:
    """One of the 五不议 asked of a topic: `hit` is `None` until somebody has answered."""

    rule: str
    hit: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReview:
    """审查与审定: which rule brings the topic in, which would keep it out, and what the Party organisation decided."""

    must_rules: tuple[str, ...] = fact("六必议情形", "checklist", ledger="必议情形")
    exclusions: tuple[ExclusionAnswer, ...] = fact("五不议审查", "checklist", row=ExclusionAnswer)
    parties: str = fact("拟定协商主体", "text", help="哪些人、哪些单位来商量，要有利益相关方", limit=300)
    form: c.DeliberationForm | None = fact("拟定协商形式", "choice", choices=c.DeliberationForm)
    convenor: PersonRef | None = fact("召集人", "person", ledger="召集人及身份")
    consulted: str = fact(
        "征求意见情况", "text", help="向哪些人、用什么办法征求过意见，大家怎么说", limit=300
    )
    opinion: str = fact("初审意见", "text", limit=200)
    approval: c.Approval | None = fact("党组织审定意见", "choice", choices=c.Approval)
    approval_note: str = fact("审定说明", "text", limit=200)
    approved_on: date | None = fact("审定日期", "date", ledger="党组织审定日期")
    approved_by: PersonRef | None = fact("审定人", "person")
    advised_route: c.Route | None = fact(
        "建议途径", "choice", choices=c.Route, help="不予协商的，告诉提出人可以到哪里去解决"
    )
    told_on: date | None = fact("告知日期", "date", help="把不予协商的理由当面或书面告诉提出人的日子")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """协商方案."""

    decided_on: date | None = fact("方案制定日期", "date")
    purpose: str = fact("协商目的", "text", limit=300)
    rules: str = fact("议事规则", "text", limit=600)
    materials: str = fact("议题材料", "text", help="发给大家看的材料，一行一份", limit=300)
    contingency: str = fact("其他安排", "text", limit=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """协商公告: tells everyone that a deliberation will be held."""

    posted_on: date | None = fact("公告日期", "date", ledger="公告日期")
    channels: tuple[c.Channel, ...] = fact("公告方式", "choices", choices=c.Channel, ledger="公告方式")
    observer_seats: int | None = fact("旁听名额", "count", unit="人")
    observer_signup: str = fact("旁听预约方式")
    feedback: str = fact("意见反馈方式", help="印在公告上：找谁、在哪里")
    second_language: str = fact(
        "维吾尔文译文",
        "text",
        help="要同时用两种文字公告的，把译好的全文贴在这里：先印汉字，下面从右往左印译文（民族团结进步促进法第十五条）",
        limit=3000,
    )
    observer_signups: tuple[ObserverSignup, ...] = fact(
        "旁听预约登记", "rows", row=ObserverSignup, privacy="internal", help="按登记先后给名额，超出的候补"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One person told, through one channel, with what they answered."""

    person: str = fact("姓名")
    channel: c.Channel | None = fact("通知方式", "choice", choices=c.Channel)
    told_on: date | None = fact("通知日期", "date")
    answer: str = fact("答复", privacy="internal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """参会通知 with its delivery log."""

    sent_on: date | None = fact("通知日期", "date")
    channels: tuple[c.Channel, ...] = fact("通知方式", "choices", choices=c.Channel)
    with_materials: bool | None = fact("已同时送议题材料", "flag")
    deliveries: tuple[Delivery, ...] = fact("通知记录", "rows", row=Delivery)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One line of the sign-in sheet, with the times that decide who counted at which vote."""

    person: PersonRef = fact("姓名", "person", default=PersonRef(name=""))
    standing: c.Standing = fact(
        "参会身份",
        "choice",
        choices=c.Standing,
        default=c.Standing.VOTING,
        help="列席、旁听的人单独签到，不进表决人数。各地文件都没有给他们表决权，也没有明说没有。",
    )
    stakeholder: bool = fact("利益相关方", "flag", default=False)
    side: str = fact("代表哪一方", help="利益相关方有几方的，写他代表哪一方", limit=20)
    present: bool | None = fact("到会", "flag")
    arrived_at: time | None = fact("迟到时间", "time")
    left_at: time | None = fact("早退时间", "time")
    recused: bool = fact("回避", "flag", default=False)
    note: str = fact("备注")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One entry of the minutes: who said what, and whether it was agreed or disputed."""

    kind: c.PointKind = fact("性质", "choice", choices=c.PointKind, default=c.PointKind.SPEECH)
    speaker: str = fact("发言人", privacy="internal")
    text: str = fact("内容", "text")
    verified: bool | None = fact(
        "念给本人听过，本人核对",
        "flag",
        help="异议照本人的原话记，念给本人听，说对了再选“是”",
        privacy="internal",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One opinion put to the vote, with the snapshot of who was there when it was taken."""

    opinion: str = fact("提供表决的协商意见", "text", help="把要表决的话完整写出来，念给大家听", limit=500)
    method: c.VoteMethod | None = fact("表决方式", "choice", choices=c.VoteMethod, ledger="表决方式")
    taken_at: time | None = fact("表决时间", "time")
    present: int | None = fact("表决时在场有表决权人数", "count", unit="人")
    cast: int | None = fact("表决人数", "count", unit="人", help="举了手或投了票的人数，包括弃权")
    votes_for: int | None = fact("赞成人数", "count", unit="人", ledger="赞成")
    votes_against: int | None = fact("反对人数", "count", unit="人", ledger="反对")
    abstentions: int | None = fact("弃权人数", "count", unit="人", ledger="弃权")
    invalid: int | None = fact("无效票", "count", unit="张")
    counting: c.Counting | None = fact("计票办法", "choice", choices=c.Counting)
    caller: PersonRef | None = fact("唱票人", "person")
    teller: PersonRef | None = fact("计票人", "person")
    scrutineer: PersonRef | None = fact("监票人", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """协商结果 of one session, and where it goes from here."""

    agreed_opinion: str = fact("协商意见", "text", ledger="协商意见摘要", limit=500)
    carry_out: str = fact("落实和监督安排", "text", help="谁来办、什么时候办完、谁监督", limit=500)
    destination: c.Destination | None = fact("结果去向", "choice", choices=c.Destination, ledger="结果去向")
    disagreement: str = fact("分歧点", "text", privacy="internal", limit=300)
    agreed: bool | None = fact(
        "是否达成一致意见",
        "flag",
        help="文件没有写多少人同意才算一致，由召集人如实判断；有人不同意的，把意见和理由记下来。",
    )
    great_dissent: bool | None = fact("存在较大分歧", "flag", help="文件没有写多大算“较大”，由召集人如实判断")
    redeliberate_when: str = fact("再次协商的时机", limit=100)
    redeliberate_requirements: str = fact("再次协商的要求", "text", limit=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """备案: the result is put on record with the Party organisation."""

    filed_on: date | None = fact("备案日期", "date", ledger="备案日期")
    filed_by: PersonRef | None = fact("报备人", "person")
    opinion: str = fact("备案意见")
    filed_with: c.FilingOffice | None = fact(
        "备案单位",
        "choice",
        choices=c.FilingOffice,
        help="金华的文件写向村、社区党组织备案，有的地方要求报乡镇（街道）",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """通报: the result is told to the parties concerned."""

    sent_on: date | None = fact("通报日期", "date")
    channels: tuple[c.Channel, ...] = fact("通报方式", "choices", choices=c.Channel)
    recipients: str = fact("通报对象", "text", limit=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """公示: posted for people to read and object to, for at least the statutory period."""

    posted_on: date | None = fact("张贴日期", "date")
    place: str = fact("张贴地点")
    posted_by: PersonRef | None = fact("张贴人", "person")
    taken_down_on: date | None = fact("撤下日期", "date")
    objections: str = fact("收到的异议", "text", privacy="internal", help="没有异议就写“无”")
    handling: str = fact("异议处理情况", "text", privacy="internal")
    second_language: str = fact(
        "维吾尔文译文",
        "text",
        help="要同时用两种文字公告的，把译好的全文贴在这里：先印汉字，下面从右往左印译文（民族团结进步促进法第十五条）",
        limit=3000,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """协商: one meeting, written round, household round or online round of a case."""

    kind: c.SessionKind = fact("协商途径", "choice", choices=c.SessionKind, default=c.SessionKind.MEETING)
    held_on: date | None = fact("协商日期", "date", ledger="协商时间")
    starts_at: time | None = fact("开始时间", "time")
    ends_at: time | None = fact("结束时间", "time")
    venue: str = fact("协商地点", ledger="协商地点")
    venue_area: int | None = fact("场所面积", "count", unit="平方米")
    form: c.DeliberationForm | None = fact(
        "协商方式", "choice", choices=c.DeliberationForm, ledger="协商形式"
    )
    parties: str = fact(
        "协商主体", "text", help="参加商量的各方面的人，例如“村两委成员、村民代表、沿线农户”", limit=300
    )
    chair: PersonRef | None = fact("协商主持人", "person", ledger="主持人")
    recorder: PersonRef | None = fact("协商记录员", "person", ledger="记录员")
    supervisor: PersonRef | None = fact(
        "协商监督员", "person", ledger="监督员", help="请村务监督委员会成员担任，不能是村民委员会成员"
    )
    attendance: tuple[Attendance, ...] = fact("签到", "rows", row=Attendance, privacy="internal")
    expected: int | None = fact("应到人数", "count", unit="人", ledger="应到")
    present: int | None = fact("实到人数", "count", unit="人", ledger="实到")
    non_voting: int | None = fact("列席人数", "count", unit="人", ledger="列席")
    observers: int | None = fact("旁听人数", "count", unit="人", ledger="旁听")
    supplement_note: str = fact("临时增加人员说明", help="实到比应到多时，写清楚临时请了谁、为什么")
    minutes: str = fact("协商过程", "text", help="逐条写：说了什么、哪些同意、哪些不同意")
    points: tuple[Point, ...] = fact("发言记录", "rows", row=Point, privacy="internal")
    votes: tuple[Vote, ...] = fact("表决", "rows", row=Vote)
    plan: Plan = Plan()
    announcement: Announcement = Announcement()
    invitation: Invitation = Invitation()
    outcome: Outcome = Outcome()
    filing: Filing = Filing()
    circular: Circular = Circular()
    result_notice: PublicNotice = PublicNotice()
    survey: Survey = Survey()
    expertise: Expertise = Expertise()
    confirmation: Confirmation = Confirmation()
    adoption: Adoption = Adoption()
    dissent_explanations: tuple[DissentExplanation, ...] = fact(
        "解释说明记录", "rows", row=DissentExplanation, privacy="internal"
    )
    cancelled: str = fact("取消原因", help="协商会没有开成的，写明原因；取消的不计次数")
    counts: bool | None = fact("计入年度次数", "flag", ledger="是否计入年度次数")
    counts_reason: str = fact("计入或不计的理由")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An end other than the archive after success: withdrawn, excluded, terminated or passed upward."""

    kind: c.EndingKind | None = fact("结束方式", "choice", choices=c.EndingKind)
    on: date | None = fact("结束日期", "date")
    reason: str = fact("结束原因", "text", limit=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a finding that breaks no clause was passed over, in the secretary's own words."""

    check: str
    session: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """一件协商事项, from its topic to its file."""

    id: str
    procedure: str
    number: str = fact("协商编号", ledger="协商编号")
    opened_on: date | None = fact("登记日期", "date")
    topic: Topic = Topic()
    review: TopicReview = TopicReview()
    sessions: tuple[Session, ...] = ()
    implementation: Implementation = Implementation()
    implementation_notice: PublicNotice = PublicNotice()
    supervision: SupervisoryReview = SupervisoryReview()
    evaluation: Evaluation = Evaluation()
    prior_report: PriorReport = PriorReport()
    commission: Commission = Commission()
    escalation: Escalation = Escalation()
    handover: Handover = Handover()
    four_two: FourTwo = FourTwo()
    decision_notice: PublicNotice = PublicNotice()
    allowance: Allowance = Allowance()
    allowance_notice: PublicNotice = PublicNotice()
    feedback: Feedback = Feedback()
    reply: ProposerReply = ProposerReply()
    archive: Archive = Archive()
    ending: Ending = Ending()
    late_entry: LateEntry = LateEntry()
    explanations: tuple[Explanation, ...] = ()
    photos: tuple[Photo, ...] = fact("照片和扫描件", "rows", row=Photo, privacy="internal")
    note: str = fact("备注", privacy="internal", ledger="备注")
    sample: bool = False

    @property
    def is_late_entry(self) -> bool:
        """补录: typed in from paper after it had happened."""
        return self.late_entry.entered_on is not None
