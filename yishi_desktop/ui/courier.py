"""What carries the outbox away while the window goes on: one thing at a time, in threads that know no Qt and no store.

A thread gets plain values and leaves its answer in a box the window looks into. It is a daemon: closing the window
never waits for a slow link, and what was cut off is found or sent anew by the next start (services/delivering/outbox.py).
"""

from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import outbox
from yishi_desktop.services.delivering.outbox import Parcel
from yishi_desktop.services.delivering.upload_place import UploadPlace
from yishi_desktop.services.office import Office
from yishi_desktop.ui.tasks import held

LOOK_EVERY = 200
"""Milliseconds between two looks into the box while something is on its way."""


class Errand(QObject):
    """One piece of work in a thread of its own; `then(answer)` or `failed(error)` is called on the window's thread."""

    def __init__(
        self,
        parent: QObject,
        work: Callable[[Callable[[], bool]], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserError], None],
    ) -> None:
        super().__init__(parent)
        self._then, self._failed = held(then), held(failed)
        self.stop = Event()
        self._box: SimpleQueue[tuple[Any, UserError | None]] = SimpleQueue()
        self._thread = Thread(target=_do, args=(work, self.stop.is_set, self._box), daemon=True)
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._thread.start()
        self._timer.start()

    def _look(self) -> None:
        alive = self._thread.is_alive()  # asked first: an answer left after this look is found by the next
        if self._box.empty() and alive:
            return
        self._timer.stop()
        self.deleteLater()
        if self._box.empty():
            raise RuntimeError("a thread of the courier ended without an answer")
        answer, error = self._box.get()
        heard = self._failed() if error else self._then()
        if heard is not None and not self.stop.is_set():
            heard(error if error else answer)


def _do(
    work: Callable[[Callable[[], bool]], Any],
    cancelled: Callable[[], bool],
    box: "SimpleQueue[tuple[Any, UserError | None]]",
) -> None:
    try:
        answer = work(cancelled)
    except UserError as error:
        box.put((None, error))
    else:
        box.put((answer, None))


class Courier(QObject):
    """`told()` when how it stands has changed. `trouble` says why the last try failed; None while all is well.

    `carrying` is the id of the upload on its way, empty between two.
    """

    told = Signal()

    def __init__(self, parent: QObject, ask: Callable[..., Any], act: Callable[..., Any]) -> None:
        super().__init__(parent)
        self._ask, self._act = ask, act
        self.trouble: UserError | None = None
        self.carrying = ""
        self._place = ""
        self._errand: Errand | None = None
        self._failures, self._waits_for_person, self._closed = 0, False, False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._next)

    def try_again(self) -> None:
        """Try now, whatever went wrong before."""
        self._failures, self._waits_for_person = 0, False
        self._again.stop()
        self._next()

    def try_place(
        self, place: UploadPlace, then: Callable[[str], None], failed: Callable[[UserError], None]
    ) -> None:
        """Find out whether a place can be used; `then` gets a sentence."""
        Errand(self, partial(_try, place), then, failed)

    def close(self) -> None:
        """Stop at the next piece; nobody waits for it."""
        self._closed = True
        self._again.stop()
        if self._errand is not None:
            self._errand.stop.set()

    # --- in the window's thread ---

    def look(self, changed: Changed) -> None:
        """See whether a change has left something to carry."""
        if changed.touches(outbox.UPLOAD, "settings") and not self._again.isActive():
            self._next()

    def _next(self) -> None:
        if not (self.carrying or self._waits_for_person or self._closed):
            self._ask(outbox.next_parcel, self._carry, self._failed)

    def _carry(self, parcel: Parcel | None) -> None:
        if self.carrying or self._closed:
            return
        if parcel is not None:
            self.carrying, self._place = parcel.record_id, parcel.place.address
            self._errand = Errand(self, partial(outbox.send, parcel), self._sent, self._failed)
        self._settle(None)

    def _sent(self, answer: object) -> None:
        carried, self.carrying, self._errand = self.carrying, "", None
        self._failures = 0
        # The change it makes brings the next one.
        self._act(partial(_arrived, carried, self._place))

    def _failed(self, error: UserError) -> None:
        self.carrying, self._errand = "", None
        self._failures += 1
        self._waits_for_person = outbox.needs_person(error)
        if not (self._waits_for_person or self._closed):
            self._again.start(outbox.seconds_to_wait(self._failures) * 1000)
        self._settle(error)

    def _settle(self, trouble: UserError | None) -> None:
        self.trouble = trouble
        self.told.emit()


def _try(place: UploadPlace, cancelled: Callable[[], bool]) -> str:
    return outbox.try_place(place)


def _arrived(record_id: str, place: str, office: Office) -> Changed:
    return outbox.arrived(office, record_id, place)
