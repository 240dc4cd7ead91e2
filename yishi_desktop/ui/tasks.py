"""The only thread beside the window's: long work, one piece after another.

`work` is a plain function. If it has parameters named `progress` and `cancelled` it gets
`progress(done, total, text)` to tell how far it is and `cancelled()` to ask whether to stop. Results come back on
the window's thread. Questions are asked before the work starts, never from it.
"""

import inspect
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count
from threading import Event
from typing import Any
from weakref import WeakMethod

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from yishi_desktop.domain.errors import UserError

log = logging.getLogger(__name__)

Heard = Callable[[], Callable[..., None] | None]
"""A callback, or `None` once nobody is there to be called."""

PROGRESS_EVERY = 0.05
"""Seconds between two progress messages: enough for the eye, few enough not to flood the window."""


class _Order:
    """What the worker's thread may touch of a job: no Qt object, whose end on the window's thread it could meet."""

    def __init__(self, number: int, tell: Callable[[int, int, int, str], None]) -> None:
        self.number = number
        self.stop = Event()
        self._tell = tell
        self._told = 0.0

    def cancelled(self) -> bool:
        """Whether to stop."""
        return self.stop.is_set()

    def progress(self, done: int, total: int, text: str) -> None:
        """How far it is."""
        now = time.monotonic()
        if done >= total or now - self._told >= PROGRESS_EVERY:
            self._told = now
            self._tell(self.number, done, total, text)


class Job(QObject):
    """A piece of work on its way, seen from the window. `cancel` asks it to stop; what it still returns is dropped."""

    progressed = Signal(int, int, str)
    """done, total, what it is about."""
    ended = Signal()
    """Emitted once, after `then` or `failed`, also when cancelled."""

    def __init__(self, parent: QObject, order: _Order, then: Sequence[Heard], failed: Heard) -> None:
        super().__init__(parent)
        self._order = order
        self._then = then
        self._failed = failed

    def cancel(self) -> None:
        self._order.stop.set()

    def is_cancelled(self) -> bool:
        return self._order.stop.is_set()

    def deliver(self, future: "Future[Any]") -> None:
        """Tell what came of it; the job is over."""
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
        else:
            for heard in self._then:
                if (then := heard()) is not None:
                    then(future.result())


def held(callback: Callable[..., None] | None) -> Heard:
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
    _settled = Signal(int, object)
    """The number of a job and its future, from the worker's thread."""
    _progressed = Signal(int, int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="yishi-work")
        self._jobs: dict[int, Job] = {}
        self._numbers = count()
        self._closed = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        *,
        also: Callable[[Any], None] | None = None,
    ) -> Job:
        """Do `work` in the worker thread; then call `then(result)` and `also(result)`, or `failed(error)` for a UserError.

        Any other error is raised on the window's thread, where the crash hook sees it. What is called back are
        functions or bound methods; a method of a window closed meanwhile is not called. After `close` nothing is begun: who
        still asks then, a search that waited for the last key, is on the way out.
        """
        order = _Order(next(self._numbers), self._progressed.emit)
        job = Job(self, order, (held(then), held(also)), held(failed))
        if self._closed:
            job.cancel()
            return job
        self._jobs[order.number] = job
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        done = self._executor.submit(work, **_offered(work, order))
        done.add_done_callback(partial(self._settle, order.number))
        return job

    def is_busy(self) -> bool:
        return bool(self._jobs)

    def close(self) -> None:
        """Ask what can be stopped to stop, let the rest finish (it may be a save), and wait for the thread to end."""
        self._closed = True
        for job in self._jobs.values():
            job.cancel()
        self._executor.shutdown(wait=True)

    def _settle(self, number: int, future: "Future[Any]") -> None:
        self._settled.emit(number, future)

    def _tell_progress(self, number: int, done: int, total: int, text: str) -> None:
        if number in self._jobs:
            self._jobs[number].progressed.emit(done, total, text)

    def _deliver(self, number: int, future: "Future[Any]") -> None:
        job = self._jobs[number]
        try:
            job.deliver(future)
        finally:
            del self._jobs[number]
            if not self._jobs:
                self.busy_changed.emit(False)


def _offered(work: Callable[..., Any], order: _Order) -> dict[str, Callable[..., Any]]:
    wanted = inspect.signature(work).parameters
    offer: dict[str, Callable[..., Any]] = {"progress": order.progress, "cancelled": order.cancelled}
    return {name: value for name, value in offer.items() if name in wanted}
