"""Work cut into pieces: in order, with the window alive in between, and all at once for whoever cannot wait."""

from functools import partial

import pytest
from PySide6.QtCore import QObject, QTimer

from yishi_desktop.ui.turns import Turns


@pytest.fixture
def parent(qapp):
    return QObject()


def test_pieces_are_done_in_order_with_turns_of_the_window_in_between(parent, qtbot):
    done, turns = [], Turns(parent)
    turns.put(partial(_do_and_look_up, done, at) for at in range(3))
    assert done == [], "whoever puts them in goes on first"
    turns.put([partial(done.append, "later")])
    qtbot.waitUntil(turns.is_done)
    assert done == [0, "window", 1, "window", 2, "window", "later"]


def _do_and_look_up(done, at):
    done.append(at)
    QTimer.singleShot(0, partial(done.append, "window"))


def test_what_waits_can_be_done_at_once(parent, qtbot):
    done, turns = [], Turns(parent)
    turns.put(partial(done.append, at) for at in range(3))
    turns.finish()
    assert done == [0, 1, 2]
    assert turns.is_done()


def test_a_piece_may_ask_for_the_rest_at_once(parent, qtbot):
    done, turns = [], Turns(parent)
    turns.put([turns.finish, partial(done.append, "rest")])
    qtbot.waitUntil(turns.is_done)
    assert done == ["rest"]


def test_what_waits_can_be_forgotten(parent, qtbot):
    done, turns = [], Turns(parent)
    turns.put([partial(done.append, "forgotten")])
    turns.clear()
    turns.put([partial(done.append, "kept")])
    qtbot.waitUntil(turns.is_done)
    assert done == ["kept"]
