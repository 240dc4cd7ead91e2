"""Nothing any document demands is missing: each procedure shows it, or is recorded as not demanding it."""

import re
from pathlib import Path

import pytest

from tests.factories import procedures
from yishi_desktop.definitions.clauses import cited, load_documents
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.obligations import load_obligations, unanswered, where_shown
from yishi_desktop.definitions.procedure_page import procedures_page
from yishi_desktop.domain.choices import Channel, DeliberationForm
from yishi_desktop.domain.people import Role

SHIPPED = [
    "gansu",
    "jilin",
    "jinhua",
    "shenzhen-community",
    "shenzhen-street",
    "xinjiang-township",
    "xinjiang-village",
]
TABLES = ["程序步骤", "分工和关口", "协商主体", "形式和渠道", "结果、反馈和衔接", "国家法律"]


def test_every_procedure_answers_for_every_obligation() -> None:
    obligations = load_obligations()
    assert set(SHIPPED) <= set(procedures())  # a further procedure may join the table, and need not
    assert unanswered(obligations, SHIPPED) == []
    assert list(dict.fromkeys(one.table for one in obligations)) == TABLES
    assert len({one.id for one in obligations}) == len(obligations) >= 130
    for one in obligations:
        demanding = {shown.procedure for shown in one.by}
        assert demanding, one.id
        assert not demanding & set(one.not_demanded), one.id
        assert len(demanding) == len(one.by), one.id


def test_every_place_named_is_there() -> None:
    for one in load_obligations():
        for shown in one.by:
            assert shown.shows, one.id
            for place in shown.shows:
                assert where_shown(place, procedures()[shown.procedure])


def test_every_clause_named_is_there() -> None:
    documents = load_documents()
    for one in load_obligations():
        for shown in one.by:
            found = cited(procedures()[shown.procedure].source, shown.clause, documents)
            assert found, (one.id, shown.clause)
            assert all(c.clause in documents[c.document].clauses for c in found), (one.id, shown.clause)


def test_every_step_but_the_intake_answers_to_an_obligation_or_serves_the_record() -> None:
    """A step nobody demands is a burden on the village: those that only keep the record straight are named here."""
    housekeeping = {"topic", "called_off", "ending", "attendance", "outcome", "vote", "archive", "parties", "notify",
                    "plan", "confirmation", "result_notice", "dissent", "commission", "four_two", "escalation",
                    "watching", "survey"}  # fmt: skip
    shown = {
        (one.procedure, place.removeprefix("step:"))
        for obligation in load_obligations()
        for one in obligation.by
        for place in one.shows
    }
    for procedure in (procedures()[name] for name in SHIPPED):
        for step in procedure.steps:
            facts = {(procedure.id, f"fact:{path}") for path in step.facts}
            served = (procedure.id, step.id) in shown or facts & shown
            assert served or step.id in housekeeping, (procedure.id, step.id)


@pytest.mark.parametrize(
    ("kind", "choices", "left_out"),
    [
        ("role", Role, {"party_member", "woman"}),
        ("form", DeliberationForm, {"written", "household", "online", "other"}),
        ("channel", Channel, {"visit", "loudspeaker"}),
    ],
)
def test_every_participant_form_and_channel_comes_from_a_document(
    kind: str, choices: type[Role | DeliberationForm | Channel], left_out: set[str]
) -> None:
    named = {
        place.partition(":")[2]
        for one in load_obligations()
        for shown in one.by
        for place in shown.shows
        if place.startswith(f"{kind}:")
    }
    assert {member.value for member in choices} - named == left_out


@pytest.mark.parametrize(
    "place", ["step:nothing", "fact:topic.nothing", "check:nothing", "paper:nothing", "no:thing", "role:x", "due:x",
              "number:x", "setting:x", "must:", "exclusion:", "vote:", "blocks:several-villages"],
)  # fmt: skip
def test_a_place_that_is_not_there_is_refused(place: str) -> None:
    with pytest.raises(DefinitionError, match=re.escape(f"程序 gansu 里没有 {place}")):
        where_shown(place, procedures()["gansu"])


def test_a_mistake_in_the_list_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "obligations.toml"
    path.write_text('[[obligation]]\nid = "a"\ntable = "b"\n', encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"obligations.toml：.*obligation\[0\]"):
        load_obligations(path)


def test_the_table_is_part_of_the_page() -> None:
    page = procedures_page(procedures().values(), load_obligations())
    assert "| 达成一致的，协商主体签名确认 | 新疆村（社区）议事协商 | 五（五） | 步骤“签名确认”；" in page
    assert "文件没有这一项要求" in page
    assert "| 农村集体经济组织成员大会 | 三分之二以上 | 全体三分之二以上 | 10日 |" in page
