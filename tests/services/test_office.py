"""The opened data folder, the village in it, its home screen and its backups."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.services.offices import YEAR_END, matter, opened, real_office, sample_office
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import Organisation, Role
from yishi_desktop.services import cases, village
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import CASE, open_office
from yishi_desktop.services.overview import overview
from yishi_desktop.services.roster import read_roster
from yishi_desktop.storage.store import DATABASE_NAME


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        yield office


# --- office ----------------------------------------------------------------------------------------------------


def test_a_new_office_is_empty_and_has_no_name(tmp_path):
    with opened(tmp_path / "新") as office:
        assert office.organisation == Organisation(id="organisation")
        assert not office.organisation.name
        assert cases.all_cases(office) == []


def test_what_was_kept_is_there_when_the_office_is_opened_again(tmp_path):
    with real_office(tmp_path / "资料", "甲村", matter(1)):
        pass
    with open_office(tmp_path / "资料") as office:
        assert office.organisation.name
        assert cases.all_cases(office) == [matter(1)]


def test_day_and_stamp_are_the_clock_s_with_its_offset(tmp_path):
    with opened(tmp_path / "新", datetime.fromisoformat("2026-03-10T23:30:00+08:00")) as office:
        assert office.today.isoformat() == "2026-03-10"
        assert office.stamp() == "2026-03-10T23:30:00+08:00"
        assert office.new_id() != office.new_id()


def test_a_record_of_another_program_is_refused_in_words(office):
    with pytest.raises(UserError, match="对不上"):
        office.read({"id": "1", "procedure": "jinhua", "colour": "red"}, Case)


def test_keeping_what_is_known_makes_no_revision(office):
    case = cases.find(office, "2026-01")
    office.keep(case.id, CASE, case, "又存一次")
    assert len(cases.history(office, case.id)) == 1


# --- village ---------------------------------------------------------------------------------------------------


def test_the_village_is_kept_cleaned(tmp_path):
    with opened(tmp_path / "新") as office:
        changed = village.save_organisation(office, Organisation(id="x", name=" 甲村\u200b\n"))
        assert changed.touches("organisation")
        assert (office.organisation.name, office.organisation.id) == ("甲村", "organisation")


def test_the_procedures_of_the_place_come_first(office):
    found = village.procedures_for(office, "浙江省", "金华市")
    assert found[0] == "jinhua"
    assert set(found) == set(office.definitions.procedures)


def test_people_are_added_once_and_found_by_pinyin(tmp_path):
    with opened(tmp_path / "新") as office:
        lines = read_roster("姓名\t组别\n王𣲗淼\t一组\n王𣲗淼\t一组\n").lines
        village.add_people(office, lines)
        assert village.add_people(office, lines).ids == frozenset()
        (person,) = village.people(office)
        assert person.name == "王𣲗淼" and person.keys


def test_two_people_of_one_name_in_two_groups_are_two(tmp_path):
    with opened(tmp_path / "新") as office:
        village.add_people(office, read_roster("姓名\t组别\n陈军\t一组\n陈军\t二组\n").lines)
        assert len(village.people(office)) == 2


def test_a_person_taken_off_the_roster_keeps_their_name_in_the_records(office):
    person = next(p for p in village.people(office) if Role.PARTY_SECRETARY in p.roles)
    village.remove_person(office, person.id)
    assert person.id not in {one.id for one in village.people(office)}
    chair = cases.find(office, "2026-01").sessions[0].chair
    assert chair is not None and chair.name == person.name


# --- home ------------------------------------------------------------------------------------------------------


def test_the_home_screen_counts_the_year_and_says_that_these_are_samples(office):
    home = overview(office)
    assert home.summary.sentence == "3次（其中再次协商1次），事项2件"
    assert home.has_samples and home.today == YEAR_END.date()
    assert list(home.to_do) == []


def test_the_home_screen_says_what_is_to_do(tmp_path):
    with real_office(tmp_path / "资料", "甲村") as office:
        new = cases.new_case(office)
        cases.save_draft(office, replace(new.case, topic=replace(new.case.topic, title="修路")), new.base)
        assert len(overview(office).to_do) == 1


# --- backups ---------------------------------------------------------------------------------------------------


def test_a_backup_lies_beside_the_data_and_is_listed_as_sound(office):
    made = backups.make(office)
    place = backups.place_beside(office.store.folder)
    (line,) = backups.listed(place)
    assert made.parent == place and line.folder == made
    assert line.sound and line.words.startswith("2026年12月31日17:00")


def test_a_restored_backup_brings_the_records_back_and_keeps_the_present_aside(tmp_path):
    data = tmp_path / "资料"
    with real_office(data, "甲村", matter(1), matter(2)) as office:
        made = backups.make(office, tmp_path / "U盘")
        cases.withdraw(office, matter(1).id, "登记错了")
    said = backups.restore(data, made)
    assert "已恢复到2026年12月31日17:00" in said
    with opened(data) as office:
        assert cases.all_cases(office) == [matter(1), matter(2)]
    assert [path for path in data.iterdir() if path.name.startswith("恢复前-")]


def test_a_damaged_backup_is_read_from_its_plain_copy(tmp_path):
    data = tmp_path / "资料"
    with real_office(data, "甲村", matter(1)) as office:
        made = backups.make(office, tmp_path / "U盘")
    (database,) = made.glob("*.db")
    database.write_bytes(database.read_bytes()[:5000])
    assert "文字副本" in backups.restore(data, made)
    with opened(data) as office:
        assert cases.all_cases(office) == [matter(1)]


def test_a_folder_that_is_no_backup_is_refused(tmp_path):
    (tmp_path / "照片").mkdir()
    with pytest.raises(UserError, match="不是议事的备份"):
        backups.restore(tmp_path / "资料", tmp_path / "照片")


def test_verify_finds_a_changed_byte(tmp_path):
    data = tmp_path / "资料"
    with real_office(data, "甲村", matter(1)) as office:
        assert backups.verify(office) == []
    content = (data / DATABASE_NAME).read_bytes()
    (data / DATABASE_NAME).write_bytes(content.replace("三组通组".encode(), "五组通组".encode()))
    with opened(data) as office:
        assert backups.verify(office)
