"""What every released version wrote is read by this one: its data plain and encrypted, its backups, a township's data,
its ledgers and workbooks, its exported case, its settings."""

import json
import shutil
from pathlib import Path

import pytest

from tools.keep_release import (
    BACKUPS,
    CASE,
    DATA,
    ENCRYPTED,
    ENCRYPTED_BACKUPS,
    EXPECTED,
    KNOWN_SETTINGS,
    LEDGER,
    REAL_LEDGER,
    RELEASES,
    SECRETS,
    SETTINGS,
    SUMMARY,
    TOWNSHIP,
    found,
    found_in_township,
    unlocked,
    write,
)
from yishi_desktop import __version__
from yishi_desktop.services import case_files, cases
from yishi_desktop.services.keeping import backups, encryption
from yishi_desktop.services.office import open_office
from yishi_desktop.services.township import merging
from yishi_desktop.storage.settings import load_settings

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


def secrets(release: Path) -> dict[str, str]:
    return json.loads((release / SECRETS).read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["password", "code"])
def test_its_encrypted_data_open_by_the_password_and_by_the_code_on_paper(release, which):
    with unlocked(release / ENCRYPTED, secrets(release)[which]) as office:
        assert found(office) == expected(release)


def test_its_encrypted_backup_is_restored_with_the_code_on_paper(release, tmp_path):
    backup = next((release / ENCRYPTED_BACKUPS).iterdir())
    ring = backups.keyring_of(backup)
    keys = encryption.Keys()
    keys.unlock(ring, secrets(release)["code"])
    assert "已恢复" in backups.restore(tmp_path / "data", backup, keys)
    with open_office(tmp_path / "data", keys=keys) as office:
        assert found(office) == expected(release)


def test_its_township_s_data_open_and_hold_the_ledger(release):
    with open_office(release / TOWNSHIP) as office:
        assert found_in_township(office) == [(REAL_LEDGER, len(expected(release)["matters"]))]
        assert backups.verify(office) == []


@pytest.mark.parametrize(("name", "received"), [(LEDGER, 3), (REAL_LEDGER, 3), (SUMMARY, 3)])
def test_its_ledgers_and_a_township_s_workbook_are_merged(release, tmp_path, name, received):
    told = merging.merge_files([release / name], tmp_path / "汇总.xlsx")
    assert f"{expected(release)['village']}，收到{received}件，采用{received}件" in told[0]


def test_its_settings_are_read(release):
    settings = load_settings(release / SETTINGS)
    assert settings == KNOWN_SETTINGS


def test_its_exported_case_is_taken_in(release, tmp_path):
    with open_office(tmp_path / "data") as office:
        case = case_files.import_case(office, release / CASE)
        assert [one.id for one in cases.all_cases(office)] == [case.id]
        assert cases.summary(office.situation(case)).title == expected(release)["matters"][0][2]


def test_what_is_kept_is_written_by_the_same_tool(tmp_path):
    write(tmp_path / "now")
    for version in KEPT[-1:]:
        assert {path.name for path in (tmp_path / "now").iterdir()} == {
            path.name for path in (RELEASES / version).iterdir()
        }
    if __version__ in KEPT:
        assert expected(tmp_path / "now") == expected(RELEASES / __version__)
