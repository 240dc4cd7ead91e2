"""Case files in and out of an office."""

from dataclasses import replace

import pytest

from tests.services.offices import matter, opened, real_office, sample_office
from yishi_desktop.definitions.case_file import read_case_file
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import case_files, cases, village


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_case_goes_out_and_comes_in_the_same(number, tmp_path):
    path = tmp_path / "案卷.json"
    with real_office(tmp_path / "一", "甲村", matter(number)) as office:
        case_files.export_case(office, matter(number), path)
    with opened(tmp_path / "二") as office:
        assert case_files.import_case(office, path) == matter(number)
        assert cases.all_cases(office) == [matter(number)]
        assert cases.history(office, matter(number).id)[0].reason == "导入案卷.json"


def test_importing_twice_makes_one_revision(tmp_path):
    path = tmp_path / "案卷.json"
    with real_office(tmp_path / "一", "甲村") as office:
        case_files.export_case(office, matter(1), path)
        case_files.import_case(office, path)
        case_files.import_case(office, path)
        assert len(cases.history(office, matter(1).id)) == 1


def test_a_changed_copy_of_a_case_is_refused_and_the_old_stays(tmp_path):
    path = tmp_path / "案卷.json"
    with real_office(tmp_path / "一", "甲村", matter(1)) as office:
        case_files.export_case(office, replace(matter(1), note="别的"), path)
        with pytest.raises(UserError, match="内容不一样"):
            case_files.import_case(office, path)
        assert cases.all_cases(office) == [matter(1)]


def test_private_telephones_do_not_leave(tmp_path):
    path = tmp_path / "案卷.json"
    case = replace(matter(1), topic=replace(matter(1).topic, proposer_phone="13800001234"))
    with real_office(tmp_path / "一", "甲村", case) as office:
        case_files.export_case(office, case, path)
    assert read_case_file(path.read_bytes(), path.name).case == matter(1)


def test_a_procedure_this_program_lacks_is_refused(tmp_path):
    path = tmp_path / "案卷.json"
    with real_office(tmp_path / "一", "甲村") as office:
        case_files.export_case(office, replace(matter(1), procedure="atlantis"), path)
        with pytest.raises(UserError, match="atlantis"):
            case_files.import_case(office, path)
        assert cases.all_cases(office) == []


def test_a_file_too_large_and_a_file_that_is_gone_are_refused(tmp_path, monkeypatch):
    with opened(tmp_path / "一") as office:
        with pytest.raises(UserError, match=r"没有\.json”打不开"):
            case_files.import_case(office, tmp_path / "没有.json")
        monkeypatch.setattr(case_files, "_DOOR", replace(case_files._DOOR, largest=10))
        (tmp_path / "大.json").write_bytes(b" " * 11)
        with pytest.raises(UserError, match="文件太大"):
            case_files.import_case(office, tmp_path / "大.json")


def test_the_sample_village_comes_with_its_people_and_its_cases_marked(tmp_path):
    with sample_office(tmp_path / "一") as office:
        assert office.organisation.name == "后塘村"
        assert len(village.people(office)) == len(case_files.sample_village().people)
        assert [case.sample for case in cases.all_cases(office)] == [True, True, True]


def test_loading_the_sample_village_twice_adds_nothing(tmp_path):
    with sample_office(tmp_path / "一") as office:
        people = len(village.people(office))
        case_files.load_sample_village(office)
        assert len(village.people(office)) == people
        assert all(len(cases.history(office, case.id)) == 1 for case in cases.all_cases(office))


def test_the_first_file_says_which_village_this_is_and_later_ones_do_not(tmp_path):
    first, second = case_files.sample_places()[:2]
    for number, place in enumerate((first, second)):
        with real_office(tmp_path / f"{number}", place.village.organisation.name, place.cases[0]) as office:
            case_files.export_case(office, place.cases[0], tmp_path / f"{number}.json")
    with opened(tmp_path / "新") as office:
        case_files.import_case(office, tmp_path / "0.json")
        assert office.organisation.name == first.village.organisation.name
        case_files.import_case(office, tmp_path / "1.json")
        assert office.organisation.name == first.village.organisation.name


def test_a_file_that_is_refused_names_no_village(tmp_path):
    path = tmp_path / "案卷.json"
    with real_office(tmp_path / "一", "甲村") as office:
        case_files.export_case(office, replace(matter(1), procedure="atlantis"), path)
    with opened(tmp_path / "新") as office:
        with pytest.raises(UserError):
            case_files.import_case(office, path)
        assert not village.is_set_up(office)


def test_the_samples_of_the_other_documents_stand_in_villages_of_their_own(tmp_path):
    for number, place in enumerate(case_files.sample_places()):
        assert {case.procedure for case in place.cases} == {place.village.organisation.procedure}
        assert all(case.sample for case in place.cases)
        with opened(tmp_path / f"{number}") as office:
            case_files.settle_in(office, place.village, place.cases)
            assert office.organisation.name == place.village.organisation.name
            assert {case.id for case in cases.all_cases(office)} == {case.id for case in place.cases}
            names = {person.name for person in village.people(office)}
            assert {one.person.name for case in place.cases for s in case.sessions for one in s.attendance
                    if one.person.person_id} <= names  # fmt: skip
