"""What hangs on the board, and from which day it may come down."""

from dataclasses import replace
from datetime import date

from tests.factories import sample_case, situation
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.notice_board import Hanging, Posting, notice_board
from yishi_desktop.domain.registry import write


def board(case: Case, today: date) -> dict[str, Posting]:
    return {posting.title: posting for posting in notice_board([situation(case, today=today)])}


def posted() -> Case:
    """Case 1 with its result posted on 16 March and nothing taken down or carried out yet."""
    case = sample_case(1)
    case = write(case, "result_notice.taken_down_on", None)
    return replace(case, implementation_notice=type(case.implementation_notice)())


def test_a_notice_may_come_down_the_day_after_the_fifteenth() -> None:
    before = board(posted(), date(2026, 3, 31))["协商结果公示"]
    assert before.hanging is Hanging.POSTED
    assert before.free_on == date(2026, 4, 1)
    assert before.days_left(date(2026, 3, 31)) == 1
    assert board(posted(), date(2026, 4, 1))["协商结果公示"].hanging is Hanging.FREE


def test_what_the_law_wants_posted_and_is_not_stands_as_to_be_posted() -> None:
    missing = board(posted(), date(2026, 4, 1))["落实情况公示"]
    assert missing.hanging is Hanging.TO_POST
    assert missing.free_on is None
    assert "村民委员会组织法" in missing.source


def test_what_wants_attention_comes_first() -> None:
    case = posted()
    found = notice_board([situation(case, today=date(2026, 4, 1)), situation(sample_case(2))])
    assert [posting.hanging for posting in found][:2] == [Hanging.FREE, Hanging.TO_POST]
    assert found[-1].hanging is Hanging.TAKEN_DOWN


def test_a_matter_that_was_refused_hangs_nothing() -> None:
    assert board(sample_case(3), date(2026, 12, 1)) == {}
