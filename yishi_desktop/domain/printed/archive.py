"""Printed values for the archive: what lies in the file, in the fixed order, with dates as archives write them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yishi_desktop.domain.facts import fact, is_blank
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.wording import localise, numeral

_PEN_DATE = "　" * 8
Author = Literal["committee", "party", "supervision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueLine:
    """One item of the file as a catalogue lists it (DA/T 22)."""

    author: str = fact("责任者")
    title: str = fact("题名")
    day: str = fact("日期")
    remark: str = fact("备注")


@dataclass(frozen=True, slots=True)
class _Item:
    """A paper of the file: it is there once `known` is recorded. Without a form it is the procedure's record."""

    title: str
    known: str
    dated: str
    form: str
    author: Author = "committee"


# One matter, one file: from the review to the assessment, as the papers follow from one another.
_OF_TOPIC = (
    _Item("“{}”议题审查审定表", "review.approved_on", "review.approved_on", "topic_review", "party"),
    _Item("“{}”不予协商告知单", "review.told_on", "review.told_on", "exclusion_slip"),
)
_OF_SESSION = (
    _Item("关于{}的协商方案", "plan.decided_on", "plan.decided_on", "plan"),
    _Item("关于{}的协商公告", "announcement.posted_on", "announcement.posted_on", "announcement"),
    _Item("关于参加{}协商会的通知及通知记录", "invitation.sent_on", "invitation.sent_on", "invitation"),
    _Item("“{}”议事协商签到表", "session.attendance", "session.held_on", "sign_in"),
    _Item("“{}”议事协商记录表", "session.minutes", "session.held_on", ""),
    _Item("“{}”议事协商计票单", "vote.votes_for", "session.held_on", "tally"),
    _Item(
        "关于{}协商结果的公示及公示照片",
        "result_notice.posted_on",
        "result_notice.posted_on",
        "result_notice",
    ),
    _Item("“{}”协商成果备案表", "filing.filed_on", "filing.filed_on", "filing", "party"),
    _Item("关于{}协商成果的通报及通报记录", "circular.sent_on", "circular.sent_on", "circular"),
)
_AFTERWARDS = (
    _Item("“{}”落实任务分解表", "implementation.tasks", "implementation.tasks", "task_list"),
    _Item(
        "关于{}落实情况的公示及公示照片",
        "implementation_notice.posted_on",
        "implementation_notice.posted_on",
        "implementation_notice",
    ),
    _Item(
        "“{}”村务监督委员会审核表",
        "supervision.reviewed_on",
        "supervision.reviewed_on",
        "supervision_review",
        "supervision",
    ),
    _Item("“{}”议事协商工作评估表", "evaluation.evaluated_on", "evaluation.evaluated_on", "evaluation"),
    _Item("“{}”结束情况说明", "ending.on", "ending.on", "ending_note"),
)
_SOURCES = ("topic.title", *(item.known for item in (*_OF_TOPIC, *_OF_SESSION, *_AFTERWARDS)))


@dataclass(frozen=True, slots=True)
class FileItem:
    """One paper of a matter's file: the form it is made with, whose it is, and whether the facts say that it was made."""

    form: str
    session_index: int
    author: str
    title: str
    day: str
    there: bool


def file_items(situation: Situation) -> list[FileItem]:
    """Every paper a file may hold, in the fixed order, there or not."""
    last = max(0, len(situation.case.sessions) - 1)
    found = [_file_item(item, situation.for_session(last)) for item in _OF_TOPIC]
    several = len(situation.case.sessions) > 1
    for index in range(len(situation.case.sessions)):
        mark = f"（第{numeral(index + 1)}次）" if several else ""
        found += [_file_item(item, situation.for_session(index), mark) for item in _OF_SESSION]
    return found + [_file_item(item, situation.for_session(last)) for item in _AFTERWARDS]


def _file_item(item: _Item, situation: Situation, mark: str = "") -> FileItem:
    _, title, day = _entry(item, situation, mark)
    record = situation.procedure.step_of("outcome.agreed_opinion")
    form = item.form or (record.papers[0] if record and record.papers else "meeting_record")
    return FileItem(
        form=form,
        session_index=situation.index,
        author=_author(situation, item),
        title=title,
        day=date8(day),
        there=_there(item, situation),
    )


def date8(day: date | None) -> str:
    """20260305: year, month and day without separators, as archives write a date (DA/T 22)."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}" if day else ""


@printed(
    "archive.items",
    "卷内文件",
    "rows",
    facts=("archive.number", *_SOURCES),
    privacy="internal",
    row=CatalogueLine,
)
def catalogue(situation: Situation) -> tuple[CatalogueLine, ...]:
    """Every paper of the matter of which the facts say that it was made, in the fixed order."""
    return tuple(
        CatalogueLine(author=_author(situation, item), title=title, day=date8(day))
        for item, title, day in _items(situation)
    )


@printed("archive.item_count", "件数", "count", facts=("archive.number", *_SOURCES), privacy="internal")
def item_count(situation: Situation) -> int | None:
    """How many items the file holds; `None` while there is none."""
    return len(_items(situation)) or None


@printed("archive.year", "年度", facts=("archive.archived_on", "case.opened_on"))
def year(situation: Situation) -> str:
    """The year the matter was opened in; a file belongs to one year."""
    opened = situation.case.opened_on or situation.case.topic.collected_on
    return str(opened.year) if opened else ""


@printed("archive.span", "起止日期", facts=_SOURCES, privacy="internal", pen=f"{_PEN_DATE}—{_PEN_DATE}")
def span(situation: Situation) -> str:
    """20260305—20260716: the first and the last day of the papers in the file."""
    days = [day for _, _, day in _items(situation) if day]
    return f"{date8(min(days))}—{date8(max(days))}" if days else ""


@printed("archive.made_on", "立卷时间", facts=("archive.archived_on",), pen=_PEN_DATE)
def made_on(situation: Situation) -> str:
    """The day of archiving in eight digits."""
    return date8(situation.case.archive.archived_on)


@printed("archive.seal", "封存码", facts=("archive.archived_on",), privacy="public", pen="　" * 12)
def seal(situation: Situation) -> str:
    """The code of the seal on the matter as it stands (domain/sealing.py); nothing while it is not sealed."""
    return situation.seal


def _items(situation: Situation) -> list[tuple[_Item, str, date | None]]:
    found = [_entry(item, situation) for item in _OF_TOPIC if _there(item, situation)]
    several = len(situation.case.sessions) > 1
    for index in range(len(situation.case.sessions)):
        held = situation.for_session(index)
        mark = f"（第{numeral(index + 1)}次）" if several else ""
        found += [_entry(item, held, mark) for item in _OF_SESSION if _there(item, held)]
    return found + [_entry(item, situation) for item in _AFTERWARDS if _there(item, situation)]


def _there(item: _Item, situation: Situation) -> bool:
    return not is_blank(situation.value(item.known))


def _entry(item: _Item, situation: Situation, mark: str = "") -> tuple[_Item, str, date | None]:
    title = localise(item.title, situation.organisation.kind).format(situation.case.topic.title) + mark
    return item, title, _dated(item, situation)


def _dated(item: _Item, situation: Situation) -> date | None:
    if item.dated == "implementation.tasks":
        begun = [task.started_on for task in situation.case.implementation.tasks if task.started_on]
        return min(begun, default=None)
    day: date | None = situation.value(item.dated)
    return day


def _author(situation: Situation, item: _Item) -> str:
    organisation = situation.organisation
    if item.author == "party":
        return organisation.party_org_name
    if item.author == "supervision":
        return localise("村务监督委员会", organisation.kind)
    return organisation.committee_name
