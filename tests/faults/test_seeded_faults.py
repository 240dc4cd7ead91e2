"""The tests of the promises can fail: with a fault planted, the one that watches over it goes red."""

import sys

import pytest

from tests.faults.seeded import FAULTS, MORE, TEST_FAILED, outcome
from tests.soaking import SOAKING

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links the resources into a copy of the tree")


@pytest.mark.parametrize("name", FAULTS | MORE if SOAKING else FAULTS)
def test_a_planted_fault_turns_its_test_red(name, tmp_path):
    run = outcome((FAULTS | MORE)[name], tmp_path)
    assert run.returncode == TEST_FAILED, run.stdout[-3000:] + run.stderr[-1000:]
    assert " failed" in run.stdout.splitlines()[-1]
