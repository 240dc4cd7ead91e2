"""Acceptance case 8: slips of every kind, each with what must be said where, on which clause, and whether it blocks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time

from tests.factories import changed, person, sample_case, voters
from yishi_desktop.domain.case import Attendance, Case
from yishi_desktop.domain.choices import Counting, SessionKind, Standing
from yishi_desktop.domain.people import Role

GOOD = sample_case(1)
SESSION = GOOD.sessions[0]
NO_SHEET = changed(GOOD, session__attendance=())
Change = Callable[[], Case]


@dataclass(frozen=True)
class Edge:
    """One slip: how it comes about, and what must be said where."""

    check: str
    make: Change
    fact: str
    says: str
    clause: str
    blocks: bool = True

    def __str__(self) -> str:
        return self.check


def edited(**facts: object) -> Change:
    return lambda: changed(GOOD, **facts)


def headcount(**facts: object) -> Change:
    return lambda: changed(NO_SHEET, **facts)


def sheet(*lines: Attendance) -> Change:
    return lambda: changed(GOOD, session__attendance=(*SESSION.attendance, *lines))


def line(name: str, note: str = "") -> Attendance:
    return Attendance(person=person(name), standing=Standing.OBSERVER, present=True, note=note)


DIRECTOR = person("王伟民", Role.COMMITTEE_DIRECTOR)
VOTE = "附件2 协商表决"
RESULT = "附件2 协商结果（1）"
EDGES = [
    Edge("votes-add-up", edited(vote__votes_against=4), "vote.cast", "加起来是37人，比表决人数36人多1人", VOTE),
    Edge("votes-add-up", edited(vote__abstentions=0), "vote.cast", "加起来是34人，比表决人数36人少2人", VOTE),
    Edge("votes-add-up", edited(vote__invalid=1), "vote.cast", "比表决人数36人多1人", VOTE),
    Edge("no-more-votes-than-people", edited(vote__cast=40), "vote.cast", "表决人数40人，比在场有表决权的36人多4人", RESULT),
    Edge("no-more-votes-than-people", edited(vote__cast=None, vote__votes_for=40), "vote.cast", "36人多9人", RESULT),
    Edge("in-the-room-came", edited(vote__present=37), "vote.present", "表决时在场37人，比实到36人多1人", RESULT),
    Edge("everybody-accounted-for", edited(vote__cast=30), "vote.cast", "有6人没有表决", RESULT, blocks=False),
    Edge("count-derived", edited(vote__counting=Counting.DERIVED), "vote.counting", "推算", VOTE, blocks=False),
    Edge("no-more-than-expected", headcount(session__expected=30, session__present=36), "session.present",
         "实到36人，比应到30人多6人", "附件2", blocks=False),
    Edge("somebody-came", headcount(session__present=0), "session.present", "实到会有表决权的是0人，不能表决", RESULT),
    Edge("supervisor-not-committee", edited(session__supervisor=DIRECTOR), "session.supervisor",
         "监督员王伟民是村民委员会主任，村民委员会成员不能监督自己办的事", "第三十七条"),
    Edge("supervisor-supervision", edited(session__supervisor=person("何小英", Role.VOLUNTEER)),
         "session.supervisor", "何小英不是村务监督委员会成员", "二（五）、三", blocks=False),
    Edge("three-people", edited(session__supervisor=SESSION.chair), "session.supervisor",
         "徐国平同时当了协商主持人、协商监督员", "二（五）、附件2"),
    Edge("result-posted-15-days", edited(result_notice__taken_down_on=date(2026, 3, 26)),
         "result_notice.taken_down_on", "3月16日张贴，3月26日撤下，只公示了9个整天，法律要求不少于15日", "第三十五条末款"),
    Edge("implementation-posted-15-days", edited(implementation_notice__taken_down_on=date(2026, 7, 9)),
         "implementation_notice.taken_down_on", "最早2026年7月15日撤下", "第三十五条末款"),
    Edge("result-posted-past-holiday",
         edited(result_notice__posted_on=date(2026, 3, 20), result_notice__taken_down_on=date(2026, 4, 5)),
         "result_notice.taken_down_on", "已经公示满15个整天，但期满那天是休息日", "第三十五条末款；参照民法典第二百零三条",
         blocks=False),
    Edge("result-taken-down", edited(result_notice__taken_down_on=None), "result_notice.taken_down_on",
         "已经满15日，4月1日起可以撤下", "第三十五条末款"),
    Edge("objections-recorded", edited(result_notice__objections=""), "result_notice.objections",
         "请登记收到的异议；没有人提异议，就写“无”", "五（四）：自觉接受监督"),
    Edge("taken-down-not-future", edited(result_notice__taken_down_on=date(2027, 1, 1)),
         "result_notice.taken_down_on", "撤下日期2027年1月1日还没有到", "五（四）"),
    Edge("announced-before-meeting", edited(announcement__posted_on=date(2026, 3, 16)), "announcement.posted_on",
         "公告日期（3月16日）不早于协商日期（3月15日）", "五（二）"),
    Edge("announced-before-meeting", edited(announcement__posted_on=date(2026, 3, 15)), "announcement.posted_on",
         "公告要在开会前贴出来", "五（二）"),
    Edge("materials-given", edited(invitation__with_materials=False), "invitation.with_materials",
         "文件要求通知的同时提供议题材料", "五（二）"),
    Edge("stakeholders-came", lambda: changed(GOOD, session__attendance=voters(36, absent=2)), "session.attendance",
         "没有一位标着“利益相关方”", "三：保证利益相关方", blocks=False),
    Edge("told-before-meeting", edited(invitation__sent_on=date(2026, 3, 15)), "invitation.sent_on",
         "文件要求提前通知", "五（二）"),
    Edge("ends-after-start", edited(session__ends_at=time(0, 30)), "session.ends_at",
         "结束时间（0:30）不晚于开始时间（14:30）。过了半夜12点的", "附件2"),
    Edge("results-of-the-future", edited(session__held_on=date(2026, 12, 1)), "vote.votes_for",
         "协商日期是2026年12月1日，还没有到，不能先填表决结果", "附件2"),
    Edge("held-after-approval", edited(review__approved_on=date(2026, 3, 16)), "session.held_on",
         "议题要先审定再协商", "五（一）"),
    Edge("approved-after-collected", edited(review__approved_on=date(2026, 3, 1)), "review.approved_on",
         "审定日期（3月1日）早于收集日期（3月2日）", "五（一）"),
    Edge("topic-not-future", edited(topic__collected_on=date(2027, 3, 2)), "topic.collected_on", "2027年3月2日还没有到",
         "五（一）"),
    Edge("posted-after-meeting", edited(result_notice__posted_on=date(2026, 3, 14)), "result_notice.posted_on",
         "公示开始日（3月14日）早于开会那天（3月15日）", "五（四）"),
    Edge("filed-after-meeting", edited(filing__filed_on=date(2026, 3, 14)), "filing.filed_on", "备案日期（3月14日）",
         "五（四）"),
    Edge("told-after-meeting", edited(circular__sent_on=date(2026, 3, 14)), "circular.sent_on", "通报日期（3月14日）",
         "五（四）"),
    Edge("vote-needs-a-meeting", edited(session__kind=SessionKind.WRITTEN), "session.kind",
         "“书面征求意见”不能表决", "五（三）"),
    Edge("venue-area", edited(session__venue_area=29), "session.venue_area", "场所29平方米，文件要求议事协商场所不少于30平方米",
         "三", blocks=False),
    Edge("names-told-apart", sheet(line("何小英")), "session.attendance", "有同名的人：何小英", "附件2", blocks=False),
    Edge("names-on-the-sheet", sheet(line("王😀1")), "session.attendance", "不像名字的字符（😀 1）：王😀1", "附件2",
         blocks=False),
    Edge("names-of-officers", edited(session__chair=person("徐国平！")), "session.chair", "徐国平！", "附件2", blocks=False),
    Edge("archived-after-posting", edited(archive__archived_on=date(2026, 7, 1)), "archive.archived_on",
         "归档日期（7月1日）早于落实情况公示撤下日期（7月15日）", "五（四）", blocks=False),
    Edge("tasks-assigned",
         lambda: changed(GOOD, implementation__tasks=(replace(GOOD.implementation.tasks[0], owner=None, what=""),)),
         "implementation.tasks", "还没有定责任人或期限：（未写事项）", "五（五）"),
    Edge("tasks-overdue",
         lambda: changed(GOOD, implementation__tasks=(replace(GOOD.implementation.tasks[0], done_on=None),)),
         "implementation.tasks", "有1件事过了期限还没有办完：三组通组道路硬化及沿线路灯安装（6月30日）", "五（五）"),
    Edge("archived-when-done",
         lambda: changed(GOOD, implementation__tasks=(replace(GOOD.implementation.tasks[0], done_on=None),)),
         "archive.archived_on", "还有1件事没有登记办完", "五（五）", blocks=False),
]  # fmt: skip
