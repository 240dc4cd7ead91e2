"""Every fact says how far it may travel, and everything that leaves obeys; what left is noted.

A case and a village are filled with marks: every text and every name carries the class of its fact. Whatever is made of
them is searched for the marks that must not be in it.
"""

import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import pytest

from tests.services.offices import DEFINITIONS, real_office
from yishi_desktop.domain.case import Attendance, Case, Vote
from yishi_desktop.domain.choices import Choice
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.people import Organisation, PersonRef
from yishi_desktop.services import case_files, departures
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.printing import issuing, papers
from yishi_desktop.services.township import office as township_office
from yishi_desktop.services.township.intake import examine, take_in

MARK = {"public": "公开字", "internal": "内部字", "never": "绝密字"}
ORDER = ("public", "internal", "never")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def marked(kind, privacy="public"):
    """A value of a type with something in every fact, marked with the strictest class on the way to it."""
    if get_origin(kind) is tuple:
        return (marked(get_args(kind)[0], privacy),)
    if args := [one for one in get_args(kind) if one is not NoneType]:
        return marked(args[0], privacy)
    if kind is str:
        return MARK[privacy]
    if kind is PersonRef:
        return PersonRef(name=MARK[privacy])
    if is_dataclass(kind):
        return of_record(kind, privacy)
    if isinstance(kind, type) and issubclass(kind, Choice):
        return next(iter(kind))
    return {date: date(2026, 3, 5), time: time(9), int: 3, bool: True}[kind]


def of_record(kind, privacy="public"):
    hints, known = get_type_hints(kind), facts_of(kind)
    values = {}
    for field in fields(kind):
        own = known[field.name].privacy if field.name in known else "public"
        if field.name not in ("id", "sample", "code") and field.init:
            values[field.name] = marked(hints[field.name], max(privacy, own, key=ORDER.index))
    if "id" in hints:
        values["id"] = "019e0534-b1c0-7000-8000-000000000009"
    return kind(**values)


CASE = replace(of_record(Case), procedure="jinhua", number="2026-09")
VILLAGE = replace(of_record(Organisation), name="甲村", procedure="jinhua", code="")


@pytest.fixture
def office(tmp_path):
    with real_office(tmp_path / "资料", "甲村", CASE) as office:
        office.keep("organisation", "organisation", replace(VILLAGE, id="organisation"), "村")
        yield office


def found_in(path: Path) -> set[str]:
    """The classes whose marks stand in a file, in whatever it packs."""
    parts = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name) for name in package.namelist()]
    spelt = {name: (mark.encode(), mark.encode("unicode_escape")) for name, mark in MARK.items()}
    return {name for name, ways in spelt.items() for part in parts for way in ways if way in part}


def test_the_marks_are_there_to_be_found(office, tmp_path):
    path = tmp_path / "全部.json"
    from yishi_desktop.definitions.case_file import CaseFile, write_case_file

    path.write_bytes(write_case_file(CaseFile(case=CASE), with_private=True))
    assert found_in(path) == {"public", "internal", "never"}


def test_a_case_file_has_no_telephone_and_a_masked_one_nobody_who_took_part(office, tmp_path):
    case_files.export_case(office, CASE, tmp_path / "a.json")
    assert found_in(tmp_path / "a.json") == {"public", "internal"}
    case_files.export_case(office, CASE, tmp_path / "b.json", masked=True)
    assert found_in(tmp_path / "b.json") == {"public"}


def test_a_masked_ledger_and_all_the_township_makes_of_it_are_public(office, tmp_path):
    ledger = tmp_path / "甲.xlsx"
    ledgers.export(office, *YEAR, ledger)
    take_in(office, examine(office, [ledger]))
    township_office.save_summary(office, tmp_path / "汇总.xlsx")
    township_office.save_replies(office, 2026, tmp_path / "回复.xlsx")
    for path in (ledger, tmp_path / "汇总.xlsx", tmp_path / "回复.xlsx"):
        assert found_in(path) <= {"public"}, path.name
    assert found_in(ledger) == {"public"}


def test_the_village_s_own_ledger_has_no_telephone(office, tmp_path):
    ledgers.export(office, *YEAR, tmp_path / "留存.xlsx", masked=False)
    assert found_in(tmp_path / "留存.xlsx") == {"public", "internal"}


POSTED = sorted(name for name, form in DEFINITIONS.forms.items() if form.posted)


@pytest.mark.parametrize("form", POSTED)
def test_what_is_posted_on_the_wall_is_public(form, office):
    document = repr(papers.compose_paper(DEFINITIONS.forms[form], office.situation(CASE)))
    assert MARK["internal"] not in document
    assert MARK["never"] not in document


@pytest.mark.parametrize("form", sorted(DEFINITIONS.forms))
def test_no_paper_prints_what_never_leaves(form, office):
    """Not even those that stay in the file: telephone numbers are for the screen."""
    document = repr(papers.compose_paper(DEFINITIONS.forms[form], office.situation(CASE)))
    assert MARK["never"] not in document


def test_who_voted_what_has_no_place_in_the_record():
    """A vote knows numbers, and the three who counted; the sign-in sheet knows nothing of the vote."""
    people = {"person", "people", "rows"}
    assert {name for name, fact in facts_of(Vote).items() if fact.kind in people} == {
        "caller",
        "teller",
        "scrutineer",
    }
    assert set(facts_of(Attendance)) == {
        "person", "standing", "stakeholder", "side", "present", "arrived_at", "left_at", "recused", "note",
    }  # fmt: skip


# --------------------------------------------------------------------------------------------- what has left
def test_everything_that_leaves_is_noted_with_what_was_hidden(office, tmp_path):
    out = tmp_path / "出去"
    case_files.export_case(office, CASE, tmp_path / "a.json")
    case_files.export_case(office, CASE, tmp_path / "b.json", masked=True)
    ledgers.export(office, *YEAR, tmp_path / "甲.xlsx")
    some = papers.papers_of(office, office.situation(CASE))[:2]
    issuing.save_papers(office, issuing.Departing(office.situation(CASE), some), out, word=False)
    issuing.save_paper(office, issuing.Departing(office.situation(CASE), some[:1]), tmp_path / "一张.docx")
    backups.make(office, tmp_path / "U盘")
    backups.make(office)  # beside the data: it has not left
    lines = departures.listed(office)
    said = {line.what: line for line in lines}
    assert sorted(line.contents.name for line in lines) == sorted(
        ["NO_PHONES", "MASKED", "MASKED", "PAPER", "PAPER", "WHOLE"]
    )
    assert {line.author for line in lines} == {VILLAGE.filler}
    assert said["整套资料的备份"].place == str(tmp_path / "U盘")
    assert said["年度台账"].to == "乡镇（街道）"
    one = said["整套资料的备份"]
    departures.say_to_whom(office, one.record_id, " 镇司法所 ")
    again = next(line for line in departures.listed(office) if line.record_id == one.record_id)
    assert (again.to, again.at) == ("镇司法所", one.at)


def test_a_file_that_could_not_be_written_has_not_left(office, tmp_path):
    from yishi_desktop.domain.errors import UserError

    with pytest.raises(UserError):
        case_files.export_case(office, CASE, tmp_path / "没有" / "a.json")
    assert departures.listed(office) == []
