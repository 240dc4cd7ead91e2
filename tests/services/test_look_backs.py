"""The slips of 回头看: one for each person whose promise is still open, on their own matters."""

from dataclasses import replace
from datetime import date

from tests.factories import person
from tests.services.offices import matter, real_office
from yishi_desktop.domain.followup import Implementation, Task
from yishi_desktop.services.printing import look_backs

XU, WANG = person("徐国平", person_id="p1"), person("王伟民", person_id="p2")
DITCH = Task(what="挖沟", owner=XU, due_on=date(2026, 9, 1))
DONE = Task(what="装灯", owner=WANG, due_on=date(2026, 9, 1), done_on=date(2026, 8, 1))


def promising(*tasks, case_id):
    return replace(matter(1, case_id), implementation=Implementation(tasks=tasks))


def test_there_is_one_for_each_person_with_an_open_promise(tmp_path):
    with real_office(
        tmp_path, "甲村", promising(DITCH, DONE, case_id="a"), promising(DITCH, case_id="b")
    ) as office:
        situation, paper = look_backs.slips(office)
    assert (paper.form, paper.title, paper.recipients) == ("look_back_slip", "回头看单", ("徐国平",))
    assert situation.year.start == date(2026, 1, 1) and situation.year.until == date(2026, 12, 31)


def test_nobody_gets_one_when_all_is_done(tmp_path):
    with real_office(tmp_path, "甲村", promising(DONE, case_id="a")) as office:
        _, paper = look_backs.slips(office)
    assert paper.recipients == ()
