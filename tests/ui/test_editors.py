"""Every editor speaks plain values, tells of changes once, and leaves the input method alone."""

from datetime import date, time

import pytest
from PySide6.QtCore import QDate, QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui.audit import spoken
from yishi_desktop.domain.choices import SessionKind
from yishi_desktop.domain.registry import FACTS
from yishi_desktop.ui.editors import (
    Answer,
    Candidate,
    ChecklistEditor,
    ChoiceEditor,
    CountEditor,
    DateEditor,
    FlagEditor,
    LineEditor,
    PeopleEditor,
    PersonChoice,
    PersonEditor,
    Question,
    TextEditor,
    TimeEditor,
)
from yishi_desktop.ui.editors.fact_fields import Surroundings, editor_for, recorded
from yishi_desktop.ui.editors.field import FormField

TODAY = date(2026, 11, 21)
WANG_YF, WANG_YIN, SHAN = (
    PersonChoice("王永法", "p1"),
    PersonChoice("王银芳", "p2"),
    PersonChoice("单田芳", "p3"),
)
CANDIDATES = (
    Candidate(WANG_YF, ("wyf", "wangyongfa"), "三组"),
    Candidate(WANG_YIN, ("wyf", "wangyinfang"), "二组"),
    Candidate(SHAN, ("stf", "dtf", "shantianfang")),
)
QUESTIONS = (Question("law", "违反法律法规"), Question("others", "不属于本村职权"))


class Told(list):
    """The values an editor told of."""

    def of(self, editor):
        self.editor = editor
        editor.edited.connect(self.note)

    def note(self):
        self.append(self.editor.value())


def initials(text):
    return frozenset({"wyf"}) if text == "物业费" else frozenset()


CASES = [
    (LineEditor, "", "村口路灯"),
    (TextEditor, "", "第一行\n第二行"),
    (CountEditor, None, 36),
    (lambda: DateEditor(TODAY), None, date(2026, 3, 15)),
    (TimeEditor, None, time(14, 30)),
    (lambda: ChoiceEditor([("hand", "举手"), ("ballot", "投票")]), "", "ballot"),
    (lambda: ChoiceEditor([("hand", "举手")], free_text=True), "", "鼓掌"),
    (FlagEditor, None, False),
    (lambda: PersonEditor(CANDIDATES), None, WANG_YIN),
    (lambda: PeopleEditor(CANDIDATES), (), (WANG_YF, PersonChoice("外村人"))),
    (
        lambda: ChecklistEditor(QUESTIONS),
        (Answer("law"), Answer("others")),
        (Answer("law", False), Answer("others", True, "镇里管")),
    ),
]
NAMES = [
    "line",
    "text",
    "count",
    "date",
    "time",
    "choice",
    "free choice",
    "flag",
    "person",
    "people",
    "checklist",
]


@pytest.mark.parametrize(("make", "blank", "value"), CASES, ids=NAMES)
def test_value_in_value_out_without_a_word(show, make, blank, value):
    editor = show(make())
    told = Told()
    told.of(editor)
    assert editor.value() == blank
    editor.set_value(value)
    assert editor.value() == value
    editor.set_value(blank)
    assert editor.value() == blank
    editor.finish()
    assert told == []


@pytest.mark.parametrize(("make", "blank", "value"), CASES, ids=NAMES)
def test_the_label_of_the_question_is_its_spoken_name(show, make, blank, value):
    field = show(FormField("开会的事", make(), "照实填"))
    assert all("开会的事" in spoken(part) for part in field.editor.parts())
    assert spoken(field.editor) == "开会的事"


@pytest.fixture
def told():
    return Told()


def watched(editor, told):
    told.of(editor)
    editor.setFocus()
    return editor


# ------------------------------------------------------------------------------------------------ text
def test_composing_is_no_change_and_committing_is_one(show, told, ime):
    for editor, inner in ((LineEditor(), "line"), (TextEditor(), "paper")):
        told.clear()
        watched(show(editor), told)
        for letters in ("h", "hu", "hui", "hui y", "hui yi"):
            ime.compose(getattr(editor, inner), letters)
        assert told == []
        ime.commit(getattr(editor, inner), "会议")
        assert told == ["会议"]


def test_words_over_the_limit_stay_and_are_said(show, ime):
    editor = show(LineEditor(limit=4))
    ime.commit(editor.line, "张建国")
    ime.commit(editor.line, "主任")
    assert editor.value() == "张建国主任"
    assert editor.problem() == "已写5字，最多4字，请删1字"


def test_a_pasted_line_loses_breaks_and_invisible_characters(show, told):
    editor = watched(show(LineEditor()), told)
    QApplication.clipboard().setText("村口\u200b路灯\r\n安装\t\n")
    editor.line.paste()
    assert (editor.line.text(), told) == ("村口路灯安装", ["村口路灯安装"])


def test_pasted_prose_is_plain(show):
    editor = show(TextEditor())
    data = QMimeData()
    data.setHtml("<b>粗体</b>")
    data.setText("粗体\ufeff\r\n第二行")
    editor.paper.insertFromMimeData(data)
    assert editor.value() == "粗体\n第二行"


def test_tab_leaves_prose(show):
    field, after = TextEditor(), LineEditor()
    page = QWidget()
    box = QVBoxLayout(page)
    box.addWidget(field)
    box.addWidget(after)
    show(page)
    field.setFocus()
    QTest.keyClick(field.paper, Qt.Key.Key_Tab)
    assert after.line.hasFocus()
    assert field.value() == ""


def test_prose_grows_with_what_is_written(show):
    editor = show(TextEditor(lines=3), 400, 600)
    low = editor.paper.height()
    editor.set_value("一句话，说得长一点，好让它折行。" * 12)
    assert editor.paper.height() > low
    assert not editor.paper.verticalScrollBar().isVisible()
    QApplication.processEvents()
    assert editor.paper.cursorRect(_end(editor.paper)).bottom() < editor.paper.viewport().height()
    editor.set_value("")
    QApplication.processEvents()
    assert editor.paper.height() == low


def _end(paper):
    cursor = paper.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    return cursor


# ------------------------------------------------------------------------------------- counts, dates, times
def test_full_width_digits_are_a_count(show, told, ime):
    editor = watched(show(CountEditor()), told)
    ime.commit(editor.line, "３")
    ime.commit(editor.line, "６")
    assert told == [3, 36]


def test_what_is_no_count_is_said_and_kept(show, ime):
    editor = show(CountEditor())
    ime.commit(editor.line, "很多")
    assert (editor.value(), editor.line.text()) == (None, "很多")
    assert "很多" in editor.problem()


def test_a_date_is_taken_over_when_the_field_is_left(show, told):
    editor = watched(show(DateEditor(TODAY)), told)
    QTest.keyClicks(editor.line, "3.15")
    assert told == []
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert told == [date(2026, 3, 15)]
    assert editor.line.text() == "2026年3月15日"


def test_an_impossible_date_stays_and_is_said_at_the_field(show):
    field = show(FormField("开会日期", DateEditor(TODAY)))
    QTest.keyClicks(field.editor.line, "2.30")
    assert field.finding.isHidden()
    field.editor.finish()
    assert "2.30" in field.finding.sentence()
    assert field.editor.line.property("bad")
    field.editor.set_value(TODAY)
    assert field.finding.isHidden()


def test_a_day_picked_from_the_calendar(show, told):
    editor = watched(show(DateEditor(TODAY)), told)
    QTest.mouseClick(editor.pick, Qt.MouseButton.LeftButton)
    calendar = editor.findChild(QWidget, "qt_calendar_calendarview").parentWidget()
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    calendar.clicked.emit(QDate(2026, 12, 1))
    assert told == [date(2026, 12, 1)]
    assert not calendar.isVisible()


def test_midnight_is_a_time(show):
    editor = show(TimeEditor())
    editor.set_value(time(0, 0))
    editor.finish()
    assert (editor.value(), editor.problem()) == (time(0, 0), "")


# ------------------------------------------------------------------------------------------------- choices
def test_an_answer_is_taken_back_by_pressing_it_again(show, told):
    editor = watched(show(FlagEditor()), told)
    yes, no = editor.parts()
    for part in (yes, no, no):
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    assert told == [True, False, None]


def test_a_free_choice_takes_other_words(show, told, ime):
    editor = watched(show(ChoiceEditor([("hand", "举手")], free_text=True)), told)
    ime.commit(editor.combo.lineEdit(), "举手")
    assert told == ["hand"]
    ime.commit(editor.combo.lineEdit(), "和鼓掌")
    assert told == ["hand", "举手和鼓掌"]


def test_a_reason_is_asked_for_where_it_is_needed(show, told):
    editor = watched(show(ChecklistEditor(QUESTIONS)), told)
    row = editor.row("law")
    assert not row.reason.isVisible()
    QTest.mouseClick(row.flag.parts()[0], Qt.MouseButton.LeftButton)
    assert row.reason.isVisible()
    QTest.keyClicks(row.reason.line, "x")
    assert told[-1] == (Answer("law", True, "x"), Answer("others"))


# -------------------------------------------------------------------------------------------------- people
def offered(box):
    shown = box.offered()
    return [shown.item(at).text() for at in range(shown.count())] if shown else []


def test_composing_letters_offer_people(show, told, ime):
    editor = watched(show(PersonEditor(CANDIDATES)), told)
    ime.compose(editor.box, "wy")
    assert offered(editor.box) == ["王永法　三组", "王银芳　二组"]
    assert told == []


def test_a_candidate_of_the_input_method_still_finds_the_person(show, ime):
    editor = show(PersonEditor(CANDIDATES, initials))
    editor.setFocus()
    ime.compose(editor.box, "物业费")
    assert {hit.choice for hit in editor.box.hits} == {WANG_YF, WANG_YIN}


def test_enter_while_composing_chooses_nobody(show, told, ime):
    editor = watched(show(PersonEditor(CANDIDATES)), told)
    ime.compose(editor.box, "stf")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert (editor.value(), told) == (None, [])


@pytest.mark.parametrize(
    ("typed", "keys", "meant"), [("stf", [], SHAN), ("dtf", [], SHAN), ("wyf", [Qt.Key.Key_Down], WANG_YIN)]
)
def test_initials_and_enter_choose(show, told, typed, keys, meant):
    editor = watched(show(PersonEditor(CANDIDATES)), told)
    QTest.keyClicks(editor.box, typed)
    for key in [*keys, Qt.Key.Key_Return]:
        QTest.keyClick(editor.box, key)
    assert editor.value() == meant
    assert editor.box.text() == meant.name


def test_a_person_clicked_in_the_list(show, told):
    editor = watched(show(PersonEditor(CANDIDATES), 500, 400), told)
    QTest.keyClicks(editor.box, "wy")
    shown = editor.box.offered()
    QTest.mouseClick(
        shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualItemRect(shown.item(1)).center()
    )
    assert told == [WANG_YIN]


def test_a_known_name_typed_in_full_is_that_person(show, ime):
    editor = show(PersonEditor(CANDIDATES))
    ime.commit(editor.box, "王 永法")
    editor.finish()
    assert editor.value() == WANG_YF


def test_an_unknown_name_stays_a_name(show, ime):
    editor = show(PersonEditor(CANDIDATES))
    editor.setFocus()
    ime.commit(editor.box, "王永法大哥")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.value() == PersonChoice("王永法大哥")


def test_several_people_by_enter_and_away_by_their_chip(show, told, ime):
    editor = watched(show(PeopleEditor(CANDIDATES)), told)
    QTest.keyClicks(editor.box, "stf")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    ime.commit(editor.box, "外村人")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.value() == (SHAN, PersonChoice("外村人"))
    chip = next(part for part in editor.findChildren(QWidget) if part.accessibleName() == "移除单田芳")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told[-1] == (PersonChoice("外村人"),)


def test_a_name_left_in_the_box_is_meant_too(show, ime):
    editor = show(PeopleEditor(CANDIDATES))
    ime.commit(editor.box, "周美娟")
    editor.finish()
    assert editor.value() == (PersonChoice("周美娟"),)


def test_the_list_of_people_takes_no_focus(show):
    editor = show(PersonEditor(CANDIDATES))
    editor.setFocus()
    QTest.keyClicks(editor.box, "w")
    assert editor.box.offered() is not None
    assert editor.box.hasFocus()
    QTest.keyClick(editor.box, Qt.Key.Key_Escape)
    assert editor.box.offered() is None


def test_what_is_never_without_an_answer_offers_no_blank_one(show):
    always, seldom = FACTS["session.kind"], FACTS["session.form"]
    for fact, blanks in ((always, 0), (seldom, 1)):
        editor = show(editor_for(fact, Surroundings(TODAY)))
        assert [editor.combo.itemData(at) for at in range(editor.combo.count())].count("") == blanks
    assert recorded("", always, Surroundings(TODAY)) is SessionKind.MEETING
    assert recorded("", seldom, Surroundings(TODAY)) is None
