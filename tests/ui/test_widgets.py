"""The parts screens are built from, as their user meets them."""

from datetime import time

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from tests.ui import gallery
from tests.ui.audit import SIZES, audit, colour_at, spoken
from yishi_desktop.ui import theme
from yishi_desktop.ui.tasks import Tasks
from yishi_desktop.ui.widgets.finding import FindingLabel
from yishi_desktop.ui.widgets.flow import FlowLayout
from yishi_desktop.ui.widgets.footer import Footer
from yishi_desktop.ui.widgets.person_tile import PersonTile
from yishi_desktop.ui.widgets.preview import Mark, PreviewPane, draw_sheets
from yishi_desktop.ui.widgets.rail import Rail
from yishi_desktop.ui.widgets.stepper import Step, Stepper, StepState
from yishi_desktop.ui.widgets.table import Table, TextModel
from yishi_desktop.ui.widgets.tag import SavedIndicator
from yishi_desktop.ui.widgets.tally import BigCounter, Part, TallyBar
from yishi_desktop.ui.widgets.text import button, set_state

LONG_TITLE = "依法依规公开协商结果并向有关部门和利益相关方通报，接受村民监督"


# ------------------------------------------------------------------------------------------ rail, stepper
def test_ctrl_and_a_number_choose_a_place(qtbot, show):
    rail = show(Rail(), 151, 600)
    for number, key in enumerate(("home", "cases", "notices", "ledger", "people", "settings")):
        with qtbot.waitSignal(rail.chosen) as chosen:
            QTest.keyClick(rail, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
        assert chosen.args == [key]
        assert rail.button(key).isChecked()


def test_what_waits_is_said(show):
    rail = show(Rail())
    rail.button("notices").set_count(3)
    assert spoken(rail.button("notices")) == "公示提醒，3件"


def test_a_step_is_chosen_by_click_and_by_key(qtbot, show):
    stepper = show(Stepper(), 240, 600)
    stepper.set_steps(gallery.STEPS, "minutes")
    with qtbot.waitSignal(stepper.chosen) as chosen:
        QTest.mouseClick(stepper.row("vote"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["vote"]
    with qtbot.waitSignal(stepper.chosen) as chosen:
        QTest.keyClick(stepper.row("carry"), Qt.Key.Key_Space)
    assert chosen.args == ["carry"]


@pytest.mark.parametrize("state", StepState)
def test_a_step_says_how_it_stands(show, state):
    stepper = show(Stepper())
    stepper.set_steps([Step("a", "签到", state, "缺2项")], "")
    assert spoken(stepper.row("a")) == f"第1步，签到，{state.value}，缺2项"


def test_steps_of_the_same_keys_keep_their_rows_and_the_focus(show):
    stepper = show(Stepper())
    stepper.set_steps(gallery.STEPS, "minutes")
    QApplication.processEvents()
    row = stepper.row("vote")
    row.setFocus()
    stepper.set_steps(gallery.STEPS, "vote")
    assert stepper.row("vote") is row
    assert row.hasFocus()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_a_long_title_wraps_inside_its_row(show, dressed, size):
    theme.apply_theme(dressed, size)
    stepper = Stepper()
    stepper.set_steps([Step("a", LONG_TITLE, StepState.ATTENTION, LONG_TITLE), Step("b", "签到")], "a")
    assert audit(show(stepper, 260, 600)) == []
    assert stepper.row("a").geometry().bottom() < stepper.row("b").geometry().top() + 1


# ---------------------------------------------------------------------------------------------------- vote
class Told(list):
    def __init__(self, counter):
        super().__init__()
        self.counter = counter
        counter.edited.connect(self.note)

    def note(self):
        self.append(self.counter.value())


def named(window, words):
    return next(button for button in window.findChildren(QPushButton) if button.accessibleName() == words)


def test_not_counted_is_not_nought(show):
    counter = show(BigCounter("赞成"))
    assert counter.value() is None
    told = Told(counter)
    QTest.mouseClick(named(counter, "赞成减1"), Qt.MouseButton.LeftButton)
    assert told == [0]


def test_two_quick_presses_are_two_votes(show):
    counter = show(BigCounter("赞成"))
    told, more = Told(counter), named(counter, "赞成加1")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(more, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(more, Qt.MouseButton.LeftButton)
    assert told == [1, 2]


def test_a_count_can_be_typed_and_taken_away(show, ime):
    counter = show(BigCounter("赞成"))
    told = Told(counter)
    ime.commit(counter.number, "２５")
    counter.number.clear()
    assert told == [25, None]


def test_showing_a_count_tells_nobody(show):
    counter = show(BigCounter("赞成"))
    told = Told(counter)
    counter.set_value(25)
    counter.set_value(None)
    assert told == []


def test_the_line_stands_at_two_thirds(show):
    bar = show(TallyBar(), 900, 60)
    bar.set_tally([Part("赞成", 25, theme.GREEN), Part("反对", 6, theme.RED)], 36, (2, 3))
    picture = bar.grab().toImage()
    middle = bar.height() // 2 + 6
    black = [x for x in range(bar.width()) if colour_at(picture, x, middle).name() == theme.INK.lower()]
    assert all(abs(x - 600) <= 2 for x in black)
    assert black
    assert colour_at(picture, 20, middle).name() == theme.GREEN.lower()
    assert spoken(bar) == "实到会36人，赞成25人，反对6人"


# ---------------------------------------------------------------------------------- tile, footer, finding
def test_one_click_marks_a_person(qtbot, show):
    tile = show(PersonTile("p1", "张建国", "村民代表"), 200, 70)
    assert spoken(tile) == "张建国，村民代表，未到"
    with qtbot.waitSignal(tile.marked) as marked:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert marked.args == ["p1", True]
    assert spoken(tile) == "张建国，村民代表，已到"


def test_back_and_next_by_name_and_by_key(qtbot, show):
    footer = show(Footer(), 900, 60)
    footer.set_steps("上一步：签到", "下一步：表决")
    footer.set_missing(1)
    QApplication.processEvents()
    assert "缺1项，也可以先往下走" in [spoken(label) for label in footer.findChildren(QWidget)]
    footer.set_missing(1, last=True)
    assert "缺1项，可以以后再补" in [spoken(label) for label in footer.findChildren(QWidget)]
    with qtbot.waitSignal(footer.back):
        QTest.keyClick(footer, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(footer.forward):
        QTest.keyClick(footer, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def test_a_finding_shows_its_clause_when_asked(qtbot, show):
    finding = FindingLabel()
    assert finding.isHidden()
    finding.set_finding("还没填监督员。", "金市民〔2023〕43号 五（三）")
    show(finding, 500, 100)
    with qtbot.waitSignal(finding.clause_asked) as asked:
        QTest.mouseClick(named(finding, "看依据：还没填监督员。"), Qt.MouseButton.LeftButton)
    assert asked.args == ["金市民〔2023〕43号 五（三）"]
    finding.set_finding("")
    assert finding.isHidden()


def test_saved_is_said_in_words(show):
    saved = show(SavedIndicator())
    saved.saved(time(14, 32))
    assert (saved.text(), spoken(saved)) == ("✓ 已保存 14:32", "已保存 14:32")


def test_tiles_stand_in_columns(show):
    window = QWidget()
    flow = FlowLayout(window, gap=10, columns_of=180)
    tiles = [PersonTile(str(at), "张建国") for at in range(7)]
    for tile in tiles:
        flow.addWidget(tile)
    show(window, 590, 400)
    assert len({tile.x() for tile in tiles}) == 3
    assert len({tile.y() for tile in tiles}) == 3
    assert {tile.width() for tile in tiles} == {190}


# --------------------------------------------------------------------------------------------------- table
class Rows(TextModel):
    def rowCount(self, parent=None):
        return 1

    def columnCount(self, parent=None):
        return 2

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return ("1", LONG_TITLE)[index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def test_a_wrapped_cell_loses_no_line(show):
    model = Rows()
    table = show(Table(model, 1, "台账"), 300, 300)
    table.resizeRowsToContents()
    cell = table.visualRect(model.index(0, 1))
    room = table.itemDelegate().text_room(cell)
    need = QFontMetrics(table.font()).boundingRect(
        QRect(0, 0, room.width(), 10_000), int(Qt.TextFlag.TextWordWrap), LONG_TITLE
    )
    assert need.height() > 2 * table.fontMetrics().height()
    assert need.height() <= room.height()


# ------------------------------------------------------------------------------------------------- preview
@pytest.fixture(scope="module")
def pdf():
    return gallery.sample_pdf(3)


def scroll_bar(pane):
    return pane.findChild(QWidget, "qt_scrollarea_vcontainer").parent().verticalScrollBar()


def test_every_page_is_drawn_on_white_with_its_mark(show, pdf):
    pane = show(PreviewPane(), 500, 600)
    pane.set_pdf(pdf, [Mark(0, 60, 60, 100, 10)])
    QApplication.processEvents()
    assert pane.page_count() == 3
    picture = pane.grab().toImage()
    colours = {colour_at(picture, x, y).name() for x in range(0, 480, 3) for y in range(60, 590, 3)}
    assert {"#ffffff", theme.MARK.lower()} <= colours


def test_pages_are_drawn_for_the_pixels_of_the_screen(pdf):
    for ratio in (1.0, 1.25, 2.0):
        sheet = draw_sheets(pdf, 400, ratio)[0]
        assert abs(sheet.image.width() - 400 * ratio) <= 1
        assert abs(sheet.image.deviceIndependentSize().width() - 400) <= 1
        assert (round(sheet.width), round(sheet.height)) == (210, 297)


def test_a_mark_stands_where_it_should_with_and_without_margins(show, pdf):
    """The first cell of the form begins 150 pt from the left and ends 738 pt from the foot of the page."""
    cell = Mark(0, 150 * 25.4 / 72, (842 - 738) * 25.4 / 72, 375 * 25.4 / 72, 48 * 25.4 / 72)
    for trim in (0.0, 12.0):
        pane = show(PreviewPane(trim=trim), 700, 700)
        pane.set_pdf(pdf, [cell])
        QApplication.processEvents()
        page = next(part for part in pane.findChildren(QWidget) if spoken(part) == "第1页，共3页")
        box, picture = page.box_of(cell).toRect(), page.grab().toImage()
        inside = colour_at(picture, box.right() - 12, box.top() + 8).name()
        outside = colour_at(picture, box.right() - 12, box.top() - 8).name()
        beside = [box.left() + step / 4 for step in range(-6, 7)]
        edge = min(colour_at(picture, x, box.center().y() - 20).lightness() for x in beside)
        assert (inside, outside) == (theme.MARK.lower(), "#ffffff")
        assert edge < 150  # a thin black line; the yellow has 191


def test_where_one_was_reading_stays(show, pdf):
    pane = show(PreviewPane(), 500, 600)
    pane.set_pdf(pdf)
    QApplication.processEvents()
    bar = scroll_bar(pane)
    bar.setValue(700)
    pane.set_pdf(gallery.sample_pdf(4))
    QApplication.processEvents()
    assert bar.value() == 700


def test_zooming_keeps_the_place_and_a_new_width_draws_anew(show, pdf):
    pane = show(PreviewPane(), 500, 600)
    pane.set_pdf(pdf)
    QApplication.processEvents()
    page = pane.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
    wide = max(part.width() for part in page if spoken(part) == "第1页，共3页")
    pane.zoom_in()
    pane.resize(700, 600)
    QApplication.processEvents()
    wider = max(part.width() for part in page if spoken(part) == "第1页，共3页")
    assert pane.zoom() == 1.25
    assert wider > wide * 1.6


def test_drawing_off_the_windows_thread(qtbot, show, pdf):
    tasks = Tasks()
    pane = show(PreviewPane(tasks), 500, 600)
    pane.set_pdf(pdf)
    qtbot.waitUntil(lambda: pane.page_count() == 3)
    pane.set_pdf(b"")
    assert pane.page_count() == 0
    tasks.close()


def test_a_mark_out_of_sight_is_brought_into_view(show, pdf):
    pane = show(PreviewPane(), 500, 600)
    mark = Mark(2, 60, 60, 100, 10)
    pane.set_pdf(pdf, [mark])
    QApplication.processEvents()
    pane.reveal(mark)
    assert scroll_bar(pane).value() > 800


def test_a_pane_in_a_window_passes_the_audit(show, pdf):
    window = QWidget()
    box = QVBoxLayout(window)
    pane = PreviewPane()
    box.addWidget(pane)
    pane.set_pdf(pdf)
    assert audit(show(window, 500, 600)) == []
    assert window.childAt(QPoint(250, 300)) is not None


@pytest.mark.parametrize(
    "role", ["", "primary", "link", "inline", "tool", "square", "segment", "chip", "counter"]
)
@pytest.mark.parametrize("size", SIZES)
def test_the_ring_of_keyboard_focus_changes_no_size(show, dressed, role, size):
    theme.apply_theme(dressed, size)
    one = button("下一步", role)
    page = QWidget()
    QVBoxLayout(page).addWidget(one)
    show(page)
    for checked in (False, True) if role == "segment" else (False,):
        one.setCheckable(role == "segment")
        one.setChecked(checked)
        set_state(one, "kb", False)
        before = one.sizeHint()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        set_state(one, "kb", True)
        assert one.sizeHint() == before
        one.clearFocus()
