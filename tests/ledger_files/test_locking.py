"""A ledger behind a password: opened by the township and by LibreOffice with it only, damage noticed."""

import re
import subprocess
from datetime import date

import pytest

from tests.services.offices import matter, opened, real_office
from yishi_desktop.cli import run_command
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.verdicts import Verdict
from yishi_desktop.ledger_files.locking import is_locked, lock, unlock
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.delivering.passphrases import as_typed, new_passphrase
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.services.township.ledger_reading import LockedFile, read_ledger

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
WORDS = "4827 1930 5561 0724"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    with real_office(folder / "v", "甲村", matter(1, "a-1")) as office:
        ledgers.export(office, *YEAR, folder / "甲村.xlsx")
    return (folder / "甲村.xlsx").read_bytes()


@pytest.fixture(scope="module")
def locked(plain):
    return lock(plain, WORDS)


def test_the_password_opens_it_and_no_other_does(plain, locked):
    assert is_locked(locked) and not is_locked(plain)
    assert unlock(locked, WORDS) == plain
    for wrong in ("", "4827 1930 5561 0725", "密码"):
        with pytest.raises(UserError, match="密码不对"):
            unlock(locked, wrong)


def test_nothing_of_the_content_can_be_read_without_it(plain, locked):
    assert "甲村".encode() not in locked and b"_data" not in locked and b"PK\x03\x04" not in locked


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7, 0.9])
def test_a_changed_or_cut_file_is_refused_in_words(at, locked):
    place = int(len(locked) * at)
    changed = locked[:place] + bytes([locked[place] ^ 1]) + locked[place + 1 :]
    for damaged in (changed, locked[:place]):
        with pytest.raises(UserError):
            unlock(damaged, WORDS)


@pytest.mark.parametrize(
    "junk", [b"", b"\xd0\xcf\x11\xe0", b"\xd0\xcf\x11\xe0" + bytes(600), b"\xd0\xcf\x11\xe0" * 400]
)
def test_what_is_no_locked_workbook_is_refused_in_words(junk):
    with pytest.raises(UserError):
        unlock(junk, WORDS)


def test_the_township_takes_it_in_with_the_password_told_by_telephone(plain, locked, tmp_path):
    (tmp_path / "甲村.xlsx").write_bytes(locked)
    with opened(tmp_path / "t") as office:
        (one,) = examine(office, [tmp_path / "甲村.xlsx"]).verdicts
        assert (one.verdict, one.locked) == (Verdict.REFUSED, True) and "打开密码" in one.words
        (one,) = examine(office, [tmp_path / "甲村.xlsx"], passphrases=["1111 2222 3333 4444"]).verdicts
        assert (one.verdict, one.locked) == (Verdict.REFUSED, True)
        intake = examine(office, [tmp_path / "甲村.xlsx"], passphrases=["猜", "4827193055610724"])
        take_in(office, intake)
        (tmp_path / "又.xlsx").write_bytes(plain)
        assert examine(office, [tmp_path / "又.xlsx"]).verdicts[0].verdict is Verdict.AGAIN


def test_the_command_makes_a_password_and_merges_with_it(tmp_path, capfd):
    data = tmp_path / "v"
    with real_office(data, "甲村", matter(1, "a-1")):
        pass
    target = tmp_path / "甲村.xlsx"
    assert run_command(["--data", str(data), "ledger", "2026", "--to", str(target), "--lock"]) == 0
    passphrase = re.search(r"打开密码：([\d ]{19})", capfd.readouterr().out)[1]
    with pytest.raises(LockedFile):
        read_ledger(target)
    merged = ["merge", str(target), "--to", str(tmp_path / "m.xlsx")]
    assert run_command(merged) == 1
    assert run_command([*merged, "--password", passphrase.replace(" ", "")]) == 0


def test_passphrases_are_sixteen_digits_and_forgive_how_they_are_typed():
    made = {new_passphrase() for _ in range(200)}
    assert len(made) == 200 and all(re.fullmatch(r"(\d{4} ){3}\d{4}", one) for one in made)
    assert {
        as_typed(text)
        for text in (WORDS, "4827193055610724", "4827-1930-5561-0724", "４８２７　1930 5561 0724")
    } == {WORDS}
    assert as_typed(" 自己编的 ") == "自己编的"


@pytest.mark.needs("soffice")
def test_libreoffice_opens_the_same_ledger_without_a_password_and_not_with_one(plain, locked, tmp_path):
    (tmp_path / "开.xlsx").write_bytes(plain)
    (tmp_path / "锁.xlsx").write_bytes(locked)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "csv",
    ]
    command += ["--outdir", str(tmp_path / "out"), str(tmp_path / "开.xlsx"), str(tmp_path / "锁.xlsx")]
    subprocess.run(command, capture_output=True, timeout=200, check=False)
    assert [path.name for path in (tmp_path / "out").glob("*.csv")] == ["开.csv"]
