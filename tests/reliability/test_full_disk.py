"""Targets 3 and 22: whatever the program writes, a disk that is full or fails leaves the old file or the new one."""

import errno
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.full_disk import FailingCalls, disk_that_takes
from tests.services.offices import matter, opened, real_office
from tests.soaking import times
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.services import case_files, roster_files
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import issuing, papers
from yishi_desktop.services.township import merging
from yishi_desktop.storage.settings import Settings, save_settings
from yishi_desktop.ui.crash import LOG_NAME, bundle_records

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
OLD = "上个月的文件".encode() * 50
ERRORS = {errno.ENOSPC: "满了", errno.EIO: "插好U盘"}
Write = Callable[[Path], object]


class Village(NamedTuple):
    """An office with one matter, and a ledger of it to merge."""

    office: Office
    ledger: Path
    records: Path

    def write_paper(self, path: Path) -> None:
        situation = self.office.situation(matter(1))
        one = papers.papers_of(self.office, situation)[:1]
        issuing.save_paper(self.office, issuing.Departing(situation, one), path)

    def write_ledger(self, path: Path) -> None:
        ledgers.export(self.office, *YEAR, path)

    def write_case(self, path: Path) -> None:
        case_files.export_case(self.office, matter(1), path)

    def write_merged(self, path: Path) -> None:
        merging.merge_files([self.ledger], path)

    def write_template(self, path: Path) -> None:
        roster_files.save_template(path, OrganisationKind.VILLAGE, datetime(2026, 3, 10, tzinfo=UTC))

    def write_settings(self, path: Path) -> None:
        save_settings(Settings(data_folder="/资料" * 30), path)

    def write_records(self, path: Path) -> None:
        bundle_records(self.records, path)


WRITERS = {
    "文书.docx": Village.write_paper,
    "文书.pdf": Village.write_paper,
    "台账.xlsx": Village.write_ledger,
    "合并.xlsx": Village.write_merged,
    "案卷.json": Village.write_case,
    "名册.xlsx": Village.write_template,
    "settings.toml": Village.write_settings,
    "问题记录.zip": Village.write_records,
}


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    folder = tmp_path_factory.mktemp("village")
    (folder / LOG_NAME).write_text("fault\n" * 500, encoding="utf-8")
    with real_office(folder / "data", "后塘村", matter(1)) as office:
        made = Village(office, folder / "来自村里.xlsx", folder)
        made.write_ledger(made.ledger)
        yield made


@pytest.fixture(params=WRITERS)
def target(request, tmp_path, village):
    """A file of last month, about to be written anew."""
    path = tmp_path / "U盘" / request.param
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def test_a_disk_full_at_any_byte_keeps_last_months_file_and_leaves_no_rubbish(target, village):
    write = WRITERS[target.name]
    write(village, fresh := target.with_name("量一量" + target.suffix))
    whole = fresh.stat().st_size
    fresh.unlink()
    steps = times(4, 60)
    for size in sorted({0, 1, whole - 1, *(whole * n // steps for n in range(1, steps))}):
        with disk_that_takes(size), pytest.raises(UserError) as refused:
            write(village, target)
        assert "满了" in refused.value.happened or "没有存" in refused.value.happened
        assert target.read_bytes() == OLD
        assert [path.name for path in target.parent.iterdir()] == [target.name]
    write(village, target)
    assert target.stat().st_size == whole


@pytest.mark.parametrize("error", ERRORS)
def test_a_disk_that_fails_at_any_call_leaves_a_whole_file(target, village, monkeypatch, error):
    """Also when it fails after the new file has taken its place: old or new, and never “done”."""
    write = WRITERS[target.name]
    write(village, target)
    new = target.read_bytes()
    calls = FailingCalls(monkeypatch)
    refused = 0
    for number in range(40):
        target.write_bytes(OLD)
        with calls.failing_at(number, error):
            try:
                write(village, target)
            except UserError as refusal:
                refused += 1
                assert ERRORS[error] in str(refusal) or "没有存" in str(refusal)
            else:
                break
        assert target.read_bytes() in (OLD, new)
        assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert refused >= 4  # the bytes, their flush, the exchange, the flush of the folder
    assert target.read_bytes() == new


def test_an_import_on_a_full_disk_changes_nothing(tmp_path, village):
    village.write_case(tmp_path / "案卷.json")
    with opened(tmp_path / "别村") as office:
        before = office.store.records.count()
        whole = office.store.database.path.stat().st_size
        refused = 0
        for size in range(0, whole + 60_000, 8192):
            with disk_that_takes(size):
                try:
                    case_files.import_case(office, tmp_path / "案卷.json")
                except UserError as refusal:
                    refused += 1
                    assert "满了" in refusal.happened or "读写出错" in refusal.happened
                else:
                    break
            assert office.store.records.count() == before
        assert refused > 3
        assert office.store.records.count() == before + 2  # the matter, and whose it is
