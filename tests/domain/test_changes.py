"""What one version of a case says otherwise than the one before."""

from dataclasses import replace

from hypothesis import given

from tests.factories import cases, sample_case
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.changes import changes
from yishi_desktop.domain.registry import write


def said(before: Case | None, after: Case) -> list[str]:
    return [change.sentence for change in changes(before, after)]


def test_a_fact_filled_in_changed_and_emptied_is_told_in_words() -> None:
    blank = Case(id="1", procedure="jinhua")
    named = write(blank, "topic.title", "修路")
    other = write(named, "topic.title", "修桥")
    assert said(blank, named) == ["填写协商议题：修路"]
    assert said(named, other) == ["协商议题：由“修路”改为“修桥”"]
    assert said(other, blank) == ["清空协商议题（原来是：修桥）"]


def test_a_vote_is_told_by_its_figures_and_its_session() -> None:
    case = sample_case(2)
    after = write(case, "vote.votes_for", 10)
    assert said(case, after) == ["第2次协商的赞成人数：由“9”改为“10”"]


def test_rows_whose_number_stays_are_said_to_have_changed() -> None:
    case = sample_case(1)
    held = case.sessions[0]
    turned = replace(held, attendance=held.attendance[::-1])
    assert len(said(case, replace(case, sessions=(turned,)))) == 1
    assert "内容有变" in said(case, replace(case, sessions=(turned,)))[0]


def test_a_further_session_is_told_as_its_own() -> None:
    case = sample_case(2)
    sentences = said(replace(case, sessions=case.sessions[:1]), case)
    assert sentences
    assert all("第2次协商的" in sentence for sentence in sentences)


@given(cases())
def test_nothing_differs_from_itself_and_every_label_is_named(case: Case) -> None:
    assert changes(case, case) == []
    assert all(change.label and change.path for change in changes(None, case))
