"""docs/reliability.md and `dev.py soak` name tests that are there, and every promise is either reached or honestly short."""

import re
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]
PROMISES = dev.promises()


def test_all_twenty_three_promises_have_their_row_and_tests():
    assert list(PROMISES) == list(range(1, 24))
    assert all(PROMISES.values())


@pytest.mark.parametrize("number", PROMISES)
def test_the_tests_of_a_promise_are_there(number):
    for name in PROMISES[number]:
        file, _, test = name.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {test}(" in text if test else "def test_" in text, name


def test_each_is_reached_or_short_and_says_a_figure_or_why():
    rows = re.findall(
        r"^\| \d+ \|.*\|$", (ROOT / "docs/reliability.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    for row in rows:
        _, _, _, state, figure, _, _ = (cell.strip() for cell in row.split("|"))
        assert state in ("reached", "short"), row
        assert re.search(r"\d|not built", figure), row


def test_soak_refuses_what_is_no_promise():
    with pytest.raises(dev.Refused, match="99"):
        dev.soak_steps(["99"])


def test_soak_runs_the_tests_of_the_promises_asked_for():
    steps = dev.soak_steps(["2", "8"])
    assert [arguments[-1] for arguments in steps.values()] == [
        "tests/storage/test_power_cut.py",
        "tests/storage/test_thinning.py",
    ]
    assert len(dev.soak_steps([])) == len(dev.promises()) + len(dev.PARTS)
