"""Statutory meetings: the right one, called in time, quorate, and 四议两公开 complete and in order."""

from itertools import pairwise

from yishi_desktop.domain.checks.registration import Broken, check
from yishi_desktop.domain.choices import Destination, FourTwoStage
from yishi_desktop.domain.decisions import DESTINATION_OF, bodies_for, body_rule, decision, matter_rule
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import listed, short_date

_DECIDED_ELSEWHERE = (
    Destination.AGAIN,
    Destination.TERMINATE,
    Destination.ESCALATE,
    Destination.COMMISSION_REPORT,
)


@check("matter", "bodies", "basis", "destination")
def decided_by_right_body(situation: Situation) -> Broken | None:
    """What the law gives to a certain meeting goes there (村民委员会组织法 第二十八条, 农村集体经济组织法 第二十六条)."""
    destination, bodies = situation.session.outcome.destination, bodies_for(situation)
    if destination is None or not bodies or destination in _DECIDED_ELSEWHERE:
        return None
    wanted = {DESTINATION_OF[body] for body in bodies}
    allowed = wanted | ({Destination.FOUR_TWO} if Destination.COLLECTIVE not in wanted else set())
    return None if destination in allowed else _belongs(situation) | {"destination": destination.label}


@check("matter", "bodies", "basis", "body")
def right_body(situation: Situation) -> Broken | None:
    """The meeting named is one that may decide the matter."""
    body, bodies = situation.case.handover.body, bodies_for(situation)
    if body is None or not bodies or body in bodies:
        return None
    return _belongs(situation) | {"body": body.label}


def _belongs(situation: Situation) -> dict[str, object]:
    rule, matter = matter_rule(situation), situation.case.topic.statutory_matter
    return {
        "matter": matter.label if matter else "",
        "bodies": "或者".join(dict.fromkeys(body.label for body in bodies_for(situation))),
        "basis": f"{rule.source}{rule.clause}" if rule else "",
    }


@check("sentence", "basis")
def meeting_quorate(situation: Situation) -> Broken | None:
    """Enough of those entitled came."""
    found = decision(situation)
    if found is None or found.quorate is not False:
        return None
    return {"sentence": found.sentence, "basis": f"{found.rule.source}{found.rule.clause}"}


@check("sentence", "basis")
def decision_carried(situation: Situation) -> Broken | None:
    """The meeting was quorate and agreed; if not, there is no decision to carry out."""
    found = decision(situation)
    if found is None or found.quorate is False or found.carried is not False:
        return None
    return {"sentence": found.sentence, "basis": f"{found.rule.source}{found.rule.clause}"}


@check("present", "members", "votes_for")
def decision_adds_up(situation: Situation) -> Broken | None:
    """No more came than there are members, and no more agreed than came."""
    handover = situation.case.handover
    members, present, votes_for = handover.members, handover.present, handover.votes_for
    too_many = members is not None and present is not None and present > members
    too_loud = present is not None and votes_for is not None and votes_for > present
    if not (too_many or too_loud):
        return None
    return {"members": _known(members), "present": _known(present), "votes_for": _known(votes_for)}


def _known(count: int | None) -> object:
    return "（没填）" if count is None else count


@check("days", "called", "held", "basis")
def meeting_called_in_time(situation: Situation) -> Broken | None:
    """The meeting was called as many days ahead as the law wants."""
    handover = situation.case.handover
    rule = body_rule(situation, handover.body)
    if rule is None or not rule.notice_days or handover.called_on is None or handover.held_on is None:
        return None
    if (handover.held_on - handover.called_on).days >= rule.notice_days:
        return None
    return {
        "days": rule.notice_days,
        "called": short_date(handover.called_on),
        "held": short_date(handover.held_on),
        "basis": f"{rule.source}{rule.clause}",
    }


@check("stages", "count")
def four_two_complete(situation: Situation) -> Broken | None:
    """All six registers of 四议两公开 are there."""
    found = {entry.stage for entry in situation.case.four_two.entries if entry.held_on}
    lacking = [stage.label for stage in FourTwoStage if stage not in found]
    return {"stages": listed(lacking), "count": len(lacking)} if lacking else None


@check("before", "after")
def four_two_in_order(situation: Situation) -> Broken | None:
    """The six follow one another."""
    days = {entry.stage: entry.held_on for entry in situation.case.four_two.entries if entry.stage}
    held = [(stage, day) for stage in FourTwoStage if (day := days.get(stage))]
    for (one, day), (other, next_day) in pairwise(held):
        if next_day < day:
            return {"before": one.label, "after": other.label}
    return None
