"""Target 11: an import is taken whole or not at all, at whichever of its rows it breaks off."""

from contextlib import suppress

import pytest

from tests.services.offices import matter, opened, real_office
from tests.soaking import times
from yishi_desktop.services import case_files, village
from yishi_desktop.services.roster import read_roster
from yishi_desktop.storage.records import Records

PEOPLE = times(40, 500)
NAMES = "王李张刘陈杨赵黄周吴"


class Broken(Exception):  # noqa: N818 - it is no error of ours
    """Stands for whatever may go wrong at a row."""


@pytest.fixture
def broken_at(monkeypatch):
    """broken_at(n): the n-th record written fails, after it was written."""
    insert = Records._insert

    def breaking(number):
        done = []

        def counted(self, revision):
            insert(self, revision)
            done.append(revision)
            if len(done) == number:
                raise Broken

        monkeypatch.setattr(Records, "_insert", counted)

    return breaking


def roster():
    rows = [f"{NAMES[n % 10]}{NAMES[n // 10 % 10]}{n}\t村民代表\t{n % 7}组\t138{n:08}" for n in range(PEOPLE)]
    return read_roster("\n".join(["姓名\t职务\t组别\t电话", *rows])).lines


def test_a_roster_broken_off_at_any_row_adds_nobody(tmp_path, broken_at):
    lines = roster()
    assert len(lines) == PEOPLE
    with opened(tmp_path) as office:
        for number in range(1, PEOPLE + 1):
            broken_at(number)
            with suppress(Broken):
                village.add_people(office, lines)
            assert office.store.records.count() == 0, number
        broken_at(0)
        village.add_people(office, lines)
        assert [person.name for person in village.people(office)] == [line.name for line in lines]


def test_the_sample_village_broken_off_anywhere_leaves_nothing(tmp_path, broken_at):
    with opened(tmp_path) as office:
        for number in range(1, 200, times(6, 1)):
            broken_at(number)
            try:
                case_files.load_sample_village(office)
            except Broken:
                assert office.store.records.count() == 0, number
            else:
                break
        assert 20 < number < 200


def test_a_case_that_is_already_here_in_another_form_leaves_everything(tmp_path):
    path = tmp_path / "案卷.json"
    with real_office(tmp_path / "一", "甲村", matter(1)) as office:
        case_files.export_case(office, matter(1), path)
    with real_office(tmp_path / "二", "甲村") as office:
        before = office.store.records.count()
        path.write_bytes(path.read_bytes()[:-40])
        with pytest.raises(Exception, match="导不进来"):
            case_files.import_case(office, path)
        assert office.store.records.count() == before
