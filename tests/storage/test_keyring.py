"""The key and its two wrappings: either opens it, nothing else does, and a new password touches nothing but its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.encrypted import CIPHER
from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import keyring as rings
from yishi_desktop.storage.cipher import Cipher, UnreadableError
from yishi_desktop.storage.keyring import (
    Keys,
    LockedDataError,
    Secret,
    WrongSecretError,
    keyring_from,
    new_code,
    new_encryption,
    with_code,
    with_password,
)

PASSWORD = "村口老樟树三百年"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A guess that costs nothing: what one costs in earnest is asserted below."""
    monkeypatch.setattr(rings, "_N", 16)


@pytest.fixture
def code():
    return new_code()


@pytest.fixture
def made(code):
    return new_encryption(PASSWORD, code)


def test_password_and_code_give_the_same_key(made, code):
    for typed, secret in ((PASSWORD, Secret.PASSWORD), (code.lower().replace("-", " "), Secret.RECOVERY)):
        keys = Keys()
        assert keys.unlock(made.keyring, typed) is secret
        assert keys.encryption(made.keyring).cipher.key == made.cipher.key


def test_nothing_else_opens_it_and_says_what_to_do(made):
    for typed in ("", "村口老樟树三百", new_code(), "0" * 16):
        with pytest.raises(WrongSecretError, match="资料没有动"):
            Keys().unlock(made.keyring, typed)
    with pytest.raises(LockedDataError, match="请输入密码"):
        Keys().encryption(made.keyring)


def test_the_input_method_does_not_decide(code):
    made = new_encryption("ＡＢＣ１２３４５６", code)
    assert Keys().unlock(made.keyring, "ABC123456") is Secret.PASSWORD


def test_a_new_password_rewraps_and_the_code_stays(made, code):
    changed = with_password(made, "另一句谁也不知道的话")
    assert changed.cipher is made.cipher
    assert changed.keyring.recovery == made.keyring.recovery
    with pytest.raises(WrongSecretError):
        Keys().unlock(changed.keyring, PASSWORD)
    assert Keys().unlock(changed.keyring, code) is Secret.RECOVERY


def test_a_new_code_leaves_the_password(made, code):
    changed = with_code(made, new_code())
    assert Keys().unlock(changed.keyring, PASSWORD) is Secret.PASSWORD
    with pytest.raises(WrongSecretError):
        Keys().unlock(changed.keyring, code)


def test_a_ring_comes_back_as_it_was_written(made):
    assert keyring_from(made.keyring.to_text()) == made.keyring
    for nonsense in ("", "[]", '{"key_id": 3}', '{"a": "b"}', None):
        with pytest.raises(ValueError):
            keyring_from(nonsense)


def test_nothing_of_the_secrets_stands_in_the_ring(made, code):
    text = made.keyring.to_text()
    assert PASSWORD not in text and code not in text and made.cipher.key.hex() not in text


@pytest.mark.parametrize("weak", ["", "1234567", "12345678901", "啊啊啊啊啊啊啊啊啊", "abababab"])
def test_what_a_computer_guesses_in_a_day_is_refused(weak, code):
    with pytest.raises(UserError, match="太容易猜"):
        new_encryption(weak, code)


def test_one_guess_costs_64_megabytes(monkeypatch, code):
    monkeypatch.undo()
    n, r, p = new_encryption(PASSWORD, code).keyring.password.split(":")[1:4]
    assert 128 * int(n) * int(r) == 64 << 20 and p == "1"


@pytest.mark.parametrize("wrapped", ["", "scrypt", "scrypt:x:8:1:00:00", "scrypt:1099511627776:8:1:00:00"])
def test_a_damaged_or_hostile_ring_is_a_wrong_password_and_no_crash(wrapped, made):
    ring = rings.replace(made.keyring, password=wrapped)
    with pytest.raises(WrongSecretError):
        Keys().unlock(ring, PASSWORD)


# --------------------------------------------------------------------------------------------------- the cipher
@given(st.text(), st.text())
def test_every_text_comes_back_in_its_place_only(text, place):
    concealed = CIPHER.conceal(text, place)
    assert CIPHER.reveal(concealed, place) == text
    with pytest.raises(UnreadableError):
        CIPHER.reveal(concealed, place + "?")


def test_the_same_text_never_looks_the_same():
    assert CIPHER.conceal("徐国平", "x") != CIPHER.conceal("徐国平", "x")


@given(st.binary(max_size=300), st.integers(0, 7), st.data())
def test_one_flipped_bit_in_a_file_shows(content, bit, data):
    concealed = bytearray(CIPHER.conceal_file(content, "a"))
    concealed[data.draw(st.integers(0, len(concealed) - 1))] ^= 1 << bit
    with pytest.raises(UnreadableError):
        CIPHER.reveal_file(bytes(concealed), "a")


@given(st.binary(min_size=32, max_size=32))
def test_an_id_has_one_other_face_and_comes_back(raw):
    concealed = CIPHER.conceal_id(raw.hex())
    assert len(concealed) == 64 and concealed != raw.hex()
    assert CIPHER.conceal_id(raw.hex()) == concealed
    assert CIPHER.reveal_id(concealed) == raw.hex()
    assert Cipher(bytes(32)).conceal_id(raw.hex()) != concealed
