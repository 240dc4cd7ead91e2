"""镇规则包: signed at the township, seen in red in the village, in force from a day on, old matters left as they were."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.services.offices import matter, opened, real_office
from yishi_desktop.cli import run_command
from yishi_desktop.domain.catalogue import CatalogueItem
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.forms.rewording import pieces
from yishi_desktop.domain.ledger.layout import Layout, ShownColumn
from yishi_desktop.domain.overlay import origin
from yishi_desktop.domain.people import CountyNumber
from yishi_desktop.services import catalogues, village
from yishi_desktop.services.delivering import layouts
from yishi_desktop.services.packs_taken import packs
from yishi_desktop.services.printing import own_wording, papers
from yishi_desktop.services.township import rule_packs

SINCE = date(2026, 6, 1)
LATER = datetime.fromisoformat("2026-07-01T10:00:00+08:00")
FORM = "announcement"


def adjustable(office):
    return next(one for one in office.definitions.procedures["jinhua"].numbers if one.adjustable)


def title_piece(office):
    return next(
        one
        for one in pieces(office.definitions.forms[FORM])
        if not one.fixed and "{" not in one.text and one.text
    )


def lay_down(office, value):
    """What the township sets in its own settings, with the panels a village has."""
    place = replace(
        office.organisation,
        county="武义县",
        township="柳城镇",
        procedure="jinhua",
        county_numbers=(CountyNumber(id=adjustable(office).id, value=value),),
    )
    village.save_organisation(office, place)


@pytest.fixture
def township(tmp_path):
    with opened(tmp_path / "镇") as office:
        lay_down(office, adjustable(office).value + 5)
        item = CatalogueItem(number="1", category="公共事务", matter="修村道")
        catalogues.keep(office, 2026, "县里发的", [item])
        own_wording.save_wording(
            office, FORM, {title_piece(office).place: title_piece(office).text + "（镇里的说法）"}
        )
        layouts.save(
            office, Layout(name="镇里要的").with_sheet("tasks", [ShownColumn(id="state", label="办得怎样")])
        )
        yield office


@pytest.fixture
def pack(township, tmp_path):
    path = tmp_path / "规则包.json"
    rule_packs.make_pack(township, SINCE, "柳政〔2026〕3号", path)
    return path


@pytest.fixture
def here(tmp_path):
    with real_office(tmp_path / "村", "后塘村", matter(1, "a-1")) as office:
        place = replace(office.organisation, county="武义县", township="柳城镇", county_numbers=())
        village.save_organisation(office, place)
        yield office


def number_of(office, case_id, opened_on):
    case = replace(matter(1, case_id), opened_on=opened_on)
    procedure = office.situation(case).procedure
    number = next(one for one in procedure.numbers if one.id == adjustable(office).id)
    return number, procedure


def test_a_village_sees_what_changes_before_anything_does(here, pack, township):
    coming = rule_packs.look_at(here, pack)
    said = {one.what: (one.was, one.now) for one in coming.changes}
    number = adjustable(here)
    assert said[number.label] == (f"{number.value}{number.unit}", f"{number.value + 5}{number.unit}")
    assert said["2026年协商目录"][1].startswith("1　公共事务　修村道")
    assert any("镇里的说法" in now for _, now in said.values())
    assert coming.is_first and not coming.is_known
    assert coming.fingerprint == rule_packs.own_fingerprint(township)
    assert not packs(here) and not here.organisation.county_numbers


def test_matters_begun_before_the_day_keep_the_rules_they_were_begun_under(here, pack):
    rule_packs.accept(here, rule_packs.look_at(here, pack))
    before, _ = number_of(here, "b", date(2026, 5, 31))
    after, procedure = number_of(here, "b", SINCE)
    assert (after.value - before.value, before.set_by) == (5, "")
    assert "镇规则包第1版（柳城镇，柳政〔2026〕3号）" in origin(after, procedure)

    def words(opened_on):
        document = papers.composed(here, FORM, here.situation(replace(matter(1, "b"), opened_on=opened_on)))
        return "\n".join(papers.lines_of(document))

    assert "镇里的说法" not in words(date(2026, 5, 31))
    assert "镇里的说法" in words(SINCE)


def test_list_and_columns_come_with_it(here, pack):
    rule_packs.accept(here, rule_packs.look_at(here, pack))
    assert "镇规则包第1版" in catalogues.catalogues(here)[0].issued_by
    assert layouts.used(here).name == "镇规则包第1版"


def test_a_list_waits_for_its_day(here, township, tmp_path):
    rule_packs.make_pack(township, date(2027, 3, 1), "", tmp_path / "明年.json")
    rule_packs.accept(here, rule_packs.look_at(here, tmp_path / "明年.json"))
    assert catalogues.catalogues(here) == ()


def test_the_same_and_an_older_pack_are_told_apart_and_a_newer_one_replaces_it(
    here, pack, township, tmp_path
):
    rule_packs.accept(here, rule_packs.look_at(here, pack))
    with pytest.raises(UserError, match="已经收过：第1版"):
        rule_packs.look_at(here, pack)
    lay_down(township, adjustable(township).value + 9)
    rule_packs.make_pack(township, date(2026, 9, 1), "", tmp_path / "二.json")
    coming = rule_packs.look_at(here, tmp_path / "二.json")
    assert coming.is_known
    rule_packs.accept(here, coming)
    values = [number_of(here, "b", day)[0].value for day in (date(2026, 5, 1), SINCE, date(2026, 9, 1))]
    first = adjustable(here).value
    assert values == [first, first + 5, first + 9]
    with pytest.raises(UserError, match="较早的第1版"):
        rule_packs.look_at(here, pack)


def test_the_stricter_number_holds_where_the_county_has_set_one_too(here, pack):
    strict = CountyNumber(id=adjustable(here).id, value=adjustable(here).value + 30, by="县里")
    village.save_organisation(here, replace(here.organisation, county_numbers=(strict,)))
    rule_packs.accept(here, rule_packs.look_at(here, pack))
    assert number_of(here, "b", SINCE)[0].value == strict.value


def changed(path, what):
    whole = json.loads(path.read_text("utf-8"))
    what(whole)
    path.write_text(json.dumps(whole), "utf-8")
    return path


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (lambda w: w["content"].update(since="2026-01-01"), "签名对不上"),
        (lambda w: w.update(signature="00"), "签名对不上"),
        (lambda w: w.update(version=2), "更新版本"),
        (lambda w: w.update(format="x"), "不是镇规则包"),
    ],
)
def test_a_pack_changed_on_the_way_is_refused(here, pack, what, said):
    with pytest.raises(UserError, match=said):
        rule_packs.look_at(here, changed(pack, what))


def test_no_json_at_all_is_refused_in_words(here, tmp_path):
    (tmp_path / "x.json").write_bytes(b"\xff{[" * 50)
    with pytest.raises(UserError, match="读不出来"):
        rule_packs.look_at(here, tmp_path / "x.json")


def test_another_township_and_another_key_are_told(here, pack, tmp_path):
    rule_packs.accept(here, rule_packs.look_at(here, pack))
    with opened(tmp_path / "冒充", LATER) as other:
        lay_down(other, 100)
        for _ in range(2):
            rule_packs.make_pack(other, SINCE, "", tmp_path / "冒充.json")
        coming = rule_packs.look_at(here, tmp_path / "冒充.json")
        assert not coming.is_first and not coming.is_known
        village.save_organisation(other, replace(other.organisation, township="白洋街道"))
        rule_packs.make_pack(other, SINCE, "", tmp_path / "外镇.json")
    with pytest.raises(UserError, match="不是本村乡镇的"):
        rule_packs.look_at(here, tmp_path / "外镇.json")


def test_a_number_looser_than_the_law_is_told_and_not_used(here, township, tmp_path):
    lay_down(township, 0)
    rule_packs.make_pack(township, SINCE, "", tmp_path / "松.json")
    coming = rule_packs.look_at(here, tmp_path / "松.json")
    assert any("不采用" in one.now for one in coming.changes)
    rule_packs.accept(here, coming)
    assert number_of(here, "b", SINCE)[0].value == adjustable(here).value


def test_the_commands_make_show_and_take(here, township, tmp_path, capsys):
    mine, theirs = (office.store.database.path.parent for office in (here, township))
    here.store.close(), township.store.close()
    assert run_command(["make-rules", "2026-06-01", "--to", str(tmp_path), "--data", str(theirs)]) == 0
    path, digits = capsys.readouterr().out.splitlines()
    assert run_command(["rules", path, "--data", str(mine)]) == 0
    assert "没有收下" in capsys.readouterr().out
    assert run_command(["rules", path, "--accept", "--data", str(mine)]) == 1
    assert "打电话问乡镇" in capsys.readouterr().err
    told = digits.partition("：")[2]
    assert run_command(["rules", path, "--accept", "--digits", told, "--data", str(mine)]) == 0
