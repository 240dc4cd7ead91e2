"""Row 9: the ledgers of many villages read safely, united and written as one workbook. `scale` is the number of files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import material
from yishi_desktop.services.strangers.room import one_child
from yishi_desktop.services.township.ledger_reading import read_ledger
from yishi_desktop.services.township.merging import merge_files


def ours(folder: Path, scale: int) -> Any:
    paths = material.village_files(folder, scale)
    return lambda: _nothing(merge_files(paths, folder / "merged.xlsx"))


def _nothing(_made: object) -> None:
    """What was made is let go."""


def reading(folder: Path, scale: int) -> Any:
    """The safe reader alone: every check, nothing united or written."""
    paths = material.village_files(folder, scale)
    return lambda: _read_all(paths)


def _read_all(paths: Sequence[Path]) -> None:
    with one_child():  # as the merge and the township's desk do
        for path in paths:
            read_ledger(path)


def calamine(folder: Path, scale: int) -> Any:
    """The floor: every sheet's values, by the fastest reader there is, and nothing checked."""
    from python_calamine import CalamineWorkbook

    paths = material.village_files(folder, scale)

    def work() -> None:
        for path in paths:
            book = CalamineWorkbook.from_path(path)
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    return work


def pandas(folder: Path, scale: int) -> Any:
    """What a township clerk's nephew would write: the tables of each file one below the other."""
    paths = material.village_files(folder, scale)

    def work() -> None:
        import pandas as pd

        with pd.ExcelWriter(folder / "pandas.xlsx") as writer:
            for name in SHEETS:
                read = [pd.read_excel(path, sheet_name=name, header=3) for path in paths]
                pd.concat(read).to_excel(writer, sheet_name=name)

    return work


SHEETS = ("明细", "议题库", "公示台账", "落实台账")


def openpyxl_loop(folder: Path, scale: int) -> Any:
    paths = material.village_files(folder, scale)
    return lambda: _append_all(paths, folder / "openpyxl.xlsx")


def _append_all(paths: Sequence[Path], target: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheets = {name: book.create_sheet(name) for name in SHEETS}
    for path in paths:
        source = openpyxl.load_workbook(path)
        for name, sheet in sheets.items():
            for row in source[name].iter_rows(min_row=5, values_only=True):
                sheet.append(row)
    book.save(target)
