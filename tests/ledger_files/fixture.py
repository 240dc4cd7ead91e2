"""What a schema of the ledger leaves behind for all later programs: its list of columns and a merged workbook.

`python -m tests.ledger_files.fixture --update`, run once after `machine_sheet.VERSION` has been raised, adds both for
that number. What is there for older numbers never changes again.
"""

import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services.offices import matter, real_office
from yishi_desktop.domain.ledger.layout import usual
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.township.tables import tables_of
from yishi_desktop.ledger_files.machine_sheet import VERSION
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.merging import merge_files

FIXTURES = Path(__file__).parent / "fixtures"
COLUMNS = "columns.json"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
VILLAGES = (("甲村", 1), ("乙村", 2))


def columns_of_today() -> dict[str, list[str]]:
    """The ids of the columns of each table, as this program writes them where nobody has chosen others."""
    return {
        table.id: [heading.id for heading in usual(table).headings]
        for table in tables_of(ledger_rows([], *YEAR, masked=True))
    }


def known_columns(folder: Path = FIXTURES) -> dict[str, dict[str, list[str]]]:
    """Those of every schema there has been, by its number."""
    known: dict[str, dict[str, list[str]]] = json.loads((folder / COLUMNS).read_text(encoding="utf-8"))
    return known


def update(folder: Path = FIXTURES, version: int = VERSION) -> None:
    """Add columns and workbook of this schema; `SystemExit` when the columns changed and the number did not."""
    known, today = known_columns(folder), columns_of_today()
    if known.setdefault(str(version), today) != today:
        raise SystemExit(f"Files of schema {version} have other columns: raise machine_sheet.VERSION first.")
    text = json.dumps(known, ensure_ascii=False, indent=1) + "\n"
    if not (target := folder / f"merged-{version}.xlsx").exists():
        _merge(target)
    (folder / COLUMNS).write_text(text, encoding="utf-8", newline="\n")


def _merge(target: Path) -> None:
    with TemporaryDirectory() as folder:
        books = []
        for name, number in VILLAGES:
            books.append(Path(folder) / f"{name}.xlsx")
            with real_office(Path(folder) / name, name, matter(number, f"{name}-1")) as office:
                ledgers.export(office, *YEAR, books[-1])
        merge_files(books, target)


if __name__ == "__main__" and "--update" in sys.argv:
    update()
