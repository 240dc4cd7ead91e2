"""The window's way to the village's data.

Everything that touches the store runs in the one worker thread, which also owns the connection. What comes back is a
`Snapshot`, read as a whole after every action; screens keep ids and read from it again when `changed` tells them to.
"""

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import snapshot
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.keeping.encryption import Keys
from yishi_desktop.services.office import Clock, Definitions, Office, local_clock, start_office
from yishi_desktop.services.snapshot import Snapshot
from yishi_desktop.ui.courier import Courier
from yishi_desktop.ui.tasks import Heard, Job, Tasks, held


class Desk(QObject):
    """Questions go to the worker with `ask`, actions with `act`; refusals nobody else takes are told by `refused`."""

    changed = Signal(object)
    """A `Changed`, after the snapshot is new."""
    refused = Signal(object)
    """A `UserError` for the window to show."""
    unopened = Signal(object)
    """The `UserError` for which the data could not be opened: nothing can be asked until they are restored."""

    def __init__(
        self,
        folder: Path,
        tasks: Tasks,
        definitions: Definitions,
        clock: Clock = local_clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.definitions = definitions
        self.clock = clock
        self.folder = folder
        self.keys = Keys()
        """What has been opened with a password since the start; empty where nothing is encrypted."""
        self.snapshot = snapshot.before_opening(clock().date())
        self._office: Office | None = None
        self.closed = False
        self.courier = Courier(self, self.ask, self.act)
        self.changed.connect(self.courier.look)

    def open(self) -> Job:
        """Open the store; `changed` tells when there is something to show."""
        return self.tasks.run(self._open, self._show, self._not_opened)

    def ask(
        self,
        work: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Read something away from the window; `then(answer)` comes back on its thread."""
        return self.tasks.run(_With(self._opened, work), then, failed or self._refuse)

    def act(
        self,
        work: Callable[[Office], Changed],
        then: Callable[[Changed], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Do something to the records; then the snapshot is new, `changed` is told and `then` is called."""
        work_and_read = _With(self._opened, _ThenRead(work))
        return self.tasks.run(work_and_read, self._show, failed or self._refuse, also=_first(then))

    def restore(self, backup: Path, then: Callable[[str], None]) -> Job:
        """Put a backup in the place of the present data, which are kept aside; `then` is told what was done."""
        return self.convert(partial(backups.restore, self.folder, backup, self.keys), then)

    def convert(self, work: Callable[[], str], then: Callable[[str], None]) -> Job:
        """Do something to the data while they are closed, open them again and read everything; `then` is told the words
        of `work`. When it is refused the data as they are go on being used.
        """
        return self.tasks.run(partial(self._convert, work), self._show, self._refuse, also=_third(then))

    def rescue(self, backup: Path, then: Callable[[str], None]) -> Job:
        """`restore` for data that could not be opened: when it fails, `unopened` is told again."""
        work = partial(backups.restore, self.folder, backup, self.keys)
        return self.tasks.run(partial(self._convert, work), self._show, self._not_opened, also=_third(then))

    def close(self, *, backing_up: bool = False) -> None:
        """Finish what was asked for, back up if wanted and due, and close the store in the thread that owns it."""
        self.closed = True
        self.courier.close()
        if self._office is not None:
            self.tasks.run(self._back_up_and_close if backing_up else self._close)
        self.tasks.close()

    # --- in the worker ---

    def _opened(self) -> Office:
        if self._office is None:
            raise RuntimeError("the desk has not been opened")
        return self._office

    def _open(self) -> tuple[Changed, Snapshot]:
        self._office = start_office(self.folder, self.definitions, self.clock, self.keys)
        return Changed(frozenset({"case", "person", "organisation", "settings"})), snapshot.read(self._office)

    def _convert(self, work: Callable[[], str]) -> tuple[Changed, Snapshot, str]:
        was_open = self._office is not None
        if was_open:
            self._close()
        try:
            words = work()
        except BaseException:  # the old data go on being used
            if was_open:
                self._open()
            raise
        return *self._open(), words

    def _back_up_and_close(self) -> None:
        backups.make_if_due(self._opened())
        self._close()

    def _close(self) -> None:
        self._opened().store.close()
        self._office = None

    # --- in the window ---

    def _show(self, answer: tuple[Any, ...]) -> None:
        self.snapshot = answer[1]
        self.changed.emit(answer[0])

    def _not_opened(self, error: UserError) -> None:
        self.unopened.emit(error)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)


class _With:
    """Work on the office, to be run where the office lives.

    `progress` and `cancelled` are passed on to work that has parameters of these names.
    """

    def __init__(self, office: Callable[[], Office], work: Callable[..., Any]) -> None:
        self._office = office
        self._work = work

    def __call__(self, progress: Callable[..., Any], cancelled: Callable[[], bool]) -> Any:
        offer: dict[str, Callable[..., Any]] = {"progress": progress, "cancelled": cancelled}
        wanted = inspect.signature(self._work).parameters
        return self._work(
            self._office(), **{name: offered for name, offered in offer.items() if name in wanted}
        )


class _ThenRead:
    """An action followed by reading everything anew."""

    def __init__(self, work: Callable[[Office], Changed]) -> None:
        self._work = work

    def __call__(self, office: Office) -> tuple[Changed, Snapshot]:
        return self._work(office), snapshot.read(office)


def _first(then: Callable[[Changed], None] | None) -> Callable[[tuple[Any, ...]], None] | None:
    """A callback that is given the first part of an answer."""
    return _part(held(then), 0) if then is not None else None


def _third(then: Callable[[str], None]) -> Callable[[tuple[Any, ...]], None]:
    return _part(held(then), 2)


def _part(heard: Heard, at: int) -> Callable[[tuple[Any, ...]], None]:
    def tell(answer: tuple[Any, ...]) -> None:
        callback = heard()
        if callback is not None:
            callback(answer[at])

    return tell
