"""Records to JSON and back, losing nothing and guessing nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from tests.factories import cases, records
from yishi_desktop.definitions.codec import from_json, to_json
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.case import Case, Session, Topic
from yishi_desktop.domain.people import Organisation, Person

MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)


@MANY
@given(cases())
def test_every_case_comes_back_as_it_was(case: Case) -> None:
    through_text = json.loads(json.dumps(to_json(case), ensure_ascii=False))
    assert from_json(through_text, Case, "x") == case


@MANY
@given(records(Organisation), records(Person))
def test_so_do_the_village_and_its_people(village: Organisation, person: Person) -> None:
    assert from_json(to_json(village), Organisation, "x") == village
    assert from_json(to_json(person), Person, "x") == person


def test_blanks_are_left_out() -> None:
    assert to_json(Case(id="a", procedure="jinhua")) == {"id": "a", "procedure": "jinhua"}
    assert to_json(Topic(title="修路")) == {"title": "修路"}


@pytest.mark.parametrize(
    ("data", "record", "says"),
    [
        ({"titel": "修路"}, Topic, "没有这些项目：titel"),
        ({"title": 3}, Topic, "应当是文字，却是3 @ title"),
        ({"title": None}, Topic, "应当是文字，却是None @ title"),
        ({"origin": "nowhere"}, Topic, "'nowhere' 不在选项中"),
        ({"origin": ["visits"]}, Topic, "不在选项中"),
        ({"collected_on": "2026-02-30"}, Topic, "'2026-02-30' 不是日期，应当写成“2026-03-05” @ collected_on"),
        ({"collected_on": "20260305"}, Topic, "不是日期"),
        ({"collected_on": "2026-W10-4"}, Topic, "不是日期"),
        ({"collected_on": "２０２６-03-05"}, Topic, "不是日期"),
        ({"collected_on": 5}, Topic, "不是日期"),
        ({"starts_at": "25:00"}, Session, "'25:00' 不是时间，应当写成“14:30” @ starts_at"),
        ({"starts_at": "14:30:01"}, Session, "不是时间"),
        ({"starts_at": "14:30+08:00"}, Session, "不是时间"),
        ({"present": True}, Session, "应当是整数，却是True @ present"),
        ({"present": 3.0}, Session, "应当是整数，却是3.0 @ present"),
        ({"votes": {"cast": 3}}, Session, "应当是列表，却是{'cast': 3} @ votes"),
        ({"votes": [{"cast": "3"}]}, Session, "应当是整数，却是'3' @ votes[0].cast"),
        ({"votes": [3]}, Session, "应当是一组项目 @ votes[0]"),
        ({"plan": "不"}, Session, "应当是一组项目 @ plan"),
        ({"announcement": {"channels": "paper"}}, Session, "应当是列表，却是'paper' @ announcement.channels"),
        (["title"], Topic, "应当是一组项目"),
        (3, Topic, "应当是一组项目"),
        ({"id": "a"}, Case, "缺少 procedure"),
    ],
)
def test_nothing_is_guessed(data: object, record: type, says: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        from_json(data, record, "某处")  # type: ignore[arg-type]
    assert str(refused.value).startswith("某处：")
    assert says in str(refused.value)


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(DefinitionError) as refused:
        from_json({"title": 3, "origin": "x", "more": 1}, Topic, "某处")
    assert refused.value.problem.count("；") == 2
