"""The index finds every part of every text, and nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soaking import times
from yishi_desktop.storage.word_index import WordIndex

SIGNS = "村民议事灯Aaß9-0 ，。\n'\"*()^:%_·𬉼\U0001f3e0"
texts = st.lists(st.text(alphabet=SIGNS, max_size=24), max_size=8)


@given(texts=texts, words=st.text(alphabet=SIGNS, min_size=1, max_size=6))
@settings(max_examples=times(150, 3000))
def test_what_is_found_is_what_reading_every_text_finds(texts, words):
    wanted = [number for number, text in enumerate(texts) if words.casefold() in text.casefold()]
    assert WordIndex(texts).find(words, 100) == (len(wanted), wanted)


@given(texts=texts.filter(any), data=st.data())
def test_every_part_of_every_text_is_found(texts, data):
    number = data.draw(st.sampled_from([at for at, text in enumerate(texts) if text]))
    start = data.draw(st.integers(0, len(texts[number]) - 1))
    part = texts[number][start : data.draw(st.integers(start + 1, len(texts[number])))]
    assert number in WordIndex(texts).find(part, 100)[1]


def test_only_the_first_are_named_and_all_are_counted():
    assert WordIndex(["路灯"] * 50).find("灯", 3) == (50, [0, 1, 2])
    assert WordIndex(["路灯"] * 50).find("修路灯", 3) == (0, [])


def test_what_nobody_can_type_does_no_harm():
    index = WordIndex(["路\0灯\x01亮"])
    assert index.find("路灯", 1) == index.find("灯\0亮", 1) == (1, [0])
    assert index.find("\0", 1) == index.find("", 1) == (0, [])
