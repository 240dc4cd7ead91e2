"""The outbox: files that wait to be uploaded, until they are known to have arrived, each exactly once.

What waits is a record of the data folder, its content an attachment: backup, restart and the check of the data know
both. A record says "waiting" until the file is known to be there, and only then "arrived". When the program ends in
between, the next try finds the file at its place by its hash and says so: nothing is sent twice, nothing is lost.

`send` touches neither store nor window, so that it may run in a thread of its own for as long as a slow link takes.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import departures
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering.upload_place import UploadPlace, upload_place
from yishi_desktop.services.office import Office
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door
from yishi_desktop.storage.safe_file import make_folder, safe_write

UPLOAD = "upload"
Cancelled = Callable[[], bool]
_DOOR = Door("台账", "没有放进待传的文件里。", LARGEST_WORKBOOK)
_FIRST_WAIT, _LONGEST_WAIT = 15, 30 * 60


class State(Enum):
    """How far an upload is."""

    WAITING = "waiting"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file in the outbox. Times are ISO 8601; `place` is where it arrived."""

    record_id: str
    name: str
    digest: str
    size: int
    state: State
    queued_at: str
    arrived_at: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything the sending needs, as plain values."""

    record_id: str
    name: str
    data: bytes
    place: UploadPlace


class NoPlace(UserError):  # noqa: N818 - a refusal with advice
    """Nobody has said where to upload to."""


def needs_person(error: UserError) -> bool:
    """Whether trying again by itself would not help."""
    if isinstance(error, NoPlace):
        return True
    from yishi_desktop.exchange.webdav import NeedsPerson

    return isinstance(error, NeedsPerson)


def seconds_to_wait(failures: int) -> int:
    """How long to leave it after so many failures in a row: 15 s, 30 s, 1 min … at most half an hour."""
    return int(min(_FIRST_WAIT * 2 ** max(0, failures - 1), _LONGEST_WAIT))


# --- what waits ------------------------------------------------------------------------------------------------


def uploads(office: Office) -> tuple[Upload, ...]:
    """Everything in the outbox, what waits first, then the newest."""
    found = [_upload(one.record_id, one.payload) for one in office.store.records.current(UPLOAD)]
    found.sort(key=lambda one: (one.queued_at, one.name), reverse=True)
    return tuple(sorted(found, key=lambda one: one.state is State.ARRIVED))


def _upload(record_id: str, payload: Mapping[str, str]) -> Upload:
    return Upload(
        record_id,
        payload["name"],
        payload["content"],
        int(payload["size"]),
        State(payload["state"]),
        payload["queued_at"],
        payload.get("arrived_at", ""),
        payload.get("place", ""),
    )


def queue_ledger(office: Office, start: date, until: date) -> Changed:
    """Put the masked ledger of these days into the outbox."""
    from yishi_desktop.services.delivering import ledgers

    return queue(
        office, ledgers.suggested_name(office, start, until), ledgers.ledger_file(office, start, until)
    )


def queue_file(office: Office, path: Path) -> Changed:
    """Put a workbook from the disk into the outbox. `UserError` when it cannot be read."""
    return queue(office, path.name, _DOOR.content(path))


def queue(office: Office, name: str, data: bytes) -> Changed:
    """Put a file into the outbox. The same content waits once, and what has arrived at this place is not sent again."""
    digest = hashlib.sha256(data).hexdigest()
    record_id = f"upload-{digest}"
    known = office.store.records.get(record_id)
    if known is not None and not known.deleted:
        one = _upload(record_id, known.payload)
        if one.state is State.WAITING or one.place == upload_place().address:
            return Changed(frozenset())
    payload = {
        "name": _final_name(name, digest),
        "content": office.store.attachments.add(data),
        "size": str(len(data)),
        "state": State.WAITING.value,
        "queued_at": office.stamp(),
    }
    _keep(office, record_id, payload, "放进待传的文件")
    return Changed.one(UPLOAD, record_id)


def _final_name(name: str, digest: str) -> str:
    """The name at the other end: with a piece of the hash, so that it stands for this content and no other."""
    path = Path(name)
    return f"{path.stem}-{digest[:12]}{path.suffix}"


def _keep(office: Office, record_id: str, payload: dict[str, str], reason: str) -> None:
    office.store.records.append(
        record_id, UPLOAD, payload, author=office.author, reason=reason, made_at=office.stamp()
    )


def give_up(office: Office, record_id: str) -> Changed:
    """Take a file out of the outbox; what has arrived stays where it is."""
    office.withdraw(record_id, UPLOAD, "不传了")
    return Changed.one(UPLOAD, record_id)


# --- sending ---------------------------------------------------------------------------------------------------


def waiting(office: Office) -> tuple[str, ...]:
    """The ids of what waits, the oldest first."""
    found = [one for one in uploads(office) if one.state is State.WAITING]
    return tuple(one.record_id for one in sorted(found, key=lambda one: (one.queued_at, one.name)))


def next_parcel(office: Office) -> Parcel | None:
    """The parcel to send now; None when nothing waits. `UserError` as `parcel`."""
    found = waiting(office)
    return parcel(office, found[0]) if found else None


def parcel(office: Office, record_id: str) -> Parcel | None:
    """What `send` needs; None when it waits no longer. `UserError` while no place has been chosen."""
    known = office.store.records.get(record_id)
    if known is None or known.deleted or known.payload["state"] != State.WAITING.value:
        return None
    place = upload_place()
    if not place.address:
        raise NoPlace(
            "还没有填上传到哪里。", "文件都在，等着传。", "请在“设置与帮助”的“网络上传”里填好，再试一次。"
        )
    one = _upload(record_id, known.payload)
    return Parcel(record_id, one.name, office.store.attachments.read(one.digest), place)


def send(parcel: Parcel, cancelled: Cancelled) -> None:
    """Bring a parcel to its place; returns when it is known to be there. `UserError` says why not.

    `NeedsPerson` among them: trying again by itself would not help.
    """
    if parcel.place.is_web:
        from yishi_desktop.exchange.webdav import Account, Server

        place = parcel.place
        with Server(Account(place.address, place.user, place.password, place.certificate)) as server:
            server.deliver(parcel.name, parcel.data, cancelled)
    else:
        _into_folder(Path(parcel.place.address), parcel.name, parcel.data)


def _into_folder(folder: Path, name: str, data: bytes) -> None:
    """The same for a shared disk or a stick: the whole file or none, read back; what is there already stays."""
    if not folder.parent.is_dir():
        raise UserError(
            f"文件夹“{folder}”不在，可能U盘没有插、共享盘没有连上。",
            "资料都在这台电脑上，没有丢。",
            "插好、连上以后会自动再试。",
        )
    make_folder(folder)
    target = folder / name
    if target.is_file() and target.stat().st_size == len(data) and _same(target, data):
        return
    safe_write(target, data)


def _same(path: Path, data: bytes) -> bool:
    return hashlib.sha256(_DOOR.content(path)).digest() == hashlib.sha256(data).digest()


def try_place(place: UploadPlace) -> str:
    """Whether the place can be used, without leaving anything there; a sentence. `UserError` says why not."""
    if place.is_web:
        from yishi_desktop.exchange.webdav import Account, Server

        with Server(Account(place.address, place.user, place.password, place.certificate)) as server:
            server.check()
        return "连上了，用户名和密码是对的。"
    if not Path(place.address).is_dir():
        raise UserError(
            f"文件夹“{place.address}”不在。", "什么也没有写。", "请插好U盘、连上共享盘，再试一次。"
        )
    return "文件夹在，可以写进去。"


def arrived(office: Office, record_id: str, place: str) -> Changed:
    """Note that a file is at its place. Noting it twice changes nothing."""
    known = office.store.records.get(record_id)
    if known is None or known.payload["state"] == State.ARRIVED.value:
        return Changed(frozenset())
    payload = dict(known.payload) | {
        "state": State.ARRIVED.value,
        "arrived_at": office.stamp(),
        "place": place,
    }
    _keep(office, record_id, payload, "已传到")
    departures.note(office, payload["name"], place, departures.Contents.AS_IS, "乡镇（街道）")
    return Changed.one(UPLOAD, record_id)


def send_all(office: Office, told: Callable[[str], None]) -> int:
    """Send everything that waits, once, in this thread (the command line); how many are still waiting."""
    left = 0
    for record_id in waiting(office):
        one = parcel(office, record_id)
        if one is None:
            continue
        try:
            send(one, lambda: False)
        except UserError as error:
            told(f"{one.name}：没有传到。{error}")
            left += 1
        else:
            arrived(office, record_id, one.place.address)
            told(f"{one.name}：已传到")
    return left
