"""Backups: made and checked, listed, put back; and the check of the data themselves."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.going_back import difference, words_of
from yishi_desktop.domain.sealing import broken_seals
from yishi_desktop.domain.wording import date_text
from yishi_desktop.services import departures
from yishi_desktop.services.office import Office, local_clock
from yishi_desktop.storage import health, restoring
from yishi_desktop.storage.backup import Backup, is_readable, list_backups, make_backup
from yishi_desktop.storage.keyring import Keyring, Keys
from yishi_desktop.storage.location import BACKUPS_NAME, backups_beside, data_folder
from yishi_desktop.storage.settings import change_settings, load_settings

_log = logging.getLogger(__name__)
PLACE = BACKUPS_NAME


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup in a list: where it is and what it holds, in words."""

    folder: Path
    words: str
    sound: bool
    keyring: Keyring | None = None
    """What opens it, where it is encrypted."""


def place_beside(data: Path) -> Path:
    """Where backups go when nobody says otherwise: beside the data, never inside them."""
    return backups_beside(data)


def make(office: Office, place: Path | None = None) -> Path:
    """Back up, read the backup back, and thin out old ones; the new backup's folder.

    `place` is a second place such as a stick. `UserError` when it cannot be written; earlier backups stay.
    """
    backup = make_backup(office.store, place or place_beside(office.store.folder), office.clock())
    stamp = office.stamp()
    if place is None:
        change_settings(last_backup_at=stamp)
    else:
        change_settings(last_second_backup_at=stamp, second_backup_place=str(place))
        departures.note(office, "整套资料的备份", place, departures.Contents.WHOLE, "备份")
    return backup.folder


def make_if_due(office: Office) -> None:
    """The backup made when the program is closed: of everything saved since the last one, and once a day at least.

    A fault is logged: nobody is there to be told any more.
    """
    last = last_backup_on()
    if office.store.records.count() == 0:
        return
    if last is not None and last >= office.today and not _changed_since_backup(office):
        return
    try:
        make(office)
    except UserError:
        _log.warning("the backup at closing could not be made", exc_info=True)


def make_if_changed(office: Office) -> Path | None:
    """The backup made while one works; None when nothing was saved since the last one. `UserError` as `make`."""
    return make(office) if _changed_since_backup(office) else None


def _changed_since_backup(office: Office) -> bool:
    """Revisions are only ever added, so their number tells; a draft tells by its time."""
    newest = next(iter(list_backups(place_beside(office.store.folder))), None)
    if newest is None:
        return office.store.records.count() > 0
    drafts = office.store.drafts.all()
    return (office.store.records.count(), len(drafts)) != (newest.revisions, newest.drafts) or any(
        datetime.fromisoformat(draft.saved_at) > newest.made_at for draft in drafts
    )


def days_on_this_computer_only(office: Office) -> int:
    """How many days no copy has left this computer: since the last one on a stick, or since the first record."""
    stamp = load_settings().last_second_backup_at or office.store.records.first_made_at()
    if not stamp:
        return 0
    try:
        since = datetime.fromisoformat(stamp)
    except ValueError:
        return 0  # somebody wrote into the file by hand
    return max(0, (office.clock() - since).days)


def last_backup_on() -> date | None:
    """The day of the last backup on this computer, as far as its settings know."""
    stamp = load_settings().last_backup_at
    try:
        return datetime.fromisoformat(stamp).date() if stamp else None
    except ValueError:
        return None  # somebody wrote into the file by hand


def listed(place: Path) -> list[BackupLine]:
    """The backups in a place, the newest first."""
    return [_line(backup) for backup in sorted(list_backups(place), key=_made_at, reverse=True)]


@dataclass(frozen=True, slots=True)
class Rescue:
    """What can be offered when the data cannot be opened: the newest backup that is whole, and those that are not."""

    backup: BackupLine | None
    damaged: tuple[str, ...] = ()


def rescue_for(data: Path) -> Rescue:
    """Read the backups of a data folder, newest first, in both places, until one is byte for byte what was written."""
    damaged: list[str] = []
    places = [place_beside(data)]
    if second := load_settings().second_backup_place:
        places.append(Path(second))
    found = [backup for place in places for backup in list_backups(place)]
    for backup in sorted(found, key=_made_at, reverse=True):
        if backup.sound and is_readable(backup):
            return Rescue(_line(backup), tuple(damaged))
        damaged.append(_line(backup).words)
    return Rescue(None, tuple(damaged))


def restore(data: Path | None, folder: Path, keys: Keys | None = None) -> str:
    """Put a backup in the place of the present data, which are backed up and kept aside first.

    The store must be closed. A sentence that says what was done; `LockedDataError` when `keys` do not open the backup,
    another `UserError` when it cannot be used.
    """
    backup = _backup_in(folder)
    done = restoring.restore(backup, data_folder(data), local_clock(), keys)
    words = [f"已恢复到{_line(backup).words}。"]
    if done.kept_aside:
        words.append(f"原来的资料留在“{done.kept_aside.name}”。")
    if done.from_plain_copy:
        words.append(f"备份的资料库坏了，是从文字副本恢复的，有{len(done.bad_lines)}行读不出来。")
    return "".join(words)


def what_restoring_changes(office: Office, folder: Path, keys: Keys) -> list[str]:
    """What of the present data a backup would change, in sentences. It is read whole for that; refuses as `restore`."""
    past = restoring.revisions_in(_backup_in(folder), keys)
    return words_of(difference(office.store.records.all(), past))


def keyring_of(folder: Path) -> Keyring | None:
    """What opens the backup in this folder; None when it is not encrypted. `UserError` when it is no backup."""
    return _backup_in(folder).keyring


def _backup_in(folder: Path) -> Backup:
    wanted = folder.resolve()
    backup = next((one for one in list_backups(wanted.parent) if one.folder == wanted), None)
    if backup is None:
        raise UserError(
            f"“{folder.name}”不是议事的备份。", "现在的资料没有动。", "请选“议事备份”开头的文件夹。"
        )
    return backup


def verify(office: Office) -> list[str]:
    """What is damaged, each in one sentence; nothing when every record is as it was saved."""
    found, intact = health.examine(office.store.database)
    words = [str(damage) for damage in found.damages]
    words += broken_seals(intact, (damage.revision_id for damage in found.damages))
    words += [f"有一份草稿读不出来（{record_id}）。" for record_id in found.damaged_drafts]
    if found.file_problems:
        words.append("资料文件本身有损坏，请从备份恢复。")
    words += [f"“{name}”有一版不见了，有人从资料文件里删掉了它，请从备份恢复。" for name in found.lost]
    words += [f"“{name}”在列表里和存下的对不上，可以重新生成，存下的没有丢。" for name in found.stale]
    if found.stale_projection and not (found.stale or found.lost):
        words.append("列表和记录对不上，可以重新生成，记录没有丢。")
    return words


def _made_at(backup: Backup) -> float:
    return backup.made_at.timestamp()


def _line(backup: Backup) -> BackupLine:
    when = f"{date_text(backup.made_at.date())}{backup.made_at:%H:%M:%S}"
    words = f"{when}的备份，{backup.records}条资料" + ("，已加密" if backup.keyring else "")
    return BackupLine(backup.folder, words, backup.sound, backup.keyring)
