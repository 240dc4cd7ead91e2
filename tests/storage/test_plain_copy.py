"""The plain copy: everything comes back, and from what is damaged, everything else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.journey import AT
from yishi_desktop.domain.revisions import new_revision, written
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.plain_copy import from_lines, to_lines

REVISIONS = tuple(
    new_revision(
        record_id=f"{n}",
        kind="case",
        payload={"n": n, "人": "王𣲗淼\u2028"},
        author="",
        reason="",
        made_at=AT,
    )
    for n in range(5)
)
DRAFTS = (Draft(record_id="1", kind="case", payload={"n": 9}, saved_at=AT, base=("a" * 64,)),)
COPY = to_lines(map(written, REVISIONS), DRAFTS, AT)


def test_everything_comes_back():
    assert from_lines(COPY) == type(from_lines(COPY))(REVISIONS, DRAFTS, ())


def test_each_line_is_json_that_a_person_can_read():
    lines = [json.loads(line) for line in COPY.decode().split("\n")[:-1]]
    assert len(lines) == 7
    assert lines[1]["line"]["revision"]["payload"]["人"].startswith("王𣲗淼")


def test_a_damaged_line_costs_only_itself():
    lines = COPY.splitlines(keepends=True)
    lines[3] = lines[3].replace("王".encode(), "李".encode())
    salvage = from_lines(b"".join(lines))
    assert salvage.bad_lines == (4,)
    assert salvage.revisions == (*REVISIONS[:2], *REVISIONS[3:])


def test_a_forged_line_with_a_right_sum_does_not_count():
    forged = to_lines(
        [
            written(
                type(REVISIONS[0])(**{**json.loads(COPY.splitlines()[1])["line"]["revision"], "author": "李"})
            )
        ],
        [],
        AT,
    )
    assert from_lines(forged).revisions == ()
    assert from_lines(forged).bad_lines == (2,)


@given(st.integers(0, len(COPY) - 1), st.binary(max_size=40))
def test_no_damage_is_a_crash_or_gives_anything_false(position, garbage):
    salvage = from_lines(COPY[:position] + garbage + COPY[position + len(garbage) :])
    assert set(salvage.revisions) <= set(REVISIONS)
    assert {draft.saved_at for draft in salvage.drafts} <= {AT}


@pytest.mark.parametrize("size", [0, 1, len(COPY) // 2, len(COPY) - 2])
def test_a_copy_cut_short_gives_its_whole_lines(size):
    whole = COPY[:size].count(b"\n")
    salvage = from_lines(COPY[:size])
    assert len(salvage.revisions) + len(salvage.drafts) == max(0, whole - 1)
