"""The help: every page is read, every picture is there and taken by the tool, every obligation can be found."""

import pytest

from tools import help_pictures
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.help_pages import FAULTS, HelpBlock, load_help, parse, picture_file
from yishi_desktop.definitions.help_steps import procedure_page, step_blocks
from yishi_desktop.definitions.obligations import load_obligations
from yishi_desktop.definitions.procedures import load_procedures
from yishi_desktop.services.printing.booklets import BOOKLETS, MANUAL

PAGES = load_help()
PROCEDURES = load_procedures()
OBLIGATIONS = load_obligations()


def test_every_mark_is_understood():
    page = parse("# 题\n\n## 头\n文字。\n- 甲\n1. 乙\n> 注意\n![图名](home)\n[[[\n# 窗口\n[好]\n]]]\n", "a")
    assert page.title == "题"
    assert [block.kind for block in page.blocks] == [
        "heading", "text", "item", "numbered", "remark", "picture", "box"]  # fmt: skip
    assert page.blocks[3] == HelpBlock("numbered", "乙", "1")
    assert page.blocks[-1].text == "# 窗口\n[好]"
    assert page.pictures == ("home",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("没有标题", "第1行应当是"),
        ("# 题\n### 三级", "第2行：看不懂"),
        ("# 题\n`代码`", "第2行：看不懂"),
        ("# 题\n[[[\n没有完", "没有写完"),
    ],
)
def test_a_mistake_is_named_with_its_line(text, words):
    with pytest.raises(DefinitionError, match=words):
        parse(text, "a")


def test_every_page_belongs_to_a_chapter_or_a_booklet():
    keys = {one.key for one in BOOKLETS}
    assert set(PAGES) == {*MANUAL, "wall"}
    assert keys - {"manual", "steps"} <= set(PAGES)


def test_the_pictures_shown_are_those_taken_and_all_are_there():
    shown = {name for page in PAGES.values() for name in page.pictures}
    assert shown == set(help_pictures.NAMES)
    assert all(picture_file(name).read_bytes().startswith(b"\x89PNG") for name in shown)
    assert sum(picture_file(name).stat().st_size for name in shown) < 1_000_000


def test_the_thirty_faults_say_what_is_safe_and_what_to_do():
    kinds = [block.kind for block in PAGES[FAULTS].blocks]
    assert (kinds.count("heading"), kinds.count("item")) == (30, 60)


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda procedure: procedure.id)
def test_every_obligation_of_a_document_stands_in_its_steps(procedure):
    page = procedure_page(procedure, OBLIGATIONS)
    told = [block.text for block in page.blocks if block.text.startswith("条文：")]
    wanted = [
        f"条文：{one.text}（{by.clause}）"
        for one in OBLIGATIONS
        for by in one.by
        if by.procedure == procedure.id
    ]
    assert sorted(told) == sorted(wanted)
    assert not any("{" in block.text for block in page.blocks)


def test_a_step_says_what_to_fill_in_and_what_must_be_so():
    jinhua = PROCEDURES["jinhua"]
    texts = [block.text for block in step_blocks(jinhua, jinhua.step("vote"), OBLIGATIONS)]
    assert any(text.startswith("要填：") for text in texts)
    assert any(text.startswith("会拦住：") for text in texts)
