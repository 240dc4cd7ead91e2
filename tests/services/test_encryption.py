"""加密 as the user meets it: rehearsed, whole, forgotten passwords, and a backup with the code on another computer."""

import json
from datetime import timedelta

import pytest

from tests.services.offices import DEFINITIONS, sample_office
from yishi_desktop import cli
from yishi_desktop.cli import secrets
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import cases
from yishi_desktop.services.keeping import app_lock, backups, encryption, handover
from yishi_desktop.services.keeping.unlocking import Door, Opening
from yishi_desktop.services.office import start_office
from yishi_desktop.storage import keyring
from yishi_desktop.storage.keyring import Keys, LockedDataError, WrongSecretError
from yishi_desktop.storage.settings import change_settings
from yishi_desktop.storage.store import store_keyring

PASSWORD, OTHER = "村口老樟树三百年", "晒谷场边上那口井"
NAME = "徐国平".encode()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(keyring, "_N", 16)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "资料"
    with sample_office(folder):
        pass
    return folder


@pytest.fixture
def keys():
    return Keys()


@pytest.fixture
def prepared():
    return encryption.prepare(PASSWORD)


@pytest.fixture
def on(data, keys, prepared):
    """The sample village, encrypted and backed up; the recovery code."""
    encryption.turn_on(data, keys, prepared, prepared.code)
    office = opened(data, keys)
    backups.make(office)
    office.store.close()
    return prepared.code


def opened(data, keys):
    return start_office(data, DEFINITIONS, keys=keys)


def in_clear(folder):
    return [path.name for path in folder.rglob("*") if path.is_file() and NAME in path.read_bytes()]


def test_without_the_code_typed_back_nothing_is_encrypted(data, keys, prepared):
    for typed in ("", "2222-2222-2222-2222", prepared.code[:-1]):
        with pytest.raises(UserError, match="没有加密"):
            encryption.turn_on(data, keys, prepared, typed)
    assert not encryption.is_on(data)
    assert in_clear(data)


def test_encrypted_nobody_is_named_in_any_file_and_everything_is_there(data, keys, on):
    assert in_clear(data) == []
    assert in_clear(backups.place_beside(data)) == []
    office = opened(data, keys)
    assert len(cases.all_cases(office)) == 3
    assert cases.find(office, "三组").topic.title
    assert backups.verify(office) == []
    office.store.close()


def test_a_password_of_the_program_alone_is_no_longer_asked_for(data, keys, prepared):
    app_lock.set_password("1234")
    encryption.turn_on(data, keys, prepared, prepared.code)
    assert not app_lock.is_set()
    assert Door(data, Keys()).is_wanted()


def test_off_again_needs_the_password_and_leaves_plain_data(data, keys, on):
    with pytest.raises(WrongSecretError):
        encryption.turn_off(data, Keys(), "不是它不是它不是它")
    assert encryption.is_on(data)
    encryption.turn_off(data, Keys(), PASSWORD)
    assert not encryption.is_on(data) and not Door(data, Keys()).is_wanted()
    office = opened(data, Keys())
    assert len(cases.all_cases(office)) == 3
    office.store.close()


def test_a_forgotten_password_is_replaced_with_the_code(data, on):
    keys = Keys()
    door = Door(data, keys)
    assert door.opens("忘记了的密码啊") is Opening.REFUSED
    assert door.opens(on.lower().replace("-", " ")) is Opening.BY_CODE
    office = opened(data, keys)
    encryption.change_password(office, on, OTHER)
    office.store.close()
    assert Door(data, Keys()).opens(PASSWORD) is Opening.REFUSED
    assert Door(data, Keys()).opens(OTHER) is Opening.OPENED
    assert Door(data, Keys()).opens(on) is Opening.BY_CODE


def test_a_new_password_or_code_needs_the_present_one_and_encrypts_nothing_anew(data, keys, on):
    office, code = opened(data, keys), encryption.fresh_code()
    before = office.store.database.rows("SELECT payload FROM revision")
    for change in (
        lambda: encryption.change_password(office, "不是它不是它不是它", OTHER),
        lambda: encryption.change_password(office, PASSWORD, "1234"),
        lambda: encryption.change_code(office, PASSWORD, code, on),
    ):
        with pytest.raises(UserError):
            change()
    encryption.change_code(office, PASSWORD, code, code)
    assert [tuple(row) for row in office.store.database.rows("SELECT payload FROM revision")] == [
        tuple(row) for row in before
    ]
    office.store.close()
    assert Door(data, Keys()).opens(on) is Opening.REFUSED
    assert Door(data, Keys()).opens(code) is Opening.BY_CODE


def test_a_backup_and_the_code_open_on_another_computer(data, on, tmp_path):
    folder = backups.listed(backups.place_beside(data))[0].folder
    other, keys = tmp_path / "另一台" / "资料", Keys()
    with pytest.raises(LockedDataError):
        backups.restore(other, folder, keys)
    keys.unlock(backups.keyring_of(folder), on)
    assert "已加密" in backups.restore(other, folder, keys)
    assert Door(other, Keys()).opens(PASSWORD) is Opening.OPENED
    office = opened(other, keys)
    assert len(cases.all_cases(office)) == 3
    office.store.close()
    assert in_clear(tmp_path / "另一台") == []


def test_what_is_left_in_plain_is_named_and_goes_only_when_told(data, keys, prepared, tmp_path):
    change_settings(second_backup_place=str(tmp_path / "U盘"))
    office = opened(data, keys)
    backups.make(office)
    backups.make(office, tmp_path / "U盘")
    assert encryption.plain_leftovers(office) == ()
    office.store.close()
    encryption.turn_on(data, keys, prepared, prepared.code)
    office = opened(data, keys)
    named = encryption.plain_leftovers(office)
    assert len([line for line in named if line.startswith("没加密的备份")]) == 2
    with pytest.raises(UserError, match="什么都没有删"):
        encryption.remove_leftovers(office)
    assert encryption.plain_leftovers(office) == named
    later = start_office_later(office)
    backups.make(later)
    assert encryption.remove_leftovers(later) == ()
    office.store.close()
    assert in_clear(tmp_path / "U盘") == in_clear(backups.place_beside(data)) == in_clear(data) == []


def start_office_later(office):
    at = office.clock() + timedelta(hours=1)
    return type(office)(office.store, office.definitions, lambda: at)


def test_the_sheet_carries_the_code_and_the_program_keeps_it_nowhere(data, keys, on, user_folder):
    office = opened(data, keys)
    situation, paper = encryption.sheet(office, on)
    assert paper.form == encryption.SHEET and situation.year.recovery_code == on
    assert on not in repr(situation)
    office.store.close()
    for folder in (data.parent, user_folder):
        assert not [path for path in folder.rglob("*") if path.is_file() and on.encode() in path.read_bytes()]


def test_a_handover_carries_an_encrypted_backup_and_says_what_opens_it(data, keys, on, tmp_path):
    office = opened(data, keys)
    folder = handover.make_package(office, tmp_path / "U盘")
    office.store.close()
    said = (folder / "先看这里.txt").read_text("utf-8-sig")
    assert "恢复码" in said and "没有加密" not in said.split("台账")[0]
    assert in_clear(folder / backups.PLACE) == []


def test_damaged_data_are_not_taken_for_locked_ones(data, on):
    from yishi_desktop.storage.store import DATABASE_NAME

    content = (data / DATABASE_NAME).read_bytes()
    (data / DATABASE_NAME).write_bytes(content[:100] + bytes(8000) + content[8100:])
    assert not Door(data, Keys()).is_wanted()
    with pytest.raises(UserError, match="从备份恢复"):
        opened(data, Keys())


# ------------------------------------------------------------------------------------------------ in a terminal
@pytest.fixture
def run(capfd, data, monkeypatch):
    def call(*words, password=None, folder=data):
        if password is None:
            monkeypatch.delenv(secrets.ENVIRONMENT, raising=False)
        else:
            monkeypatch.setenv(secrets.ENVIRONMENT, password)
        code = cli.run_command(["--data", str(folder), *map(str, words)])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


def test_a_terminal_asks_for_the_password(run, on, monkeypatch):
    code, out, err = run("list")
    assert code == 1 and out == "" and "请输入密码" in err
    assert run("list", password="不是它不是它不是它")[0] == 1
    assert run("verify", password=PASSWORD)[:2] == (0, "资料完好\n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda words: on)
    assert len(run("list")[1].splitlines()) == 3


def test_a_terminal_restores_with_nothing_but_backup_and_code(run, data, on, tmp_path):
    folder = backups.listed(backups.place_beside(data))[0].folder
    other = tmp_path / "另一台" / "资料"
    assert run("restore", folder, folder=other)[0] == 1
    assert run("restore", folder, folder=other, password=on)[0] == 0
    assert len(run("list", folder=other, password=PASSWORD)[1].splitlines()) == 3


def test_the_copy_in_lines_is_opened_with_the_code_alone(run, data, on, tmp_path):
    copy = next(backups.place_beside(data).glob("*/议事资料.jsonl"))
    assert NAME not in copy.read_bytes()
    code, out, _ = run("open-copy", copy, "--to", tmp_path / "看得懂.jsonl", password=on)
    assert code == 0 and "没有加密，请收好" in out
    lines = [json.loads(line)["line"] for line in (tmp_path / "看得懂.jsonl").read_text("utf-8").splitlines()]
    assert any(one.get("revision", {}).get("kind") == "case" for one in lines)
    assert run("open-copy", tmp_path / "看得懂.jsonl", "--to", tmp_path / "x", password=on)[0] == 1


def test_the_ring_travels_with_every_copy(data, on):
    """The ring stands in the data file, the copy and the manifest: any one of the three is enough."""
    folder = backups.listed(backups.place_beside(data))[0].folder
    manifest = json.loads((folder / "备份说明.json").read_text("utf-8"))
    ring = store_keyring(data)
    assert keyring.keyring_from(manifest["keyring"]) == ring
    assert ring.key_id.encode() in (folder / "议事资料.jsonl").read_bytes().splitlines()[-1]
