"""加密: turned on with a rehearsal of the recovery code, off again, another password, and what stays behind in plain.

What it keeps out and what not stands in docs/decisions/0020; a lost password never loses the archive, because the code
on paper opens every backup on every computer (docs/encryption-format.md).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import written
from yishi_desktop.domain.sealing import MistypedCodeError, read_code
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.keeping import app_lock, backups
from yishi_desktop.services.office import Office, local_clock
from yishi_desktop.storage import leftovers as left
from yishi_desktop.storage import recoding
from yishi_desktop.storage.keyring import (
    Encryption,
    Keyring,
    Keys,
    LockedDataError,
    Secret,
    WrongSecretError,
    new_code,
    new_encryption,
    with_code,
    with_password,
)
from yishi_desktop.storage.plain_copy import from_lines, keyring_in, read_copy, to_lines
from yishi_desktop.storage.safe_file import safe_write
from yishi_desktop.storage.settings import load_settings
from yishi_desktop.storage.store import store_encrypted, store_keyring

if TYPE_CHECKING:
    from yishi_desktop.services.printing.papers import Paper

__all__ = ["Keyring", "Keys", "LockedDataError", "Prepared", "Secret"]
SHEET = "recovery_sheet"


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """A key that nothing is encrypted with yet, and the recovery code that is to be printed and typed back first."""

    encryption: Encryption
    code: str


def is_on(data: Path) -> bool:
    """Whether the data in this folder are encrypted. Reads some bytes of the file."""
    return store_encrypted(data)


def prepare(password: str) -> Prepared:
    """A new key and a new code. Takes half a second, on purpose; `UserError` when the password is too easy."""
    code = new_code()
    return Prepared(new_encryption(password, code), code)


def is_the_code(typed: str, code: str) -> bool:
    """Whether somebody has copied the code from the paper, in whatever spelling."""
    try:
        return read_code(typed) == code
    except MistypedCodeError:
        return False


def sheet(office: Office, code: str) -> "tuple[Situation, Paper]":
    """The recovery sheet, for the printer: the code stands on it and in no file of ours."""
    from yishi_desktop.services.printing.papers import Paper
    from yishi_desktop.services.printing.year_papers import year_situation

    today = office.today
    found = year_situation(office, today, today)
    assert found.year is not None
    paper = Paper(SHEET, office.definitions.forms[SHEET].name, "", 0)
    return found.of_year(replace(found.year, recovery_code=code)), paper


def turn_on(data: Path, keys: Keys, prepared: Prepared, typed: str) -> str:
    """Encrypt the data; the store must be closed. What was done, in a sentence.

    `UserError` when the code was not typed back, the data are damaged, or the disk does not take them: then everything
    is as before. The password of the program alone is no longer asked for.
    """
    if not is_the_code(typed, prepared.code):
        raise UserError(
            "恢复码和纸上的不一样，没有加密。", "资料没有改动。", "请照着打印出来的那张纸，再输入一遍。"
        )
    keys.add(prepared.encryption.cipher)
    damaged = recoding.recode(data, keys, prepared.encryption)
    app_lock.remove()
    return "资料已经加密，以后打开议事要输入密码。" + _damaged_words(damaged)


def turn_off(data: Path, keys: Keys, typed: str) -> str:
    """Make the data plain again; the store must be closed. `typed` is the password or the code: `UserError` if not."""
    keys.unlock(_ring(data), typed)
    damaged = recoding.recode(data, keys, None)
    return (
        "资料不再加密，打开议事也不要密码了。以前加密的备份还要原来的密码或恢复码才能打开。"
        + _damaged_words(damaged)
    )


def _damaged_words(damaged: tuple[str, ...]) -> str:
    return f"有{len(damaged)}个附件本来就坏了，留在原处，没有转换。" if damaged else ""


def unlock(data: Path, keys: Keys, typed: str) -> Secret:
    """Open the data in a folder for this program: which of the two was typed. `UserError` when neither."""
    return keys.unlock(_ring(data), typed)


def _ring(data: Path) -> Keyring:
    ring = store_keyring(data)
    if ring is None:
        raise UserError("这份资料没有加密。", "资料没有改动。", "不用输入密码。")
    return ring


def change_password(office: Office, typed: str, password: str) -> None:
    """Wrap the key with another password; `typed` is the present one, or the code where it was forgotten.

    Nothing is encrypted anew; older backups go on opening with the password of their time, and with the code.
    """
    encryption = _required(office, typed)
    office.store.database.rewrap(with_password(encryption, password))


def change_code(office: Office, typed: str, code: str, again: str) -> None:
    """Wrap the key with another recovery code, already printed and typed back in `again`."""
    encryption = _required(office, typed)
    if not is_the_code(again, code):
        raise UserError(
            "恢复码和纸上的不一样，没有换。", "原来的恢复码还能用。", "请照着新的那张纸再输入一遍。"
        )
    office.store.database.rewrap(with_code(encryption, code))


def _required(office: Office, typed: str) -> Encryption:
    """The key in use, for somebody who has just shown that he may."""
    encryption = office.store.database.encryption
    if encryption is None:
        raise UserError("这份资料没有加密。", "资料没有改动。", "不用换密码。")
    Keys().unlock(encryption.keyring, typed)
    return encryption


def fresh_code() -> str:
    """A code for `change_code`."""
    return new_code()


def opens(data: Path, typed: str) -> bool:
    """Whether this is the password or the code of the data in a folder."""
    try:
        Keys().unlock(_ring(data), typed)
    except WrongSecretError:
        return False
    return True


def open_copy(path: Path, ask: Callable[[Keyring], str], target: Path) -> tuple[int, int]:
    """Write an encrypted plain copy as one in plain words: how many records and drafts, and how many lines are damaged.

    `ask` is given the ring and answers what was typed. `UserError` when the file is no such copy, or that does not open.
    """
    data = read_copy(path)
    ring = keyring_in(data)
    if ring is None:
        raise UserError(
            f"“{path.name}”不是加密的文字副本，或者头尾都坏了。",
            "没有改动任何文件。",
            "请选备份里的“议事资料.jsonl”。",
        )
    keys = Keys()
    keys.unlock(ring, ask(ring))
    opened = keys.encryption(ring)
    found = from_lines(data, opened.cipher if opened else None)
    revisions = map(written, found.revisions)
    safe_write(target, to_lines(revisions, found.drafts, local_clock().isoformat()))
    return len(found.revisions) + len(found.drafts), len(found.bad_lines)


# ------------------------------------------------------------------------------------------- what is left in plain
def plain_leftovers(office: Office) -> tuple[str, ...]:
    """What still lies about unencrypted, each in one line with its place; nothing while the data are plain."""
    if office.store.database.encryption is None:
        return ()
    found = _leftovers(office)
    lines = [f"没加密的备份：{_place_of(folder)}" for folder in found.backups]
    lines += [f"没加密的旧资料：{_place_of(path)}" for path in found.copies]
    lines += [f"没加密的附件：{_place_of(folder)}" for folder in found.attachments]
    return tuple(lines)


def _place_of(path: Path) -> str:
    return f"{path.name}，在“{path.parent.name or path.parent}”里"


def remove_leftovers(office: Office) -> tuple[str, ...]:
    """Delete them, after somebody has read their list and agreed; what could not be deleted. `UserError` when an
    encrypted backup is not there yet.
    """
    data, encryption = office.store.folder, office.store.database.encryption
    if encryption is None:
        return ()
    left.remove(_leftovers(office), data, backups.place_beside(data), encryption)
    return plain_leftovers(office)


def _leftovers(office: Office) -> left.Leftovers:
    data = office.store.folder
    second = load_settings().second_backup_place
    return left.leftovers(data, [backups.place_beside(data), *([Path(second)] if second else [])])
