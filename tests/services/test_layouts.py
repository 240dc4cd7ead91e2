"""Named layouts as records, and the exports that use them."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.services.offices import matter, real_office
from yishi_desktop.cli import run_command
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.layout import STANDARD, Layout, ShownColumn
from yishi_desktop.services.delivering import layouts, ledgers

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TOWNSHIP = Layout(name="镇里要的").with_sheet("topics", [ShownColumn(id="topic.title", label="议的什么事")])


@pytest.fixture
def office(tmp_path):
    with real_office(tmp_path / "资料", "后塘村", matter(1)) as office:
        yield office


def test_what_is_saved_is_in_use_and_removing_it_goes_back(office):
    layouts.save(office, TOWNSHIP)
    assert layouts.used(office) == TOWNSHIP
    layouts.use(office, layouts.STANDARD_NAME)
    assert layouts.used(office) == STANDARD and layouts.layouts(office) == (TOWNSHIP,)
    layouts.use(office, "镇里要的")
    layouts.remove(office, "镇里要的")
    assert layouts.used(office) == STANDARD and not layouts.layouts(office)


def test_saving_under_the_same_name_changes_that_layout(office):
    layouts.save(office, TOWNSHIP)
    other = Layout(name="镇里要的").with_sheet("tasks", [ShownColumn(id="state", label="办得怎样")])
    layouts.save(office, other)
    assert layouts.layouts(office) == (other,)


def hidden_tasks() -> tuple[ShownColumn, ...]:
    tasks = next(table for table in layouts.tables() if table.id == "tasks")
    return tuple(ShownColumn(id=one.id, hidden=True) for one in tasks.headings)


TWINS = [ShownColumn(id="topic.title", label="来源"), ShownColumn(id="topic.origin", label="来源")]


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (Layout(), "自己的名字"),
        (replace(TOWNSHIP, name="标准版式"), "自己的名字"),
        (replace(TOWNSHIP, name="字" * 21), "自己的名字"),
        (Layout(name="重名").with_sheet("topics", TWINS), "两栏都叫“来源”"),
        (Layout(name="全藏").with_sheet("tasks", hidden_tasks()), "至少要留一栏"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_kept(office, layout, said):
    with pytest.raises(UserError, match=said):
        layouts.save(office, layout)
    assert not layouts.layouts(office)


def test_the_exports_use_it_and_the_command_can_name_another(office, tmp_path):
    layouts.save(office, TOWNSHIP)
    ledgers.export(office, *YEAR, tmp_path / "窗口.xlsx")
    data = office.store.database.path.parent
    office.store.close()
    for name, more in (("终端", []), ("标准", ["--layout", "标准版式"])):
        words = ["ledger", "2026", "--data", str(data), "--to", str(tmp_path / f"{name}.xlsx"), *more]
        assert run_command(words) == 0
    found = {name: second_heading(tmp_path / f"{name}.xlsx") for name in ("窗口", "终端", "标准")}
    assert found == {"窗口": "议的什么事", "终端": "议的什么事", "标准": "协商编号"}


def test_the_command_names_the_layouts_there_are(office, tmp_path, capfd):
    layouts.save(office, TOWNSHIP)
    data = office.store.database.path.parent
    office.store.close()
    words = ["ledger", "2026", "--data", str(data), "--to", str(tmp_path / "a.xlsx"), "--layout", "县里的"]
    assert run_command(words) == 1
    assert "标准版式、镇里要的" in capfd.readouterr().err
    assert not (tmp_path / "a.xlsx").exists()


def second_heading(path):
    rows = load_workbook(path)["议题库"].iter_rows(values_only=True)
    return next(row[1] for row in rows if row[0] == "序号")
