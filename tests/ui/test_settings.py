"""The settings: the village's facts, backups with real files, matters in and out, and the size of type."""

from dataclasses import replace
from functools import partial

import pytest
from docx import Document
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.ui.audit import SIZES, audit
from tests.ui.villages import Answers, find, furnished, load_a_busy_spring, name_the_village, settle
from yishi_desktop.services import village as records
from yishi_desktop.services.printing.papers import MadeOnce, Paper
from yishi_desktop.services.printing.printed_pages import note_issued
from yishi_desktop.storage.settings import load_settings
from yishi_desktop.ui import theme
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.tile import Tile

SCREEN = QSize(1366 - 160, 697)
PARTS = [
    "本村资料", "办事依据", "本地规定", "协商目录", "文书措辞", "乡镇的模板", "核对打印件", "字号", "资料和备份", "加密", "核对",
    "导入导出", "网络上传", "外发记录", "密码", "操作手册", "关于",
]  # fmt: skip


@pytest.fixture
def opened(qtbot, village, show, user_folder):
    def open_page(part, files=None, act=load_a_busy_spring):
        desk = village(act)
        page = show(SettingsPage(desk, files or Answers()), SCREEN.width(), SCREEN.height())
        find(page, part, QPushButton).click()
        furnished(qtbot, page)
        return desk, page

    return open_page


def texts(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


# -------------------------------------------------------------------------------------------- the village
def test_what_is_typed_is_kept_without_a_button(opened, qtbot):
    desk, page = opened("本村资料")
    type_into(find(page, "统计用区划代码", QLineEdit), "330723")
    qtbot.waitUntil(lambda: desk.snapshot.organisation.code == "330723")
    qtbot.waitUntil(lambda: "已保存" in texts(page))


def test_a_village_never_loses_its_name(opened, qtbot):
    desk, page = opened("本村资料")
    before = desk.snapshot.organisation.name
    name = find(page, "村（社区）名称", QLineEdit)
    type_into(name, " ")
    qtbot.waitUntil(lambda: "村名不能空着" in texts(page))
    assert desk.snapshot.organisation.name == before


def test_leaving_the_page_keeps_what_was_typed_last(opened, qtbot):
    desk, page = opened("本村资料")
    type_into(find(page, "统计用区划代码", QLineEdit), "330782")
    find(page, "关于", QPushButton).click()
    settle(qtbot, desk)
    assert desk.snapshot.organisation.code == "330782"


def test_the_base_of_two_thirds_is_a_choice_of_the_village(opened, qtbot):
    desk, page = opened("本地规定")
    find(page, "按表决人数", Tile).click()
    qtbot.waitUntil(lambda: desk.snapshot.organisation.vote_base is not None)
    assert desk.snapshot.organisation.vote_base.label == "表决人数"


def test_every_number_says_where_it_comes_from(opened):
    _, page = opened("办事依据")
    said = texts(page)
    assert "议事场所面积：30平方米" in said
    assert "表决：超过2/3" in said
    assert "依据：金市民〔2023〕43号 附件2 协商结果（1）" in said


# -------------------------------------------------------------------------------------------- own wording
@pytest.fixture
def wording(opened, qtbot):
    _, page = opened("文书措辞")
    panel = page.panel("文书措辞")
    panel.show_form("result_notice")
    qtbot.waitUntil(lambda: panel._wording is not None and panel._wording.original.id == "result_notice")
    return page, panel


def write_in(panel, words, text):
    """Type other words over the piece that says these."""
    field = next(field for _, field in panel._fields.values() if words in field.editor.value())
    field.editor.paper.selectAll()
    field.editor.paper.insertPlainText(text)
    return field


def test_own_words_are_shown_on_the_paper_and_used_when_asked(wording, qtbot):
    _, panel = wording
    write_in(panel, "特此公示", "请大家相互转告。")
    qtbot.waitUntil(lambda: panel.tag.text() == "改了，还没有用上")
    panel.use_button.click()
    qtbot.waitUntil(lambda: panel.tag.text() == "用的是自己的措辞")
    panel.reset_button.click()
    qtbot.waitUntil(lambda: panel.tag.text() == "用的是原来的措辞")
    assert "特此公示。" in [field.editor.value() for _, field in panel._fields.values()]


def test_what_is_wrong_stands_at_its_place_and_cannot_be_used(wording, qtbot):
    _, panel = wording
    field = write_in(panel, "监督电话", "请打电话")
    qtbot.waitUntil(lambda: "少了必须有的{监督电话}" in field.finding.sentence())
    assert panel.tag.text() == "有地方要改" and not panel.use_button.isEnabled()


def test_an_item_is_put_where_the_cursor_is(wording, qtbot):
    _, panel = wording
    field = write_in(panel, "特此公示", "在公示")
    panel._last = field
    panel.items_button.click()
    chooser = panel.chooser
    chooser.filter.setText("协商地点")
    assert [chooser.list.item(at).text() for at in range(chooser.list.count())] == ["协商地点"]
    chooser.put_button.click()
    assert field.editor.value() == "在公示{协商地点}"
    qtbot.waitUntil(lambda: panel.tag.text() == "改了，还没有用上")
    assert "提出人" not in chooser.words, "internal facts are not offered for a notice"


# ---------------------------------------------------------------------------------- the township's template
def word_file(path, *lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(path)
    return path


def test_a_template_is_looked_through_then_used_and_given_up(opened, qtbot, tmp_path):
    files = Answers(word_file(tmp_path / "镇里的表.docx", "{{协商议体}}"))
    _, page = opened("乡镇的模板", files)
    panel = page.panel("乡镇的模板")
    panel.show_form("meeting_record")
    panel.pick_button.click()
    qtbot.waitUntil(lambda: "有1处要先改好" in panel.verdict.accessibleName())
    assert "是不是想写{{协商议题}}" in panel.details.text() and not panel.use_button.isVisible()
    word_file(files.answer, "{{协商议题}}")
    panel.pick_button.click()
    qtbot.waitUntil(panel.use_button.isVisible)
    assert "程序自带的样子里有、这个模板里没有的" in panel.missing.text()
    panel.use_button.click()
    qtbot.waitUntil(lambda: "正在用：镇里的表.docx" in panel.state.text())
    panel.drop_button.click()
    qtbot.waitUntil(lambda: "程序自带" in panel.state.text())


def test_a_file_that_is_no_template_is_refused_in_words(opened, qtbot, tmp_path):
    (tmp_path / "假的.docx").write_bytes(b"PK not really")
    desk, page = opened("乡镇的模板", Answers(tmp_path / "假的.docx"))
    with qtbot.waitSignal(desk.refused) as told:
        page.panel("乡镇的模板").pick_button.click()
    assert "读不出来" in told.args[0].happened


# ------------------------------------------------------------------------------------ papers in the hand
def test_the_code_of_a_printed_paper_says_whether_it_still_holds(opened, qtbot):
    desk, page = opened("核对打印件")
    situation = desk.snapshot.situations[0]
    issued = []
    desk.ask(partial(_issue, situation, issued))
    settle(qtbot, desk)
    panel = page.panel("核对打印件")
    panel.code.setText(issued[0].lower())
    panel.check_button.click()
    qtbot.waitUntil(lambda: panel.verdict.accessibleName().startswith("一致。"))
    assert panel.preview.isVisible()
    panel.code.setText("不是码")
    panel.check_button.click()
    qtbot.waitUntil(lambda: "八个字母和数字" in panel.verdict.accessibleName())


def _issue(situation, issued, office):
    note_issued(MadeOnce(office, situation), [Paper("result_notice", "协商结果公示", "", 0)])
    issued.append(office.store.records.current("printed_paper")[0].record_id[-9:])


def test_every_part_is_in_sight_on_a_small_screen(opened):
    _, page = opened("字号")
    ways = [find(page, name, QPushButton) for name in page.parts]
    assert [way.text() for way in ways if way.visibleRegion().boundingRect() != way.rect()] == []


# ------------------------------------------------------------------------------------------------- backups
def test_a_backup_on_a_stick_brings_the_records_back(opened, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    desk, page = opened("资料和备份", Answers(stick))
    find(page, "备份到U盘……").click()
    qtbot.waitUntil(lambda: "已核对，完好" in page.panel("资料和备份").saved_bar.text())
    before = desk.snapshot.organisation
    desk.act(partial(records.save_organisation, organisation=replace(before, venue="别的地方")))
    settle(qtbot, desk)
    page.panel("资料和备份")._files.answer = next((stick / "议事协商资料备份").glob("议事备份*"))
    find(page, "从别处的备份恢复……").click()
    qtbot.waitUntil(lambda: page.panel("资料和备份").question is not None)
    said = page.panel("资料和备份").question.accessibleDescription()
    assert f"会变回旧样子的：本村的设置1处（“{before.name}”）。" in said
    page.panel("资料和备份").question.agree.click()
    qtbot.waitUntil(lambda: "已恢复到" in page.panel("资料和备份").saved_bar.text())
    assert desk.snapshot.organisation == before
    assert [len(desk.snapshot.situations)] == [4]


def test_a_backup_beside_the_data_is_listed_and_told_to_the_home_screen(opened, qtbot):
    desk, page = opened("资料和备份")
    assert page.panel("资料和备份").rows == []
    with qtbot.waitSignal(page.backed_up):
        find(page, "现在备份到这台电脑").click()
    settle(qtbot, desk)
    assert len(page.panel("资料和备份").rows) == 1
    assert load_settings().last_backup_at.startswith("2026-04-20")


def test_a_stick_that_is_gone_is_told_and_no_success_shown(opened, qtbot, tmp_path):
    gone = tmp_path / "gone"
    gone.write_text("no folder")
    desk, page = opened("资料和备份", Answers(gone))
    with qtbot.waitSignal(desk.refused) as told:
        find(page, "备份到U盘……").click()
    settle(qtbot, desk)
    assert "没有" in told.args[0].safe or "没有" in told.args[0].happened
    assert not page.panel("资料和备份").saved_bar.isVisible()
    assert find(page, "现在备份到这台电脑").isEnabled()


def test_everything_for_the_next_committee_goes_into_one_folder(opened, qtbot, tmp_path):
    desk, page = opened("资料和备份", Answers(tmp_path))
    find(page, "换届移交……").click()
    qtbot.waitUntil(
        lambda: "请把移交清单打印三份" in page.panel("资料和备份").saved_bar.text(), timeout=20_000
    )
    (folder,) = tmp_path.glob("*换届移交20260420")
    assert {"移交清单.docx", "移交清单.pdf", "先看这里.txt"} <= {path.name for path in folder.iterdir()}
    find(page, "打印移交清单").click()
    qtbot.waitUntil(lambda: page.panel("资料和备份").dialog is not None)
    assert "议事协商工作移交清单" in page.panel("资料和备份").dialog.title
    settle(qtbot, desk)
    page.panel("资料和备份").dialog.reject()


def test_data_that_are_whole_are_said_to_be_whole(opened, qtbot):
    _, page = opened("资料和备份")
    find(page, "核对资料").click()
    qtbot.waitUntil(lambda: "和存的时候一样" in page.panel("资料和备份").saved_bar.text())


# ------------------------------------------------------------------------------------------ in, out, about
def test_a_matter_goes_out_and_comes_in_again_elsewhere(opened, qtbot, tmp_path):
    files = Answers(tmp_path / "案卷.json")
    _, page = opened("导入导出", files)
    find(page, "导出这一件……").click()
    qtbot.waitUntil(files.answer.exists)
    assert files.suggested.startswith("2026-01")
    find(page, "导入一件事……").click()
    qtbot.waitUntil(lambda: "已导入" in texts(page))


def test_the_records_of_faults_are_a_click_away(opened):
    files = Answers()
    desk, page = opened("关于", files)
    find(page, "打开问题记录文件夹").click()
    assert files.opened == [desk.folder / "运行记录"]


def test_another_size_of_type_is_asked_for(opened, qtbot):
    _, page = opened("字号")
    with qtbot.waitSignal(page.size_wanted) as wanted:
        find(page, "特大").click()
    assert wanted.args == [theme.TextSize.HUGE]


@pytest.mark.parametrize("size", SIZES[:-1])  # in the largest the rail is narrower: tests.ui.tour
@pytest.mark.parametrize("part", PARTS)
def test_the_audit_finds_nothing(opened, dressed, qtbot, size, part):
    theme.apply_theme(dressed, size)
    desk, page = opened(part, act=name_the_village)
    settle(qtbot, desk)
    assert [one for one in audit(page, SCREEN) if not _is_a_proper_name(one)] == []


def _is_a_proper_name(finding) -> bool:
    """Where the data lie, and what others' work is called, are written in whatever letters they have."""
    return finding.kind == "english" and ("资料在" in finding.where or "许可" in finding.where)
