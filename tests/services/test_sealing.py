"""Archiving seals; a correction seals again with its reason; the code on paper finds its matter, or says that it does not."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from tests.services.offices import matter, opened, real_office
from yishi_desktop.services import case_files, cases, sealing
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.printing import papers
from yishi_desktop.services.township.merging import merge_files
from yishi_desktop.storage.store import DATABASE_NAME

FIRST = matter(1)
OTHER = replace(matter(2), archive=replace(matter(2).archive, archived_on=None))
ARCHIVED = replace(FIRST, archive=replace(FIRST.archive, archived_on=date(2026, 12, 20), number="2026-001"))


def keep(office, case, reason):
    return cases.leave(office, case, cases.open_case(office, case.id).base, reason)[0]


@pytest.fixture
def office(tmp_path):
    unarchived = replace(FIRST, archive=replace(FIRST.archive, archived_on=None))
    with real_office(tmp_path / "资料", "甲村", unarchived, OTHER) as office:
        yield office


def code_of(office):
    return cases.open_case(office, FIRST.id).seal


def test_archiving_seals_and_typing_on_something_else_does_not(office):
    assert not cases.open_case(office, FIRST.id).was_sealed
    keep(office, replace(OTHER, opened_on=date(2026, 1, 2)), "登记")
    assert sealing.seals(office.store) == []
    done = keep(office, ARCHIVED, "归档")
    assert done.was_sealed
    assert done.seal == code_of(office) == sealing.listed(office.store)[0].code
    assert backups.verify(office) == []


def test_saying_nothing_new_makes_no_further_seal(office):
    keep(office, ARCHIVED, "归档")
    keep(office, ARCHIVED, "归档")
    assert len(sealing.seals(office.store)) == 1


def test_a_correction_is_a_new_version_with_its_reason_and_a_new_code(office):
    first = keep(office, ARCHIVED, "归档").seal
    corrected = keep(office, replace(ARCHIVED, number="2026-77"), "更正：编号写错").seal
    assert corrected and corrected != first
    words = sealing.look_up(office.store, first.lower())
    assert words.startswith("对上了：") and "更正：编号写错" in words and corrected in words
    assert "更正过" not in sealing.look_up(office.store, corrected)
    assert cases.history(office, FIRST.id)[0].reason == "更正：编号写错"
    assert backups.verify(office) == []


def test_a_withdrawn_and_a_restored_matter_stay_in_the_chain(office):
    keep(office, ARCHIVED, "归档")
    oldest = cases.history(office, FIRST.id)[-1].revision_id
    cases.restore_version(office, FIRST.id, oldest)
    assert cases.open_case(office, FIRST.id).seal == ""  # it is not archived any more
    cases.withdraw(office, FIRST.id, "登记错了")
    assert len(sealing.seals(office.store)) == 3
    assert backups.verify(office) == []


def test_the_code_stands_on_the_archive_papers_until_something_is_typed(office):
    code = keep(office, ARCHIVED, "归档").seal
    situation = office.situation(ARCHIVED)
    for form in ("case_cover", "case_note"):
        assert code in text_of(papers.compose_paper(office.definitions.forms[form], situation))
    typed = replace(ARCHIVED, number="2026-88")
    cases.save_draft(office, typed, cases.open_case(office, FIRST.id).base)
    assert office.situation(typed).seal == ""
    assert cases.open_case(office, FIRST.id).was_sealed


def text_of(document):
    return repr(document)


def test_packages_and_exports_carry_the_code(office, tmp_path):
    code = keep(office, ARCHIVED, "归档").seal
    case_files.export_case(office, ARCHIVED, tmp_path / "案卷.json")
    assert json.loads((tmp_path / "案卷.json").read_text(encoding="utf-8"))["seal"] == code
    ledgers.export(office, date(2026, 1, 1), date(2026, 12, 31), tmp_path / "甲.xlsx")
    merge_files([tmp_path / "甲.xlsx"], tmp_path / "合并.xlsx")
    from yishi_desktop.services.township.ledger_reading import read_ledger

    for name in ("甲.xlsx", "合并.xlsx"):
        records = [record for one in read_ledger(tmp_path / name).deliveries for record in one.records]
        assert {record.seal for record in records} == {"", code}


def test_a_mistyped_and_an_unknown_code_are_told_apart(office):
    code = keep(office, ARCHIVED, "归档").seal
    assert "抄错了" in sealing.look_up(office.store, code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert "没有这个封存码" in sealing.look_up(office.store, "2222-2222-2222-2222")


# --------------------------------------------------------------------------------- with a tool for databases
def edited(folder, *statements):
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as tool:
        for (trigger,) in tool.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            tool.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            tool.execute(statement)
        tool.commit()


OF_FIRST = f"(SELECT revision_id FROM revision WHERE record_id = '{FIRST.id}')"
ATTACKS = {
    "the sealed matter taken out with all that names it": (
        f"DELETE FROM head WHERE revision_id IN {OF_FIRST}",
        f"DELETE FROM ancestry WHERE revision_id IN {OF_FIRST} OR parent_id IN {OF_FIRST}",
        f"DELETE FROM revision WHERE record_id = '{FIRST.id}'",
    ),
    "a word of the sealed matter": (
        f"UPDATE revision SET payload = replace(payload, '2026-001', '2026-002') WHERE record_id = '{FIRST.id}'",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_edit_of_a_sealed_matter_is_found_and_named(name, tmp_path):
    with real_office(
        tmp_path, "甲村", replace(FIRST, archive=replace(FIRST.archive, archived_on=None))
    ) as office:
        code = keep(office, ARCHIVED, "归档").seal
    edited(tmp_path, *ATTACKS[name])
    with opened(tmp_path) as office:
        words = "".join(backups.verify(office))
        assert FIRST.topic.title in words
        assert "对不上" in sealing.look_up(office.store, code)


def test_an_unsealed_matter_that_was_there_at_a_sealing_cannot_be_taken_out_either(tmp_path):
    with real_office(tmp_path, "甲村", ARCHIVED, OTHER) as office:
        keep(office, replace(ARCHIVED, number="2026-99"), "归档")
    gone = f"(SELECT revision_id FROM revision WHERE record_id = '{OTHER.id}')"
    edited(
        tmp_path,
        f"DELETE FROM head WHERE revision_id IN {gone}",
        f"DELETE FROM revision WHERE record_id = '{OTHER.id}'",
    )
    with opened(tmp_path) as office:
        assert any("已有的资料里，有1版不见了" in sentence for sentence in backups.verify(office))


def test_an_older_copy_of_the_file_is_found_by_the_code_on_paper(tmp_path):
    with real_office(tmp_path, "甲村", ARCHIVED) as office:
        old = keep(office, replace(ARCHIVED, number="2026-99"), "归档").seal
        before = (tmp_path / DATABASE_NAME).read_bytes()
        new = keep(office, replace(ARCHIVED, number="2026-98"), "更正：编号").seal
    (tmp_path / DATABASE_NAME).write_bytes(before)
    with opened(tmp_path) as office:
        assert "对上了" in sealing.look_up(office.store, old)
        assert "没有这个封存码" in sealing.look_up(office.store, new)
