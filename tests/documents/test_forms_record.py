"""城乡社区议事协商记录表 against the text of 金市民〔2023〕43号 附件2."""

import pytest

from tests.documents.form_cases import (
    cells_of,
    forms,
    paragraphs_of,
    situations,
    tables_of,
    text_of_cell,
    words,
)
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.model import Document

# Copied from the document: label by label, line by line. □ stands for the tick boxes, which are symbols there.
ANNEX = """
协商议题
协商主体
协商时间
协商地点
协商方式
协商主持人
协商记录员
协商监督员
协商过程
主要记录协商流程、发言情况、现场情况，特别应逐条记录协商内容，达成的共识、异议的内容，以及提供表决的协商意见等。
协商表决
记录协商表决情况，包括表决人数、赞成人数、反对人数、弃权人数以及赞成人数、反对人数、弃权人数所占比例；
表决人数：人；赞成人数：人；反对人数：人；弃权人数：人。
赞成人数比例：%；反对人数比例：%：弃权人数比例：%。
协商结果
（1）确认协商结果：
□经实到会人员表决超过三分之二的，视为协商主体达成一致意见。
□表决未通过的，终止议事协商或者待时机成熟后再次组织开展议事协商。
（2）协商利益主体达成一致意见时，记录可落实的协商意见以及如何监督落实等内容；如需再次组织开展协商时，记录再次开展协商的时机、要求等。
协商记录员签字：
"""
LABELS = ["协商议题", "协商主体", "协商时间", "协商地点", "协商方式", "协商主持人", "协商记录员", "协商监督员",
          "协商过程", "协商表决", "协商结果"]  # fmt: skip


def record(state: str) -> Document:
    return compose(forms()["jinhua_record"], situations()[state])


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_empty_form_is_the_annex_word_for_word() -> None:
    lines = [squeezed(paragraph.text) for paragraph in paragraphs_of(record("empty"))]
    around = ("年月日时分", "附件2", "城乡社区议事协商记录表", "请用黑色或蓝黑墨水笔签字。")
    printed = [line for line in lines if line and line not in around]
    assert printed == ANNEX.split()


def test_title_and_annex_mark_stand_above_the_table() -> None:
    texts = [paragraph.text for paragraph in paragraphs_of(record("typical"))]
    assert texts[:2] == ["附件2", "城乡社区议事协商记录表"]


@pytest.mark.parametrize("state", ["empty", "half", "typical", "failed", "again", "long"])
def test_labels_stand_in_the_order_of_the_annex_in_seven_rows(state: str) -> None:
    (table,) = tables_of(record(state))
    labels = [text_of_cell(cell) for cell in cells_of(table) if cell.paragraphs[0].role == "hei"]
    assert labels == LABELS
    assert len(table.rows) == 7


def test_the_empty_form_is_one_page() -> None:
    assert lay_out(record("empty")).page_count == 1


def test_numbers_and_shares_of_a_vote_that_passed() -> None:
    text = squeezed(words(record("typical")))
    assert "表决人数：36人；赞成人数：31人；反对人数：3人；弃权人数：2人。" in text
    assert "赞成人数比例：86.11%；反对人数比例：8.33%：弃权人数比例：5.56%。" in text
    assert "☑经实到会人员表决超过三分之二的，视为协商主体达成一致意见。" in text
    assert "□表决未通过的" in text
    assert "（2）可落实的协商意见以及如何监督落实：" in text


def test_exactly_two_thirds_ticks_the_second_box_and_says_when_to_meet_again() -> None:
    text = squeezed(words(record("failed")))
    assert "赞成人数比例：66.67%" in text
    assert "□经实到会人员表决超过三分之二的" in text
    assert "☑表决未通过的，终止议事协商或者待时机成熟后再次组织开展议事协商。" in text
    assert "再次协商的时机：收支明细公布满15日" in text
    assert "再次协商的要求：先公布文化礼堂" in text


def test_the_second_session_cites_the_first() -> None:
    text = words(record("again"))
    assert "首次协商于2026年4月18日进行，实到12人，赞成8人、反对4人、弃权0人，未通过" in text
    assert "分歧点：文化礼堂收支明细没有公布" in text


def test_the_guidance_gives_way_to_what_is_recorded() -> None:
    text = words(record("typical"))
    assert "主要记录协商流程" not in text
    assert "记录协商表决情况" not in text


def test_a_record_half_known_keeps_its_blanks() -> None:
    text = squeezed(words(record("half")))
    assert "2026年3月15日" in text
    assert "表决人数：人；赞成人数：人；" in text
    assert "主要记录协商流程" in text


def test_no_name_is_printed_at_the_signature() -> None:
    signature = [paragraph.text for paragraph in paragraphs_of(record("typical"))][-2]
    assert squeezed(signature) == "协商记录员签字："
