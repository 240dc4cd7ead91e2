"""Files from elsewhere: the one door through which everything imported comes in.

A size limit before a byte is read, the bytes in memory once, and for workbooks the check for hostile ones before
anything unpacks them. What goes wrong is told in the caller's words about what is safe. tests/house_rules.py holds
that nothing else opens such files.
"""

from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.domain.errors import UserError

LARGEST_WORKBOOK = 40 * 1024 * 1024
"""Bytes; a village's ledger has about fifty thousand."""
LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes; the longest real case file is a hundredth of this."""


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

    def workbook(self, path: Path, *, by_hand: bool = False) -> bytes:
        """The same for a workbook, after the check for hostile ones. `by_hand`: people made it, not this program."""
        from yishi_desktop.ledger_files.preflight import preflight

        data = self.content(path)
        try:
            preflight(data, by_hand=by_hand)
        except UserError as error:
            why = error.happened.rstrip("。")
            raise self.refused(path, f"读不了：{why}" if self.names else why, self.mend) from error
        return data

    def _too_large(self) -> str:
        return f"文件太大，不像是{self.kind}"

    def refused(self, path: Path, what: str, do_next: str) -> UserError:
        """“名册.xlsx”打不开。"""
        return UserError(f"“{path.name}”{what}。" if self.names else f"{what}。", self.safe, do_next)
