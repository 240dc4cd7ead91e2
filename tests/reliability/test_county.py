"""A county's ledgers through the window and the command: the expected rows and verdicts, twice, in any order, by levels."""

import random

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSize

from tests.reliability.county import SESSIONS, TOWNS, make, organisation
from tests.services.offices import opened
from tests.soaking import times
from tests.ui.villages import WINTER, Answers, open_desk, settle
from yishi_desktop.cli import run_command
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.merging import merge_files
from yishi_desktop.services.township.office import holdings, save_summary
from yishi_desktop.ui.township.page import TownshipPage

VILLAGES = times(8, 500)
SHEETS = ("各乡镇汇总", "各村汇总", "明细", "议题库", "公示台账", "落实台账", "待核对")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return make(tmp_path_factory.mktemp("county"), VILLAGES)


@pytest.fixture(scope="module")
def merged(corpus, tmp_path_factory):
    """What the command makes of all good files at once."""
    target = tmp_path_factory.mktemp("merged") / "全县.xlsx"
    assert run_command(["merge", *map(str, corpus.good), "--to", str(target)]) == 0
    return target


def sheets(path):
    book = load_workbook(path, read_only=True)
    return {name: list(book[name].iter_rows(values_only=True)) for name in SHEETS}


def column(rows, heading):
    top = next(n for n, row in enumerate(rows) if row[0] == "序号")
    below = rows[top + 1] if rows[top + 1][0] is None else ()
    labels = [
        str(a or b or "").replace("\n", "") for a, b in zip(rows[top], below or rows[top], strict=False)
    ]
    return [row[labels.index(heading)] for row in rows[top + (2 if below else 1) :]]


def test_with_bad_files_the_command_names_them_all_and_writes_nothing(corpus, tmp_path, capfd):
    target = tmp_path / "x.xlsx"
    assert run_command(["merge", str(corpus.folder), "--to", str(target)]) == 1
    said = capfd.readouterr().err
    assert f"有{len(corpus.bad)}个文件不能合并" in said
    assert all(name in said for name in corpus.bad)
    assert not target.exists()


def test_the_sum_is_what_the_county_was_made_of(corpus, merged):
    found = sheets(merged)
    counted = column(found["各村汇总"], "计入年度次数")
    assert counted == [SESSIONS] * corpus.villages + [SESSIONS * corpus.villages]
    assert len(column(found["明细"], "议题名称")) == SESSIONS * corpus.villages + corpus.forks
    assert len(column(found["待核对"], "议题")) == 2 * corpus.forks
    assert sorted(column(found["待核对"], "议题")) == sorted(["甲机改的题目", "乙机改的题目"] * corpus.forks)
    wanted = dict.fromkeys(TOWNS, 0)
    for number in range(corpus.villages):
        wanted[organisation(number).township] += SESSIONS
    groups = dict(
        zip(
            column(found["各乡镇汇总"], "乡镇（街道）"),
            column(found["各乡镇汇总"], "计入年度次数"),
            strict=True,
        )
    )
    assert {town: groups[town] for town in TOWNS} == wanted


def test_the_window_says_of_every_file_what_it_is_and_takes_the_good_ones(
    corpus, merged, dressed, qtbot, tmp_path
):
    desk = open_desk(tmp_path / "township", WINTER)
    desk.open()
    settle(qtbot, desk)
    page = TownshipPage(desk, Answers())
    qtbot.addWidget(page)
    page.resize(QSize(1206, 697))
    page.show()
    settle(qtbot, desk)
    page.show_intake()
    page.intake.look_at([corpus.folder])
    qtbot.waitUntil(lambda: not desk.tasks.is_busy(), timeout=3_600_000)
    rows = page.intake.table.sheet.table.rows
    shown = {str(row.values[1]): str(row.values[0]) for row in rows}
    twins = [name for name, verdict in corpus.expected.items() if verdict == "收过了"]
    for twin in twins:  # of two equal files the one that is read second is the known one
        pair = {shown.pop(twin).split(" ", 1)[-1], shown.pop(twin.replace(" (2)", "")).split(" ", 1)[-1]}
        assert pair == {"收过了", "可以收"}
    assert {name: words.split(" ", 1)[-1] for name, words in shown.items()} == {
        name: verdict
        for name, verdict in corpus.expected.items()
        if name not in twins and name not in {twin.replace(" (2)", "") for twin in twins}
    }
    page.intake.take.click()
    qtbot.waitUntil(lambda: not desk.tasks.is_busy(), timeout=3_600_000)
    assert page.overview.view.sheet.rowCount() == corpus.villages
    written = []
    desk.ask(lambda office: save_summary(office, tmp_path / "窗口.xlsx"), lambda said: written.append(said))  # noqa: PLW0108 - the desk holds methods weakly
    qtbot.waitUntil(lambda: not desk.tasks.is_busy(), timeout=3_600_000)
    desk.close()
    assert written and sheets(tmp_path / "窗口.xlsx") == sheets(merged)


def test_twice_in_any_order_and_through_townships_it_is_the_same(corpus, merged, tmp_path):
    chance = random.Random(1)
    files = [*corpus.good, *chance.choices(corpus.good, k=3)]
    chance.shuffle(files)
    packages = []
    for n in range(3):
        packages.append(tmp_path / f"镇{n}.xlsx")
        merge_files(list(dict.fromkeys(files[n::3])), packages[-1])
    merge_files([*packages, packages[0], files[0]], tmp_path / "县.xlsx")
    assert sheets(tmp_path / "县.xlsx") == sheets(merged)


def test_visits_one_after_the_other_end_where_one_visit_does(corpus, merged, tmp_path):
    half = len(corpus.good) // 2
    with opened(tmp_path / "t") as office:
        for visit in (corpus.good[half:], corpus.good[:half], corpus.good):
            take_in(office, examine(office, visit))
        assert len(holdings(office).township.villages()) == corpus.villages
        save_summary(office, tmp_path / "汇总.xlsx")
    assert sheets(tmp_path / "汇总.xlsx") == sheets(merged)
