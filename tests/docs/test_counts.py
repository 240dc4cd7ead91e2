"""Numbers that a page says in words are those of the tree."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """A number below a hundred in Chinese: 七十三."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


def papers() -> int:
    return len(list((ROOT / "forms").glob("*.toml")))


@pytest.mark.parametrize(
    ("number", "words"), [(5, "五"), (10, "十"), (12, "十二"), (70, "七十"), (73, "七十三")]
)
def test_numbers_are_said_in_chinese(number: int, words: str) -> None:
    assert in_words(number) == words


def test_the_changelog_counts_the_papers() -> None:
    said = re.findall(
        r"([零一二三四五六七八九十]+)种文书", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    )
    assert said == [in_words(papers())]


def met_and_short() -> tuple[int, int]:
    """How the rows of the expectations in docs/usability.md stand."""
    text = (ROOT / "docs" / "usability.md").read_text(encoding="utf-8")
    states = re.findall(r"^\| \d+ \| [^|]+ \| (met|short) \|", text, re.MULTILINE)
    return states.count("met"), states.count("short")


def test_the_expectations_are_counted() -> None:
    text = (ROOT / "docs" / "usability.md").read_text(encoding="utf-8")
    met, short = met_and_short()
    assert f"\n{met} met, {short} short.\n" in text
    assert met + short == 40  # "The forty things office people expect"


def test_the_changes_described_step_by_step_are_counted() -> None:
    said = re.search(
        r"the (\w+)\s+changes most often made", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    )
    how_tos = len(list((ROOT / "docs" / "how-to").glob("*.md")))
    assert said is not None
    assert said[1] == {4: "four", 5: "five", 6: "six", 7: "seven"}[how_tos]
