"""Python's cyclic garbage, collected on the window's thread alone.

Left to itself Python collects in whichever thread happens to allocate. A widget that has become part of a cycle would
then be destroyed in the worker's thread, which Qt answers with a crash, now and then.

What is there at the start (modules, definitions, the window) stays to the end and is never looked at again: looking
through all of it took a fifth of a second, in the window's thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Milliseconds between two looks at whether there is enough garbage to be worth it."""


class GarbageCollection(QObject):
    """Takes automatic collection over until it is destroyed or `stop` is called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the generations that are due by Python's own thresholds, the youngest first."""
        for generation, threshold in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] > threshold:
                gc.collect(generation)

    def stop(self) -> None:
        """Give collection back to Python; call when no other thread is left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
