"""Cases 4 to 7: exactly the findings and days the acceptance cases state."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests import acceptance as a
from tests.factories import changed, procedures, situation
from yishi_desktop.definitions.codec import from_json, to_json
from yishi_desktop.domain import choices as c
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.counting import counts_toward_year
from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.progress import (
    Finding,
    FindingKind,
    StepState,
    findings,
    next_step,
    step_state,
)
from yishi_desktop.domain.rounds import observer_seats
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise

END = date(2026, 12, 31)


def looked_at(case: Case, village: Organisation, session: int = -1, today: date = END) -> Situation:
    return situation(
        case, village=village, procedure=procedures()[case.procedure], session=session, today=today
    )


def found(case: Case, village: Organisation, **about: Any) -> list[Finding]:
    return findings(looked_at(case, village, **about))


def broken(case: Case, village: Organisation, **about: Any) -> dict[str, Finding]:
    return {f.check: f for f in found(case, village, **about) if f.check}


def lacking(case: Case, village: Organisation, **about: Any) -> list[str]:
    return [f.fact for f in found(case, village, **about) if f.kind is FindingKind.MISSING]


def applicable(case: Case, village: Organisation, **about: Any) -> list[str]:
    here = looked_at(case, village, **about)
    return [s.id for s in here.procedure.steps if step_state(s, here) is not StepState.NOT_APPLICABLE]


# --- 4 · 新疆 ------------------------------------------------------------------------------------------------------


def test_4_a_group_head_reports_first_and_a_report_after_publication_is_said() -> None:
    case = a.case_4_first()
    assert not {"reported-before-published", "consented-before-published"} & set(broken(case, a.XINJIANG))
    late = changed(
        case, prior_report__reported_on=date(2026, 4, 8), prior_report__answered_on=date(2026, 4, 9)
    )
    said = broken(late, a.XINJIANG)
    assert said["reported-before-published"].message == (
        "报备日期（4月8日）晚于公布协商信息的日期（4月7日）。要先报备、经村党组织同意，再公布。"
    )
    assert said["reported-before-published"].fact == "prior_report.reported_on"
    assert said["reported-before-published"].blocks
    assert said["consented-before-published"].clause == "五（一）"
    party = changed(late, prior_report__standing=c.ConvenorStanding.PARTY_ORG)
    assert "reported-before-published" not in broken(party, a.XINJIANG)


def test_4_a_report_nobody_has_answered_holds_the_matter() -> None:
    bare = changed(a.case_4_first(), prior_report__answer=None, prior_report__reported_on=None)
    assert {"prior_report.answer", "prior_report.reported_on"} <= set(lacking(bare, a.XINJIANG))
    returned = changed(a.case_4_first(), prior_report__answer=c.Approval.RETURNED)
    assert "退回补充" in broken(returned, a.XINJIANG)["consented"].message
    refused = changed(a.case_4_first(), prior_report__answer=c.Approval.REFUSED)
    assert "attendance" not in applicable(refused, a.XINJIANG)
    assert "ending" in applicable(refused, a.XINJIANG)


def test_4_what_concerns_the_whole_village_is_called_by_the_party() -> None:
    whole = changed(a.case_4_first(), topic__scope=c.TopicScope.WHOLE)
    said = broken(whole, a.XINJIANG)["party-calls-what-concerns-all"]
    assert (said.blocks, said.reference) == (True, f"{procedures()['xinjiang-village'].source} 五（一）")
    assert "不能由村民小组组长召集" in said.message


def test_4_a_matter_of_two_villages_is_suggested_to_the_township() -> None:
    case = changed(a.case_4_first(), topic__level=c.Level.GROUP)
    said = broken(case, a.XINJIANG)["several-villages"]
    assert "建议协商层级选“提请乡镇”" in said.message
    assert (said.kind, said.clause) == (FindingKind.ADVICE, "二（一）")
    assert "several-villages" not in broken(a.case_4_first(), a.XINJIANG)


def test_4_the_first_round_ends_with_a_proposal_to_the_township() -> None:
    case = a.case_4_first()
    assert "escalation" in applicable(case, a.XINJIANG)
    for step in ("confirmation", "result_notice", "tasks", "ending", "archive"):
        assert step not in applicable(case, a.XINJIANG)
    assert lacking(case, a.XINJIANG) == ["escalation.answer", "escalation.answered_on"]
    bare = changed(case, escalation__course="", escalation__disagreement="", escalation__sent_on=None)
    assert set(lacking(bare, a.XINJIANG)) == {
        "escalation.course",
        "escalation.disagreement",
        "escalation.sent_on",
    }
    silent = changed(case, outcome__destination=c.Destination.TERMINATE)
    assert (
        "可以组织再次协商，或者上报乡镇（街道）" in broken(silent, a.XINJIANG)["great-dissent-again"].message
    )


def returned_from_township() -> Case:
    return changed(
        a.case_4_first(),
        escalation__answer=c.EscalationAnswer.TOWNSHIP_DELIBERATES,
        escalation__answered_on=date(2026, 4, 15),
    )


def test_4_what_the_township_takes_up_is_deliberated_again() -> None:
    said = broken(returned_from_township(), a.XINJIANG)["escalation-followed-up"]
    assert (
        said.message == "答复是“列入乡镇（街道）协商”。请另开一次协商，登记在这件事里；不再协商的，登记结束。"
    )
    handled = changed(returned_from_township(), escalation__answer=c.EscalationAnswer.HANDLED)
    assert "ending" in applicable(handled, a.XINJIANG)


def both() -> Case:
    case = returned_from_township()
    return replace(case, sessions=(*case.sessions, a.case_4_second()))


def test_4_the_second_round_is_signed_with_one_reservation_and_a_witness() -> None:
    case = both()
    assert "escalation-followed-up" not in broken(case, a.XINJIANG)
    assert looked_at(case, a.XINJIANG).consensus_reached is True
    assert looked_at(case, a.XINJIANG, session=0).consensus_reached is False
    assert {"confirmation", "feedback", "tasks", "dissent"} <= set(applicable(case, a.XINJIANG))
    assert [f for f in found(case, a.XINJIANG) if f.step == "confirmation"] == []
    bare = changed(case, confirmation__signatures=a.signatures(reason=" "))
    said = broken(bare, a.XINJIANG)["refusals-explained"]
    assert said.message == "保留意见、拒签的，要写明本人的理由：赵晓䶮。"
    assert said.blocks
    unwitnessed = changed(case, confirmation__certifier="", confirmation__certified_on=None)
    assert [p for p in lacking(unwitnessed, a.XINJIANG) if p.startswith("confirmation")] == [
        "confirmation.certifier",
        "confirmation.certified_on",
    ]


def test_4_signatures_are_marked_one_by_one() -> None:
    lines = a.signatures()
    unmarked = (replace(lines[0], mark=None), replace(lines[1], mark=c.SignatureMark.ABSENT), *lines[2:])
    said = broken(changed(both(), confirmation__signatures=unmarked), a.XINJIANG)
    assert "买买提·吐尔逊" in said["everybody-marked"].message
    assert "还有1人待补签：古丽扎提·努尔买买提·木合塔尔" in said["signatures-outstanding"].message
    refused = tuple(replace(x, mark=c.SignatureMark.REFUSED, reason="不同意") for x in lines)
    said = broken(changed(both(), confirmation__signatures=refused), a.XINJIANG)
    assert "签名0人，保留意见和拒签6人" in said["agreed-against-refusals"].message
    assert said["agreed-against-refusals"].kind is FindingKind.ADVICE


def test_4_the_names_are_the_same_letter_for_letter() -> None:
    case = both()
    assert tuple(line.person.name for line in case.sessions[0].attendance) == a.RARE_NAMES
    assert from_json(to_json(case), Case, "case-4") == case
    loose = replace(case.sessions[0].invitation.deliveries[0], channel=None)
    gap = changed(case, invitation__deliveries=(loose,))
    assert "买买提·吐尔逊" in broken(gap, a.XINJIANG)["each-told-and-how"].message


# --- 5 · 甘肃 ------------------------------------------------------------------------------------------------------


def test_5_four_count_the_cancelled_one_does_not() -> None:
    cases = (a.case_5_canal(), a.case_5_land(), a.case_5_rubbish(), a.case_5_written(), a.case_5_cancelled())
    counted = [counts_toward_year(looked_at(case, a.GANSU)) for case in cases]
    assert [one.yes for one in counted] == [True, True, True, True, False]
    assert counted[3].reason == "书面征求意见，是否计入以上级口径为准"
    assert counted[4].reason == "已取消：大雪封路"
    number = next(n for n in procedures()["gansu"].numbers if n.id == "sessions_per_year")
    assert (number.value, number.clause) == (4, "三（六）")


def test_5_which_rounds_count_is_a_setting() -> None:
    meetings_only = replace(a.GANSU, counted_kinds=(c.SessionKind.MEETING,))
    said = counts_toward_year(looked_at(a.case_5_written(), meetings_only))
    assert (said.yes, said.reason) == (False, "设置中写明书面征求意见不计入年度次数")
    marked = changed(a.case_5_written(), session__counts=True, session__counts_reason="镇里同意")
    assert counts_toward_year(looked_at(marked, meetings_only)).yes
    again = replace(a.case_5_canal(), sessions=a.case_5_canal().sessions * 2)
    assert counts_toward_year(looked_at(again, a.GANSU)).yes
    once = replace(a.GANSU, count_redeliberation=False)
    said = counts_toward_year(looked_at(again, once))
    assert (said.yes, said.reason) == (False, "设置中写明再次协商不计入年度次数")


def test_5_a_technical_matter_without_experts_is_stopped_in_gansu_and_only_there() -> None:
    said = broken(a.case_5_canal(), a.GANSU)["experts-took-part"]
    assert said.blocks
    assert "均应邀请专家学者、专业技术人员或者第三方机构论证评估" in said.message
    assert said.clause == "三（二）"
    invited = changed(a.case_5_canal(), expertise__experts="省水利院 李工")
    assert "experts-took-part" not in broken(invited, a.GANSU)
    assert "还没有写论证评估意见" in broken(invited, a.GANSU)["experts-opinion"].message
    elsewhere = changed(both(), topic__technical=True)
    assert not broken(elsewhere, a.XINJIANG)["experts-took-part"].blocks


def test_5_land_is_decided_by_the_collective_and_by_nobody_else() -> None:
    case = a.case_5_land()
    assert not {"decided-by-right-body", "right-body", "meeting-quorate", "decision-carried"} & set(
        broken(case, a.GANSU)
    )
    wrong = changed(case, outcome__destination=c.Destination.REPRESENTATIVES)
    said = broken(wrong, a.GANSU)["decided-by-right-body"]
    assert said.blocks
    assert said.message == (
        "这件事属于“土地承包、土地流转”，可以协商，但要由农村集体经济组织成员大会或者农村集体经济组织成员代表大会决定"
        "（《中华人民共和国农村集体经济组织法》第二十六条），结果去向不能是“提交村民代表会议”。"
    )
    body = changed(case, handover__body=c.DecidingBody.REPRESENTATIVES)
    assert "不能由村民代表会议决定" in broken(body, a.GANSU)["right-body"].message
    short = changed(case, handover__votes_for=199)
    said = broken(short, a.GANSU)["decision-carried"]
    assert "须200人（户）以上同意（全体三分之二以上），同意199，未通过" in said.message
    assert "tasks" not in applicable(short, a.GANSU)
    assert "tasks" in applicable(case, a.GANSU)


def test_5_the_allowance_is_posted_with_the_meeting_it_rests_on() -> None:
    case = a.case_5_rubbish()
    assert next_step(looked_at(case, a.GANSU)) is None
    assert [f for f in found(case, a.GANSU) if f.kind is not FindingKind.ADVICE] == []
    early = changed(case, allowance_notice__taken_down_on=date(2026, 9, 20))
    said = broken(early, a.GANSU)["allowance-posted-15-days"]
    assert "法律要求不少于15日" in said.message
    free = {due.id: due for due in due_dates(looked_at(case, a.GANSU))}["allowance-free"]
    # The fifteenth day is the Mid-Autumn holiday, and the days after it are off too.
    assert (free.on, free.note) == (date(2026, 9, 29), "15日届满9月28日，次日可撤")
    assert "allowance.decided_by" in lacking(changed(case, allowance__decided_by=""), a.GANSU)
    lines = (replace(case.allowance.lines[0], amount=120),)
    assert "马明" in broken(changed(case, allowance__lines=lines), a.GANSU)["allowance-adds-up"].message
    bare = (replace(case.allowance.lines[0], what=""),)
    assert "马明" in broken(changed(case, allowance__lines=bare), a.GANSU)["allowance-complete"].message


def test_5_dissent_is_explained() -> None:
    case = a.case_5_rubbish()
    silent = changed(case, session__dissent_explanations=())
    assert "session.dissent_explanations" in lacking(silent, a.GANSU)
    one = changed(case, session__dissent_explanations=case.sessions[0].dissent_explanations[:1])
    assert "持不同意见的2人，解释说明只有1条" in broken(one, a.GANSU)["every-dissenter-explained"].message


def test_5_a_dispute_goes_to_a_meeting_and_wide_concern_to_an_open_form() -> None:
    split = changed(a.case_5_canal(), outcome__great_dissent=True)
    assert (
        "应当提交村民会议或者村民代表会议决定" in broken(split, a.GANSU)["dispute-goes-to-a-meeting"].message
    )
    handed = changed(split, outcome__destination=c.Destination.REPRESENTATIVES)
    assert "dispute-goes-to-a-meeting" not in broken(handed, a.GANSU)
    wide = changed(a.case_5_canal(), topic__wide_concern=True)
    assert "现在选的是议事会" in broken(wide, a.GANSU)["open-form-for-wide-concern"].message
    heard = changed(wide, session__form=c.DeliberationForm.HEARING)
    assert "open-form-for-wide-concern" not in broken(heard, a.GANSU)


# --- 6 · 吉林 ------------------------------------------------------------------------------------------------------


def test_6_no_meeting_no_sheet_no_show_of_hands() -> None:
    for session in (0, 1):
        steps = applicable(a.case_6(), a.JILIN, session=session)
        assert not {"attendance", "minutes", "vote"} & set(steps)
        assert {"survey", "outcome", "adoption"} <= set(steps)
        papers = {p for s in steps for p in procedures()["jilin"].step(s).papers}
        assert not {"sign_in", "ballot", "tally"} & papers
    missing = lacking(a.case_6(), a.JILIN)
    assert not {"session.starts_at", "session.venue", "session.present", "vote.votes_for"} & set(missing)
    assert set(missing) == {
        "implementation.tasks", "implementation.summary", "implementation_notice.posted_on",
        "implementation_notice.place", "archive.archived_on", "archive.number", "archive.retention",
    }  # fmt: skip


def test_6_the_opinions_asked_for_are_recorded_and_add_up() -> None:
    case = a.case_6()
    too_many = changed(case, survey__returned=15)
    assert "收回15份，比发出14份还多" in broken(too_many, a.JILIN)["survey-adds-up"].message
    few = changed(case, survey__opinions=case.sessions[1].survey.opinions[:3])
    assert "收回14份，意见记录只有3条" in broken(few, a.JILIN)["survey-recorded"].message
    assert "survey.opinions" in lacking(changed(case, survey__opinions=()), a.JILIN)


def test_6_the_adoption_opinion_decides_what_happens() -> None:
    case = a.case_6()
    for fact in ("adoption__verdict", "adoption__reason", "adoption__decided_on"):
        blank = changed(case, **{fact: "" if fact.endswith("reason") else None})
        assert fact.replace("__", ".") in lacking(blank, a.JILIN)
    rejected = changed(case, adoption__verdict=c.Adopted.REJECTED)
    assert not {"tasks", "result_notice"} & set(applicable(rejected, a.JILIN))
    assert "archive" in applicable(rejected, a.JILIN)
    due = {one.id: one for one in due_dates(looked_at(case, a.JILIN))}
    assert due["result-free"].on == date(2026, 7, 25)
    assert due["adopt"].on == date(2026, 7, 9)


# --- 7 · 深圳 ------------------------------------------------------------------------------------------------------


def test_7_ten_seats_twelve_names_two_wait() -> None:
    case = a.case_7_community()
    said = broken(case, a.SHENZHEN)["observers-wait"]
    assert said.message == "名额10个，登记12人，2人候补：居民11、居民12。"
    assert said.kind is FindingKind.ADVICE
    signups = case.sessions[0].announcement.observer_signups
    assert [one.name for one in observer_seats(signups, 10).waiting] == ["居民11", "居民12"]
    moved_up = observer_seats((replace(signups[0], withdrawn=True), *signups[1:]), 10)
    assert [one.name for one in moved_up.waiting] == ["居民12"]
    assert observer_seats(signups, None).waiting == ()
    crowded = broken(a.case_7_community(observing=11), a.SHENZHEN)
    assert crowded["observers-within-seats"].message == "旁听11人，比名额10人多。请核对人数。"


def test_7_observers_are_counted_apart_and_never_in_the_base() -> None:
    here = looked_at(a.case_7_community(), a.SHENZHEN)
    assert (here.headcount.expected, here.headcount.present, here.headcount.observers) == (9, 9, 10)
    assert here.present_at_vote(here.vote) == 9
    assert not {"no-more-votes-than-people", "votes-add-up"} & set(broken(a.case_7_community(), a.SHENZHEN))
    greedy = changed(a.case_7_community(), vote__cast=10, vote__votes_for=10)
    assert "比在场有表决权的9人多1人" in broken(greedy, a.SHENZHEN)["no-more-votes-than-people"].message


def test_7_a_community_is_told_its_own_law_in_its_own_words() -> None:
    case = changed(
        a.case_7_community(),
        result_notice__posted_on=date(2026, 6, 11),
        result_notice__place="居务公开栏",
        result_notice__taken_down_on=date(2026, 6, 20),
    )
    said = broken(case, a.SHENZHEN)["result-posted-15-days"]
    assert said.reference == "《中华人民共和国城市居民委员会组织法》（2025年修订） 第三十四条末款"
    village = replace(a.SHENZHEN, kind=a.XINJIANG.kind)
    assert broken(case, village)["result-posted-15-days"].clause == "第三十五条末款"
    for step in procedures()["shenzhen-community"].steps:
        words = localise(step.title + step.help, a.SHENZHEN.kind)
        assert not any(word in words for word in ("村民", "村务", "村委会", "乡镇")), (step.id, words)


def test_7_the_street_goes_by_the_priorities_of_its_district() -> None:
    case = a.case_7_street()
    assert "topic.priority" in lacking(changed(case, topic__priority=""), a.SHENZHEN)
    assert "review.approved_on" in lacking(changed(case, review__approved_on=None), a.SHENZHEN)
    early = changed(case, review__approved_on=date(2026, 5, 21))
    assert (
        "协商日期（5月20日）早于党（工）委研究日期（5月21日）"
        in broken(early, a.SHENZHEN)["held-after-approval"].message
    )
    assert lacking(case, a.SHENZHEN) == ["outcome.agreed"]
    assert procedures()["shenzhen-street"].level == "township"
