"""What people type and paste, made fit to keep; what can be seen is kept."""

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import person
from yishi_desktop.domain.case import Attendance, Case, Point, Session, Topic, Vote
from yishi_desktop.domain.people import Person
from yishi_desktop.domain.text import (
    clean_line,
    clean_name,
    clean_text,
    cleaned,
    unlikely_in_name,
    with_plain_breaks,
    without_invisible,
)

HIDDEN = "\u200b\u200d\ufeff\u202e\u2066\u00ad\x00\x07\x7f"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王\n小明", "王小明"),
        ("王\t小明", "王小明"),
        ("王　明", "王明"),
        (f"陈{HIDDEN}𬭚", "陈𬭚"),
        ("王𣲗淼", "王𣲗淼"),
        ("赵晓䶮", "赵晓䶮"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("古丽扎提・努尔买买提．木合塔尔", "古丽扎提·努尔买买提·木合塔尔"),
        ("阿依古丽 · 艾合买提江", "阿依古丽·艾合买提江"),
        ("·王明·", "王明"),
        ("John  Smith", "John Smith"),
        ("王😀明", "王😀明"),
        ("葛󠄀城", "葛󠄀城"),  # a variation selector belongs to the character before it
        ("邓", "邓"),  # private use: how old registers write a rare name
        ("", ""),
    ],
)
def test_names(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_characters_newer_than_this_python_stay() -> None:
    unassigned_here = "\U00031350"
    assert clean_name(f"王{unassigned_here}") == f"王{unassigned_here}"


def test_half_a_character_cannot_be_kept() -> None:
    assert clean_line("王\ud83d明") == "王明"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  通组\r\n道路\u2028硬化 ", "通组 道路 硬化"),
        ("a\x1cb\x85c\x0bd", "a b c d"),
        (f"村{HIDDEN}务", "村务"),
    ],
)
def test_lines(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一、\r\n二、\r三、", "一、\n二、\n三、"),
        ("　　首行缩进\n　　第二段", "　　首行缩进\n　　第二段"),
        ("一\t二 \u00a0 三", "一 二 三"),
        ("上\n\n\n\n\n下", "上\n\n下"),
        ("\n\n正文  \n末行 \n\n", "正文\n末行"),
        (f"村{HIDDEN}务", "村务"),
    ],
)
def test_texts(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_every_kind_of_line_end_becomes_one() -> None:
    assert with_plain_breaks("1\r\n2\r3\n4\v5\f6\x857\u20288\u20299") == "\n".join("123456789")


def test_all_that_is_invisible_is_taken_out_and_nothing_else() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    gone = set(every) - set(without_invisible("".join(every)))
    invisible = {c for c in every if category(c) in ("Cc", "Cf", "Cs")} - set("\t\n")
    assert invisible <= gone
    assert {c for c in gone - invisible if category(c) != "Cn"} == set(), (
        "unassigned here, invisible in newer Pythons"
    )
    assert len(gone - invisible) <= 9


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (clean_line, clean_text, clean_name):
        once = clean(text)
        assert clean(once) == once


@given(st.text())
def test_clean_lines_are_one_line_that_can_be_encoded(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert line.encode().decode() == line
    assert line == line.strip()


@given(st.text(alphabet=st.characters(categories=["L", "N", "So"]), max_size=30))
def test_letters_digits_and_pictures_are_never_lost(text: str) -> None:
    assert clean_line(text) == text
    assert clean_text(text) == text


def test_a_record_is_cleaned_as_its_facts_ask() -> None:
    speaker = Point(speaker="王\n明", text="一\r\n二")
    line = Attendance(person=person("王 明"), note="请\u200b假")
    session = Session(
        venue="议事\n厅", minutes="一\r二", points=(speaker,), attendance=(line,), votes=(Vote(cast=3),)
    )
    case = cleaned(Case(id="a", procedure="jinhua", topic=Topic(title=" 修路\t"), sessions=(session,)))
    kept = case.sessions[0]
    assert case.topic.title == "修路"
    assert (kept.venue, kept.minutes) == ("议事 厅", "一\n二")
    assert (kept.points[0].speaker, kept.points[0].text) == ("王 明", "一\n二")
    assert (kept.attendance[0].person.name, kept.attendance[0].note) == ("王明", "请假")
    assert kept.votes == (Vote(cast=3),)
    assert cleaned(Person(id="1", name="买买提•吐尔逊")).name == "买买提·吐尔逊"


def test_a_clean_record_is_given_back_as_it_is() -> None:
    case = Case(id="a", procedure="jinhua", topic=Topic(title="修路"))
    assert cleaned(case) is case


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("王明", ""),
        ("古丽扎提·努尔买买提", ""),
        ("John Smith", ""),
        ("王明1", "1"),
        ("王（大）", "（）"),
        ("😀", "😀"),
    ],
)
def test_what_names_are_not_written_with(name: str, odd: str) -> None:
    assert unlikely_in_name(name) == odd
