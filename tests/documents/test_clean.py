"""What cleaning takes away, and what it must leave as it is."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.documents.clean import clean


@pytest.mark.parametrize(
    "bad", ["\x00", "\x0e", "\x1f", "\x7f", "\ud800", "\udfff", "\ufffe", "\uffff", "\ufeff"]
)
def test_what_no_file_format_accepts_is_taken_out(bad: str) -> None:
    assert clean(f"王{bad}淼") == "王淼"


@pytest.mark.parametrize(
    "bad", ["\u200b", "\u200e", "\u202e", "\u2066", "\u2069", "\u2060", "\u00ad", "\u061c"]
)
def test_invisible_marks_that_could_reorder_a_name_are_taken_out(bad: str) -> None:
    assert clean(f"王{bad}淼") == "王淼"


def test_line_ends_tabs_and_spaces_become_one_kind() -> None:
    assert clean("一\r\n二\r三\u2028四\x0b五") == "一\n二\n三\n四\n五"
    assert clean("一\t二\xa0三") == "一\u3000二 三"
    assert clean(None) == ""


def test_radicals_become_the_characters_they_stand_for() -> None:
    assert clean("⼈⺠⻓⻔⻅⻋⻩⻰") == "人民长门见车黄龙"


@pytest.mark.parametrize(
    "kept", ["王𣲗淼", "陈𬭚", "赵晓䶮", "\ue123", "\U0003abcd", "\uf9dc", "古丽扎提·努尔买买提·木合塔尔"]
)
def test_rare_private_unassigned_and_compatibility_characters_stay(kept: str) -> None:
    assert clean(kept) == kept


@given(st.text(st.characters(exclude_categories=())))
def test_cleaned_text_is_legal_xml_encodable_and_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    element = ET.Element("t")
    element.text = once
    assert ET.fromstring(ET.tostring(element, encoding="utf-8")).text == (once or None)
