"""Cyclic garbage is collected on the window's thread, and nowhere else."""

import gc
import threading
import weakref

import pytest

from yishi_desktop.ui.garbage import GarbageCollection


class Cycle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collection(qapp):
    collecting = GarbageCollection()
    yield collecting
    collecting.stop()
    collecting.deleteLater()


def test_another_thread_collects_nothing_however_much_it_makes(collection):
    lost = weakref.ref(Cycle())

    def make_much():
        for _ in range(200_000):
            Cycle()

    worker = threading.Thread(target=make_much)
    worker.start()
    worker.join()
    assert lost() is not None


def test_what_is_due_is_collected_here(collection):
    lost = weakref.ref(Cycle())
    rest = [[] for _ in range(2 * gc.get_threshold()[0])]
    collection.collect()
    assert lost() is None
    assert rest


def test_what_was_there_at_the_start_is_not_looked_through(collection):
    assert gc.get_freeze_count() > 0


def test_python_collects_again_afterwards(qapp):
    collecting = GarbageCollection()
    assert not gc.isenabled()
    collecting.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
