"""Acceptance cases 4 to 7: four matters as villages, a township, a street and a community would record them.

Every person and place is a sample. Each builder gives the matter at its end; tests take things away.
"""

from datetime import date, time

from tests.factories import person, voters
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import (
    Announcement,
    Attendance,
    Case,
    Delivery,
    Invitation,
    Outcome,
    PublicNotice,
    Session,
    Topic,
    TopicReview,
    Vote,
)
from yishi_desktop.domain.followup import (
    Allowance,
    AllowanceLine,
    Archive,
    Escalation,
    Feedback,
    FeedbackLine,
    Handover,
    Implementation,
    PriorReport,
    ProposerReply,
    SupervisoryReview,
    Task,
)
from yishi_desktop.domain.people import Organisation, OrganisationKind, Role
from yishi_desktop.domain.rounds import (
    Adoption,
    Confirmation,
    DissentExplanation,
    ObserverSignup,
    OpinionGiven,
    Signature,
    Survey,
)

XINJIANG = Organisation(id="aketamu", name="阿克塔木村", procedure="xinjiang-village")
GANSU = Organisation(id="shicha", name="石岔村", procedure="gansu")
JILIN = Organisation(id="jilin", name="示例村", procedure="jilin")
SHENZHEN = Organisation(
    id="shenzhen", kind=OrganisationKind.COMMUNITY, name="示例社区", procedure="shenzhen-community"
)
RARE_NAMES = (
    "买买提·吐尔逊",
    "古丽扎提·努尔买买提·木合塔尔",
    "阿依古丽·艾合买提江",
    "王𣲗淼",
    "陈𬭚",
    "赵晓䶮",
)
CHAIR = person("徐国平", Role.PARTY_SECRETARY)
HEAD = person("买买提·吐尔逊", Role.GROUP_HEAD)
WATCHER = person("何小英", Role.SUPERVISION_HEAD)


def sheet(*names: str) -> tuple[Attendance, ...]:
    return tuple(
        Attendance(person=person(name), present=True, stakeholder=number == 0)
        for number, name in enumerate(names)
    )


def told(*names: str, on: date) -> Invitation:
    lines = tuple(Delivery(person=name, channel=c.Channel.PHONE, told_on=on) for name in names)
    return Invitation(
        sent_on=on, channels=(c.Channel.PHONE, c.Channel.WECHAT), with_materials=True, deliveries=lines
    )


def notice(posted: date, down: date) -> PublicNotice:
    return PublicNotice(posted_on=posted, place="村务公开栏", taken_down_on=down, objections="无")


def held(on: date, **facts: object) -> Session:
    """A meeting with its plan, notices, sheet and minutes."""
    known: dict[str, object] = {
        "held_on": on,
        "starts_at": time(10),
        "venue": "议事厅",
        "form": c.DeliberationForm.COUNCIL,
        "parties": "两委成员、村民代表、利益相关方",
        "chair": CHAIR,
        "recorder": person("陈晓燕"),
        "supervisor": WATCHER,
        "announcement": Announcement(
            posted_on=date(on.year, on.month, on.day - 3), channels=(c.Channel.NOTICE_BOARD, c.Channel.WECHAT)
        ),
        "invitation": told(*RARE_NAMES, on=date(on.year, on.month, on.day - 3)),
        "attendance": sheet(*RARE_NAMES),
        "expected": 6,
        "present": 6,
        "minutes": "各方充分发表了意见。",
    }
    return Session(**(known | facts))  # type: ignore[arg-type]


def xinjiang_topic(**facts: object) -> Topic:
    known: dict[str, object] = {
        "title": "二、三两个村共用灌溉渠分水轮次",
        "origin": c.TopicOrigin.VISITS,
        "collected_on": date(2026, 4, 1),
        "proposer": "第二村民小组",
        "description": "春灌用水紧张，上下游轮次说不到一起。",
        "scope": c.TopicScope.GROUP,
        "several_villages": True,
        "level": c.Level.TOWNSHIP,
    }
    return Topic(**(known | facts))  # type: ignore[arg-type]


def case_4_first() -> Case:
    """Called by a group head; opinions far apart, so the matter goes up to the township."""
    outcome = Outcome(
        agreed=False,
        great_dissent=True,
        disagreement="上游要求三天一轮，下游要求两天一轮。",
        destination=c.Destination.ESCALATE,
    )
    return Case(
        id="case-4",
        procedure="xinjiang-village",
        topic=xinjiang_topic(),
        prior_report=PriorReport(
            standing=c.ConvenorStanding.GROUP_HEAD,
            reported_on=date(2026, 4, 2),
            answer=c.Approval.AGREED,
            answered_on=date(2026, 4, 3),
        ),
        review=TopicReview(convenor=HEAD, consulted="入户问了32户。", parties="两村用水户、水管员、村民代表"),
        sessions=(held(date(2026, 4, 10), outcome=outcome),),
        escalation=Escalation(
            reason=c.EscalationReason.SEVERAL_VILLAGES,
            villages="阿克塔木村、相邻村",
            course="4月10日协商一次，没有达成一致。",
            disagreement="上游要求三天一轮，下游要求两天一轮。",
            request="建议列入乡镇协商议题。",
            sent_on=date(2026, 4, 12),
        ),
    )


def signatures(reason: str = "担心下游末尾的地浇不上。") -> tuple[Signature, ...]:
    signed = [Signature(person=person(name), mark=c.SignatureMark.SIGNED) for name in RARE_NAMES[:-1]]
    kept = Signature(person=person(RARE_NAMES[-1]), mark=c.SignatureMark.RESERVED, reason=reason)
    return (*signed, kept)


def case_4_second() -> Session:
    """At the township: agreed, signed by all but one, with a lawyer as witness."""
    return held(
        date(2026, 4, 25),
        venue="乡政府会议室",
        outcome=Outcome(
            agreed=True,
            agreed_opinion="两天半一轮，下游先浇。",
            destination=c.Destination.STAKEHOLDERS,
        ),
        minutes="4月10日第一次协商没有达成一致，分歧是轮次。这次各方同意两天半一轮。",
        confirmation=Confirmation(
            confirmed_on=date(2026, 4, 25),
            signatures=signatures(),
            certification=c.Certification.LAWYER_WITNESS,
            certifier="示例律师事务所 李律师",
            certified_on=date(2026, 4, 25),
        ),
        result_notice=notice(date(2026, 4, 27), date(2026, 5, 13)),
    )


def gansu_meeting(on: date, **facts: object) -> Session:
    outcome = Outcome(agreed=True, agreed_opinion="同意这样办。", destination=c.Destination.VILLAGE)
    down = date(on.year, on.month + 1, on.day)
    return held(on, **({"outcome": outcome, "result_notice": notice(on, down)} | facts))


def gansu_case(number: int, title: str, session: Session, **topic: object) -> Case:
    known: dict[str, object] = {
        "title": title,
        "origin": c.TopicOrigin.VISITS,
        "collected_on": date(2026, 1, 5),
        "proposer": "二组村民",
        "description": title,
        "catalogue_class": c.CatalogueClass.PUBLIC_AFFAIRS,
        "technical": False,
        "wide_concern": False,
    }
    return Case(
        id=f"case-5-{number}",
        procedure="gansu",
        topic=Topic(**(known | topic)),  # type: ignore[arg-type]
        review=TopicReview(consulted="开小组会问过。", parties="村两委、村民代表、相关农户"),
        sessions=(session,),
    )


def carried_out(case: Case, done: date) -> dict[str, object]:
    """What is recorded after a matter has been carried out in Gansu."""
    return {
        "implementation": Implementation(
            tasks=(Task(what=case.topic.title, owner=CHAIR, due_on=done, done_on=done),),
            summary="已经办完。",
            publish_by=done,
        ),
        "implementation_notice": notice(done, date(done.year, done.month + 1, done.day)),
        "feedback": Feedback(
            lines=(FeedbackLine(told="相关农户", told_on=done, channel=c.Channel.VISIT, content="办完了"),)
        ),
        "supervision": SupervisoryReview(reviewed_on=done, reviewer=WATCHER, follow_up="已经落实。"),
        "reply": ProposerReply(outcome=c.ProposerAnswer.TOLD, told_on=done),
        "archive": Archive(
            archived_on=date(done.year, done.month + 2, 1), number="2026-1", retention=c.Retention.PERMANENT
        ),
    }


def case_5_canal() -> Case:
    return gansu_case(1, "修渠", gansu_meeting(date(2026, 2, 12)), technical=True)


def case_5_land() -> Case:
    outcome = Outcome(
        agreed=True, agreed_opinion="整片流转，租金每亩600元。", destination=c.Destination.COLLECTIVE
    )
    case = gansu_case(
        2,
        "土地流转",
        gansu_meeting(date(2026, 5, 20), outcome=outcome),
        statutory_matter=c.StatutoryMatter.LAND_CONTRACT,
    )
    handover = Handover(
        body=c.DecidingBody.COLLECTIVE_MEMBERS,
        motion="同意整片流转。",
        party_discussed_on=date(2026, 5, 25),
        called_on=date(2026, 5, 28),
        held_on=date(2026, 6, 10),
        members=300,
        present=240,
        votes_for=205,
        resolution="同意整片流转。",
    )
    return Case(
        id=case.id,
        procedure="gansu",
        topic=case.topic,
        review=case.review,
        sessions=case.sessions,
        handover=handover,
    )


def case_5_rubbish() -> Case:
    explained = tuple(
        DissentExplanation(
            person=name, dissent="收费高了。", explanation="讲了清运成本。", explained_on=date(2026, 9, 9)
        )
        for name in ("马明", "白雪")
    )
    vote = Vote(opinion="每户每年60元。", cast=6, votes_for=4, votes_against=2, abstentions=0)
    case = gansu_case(
        3,
        "垃圾清运费",
        gansu_meeting(date(2026, 9, 8), votes=(vote,), dissent_explanations=explained),
    )
    lines = tuple(
        AllowanceLine(person=name, what="受委托组织协商", times=2, rate=50, amount=100)
        for name in ("马明", "周强")
    )
    return Case(
        id=case.id,
        procedure="gansu",
        topic=case.topic,
        review=case.review,
        sessions=case.sessions,
        allowance=Allowance(lines=lines, decided_by="村民代表会议", decided_on=date(2026, 3, 1)),
        allowance_notice=notice(date(2026, 9, 10), date(2026, 9, 29)),
        **carried_out(case, date(2026, 9, 20)),  # type: ignore[arg-type]
    )


def case_5_written() -> Case:
    survey = Survey(question="路灯装在哪里", targets="四个小组", asked=4, returned=4, summary="都同意。")
    session = Session(kind=c.SessionKind.WRITTEN, held_on=date(2026, 11, 3), survey=survey)
    return gansu_case(4, "路灯位置", session)


def case_5_cancelled() -> Case:
    return gansu_case(5, "广场管理", Session(held_on=date(2026, 12, 6), cancelled="大雪封路"))


def case_6_session(kind: c.SessionKind, asked: int, who: str) -> Session:
    opinions = tuple(
        OpinionGiven(respondent=f"{who}{number}", stance=c.Stance.AGREES, opinion="同意")
        for number in range(asked)
    )
    return Session(
        kind=kind,
        held_on=date(2026, 7, 6),
        form=c.DeliberationForm.WRITTEN,
        parties="5个村民小组、用水户",
        chair=CHAIR,
        announcement=Announcement(posted_on=date(2026, 7, 1), channels=(c.Channel.NOTICE_BOARD,)),
        survey=Survey(
            question="集中供水价格每吨调到3元，同意不同意",
            targets=f"{asked}{who}",
            asked=asked,
            returned=asked,
            opinions=opinions,
            summary="多数同意，希望困难户减免。",
        ),
        outcome=Outcome(
            agreed=True, agreed_opinion="每吨3元，困难户减半。", destination=c.Destination.VILLAGE
        ),
        adoption=Adoption(
            decided_on=date(2026, 7, 8),
            verdict=c.Adopted.PARTLY,
            reason="减免另行核定。",
            undertaker="村委会",
        ),
        result_notice=notice(date(2026, 7, 9), date(2026, 7, 25)),
    )


def case_6() -> Case:
    """Five groups asked in writing, then fourteen households visited."""
    return Case(
        id="case-6",
        procedure="jilin",
        topic=Topic(
            title="集中供水价格调整",
            origin=c.TopicOrigin.CADRES,
            collected_on=date(2026, 6, 20),
            proposer="村委会",
            description="水费两年没有调整。",
            catalogue_class=c.CatalogueClass.PUBLIC_AFFAIRS,
        ),
        review=TopicReview(consulted="在微信群问过。", parties="5个村民小组、用水户"),
        sessions=(
            case_6_session(c.SessionKind.WRITTEN, 5, "小组"),
            case_6_session(c.SessionKind.HOUSEHOLD, 14, "户"),
        ),
    )


def signups(count: int) -> tuple[ObserverSignup, ...]:
    return tuple(ObserverSignup(name=f"居民{n}", signed_up_on=date(2026, 6, 1)) for n in range(1, count + 1))


def case_7_community(observing: int = 10) -> Case:
    """An electric bicycle shed; ten seats for observers, twelve who want one."""
    watching = tuple(
        Attendance(person=person(f"居民{n}"), standing=c.Standing.OBSERVER, present=True)
        for n in range(1, observing + 1)
    )
    vote = Vote(opinion="同意建充电棚。", cast=9, votes_for=9, votes_against=0, abstentions=0)
    session = held(
        date(2026, 6, 10),
        announcement=Announcement(
            posted_on=date(2026, 6, 3),
            channels=(c.Channel.NOTICE_BOARD,),
            observer_seats=10,
            observer_signup="到社区服务台登记",
            observer_signups=signups(12),
        ),
        attendance=(*voters(9), *watching),
        expected=None,
        present=None,
        votes=(vote,),
        outcome=Outcome(agreed=True, agreed_opinion="建在东门。", destination=c.Destination.VILLAGE),
    )
    return Case(
        id="case-7-community",
        procedure="shenzhen-community",
        topic=Topic(
            title="电动车充电棚",
            origin=c.TopicOrigin.ONLINE,
            collected_on=date(2026, 5, 20),
            proposer="居民代表",
            description="楼道充电不安全。",
        ),
        review=TopicReview(parties="居民代表、物业、业委会"),
        sessions=(session,),
    )


def case_7_street() -> Case:
    """A public green, at a hearing, on the district's list of priorities."""
    return Case(
        id="case-7-street",
        procedure="shenzhen-street",
        topic=Topic(
            title="公共绿地改造",
            origin=c.TopicOrigin.SUPERIORS,
            collected_on=date(2026, 5, 2),
            proposer="街道办",
            description="口袋公园改造。",
            township_scope=c.TownshipScope.COUNTY_PRIORITY,
            priority="区委2026年街道协商重点第3项",
        ),
        review=TopicReview(
            parties="有关社区、居民代表、两代表一委员",
            approval=c.Approval.AGREED,
            approved_on=date(2026, 5, 8),
        ),
        sessions=(held(date(2026, 5, 20), form=c.DeliberationForm.HEARING),),
    )
