"""Files from elsewhere: the one door through which everything imported comes in.

A size limit before a byte is read, the bytes in memory once, and then they are taken apart in another process with
limits of its own (services/strangers/room.py), after the check for hostile workbooks. What goes wrong is told in the
caller's words about what is safe. tests/house_rules.py holds that nothing else opens such files.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yishi_desktop.domain.errors import UserError

LARGEST_WORKBOOK = 40 * 1024 * 1024
"""Bytes; a village's ledger has about fifty thousand."""
LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes; the longest real case file is a hundredth of this."""


@dataclass(frozen=True, slots=True)
class Table:
    """The first sheet of a workbook: its name, and every row as text; row 1 of the sheet is `rows[0]`."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """Columns divided by tabs, one line a row."""
        return "\n".join("\t".join(row).rstrip("\t") for row in self.rows).rstrip("\n")


@dataclass(frozen=True, slots=True)
class Door:
    """What is read, and what is said when it cannot be: `kind` as in 不像是…, `safe` what stayed as it was.

    `names` says the file's name in the refusal; a caller with many files lists the names itself.
    """

    kind: str
    safe: str
    largest: int
    names: bool = True
    mend: str = "请在WPS里打开看一看，改好、存好，再选一次。"
    cannot: str = "读不了："

    def content(self, path: Path) -> bytes:
        """The bytes of a file from elsewhere. `UserError` when it is none, is gone, or is larger than it may be."""
        try:
            if path.is_dir():
                raise self.refused(path, f"是文件夹，不是{self.kind}文件", f"请选一个{self.kind}文件。")
            if path.stat().st_size > self.largest:
                raise self.refused(path, self._too_large(), "请看看是不是选错了文件。")
            with path.open("rb") as file:
                data = file.read(self.largest + 1)  # it may have grown since
        except OSError as error:
            raise self.refused(
                path, "打不开" if self.names else "文件打不开", "请看看文件还在不在，U盘插好没有，再选一次。"
            ) from error
        if len(data) > self.largest:
            raise self.refused(path, self._too_large(), "请看看是不是选错了文件。")
        return data

    def table(self, path: Path) -> "Table":
        """The first sheet of a workbook people made. `UserError` says why it cannot be read."""
        sheet = self._taken_apart("table", path, self.content(path))
        return Table(sheet["name"], tuple(tuple(row) for row in sheet["rows"]))

    def tables(self, path: Path) -> tuple["Table", ...] | None:
        """Every visible sheet of a workbook people made; `None` for a ledger this program wrote."""
        sheets = self._taken_apart("tables", path, self.content(path))
        if sheets is None:
            return None
        return tuple(Table(one["name"], tuple(tuple(row) for row in one["rows"])) for one in sheets)

    def ask(self, reader: str, path: Path, order: Any) -> Any:
        """What a reader of the other process says of a file; `order` is plain JSON that goes in front of it."""
        said = json.dumps(order, ensure_ascii=True).encode("ascii")
        return self._taken_apart(reader, path, said + b"\n" + self.content(path))

    def case(self, path: Path) -> bytes:
        """The bytes of a case file, which another process has been able to read."""
        data = self.content(path)
        self._taken_apart("case", path, data)
        return data

    def plain_toml(self, path: Path) -> dict[str, Any]:
        """What a small TOML file says, as plain JSON. `UserError` names the line when it is none."""
        return dict(self._taken_apart("toml", path, self.content(path)))

    def _taken_apart(self, reader: str, path: Path, data: bytes) -> Any:
        try:
            return _in_the_other_process(reader, data)
        except UserError as error:
            why = error.happened.rstrip("。")
            raise self.refused(path, f"{self.cannot}{why}" if self.names else why, self.mend) from error

    def _too_large(self) -> str:
        return f"文件太大，不像是{self.kind}"

    def refused(self, path: Path, what: str, do_next: str) -> UserError:
        """“名册.xlsx”打不开。"""
        return UserError(f"“{path.name}”{what}。" if self.names else f"{what}。", self.safe, do_next)


def _in_the_other_process(reader: str, data: bytes) -> Any:
    """What can start a process is loaded with the first file."""
    from yishi_desktop.services.strangers import room

    return room.read(reader, data)
