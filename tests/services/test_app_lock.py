"""The password of the program: kept as scrypt, opened by itself or by the recovery code, and never the data's only key."""

import pytest

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.keeping import app_lock
from yishi_desktop.storage.settings import change_settings, settings_file


def test_without_a_password_nothing_is_asked():
    assert not app_lock.is_set()
    assert not app_lock.opens("")


def test_the_password_opens_and_nothing_else_does():
    app_lock.set_password("后塘1234")
    assert app_lock.is_set()
    assert app_lock.opens("后塘1234")
    assert not app_lock.opens("后塘1235")
    assert not app_lock.opens("")


def test_neither_the_password_nor_the_code_is_kept():
    code = app_lock.set_password("后塘1234")
    kept = settings_file().read_text(encoding="utf-8")
    assert "后塘1234" not in kept
    assert code not in kept
    assert kept.count("scrypt:") == 2


def test_the_same_password_is_kept_differently_each_time():
    app_lock.set_password("后塘1234")
    first = settings_file().read_bytes()
    app_lock.set_password("后塘1234")
    assert settings_file().read_bytes() != first


def test_the_recovery_code_opens_once_and_takes_the_password_away():
    code = app_lock.set_password("后塘1234")
    assert not app_lock.recovers("2222-2222-2222-2222")
    assert not app_lock.recovers("忘了")
    assert app_lock.recovers(code.lower().replace("-", " "))
    assert not app_lock.is_set()
    assert not app_lock.recovers(code)


def test_a_short_password_is_refused_and_the_old_one_stays():
    app_lock.set_password("后塘1234")
    with pytest.raises(UserError, match="至少要4个字"):
        app_lock.set_password("123")
    assert app_lock.opens("后塘1234")


@pytest.mark.parametrize("kept", ["x", "scrypt:zz:zz", "scrypt:00:", "a:b:c:d"])
def test_damaged_settings_open_nothing_and_crash_nothing(kept):
    change_settings(lock_password=kept)
    assert app_lock.is_set()
    assert not app_lock.opens("")
    assert not app_lock.opens("后塘1234")


def test_minutes_that_make_no_sense_are_the_usual_ones():
    app_lock.lock_after(5)
    assert app_lock.minutes() == 5
    settings_file().write_text("lock_minutes = -3\n", encoding="utf-8")
    assert app_lock.minutes() == 10
