"""Every clause that is cited exists in the document it is cited from."""

import pytest

from tests.factories import procedures
from yishi_desktop.definitions.clauses import citations, cited, load_documents, unknown_citations

VILLAGE_LAW = "《中华人民共和国村民委员会组织法》（2025年修正）"
SAY_IN_WORDS = {"sessions_per_year_reference"}  # no law sets this number, and its clause says so


def test_every_clause_cited_exists() -> None:
    assert unknown_citations(procedures().values(), load_documents()) == []


def test_every_demand_cites_a_clause() -> None:
    documents = load_documents()
    for procedure in procedures().values():
        places = {one.place.partition(" ")[2] for one in citations(procedure, documents)}
        for step in procedure.steps:
            assert {step.id, *(c.id for c in step.checks), *(d.id for d in step.dues)} <= places
        assert {n.id for n in procedure.numbers} - places <= SAY_IN_WORDS, procedure.id


def test_what_speaks_against_an_exclusion_cites_the_law_that_is_there() -> None:
    documents = load_documents()
    told = {item.id: item.other_reading for item in procedures()["jinhua"].exclusions if item.other_reading}
    assert set(told) == {"exclusion-1", "exclusion-2", "exclusion-3", "exclusion-5"}
    assert "村民委员会组织法第三十三条" in told["exclusion-5"]
    assert "第三十三条" in documents[VILLAGE_LAW].clauses
    named = {item.text for item in procedures()["jinhua"].must}
    assert any("方针政策" in text for text in named) and any("矛盾纠纷" in text for text in named)


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("五（四）", [("doc", "五（四）")]),
        ("五（二）、三", [("doc", "五（二）"), ("doc", "三")]),
        ("五（四）：及时备案", [("doc", "五（四）")]),
        ("五（二）只写“提前通知”，天数是提醒", [("doc", "五（二）")]),
        ("附件2 协商结果（1）", [("doc", "附件2 协商结果（1）")]),
        ("四（一）3", [("doc", "四（一）3")]),
        ("五（四）；村民委员会组织法第三十五条：随时公布", [("doc", "五（四）"), (VILLAGE_LAW, "第三十五条")]),
        ("第三十五条末款；参照民法典第二百零三条", [("doc", "第三十五条末款"), ("《中华人民共和国民法典》", "第二百零三条")]),
        ("三：保证利益相关方", [("doc", "三")]),
        ("法律没有规定次数", []),
        ("三组村民说的", []),
    ],
)  # fmt: skip
def test_how_a_clause_is_read(clause: str, found: list[tuple[str, str]]) -> None:
    assert [(one.document, one.clause) for one in cited("doc", clause, load_documents())] == found


def test_a_clause_that_is_not_there_is_found() -> None:
    documents = load_documents()
    jinhua = procedures()["jinhua"]
    short = {name: one for name, one in documents.items() if name != VILLAGE_LAW}
    assert {one.document for one in unknown_citations([jinhua], short)} == {VILLAGE_LAW}
