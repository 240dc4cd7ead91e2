"""Printed values for the papers around a session: the rules on the wall, who stood back, who objected, who is to act."""

import re
from dataclasses import dataclass

from yishi_desktop.domain.choices import PointKind
from yishi_desktop.domain.facts import fact
from yishi_desktop.domain.followup import Task
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.printable import printed
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.voting import percent
from yishi_desktop.domain.wording import localise

_CHAPTER = re.compile("^([一二三四五六七八九十]{1,3})、", re.MULTILINE)
_COUNTS = ("evaluation.satisfied", "evaluation.fairly_satisfied", "evaluation.dissatisfied")


# --- the procedure on the wall ---------------------------------------------------------------------------------


@printed("procedure.must_words", "六必议")
def must_short(situation: Situation) -> str:
    """What is to be talked over, in one sentence; word for word it stands on the review."""
    return "；".join(item.short for item in situation.procedure.must)


@printed("procedure.exclusion_words", "五不议")
def exclusion_words(situation: Situation) -> str:
    """What is not, in one sentence."""
    return "；".join(item.short for item in situation.procedure.exclusions)


@printed("org.supervision_name", "村务监督委员会全称")
def supervision_name(situation: Situation) -> str:
    """The supervision committee by its full name, after the committee's."""
    organisation = situation.organisation
    if not (organisation.committee or organisation.name):
        return ""
    place = organisation.committee_name.removesuffix("村民委员会").removesuffix("居民委员会")
    return localise(f"{place}村务监督委员会", organisation.kind)


@printed("org.receiving_office", "报送单位")
def receiving_office(situation: Situation) -> str:
    """The office of the township that papers are sent to."""
    return situation.organisation.receiving_office


@printed("org.township", "乡镇（街道）")
def township(situation: Situation) -> str:
    """The township or subdistrict."""
    return situation.organisation.township


@printed("plan.rules_in_part", "议事规则（方案里的）", "text", facts=("plan.rules",))
def rules_in_part(situation: Situation) -> str:
    """The rules as a part of a longer paper: their 一、 would be taken for its headings (GB/T 9704-2012 7.3.3)."""
    return _CHAPTER.sub(r"（\1）", situation.session.plan.rules)


@printed("review.must_words", "必议情形", "text", facts=("review.must_rules",))
def must_words(situation: Situation) -> str:
    """The rules that bring the topic in, word for word with their place in the document."""
    chosen, source = situation.case.review.must_rules, situation.procedure.source
    return "\n".join(
        f"“{item.text}”（{source} {item.clause}）" for item in situation.procedure.must if item.id in chosen
    )


# --- people ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentLine:
    """One voice against, as it was said."""

    speaker: str = fact("发言人")
    text: str = fact("意见", "text")


@printed("session.dissents", "不同意见", "rows", facts=("session.points",), row=DissentLine)
def dissents(situation: Situation) -> tuple[DissentLine, ...]:
    """What was said against, in the order of the minutes."""
    said = (point for point in situation.session.points if point.kind is PointKind.DISSENT)
    return tuple(DissentLine(speaker=point.speaker, text=point.text) for point in said)


@printed("implementation.owners", "责任人", "people", facts=("implementation.tasks",))
def owners(situation: Situation) -> tuple[PersonRef, ...]:
    """Everybody who promised to do something, each once."""
    found: list[PersonRef] = []
    for task in situation.case.implementation.tasks:
        if task.owner and not any(task.owner.is_same(other) for other in found):
            found.append(task.owner)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskState:
    """One task with what has become of it."""

    what: str = fact("落实事项")
    owner: PersonRef | None = fact("责任人", "person")
    due_on: object = fact("落实期限", "date")
    done_on: object = fact("完成日期", "date")
    state: str = fact("完成情况")
    progress: str = fact("进展情况", "text")


@printed("implementation.states", "落实进度", "rows", facts=("implementation.tasks",), row=TaskState)
def task_states(situation: Situation) -> tuple[TaskState, ...]:
    """Every task with its state in words."""
    return tuple(
        TaskState(
            what=task.what,
            owner=task.owner,
            due_on=task.due_on,
            done_on=task.done_on,
            state=_state(task),
            progress=task.progress,
        )
        for task in situation.case.implementation.tasks
    )


def _state(task: Task) -> str:
    if task.done_on is None:
        return "正在落实" if task.started_on else ""
    return "按期完成" if task.due_on and task.done_on <= task.due_on else "已完成"


@dataclass(frozen=True, slots=True, kw_only=True)
class PenLine:
    """A line with nothing printed in it."""


@printed("pen.lines", "空行", "rows", row=PenLine)
def pen_lines(situation: Situation) -> tuple[PenLine, ...]:
    """No line at all: a register that is kept by hand has only the empty ones its form asks for."""
    return ()


# --- how satisfied people are ----------------------------------------------------------------------------------


@printed("evaluation.total", "参加评价人数", "count", facts=_COUNTS)
def rated(situation: Situation) -> int | None:
    """How many people rated; `None` until one of the three numbers is known."""
    counts = [situation.value(path) for path in _COUNTS]
    return None if all(count is None for count in counts) else sum(count or 0 for count in counts)


for _path in _COUNTS:

    def _percent(situation: Situation, path: str = _path) -> str:
        count, total = situation.value(path), rated(situation)
        return percent(count, total) if count is not None and total else ""

    printed(f"{_path}_percent", "所占比例", facts=_COUNTS)(_percent)
