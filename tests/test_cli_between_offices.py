"""Receipts and remarks from a terminal, from the township to the village and back."""

from datetime import date

import pytest

from tests.services.offices import matter, opened, real_office
from yishi_desktop.cli import run_command
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.office import holdings
from yishi_desktop.services.township.return_packages import remark_on, remarks_by_place

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def sent_back(tmp_path):
    """A village and a township that has sent one of its matters back."""
    with real_office(tmp_path / "村", "甲村", matter(1, "a-1")) as village:
        ledgers.export(village, *YEAR, tmp_path / "甲村.xlsx")
    with opened(tmp_path / "镇") as township:
        take_in(township, examine(township, [tmp_path / "甲村.xlsx"]))
        (delivery,) = holdings(township).township.deliveries
        remark_on(township, delivery.place, "a-1", "请补上旁听人数")
    return tmp_path / "村", tmp_path / "镇"


def test_a_remark_goes_down_is_answered_comes_up_and_prints(sent_back, tmp_path, capsys):
    village, township = map(str, sent_back)
    assert run_command(["receipts", "2026", "--to", str(tmp_path / "U盘"), "--data", township]) == 0
    (path,) = capsys.readouterr().out.splitlines()
    assert run_command(["receipt", path, "--data", village]) == 0
    said = capsys.readouterr().out
    assert "已收：" in said and "退回1条" in said
    answer = ["remarks", "--answer", "1", "已补", "--to", str(tmp_path / "纸"), "--data", village]
    assert run_command(answer) == 0
    said = capsys.readouterr().out
    assert "请补上旁听人数" in said and "：已补" in said
    assert {one.suffix for one in (tmp_path / "纸").iterdir()} == {".docx", ".pdf"}
    assert run_command(["ledger", "2026", "--to", str(tmp_path / "又报.xlsx"), "--data", village]) == 0
    with opened(sent_back[1]) as office:
        take_in(office, examine(office, [tmp_path / "又报.xlsx"]))
        (remarks,) = remarks_by_place(office, holdings(office)).values()
    assert [one.answer for one in remarks] == ["已补"]


def test_a_number_nobody_has_is_refused(sent_back, capsys):
    village, _ = map(str, sent_back)
    assert run_command(["remarks", "--data", village]) == 0
    assert "没有退回的" in capsys.readouterr().out
    assert run_command(["remarks", "--answer", "3", "x", "--data", village]) == 1
    assert "没有第3条" in capsys.readouterr().err
