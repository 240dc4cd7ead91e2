"""From plain data to encrypted ones and back: a new file beside the old one, proven, and then in its place in one step.

Until that step nothing of the old data is touched, whatever breaks off: a crash, a full disk, a power cut. What is plain
and left behind afterwards is named by `leftovers`, and deleted only when somebody has said so.
"""

from collections.abc import Iterable
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.revisions import Revision
from yishi_desktop.storage import faults, health
from yishi_desktop.storage.attachments import attachments_in
from yishi_desktop.storage.backup import copy_missing
from yishi_desktop.storage.database import Database, build_db, open_readonly
from yishi_desktop.storage.drafts import Draft, Drafts
from yishi_desktop.storage.keyring import Encryption, Keys
from yishi_desktop.storage.records import Records
from yishi_desktop.storage.safe_file import build_in_place
from yishi_desktop.storage.store import DATABASE_NAME, open_store


def recode(folder: Path, keys: Keys, wanted: Encryption | None) -> tuple[str, ...]:
    """Encrypt the data in `folder`, or with `wanted` None make them plain again; the store must be closed.

    The digests of attachments that were damaged before and stayed as they were. Raises UserError when the data are
    damaged or the disk does not take the new ones; the old ones stay in use then.
    """
    path, cipher = folder / DATABASE_NAME, wanted.cipher if wanted else None
    store = open_store(folder, keys)
    try:
        found, written = health.examine(store.database)
        revisions = [one.revision for one in written]
        if not found.sound or len(revisions) != store.records.count():
            raise _damaged()
        drafts = store.drafts.all()
        copy_missing(store.attachments, attachments_in(folder, cipher))
        damaged = sorted(set(store.attachments.all()) - set(attachments_in(folder, cipher).all()))
    finally:
        store.close()
    build_in_place(path, lambda temporary: _build(temporary, revisions, drafts, wanted))
    return tuple(damaged)


def _build(path: Path, revisions: list[Revision], drafts: list[Draft], wanted: Encryption | None) -> None:
    build_db(path, wanted, lambda database: _fill(database, revisions, drafts))
    database = open_readonly(path, wanted)
    try:
        found, kept = health.examine(database)
        same = {one.revision for one in kept} == set(revisions) and len(kept) == len(revisions)
        if not (found.sound and same and Drafts(database, Records(database)).all() == drafts):
            raise faults.read_back_fault(path.with_name(DATABASE_NAME))
    finally:
        database.close()


def _fill(database: Database, revisions: Iterable[Revision], drafts: Iterable[Draft]) -> None:
    records = Records(database)
    with database.atomic():
        records.add(revisions)
        for draft in drafts:
            Drafts(database, records).save(draft)


def _damaged() -> UserError:
    return UserError(
        "资料里有损坏的地方，没有转换。",
        "资料没有改动，还是原来的样子。",
        "请先点“核对资料”看是哪几条，从备份恢复以后再来。",
    )
