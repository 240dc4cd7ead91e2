"""Chinese line breaking: what may not begin or end a line, and that nothing is lost."""

import itertools
import re

from hypothesis import example, given
from hypothesis import strategies as st

from yishi_desktop.documents.breaking import NOT_AT_END, NOT_AT_START, break_lines, joins_word, may_break

WIDTH = 20.0
_HAN = "村民代表会议协商一致意见公示"
_MIXED = _HAN + "，。；：？！、（）“”《》〔〕……——·%" + "abcXYZ0123456789.,/- "


def _advances(text: str) -> list[float]:
    return [1.0 if char > "\u2e7f" or char in "“”…—·" else 0.5 for char in text]


def _lines(text: str, width: float = WIDTH, first: float = 0) -> list[str]:
    return [text[s.start : s.stop] for s in break_lines(list(text), _advances(text), width, first)]


def _lawful_place_exists(line: str, following: str) -> bool:
    chars = re.sub(f"(?<=[{re.escape(''.join(NOT_AT_END))}]) +", "", line + following[:1])
    return any(may_break(a, b) for a, b in itertools.pairwise(chars))


@example("000···《 0", 6.0, 0.0)  # no opening mark is left behind at a space
@example("0000···一 .", 6.0, 0.0)  # and no closing one goes on behind it
@given(st.text(_MIXED, max_size=300), st.sampled_from([6.0, 13.5, 20.0, 28.0]), st.sampled_from([0.0, 2.0]))
def test_no_line_begins_or_ends_unlawfully_when_it_can_be_helped(
    text: str, width: float, first: float
) -> None:
    stretches = break_lines(list(text), _advances(text), width, first)
    for this, following in itertools.pairwise(stretches):
        line, rest = text[this.start : this.stop], text[following.start : following.stop]
        if this.hard or not line or not rest or not _lawful_place_exists(line, rest):
            continue
        assert rest[0] not in NOT_AT_START, (line, rest)
        assert line[-1] not in NOT_AT_END, (line, rest)
        # A break at spaces parts two words; otherwise no word is cut.
        assert this.stop < following.start or not (joins_word(line[-1]) and joins_word(rest[0])), (line, rest)


@given(st.text(_MIXED + "\n", max_size=400), st.sampled_from([1.0, 6.0, 20.0]))
def test_nothing_is_lost_but_spaces_at_breaks(text: str, width: float) -> None:
    lines = _lines(text, width)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")


@given(st.text(_MIXED, max_size=300), st.sampled_from([6.0, 20.0]))
def test_no_line_is_wider_than_its_room(text: str, width: float) -> None:
    for stretch in break_lines(list(text), _advances(text), width):
        assert stretch.width <= width + 0.02
        assert abs(stretch.width - sum(_advances(text)[stretch.start : stretch.stop])) < 0.02


def test_closing_marks_pull_the_character_before_them_down() -> None:
    assert _lines("一二三四五六七八九。", 9) == ["一二三四五六七八", "九。"]
    assert _lines("一二三四五六七八（九十）", 9) == ["一二三四五六七八", "（九十）"]


def test_dashes_dots_and_numbers_are_not_torn() -> None:
    assert _lines("一二三四五六七八——九", 9) == ["一二三四五六七", "八——九"]
    assert _lines("一二三四五六七八……", 9) == ["一二三四五六七", "八……"]
    assert _lines("补偿标准为2,350.00元", 6) == ["补偿标准为", "2,350.00元"]


def test_a_word_wider_than_the_line_is_cut_where_the_line_is_full() -> None:
    assert _lines("A" * 30, 10) == ["A" * 20, "A" * 10]


def test_a_line_feed_ends_the_line_and_the_indent_counts_once() -> None:
    assert _lines("一二三四五六\n七八", 4, first=2) == ["一二", "三四五六", "七八"]
    assert _lines("\n\n一", 4) == ["", "", "一"]
