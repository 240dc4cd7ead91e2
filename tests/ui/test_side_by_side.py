"""Questions that stand in one row: where only one of them is explained, the answers still stand on one line."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yishi_desktop.ui import theme
from yishi_desktop.ui.editors import LineEditor
from yishi_desktop.ui.editors.field import FormField, stand_side_by_side

EXPLAINED = "把不予协商的理由当面或书面告诉提出人的日子，三次没有联系上的，写最后一次的日期"


@pytest.fixture(params=[theme.TextSize.STANDARD, theme.TextSize.TWICE])
def row(request, dressed, show):
    """A row with one question that is explained, and one that is not."""
    theme.apply_theme(dressed, request.param)
    page = QWidget()
    line = QHBoxLayout(page)
    pair = FormField("建议途径", LineEditor()), FormField("告知日期", LineEditor(), EXPLAINED)
    stand_side_by_side(pair)
    for field in pair:
        line.addWidget(field, 1)
    show(page, 700, 300)
    return page, pair


def tops(page, pair) -> tuple[set[int], set[int]]:
    """Where the labels and where the answers begin."""
    labels = {field.title.mapTo(page, field.title.rect().topLeft()).y() for field in pair}
    return labels, {field.editor.mapTo(page, field.editor.rect().topLeft()).y() for field in pair}


def test_labels_and_answers_of_a_row_stand_on_one_line_each(row, qtbot):
    qtbot.waitUntil(lambda: [len(found) for found in tops(*row)] == [1, 1])


def test_they_stay_so_when_the_explanation_folds(row, qtbot):
    page, pair = row
    page.resize(320, 500)
    qtbot.waitUntil(lambda: len(tops(page, pair)[1]) == 1)
    page.resize(1200, 500)
    qtbot.waitUntil(lambda: len(tops(page, pair)[1]) == 1)
