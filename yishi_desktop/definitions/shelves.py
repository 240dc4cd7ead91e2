"""Procedures and papers of the program by their ids, each read and checked when it is first asked for.

Which there are is known from the names of the files, so that a start reads the one procedure in use and no paper at all.
`procedures.load_procedures` and `forms.load_forms` read everything at once: tools, tests and the check of a bundle do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.holidays import load_calendar
from yishi_desktop.definitions.procedures import BASE_LAW, load_procedure
from yishi_desktop.domain.deadlines import Calendar
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.paths import data_root

if TYPE_CHECKING:
    from yishi_desktop.domain.forms.form import Form

T = TypeVar("T")


class Shelf(Mapping[str, T], Generic[T]):
    """What can be read, by id; read once. `UserError` from whatever is asked for a file that cannot be used."""

    def __init__(self, ids: Iterable[str], read: Callable[[str], T]) -> None:
        self._ids = dict.fromkeys(sorted(ids))
        self._read = read
        self._known: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._ids:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._opened(name)
        return self._known[name]

    def _opened(self, name: str) -> T:
        try:
            return self._read(name)
        except DefinitionError as error:
            raise damaged(error) from error

    def __contains__(self, name: object) -> bool:
        return name in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def damaged(error: DefinitionError) -> UserError:
    """A file that ships with the program cannot be used."""
    return UserError(f"程序自带的文件坏了：{error}。", "您的资料没有动。", "请重新安装程序。")


def shipped_calendar() -> Calendar:
    """The calendar that ships; the one thing read at every start."""
    try:
        return load_calendar()
    except DefinitionError as error:
        raise damaged(error) from error


def shipped_procedures(forms: Iterable[str], folder: Path | None = None) -> Mapping[str, Procedure]:
    """The procedures that ship; `forms` are the ids of the papers that exist."""
    folder = folder or data_root() / "resources" / "procedures"
    ids = (name for name in _names(folder) if not name.startswith(BASE_LAW))
    return Shelf(ids, partial(load_procedure, folder, frozenset(forms), {}))


def shipped_papers(folder: Path | None = None) -> "Mapping[str, Form]":
    """The papers that ship."""
    folder = folder or data_root() / "forms"
    return Shelf(_names(folder), partial(_paper, folder))


def _names(folder: Path) -> list[str]:
    return [path.stem for path in folder.glob("*.toml")]


def _paper(folder: Path, name: str) -> "Form":
    """With the first paper comes everything papers can print."""
    from yishi_desktop.definitions.forms import load_form

    return load_form(folder / f"{name}.toml")
