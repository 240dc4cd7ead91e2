"""Cases as services keep them: drafts, history, earlier versions, finding and withdrawing."""

from dataclasses import replace

import pytest

from tests.services.offices import matter, opened, real_office, sample_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import cases


@pytest.fixture
def office(tmp_path):
    with real_office(tmp_path / "资料", "甲村", matter(1), matter(2)) as office:
        yield office


def titled(case, title):
    return replace(case, topic=replace(case.topic, title=title))


def title_of(office, case_id):
    return cases.open_case(office, case_id).case.topic.title


def test_a_new_case_gets_the_first_free_number_and_is_not_kept_until_something_is_written(office):
    first = cases.new_case(office)
    assert (first.case.number, first.case.procedure, first.base) == ("2026-03", "jinhua", ())
    assert len(cases.all_cases(office)) == 2
    cases.save_draft(office, first.case, first.base)
    assert cases.new_case(office).case.number == "2026-04"


def test_only_what_has_changed_is_taken_apart_anew(office):
    first, second = cases.all_cases(office)
    cases.keep_case(office, titled(second, "改了"), "改")
    again = cases.all_cases(office)
    assert again[0] is first
    assert again[1].topic.title == "改了"
    opened_case = cases.open_case(office, first.id)
    cases.save_draft(office, titled(first, "打到一半"), opened_case.base)
    assert [one.topic.title for one in cases.all_cases(office)] == ["打到一半", "改了"]
    office.store.drafts.discard(first.id)
    assert [one.topic.title for one in cases.all_cases(office)] == [first.topic.title, "改了"]
    cases.withdraw(office, second.id, "撤回")
    assert [one.id for one in cases.all_cases(office)] == [first.id]
    assert len(office.cases_read) == 1, "what is no longer current is not held"


def test_a_procedure_this_program_does_not_have_is_refused(office):
    with pytest.raises(UserError, match="没有"):
        cases.new_case(office, "atlantis")


def test_typing_survives_closing_without_leaving_the_page(tmp_path):
    with real_office(tmp_path / "资料", "甲村", matter(1)) as office:
        opened_case = cases.open_case(office, matter(1).id)
        cases.save_draft(office, titled(opened_case.case, "打到一半"), opened_case.base)
    with opened(tmp_path / "资料") as office:
        again = cases.open_case(office, matter(1).id)
        assert (again.case.topic.title, again.from_draft, again.base) == ("打到一半", True, opened_case.base)
        assert [version.case.topic.title for version in cases.history(office, matter(1).id)] == [
            matter(1).topic.title
        ]


def test_leaving_a_page_makes_one_revision_and_leaving_again_none(office):
    taken_up = cases.open_case(office, matter(1).id)
    again, changed = cases.leave(office, titled(taken_up.case, "新题目"), taken_up.base, "改题目")
    assert changed.touches("case") and not again.from_draft
    cases.leave(office, again.case, again.base, "没改")
    assert [version.reason for version in cases.history(office, matter(1).id)] == ["改题目", "登记"]


def test_an_earlier_version_comes_back_as_a_new_one(office):
    taken_up = cases.open_case(office, matter(1).id)
    cases.leave(office, titled(taken_up.case, "改坏了"), taken_up.base, "改题目")
    first = cases.history(office, matter(1).id)[-1]
    cases.restore_version(office, matter(1).id, first.revision_id)
    assert title_of(office, matter(1).id) == matter(1).topic.title
    assert [version.case.topic.title for version in cases.history(office, matter(1).id)] == [
        matter(1).topic.title,
        "改坏了",
        matter(1).topic.title,
    ]


def titles_in_history(office, case_id):
    return [version.case.topic.title for version in cases.history(office, case_id)]


def test_restoring_puts_what_was_being_typed_into_the_history(office):
    taken_up = cases.open_case(office, matter(1).id)
    cases.leave(office, titled(taken_up.case, "第二版"), taken_up.base, "改")
    taken_up = cases.open_case(office, matter(1).id)
    cases.save_draft(office, titled(taken_up.case, "打到一半"), taken_up.base)
    first = matter(1).topic.title
    cases.restore_version(office, matter(1).id, cases.history(office, matter(1).id)[-1].revision_id)
    assert title_of(office, matter(1).id) == first
    assert titles_in_history(office, matter(1).id) == [first, "打到一半", "第二版", first]


def test_taking_a_matter_out_of_the_lists_keeps_what_was_only_a_draft(office):
    new = titled(cases.new_case(office).case, "一个字也没有离开过这一页")
    cases.save_draft(office, new, ())
    cases.withdraw(office, new.id, "登记错了")
    assert new.id not in [case.id for case in cases.all_cases(office)]
    assert set(titles_in_history(office, new.id)) == {"一个字也没有离开过这一页"}


@pytest.mark.parametrize("act", ["withdraw", "restore", "keep"])
def test_what_was_being_typed_stays_when_the_disk_refuses_what_should_follow(act, office, monkeypatch):
    taken_up = cases.open_case(office, matter(1).id)
    cases.save_draft(office, titled(taken_up.case, "打到一半"), taken_up.base)
    first = cases.history(office, matter(1).id)[-1].revision_id

    def full(*_, **__):
        raise UserError("磁盘满了。", "", "")

    with monkeypatch.context() as broken, pytest.raises(UserError, match="磁盘满了"):
        broken.setattr(type(office.store.records), "_insert", full)
        match act:
            case "withdraw":
                cases.withdraw(office, matter(1).id, "登记错了")
            case "restore":
                cases.restore_version(office, matter(1).id, first)
            case "keep":
                cases.keep_case(office, matter(2, matter(1).id), "导入")
    assert title_of(office, matter(1).id) == "打到一半"


def test_a_withdrawn_case_leaves_the_lists_and_keeps_its_history(office):
    cases.withdraw(office, matter(1).id, "登记错了")
    assert [case.id for case in cases.all_cases(office)] == [matter(2).id]
    assert [version.reason for version in cases.history(office, matter(1).id)] == ["登记错了", "登记"]


def test_a_case_nobody_has_is_refused(office):
    with pytest.raises(UserError, match="没有找到这件事"):
        cases.open_case(office, "nobody")


@pytest.mark.parametrize("words", ["2026-02", "文化礼堂", "收费"])
def test_a_case_is_found_by_number_or_by_words_of_its_topic(words, office):
    assert cases.find(office, words).id == matter(2).id


@pytest.mark.parametrize(
    ("words", "said"), [("2031-01", "没有找到"), ("化", "对得上好几件：2026-01、2026-02")]
)
def test_finding_nothing_or_too_much_is_said(words, said, office):
    with pytest.raises(UserError, match=said):
        cases.find(office, words)


def test_search_finds_a_single_character_anywhere_in_a_case(office):
    assert cases.search(office, "灯") == [matter(1).id]
    assert cases.search(office, "龘") == []


def test_states_say_where_a_case_stands(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        new = cases.new_case(office)
        cases.save_draft(office, new.case, new.base)
        states = [cases.summary(situation).state for situation in cases.situations(office)]
    assert states == ["已归档", "已归档", "不予协商", "待办：登记议题"]


def test_removing_the_samples_leaves_what_is_real(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        cases.keep_case(office, matter(1, "real"), "登记")
        changed = cases.remove_samples(office)
        assert [case.id for case in cases.all_cases(office)] == ["real"]
        assert len(changed.ids) == 3
        assert cases.remove_samples(office).ids == frozenset()


def test_what_a_case_lacks_is_said_once_for_all_its_sessions(office):
    bare = replace(matter(2), topic=replace(matter(2).topic, title=""))
    found = cases.every_finding(office.situation(bare))
    messages = [(finding.step, finding.message) for finding in found if finding.fact == "topic.title"]
    assert len(messages) == 1
