"""What people type is read in every usual spelling, and never guessed."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.ui import reading

MARCH = date(2026, 3, 15)


@pytest.mark.parametrize(
    "typed",
    [
        "3.15",
        "3月15日",
        "3/15",
        "3-15",
        "2026-3-15",
        "2026年3月15日",
        "2026.03.15",
        "20260315",
        "３．１５",
        "３月１５日",
        "2026/3/15",
        " 3。15 ",
    ],
)
def test_a_date_in_every_spelling(typed):
    assert reading.date_in(typed, 2026) == MARCH


@pytest.mark.parametrize("typed", ["2月30日", "13.1", "3", "三月", "2026-3", "", "0.0", "20261301"])
def test_no_date_is_guessed(typed):
    assert reading.date_in(typed, 2026) is None


@given(st.dates())
def test_a_date_written_out_is_read_back(day):
    if day.year >= 1000:
        assert reading.date_in(reading.date_text(day), 2026) == day


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("１４：３０", time(14, 30)),
        ("14点半", time(14, 30)),
        ("下午2点30分", time(14, 30)),
        ("下午2:30", time(14, 30)),
        ("上午9点", time(9, 0)),
        ("9", time(9, 0)),
        ("25:00", None),
        ("14:60", None),
        ("下午", None),
    ],
)
def test_a_time_in_every_spelling(typed, meant):
    assert reading.time_in(typed) == meant


@given(st.times())
def test_a_time_written_out_is_read_back(at):
    assert reading.time_in(reading.time_text(at)) == at.replace(second=0, microsecond=0, fold=0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", 12),
        ("１２", 12),
        (" 12人 ", 12),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("十二", None),
    ],
)
def test_a_count(typed, meant):
    assert reading.count_in(typed) == meant


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("张建国\r\n", "张建国"),
        ("张\u200b建\ufeff国", "张建国"),
        ("硬化\n路灯", "硬化路灯"),
        ("硬化\u2028\u200b\x85路灯", "硬化路灯"),
        ("张\ud83d建国", "张建国"),
        ("Excel\tWPS", "Excel WPS"),
        ("张 三", "张 三"),
        ("㛃婷𬱖", "㛃婷𬱖"),
        ("a\u00a0b", "a b"),
    ],
)
def test_a_pasted_line(pasted, kept):
    assert reading.cleaned_line(pasted) == kept


@given(st.text())
def test_a_cleaned_line_stays_as_it_is(text):
    once = reading.cleaned_line(text)
    assert reading.cleaned_line(once) == once
    assert "\n" not in once


@given(st.text())
def test_cleaned_text_stays_as_it_is(text):
    once = reading.cleaned_text(text)
    assert reading.cleaned_text(once) == once
