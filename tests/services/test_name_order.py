"""Names in the order a list of names is expected to have."""

import pytest

from yishi_desktop.definitions.strokes import load_strokes
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.services.printing.name_order import NameOrder, in_order, unknown_strokes


def ordered(names: str, order: NameOrder) -> str:
    people = tuple(PersonRef(name=name) for name in names.split("、"))
    return "、".join(person.name for person in in_order(people, order))


@pytest.mark.parametrize(
    ("char", "strokes"),
    [
        ("一", "1"),
        ("丁", "12"),
        ("王", "1121"),
        ("方", "4153"),
        ("毛", "3115"),
        ("女", "531"),
        ("张", "5153154"),
    ],
)
def test_characters_are_written_as_the_standard_says(char: str, strokes: str) -> None:
    assert load_strokes()[char] == strokes


def test_surnames_go_by_strokes_then_by_their_first_strokes() -> None:
    """Four strokes each: 王 begins with 横, 毛 with 撇, 方 with 点, 邓 with 折; 丁 has two."""
    assert (
        ordered("邓小明、方永康、丁一、毛大海、王伟民", NameOrder.STROKES)
        == "丁一、王伟民、毛大海、方永康、邓小明"
    )


def test_a_shorter_name_stands_before_a_longer_one_that_begins_alike() -> None:
    assert ordered("王一民、王一、王丁", NameOrder.STROKES) == "王一、王一民、王丁"


def test_pinyin_reads_a_surname_as_a_surname() -> None:
    assert ordered("仇英、单雄信、陈𬭚、曾乐、阿依古丽·买买提", NameOrder.PINYIN) == (
        "阿依古丽·买买提、陈𬭚、仇英、单雄信、曾乐"
    )


def test_by_hand_they_stay_as_they_are() -> None:
    assert ordered("王伟民、丁一", NameOrder.HAND) == "王伟民、丁一"


def test_characters_beyond_the_table_are_told_and_stand_last() -> None:
    assert unknown_strokes(["王𣲗淼", "赵晓䶮", "古丽·买买提"]) == ["𣲗", "䶮"]
    assert ordered("䶮小明、龚大海", NameOrder.STROKES) == "龚大海、䶮小明"
