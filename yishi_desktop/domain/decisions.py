"""Which meeting decides by law, and whether it did: a deliberation agrees, a statutory meeting decides.

The numbers are data (`[[body]]` and `[[matter]]` of the base law); here they are only counted, in whole numbers.
"""

from dataclasses import dataclass

from yishi_desktop.domain.choices import DecidingBody, Destination, StatutoryMatter
from yishi_desktop.domain.procedure import BodyRule, MatterRule
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise

DESTINATION_OF = {
    DecidingBody.ASSEMBLY_OF_PEOPLE: Destination.ASSEMBLY,
    DecidingBody.ASSEMBLY_OF_HOUSEHOLDS: Destination.ASSEMBLY,
    DecidingBody.REPRESENTATIVES: Destination.REPRESENTATIVES,
    DecidingBody.GROUP_OF_PEOPLE: Destination.GROUP_MEETING,
    DecidingBody.GROUP_OF_HOUSEHOLDS: Destination.GROUP_MEETING,
    DecidingBody.COLLECTIVE_MEMBERS: Destination.COLLECTIVE,
    DecidingBody.COLLECTIVE_REPRESENTATIVES: Destination.COLLECTIVE,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """How a statutory meeting stands. What cannot be judged yet is `None`; `sentence` says all of it in words."""

    rule: BodyRule
    quorum_needed: int | None
    quorate: bool | None
    votes_needed: int | None
    carried: bool | None
    sentence: str


def body_rule(situation: Situation, body: DecidingBody | None) -> BodyRule | None:
    """The rule of a meeting for this kind of organisation; `None` where the law sets none."""
    kinds = ("", situation.organisation.kind)
    return next((r for r in situation.procedure.bodies if r.id == body and r.kind in kinds), None)


def matter_rule(situation: Situation) -> MatterRule | None:
    """The rule of the matter the topic belongs to; `None` when the law leaves it open."""
    matter = situation.case.topic.statutory_matter
    if matter in (None, StatutoryMatter.NONE):
        return None
    return next((rule for rule in situation.procedure.matters if rule.id == matter), None)


def bodies_for(situation: Situation) -> tuple[DecidingBody, ...]:
    """The meetings that may decide the matter; none when the law leaves it open."""
    rule = matter_rule(situation)
    return tuple(body for body in DecidingBody if rule and body in rule.bodies)


def decision(situation: Situation) -> Decision | None:
    """The decision of the meeting recorded under 提交会议决定; `None` while no meeting has been named."""
    handover = situation.case.handover
    rule = body_rule(situation, handover.body)
    if rule is None or handover.body is None:
        return None
    name = localise(handover.body.label, situation.organisation.kind)
    return decide(rule, name, handover.members, handover.present, handover.votes_for)


def decide(
    rule: BodyRule, name: str, members: int | None, present: int | None, votes_for: int | None
) -> Decision:
    """Quorum and majority of a meeting with so many `members`, `present` and `votes_for`.

    More people than members, or more votes than people, decide nothing until the numbers have been put right.
    """
    quorum_needed = rule.quorum.needed(members) if rule.quorum and members else None
    quorate = _quorate(rule, members, present)
    base = members if rule.decision_of == "members" else present
    votes_needed = rule.decision.needed(base) if base else None
    carried = None
    if quorate is False:
        carried = False
    elif (
        quorate and base is not None and votes_for is not None and not _too_many(members, present, votes_for)
    ):
        carried = rule.decision.passes(votes_for, base)
    words = (
        f"{name}：",
        _quorum_words(rule, quorum_needed, present),
        _vote_words(rule, votes_needed, votes_for),
    )
    wrong = quorate is not False and _too_many(members, present, votes_for)
    ending = _ENDS_NOT if wrong else _ending(quorate, carried)
    return Decision(rule, quorum_needed, quorate, votes_needed, carried, "".join(words) + ending)


_ENDS_NOT = "。人数对不上，请核对；改好以前不能算作出决定。"


def _too_many(members: int | None, present: int | None, votes_for: int | None) -> bool:
    known = [count for count in (votes_for, present, members) if count is not None]
    return known != sorted(known)


def _quorate(rule: BodyRule, members: int | None, present: int | None) -> bool | None:
    if rule.quorum is None:
        return None if present is None else present > 0
    if not members or present is None:
        return None
    return rule.quorum.passes(present, members)


def _quorum_words(rule: BodyRule, needed: int | None, present: int | None) -> str:
    if rule.quorum is None:
        return ""
    counted = f"须{needed}人（户）以上到会" if needed else f"须{rule.quorum.words}到会"
    came = "" if present is None else f"，到会{present}"
    return f"{counted}（{rule.quorum.words}）{came}；" if needed else f"{counted}；"


def _vote_words(rule: BodyRule, needed: int | None, votes_for: int | None) -> str:
    base = "全体" if rule.decision_of == "members" else "到会人员"
    counted = (
        f"须{needed}人（户）以上同意（{base}{rule.decision.words}）"
        if needed
        else (f"须{base}{rule.decision.words}同意")
    )
    return counted if votes_for is None else f"{counted}，同意{votes_for}"


def _ending(quorate: bool | None, carried: bool | None) -> str:
    if quorate is False:
        return "。到会人数不够，不能作出决定。"
    return {True: "，通过。", False: "，未通过。", None: "。"}[carried]
