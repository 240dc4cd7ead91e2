"""The seal of an archived matter: its code, its chain, and what breaks it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.domain.revisions import canonical_json, new_revision, written
from yishi_desktop.domain.sealing import (
    LETTERS,
    SEALS,
    MistypedCodeError,
    broken_seals,
    code_of,
    payload_of,
    read_code,
    seal_in,
    uncovered,
)

AT = "2026-12-20T10:00:00+08:00"
IDS = st.integers(0, (1 << 256) - 1).map("{:064x}".format)


@given(IDS)
def test_a_code_is_read_back_however_it_is_typed(seal_id):
    code = code_of(seal_id)
    assert (
        read_code(code)
        == read_code(code.lower().replace("-", " "))
        == read_code(f" {code.replace('-', '')}。")
        == code
    )
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert read_code(wide) == code


@given(IDS, st.integers(0, 15), st.integers(1, 30))
def test_one_wrong_sign_is_noticed(seal_id, place, shift):
    signs = list(code_of(seal_id).replace("-", ""))
    signs[place] = LETTERS[(LETTERS.index(signs[place]) + shift) % len(LETTERS)]
    with pytest.raises(MistypedCodeError):
        read_code("".join(signs))


@given(IDS, st.integers(0, 14))
def test_two_neighbours_swapped_are_noticed(seal_id, place):
    signs = list(code_of(seal_id).replace("-", ""))
    if signs[place] != signs[place + 1]:
        signs[place], signs[place + 1] = signs[place + 1], signs[place]
        with pytest.raises(MistypedCodeError):
            read_code("".join(signs))


@pytest.mark.parametrize("typed", ["", "7KQ2", "0000-0000-0000-0000", "封存码", "2" * 17])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(MistypedCodeError):
        read_code(typed)


# ------------------------------------------------------------------------------------------------------- the chain
def state(record, minutes, parents=()):
    payload = {"number": f"2026-{record}", "topic": {"title": f"第{record}件"}, "minutes": minutes}
    return new_revision(
        record_id=record,
        kind="case",
        payload=payload,
        author="徐",
        reason="填写",
        made_at=AT,
        parents=parents,
    )


class Village:
    """Matters and their seals as the program makes them."""

    def __init__(self, matters=3):
        self.revisions = []
        self.seals = []
        for number in range(matters):
            self.add(state(f"{number:02}", "发言"))
            self.seal(f"{number:02}")

    def add(self, revision):
        self.revisions.append(revision)
        return revision

    def head(self, record):
        return [one for one in self.revisions if one.record_id == record][-1]

    def correct(self, record, minutes):
        return self.add(state(record, minutes, [self.head(record).revision_id]))

    def seal(self, record, reason="归档"):
        head = self.head(record)
        covers = uncovered((r.revision_id for r in self.revisions), map(seal_in, self.seals))
        self.seals.append(
            new_revision(
                record_id=SEALS,
                kind=SEALS,
                payload=payload_of(record, head.payload, [head.revision_id], covers),
                author="徐",
                reason=reason,
                made_at=AT,
                parents=[self.seals[-1].revision_id] if self.seals else [],
            )
        )

    def broken(self, without=()):
        gone = {one.revision_id for one in without}
        return broken_seals(
            written(one) for one in (*self.revisions, *self.seals) if one.revision_id not in gone
        )


def test_an_untouched_village_holds():
    village = Village()
    village.add(state("99", "还在办"))
    assert village.broken() == []


def test_a_correction_that_is_sealed_again_holds():
    village = Village()
    village.correct("01", "更正")
    assert village.broken() == [
        "“2026-01 第01件”封存以后又改过，改的这一版没有封存，请打开“谁改了什么”看一看。"
    ]
    village.seal("01", "更正")
    assert village.broken() == []


def test_a_matter_taken_out_with_all_that_names_it_is_named():
    village = Village()
    found = village.broken(without=[village.head("01")])
    assert found == ["“2026-01 第01件”2026-12-20封存的那一版不见了，有人从资料文件里删掉了它。"]


def test_an_unsealed_record_of_the_time_that_is_taken_out_is_counted():
    village = Village(1)
    person = village.add(state("person", "徐国平"))
    village.add(state("01", "发言"))
    village.seal("01")
    assert ["有1版不见了" in sentence for sentence in village.broken(without=[person])] == [True]


@pytest.mark.parametrize("at", [0, 1])
def test_a_seal_taken_out_breaks_the_chain(at):
    village = Village()
    assert any("封存链断了" in sentence for sentence in village.broken(without=[village.seals[at]]))


def test_the_code_depends_on_every_seal_before():
    one, other = Village(), Village()
    other.revisions[0] = state("00", "别的话")
    other.seals = []
    for number in range(3):
        other.seal(f"{number:02}")
    assert [code_of(seal.revision_id) for seal in one.seals] != [
        code_of(seal.revision_id) for seal in other.seals
    ]
    assert seal_in(one.seals[-1]).code != seal_in(other.seals[-1]).code


def test_what_a_seal_says_is_plain_json():
    assert json.loads(canonical_json(Village().seals[0].payload))["title"] == "第00件"
