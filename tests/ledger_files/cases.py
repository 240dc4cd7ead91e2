"""The first three acceptance cases, and a year of others around them, as the ledger's tests need them."""

from dataclasses import replace
from datetime import date, time

from yishi_desktop.definitions.holidays import load_calendar
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import (
    Announcement,
    Attendance,
    Case,
    Ending,
    ExclusionAnswer,
    Filing,
    Outcome,
    PublicNotice,
    Session,
    Topic,
    TopicReview,
    Vote,
)
from yishi_desktop.domain.followup import Archive, Evaluation, Implementation, SupervisoryReview, Task
from yishi_desktop.domain.people import Organisation, PersonRef, Role
from yishi_desktop.domain.situation import Situation

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 12, 20)
JINHUA = load_procedures()["jinhua"]
CALENDAR = load_calendar()
HOUTANG = Organisation(
    id="330783001001",
    province="浙江省",
    city="金华市",
    county="东阳市",
    township="画水镇",
    name="后塘村",
    code="330783104201",
    procedure="jinhua",
    supervision_phone="0579-00000000",
    filler="陈𬭚",
    reviewer="王建国",
)

CHAIR = PersonRef(name="王建国", roles=(Role.PARTY_SECRETARY,))
DEPUTY = PersonRef(name="楼志明", roles=(Role.COMMITTEE_DEPUTY,))
RECORDER = PersonRef(name="陈𬭚", roles=(Role.COMMITTEE_MEMBER,))
SUPERVISOR = PersonRef(name="赵晓䶮", roles=(Role.SUPERVISION_MEMBER,))
PASSED_ALL = tuple(ExclusionAnswer(rule=f"exclusion-{n}", hit=False) for n in range(1, 6))


def situation(case: Case, *, today: date = TODAY, procedure=JINHUA, organisation=HOUTANG) -> Situation:
    return Situation(
        case=case, procedure=procedure, organisation=organisation, today=today, calendar=CALENDAR
    )


def meeting(day: date, yes: int, no: int, abstained: int, **more) -> Session:
    """A meeting at which everybody present voted."""
    present = yes + no + abstained
    facts = {
        "held_on": day,
        "starts_at": time(14, 30),
        "venue": "民生议事厅",
        "form": c.DeliberationForm.CANDID_TALK,
        "chair": CHAIR,
        "recorder": RECORDER,
        "supervisor": SUPERVISOR,
        "expected": present,
        "present": present,
        "minutes": "与会人员逐一发表了意见。",
        "votes": (
            Vote(
                opinion="同意",
                method=c.VoteMethod.SHOW_OF_HANDS,
                cast=present,
                votes_for=yes,
                votes_against=no,
                abstentions=abstained,
            ),
        ),
    }
    return Session(**facts | more)


def road() -> Case:
    """Case 1: passes with 31 of 36, is carried out, posted and archived."""
    session = meeting(
        date(2026, 3, 15),
        31,
        3,
        2,
        expected=38,
        observers=4,
        venue_area=46,
        announcement=Announcement(posted_on=date(2026, 3, 10), channels=(c.Channel.NOTICE_BOARD,)),
        outcome=Outcome(
            agreed_opinion="三组通组道路按4米宽硬化，沿线安装太阳能路灯22盏，占用自留地的由三组内部调剂。",
            destination=c.Destination.VILLAGE,
        ),
        filing=Filing(filed_on=date(2026, 3, 16)),
        result_notice=PublicNotice(
            posted_on=date(2026, 3, 16),
            place="村务公开栏",
            posted_by=RECORDER,
            taken_down_on=date(2026, 4, 1),
            objections="村民李某认为路灯太密",
            handling="现场解释后无异议",
        ),
    )
    return Case(
        id="case-1",
        procedure="jinhua",
        number="2026-001",
        topic=Topic(
            title="三组通组道路硬化及沿线路灯安装",
            origin=c.TopicOrigin.VISITS,
            collected_on=date(2026, 3, 2),
            proposer="三组村民",
            proposer_phone="13800001234",
            level=c.Level.VILLAGE,
            category="公共事务公益事业",
        ),
        review=TopicReview(
            must_rules=("must-1",),
            exclusions=PASSED_ALL,
            convenor=CHAIR,
            approval=c.Approval.AGREED,
            approved_on=date(2026, 3, 5),
        ),
        sessions=(session,),
        implementation=Implementation(
            tasks=(
                Task(
                    what="硬化道路、安装路灯",
                    owner=DEPUTY,
                    due_on=date(2026, 6, 30),
                    started_on=date(2026, 4, 1),
                    done_on=date(2026, 6, 28),
                    progress="6月28日验收合格",
                ),
            ),
            summary="道路硬化620米、路灯22盏全部完工，6月28日验收合格。",
        ),
        implementation_notice=PublicNotice(
            posted_on=date(2026, 6, 29),
            place="村务公开栏",
            posted_by=RECORDER,
            taken_down_on=date(2026, 7, 15),
            objections="无",
        ),
        supervision=SupervisoryReview(reviewed_on=date(2026, 7, 16), completeness=c.Completeness.COMPLETE),
        evaluation=Evaluation(evaluated_on=date(2026, 7, 16), overall=c.Satisfaction.SATISFIED),
        archive=Archive(archived_on=date(2026, 7, 20), number="2026-永久-001"),
        note="路灯厂家王老板电话13900005678",
    )


def hall() -> Case:
    """Case 2: exactly two thirds fails, then 9 of 12 passes."""
    first = meeting(
        date(2026, 4, 18),
        8,
        4,
        0,
        outcome=Outcome(
            destination=c.Destination.AGAIN,
            disagreement="收费标准",
            redeliberate_requirements="先公布收支明细",
        ),
    )
    second = meeting(
        date(2026, 6, 20),
        9,
        2,
        1,
        outcome=Outcome(
            agreed_opinion="红白喜事每次收费200元，村集体活动免费，收支每季度公布一次。",
            destination=c.Destination.VILLAGE,
        ),
        filing=Filing(filed_on=date(2026, 6, 21)),
        result_notice=PublicNotice(
            posted_on=date(2026, 6, 21), place="村务公开栏", taken_down_on=date(2026, 7, 1)
        ),
    )
    return Case(
        id="case-2",
        procedure="jinhua",
        number="2026-002",
        topic=Topic(
            title="文化礼堂使用收费办法",
            origin=c.TopicOrigin.COUNCIL_MEMBERS,
            collected_on=date(2026, 4, 8),
            level=c.Level.VILLAGE,
        ),
        review=TopicReview(
            must_rules=("must-1", "must-2"),
            exclusions=PASSED_ALL,
            approval=c.Approval.AGREED,
            approved_on=date(2026, 4, 10),
        ),
        sessions=(first, second),
        implementation=Implementation(
            tasks=(Task(what="公布收费办法", owner=RECORDER, due_on=date(2026, 7, 31)),)
        ),
    )


def boundary() -> Case:
    """Case 3: kept out by 五不议⑤."""
    answers = (
        *PASSED_ALL[:4],
        ExclusionAnswer(rule="exclusion-5", hit=True, reason="属于两户之间的宅基边界纠纷"),
    )
    return Case(
        id="case-3",
        procedure="jinhua",
        number="2026-003",
        topic=Topic(
            title="村民张某与李某宅基边界纠纷",
            origin=c.TopicOrigin.SPEAKING_FOR_PEOPLE,
            collected_on=date(2026, 5, 6),
            proposer="张某",
        ),
        review=TopicReview(exclusions=answers, advised_route=c.Route.MEDIATION, told_on=date(2026, 5, 8)),
        ending=Ending(kind=c.EndingKind.EXCLUDED, on=date(2026, 5, 8)),
    )


def first_three() -> list[Situation]:
    return [situation(case) for case in (road(), hall(), boundary())]


def ticked(voters: int, *, roles: tuple[Role, ...] = ()) -> tuple[Attendance, ...]:
    """A sign-in sheet with everybody there; the first one holds `roles` and speaks for the parties concerned."""
    lines = tuple(
        Attendance(person=PersonRef(name=f"村民{n}", roles=roles if n == 0 else ()), present=True)
        for n in range(voters)
    )
    return (replace(lines[0], stakeholder=True), *lines[1:])
