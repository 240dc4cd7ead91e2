"""What every test may rely on, and what no test may do.

A test fails when it leaves a log record of WARNING or above behind (unless marked `expects_log`), when Qt warns
(pytest-qt, see pyproject.toml), when it opens a window on a real screen, and, where CI=true, when it skips.
"""

import gc
import logging
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from tests.soaking import SOAKING

IN_CI = os.environ.get("CI") == "true"

# Before anything imports Qt: tests of the window need no screen, and get one of
# the size of a small laptop's. Tests in a real window start a program of their own.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"

# A slow machine is no failure (deadline), and CI tries the same examples every time.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("soak", deadline=None, max_examples=5000)
settings.load_profile("soak" if SOAKING else "ci" if IN_CI else "developer")


# ------------------------------------------------------------------------------------- skips and needed programs
def pytest_runtest_setup(item):
    tools = [tool for mark in item.iter_markers("needs") for tool in mark.args]
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: run python3 dev.py test to see what to install")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _no_skip_in_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _no_skip_in_ci((yield))


def _no_skip_in_ci(report):
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"nothing may skip in CI: {reason}"
    return report


# --------------------------------------------------------------------------------------------- autouse guards
class _Alarms(logging.Handler):
    """Collects the records nobody expected."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.texts = []

    def emit(self, record):
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log(request):
    if request.node.get_closest_marker("expects_log"):
        yield
        return
    alarms = _Alarms()
    logging.getLogger().addHandler(alarms)
    yield
    logging.getLogger().removeHandler(alarms)
    if alarms.texts:
        pytest.fail("unexpected log records:\n" + "\n".join(alarms.texts), pytrace=False)


@pytest.fixture(autouse=True)
def _garbage_waits(request):
    """No widget is collected in a worker's thread, as in the program itself (yishi_desktop/ui/garbage.py)."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _only_offscreen(request):
    """Fail a test that put a window on somebody's screen."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if (
        gui is None
        or gui.QGuiApplication.instance() is None
        or request.node.get_closest_marker("real_window")
    ):
        return
    assert gui.QGuiApplication.platformName() == "offscreen"


@pytest.fixture(autouse=True)
def user_folder(tmp_path_factory, monkeypatch) -> Path:
    """An empty home for this test: nothing is read from or written to the real one."""
    home = tmp_path_factory.mktemp("home")
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_DOCUMENTS_DIR": home / "documents",
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
        "WIN_PD_OVERRIDE_APPDATA": home / "roaming",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": home / "local",
        "WIN_PD_OVERRIDE_PERSONAL": home / "documents",
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    return home


# -------------------------------------------------------------------------------------------------- fixtures
@pytest.fixture
def today() -> date:
    """The one day on which all tests happen (a Tuesday)."""
    return date(2026, 3, 10)


@pytest.fixture
def poll_until():
    """`poll_until(condition, seconds=20)`: ask until another program did it. Inside Qt use qtbot.waitUntil."""
    return _poll_until


def _poll_until(condition, seconds=20.0):
    give_up = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < give_up, f"not so after {seconds} s: {condition}"
        time.sleep(0.02)  # the interval between two questions; the only sleep the house rules allow
    return answer
