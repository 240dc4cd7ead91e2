"""六必议, 五不议 and 审定."""

from yishi_desktop.domain.checks.registration import Broken, check
from yishi_desktop.domain.choices import Approval
from yishi_desktop.domain.conditions import excluded
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import listed


@check("rules", "count")
def every_exclusion_answered(situation: Situation) -> Broken | None:
    """Each of the 五不议 has been asked and answered."""
    if not situation.case.review.exclusions:
        return None  # said by the step itself
    answered = {answer.rule for answer in situation.case.review.exclusions if answer.hit is not None}
    open_rules = [item for item in situation.procedure.exclusions if item.id not in answered]
    if not open_rules or excluded(situation):
        return None
    return {"rules": listed([item.short for item in open_rules]), "count": len(open_rules)}


@check()
def one_must_rule(situation: Situation) -> Broken | None:
    """At least one of the 六必议 brings the topic in."""
    known = {item.id for item in situation.procedure.must}
    return None if known & set(situation.case.review.must_rules) else {}


@check("rules")
def not_excluded(situation: Situation) -> Broken | None:
    """None of the 五不议 applies."""
    hit = {answer.rule for answer in situation.case.review.exclusions if answer.hit}
    names = [item.short for item in situation.procedure.exclusions if item.id in hit]
    return {"rules": listed(names)} if names else None


@check("rules")
def exclusion_explained(situation: Situation) -> Broken | None:
    """Whoever answers yes to one of the 五不议 says why."""
    bare = {answer.rule for answer in situation.case.review.exclusions if answer.hit and not answer.reason}
    names = [item.short for item in situation.procedure.exclusions if item.id in bare]
    return {"rules": listed(names)} if names else None


@check("approval")
def approved(situation: Situation) -> Broken | None:
    """The Party organisation agreed to the topic and its participants."""
    approval = situation.case.review.approval
    if approval is None or approval is Approval.AGREED:
        return None
    return {"approval": approval.label}


@check("wanted", "destination")
def catalogue_followed(situation: Situation) -> Broken | None:
    """A result goes where the county's 协商目录 says matters of its kind have to go."""
    wanted = situation.case.topic.follow_up
    destinations = {session.outcome.destination for session in situation.case.sessions}
    latest = situation.session.outcome.destination
    if wanted is None or latest is None or wanted in destinations or situation.consensus_reached is not True:
        return None
    return {"wanted": wanted.label, "destination": latest.label}
