"""Encrypted data on the real program: after a whole session, and after kill -9, no file it keeps names anybody."""

from pathlib import Path

import pytest

from tests.reliability.seeds import PASSWORD, TOPIC, secrets
from tests.reliability.test_start import heard, program
from tests.services.offices import DEFINITIONS
from yishi_desktop.services.keeping import backups, encryption
from yishi_desktop.services.office import start_office
from yishi_desktop.storage.health import verify
from yishi_desktop.storage.keyring import Keys
from yishi_desktop.storage.store import DATABASE_NAME


@pytest.fixture
def data(tmp_path) -> Path:
    """An empty village, encrypted before anybody wrote a word into it."""
    folder = tmp_path / "data"
    start_office(folder, DEFINITIONS).store.close()
    prepared = encryption.prepare(PASSWORD)
    encryption.turn_on(folder, Keys(), prepared, prepared.code)
    return folder


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def left_behind(*places: Path) -> list[str]:
    """What of the secrets stands in any file, in its name or in its content, and where."""
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    forbidden = [(one, one.encode(code)) for one in secrets() for code in ("utf-8", "utf-16-le")]
    return [
        f"{path.name}: {secret}"
        for path in files
        for secret, content in forbidden
        if content in path.read_bytes() or secret in path.name
    ]


@pytest.mark.expects_log
def test_a_whole_session_leaves_nothing_readable_anywhere(data, temporary, user_folder):
    with program("session", data) as running:
        assert "title 议事" in running.stdout.read()
        assert running.wait() == 0
    place = backups.place_beside(data)
    assert left_behind(data, place, temporary, user_folder) == []
    kept = {path.name for path in place.rglob("*") if path.is_file()}
    assert {DATABASE_NAME, "议事资料.jsonl", "备份说明.json"} < kept
    assert list(data.glob("附件*/??/*")) and list(place.glob("附件*/??/*"))


def test_the_scan_would_see_a_name(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "单雄信.txt").write_bytes("徐国平".encode("utf-16-le"))
    assert sorted(set(left_behind(tmp_path))) == ["单雄信.txt: 单雄信", "单雄信.txt: 徐国平"]


def test_what_was_typed_survives_a_kill_and_is_readable_to_nobody(data, temporary, user_folder):
    with program("type", data) as running:
        heard(running, "saved")
        running.kill()
    assert left_behind(data, temporary, user_folder) == []
    keys = Keys()
    encryption.unlock(data, keys, PASSWORD)
    office = start_office(data, DEFINITIONS, keys=keys)
    assert verify(office.store.database).sound
    assert TOPIC in [draft.payload["topic"]["title"] for draft in office.store.drafts.all()]
    office.store.close()
