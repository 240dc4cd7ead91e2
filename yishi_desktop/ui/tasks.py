"""The only thread beside the window's: long work, one piece after another.

`work` is a plain function. If it has parameters named `progress` and `cancelled` it gets
`progress(done, total, text)` to tell how far it is and `cancelled()` to ask whether to stop. Results come back on
the window's thread. Questions are asked before the work starts, never from it.
"""

import inspect
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any
from weakref import WeakMethod

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from yishi_desktop.domain.errors import UserError

log = logging.getLogger(__name__)

PROGRESS_EVERY = 0.05
"""Seconds between two progress messages: enough for the eye, few enough not to flood the window."""


class Job(QObject):
    """A piece of work on its way. `cancel` asks it to stop; what it still returns is then dropped."""

    progressed = Signal(int, int, str)
    """done, total, what it is about."""
    ended = Signal()
    """Emitted once, after `then` or `failed`, also when cancelled."""
    _settled = Signal(object)

    def __init__(
        self, parent: QObject, then: Callable[..., None] | None, failed: Callable[..., None] | None
    ) -> None:
        super().__init__(parent)
        self._then = _held(then)
        self._failed = _held(failed)
        self._stop = Event()
        self._told = 0.0
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        self._stop.set()

    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def progress(self, done: int, total: int, text: str) -> None:
        """Called by the work, from its thread."""
        now = time.monotonic()
        if done >= total or now - self._told >= PROGRESS_EVERY:
            self._told = now
            self.progressed.emit(done, total, text)

    def settle(self, future: "Future[Any]") -> None:
        """Called by the executor, from its thread."""
        self._settled.emit(future)

    def _deliver(self, future: "Future[Any]") -> None:
        try:
            if not self.is_cancelled() and not future.cancelled():
                self._hand_over(future)
        finally:
            self.ended.emit()
            self.deleteLater()

    def _hand_over(self, future: "Future[Any]") -> None:
        error = future.exception()
        failed = self._failed()
        if isinstance(error, UserError) and failed is not None:
            log.info("refused: %s", type(error.__cause__).__name__)
            failed(error)
        elif error is not None:
            raise error  # into the crash hook, on the window's thread
        elif (then := self._then()) is not None:
            then(future.result())


def _held(callback: Callable[..., None] | None) -> Callable[[], Callable[..., None] | None]:
    """Hold a callback without keeping its window alive; a closed window is not called any more."""
    if callback is None or not hasattr(callback, "__self__"):
        return lambda: callback
    weak = WeakMethod(callback)

    def alive() -> Callable[..., None] | None:
        method = weak()
        if method is None or (
            isinstance(method.__self__, QObject) and not shiboken6.isValid(method.__self__)
        ):
            return None
        return method

    return alive


class Tasks(QObject):
    """Owner of the worker thread. `busy_changed(bool)` tells when there is work."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="yishi-work")
        self._jobs: list[Job] = []

    def run(
        self,
        work: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Do `work` in the worker thread; then call `then(result)`, or `failed(error)` for a UserError.

        Any other error is raised on the window's thread, where the crash hook sees it. `then` and `failed` are
        functions or bound methods; a method of a window closed meanwhile is not called.
        """
        job = Job(self, then, failed)
        job.ended.connect(self._ended)
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        self._executor.submit(work, **_offered(work, job)).add_done_callback(job.settle)
        return job

    def is_busy(self) -> bool:
        return bool(self._jobs)

    def close(self) -> None:
        """Ask what can be stopped to stop, let the rest finish (it may be a save), and wait for the thread to end."""
        for job in self._jobs:
            job.cancel()
        self._executor.shutdown(wait=True)

    def _ended(self) -> None:
        job = self.sender()
        self._jobs = [other for other in self._jobs if other is not job]
        if not self._jobs:
            self.busy_changed.emit(False)


def _offered(work: Callable[..., Any], job: Job) -> dict[str, Callable[..., Any]]:
    wanted = inspect.signature(work).parameters
    offer: dict[str, Callable[..., Any]] = {"progress": job.progress, "cancelled": job.is_cancelled}
    return {name: value for name, value in offer.items() if name in wanted}
