"""The county's 协商目录 from Excel: kept by year, whole or not at all, every wrong cell named."""

from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from tests.services.offices import opened
from yishi_desktop.domain.catalogue import of_year, suggestions
from yishi_desktop.domain.choices import CatalogueClass, Destination, Level
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import catalogues

HEADING = ["编号", "类别", "协商事项", "协商层级", "后续程序", "依据"]
ROWS = [
    [
        "1-01",
        "公共事务、公益事业",
        "村内道路硬化、路灯安装",
        "村（社区）",
        "村民代表会议",
        "县民政局〔2026〕3号",
    ],
    ["1-02", None, "土地流转价格", "小组", "集体经济组织成员大会", None],
    [None, None, None, None, None, None],
    ["9-01", "本县自定的一类", "庙会摊位怎么分", None, "无", None],
]


def workbook(path, rows=ROWS, above=(["××县2026年协商目录"],), heading=HEADING):
    book = Workbook()
    for row in (*above, heading, *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_every_line_is_read_and_a_merged_class_counts_for_the_lines_below(tmp_path):
    read = catalogues.read_file(workbook(tmp_path / "目录.xlsx"))
    assert read.problems == ()
    road, land, stalls = read.items
    assert (road.number, road.level, road.follow_up) == ("1-01", Level.VILLAGE, Destination.REPRESENTATIVES)
    assert (land.category, land.level, land.follow_up) == (road.category, Level.GROUP, Destination.COLLECTIVE)
    assert road.known_class is CatalogueClass.PUBLIC_AFFAIRS
    assert (stalls.known_class, stalls.category, stalls.follow_up) == (None, "本县自定的一类", None)


def test_wrong_cells_are_named_by_row_and_column_and_nothing_is_taken(tmp_path):
    wrong = [
        *ROWS,
        ["1-01", "", "再来一条", "镇上", "大家看着办", ""],
        ["2-02", "", "", "", "", "有依据没有事项"],
    ]
    read = catalogues.read_file(workbook(tmp_path / "目录.xlsx", wrong))
    assert [(problem.row, problem.column) for problem in read.problems] == [
        (7, "协商层级"),
        (7, "后续程序"),
        (7, "编号"),
        (8, "协商事项"),
    ]
    assert read.problems[1].message.startswith("第7行“后续程序”写的是“大家看着办”，认不得。")
    assert "和第3行重复" in read.problems[2].message


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: workbook(path, heading=["一", "二"]), "没有找到“协商事项”这一列"),
        (lambda path: workbook(path, rows=[]), "没有一条事项"),
        (lambda path: path.write_bytes(b"nothing") and path, "读不了"),
        (lambda path: path, "打不开"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(tmp_path, make, words):
    with pytest.raises(UserError) as refused:
        catalogues.read_file(make(tmp_path / "目录.xlsx"))
    assert words in refused.value.happened
    assert refused.value.safe == "目录没有改动。"


def test_lists_are_kept_by_year_and_an_old_one_holds_until_the_next(tmp_path):
    with opened(tmp_path) as office:
        items = catalogues.read_file(workbook(tmp_path / "目录.xlsx")).items
        catalogues.keep(office, 2025, "旧目录", items[:1])
        catalogues.keep(office, 2026, "新目录", items)
        catalogues.keep(office, 2026, "新目录（改）", items[1:])
        kept = catalogues.catalogues(office)
        assert [(one.year, one.issued_by, len(one.items)) for one in kept] == [
            (2026, "新目录（改）", 2),
            (2025, "旧目录", 1),
        ]
        assert len(office.store.records.history("catalogue-2026")) == 2
    assert of_year(kept, 2027).year == 2026
    assert of_year(kept, 2025).year == 2025
    assert of_year(kept, 2024) is None


def test_a_topic_finds_its_entry(tmp_path):
    items = catalogues.read_file(workbook(tmp_path / "目录.xlsx")).items
    catalogue = catalogues.Catalogue(year=2026, items=items)
    found = suggestions(catalogue, "三组通组道路硬化及沿线路灯安装")
    assert [one.item.number for one in found] == ["1-01"]
    assert suggestions(catalogue, "", "") == ()
    assert suggestions(catalogue, "垃圾分类投放点搬到哪里") == ()
    by_description = suggestions(catalogue, "三组的一件事", "大家想谈谈土地流转价格")
    assert [one.item.number for one in by_description] == ["1-02"]


def test_the_template_can_be_filled_in_and_read_back(tmp_path):
    path = tmp_path / catalogues.TEMPLATE_NAME
    with opened(tmp_path, datetime.fromisoformat("2026-04-20T10:00:00+08:00")) as office:
        catalogues.save_template(office, path)
    book = load_workbook(path)
    assert [cell.value for cell in book.active[1]][:4] == ["编号", "类别", "协商事项", "协商层级"]
    assert len(book.active.data_validations.dataValidation) == 3
    assert len(catalogues.read_file(path).items) == 1
