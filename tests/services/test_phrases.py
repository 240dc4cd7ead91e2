"""常用语: what ships, what a village writes instead, and back."""

import pytest

from tests.services.offices import opened
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.phrases import load_phrases
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.prose import prose_at
from yishi_desktop.services.phrases import LONGEST_SENTENCE, phrases, reset_phrases, save_phrases

FACT = "review.opinion"


@pytest.fixture
def office(tmp_path):
    with opened(tmp_path / "village") as office:
        yield office


def test_every_sentence_that_ships_fits_its_field():
    for fact, sentences in load_phrases().items():
        limit = prose_at(fact).limit or LONGEST_SENTENCE
        assert sentences and all(0 < len(one) <= limit for one in sentences), fact
        assert len(set(sentences)) == len(sentences), fact


def test_a_village_writes_its_own_and_goes_back(office):
    save_phrases(office, FACT, ["同意。", "", " 同意。 ", "不同意，理由是○○。"])
    assert phrases(office)[FACT] == ("同意。", "不同意，理由是○○。")
    assert phrases(office)["session.minutes"] == load_phrases()["session.minutes"]
    reset_phrases(office, FACT)
    assert phrases(office)[FACT] == load_phrases()[FACT]


@pytest.mark.parametrize("lines", [["长" * (LONGEST_SENTENCE + 1)], [f"第{n}句" for n in range(31)]])
def test_what_no_list_can_show_is_refused_and_nothing_changes(office, lines):
    with pytest.raises(UserError):
        save_phrases(office, FACT, lines)
    assert phrases(office)[FACT] == load_phrases()[FACT]


@pytest.mark.parametrize(
    "fact",
    ["review.nonsense", "topic.title", "invitation.deliveries.answer"],
)
def test_a_field_that_takes_no_prose_is_told_at_the_start(tmp_path, fact):
    (tmp_path / "phrases.toml").write_text(
        f'[[field]]\nfact = "{fact}"\nsentences = ["x"]\n', encoding="utf-8"
    )
    with pytest.raises(DefinitionError):
        load_phrases(tmp_path / "phrases.toml")
