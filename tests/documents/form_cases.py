"""The cases the papers are tried with: nothing known, half known, typical, the edges, long texts and rare names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from yishi_desktop.definitions.case_file import read_case_file, read_village_file
from yishi_desktop.definitions.forms import load_forms
from yishi_desktop.definitions.holidays import load_calendar
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.documents.model import Cell, Document, Paragraph, Signature, Table
from yishi_desktop.domain.case import Attendance, Case, Ending, Session, Topic
from yishi_desktop.domain.choices import Destination, EndingKind
from yishi_desktop.domain.deadlines import Calendar
from yishi_desktop.domain.followup import Implementation, Task
from yishi_desktop.domain.forms.form import Form
from yishi_desktop.domain.people import Organisation, OrganisationKind, PersonRef
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.situation import Situation, Year
from yishi_desktop.paths import data_root

RARE_NAMES = ("王𣲗淼", "陈𬭚", "赵晓䶮", "古丽扎提·努尔买买提·木合塔尔")
_SAMPLE = data_root() / "resources" / "sample"


@cache
def forms() -> dict[str, Form]:
    return load_forms()


@cache
def village() -> Organisation:
    return read_village_file((_SAMPLE / "village.json").read_bytes(), "village.json").organisation


@cache
def sample(number: int) -> Case:
    name = f"case-{number}.json"
    return read_case_file((_SAMPLE / name).read_bytes(), name).case


@cache
def _procedure() -> Procedure:
    return load_procedures()["jinhua"]


@cache
def _calendar() -> Calendar:
    return load_calendar()


def situation_of(case: Case, session: int = -1, organisation: Organisation | None = None) -> Situation:
    return Situation(
        case=case,
        procedure=_procedure(),
        organisation=village() if organisation is None else organisation,
        today=date(2026, 7, 20),
        calendar=_calendar(),
        session_index=session,
    )


EMPTY = Case(id="empty", procedure="jinhua")


def _half() -> Case:
    topic = Topic(title="三组通组道路硬化及沿线路灯安装", collected_on=date(2026, 3, 2))
    return replace(EMPTY, topic=topic, sessions=(Session(held_on=date(2026, 3, 15), expected=38),))


def _long() -> Case:
    case = sample(1)
    session = replace(case.sessions[0], minutes="逐条发言。" * 1200, parties="各方代表、" * 60, points=())
    session = replace(session, votes=(replace(session.votes[0], opinion="同意建设。" * 100),))
    return replace(case, topic=replace(case.topic, title="修路" * 150), sessions=(session,))


def _rare() -> Case:
    case = sample(1)
    people = tuple(Attendance(person=PersonRef(name=name), present=True) for name in RARE_NAMES)
    session = replace(
        case.sessions[0],
        chair=PersonRef(name=RARE_NAMES[0]),
        recorder=PersonRef(name=RARE_NAMES[1]),
        supervisor=PersonRef(name=RARE_NAMES[3]),
        attendance=people,
    )
    return replace(case, topic=replace(case.topic, proposer=RARE_NAMES[2]), sessions=(session,))


def _ended() -> Case:
    case = sample(2)
    ending = Ending(
        kind=EndingKind.ESCALATED,
        on=date(2026, 5, 6),
        reason="收支情况牵涉以前几届，村里说不清楚，请镇里派人核对以后再商量。",
    )
    return replace(case, sessions=case.sessions[:1], ending=ending)


def _to_be_decided() -> Case:
    case = sample(1)
    outcome = replace(case.sessions[0].outcome, destination=Destination.FOUR_TWO)
    return replace(case, sessions=(replace(case.sessions[0], outcome=outcome),))


def promised() -> Situation:
    """A year in which somebody has promised something that is not done."""
    promise = Task(what="把村口的沟挖深，接到大渠", owner=PersonRef(name="徐国平"), due_on=date(2026, 9, 1))
    open_still = replace(sample(1), implementation=Implementation(tasks=(promise,)))
    year = Year(matters=(situation_of(open_still),), start=date(2026, 1, 1), until=date(2026, 12, 31))
    return situation_of(EMPTY).of_year(year)


@cache
def situations() -> dict[str, Situation]:
    return {
        "unset": situation_of(EMPTY, organisation=Organisation(id="new")),
        "empty": situation_of(EMPTY),
        "half": situation_of(_half()),
        "typical": situation_of(sample(1)),
        "failed": situation_of(sample(2), 0),
        "again": situation_of(sample(2), 1),
        "excluded": situation_of(sample(3)),
        "ended": situation_of(_ended()),
        "to_be_decided": situation_of(_to_be_decided()),
        "long": situation_of(_long()),
        "rare": situation_of(_rare()),
        "year": situation_of(EMPTY).of_year(
            Year(
                matters=tuple(map(situation_of, map(sample, (1, 2, 3)))),
                start=date(2026, 1, 1),
                until=date(2026, 12, 31),
                backups=(
                    ("2026年7月20日17:00", "46条资料", "这台电脑"),
                    ("2026年7月1日09:30", "45条资料", "U盘"),
                ),
                newest_seal="BUPB-266U-FRN9-TUTF",
                recovery_code="7KQ2-M9TD-4XHB-W3RJ",
            )
        ),
        "community": situation_of(
            sample(1), organisation=replace(village(), kind=OrganisationKind.COMMUNITY, committee="")
        ),
    }


def paragraphs_of(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of a paper in reading order."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (paragraph for cell in cells_of(block) for paragraph in cell.paragraphs)
        elif isinstance(block, Signature):
            yield from block.paragraphs
        else:
            yield block


def cells_of(table: Table) -> Iterator[Cell]:
    return (cell for row in table.rows for cell in row.cells)


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def text_of_cell(cell: Cell) -> str:
    return "\n".join(paragraph.text for paragraph in cell.paragraphs)


def words(document: Document) -> str:
    """The text of a paper, one paragraph a line, header included."""
    return "\n".join([document.header, *(paragraph.text for paragraph in paragraphs_of(document))])
