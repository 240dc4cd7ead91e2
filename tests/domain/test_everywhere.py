"""Nothing that was written can hide: every single character of every text is found, at a place that can be opened."""

from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories as f
from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.case import Explanation
from yishi_desktop.domain.choices import PhotoKind
from yishi_desktop.domain.everywhere import find, spots_of
from yishi_desktop.domain.facts import Choice
from yishi_desktop.domain.people import Person, Role

NOBODYS = {"id", "person_id", "content", "step", "rule", "check", "procedure", "must_rules"}


def written(record, name=""):
    """Every text a person typed, however deep it lies; an independent walk over the record."""
    if isinstance(record, tuple):
        for item in record:
            yield from written(item, name)
    elif is_dataclass(record):
        for field in fields(record):
            yield from written(getattr(record, field.name), field.name)
    elif isinstance(record, str) and not isinstance(record, Choice) and record and name not in NOBODYS:
        yield record


@given(f.cases())
@settings(max_examples=40, deadline=None)
def test_every_text_ever_written_is_among_the_spots(case):
    told = {spot.text for spot in spots_of(f.situation(case))}
    assert set(written(case)) <= told


def test_one_character_finds_every_place_it_stands_at():
    situation = f.situation(f.sample_case(2))
    texts = list(written(situation.case))
    for char in sorted({char for text in texts for char in text if not char.isspace()}):
        hits = find(char, [situation], (), most=10_000).hits
        places = [hit.spot.text for hit in hits]
        missed = [text for text in texts if char.casefold() in text.casefold() and text not in places]
        assert missed == []
        assert all(hit.found.casefold() == char.casefold() for hit in hits)


def test_a_hit_says_where_it_stands_and_leads_there():
    situation = f.situation(f.sample_case(2))
    hit = next(h for h in find("白事", [situation], ()).hits if h.spot.fact == "session.votes")
    assert (hit.spot.step, hit.spot.session) == ("vote", 0)
    assert hit.spot.where.startswith("文化礼堂使用收费办法 · 第1次协商 · 表决 · 表决第1条")
    assert hit.found == "白事"


def test_captions_of_photos_and_explanations_are_found():
    photo = Photo(
        content="a" * 64, step="publish", session=0, kind=PhotoKind.POSTED, caption="公开栏东面第二块"
    )
    said = Explanation(check="x", text="因台风改期")
    case = replace(f.sample_case(1), photos=(photo,), explanations=(said,))
    [hit] = find("第二块", [f.situation(case)], ()).hits
    assert (hit.spot.step, hit.spot.session, hit.spot.fact) == ("publish", 0, "case.photos")
    assert find("台风改", [f.situation(case)], ()).count == 1


def test_people_are_found_by_everything_about_them_and_by_initials():
    wang = Person(
        id="p1",
        name="王𣲗淼",
        roles=(Role.REPRESENTATIVE,),
        phone="13900000000",
        note="住三组",
        keys=("wxm",),
    )
    for words in ("𣲗", "村民代表", "1390", "三组", "WXM"):
        assert [hit.spot.person_id for hit in find(words, [], [wang]).hits] == ["p1"], words


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_nothing_finds_nothing(words):
    assert find(words, [f.situation(f.sample_case(1))], ()).count == 0


def test_more_than_are_listed_are_counted():
    situation = f.situation(f.sample_case(1))
    everything = find("的", [situation], (), most=10_000)
    few = find("的", [situation], (), most=3)
    assert (few.count, len(few.hits)) == (everything.count, 3)
    assert few.hits == everything.hits[:3]


@given(st.text(max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_words_break_it(words):
    find(words, [f.situation(f.sample_case(1))], ())
