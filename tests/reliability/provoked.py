"""The thirty faults of resources/help/faults.toml, each really brought about in an empty folder.

A function returns the words the user reads; for a fault the program prevents by itself, it asserts that it did and
returns nothing.
"""

import errno
import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QDialog

from tests.full_disk import FailingCalls, disk_that_takes
from tests.reliability.hostile import SEED, sheet_of
from tests.services.offices import YEAR_END, matter, real_office
from tests.storage.journey import AT
from tests.storage.test_backup import NOW
from yishi_desktop.domain import revisions as rv
from yishi_desktop.domain.errors import UserError
from yishi_desktop.ledger_files.cells import put_text
from yishi_desktop.ledger_files.locking import lock
from yishi_desktop.services import case_files, roster
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import open_office
from yishi_desktop.services.roster_files import read_roster_file
from yishi_desktop.services.township import merging
from yishi_desktop.storage.backup import make_backup
from yishi_desktop.storage.database import open_db
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.migrations import MIGRATIONS, Migration
from yishi_desktop.storage.safe_file import safe_name, safe_write
from yishi_desktop.storage.single_instance import FolderLock
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store
from yishi_desktop.ui.crash import CRASH_NAME, EarlierEndDialog, how_it_ended
from yishi_desktop.ui.rescue import RescueDialog

SIGNED = {"author": "王会计", "reason": "填写", "made_at": AT}
Provoke = Callable[[Path, pytest.MonkeyPatch], str]


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        work()
    assert all((refused.value.happened, refused.value.safe, refused.value.do_next)), repr(refused.value)
    return str(refused.value)


def words_of(dialog: QDialog) -> str:
    return dialog.accessibleName() + "。" + dialog.accessibleDescription()


def data_in(folder: Path) -> Path:
    """A data folder with one matter and a backup beside it."""
    with real_office(folder / "data", "后塘村", matter(1)) as office:
        backups.make(office)
    return folder / "data"


def power_cut_saving(folder: Path, _: pytest.MonkeyPatch) -> str:
    (folder / CRASH_NAME).touch()  # what a program leaves that was not closed
    return words_of(EarlierEndDialog(how_it_ended(folder), folder))


def power_cut_typing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    store = create_store(folder / "data")
    store.drafts.save(Draft(record_id="1", kind="case", payload={"minutes": "说到一半"}, saved_at=AT))
    shutil.copytree(folder / "data", folder / "later")  # as the disk is when the power goes
    again = open_store(folder / "later")
    assert [draft.payload for draft in again.drafts.all()] == [{"minutes": "说到一半"}]
    again.close()
    store.close()
    return power_cut_saving(folder, monkeypatch)


def disk_full_saving(folder: Path, _: pytest.MonkeyPatch) -> str:
    store = create_store(folder)
    pages = store.database.value("PRAGMA page_count")
    store.database.rows(f"PRAGMA max_page_count={pages + 1}")
    said = refusal(lambda: store.records.append("大", "case", {"minutes": "长" * 30_000}, **SIGNED))
    store.close()
    return said


def disk_full_backup(folder: Path, _: pytest.MonkeyPatch) -> str:
    store = create_store(folder / "data")
    store.records.append("1", "case", {"n": 1}, **SIGNED)
    with disk_that_takes(5000):
        said = refusal(lambda: make_backup(store, folder / "备份", NOW))
    store.close()
    return said


def stick_full(folder: Path, _: pytest.MonkeyPatch) -> str:
    with real_office(folder / "data", "后塘村", matter(1)) as office, disk_that_takes(100):
        return refusal(lambda: case_files.export_case(office, matter(1), folder / "案卷.json"))


def stick_pulled(folder: Path, _: pytest.MonkeyPatch) -> str:
    return refusal(lambda: safe_write(folder / "没有的U盘" / "台账.xlsx", b"x"))


def stick_lies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: write(self, data[:-1] + b"?"))
    return refusal(lambda: safe_write(folder / "台账.xlsx", b"xyz"))


def stick_protected(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    with FailingCalls(monkeypatch).failing_at(0, errno.EROFS):
        return refusal(lambda: safe_write(folder / "台账.xlsx", b"xyz"))


def open_in_wps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (folder / "台账.xlsx").write_bytes(b"old")

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "replace", held)
    said = refusal(lambda: safe_write(folder / "台账.xlsx", b"new", pause=lambda _: None))
    assert (folder / "台账.xlsx").read_bytes() == b"old"
    return said


def data_missing(folder: Path, _: pytest.MonkeyPatch) -> str:
    said = refusal(lambda: open_store(folder))
    assert list(folder.iterdir()) == []
    return said


def data_unreadable(folder: Path, _: pytest.MonkeyPatch) -> str:
    data = data_in(folder)
    (data / DATABASE_NAME).write_bytes(b"")
    said = refusal(lambda: open_store(data))
    assert backups.rescue_for(data).backup is not None
    return said


def bit_flipped(folder: Path, _: pytest.MonkeyPatch) -> str:
    path = data_in(folder) / DATABASE_NAME
    content = path.read_bytes()
    at = content.index(matter(1).topic.title.encode())
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    with open_office(path.parent) as office:
        return "".join(backups.verify(office))


def edited_behind(folder: Path, _: pytest.MonkeyPatch) -> str:
    data = data_in(folder)
    store = open_store(data)
    store.database.run("DROP TRIGGER revision_never_updated")
    store.database.run("UPDATE revision SET payload = replace(payload, '路灯', '路牌') WHERE kind = 'case'")
    store.close()
    with open_office(data) as office:
        return "".join(backups.verify(office))


def newest_backup_bad(folder: Path, _: pytest.MonkeyPatch) -> str:
    data = data_in(folder)
    with open_office(data, lambda: YEAR_END + timedelta(hours=1)) as office:
        newest = backups.make(office)
    (newest / DATABASE_NAME).write_bytes(b"?")
    rescue = backups.rescue_for(data)
    assert rescue.backup is not None and rescue.backup.folder != newest
    return words_of(RescueDialog(UserError("坏了。", "没有动。", "请从备份恢复。"), rescue))


def no_backup(folder: Path, _: pytest.MonkeyPatch) -> str:
    rescue = backups.rescue_for(folder / "data")
    assert rescue.backup is None
    return words_of(RescueDialog(UserError("坏了。", "没有动。", "请从备份恢复。"), rescue))


def copied_while_open(folder: Path, _: pytest.MonkeyPatch) -> str:
    store = create_store(folder / "data")
    for number in range(20):
        store.records.append(f"{number}", "case", {"n": number}, **SIGNED)
    (folder / "copy").mkdir()
    shutil.copy(folder / "data" / DATABASE_NAME, folder / "copy")
    store.close()
    copy = open_store(folder / "copy")
    assert copy.records.count() == 20
    copy.close()
    return ""


def old_backup_continued(folder: Path, _: pytest.MonkeyPatch) -> str:
    store = create_store(folder)
    first = store.records.append("1", "case", {"n": 1}, **SIGNED)
    store.records.append("1", "case", {"n": 2}, **SIGNED)
    store.records.append("1", "case", {"n": 3}, **SIGNED, parents=[first.revision_id])
    assert {head.payload["n"] for head in store.records.get("1").heads} == {2, 3}
    store.close()
    return ""


def second_start(folder: Path, _: pytest.MonkeyPatch) -> str:
    with FolderLock(folder):
        return refusal(lambda: FolderLock(folder))


def newer_data(folder: Path, _: pytest.MonkeyPatch) -> str:
    create_store(folder).close()
    newer = Migration(MIGRATIONS[-1].number + 1, "later", ("CREATE TABLE later (id TEXT) STRICT",))
    open_db(folder / DATABASE_NAME, migrations=(*MIGRATIONS, newer)).close()
    return refusal(lambda: open_store(folder))


def upgrade_fails(folder: Path, _: pytest.MonkeyPatch) -> str:
    create_store(folder).close()
    broken = Migration(MIGRATIONS[-1].number + 1, "later", ("INSERT INTO nowhere VALUES (1)",))
    said = refusal(lambda: open_db(folder / DATABASE_NAME, migrations=(*MIGRATIONS, broken)))
    open_store(folder).close()
    return said


def clock_wrong(_: Path, __: pytest.MonkeyPatch) -> str:
    early = {**SIGNED, "made_at": "2009-01-01T00:00:00+08:00"}
    first = rv.new_revision(record_id="1", kind="case", payload={"n": 1}, parents=(), **SIGNED)
    later = rv.new_revision(
        record_id="1", kind="case", payload={"n": 2}, parents=(first.revision_id,), **early
    )
    assert rv.heads([first, later]) == (later,)
    return ""


def _roster(folder: Path, data: bytes, name: str = "名册.xlsx") -> str:
    (folder / name).write_bytes(data)
    return refusal(lambda: read_roster_file(folder / name))


def workbook_cut(folder: Path, _: pytest.MonkeyPatch) -> str:
    return _roster(folder, SEED[: len(SEED) // 2])


def workbook_password(folder: Path, _: pytest.MonkeyPatch) -> str:
    return _roster(folder, lock(SEED, "12345678"))


def wrong_kind(folder: Path, _: pytest.MonkeyPatch) -> str:
    assert "另一种格式" in _roster(folder, b"x", "名册.ods")
    return _roster(folder, "姓名,电话\n张三,1".encode("gbk"))


def bomb(folder: Path, _: pytest.MonkeyPatch) -> str:
    return _roster(folder, sheet_of(b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'))


def wrong_cells(_: Path, __: pytest.MonkeyPatch) -> str:
    read = roster.read_roster("姓名\t电话\n张三\t1.38E+10\n李四\t13800000000")
    assert [line.name for line in read.lines] == ["李四"]
    return "".join(problem.message for problem in read.problems)


def formula_text(_: Path, __: pytest.MonkeyPatch) -> str:
    cell = Workbook().active["A1"]
    for text in ("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "#N/A", "+86"):
        put_text(cell, text)
        assert (cell.data_type, cell.value) == ("s", text)
    return ""


def same_file_twice(folder: Path, _: pytest.MonkeyPatch) -> str:
    with real_office(folder / "data", "后塘村", matter(1)) as office:
        ledgers.export(office, date(2026, 1, 1), date(2026, 12, 31), folder / "一.xlsx")
    shutil.copy(folder / "一.xlsx", folder / "二.xlsx")
    return "；".join(merging.merge_files([folder / "一.xlsx", folder / "二.xlsx"], folder / "合并.xlsx"))


def odd_title(folder: Path, _: pytest.MonkeyPatch) -> str:
    for title in ('a<b>:"/\\|?*', "CON", "长" * 200, "结尾.", "\u202e反", ""):
        path = folder / safe_name(title, ".docx")
        safe_write(path, b"x")
        assert path.parent == folder and len(path.name) <= 86
    return ""


def laptop_lost(folder: Path, _: pytest.MonkeyPatch) -> str:
    with real_office(folder / "old", "后塘村", matter(1)) as office:
        kept = backups.make(office, folder / "U盘")
    shutil.rmtree(folder / "old")
    said = backups.restore(folder / "new", kept)
    with open_office(folder / "new") as office:
        assert office.organisation.name == "后塘村"
    return said
