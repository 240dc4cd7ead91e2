"""Long work off the window's thread, and back."""

import threading
import weakref
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject

from yishi_desktop.domain.errors import UserError
from yishi_desktop.ui.tasks import Tasks


class Window(QObject):
    """Takes results as a screen would."""

    def __init__(self):
        super().__init__()
        self.results, self.refusals, self.threads, self.steps = [], [], [], []

    def then(self, result):
        self.results.append(result)
        self.threads.append(threading.current_thread())

    def failed(self, error):
        self.refusals.append(error)

    def step(self, done, total, text):
        self.steps.append((done, total, text))


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    tasks.close()


def here():
    return threading.current_thread()


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot, tasks):
    window = Window()
    with qtbot.waitSignal(tasks.run(here, window.then).ended):
        assert tasks.is_busy()
    assert window.results[0] is not threading.main_thread()
    assert window.threads == [threading.main_thread()]
    assert not tasks.is_busy()


def test_one_thread_does_all_the_work(qtbot, tasks):
    window = Window()
    jobs = [tasks.run(here, window.then) for _ in range(5)]
    with qtbot.waitSignals([job.ended for job in jobs]):
        pass
    assert len(set(window.results)) == 1


def test_progress_is_told(qtbot, tasks):
    window, go = Window(), Event()

    def work(progress):
        go.wait(10)
        progress(1, 3, "读第1份")
        progress(3, 3, "读完")
        return "好"

    job = tasks.run(work, window.then)
    job.progressed.connect(window.step)
    with qtbot.waitSignal(job.ended):
        go.set()
    assert window.steps == [(1, 3, "读第1份"), (3, 3, "读完")]
    assert window.results == ["好"]


def refuse():
    raise UserError("U盘拔掉了。", "电脑里的资料没有动。", "插好U盘再备份一次。")


def test_a_refusal_goes_to_failed(qtbot, tasks):
    window = Window()
    with qtbot.waitSignal(tasks.run(refuse, window.then, window.failed).ended):
        pass
    assert (window.results, [error.happened for error in window.refusals]) == ([], ["U盘拔掉了。"])


def break_down():
    raise ZeroDivisionError


def test_any_other_error_reaches_the_crash_hook(qtbot, tasks):
    window = Window()
    with (
        qtbot.captureExceptions() as caught,
        qtbot.waitSignal(tasks.run(break_down, window.then, window.failed).ended),
    ):
        pass
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert (window.results, window.refusals) == ([], [])


def test_what_was_cancelled_is_dropped(qtbot, tasks):
    window, seen, go = Window(), [], Event()

    def work(cancelled):
        go.wait(10)
        seen.append(cancelled())
        return "晚了"

    job = tasks.run(work, window.then)
    with qtbot.waitSignal(job.ended):
        job.cancel()
        go.set()
    assert (seen, window.results) == ([True], [])


def test_a_closed_window_is_not_called_and_not_kept(qtbot, tasks):
    window, go = Window(), Event()
    held = weakref.ref(window)

    def work():
        go.wait(10)

    job = tasks.run(work, window.then)
    del window
    assert held() is None
    with qtbot.waitSignal(job.ended):
        go.set()


def test_closing_finishes_what_waits_because_it_may_be_a_save(qapp):
    tasks, go, done = Tasks(), Event(), []

    def work(cancelled):
        go.wait(10)

    tasks.run(work)
    tasks.run(partial(done.append, "存了"))
    go.set()
    tasks.close()
    assert done == ["存了"]


def test_closing_stops_the_work_and_waits_for_the_thread(qapp):
    tasks, began, ended = Tasks(), Event(), []

    def work(cancelled):
        began.set()
        while not cancelled():
            pass
        ended.append(threading.current_thread())

    tasks.run(work)
    tasks.run(here)
    began.wait(10)
    tasks.close()
    assert not ended[0].is_alive()


def test_what_is_asked_for_after_the_end_is_not_begun(qapp):
    done = []
    tasks = Tasks()
    tasks.close()
    job = tasks.run(partial(done.append, 1))
    assert job.is_cancelled() and not tasks.is_busy() and done == []
