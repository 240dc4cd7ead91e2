"""What becomes of the result, of a further session, and of the matter as a whole."""

from yishi_desktop.domain.checks.registration import Broken, check
from yishi_desktop.domain.choices import EndingKind, ProposerAnswer
from yishi_desktop.domain.conditions import excluded
from yishi_desktop.domain.facts import is_blank
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import date_text, listed, short_date, votes_text


@check("tasks")
def tasks_assigned(situation: Situation) -> Broken | None:
    """Every task has somebody answerable and a date."""
    loose = [
        t.what or "（未写事项）" for t in situation.case.implementation.tasks if not (t.owner and t.due_on)
    ]
    return {"tasks": listed(loose)} if loose else None


@check("tasks", "count")
def tasks_overdue(situation: Situation) -> Broken | None:
    """No task is past its date and still open."""
    late = [
        task
        for task in situation.case.implementation.tasks
        if task.due_on and task.done_on is None and task.due_on < situation.today
    ]
    if not late:
        return None
    return {
        "tasks": listed([f"{task.what}（{short_date(task.due_on)}）" for task in late]),
        "count": len(late),
    }


@check("fact")
def confirmed(situation: Situation, fact: str) -> Broken | None:
    """What has to be done was answered with yes; left open it is asked for, not broken."""
    return {"fact": FACTS[fact].label} if situation.value(fact) is False else None


@check("fact", "reason")
def reason_given(situation: Situation, fact: str, reason: str) -> Broken | None:
    """Where `fact` has been answered, `reason` says why."""
    if is_blank(situation.value(fact)) or not is_blank(situation.value(reason)):
        return None
    return {"fact": FACTS[fact].label, "reason": FACTS[reason].label}


@check("earlier")
def earlier_session_closed(situation: Situation) -> Broken | None:
    """A further session stands on an earlier one that was held and did not agree."""
    earlier = situation.earlier()
    if earlier is None or earlier.consensus_reached is not True or earlier.session.cancelled:
        return None
    return {"earlier": date_text(earlier.session.held_on)}


@check("earlier", "votes")
def cites_earlier_session(situation: Situation) -> Broken | None:
    """The minutes of 再次协商 name the day of the earlier session and how it voted."""
    earlier = situation.earlier()
    if earlier is None or earlier.session.held_on is None or not situation.session.minutes:
        return None
    counts = (earlier.vote.votes_for, earlier.vote.votes_against, earlier.vote.abstentions)
    wanted = [short_date(earlier.session.held_on), *(str(count) for count in counts if count)]
    if all(words in situation.session.minutes for words in wanted):
        return None
    return {"earlier": date_text(earlier.session.held_on), "votes": votes_text(earlier.vote)}


@check("when")
def again_followed_up(situation: Situation) -> Broken | None:
    """What was put off to another session is taken up in one, or brought to an end."""
    if _followed_up(situation):
        return None
    return {"when": situation.session.outcome.redeliberate_when or "时机成熟"}


@check()
def called_off_followed_up(situation: Situation) -> Broken | None:
    """A session that was called off is followed by another, or the matter is brought to an end."""
    return None if _followed_up(situation) else {}


def _followed_up(situation: Situation) -> bool:
    return not situation.is_latest or situation.case.ending.kind is not None


@check("kind")
def ending_fits(situation: Situation) -> Broken | None:
    """不予协商 is how a topic ends that 五不议 keeps out, and only such a topic ends so."""
    kind = situation.case.ending.kind
    if kind is None or (kind is EndingKind.EXCLUDED) is excluded(situation):
        return None
    return {"kind": kind.label}


@check("tasks", "count")
def tasks_finished(situation: Situation) -> Broken | None:
    """What goes into the archive is done."""
    open_tasks = [task.what for task in situation.case.implementation.tasks if task.done_on is None]
    if not open_tasks or situation.case.archive.archived_on is None:
        return None
    return {"tasks": listed(open_tasks), "count": len(open_tasks)}


@check("wanted", "given")
def filed_where_wanted(situation: Situation) -> Broken | None:
    """The result is filed with whom the village has set; the documents differ, so that it is a setting."""
    wanted, given = situation.organisation.filing_office, situation.session.filing.filed_with
    if wanted is None or given is None or wanted is given:
        return None
    return {"wanted": wanted.label, "given": given.label}


@check("proposer")
def proposer_answered(situation: Situation) -> Broken | None:
    """A matter is filed away only once whoever brought it up has been told, or could not be reached three times."""
    case = situation.case
    if case.archive.archived_on is None or not case.topic.proposer.strip() or case.reply.outcome is not None:
        return None
    return {"proposer": case.topic.proposer}


@check()
def attempts_told(situation: Situation) -> Broken | None:
    """Of a proposer who could not be reached it is known how that was tried."""
    reply = situation.case.reply
    unreached = reply.outcome is ProposerAnswer.UNREACHED
    return {} if unreached and not reply.attempts.strip() else None
