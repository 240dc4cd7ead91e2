"""Who leads, records and supervises, who came, and where."""

from collections import Counter

from yishi_desktop.domain.checks.registration import Broken, check
from yishi_desktop.domain.people import SUPERVISION_COMMITTEE, VILLAGERS_COMMITTEE
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.text import unlikely_in_name
from yishi_desktop.domain.wording import listed


@check("name", "duties")
def one_person_one_duty(situation: Situation) -> Broken | None:
    """Chair, recorder and supervisor are three different people."""
    session = situation.session
    held = (
        ("协商主持人", session.chair),
        ("协商记录员", session.recorder),
        ("协商监督员", session.supervisor),
    )
    for _, person in held:
        duties = [label for label, other in held if person and other and person.is_same(other)]
        if person and len(duties) > 1:
            return {"name": person.name, "duties": listed(duties)}
    return None


@check("name", "duty")
def supervisor_not_of_committee(situation: Situation) -> Broken | None:
    """The supervisor is not a member of the villagers' committee (村民委员会组织法 第三十七条)."""
    supervisor = situation.session.supervisor
    roles = [role for role in supervisor.roles if role in VILLAGERS_COMMITTEE] if supervisor else []
    return {"name": supervisor.name, "duty": roles[0].label} if supervisor and roles else None


@check("name")
def supervisor_of_supervision(situation: Situation) -> Broken | None:
    """The supervisor belongs to the supervision committee, as far as the roster knows."""
    supervisor = situation.session.supervisor
    if supervisor is None or not supervisor.roles or SUPERVISION_COMMITTEE & set(supervisor.roles):
        return None
    return {"name": supervisor.name}


@check("present", "expected", "more")
def no_more_than_expected(situation: Situation) -> Broken | None:
    """More people came than were expected, and nobody has said why."""
    count = situation.headcount
    if count.present is None or count.expected is None or count.present <= count.expected:
        return None
    if situation.session.supplement_note:
        return None
    return {"present": count.present, "expected": count.expected, "more": count.present - count.expected}


@check()
def somebody_came(situation: Situation) -> Broken | None:
    """A meeting at which nobody entitled to vote was present decides nothing."""
    return {} if situation.headcount.present == 0 else None


@check()
def stakeholders_came(situation: Situation) -> Broken | None:
    """Among those ticked as present there is somebody whom the matter concerns."""
    came = [line for line in situation.session.attendance if line.present]
    return {} if came and not any(line.stakeholder for line in came) else None


@check("names", "characters")
def names_plain(situation: Situation) -> Broken | None:
    """Names hold what names are written with: no digits, emoji or punctuation."""
    session = situation.session
    people = [
        session.chair,
        session.recorder,
        session.supervisor,
        *(line.person for line in session.attendance),
    ]
    odd = {p.name: found for p in people if p and (found := unlikely_in_name(p.name))}
    if not odd:
        return None
    return {"names": listed(list(odd)), "characters": " ".join(dict.fromkeys("".join(odd.values())))}


@check("names")
def names_told_apart(situation: Situation) -> Broken | None:
    """Two people of the same name on one sign-in sheet can be told apart by a remark."""
    counted = Counter((line.person.name, line.note) for line in situation.session.attendance)
    twice = sorted({name for (name, _), count in counted.items() if count > 1 and name})
    return {"names": listed(twice)} if twice else None
