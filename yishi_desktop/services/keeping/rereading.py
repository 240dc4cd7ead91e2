"""Old backups are read again once a month: a disk forgets quietly, and a backup is needed on the day nobody expects."""

from datetime import datetime, timedelta
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.keeping.backups import place_beside
from yishi_desktop.services.office import Office
from yishi_desktop.storage.backup import Backup, is_readable, list_backups
from yishi_desktop.storage.settings import change_settings, load_settings

EVERY = timedelta(days=30)


def backups_to_reread(office: Office) -> list[Backup]:
    """All backups on this computer when a month has passed since they were read, the newest first; else none."""
    stamp = load_settings().backups_reread_at
    try:
        due = not stamp or office.clock() - datetime.fromisoformat(stamp) >= EVERY
    except ValueError:
        due = True  # somebody wrote into the file by hand
    return list_backups(place_beside(office.store.folder)) if due else []


def is_whole(office: Office, backup: Backup) -> bool:
    """Whether it is byte for byte what was written. One that was thinned out meanwhile is nobody's loss."""
    return is_readable(backup) or not backup.folder.exists()


def note_reread(office: Office) -> None:
    """All were read today."""
    change_settings(backups_reread_at=office.stamp())


def damage_of(folders: list[Path]) -> UserError:
    """What to tell of backups that are not what was written."""
    names = "、".join(f"“{folder.name}”" for folder in folders)
    return UserError(
        f"{len(folders)}份以前的备份坏了：{names}。",
        "现在用的资料和其他备份都完好，没有丢。",
        "请打开“设置”里的“资料和备份”，现在备份一次，再备份到U盘；这台电脑的硬盘可能要坏了，请找人看一看。",
    )
