"""What a restore says before it is done: what would be gone, older, and back."""

from yishi_desktop.domain.going_back import difference, words_of
from yishi_desktop.domain.revisions import Revision, new_revision

DAY = "2026-03-15T09:00:00+08:00"


def matter(record: str, title: str, *parents: Revision, deleted: bool = False) -> Revision:
    return new_revision(
        record_id=record,
        kind="case",
        payload={"topic": {"title": title}},
        author="王建国",
        reason="",
        made_at=DAY,
        parents=[one.revision_id for one in parents],
        deleted=deleted,
    )


def person(record: str, name: str) -> Revision:
    return new_revision(
        record_id=record, kind="person", payload={"name": name}, author="", reason="", made_at=DAY, parents=[]
    )


ROAD, LAMPS = matter("a", "修路"), matter("b", "装路灯")


def test_the_same_data_would_not_change():
    assert words_of(difference([ROAD, LAMPS], [LAMPS, ROAD])) == [
        "这份备份和现在的资料一样，恢复了也不会变。"
    ]


def test_each_record_is_named_under_what_becomes_of_it():
    widened = matter("a", "修路和加宽", ROAD)
    away = matter("b", "装路灯", LAMPS, deleted=True)
    present = [ROAD, widened, LAMPS, away, matter("c", "新议题"), person("d", "李秀兰")]
    assert words_of(difference(present, [ROAD, LAMPS])) == [
        "这份备份里还没有、恢复以后看不到的：议题1件（“新议题”）；名册上的人1名（“李秀兰”）。",
        "会变回旧样子的：议题1件（“修路和加宽”）。",
        "会找回来的：议题1件（“装路灯”）。",
    ]


def test_many_are_counted_and_the_first_five_named():
    present = [matter(f"{n:02}", f"第{n}件") for n in range(7)]
    [words] = words_of(difference(present, []))
    assert "议题7件（“第0件”、“第1件”、“第2件”、“第3件”、“第4件”等）" in words


def test_what_was_saved_again_with_the_same_words_does_not_count():
    assert difference([ROAD, matter("a", "修路", ROAD)], [ROAD]).older == ()
