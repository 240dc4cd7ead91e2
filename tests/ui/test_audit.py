"""The audit finds planted faults, and finds none in our own widgets at any size."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.ui import gallery
from tests.ui.audit import SIZES, audit, contrast
from yishi_desktop.ui import theme

LONG = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县"


def host(*widgets):
    window = QWidget()
    box = QVBoxLayout(window)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return window


def label_too_narrow():
    label = QLabel("11月26日　周四")
    label.setFixedWidth(60)
    return host(label)


def label_too_low():
    label = QLabel("张建国")
    label.setFixedHeight(10)
    return host(label)


def wrapped_label_too_low():
    label = QLabel(LONG)
    label.setWordWrap(True)
    label.setFixedSize(100, 20)
    return host(label)


def placeholder_cut():
    line = QLineEdit()
    line.setAccessibleName("找人")
    line.setPlaceholderText("输入姓名或拼音首字母，再按回车")
    line.setFixedWidth(120)
    return host(line)


def button_too_narrow():
    button = QPushButton("导出Excel报乡镇")
    button.setFixedWidth(80)
    return host(button)


def combo_too_narrow():
    combo = QComboBox()
    combo.setAccessibleName("地区")
    combo.addItem(LONG)
    combo.setFixedWidth(120)
    return host(combo)


def cell_cut():
    table = QTableWidget(1, 1)
    table.setAccessibleName("台账")
    table.setItem(0, 0, QTableWidgetItem(LONG))
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setMinimumHeight(120)
    return host(table)


def sticking_out():
    inner = QWidget()
    inner.setFixedSize(50, 40)
    label = QLabel(LONG, inner)
    label.resize(400, 30)
    return host(inner)


def two_over_each_other():
    window = QWidget()
    for text in ("张建国", "李小燕"):
        QLabel(text, window).resize(80, 30)
    return window


def no_name():
    return host(QLineEdit())


def same_name():
    return host(QPushButton("打开"), QPushButton("打开"))


def pale_text():
    label = QLabel("看得清吗")
    label.setStyleSheet("color: #9AA6B2; background: white;")
    return host(label)


def english_word():
    word = "Settings"
    return host(QPushButton(f"打开 {word}"))


def tab_trap():
    table = QTableWidget(2, 2)
    table.setAccessibleName("名册")
    return host(table, QPushButton("下一步"))


PLANTED = {
    label_too_narrow: "narrow",
    label_too_low: "narrow",
    wrapped_label_too_low: "narrow",
    placeholder_cut: "narrow",
    button_too_narrow: "narrow",
    combo_too_narrow: "narrow",
    cell_cut: "narrow",
    sticking_out: "clipped",
    two_over_each_other: "overlap",
    no_name: "nameless",
    same_name: "nameless",
    pale_text: "contrast",
    english_word: "english",
    tab_trap: "tab",
}


@pytest.mark.parametrize("make", PLANTED, ids=lambda make: make.__name__)
def test_a_planted_fault_is_found(show, make):
    window = show(make(), 500, 300)
    assert PLANTED[make] in {finding.kind for finding in audit(window)}


def test_a_window_larger_than_the_screen_is_found(show):
    window = host(QLabel("张建国"))
    window.setMinimumSize(700, 300)
    assert [finding.kind for finding in audit(show(window, 700, 300), QSize(640, 480))] == ["window"]


# These pages are for looking at and do not scroll; how the program's own fit in the largest type: tests.ui.tour.
@pytest.mark.parametrize("size", SIZES[:-1], ids=lambda size: size.label)
@pytest.mark.parametrize("page", gallery.PAGES)
def test_every_widget_of_ours_is_clean(show, dressed, page, size):
    theme.apply_theme(dressed, size)
    window = show(gallery.PAGES[page](), 1366, 696)
    QApplication.processEvents()
    assert audit(window) == []


@pytest.mark.parametrize(
    ("what", "ink", "ground", "least"), theme.PAIRS, ids=[pair[0] for pair in theme.PAIRS]
)
def test_every_pair_of_colours_reads(what, ink, ground, least):
    assert contrast(ink, ground) >= least


def test_the_contrast_is_the_one_wcag_defines():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("page", gallery.PAGES)
def test_the_type_size_can_change_while_a_page_is_open(show, dressed, page):
    window = show(gallery.PAGES[page](), 1366, 768)
    theme.apply_theme(dressed, theme.TextSize.HUGE)
    for _ in range(20):  # rows that flow settle from the outside in, a round for each box around them
        QApplication.processEvents()
    assert audit(window) == []
