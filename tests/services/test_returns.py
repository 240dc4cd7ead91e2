"""What travels back: the receipt, remarks on matters as things to do, and the answers forward again."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.services.offices import matter, opened, real_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.returns import receipt_words
from yishi_desktop.domain.township.union import place_of
from yishi_desktop.services import cases, departures, sealing
from yishi_desktop.services.delivering import ledgers, returned
from yishi_desktop.services.delivering.return_file import content_digest
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.township import return_packages as packages
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.merging import merge_files
from yishi_desktop.services.township.office import holdings

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def places(tmp_path):
    """A village and its township, the village's ledger taken in."""
    with (
        real_office(tmp_path / "v", "甲村", matter(1, "a-1"), matter(3, "a-3")) as village,
        opened(tmp_path / "t") as township,
    ):
        send(village, township, tmp_path / "甲村.xlsx")
        yield village, township


def send(village, township, path):
    ledgers.export(village, *YEAR, path)
    take_in(township, examine(township, [path]))


def send_back(township, folder, village):
    (path,) = packages.save_returns(township, 2026, folder)
    return returned.take_in_return(village, path), path


def remarks(township, village):
    return packages.remarks_by_place(township, holdings(township)).get(place_of(village.organisation), ())


def test_the_receipt_says_what_the_township_has(places, tmp_path):
    village, township = places
    taken, path = send_back(township, tmp_path / "u", village)
    assert path.name.startswith("回执 甲村")
    assert [(line.place, line.to) for line in departures.listed(township)] == [(str(path), "甲村")]
    assert receipt_words(returned.latest_receipt(village)) == (
        "示例县示例镇已收：2026年12月31日填报的台账（2026年1月1日至2026年12月31日），2件，计入协商1次。"
    )
    assert any("还差3次" in line for line in taken.receipt.lines)
    assert returned.remarks(village) == ()


def test_a_remark_goes_there_its_answer_comes_back_and_it_is_settled(places, tmp_path):
    village, township = places
    place = place_of(village.organisation)
    packages.remark_on(township, place, "a-1", "会议地点没有写清楚\n请补上")
    taken, _ = send_back(township, tmp_path / "u", village)
    (one,) = returned.remarks(village)
    assert (taken.new, one.case_id, one.text, one.is_answered) == (
        1,
        "a-1",
        "会议地点没有写清楚 请补上",
        False,
    )
    returned.answer(village, one.id, "已补：村部二楼")
    send(village, township, tmp_path / "又报.xlsx")
    (seen,) = remarks(township, village)
    assert (seen.answer, seen.answered_on) == ("已补：村部二楼", date(2026, 12, 31))
    packages.settle_remark(township, one.id)
    send_back(township, tmp_path / "u2", village)
    assert returned.remarks(village) == () == remarks(township, village)
    assert list(backups.verify(village)) == [] == list(backups.verify(township))


def test_the_answer_travels_through_a_package_and_in_any_order(places, tmp_path):
    village, township = places
    packages.remark_on(township, place_of(village.organisation), "a-1", "请补地点")
    send_back(township, tmp_path / "u", village)
    returned.answer(village, returned.remarks(village)[0].id, "补了")
    ledgers.export(village, *YEAR, tmp_path / "后.xlsx")
    merge_files([tmp_path / "后.xlsx", tmp_path / "甲村.xlsx"], tmp_path / "镇.xlsx")
    take_in(township, examine(township, [tmp_path / "镇.xlsx"]))
    assert [one.answer for one in remarks(township, village)] == ["补了"]


def test_taking_it_in_again_keeps_the_answer_and_an_older_file_keeps_the_receipt(places, tmp_path):
    village, township = places
    packages.remark_on(township, place_of(village.organisation), "a-1", "请补地点")
    _, first = send_back(township, tmp_path / "u", village)
    returned.answer(village, returned.remarks(village)[0].id, "补了")
    later = replace(township, clock=lambda: township.clock().replace(year=2027))
    send_back(later, tmp_path / "u2", village)
    newest = returned.latest_receipt(village)
    assert returned.take_in_return(village, first).new == 0
    assert returned.latest_receipt(village) == newest
    assert [one.answer for one in returned.remarks(village)] == ["补了"]


def rewritten(path, change):
    """The township's file with other content, and the digest of it: not signed, so anybody can write one."""
    whole = json.loads(path.read_bytes())
    change(whole["content"])
    path.write_text(json.dumps(whole | {"sha256": content_digest(whole["content"])}), encoding="utf-8")
    return path


@pytest.mark.parametrize("settled", ["a-1", "organisation"])
def test_a_file_takes_nothing_away_but_remarks(settled, places, tmp_path):
    village, township = places
    _, path = send_back(township, tmp_path / "u", village)
    before = village.organisation
    returned.take_in_return(village, rewritten(path, lambda content: content.update(settled=[settled])))
    assert village.organisation == before
    assert [case.id for case in cases.all_cases(village)] == ["a-1", "a-3"]


def test_a_remark_cannot_stand_in_the_place_of_the_chain_of_seals(places, tmp_path):
    village, township = places
    packages.remark_on(township, place_of(village.organisation), "a-1", "请补地点")
    _, path = send_back(township, tmp_path / "u", village)
    rewritten(path, lambda content: content["remarks"][0].update(id="seals"))
    with pytest.raises(UserError, match="程序自己留用"):
        returned.take_in_return(village, path)
    assert sealing.seals(village.store) == []


def test_a_reply_does_not_bring_back_a_matter_that_was_taken_out(places, tmp_path):
    village, township = places
    opened_case = cases.open_case(village, "a-1")
    commission = replace(opened_case.case.commission, reported_on=date(2026, 6, 1))
    cases.leave(village, replace(opened_case.case, commission=commission), opened_case.base, "报告")
    send(village, township, tmp_path / "又报.xlsx")
    packages.remark_on(township, place_of(village.organisation), "a-1", "同意", replies=True)
    cases.withdraw(village, "a-1", "登记错了")
    send_back(township, tmp_path / "u", village)
    assert [case.id for case in cases.all_cases(village)] == ["a-3"]


def changed(path, change):
    whole = json.loads(path.read_bytes())
    change(whole)
    path.write_text(json.dumps(whole), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda whole: whole["content"]["receipt"].update(matters=99), "被改动过"),
        (lambda whole: whole.update(version=2), "更新版本"),
        (lambda whole: whole.update(format="x"), "不是乡镇做的回执"),
        (lambda whole: whole.pop("content"), "读不出来"),
    ],
)
def test_a_file_that_was_changed_is_refused_whole(change, said, places, tmp_path):
    village, township = places
    packages.remark_on(township, place_of(village.organisation), "a-1", "请补地点")
    (path,) = packages.save_returns(township, 2026, tmp_path / "u")
    changed(path, change)
    with pytest.raises(UserError, match=said):
        returned.take_in_return(village, path)
    assert returned.remarks(village) == () and returned.latest_receipt(village) is None


def test_another_village_s_file_is_refused_with_its_name(places, tmp_path):
    _, township = places
    (path,) = packages.save_returns(township, 2026, tmp_path / "u")
    with (
        real_office(tmp_path / "other", "乙村") as other,
        pytest.raises(UserError, match="是给示例县示例镇甲村的"),
    ):
        returned.take_in_return(other, path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_what_is_no_receipt_is_refused_in_words(content, places, tmp_path):
    village, _ = places
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(UserError, match="x"):
        returned.take_in_return(village, tmp_path / "x.json")


@pytest.mark.parametrize("text", ["", " \n ", "长" * 301])
def test_an_empty_or_endless_remark_is_not_made(text, places):
    village, township = places
    with pytest.raises(UserError):
        packages.remark_on(township, place_of(village.organisation), "a-1", text)
    assert remarks(township, village) == ()
