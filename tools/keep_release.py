"""Keep what this version writes, so that every later one must still read it: `python -m tools.keep_release`.

Run once for each release, after its version is set, and commit tests/releases/VERSION: the sample village's data, plain and
encrypted, a backup of both, its ledger, one exported case, this computer's settings, the data and the workbook of a
township that has taken the ledger in, and what must be found in them. What is kept is never written again; run once
more, it adds the kinds of files that are not there yet.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.packing import ROOT
from yishi_desktop import __version__
from yishi_desktop.services import case_files, cases
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups, encryption
from yishi_desktop.services.office import ORGANISATION, ORGANISATION_ID, Office, open_office
from yishi_desktop.services.township import office as desk
from yishi_desktop.services.township.intake import examine, take_in
from yishi_desktop.storage import recoding
from yishi_desktop.storage.settings import Settings, save_settings

RELEASES = ROOT / "tests" / "releases"
DATA, LEDGER, CASE, BACKUPS, EXPECTED = "data", "ledger.xlsx", "case.json", "backups", "expected.json"
ENCRYPTED, ENCRYPTED_BACKUPS, SECRETS = "encrypted", "encrypted-backups", "secrets.json"
TOWNSHIP, REAL_LEDGER, SUMMARY, SETTINGS = "township", "real-ledger.xlsx", "summary.xlsx", "settings.toml"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PASSWORD = "打开看看的 密码"  # noqa: S105 - of nothing but the kept files
KNOWN_SETTINGS = Settings(
    data_folder="D:\\议事协商资料",
    text_size="huge",
    serves="township",
    last_backup_at="2026-12-31T17:00:00+08:00",
    upload_address="https://example.invalid/台账/",
    upload_user="后塘村",
    lock_minutes=15,
)


def main() -> int:
    """Write what the folder of this version does not have yet; 1 when it has everything."""
    target = RELEASES / __version__
    target.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="yishi-") as scratch:
        write(Path(scratch) / "made")
        missing = [
            path for path in sorted((Path(scratch) / "made").iterdir()) if not (target / path.name).exists()
        ]
        for path in missing:
            shutil.copytree(path, target / path.name) if path.is_dir() else shutil.copy(path, target)
    if not missing:
        sys.stderr.write(f"{target}: kept already\n")
        return 1
    sys.stdout.write(f"{target}: {' '.join(path.name for path in missing)}\n")
    return 0


def write(folder: Path) -> None:
    """Everything this version writes, of the sample village at the end of its year."""
    folder.mkdir()
    with open_office(folder / DATA, clock=_end_of_year) as office:
        case_files.load_sample_village(office)
        ledgers.export(office, *YEAR, folder / LEDGER)
        case_files.export_case(office, cases.all_cases(office)[0], folder / CASE)
        backups.make(office, folder / BACKUPS)
        expected = found(office)
    _write_encrypted(folder)
    _write_township(folder)
    save_settings(KNOWN_SETTINGS, folder / SETTINGS)
    for empty in folder.glob("*/*-journal"):
        empty.unlink()
    _write_json(folder / EXPECTED, expected)


def _write_encrypted(folder: Path) -> None:
    """The same village behind a password, and a backup that only the recovery code on paper may open one day."""
    made, keys = encryption.prepare(PASSWORD), encryption.Keys()
    keys.add(made.encryption.cipher)
    with open_office(folder / ENCRYPTED, clock=_end_of_year) as office:
        case_files.load_sample_village(office)
    recoding.recode(folder / ENCRYPTED, keys, made.encryption)
    with open_office(folder / ENCRYPTED, clock=_end_of_year, keys=keys) as office:
        backups.make(office, folder / ENCRYPTED_BACKUPS)
    _write_json(folder / SECRETS, {"password": PASSWORD, "code": made.code})


def _write_township(folder: Path) -> None:
    """A township that has taken in the ledger of one village, and its workbook."""
    _write_real_ledger(folder / REAL_LEDGER)
    with open_office(folder / TOWNSHIP, clock=_end_of_year) as office:
        take_in(office, examine(office, [folder / REAL_LEDGER]))
        desk.save_summary(office, folder / SUMMARY)


def _write_real_ledger(path: Path) -> None:
    """What the sample village's ledger would be if the village were none of ours to practise with."""
    with (
        TemporaryDirectory(prefix="yishi-") as scratch,
        open_office(Path(scratch), clock=_end_of_year) as office,
    ):
        sample = case_files.sample_village()
        office.keep(ORGANISATION_ID, ORGANISATION, sample.organisation, "村")
        for case in case_files.sample_cases():
            cases.keep_case(office, replace(case, sample=False), "村")
        ledgers.export(office, *YEAR, path)


@contextmanager
def unlocked(folder: Path, typed: str) -> Iterator[Office]:
    """The encrypted data in a folder, opened by its password or by its code."""
    keys = encryption.Keys()
    encryption.unlock(folder, keys, typed)
    with open_office(folder, keys=keys) as office:
        yield office


def found(office: Office) -> dict[str, object]:
    """What anybody sees of these records: matters with number, state and title, the people, what is wrong."""
    lines = [cases.summary(situation) for situation in cases.situations(office)]
    return {
        "matters": [[line.number, line.state, line.title] for line in lines],
        "village": office.organisation.name,
        "problems": backups.verify(office),
    }


def found_in_township(office: Office) -> list[tuple[str, int]]:
    """The files a township has taken in, and how many matters stand in each."""
    return [
        (one.file.name, sum(len(each.records) for each in one.file.deliveries))
        for one in desk.received(office)
    ]


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _end_of_year() -> datetime:
    return datetime.fromisoformat("2026-12-31T17:00:00+08:00")


if __name__ == "__main__":
    sys.exit(main())
