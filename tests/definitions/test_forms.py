"""Papers are read whole or refused with the place that is wrong."""

from pathlib import Path

import pytest

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.forms import load_forms
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.domain.forms.form import BodyBlock, Line, SealBlock, TableBlock, When, lines_of, slots

HEAD = """
id     = "paper"
name   = "文书"
title  = "文书"
source = "金市民〔2023〕43号"
clause = "五（二）"
page   = "form"
"""


def load(folder: Path, body: str, head: str = HEAD) -> None:
    (folder / "paper.toml").write_text(head + body, encoding="utf-8")
    load_forms(folder)


def text_block(line: str) -> str:
    return f'[[block]]\nkind = "text"\ntext = ["{line}"]\n'


def test_every_paper_the_procedures_name_exists() -> None:
    forms = load_forms()
    assert load_procedures(forms=forms)
    used = {
        paper for procedure in load_procedures().values() for step in procedure.steps for paper in step.papers
    }
    of_the_village = {
        "topic_call", "flow_chart", "topic_register", "annual_report", "handover_list", "day_list", "look_back_slip",
        "remark_thread", "recovery_sheet",
        "box_cover", "box_spine", "box_catalogue", "box_note",
    }  # fmt: skip
    assert set(forms) - used == of_the_village


def test_every_paper_cites_where_it_comes_from() -> None:
    assert all(form.source and form.clause for form in load_forms().values())


def test_a_text_is_written_as_one_string_or_line_by_line(tmp_path: Path) -> None:
    body = '[[block]]\nkind = "body"\ntext = ["# 一节", "> 顶格", { text = "有条件", when = { rule = "consensus" } }]\n'
    (tmp_path / "paper.toml").write_text(
        HEAD + body + '[[block]]\nkind = "body"\ntext = """\n第一行\n第二行"""\n', encoding="utf-8"
    )
    one, other = load_forms(tmp_path)["paper"].block
    assert isinstance(one, BodyBlock)
    assert one.text == (
        Line(text="一节", style="heading"),
        Line(text="顶格", style="flush"),
        Line(text="有条件", when=When(rule="consensus")),
    )
    assert isinstance(other, BodyBlock)
    assert [line.text for line in other.text] == ["第一行", "第二行"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{topic.titel}", "用到没有登记的 {topic.titel}"),
        ("{topic}", "用到没有登记的 {topic}"),
        ("{topic.title:x}", "写得不对"),
        ("{topic.title", "写得不对"),
        ("topic.title}", "写得不对"),
        ("{}", "写得不对"),
        ("{row.name}", "只能用在 each 的行里"),
    ],
)
def test_a_slot_nobody_knows_is_refused_with_its_place(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(DefinitionError) as refusal:
        load(tmp_path, text_block("没有问题") + text_block(line))
    assert refusal.value.place == "paper.toml 第2块（text）"
    assert problem in refusal.value.problem


@pytest.mark.parametrize(
    ("slot", "label"),
    [
        ("{topic.proposer_phone}", "提出人联系方式"),
        ("{topic.proposer}", "提出人"),
        ("{outcome.disagreement}", "分歧点"),
        ("{outcome.record}", "协商意见、落实监督或者再次协商的安排"),
        ("{session.process}", "协商过程"),
        ("{session.earlier}", "首次协商情况"),
    ],
)
def test_a_posted_paper_refuses_what_must_not_be_posted(tmp_path: Path, slot: str, label: str) -> None:
    load(tmp_path, text_block(slot))
    with pytest.raises(DefinitionError, match=f"张贴的文书不能用“{label}”"):
        load(tmp_path, text_block(slot), HEAD + "posted = true\n")


def test_a_posted_paper_refuses_private_facts_in_conditions_and_rows_too(tmp_path: Path) -> None:
    posted = HEAD + "posted = true\n"
    with pytest.raises(DefinitionError, match="张贴的文书不能用“分歧点”"):
        load(
            tmp_path,
            '[[block]]\nkind = "text"\nwhen = { filled = "outcome.disagreement" }\ntext = "有"\n',
            posted,
        )
    with pytest.raises(DefinitionError, match="张贴的文书不能用“参会人员”"):
        load(tmp_path, _table('each = "attendance.voting"', "{row.name}"), posted)


def test_counts_of_people_may_be_posted_though_their_names_may_not(tmp_path: Path) -> None:
    load(tmp_path, text_block("{headcount.present}"), HEAD + "posted = true\n")


def _table(row: str, text: str, columns: str = "[100]") -> str:
    return f'[[block]]\nkind = "table"\ncolumns = {columns}\nrows = [{{ {row}, cells = [{{ text = "{text}" }}] }}]\n'


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (_table('each = "topic.title"', "x"), "topic.title 不是可以逐行打印的内容"),
        (_table('each = "attendance.nobody"', "x"), "用到没有登记的 {attendance.nobody}"),
        (_table('each = "attendance.voting"', "{row.phone}"), "attendance.voting 没有 phone 这一列"),
        (_table("height = 8", "x", "[]"), "一行的格子比列数多"),
        ('[[block]]\nkind = "text"\nwhen = { rule = "raining" }\ntext = "x"\n', "用到没有的条件 raining"),
        ('[[block]]\nkind = "text"\nwhen = { }\ntext = "x"\n', "条件要写 rule 或者 filled"),
        (
            '[[block]]\nkind = "text"\nwhen = { rule = "meeting", filled = "topic.title" }\ntext = "x"\n',
            "只写一个",
        ),
        ('[[block]]\nkind = "picture"\n', "没有 'picture' 这种块"),
        ('[[block]]\nkind = "text"\ntext = 3\n', "应当是一段文字或者若干行"),
        ('[[block]]\nkind = "text"\ntext = "x"\ncolour = "red"\n', "没有这些项目：colour"),
        ('[[block]]\nkind = "text"\ntext = [{ text = "x", colour = "red" }]\n', "没有这些项目：colour"),
    ],
)
def test_mistakes_are_refused_in_words(tmp_path: Path, body: str, problem: str) -> None:
    with pytest.raises(DefinitionError) as refusal:
        load(tmp_path, body)
    assert problem in refusal.value.problem
    assert "paper.toml" in refusal.value.place


def test_the_head_of_a_paper_is_looked_at_too(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="id 应当和文件名一样"):
        load(tmp_path, text_block("x"), HEAD.replace('"paper"', '"other"'))
    with pytest.raises(DefinitionError, match="没有写依据"):
        load(tmp_path, text_block("x"), HEAD.replace("五（二）", " "))
    with pytest.raises(DefinitionError, match="用到没有登记的"):
        load(tmp_path, text_block("x"), HEAD.replace("文书", "{topic.name}"))
    with pytest.raises(DefinitionError, match="用到没有登记的"):
        load(tmp_path, text_block("x"), HEAD + 'dated = "topic.day"\n')


def test_every_paper_that_goes_out_is_issued_and_dated() -> None:
    """公示、公告、通知 carry 落款 and 成文日期."""
    for name in (
        "announcement",
        "invitation",
        "result_notice",
        "implementation_notice",
        "plan",
        "exclusion_slip",
    ):
        seals = [block for block in load_forms()[name].block if isinstance(block, SealBlock)]
        assert len(seals) == 1
        assert seals[0].by
        assert list(slots(seals[0].date))


def test_signature_cells_hold_no_slot() -> None:
    for form in load_forms().values():
        for block in form.block:
            if isinstance(block, TableBlock):
                cells = [cell for row in block.rows for cell in row.cells if cell.sign]
                assert all(not cell.text and not cell.label for cell in cells)


def test_no_paper_asks_for_a_telephone_of_a_person() -> None:
    used = {
        name
        for form in load_forms().values()
        for block in form.block
        for line in lines_of(block)
        for name in slots(line.text)
    }
    assert "topic.proposer_phone" not in used
    assert {name for name in used if "phone" in name} == {"org.supervision_phone"}
