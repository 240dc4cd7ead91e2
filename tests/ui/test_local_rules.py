"""本地规定 in the settings: readings and numbers with who decided, kept as they are typed and at work in a matter."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.factories import case_of, organisation, procedures, reviewed, situation
from tests.ui.audit import audit
from tests.ui.said import alone
from tests.ui.villages import Answers, find, furnished, load_a_busy_spring, settle
from yishi_desktop.domain.choices import VoteBase
from yishi_desktop.services.editing import CaseEditing
from yishi_desktop.ui.editors.fact_fields import Surroundings
from yishi_desktop.ui.settings.page import SettingsPage
from yishi_desktop.ui.widgets.tile import Tile


@pytest.fixture
def local(qtbot, village, show, user_folder):
    desk = village(load_a_busy_spring)
    page = show(SettingsPage(desk, Answers()), 1206, 697)
    find(page, "本地规定", QPushButton).click()
    furnished(qtbot, page)
    return desk, page


def said(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def type_into(page, name: str, text: str) -> None:
    line = find(page, name, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text.isascii() else line.setText(text)


def test_a_reading_is_kept_with_who_decided_and_since_when(local, qtbot):
    desk, page = local
    find(page, "按表决人数", Tile).click()
    type_into(page, "三分之二按哪个人数算：谁定的", "县民政局")
    type_into(page, "三分之二按哪个人数算：从哪天起", "2026-3-1")
    page.keep()
    settle(qtbot, desk)
    kept = desk.snapshot.organisation
    note = kept.note_on("vote_base")
    assert (kept.vote_base, note.by, note.since) == (VoteBase.CAST, "县民政局", date(2026, 3, 1))
    assert kept.share_reading is None, "a question nobody answered stays with the document"


def test_a_number_of_the_county_is_at_work_at_once_and_says_who_set_it(local, qtbot):
    desk, page = local
    type_into(page, "公示期（本地）", "20")
    type_into(page, "公示期：谁定的", "县民政局")
    page.keep()
    settle(qtbot, desk)
    assert {one.procedure.number("posting_days") for one in desk.snapshot.situations} == {20}
    assert "公示期：现在按20日" in said(page)
    assert (
        "依据：本地规定：县民政局；《中华人民共和国村民委员会组织法》（2025年修正） 第三十五条末款"
        in said(page)
    )
    find(page, "办事依据", QPushButton).click()
    assert "公示期：20日" in said(page) and "本地规定：县民政局" in said(page)


def test_less_than_the_law_demands_is_refused_at_the_field_and_not_kept(local, qtbot):
    desk, page = local
    type_into(page, "公示期（本地）", "7")
    assert "文件要求不少于15日，县里可以定得更严，不能更松。" in said(page)
    page.keep()
    settle(qtbot, desk)
    assert desk.snapshot.organisation.county_numbers == ()
    assert audit(page) == []


def test_the_other_reading_stands_beside_the_answer_that_would_keep_a_topic_out(show):
    procedure = procedures()["jinhua"]
    case = replace(case_of(), review=reviewed("exclusion-5"))
    editing = CaseEditing(situation(case, village=organisation()))
    page = alone(procedure.step("review"), editing, Surroundings(date(2026, 3, 12)))
    window = QWidget()
    QVBoxLayout(window).addWidget(page)
    show(window, 700, 640)
    assert "另一种读法" in said(page) and "第三十三条要求对村民的实际困难和矛盾纠纷组织协商" in said(page)
    editing.change(replace(case, review=reviewed()), "不是双方纠纷")
    page.refresh()
    assert "另一种读法" not in said(page)


COUNTY_FILE = """
name = "武义县规定"
by = "武民〔2026〕5号"
procedure = "jinhua"
[[number]]
id = "posting_days"
value = 20
[[step]]
id = "review"
name = "议题预审"
[[paper]]
id = "topic_review"
name = "议题预审表"
[[fact]]
id = "review.parties"
name = "拟请的人"
"""


def county_file(folder, text=COUNTY_FILE):
    path = folder / "武义县.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_the_county_changes_numbers_and_names_and_each_says_where_it_is_from(
    village, show, user_folder, qtbot, tmp_path
):
    desk = village(load_a_busy_spring)
    page = show(SettingsPage(desk, Answers(county_file(tmp_path))), 1206, 697)
    find(page, "本地规定", QPushButton).click()
    find(page, "导入县里的规定……", QPushButton).click()
    settle(qtbot, desk)
    furnished(qtbot, page)
    assert "公示期：现在按20日" in said(page)
    assert "步骤“六必议、五不议审查”叫“议题预审”" in said(page)
    assert "本地规定：武民〔2026〕5号；文件里叫“六必议、五不议审查”" in said(page)
    matter = next(one for one in desk.snapshot.situations if one.case.review.must_rules)
    step = matter.procedure.step("review")
    shown = alone(step, CaseEditing(matter), Surroundings(matter.today))
    window = QWidget()
    QVBoxLayout(window).addWidget(shown)
    show(window, 700, 640)
    assert "议题预审" in said(shown) and "文件里叫“六必议、五不议审查”" in said(shown)
    assert "拟请的人" in said(shown) and "文件里叫“拟定协商主体”" in said(shown)


def test_a_bad_file_of_the_county_is_refused_and_nothing_is_changed(
    village, show, user_folder, qtbot, tmp_path
):
    desk = village(load_a_busy_spring)
    bad = COUNTY_FILE.replace('id = "review"', 'id = "preview"')
    page = show(SettingsPage(desk, Answers(county_file(tmp_path, bad))), 1206, 697)
    refusals = []
    desk.refused.connect(refusals.append)
    before = desk.snapshot.organisation
    find(page, "本地规定", QPushButton).click()
    find(page, "导入县里的规定……", QPushButton).click()
    settle(qtbot, desk)
    assert "step preview：这份办事依据没有这一步" in refusals[0].happened
    assert desk.snapshot.organisation == before


def test_a_step_is_renamed_by_hand_and_called_as_before_again(local, qtbot):
    desk, page = local
    what = find(page, "给什么改名", QComboBox)
    what.setCurrentIndex(what.findText("步骤：签到"))
    type_into(page, "改名：本地叫什么", "到会登记")
    find(page, "改名", QPushButton).click()
    assert "还没写谁定的。" in said(page)
    type_into(page, "改名：谁定的", "县民政局")
    find(page, "改名", QPushButton).click()
    settle(qtbot, desk)
    assert {one.procedure.step("attendance").title for one in desk.snapshot.situations} == {"到会登记"}
    find(page, "恢复原名：签到", QPushButton).click()
    settle(qtbot, desk)
    assert {one.procedure.step("attendance").title for one in desk.snapshot.situations} == {"签到"}
