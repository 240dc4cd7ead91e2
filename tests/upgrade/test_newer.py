"""What a newer program has written is refused in words or left as it is, whatever kind of file it is."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.offices import opened
from tools.keep_release import (
    BACKUPS,
    CASE,
    DATA,
    ENCRYPTED,
    LEDGER,
    RELEASES,
    SECRETS,
    SETTINGS,
    SUMMARY,
    TOWNSHIP,
    unlocked,
)
from yishi_desktop.domain.errors import UserError
from yishi_desktop.ledger_files import machine_sheet
from yishi_desktop.services import case_files
from yishi_desktop.services.delivering import returned
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import open_office
from yishi_desktop.services.strangers import room
from yishi_desktop.services.township import rule_packs
from yishi_desktop.services.township.merging import merge_files
from yishi_desktop.storage.settings import change_settings, load_settings
from yishi_desktop.storage.store import DATABASE_NAME

NEWEST = max(path for path in RELEASES.iterdir() if path.is_dir())
ONE_MORE = "PRAGMA user_version={}"


@pytest.fixture
def release(tmp_path) -> Path:
    return shutil.copytree(NEWEST, tmp_path / "release")


def made_by_a_newer_program(database: Path) -> bytes:
    """Count the schema one further than this program knows; what the file holds then."""
    with closing(sqlite3.connect(database)) as connection:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(ONE_MORE.format(number + 100))
    return database.read_bytes()


@pytest.mark.parametrize("kind", [DATA, ENCRYPTED, TOWNSHIP])
def test_data_are_refused_and_left(release, kind):
    before = made_by_a_newer_program(release / kind / DATABASE_NAME)
    password = json.loads((release / SECRETS).read_text(encoding="utf-8"))["password"]
    with pytest.raises(UserError, match=r"是用新版.*请先升级程序"):
        if kind == ENCRYPTED:
            with unlocked(release / kind, password):
                pass
        else:
            with open_office(release / kind):
                pass
    assert (release / kind / DATABASE_NAME).read_bytes() == before


def test_a_backup_is_refused_and_the_present_data_are_left(release, tmp_path):
    backup = next((release / BACKUPS).iterdir())
    made_by_a_newer_program(backup / DATABASE_NAME)
    about = next(backup.glob("*.json"))
    said = json.loads(about.read_text(encoding="utf-8"))
    about.write_text(
        json.dumps(said | {"schema": said["schema"] + 100}, ensure_ascii=False), encoding="utf-8"
    )
    with opened(tmp_path / "data"):
        pass
    before = (tmp_path / "data" / DATABASE_NAME).read_bytes()
    with pytest.raises(UserError, match="请先升级程序"):
        backups.restore(tmp_path / "data", backup)
    assert (tmp_path / "data" / DATABASE_NAME).read_bytes() == before


@pytest.mark.parametrize("name", [LEDGER, SUMMARY])
def test_a_ledger_is_refused_and_nothing_is_written(release, tmp_path, monkeypatch, name):
    """This program plays the older one: what it knows is counted back below what the file says."""
    monkeypatch.setattr(machine_sheet, "VERSION", 0)
    monkeypatch.setattr(room, "read", lambda reader, data: machine_sheet.read_machine_sheet(data))
    with pytest.raises(UserError) as caught:
        merge_files([release / name], tmp_path / "汇总.xlsx")
    assert "更新版本的程序" in str(caught.value)
    assert not (tmp_path / "汇总.xlsx").exists()


def test_a_case_is_refused(release, tmp_path):
    path = release / CASE
    whole = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps(whole | {"version": whole["version"] + 100}, ensure_ascii=False), encoding="utf-8"
    )
    with opened(tmp_path / "data") as office, pytest.raises(UserError, match="新版本程序写的"):
        case_files.import_case(office, path)


@pytest.mark.parametrize(
    ("kind", "take"),
    [("yishi-return", returned.take_in_return), ("yishi-rules", rule_packs.look_at)],
)
def test_what_a_township_gives_is_refused(tmp_path, kind, take):
    path = tmp_path / "乡镇的.json"
    path.write_text(json.dumps({"format": kind, "version": 99, "content": {}}), encoding="utf-8")
    with opened(tmp_path / "data") as office, pytest.raises(UserError, match=r"更新版本的程序.*先升级本程序"):
        take(office, path)


def test_settings_are_kept_with_what_this_program_does_not_know(release):
    path = release / SETTINGS
    with path.open("a", encoding="utf-8") as file:
        file.write('voice = "slow"\n')
    known = load_settings(path)
    change_settings(path, lock_minutes=20)
    assert load_settings(path).unknown == {"voice": "slow"}
    assert load_settings(path).upload_address == known.upload_address
