"""补录: years of paper typed in with the keyboard alone, fast, kept, marked, and taken up again after an interruption."""

import re
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.audit import spoken
from tests.ui.hands import Hand
from tests.ui.villages import WINTER, load_samples, settle
from yishi_desktop.services.cases import history
from yishi_desktop.services.changed import Changed
from yishi_desktop.ui.late_entries.page import LateEntryPage

PAGE = Path(__file__).resolve().parents[2] / "docs" / "usability.md"
CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return

# What a slow typist needs: seconds for a key, keys of an input method for a character (pinyin, then the choice among the
# candidates shared by a word), and seconds to find the next thing on the paper. All three are on the slow side.
A_KEY, KEYS_A_CHARACTER, A_LOOK = 0.45, 3, 2.0


class Typist(Hand):
    """Counts what an input method needs as well."""

    strokes = 0
    cells = 0

    def type(self, text: str) -> None:
        super().type(text)
        self.strokes += sum(1 if one.isascii() else KEYS_A_CHARACTER for one in text)
        self.cells += 1

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        super().key(key, modifier)
        self.strokes += 1 if modifier == Qt.KeyboardModifier.NoModifier else 2

    @property
    def seconds(self) -> float:
        return self.strokes * A_KEY + self.cells * A_LOOK


@pytest.fixture
def typing(village, show, qtbot):
    """The form in front, the sample village behind it, and two hands on the keyboard."""
    desk = village(load_samples, WINTER)
    page = show(LateEntryPage(desk), 1366, 697)
    page.begin()
    settle(qtbot, desk)
    return desk, page, Typist(qtbot, page)


def down(hand: Hand, *cells: str) -> None:
    """Each cell typed and left with Enter; an empty one is left as it is."""
    for text in cells:
        if text:
            hand.type(text)
        hand.key(ENTER)


def one_sheet(hand: Hand) -> None:
    """The first sheet of a book: nothing to take over yet."""
    down(hand, "2021-5-6", "村口到小学的路灯怎么装", "文化礼堂", "", "xgp", "", "cxy", "")
    down(hand, "wwm", "jlj", "")  # Enter takes a name, and on an empty box goes on
    down(hand, "41", "36", "31", "2", "3")
    down(hand, "装12盏灯，钱由村集体出。", "六月底装好了。", "")
    down(hand, "2021-5-8", "2021-5-24", "会议记录本第3册第12页", "")


def kept(desk) -> list:
    return [case for case in desk.snapshot.situations if case.case.is_late_entry]


def test_the_whole_sheet_stands_on_a_small_screen(typing):
    _, page, _ = typing
    for field in page.form.fields.values():
        assert field.editor.visibleRegion().boundingRect() == field.editor.rect(), field.objectName()


def test_a_sheet_is_typed_from_top_to_bottom_with_enter(typing, qtbot):
    desk, page, hand = typing
    one_sheet(hand)
    hand.key(ENTER, CTRL)
    settle(qtbot, desk)
    (found,) = kept(desk)
    case, session = found.case, found.session
    assert (case.number, case.topic.title) == ("补2021-01", "村口到小学的路灯怎么装")
    assert (session.held_on, session.venue) == (date(2021, 5, 6), "文化礼堂")
    assert [line.person.name for line in session.attendance if line.present] == ["王伟民", "金丽君"]
    assert (session.expected, session.present) == (41, 36)
    assert (found.vote.votes_for, found.vote.votes_against, found.vote.abstentions) == (31, 2, 3)
    assert session.outcome.agreed_opinion == "装12盏灯，钱由村集体出。"
    assert session.result_notice.taken_down_on == date(2021, 5, 24)
    assert case.implementation.summary == "六月底装好了。"
    late = case.late_entry
    assert (late.entered_on, late.entered_by, late.settled) == (
        WINTER.date(),
        desk.snapshot.organisation.filler,
        True,
    )
    assert late.source == "会议记录本第3册第12页"
    assert [session.chair.name, session.recorder.name] == ["徐国平", "陈晓燕"]
    assert page.done.text() == "这次录了1件，刚存下补2021-01"


def test_the_next_sheet_of_the_book_takes_less_than_three_minutes(typing, qtbot):
    """Counted key by key, an input method's included, at the pace of somebody who does not type every day."""
    desk, _, hand = typing
    one_sheet(hand)
    hand.key(ENTER, CTRL)
    settle(qtbot, desk)
    hand.keys = hand.strokes = hand.cells = 0
    down(hand, "2021-8-20", "小学门口的沟要不要盖起来")
    hand.key(Qt.Key.Key_E, CTRL)
    down(hand, "41", "33", "30", "1", "2")
    down(hand, "盖水泥板，留三个清淤口，钱从集体经济里出。", "")
    down(hand, "2021-8-22", "2021-9-7", "十月盖好。")
    hand.key(Qt.Key.Key_D, CTRL)
    hand.key(ENTER, CTRL)
    settle(qtbot, desk)
    second = next(one for one in kept(desk) if one.case.number == "补2021-02")
    assert [line.person.name for line in second.session.attendance] == ["王伟民", "金丽君"]
    assert second.session.venue == "文化礼堂"
    assert second.case.late_entry.source == "会议记录本第3册第12页"
    assert second.session.outcome.agreed_opinion.startswith("盖水泥板")
    assert hand.seconds <= 180, hand.seconds
    said = re.search(r"补录一件：(\d+)键，连同输入法(\d+)键，约(\d+)秒", PAGE.read_text(encoding="utf-8"))
    assert said is not None, "docs/usability.md 没有写补录一件要多少键"
    told = tuple(int(one) for one in said.groups())
    assert told == (hand.keys, hand.strokes, round(hand.seconds)), (hand.keys, hand.strokes, hand.seconds)


def test_what_must_be_there_is_pointed_out_and_nothing_is_finished(typing, qtbot):
    desk, page, hand = typing
    hand.type("2021-5-6")
    hand.key(ENTER, CTRL)
    settle(qtbot, desk)
    assert spoken(page.focusWidget()) == "协商议题"
    assert page.form.fields["topic.title"].finding.isVisible()
    assert all(not one.case.number.startswith("补") for one in kept(desk))


def test_a_half_typed_sheet_is_taken_up_again(typing, show, qtbot):
    desk, page, hand = typing
    down(hand, "2021-5-6", "修桥")
    page.close_page()
    settle(qtbot, desk)
    again = show(LateEntryPage(desk), 1366, 697)
    again.begin()
    settle(qtbot, desk)
    assert again.form.fields["topic.title"].editor.value() == "修桥"
    again.form.edited.emit()
    again.keep()
    settle(qtbot, desk)
    assert len(kept(desk)) == 1


def test_an_empty_sheet_leaves_nothing_behind(typing, qtbot):
    desk, page, _ = typing
    before = len(desk.snapshot.situations)
    page.close_page()
    settle(qtbot, desk)
    desk.act(nothing_changes)
    settle(qtbot, desk)
    assert len(desk.snapshot.situations) == before


class Heard:
    """What the worker answered; the desk holds only methods of something that lives."""

    def take(self, said) -> None:
        self.said = said


def versions_of(case_id, office):
    return history(office, case_id)


def nothing_changes(office) -> Changed:
    return Changed(frozenset({"case"}))


def test_numbers_that_cannot_be_are_to_be_compared_with_the_paper(typing, qtbot):
    """More votes than people: a slip of the finger is found while the paper lies there, not passed over as past mending."""
    _, page, hand = typing
    down(hand, "2021-5-6", "修桥", "", "", "", "", "", "20", "20", "25", "0", "0")
    said = "".join(field.finding.sentence() for field in page.form.fields.values())
    assert "请和原件核对" in said


def test_who_typed_it_in_and_when_stands_in_the_history(typing, qtbot):
    desk, _, hand = typing
    one_sheet(hand)
    hand.key(ENTER, CTRL)
    settle(qtbot, desk)
    case_id = kept(desk)[0].case.id
    heard = Heard()
    desk.ask(partial(versions_of, case_id), heard.take)
    settle(qtbot, desk)
    assert [(one.reason, one.made_at[:10]) for one in heard.said] == [("补录", "2026-12-20")]
