"""What the part 加密 asks the worker to do: plain functions that get plain values."""

from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.keeping import backups, encryption
from yishi_desktop.services.keeping.encryption import Prepared
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing.papers import Paper


def prepare(password: str) -> Prepared:
    return encryption.prepare(password)


def sheet(office: Office, code: str) -> tuple[Situation, Paper]:
    return encryption.sheet(office, code)


def back_up(office: Office) -> str:
    """The first encrypted backup, read back: from now on plain copies are not the last ones."""
    backups.make(office)
    return (
        "资料已经加密，也做好了一份加密的备份。以后打开议事要输入密码；恢复码单请装进信封，和公章放在一起。"
    )


def change_password(office: Office, typed: str, password: str) -> str:
    encryption.change_password(office, typed, password)
    return "密码换好了。以前的备份还用当时的密码，恢复码都能打开。"


def change_code(office: Office, typed: str, code: str, again: str) -> str:
    encryption.change_code(office, typed, code, again)
    return "恢复码换好了。旧的那张纸只能打开以前的备份，请和旧备份放在一起，或者重新备份以后烧掉。"


def leftovers(office: Office) -> tuple[str, ...]:
    return encryption.plain_leftovers(office)


def remove_leftovers(office: Office) -> tuple[str, ...]:
    return encryption.remove_leftovers(office)
