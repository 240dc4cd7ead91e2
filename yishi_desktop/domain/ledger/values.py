"""What the ledger works out for a line: values no single fact holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from yishi_desktop.domain.attendance import headcount
from yishi_desktop.domain.case import Case, PublicNotice, Session
from yishi_desktop.domain.choices import Counting
from yishi_desktop.domain.counting import Counted, first_held_before
from yishi_desktop.domain.facts import Choice
from yishi_desktop.domain.followup import Task
from yishi_desktop.domain.ledger.columns import Value, cell, excerpt, span_text
from yishi_desktop.domain.ledger.states import objections, objections_in_short, posting, timeliness
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import listed, localise, person_text, person_with_duty, short_date

EXCERPT = 100
_NOT_COUNTED = Counted(yes=False, reason="")
_NO_TASK = Task()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line of a table is made from. `notice` and `task` are set where the table lists those."""

    number: int
    situation: Situation
    counted: Counted = _NOT_COUNTED
    notice: PublicNotice = PublicNotice()
    notice_title: str = ""
    notice_place: str = ""
    task: Task = _NO_TASK

    @property
    def case(self) -> Case:
        """The matter."""
        return self.situation.case

    @property
    def session(self) -> Session:
        """The session the line speaks of."""
        return self.situation.session


def recorded(path: str) -> Callable[[Entry], Value]:
    """The value recorded under a fact, official words in those of a village or of a community."""
    return lambda entry: _worded(entry.situation.value(path), entry.situation.organisation.kind)


def _worded(value: object, kind: OrganisationKind) -> Value:
    """Only our own words are put into the other form; what people wrote is left as it is."""
    if not isinstance(value, Choice):
        return cell(value)
    if kind is OrganisationKind.VILLAGE:
        return value.label.replace("村（社区）", "村").replace("乡镇（街道）", "乡镇")
    return localise(value.label, kind)


def must_rules(entry: Entry) -> Value:
    """The 必议 situations ticked, in the procedure's short words."""
    chosen = set(entry.case.review.must_rules)
    return listed([rule.short for rule in entry.situation.procedure.must if rule.id in chosen]) or None


def hit_rules(entry: Entry) -> Value:
    """The 不议 rules that keep the topic out."""
    hit = {answer.rule for answer in entry.case.review.exclusions if answer.hit}
    return listed([rule.short for rule in entry.situation.procedure.exclusions if rule.id in hit]) or None


def hit_reasons(entry: Entry) -> Value:
    """Why the topic is kept out, in the reviewers' words."""
    reasons = [answer.reason for answer in entry.case.review.exclusions if answer.hit]
    return _in_one_sentence([*reasons, entry.case.ending.reason])


def _in_one_sentence(texts: Iterable[str]) -> str | None:
    """Texts people wrote as sentences, one after the other, each said once."""
    said = dict.fromkeys(text.strip().rstrip("。；") for text in texts)
    return "；".join(filter(None, said)) or None


def of_result(value: Callable[[Entry], Value]) -> Callable[[Entry], Value]:
    """A value that belongs to carrying out a result: not shown beside a session that came to none."""
    return lambda entry: None if entry.situation.consensus_reached is False else value(entry)


def convenor(entry: Entry) -> Value:
    """召集人及身份: 王建国（村民委员会主任）."""
    return person_with_duty(entry.case.review.convenor) or None


def head(field: str) -> Callable[[Entry], Value]:
    """One of the four headcounts of the session."""
    return lambda entry: getattr(headcount(entry.session), field)


def verdict_sentence(entry: Entry) -> Value:
    """The sentence on the vote, the same bytes as on screen, record and notice."""
    verdict = entry.situation.verdict()
    return verdict.sentence if verdict else None


def excerpt_of(path: str) -> Callable[[Entry], Value]:
    """The beginning of a long text; the whole stands on the record form."""
    return lambda entry: excerpt(entry.situation.value(path), EXCERPT)


def task_owners(entry: Entry) -> Value:
    """Everybody who has promised something, each once."""
    names = [person_text(task.owner) for task in entry.case.implementation.tasks]
    return listed(list(dict.fromkeys(names))) or None


def result_span(entry: Entry) -> Value:
    """From when to when the result was posted."""
    notice = entry.session.result_notice
    return span_text(notice.posted_on, notice.taken_down_on)


def implementation_span(entry: Entry) -> Value:
    """From when to when its carrying out was posted."""
    notice = entry.case.implementation_notice
    return span_text(notice.posted_on, notice.taken_down_on)


def all_objections(entry: Entry) -> Value:
    """Objections to both postings, in full: internal."""
    return _both(entry, objections)


def all_objections_in_short(entry: Entry) -> Value:
    """Whether somebody objected, and whether it was dealt with."""
    return _both(entry, objections_in_short)


def _both(entry: Entry, say: Callable[[PublicNotice], str | None]) -> str | None:
    """Objections to the result and to its carrying out; told apart only when they differ."""
    result, implementation = say(entry.session.result_notice), say(entry.case.implementation_notice)
    if result and implementation and result != implementation:
        return f"结果公示：{result}；落实公示：{implementation}"
    return result or implementation


def remarks(entry: Entry) -> str | None:
    """What the reader of the line has to know: earlier session, count by subtraction, why it does or does not count."""
    words = [_earlier(entry), _derived_count(entry), entry.counted.reason]
    return "；".join(filter(None, words)) or None


def _earlier(entry: Entry) -> str:
    place = first_held_before(entry.situation)
    if place is None:
        return ""
    first = entry.situation.for_session(place)
    verdict = first.verdict()
    votes = f"，同意{verdict.votes_for}人、到会{verdict.base}人" if verdict else ""
    return f"首次协商{short_date(first.session.held_on)}{votes}"


def _derived_count(entry: Entry) -> str:
    return "赞成人数为推算" if entry.situation.vote.counting is Counting.DERIVED else ""


def full_remarks(entry: Entry) -> str | None:
    """The remarks and the secretary's own note: internal."""
    return "；".join(filter(None, [remarks(entry), entry.case.note])) or None


def number(entry: Entry) -> Value:
    """The running number of the line."""
    return entry.number


def held_count(case: Case) -> int:
    """How many sessions of a matter have a day and were not called off."""
    return sum(session.held_on is not None and not session.cancelled for session in case.sessions)


def timeliness_of(entry: Entry) -> Value:
    """Whether the notice of this line was put up in time."""
    return timeliness(entry.notice, entry.notice_place, entry.situation)


def posting_of(field: str) -> Callable[[Entry], Value]:
    """One field of how the notice of this line stands."""
    return lambda entry: getattr(posting(entry.notice, entry.situation), field)
