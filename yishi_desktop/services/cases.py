"""Cases: opening, keeping what is typed, turning it into history, and finding them again."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.agenda import is_open
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.changes import Change, changes
from yishi_desktop.domain.conditions import excluded
from yishi_desktop.domain.copying import as_new_matter
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import Person
from yishi_desktop.domain.progress import Finding, Stand, findings, next_step, stand
from yishi_desktop.domain.revisions import Revision
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services import sealing
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import CASE, PERSON, Office
from yishi_desktop.storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as it is taken up: what it says, what it stands on, and whether it was left unfinished.

    `base` are the revisions it was made from; a draft saved on it names them.
    """

    case: Case
    base: tuple[str, ...]
    from_draft: bool = False
    seal: str = ""
    """The code of the seal on exactly this state."""
    was_sealed: bool = False
    """Whether the matter has been sealed before: what changes now is a correction and wants a reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list."""

    case_id: str
    number: str
    title: str
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a case in its history: who made it, when and why, and what it changed.

    `made_at` is ISO 8601 with offset. `author` is empty where the village has named nobody.
    """

    revision_id: str
    made_at: str
    author: str
    reason: str
    case: Case
    changes: tuple[Change, ...]


def new_case(office: Office, procedure: str = "") -> Opened:
    """A case nobody has written anything in yet; it is kept once something is."""
    wanted = procedure or office.organisation.procedure
    office.procedure(wanted)
    case = Case(id=office.new_id(), procedure=wanted, number=_next_number(office), opened_on=office.today)
    return Opened(case, ())


def copied_case(office: Office, case_id: str) -> Opened:
    """A new case that begins as an earlier one stood: what it is about, and who, where and how people meet.

    Nothing that happened is taken over: no day, no vote, no result, nobody's answer.
    """
    earlier = open_case(office, case_id).case
    roster = [office.read(one.payload, Person) for one in office.store.records.current(PERSON)]
    case = as_new_matter(earlier, new_case(office, earlier.procedure).case, roster)
    save_draft(office, case, ())
    return Opened(case, (), from_draft=True)


def open_case(office: Office, case_id: str) -> Opened:
    """A case to work on: its draft when it was left with one, else its latest revision."""
    draft = office.store.drafts.load(case_id)
    sealed = case_id in sealing.newest(office.store)
    if draft is not None:
        case = office.read(draft.payload, Case)
        return Opened(case, draft.base, from_draft=True, was_sealed=sealed)
    current = office.store.records.get(case_id)
    if current is None:
        raise UserError("没有找到这件事。", "资料没有改动。", "请回到工作台重新选一件。")
    case = office.read(current.payload, Case)
    return Opened(case, current.revision_ids, False, sealing.code_on(office.store, case), sealed)


def save_draft(office: Office, case: Case, base: tuple[str, ...]) -> str:
    """Keep what is on the screen; on the disk when this returns. The time it was kept."""
    draft = _draft(office, case, base)
    office.store.drafts.save(draft)
    return draft.saved_at


def _draft(office: Office, case: Case, base: tuple[str, ...]) -> Draft:
    return Draft(record_id=case.id, kind=CASE, payload=to_json(case), saved_at=office.stamp(), base=base)


def leave(office: Office, case: Case, base: tuple[str, ...], reason: str) -> tuple[Opened, Changed]:
    """A page is left: what was typed becomes a revision. The case opened anew, and what changed.

    An archived matter is sealed with it, one sealed before is sealed again. All of it is one transaction; when the disk
    does not take that, what was typed is kept as a draft, if it takes at least this.
    """
    draft = _draft(office, case, base)
    try:
        with office.store.database.atomic():
            made = office.store.drafts.finish(
                draft, author=office.author, reason=reason, made_at=draft.saved_at
            )
            sealed = seal_if_archived(office, case, reason)
    except UserError:
        with suppress(UserError):
            office.store.drafts.save(draft)
        raise
    code = sealing.code_on(office.store, case)
    opened = Opened(case, office.store.records.head_ids(case.id), seal=code, was_sealed=sealed)
    return opened, Changed.one(CASE, case.id) if made else Changed(frozenset())


def seal_if_archived(office: Office, case: Case, reason: str) -> bool:
    """Close the chain over a matter that is archived, or was sealed before; nothing where it is sealed as it stands.

    Whether it is sealed now, as it stands or as it stood.
    """
    sealed = case.archive.archived_on is not None or case.id in sealing.newest(office.store)
    if sealed:
        sealing.seal(office.store, case.id, author=office.author, reason=reason, made_at=office.stamp())
    return sealed


def withdraw(office: Office, case_id: str, reason: str) -> Changed:
    """Take a case that was registered by mistake out of the lists; its history stays, with what was being typed."""
    with office.store.database.atomic():
        _keep_typed(office, case_id, reason)
        office.withdraw(case_id, CASE, reason)
        _seal_again(office, case_id, reason)
    return Changed.one(CASE, case_id)


def history(office: Office, case_id: str) -> list[Version]:
    """Every state of a case, the newest first."""
    versions: list[Version] = []
    for revision in office.store.records.history(case_id):
        versions.append(_version(office, revision, versions[-1].case if versions else None))
    return versions[::-1]


def restore_version(office: Office, case_id: str, revision_id: str) -> Changed:
    """Make an older state the current one again, as a new revision; what was being typed stays in the history."""
    reason = "恢复到以前的一版"
    with office.store.database.atomic():
        _keep_typed(office, case_id, f"{reason}之前")
        office.store.records.restore(
            case_id, revision_id, author=office.author, reason=reason, made_at=office.stamp()
        )
        _seal_again(office, case_id, reason)
    return Changed.one(CASE, case_id)


def _keep_typed(office: Office, case_id: str, reason: str) -> None:
    """What was typed on a page nobody has left yet becomes a revision, ahead of what comes over it."""
    office.store.drafts.commit(case_id, author=office.author, reason=reason, made_at=office.stamp())


def _seal_again(office: Office, case_id: str, reason: str) -> None:
    current = office.store.records.get(case_id)
    if current is not None:
        seal_if_archived(office, office.read(current.payload, Case), reason)


def all_cases(office: Office) -> list[Case]:
    """Every case, in the order they were registered; what is being typed counts."""
    found = _kept(office)
    for draft in office.store.drafts.all():
        if draft.kind == CASE:
            found[draft.record_id] = office.read(draft.payload, Case)
    return [case for _, case in sorted(found.items(), key=_by_id)]


def _kept(office: Office) -> dict[str, Case]:
    """The latest revision of every case; only what has become another since the last time is taken apart anew."""
    known, found = dict(office.cases_read), {}
    office.cases_read.clear()
    for current in office.store.records.current(CASE):
        revision = current.shown
        case = known.get(revision.revision_id) or office.read(revision.payload, Case)
        office.cases_read[revision.revision_id] = found[current.record_id] = case
    return found


def _by_id(item: tuple[str, Case]) -> str:
    return item[0]


def situations(office: Office) -> list[Situation]:
    """Every case with what its findings are computed from."""
    organisation = office.organisation
    seals = sealing.newest(office.store)
    return [office.situation(case, organisation, seals=seals) for case in all_cases(office)]


def situations_that_count(office: Office) -> Sequence[Situation]:
    """The cases the year's numbers are made of: samples are for practice and count only where nothing else is."""
    return without_samples(situations(office))


def without_samples(found: Sequence[Situation]) -> Sequence[Situation]:
    """The real cases among these; all of them while there are only samples."""
    return [situation for situation in found if not situation.case.sample] or found


def search(office: Office, words: str) -> list[str]:
    """The ids of the cases in which some text contains `words`, from one character on, in the order of registering."""
    return office.store.records.search(words, CASE)


def find(office: Office, words: str) -> Case:
    """The one case with this number, or with these words in its topic; `UserError` when none or several fit."""
    cases = all_cases(office)
    fitting = [case for case in cases if case.number == words] or [
        case for case in cases if words in case.topic.title
    ]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UserError(f"没有找到“{words}”。", "资料没有改动。", "请写协商编号，或者议题里的几个字。")
    names = "、".join(case.number or case.topic.title for case in fitting)
    raise UserError(f"“{words}”对得上好几件：{names}。", "资料没有改动。", "请写协商编号。")


def summary(situation: Situation) -> Line:
    """A case as one line of a list."""
    case = situation.case
    return Line(
        case.id, case.number, case.topic.title or "（还没写议题）", state_of(situation), is_open(situation)
    )


def state_of(situation: Situation) -> str:
    """Where a case stands, in two to eight characters."""
    step = next_step(situation)
    match stand(situation):
        case Stand.OPEN if step is not None:
            return f"待办：{step.title}"
        case Stand.ARCHIVED:
            return "已归档"
        case Stand.WAITING:
            return "等再次协商"
    if situation.case.is_late_entry:
        return "补录，已办完"
    if excluded(situation):
        return "不予协商"
    ending = situation.case.ending.kind
    return ending.label if ending else "已办完"


def every_finding(situation: Situation) -> list[Finding]:
    """What a case lacks or breaks, in every session; what belongs to the case as a whole only once."""
    found: dict[tuple[str, str, str], Finding] = {}
    for index in range(max(1, len(situation.case.sessions))):
        for finding in findings(situation.for_session(index)):
            found.setdefault((finding.step, finding.fact, finding.message), finding)
    return list(found.values())


def keep_case(office: Office, case: Case, reason: str) -> Changed:
    """Make a revision of a whole case at once, as import and the sample do; what was being typed stays in its history."""
    with office.store.database.atomic():
        _keep_typed(office, case.id, reason)
        office.keep(case.id, CASE, case, reason)
    return Changed.one(CASE, case.id)


def remove_samples(office: Office) -> Changed:
    """Take everything marked as sample out of the lists."""
    gone = [case.id for case in all_cases(office) if case.sample]
    for case_id in gone:
        withdraw(office, case_id, "删除示例")
    return Changed(frozenset({CASE}), frozenset(gone))


def _next_number(office: Office) -> str:
    """The first free number of this year: 2026-01, 2026-02."""
    year = office.today.year
    taken = {case.number for case in all_cases(office)}
    return next(number for n in range(1, 10_000) if (number := f"{year}-{n:02d}") not in taken)


def _version(office: Office, revision: Revision, before: Case | None) -> Version:
    case = office.read(revision.payload, Case)
    said = tuple(changes(before, case))
    return Version(revision.revision_id, revision.made_at, revision.author, revision.reason, case, said)
