"""What becomes of a matter outside its sessions: reported, commissioned, sent up, handed over, paid for, watched, filed away."""

from dataclasses import dataclass
from datetime import date

from yishi_desktop.domain import choices as c
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.people import PersonRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorReport:
    """报备: who calls the deliberation, and the Party organisation's consent before anything is made known.

    Another act than 审定 (of the topic) and 备案 (of the result): three papers, three dates.
    """

    standing: c.ConvenorStanding | None = fact("召集人类别", "choice", choices=c.ConvenorStanding)
    reported_on: date | None = fact(
        "报备日期",
        "date",
        help="报备是开会前报召集人，审定是报议题，备案是会后报结果，三件事分开登记。书记、主任一肩挑的也要分开写。",
    )
    answer: c.Approval | None = fact("党组织意见", "choice", choices=c.Approval)
    answered_on: date | None = fact("党组织答复日期", "date")
    answered_by: PersonRef | None = fact("答复人", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """受政府或有关部门委托协商的事项: the report, and the department's reply."""

    client: str = fact("委托单位")
    reported_on: date | None = fact("报告日期", "date")
    result: str = fact("协商结果", "text", limit=500)
    disagreement: str = fact("分歧情况", "text", help="没有分歧就写“无”", limit=300)
    suggestion: str = fact("建议", "text", limit=300)
    replied_on: date | None = fact("部门反馈日期", "date")
    reply: str = fact("部门反馈意见", "text", limit=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """上报乡镇, and what came back."""

    reason: c.EscalationReason | None = fact("上报原因", "choice", choices=c.EscalationReason)
    villages: str = fact("涉及的村（社区）")
    course: str = fact("已协商经过", "text", limit=500)
    disagreement: str = fact("主要分歧", "text", help="没有分歧就写“无”", limit=300)
    request: str = fact("建议事项", "text", help="希望乡镇（街道）做什么", limit=300)
    sent_on: date | None = fact("上报日期", "date")
    answer: c.EscalationAnswer | None = fact("乡镇（街道）处理意见", "choice", choices=c.EscalationAnswer)
    answered_on: date | None = fact("乡镇（街道）答复日期", "date")
    note: str = fact("答复内容", "text", limit=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """提交会议决定: a deliberation agrees, a statutory meeting decides. 协商已达成一致，不等于已依法决定."""

    body: c.DecidingBody | None = fact(
        "决定的会议",
        "choice",
        choices=c.DecidingBody,
        help="协商达成一致不等于已经依法决定。哪一种会议有权决定，看事项的性质。",
    )
    motion: str = fact("拟决事项", "text", limit=300)
    basis: str = fact("提交依据", help="法律第几条、授权依据")
    party_discussed_on: date | None = fact(
        "村党组织研究讨论日期", "date", help="重要事项应当先经村党组织研究讨论"
    )
    called_on: date | None = fact("会议通知日期", "date")
    held_on: date | None = fact("会议日期", "date")
    members: int | None = fact("应当参加的人（户）数", "count", help="全体组成人员、全体成员或全体户数")
    present: int | None = fact("到会人（户）数", "count")
    votes_for: int | None = fact("同意人（户）数", "count")
    resolution: str = fact("决定内容", "text", limit=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class FourTwoEntry:
    """One of the six registers of 四议两公开."""

    stage: c.FourTwoStage | None = fact("环节", "choice", choices=c.FourTwoStage)
    held_on: date | None = fact("日期", "date")
    form: str = fact("会议形式或公开方式")
    expected: int | None = fact("应到", "count", unit="人")
    present: int | None = fact("实到", "count", unit="人")
    votes_for: int | None = fact("同意", "count", unit="人")
    content: str = fact("内容", "text")
    township_attendee: str = fact("乡镇参会人员")
    supervision: str = fact("监督意见", help="两次公开由村务监督委员会填写")


@dataclass(frozen=True, slots=True, kw_only=True)
class FourTwo:
    """四议两公开."""

    entries: tuple[FourTwoEntry, ...] = fact("四议两公开登记", "rows", row=FourTwoEntry)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceLine:
    """误工补贴 for one person. There is no field for a bank account anywhere."""

    person: str = fact("姓名")
    what: str = fact("事由", help="受村民委员会委托组织协商的什么工作")
    worked_on: date | None = fact("误工日期", "date")
    times: int | None = fact("天数或次数", "count")
    rate: int | None = fact("标准", "count", unit="元")
    amount: int | None = fact("金额", "count", unit="元")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """误工补贴: who was paid for organising the deliberation, and which meeting decided on it."""

    lines: tuple[AllowanceLine, ...] = fact("误工补贴", "rows", row=AllowanceLine)
    decided_by: str = fact(
        "依据的会议", help="享受误工补贴的人员和标准，由村民会议或者授权的村民代表会议决定"
    )
    decided_on: date | None = fact("会议日期", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """反馈: what was told to whom about the implementation."""

    told: str = fact("反馈对象", help="其他利益相关方、协商主体、居民")
    told_on: date | None = fact("反馈日期", "date")
    channel: c.Channel | None = fact("反馈方式", "choice", choices=c.Channel)
    content: str = fact("反馈内容", "text")
    told_by: str = fact("经办人")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """实施情况反馈, with its log."""

    implementer: str = fact("实施方", help="由哪一方利益相关方实施")
    lines: tuple[FeedbackLine, ...] = fact("反馈记录", "rows", row=FeedbackLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionNote:
    """What the supervision committee saw at one step of the way."""

    on: date | None = fact("日期", "date")
    stage: str = fact("环节")
    supervisor: PersonRef | None = fact("监督人", "person")
    remark: str = fact("监督情况", "text", privacy="internal")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisoryReview:
    """村务监督委员会审核."""

    reviewed_on: date | None = fact("审核日期", "date", ledger="监委审核日期")
    reviewer: PersonRef | None = fact("审核人", "person")
    completeness: c.Completeness | None = fact("记录完整性", "choice", choices=c.Completeness)
    problems: str = fact("发现的问题", "text", privacy="internal", limit=300)
    rectified_on: date | None = fact("整改完成日期", "date")
    follow_up: str = fact("采纳、落实、反馈情况", "text", limit=300)
    notes: tuple[SupervisionNote, ...] = fact("全程监督记录", "rows", row=SupervisionNote, privacy="internal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """评估 and how satisfied people are."""

    evaluated_on: date | None = fact("评估日期", "date")
    satisfied: int | None = fact("满意", "count", unit="人")
    fairly_satisfied: int | None = fact("基本满意", "count", unit="人")
    dissatisfied: int | None = fact("不满意", "count", unit="人")
    overall: c.Satisfaction | None = fact("总体评价", "choice", choices=c.Satisfaction, ledger="评估/满意度")
    comment: str = fact("评估意见", "text", limit=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposerReply:
    """提出人回音: who brought the topic up hears what came of it before the file is closed."""

    outcome: c.ProposerAnswer | None = fact("提出人回音", "choice", choices=c.ProposerAnswer)
    told_on: date | None = fact("告诉的日期", "date", help="三次没有联系上的，写最后一次的日期")
    told_by: PersonRef | None = fact("经办人", "person")
    attempts: str = fact(
        "联系经过",
        "text",
        help="提出人怎么说；三次没有联系上的，写明三次的日期和办法",
        privacy="internal",
        limit=200,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """归档."""

    archived_on: date | None = fact("归档日期", "date")
    number: str = fact("归档号", ledger="归档号")
    retention: c.Retention | None = fact("保管期限", "choice", choices=c.Retention)
    keeper: PersonRef | None = fact("立卷人", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntry:
    """补录: the matter was dealt with on paper and typed in afterwards; by whom, when, and from which original.

    A matter typed in afterwards is counted apart from those kept with the program, and what its original does not show
    is said to be beyond mending instead of being asked for.
    """

    entered_on: date | None = fact("补录日期", "date")
    entered_by: str = fact("补录人", help="照着原件录进来的人")
    source: str = fact("原件", help="哪一本记录、第几页，现在放在哪里")
    settled: bool | None = fact("已经办完", "flag", help="还有事要办的选“否”，往后的步骤照常提醒")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """落实任务: what somebody promised to do by when."""

    what: str = fact("落实事项")
    owner: PersonRef | None = fact("责任人", "person")
    due_on: date | None = fact("落实期限", "date")
    started_on: date | None = fact("开始日期", "date")
    done_on: date | None = fact("完成日期", "date")
    progress: str = fact("进展情况", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """回头看: somebody looked at what has become of the promises, after 30, 60 or 90 days."""

    on: date | None = fact("回头看日期", "date")
    by: PersonRef | None = fact("看的人", "person")
    found: str = fact("看到的情况", "text", help="办到哪一步，卡在哪里，要谁帮什么忙")


@dataclass(frozen=True, slots=True, kw_only=True)
class Implementation:
    """推动落实: the tasks, what came of them, and by when and where people are told."""

    publish_by: date | None = fact(
        "落实情况公开期限",
        "date",
        help="甘肃写“规定期限”，新疆写“公开期限、形式”，都没有数字，由村里自己定一个日子并公开",
    )
    publish_channels: tuple[c.Channel, ...] = fact("公开形式", "choices", choices=c.Channel)

    tasks: tuple[Task, ...] = fact("落实任务", "rows", row=Task)
    look_backs: tuple[LookBack, ...] = fact("回头看记录", "rows", row=LookBack, privacy="internal")
    summary: str = fact(
        "落实情况", "text", help="写给大家看：办成了什么、花了多少、还差什么", limit=600, ledger="落实情况"
    )
