"""Case files in and out of an office."""

import hashlib
import json
from base64 import b64encode
from dataclasses import replace

import pytest

from tests.pictures import photo_file, telephone_photo
from tests.services.offices import matter, opened, real_office, sample_office
from yishi_desktop.definitions.case_file import CarriedPhoto, CaseFile, read_case_file, write_case_file
from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import case_files, cases, photos, village


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_case_goes_out_and_comes_in_the_same(number, tmp_path):
    path = tmp_path / "案卷.json"
    with real_office(tmp_path / "一", "甲村", matter(number)) as office:
        case_files.export_case(office, matter(number), path)
    with opened(tmp_path / "二") as office:
        assert case_files.import_case(office, path) == matter(number)
        assert cases.all_cases(office) == [matter(number)]
        assert cases.history(office, matter(number).id)[0].reason == "导入案卷.json"


@pytest.fixture
def with_photos(tmp_path):
    """A matter with two photos in an office of its own, and its case file."""
    with real_office(tmp_path / "一", "甲村", matter(1)) as office:
        paths = [
            photo_file(tmp_path, f"{n}.jpg", colour=colour) for n, colour in enumerate(("#4070A0", "#107030"))
        ]
        taken = photos.take_in(office, paths, Photo(step="publish"))
        case = replace(matter(1), photos=taken.photos)
        cases.keep_case(office, case, "加照片")
        yield office, case, tmp_path / "案卷.json"


def changed(path, *, photo=0, **what):
    file = json.loads(path.read_bytes())
    file["photos"][photo] |= what
    path.write_text(json.dumps(file), encoding="utf-8")


def test_photos_travel_with_the_matter(with_photos, tmp_path):
    office, case, path = with_photos
    assert case_files.export_case(office, case, path).words == "带了2张照片。"
    assert json.loads(path.read_bytes())["version"] == 2
    with opened(tmp_path / "二") as other:
        assert case_files.import_case(other, path) == case
        for photo in case.photos:
            there = other.store.attachments.read(photo.content)
            assert hashlib.sha256(there).hexdigest() == photo.content
        assert photos.shown(other, case.photos[0])
        again = tmp_path / "再.json"
        case_files.export_case(other, case, again)
        assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest()


def test_a_file_without_photos_is_one_older_programs_can_read(tmp_path):
    with real_office(tmp_path / "一", "甲村") as office:
        assert case_files.export_case(office, matter(1), tmp_path / "案卷.json").words == ""
    assert json.loads((tmp_path / "案卷.json").read_bytes())["version"] == 1


def test_what_hides_the_names_carries_no_photo(with_photos):
    office, case, path = with_photos
    case_files.export_case(office, case, path, masked=True)
    file = read_case_file(path.read_bytes(), path.name)
    assert (file.photos, file.case.photos) == ((), ())


def test_a_photo_that_is_not_there_is_said_and_keeps_nobody_out(with_photos):
    office, case, path = with_photos
    office.store.attachments.path(case.photos[0].content).unlink()
    said = case_files.export_case(office, case, path)
    assert (said.photos, said.left_out) == (1, 1) and "还有1张没有带" in said.words


def a_photo(data: bytes) -> dict[str, str]:
    return {"content": hashlib.sha256(data).hexdigest(), "jpeg": b64encode(data).decode()}


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (a_photo(telephone_photo()), "没有说到"),
        ({"jpeg": b64encode(b"else").decode()}, "和记下的不一样"),
        ({"jpeg": "???"}, "写坏了"),
    ],
)
def test_a_photo_that_is_not_what_it_is_called_refuses_the_whole_file(with_photos, tmp_path, what, why):
    office, case, path = with_photos
    case_files.export_case(office, case, path)
    changed(path, **what)
    with opened(tmp_path / "二") as other:
        with pytest.raises(UserError, match=why):
            case_files.import_case(other, path)
        assert cases.all_cases(other) == [] and other.store.attachments.all() == []


@pytest.mark.parametrize("data", [telephone_photo(), b"\xff\xd8\xff no picture \xff\xd9"])
def test_a_photo_with_a_place_in_it_or_none_at_all_does_not_come_in(with_photos, tmp_path, data):
    """This program keeps none like it: somebody else wrote the file."""
    _, case, path = with_photos
    photo = a_photo(data)
    case = replace(case, photos=(replace(case.photos[0], content=photo["content"]),))
    path.write_bytes(write_case_file(CaseFile(case=case, photos=(CarriedPhoto(**photo),))))
    with opened(tmp_path / "二") as other, pytest.raises(UserError, match="不是本程序存的样子"):
        case_files.import_case(other, path)


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


def test_importing_again_does_not_cost_what_is_being_typed(tmp_path):
    with real_office(tmp_path / "v", "甲村", matter(1)) as office:
        opened_case = cases.open_case(office, matter(1).id)
        case_files.export_case(office, opened_case.case, tmp_path / "a.json")
        typed = replace(opened_case.case, note="打到一半")
        cases.save_draft(office, typed, opened_case.base)
        with pytest.raises(UserError, match="已经有了，内容不一样"):
            case_files.import_case(office, tmp_path / "a.json")
        assert cases.open_case(office, matter(1).id).case == typed


def test_a_matter_taken_out_of_the_lists_comes_back_as_the_file_has_it(tmp_path):
    with real_office(tmp_path / "v", "甲村", matter(1)) as office:
        case_files.export_case(office, matter(1), tmp_path / "a.json")
        cases.keep_case(office, replace(matter(1), note="后来写的"), "填写")
        cases.withdraw(office, matter(1).id, "登记错了")
        case_files.import_case(office, tmp_path / "a.json")
        assert cases.open_case(office, matter(1).id).case.note == matter(1).note
        assert "后来写的" in [version.case.note for version in cases.history(office, matter(1).id)]


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
        assert not office.organisation.name


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
