"""The annual ledger as the office exports it: the acceptance cases, reopened by openpyxl and by LibreOffice."""

import subprocess
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from tests.services.offices import matter, opened, real_office, sample_office
from yishi_desktop.domain.case import Case, Session, Topic
from yishi_desktop.ledger_files.machine_sheet import read_machine_sheet
from yishi_desktop.services import cases
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.overview import overview

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        yield office


@pytest.fixture
def book(office, tmp_path):
    path = tmp_path / "台账.xlsx"
    ledgers.export(office, *YEAR, path)
    return path


def table(path, sheet):
    """The rows of a sheet, each as heading → value; under bands the headings take up two rows."""
    found = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    top = next(n for n, row in enumerate(found) if row[0] == "序号")
    banded = found[top + 1][0] is None
    headings = [a or b for a, b in zip(found[top], found[top + 1], strict=True)] if banded else found[top]
    if banded:
        headings = [b or a for a, b in zip(found[top], found[top + 1], strict=True)]
    return [dict(zip(headings, row, strict=True)) for row in found[top + 1 + banded :]]


def day(year, month, number):
    """A day as a cell gives it back."""
    return datetime(year, month, number)  # noqa: DTZ001 - a day of the calendar


def summary(path):
    return {
        row[1]: row[2:5] for row in load_workbook(path)["年度汇总"].iter_rows(min_row=5, values_only=True)
    }


# --- the acceptance cases --------------------------------------------------------------------------------------


def test_case_1_passes_with_31_of_36(book):
    first = table(book, "明细")[0]
    assert (first["应到"], first["实到"], first["旁听"]) == (38, 36, 4)
    assert (first["赞成"], first["反对"], first["弃权"]) == (31, 3, 2)
    assert first["是否达成一致"] == "是"
    assert first["判定"] == "到会36人，须25人以上同意（超过三分之二）；同意31人，通过。"
    assert first["备案日期"] == day(2026, 3, 16)
    assert first["完成日期"] == day(2026, 6, 28)
    assert first["结果公示起止日期"] == "2026年3月16日至\n2026年4月1日"
    posted = table(book, "公示台账")[0]
    assert posted["最早可撤下日期"] == day(2026, 4, 1)
    assert posted["是否合格"] == "合格"


def test_case_2_fails_at_8_of_12_and_passes_at_9(book):
    _, first, again = table(book, "明细")
    assert (first["赞成"], first["实到"], first["是否达成一致"]) == (8, 12, "否")
    assert first["判定"] == "到会12人，须9人以上同意（超过三分之二）；同意8人，差1人，未通过。"
    assert (again["赞成"], again["实到"], again["是否达成一致"]) == (9, 12, "是")
    assert again["备注"].startswith("首次协商4月18日，同意8人、到会12人")
    assert table(book, "议题库")[1]["协商次数"] == 2


def test_a_session_that_failed_carries_out_nothing(book):
    _, first, again = table(book, "明细")
    for heading in ("责任人", "落实期限", "落实情况", "完成日期", "落实公示起止日期"):
        assert first[heading] is None and again[heading]


def test_case_3_is_kept_out_with_its_reason_and_not_counted(book):
    third = table(book, "议题库")[2]
    assert third["办理情况"] == "不予协商"
    assert third["五不议情形"] == "个体矛盾、双方纠纷"
    assert "双方之间的纠纷" in third["不予协商的理由"] and "。；" not in third["不予协商的理由"]
    assert third["建议途径"] == "人民调解"
    assert third["协商次数"] == 0
    assert all(row["协商编号"] != "2026-03" for row in table(book, "明细"))


def test_the_year_counts_three_sessions_one_of_them_again_and_two_matters(book):
    year = summary(book)
    assert year["计入年度次数"] == (3, "次", "3次（其中再次协商1次），事项2件")
    assert year["其中：再次协商"][0] == 1
    assert year["收集议题"] == (3, "件", "其中不予协商1件")
    assert year["是否满足全年不少于4次"][0] == "3/4（会议3）"
    assert year["公示合格"][0] == 4


@pytest.mark.needs("soffice")
def test_libreoffice_shows_the_same_numbers(book, tmp_path):
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(book)]
    subprocess.run(command, check=True, capture_output=True)
    saved = tmp_path / "saved" / book.name
    ours, theirs = load_workbook(book), load_workbook(saved)
    for name in ("明细", "年度汇总", "议题库", "公示台账", "落实台账"):
        mine = list(ours[name].iter_rows(values_only=True))
        size = {"max_row": len(mine), "max_col": len(mine[0])}
        assert list(theirs[name].iter_rows(values_only=True, **size)) == mine


# --- what counts, and what may leave ---------------------------------------------------------------------------


def test_samples_do_not_count_beside_real_matters(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        cases.keep_case(office, matter(1, "real"), "登记")
        path = tmp_path / "台账.xlsx"
        ledgers.export(office, *YEAR, path)
        assert [row["协商编号"] for row in table(path, "明细")] == ["2026-01"]
        assert [case["id"] for case in read_machine_sheet(path.read_bytes()).payload["cases"]] == ["real"]
        assert overview(office).summary.counted == 1
        cases.remove_samples(office)
        assert ledgers.ledger_of(office, *YEAR).summary.counted == 1


def test_the_masked_ledger_holds_no_participant_and_the_full_one_says_that_it_is_internal(office, tmp_path):
    masked, full = tmp_path / "m.xlsx", tmp_path / "f.xlsx"
    ledgers.export(office, *YEAR, masked)
    ledgers.export(office, *YEAR, full, masked=False)
    payload = str(read_machine_sheet(masked.read_bytes()).payload)
    assert "古丽扎提·努尔买买提·木合塔尔" not in payload  # she came, was invited, and speaks in the minutes
    assert "主持人徐国平说明议题来源" not in payload
    assert "古丽扎提·努尔买买提·木合塔尔" in str(read_machine_sheet(full.read_bytes()).payload)
    assert "内部使用" in str(list(load_workbook(full)["明细"].iter_rows(values_only=True)))


def test_the_same_year_gives_the_same_bytes(office, tmp_path):
    for name in ("1.xlsx", "2.xlsx"):
        ledgers.export(office, *YEAR, tmp_path / name)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_other_days_and_the_name_that_says_so(office):
    half = (date(2026, 1, 1), date(2026, 4, 30))
    assert ledgers.ledger_of(office, *half).summary.counted == 2
    assert ledgers.suggested_name(office, *YEAR) == "示例镇后塘村2026年议事协商台账.xlsx"
    assert ledgers.suggested_name(office, *half) == "示例镇后塘村20260101-20260430议事协商台账.xlsx"


def test_a_draft_is_in_the_ledger_and_marked_as_one(tmp_path):
    with real_office(tmp_path / "资料", "甲村", matter(1)) as office:
        case = Case(
            id="typing",
            procedure="jinhua",
            number="2026-09",
            topic=Topic(title="=1+1"),
            sessions=(Session(held_on=date(2026, 9, 1), present=5, minutes="谈了"),),
        )
        cases.save_draft(office, case, ())
        path = tmp_path / "台账.xlsx"
        ledgers.export(office, *YEAR, path)
        assert [row["议题名称"] for row in table(path, "明细")][1] == "=1+1"
        sent = {one["id"]: one for one in read_machine_sheet(path.read_bytes()).payload["cases"]}
        assert (sent["typing"]["draft"], sent["typing"]["revisions"]) == (True, [])
        assert sent[matter(1).id]["draft"] is False and len(sent[matter(1).id]["revisions"]) == 1


def test_an_office_without_matters_still_has_a_ledger(tmp_path):
    with opened(tmp_path / "资料") as office:
        village = replace(office.organisation, name="甲村", procedure="jinhua")
        office.keep(village.id, "organisation", village, "开始")
        path = tmp_path / "台账.xlsx"
        ledgers.export(office, *YEAR, path)
        assert summary(path)["是否满足全年不少于4次"][0] == "0/4"
