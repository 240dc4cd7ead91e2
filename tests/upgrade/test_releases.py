"""What every released version wrote is read by this one: its data folder, its backup, its ledger, its exported case."""

import json
import shutil
from pathlib import Path

import pytest

from tools.keep_release import BACKUPS, CASE, DATA, EXPECTED, LEDGER, RELEASES, found, write
from yishi_desktop import __version__
from yishi_desktop.services import case_files, cases
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import open_office
from yishi_desktop.services.township import merging

KEPT = sorted(path.name for path in RELEASES.iterdir() if path.is_dir())


@pytest.fixture(params=KEPT)
def release(request, tmp_path) -> Path:
    """A copy of what one version wrote; the kept files themselves are never opened for writing."""
    return shutil.copytree(RELEASES / request.param, tmp_path / "release")


def expected(release: Path) -> dict[str, object]:
    return json.loads((release / EXPECTED).read_text(encoding="utf-8"))


def test_this_version_or_an_older_one_is_kept():
    assert KEPT


def test_its_data_folder_opens_and_everything_is_there(release):
    with open_office(release / DATA) as office:
        assert found(office) == expected(release)
    with open_office(release / DATA) as office:  # and once more, upgraded
        assert found(office) == expected(release)


def test_its_backup_is_listed_and_restored(release, tmp_path):
    backup = next((release / BACKUPS).iterdir())
    data = tmp_path / "data"
    with open_office(data):
        pass
    assert "已恢复" in backups.restore(data, backup)
    with open_office(data) as office:
        assert found(office) == expected(release)


def test_its_ledger_is_merged(release, tmp_path):
    told = merging.merge_files([release / LEDGER], tmp_path / "汇总.xlsx")
    assert f"{expected(release)['village']}，收到3件，采用3件" in told[0]


def test_its_exported_case_is_taken_in(release, tmp_path):
    with open_office(tmp_path / "data") as office:
        case = case_files.import_case(office, release / CASE)
        assert [one.id for one in cases.all_cases(office)] == [case.id]
        assert cases.summary(office.situation(case)).title == expected(release)["matters"][0][2]


def test_what_is_kept_is_written_by_the_same_tool(tmp_path):
    write(tmp_path / "now")
    assert {path.name for path in (tmp_path / "now").iterdir()} == {DATA, LEDGER, CASE, BACKUPS, EXPECTED}
    if __version__ in KEPT:
        assert expected(tmp_path / "now") == expected(RELEASES / __version__)
