"""Keep what this version writes, so that every later one must still read it: `python -m tools.keep_release`.

Run once for each release, after its version is set, and commit tests/releases/VERSION: the sample village's data folder,
its ledger, one exported case, a backup, and what must be found in them. What is kept is never written again.
"""

import json
import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.packing import ROOT
from yishi_desktop import __version__
from yishi_desktop.services import case_files, cases
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import Office, open_office

RELEASES = ROOT / "tests" / "releases"
DATA, LEDGER, CASE, BACKUPS, EXPECTED = "data", "ledger.xlsx", "case.json", "backups", "expected.json"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def main() -> int:
    """Write the folder of this version; 1 when it is there already."""
    target = RELEASES / __version__
    if target.exists():
        sys.stderr.write(f"{target}: kept already\n")
        return 1
    with TemporaryDirectory(prefix="yishi-") as scratch:
        write(Path(scratch) / "made")
        shutil.copytree(Path(scratch) / "made", target)
    sys.stdout.write(f"{target}\n")
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
    for empty in (folder / DATA).glob("*-journal"):
        empty.unlink()
    (folder / EXPECTED).write_text(
        json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def found(office: Office) -> dict[str, object]:
    """What anybody sees of these records: matters with number, state and title, the people, what is wrong."""
    lines = [cases.summary(situation) for situation in cases.situations(office)]
    return {
        "matters": [[line.number, line.state, line.title] for line in lines],
        "village": office.organisation.name,
        "problems": backups.verify(office),
    }


def _end_of_year() -> datetime:
    return datetime.fromisoformat("2026-12-31T17:00:00+08:00")


if __name__ == "__main__":
    sys.exit(main())
