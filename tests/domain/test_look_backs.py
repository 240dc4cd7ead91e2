"""回头看: promises are looked at again after 30, 60 and 90 days, and the next meeting hears of them first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories import changed, person, procedures, sample_case, situation
from yishi_desktop.definitions.forms import load_forms
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.model import every_paragraph
from yishi_desktop.domain.agenda import days_ahead
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.due_dates import due_dates
from yishi_desktop.domain.followup import Implementation, LookBack, Task
from yishi_desktop.domain.look_backs import open_promises, promises_to_report
from yishi_desktop.domain.printed.look_backs import owners
from yishi_desktop.domain.situation import Situation, Year

HELD = date(2026, 3, 15)
XU, WANG = person("徐国平", person_id="p1"), person("王伟民", person_id="p2")
DITCH = Task(what="挖沟", owner=XU, due_on=date(2026, 9, 1))
LAMPS = Task(what="装灯", owner=WANG, due_on=date(2026, 10, 1))


def promising(*tasks: Task, looks: tuple[LookBack, ...] = (), **about: object) -> Case:
    case = replace(sample_case(1), sample=False, **about)  # type: ignore[arg-type]
    return replace(case, implementation=Implementation(tasks=tasks, look_backs=looks))


def looks_due(case: Case) -> list[date]:
    return [day.on for day in due_dates(situation(case)) if day.id.startswith("look-back")]


def after(days: int) -> date:
    return HELD + timedelta(days=days)


def test_an_open_promise_is_looked_at_three_times() -> None:
    assert looks_due(promising(DITCH, LAMPS)) == [after(30), after(60), after(90)]


def test_nothing_is_looked_at_once_all_is_done() -> None:
    done = replace(DITCH, done_on=date(2026, 4, 1))
    assert looks_due(promising(done)) == []
    assert looks_due(promising(done, LAMPS)) == [after(30), after(60), after(90)]


@pytest.mark.parametrize(
    ("looked_after", "left"), [(22, [30, 60, 90]), (23, [60, 90]), (30, [60, 90]), (58, [90]), (83, [])]
)
def test_a_look_settles_those_due_up_to_a_week_later(looked_after: int, left: list[int]) -> None:
    case = promising(DITCH, looks=(LookBack(on=after(looked_after)),))
    assert looks_due(case) == [after(days) for days in left]


def test_the_days_are_the_countys_to_set() -> None:
    numbers = {number.id: number for number in procedures()["jinhua"].numbers}
    ids = ("look_back_first", "look_back_second", "look_back_third")
    assert [(numbers[one].value, numbers[one].adjustable) for one in ids] == [
        (30, True),
        (60, True),
        (90, True),
    ]


def test_the_home_screen_names_the_look_with_its_matter() -> None:
    case = promising(DITCH)
    entries = days_ahead([situation(case, today=after(28))])
    assert [entry.text for entry in entries if entry.on == after(30)] == [
        f"回头看（第一次）：{case.topic.title}"
    ]


@pytest.mark.parametrize("name", sorted(procedures()))
def test_every_procedure_with_promises_records_the_looks(name: str) -> None:
    procedure = procedures()[name]
    step = procedure.step_of("implementation.tasks")
    if step is not None:
        assert "implementation.look_backs" in step.facts
        assert [due.id for due in procedure.base_dues(step)] == ["look-back-1", "look-back-2", "look-back-3"]


# --- papers ---------------------------------------------------------------------------------------------------


def village(*cases: Case, of: Case | None = None) -> Situation:
    year = Year(
        matters=tuple(situation(case) for case in cases), start=date(2026, 1, 1), until=date(2026, 12, 31)
    )
    return situation(of or cases[0]).of_year(year)


def said(form: str, looked_at: Situation, *recipients: str) -> str:
    document = compose(load_forms()[form], looked_at, recipients)
    return "\n".join(paragraph.text for paragraph in every_paragraph(document))


def test_each_persons_slip_holds_their_own_promises_only() -> None:
    looked_at = village(promising(DITCH, LAMPS), promising(replace(DITCH, what="铺路"), id="other"))
    assert [one.name for one in owners(looked_at)] == ["徐国平", "王伟民"]
    xu, wang = said("look_back_slip", looked_at, "徐国平"), said("look_back_slip", looked_at, "王伟民")
    assert "挖沟" in xu and "铺路" in xu and "装灯" not in xu
    assert "装灯" in wang and "挖沟" not in wang


def test_a_slip_with_the_name_open_names_nobodys_promises() -> None:
    assert "挖沟" not in said("look_back_slip", village(promising(DITCH)))


def test_the_next_agenda_begins_with_what_was_promised_last() -> None:
    done = replace(LAMPS, done_on=date(2026, 4, 2))
    coming = changed(promising(id="next"), session__held_on=date(2026, 5, 1), topic__title="垃圾分类")
    text = said("agenda", village(promising(DITCH, done), coming, of=coming))
    assert (
        text.index("一、上次落实情况")
        < text.index("挖沟")
        < text.index("装灯")
        < text.index("二、说明议题来源")
    )
    assert "已完成" in text


def test_without_promises_the_agenda_begins_with_the_topic() -> None:
    coming = promising(id="next")
    text = said("agenda", village(coming))
    assert "上次落实情况" not in text
    assert "一、说明议题来源" in text


def test_what_was_done_before_the_last_meeting_is_not_told_again() -> None:
    early = replace(DITCH, done_on=HELD - timedelta(days=1))
    coming = changed(promising(id="next"), session__held_on=date(2026, 5, 1))
    assert promises_to_report(village(promising(early), coming, of=coming)) == []


def test_practice_and_earnest_do_not_report_to_each_other() -> None:
    practice = replace(promising(DITCH), sample=True)
    assert promises_to_report(village(practice, of=promising(id="next"))) == []


def test_the_earliest_day_stands_first() -> None:
    found = open_promises([situation(promising(LAMPS, DITCH))])
    assert [one.task.what for one in found] == ["装灯", "挖沟"]
    assert found[0].look_on == after(30)
