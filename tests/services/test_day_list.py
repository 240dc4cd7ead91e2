"""The days ahead on the telephone and on paper."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as f
from tests.documents.form_cases import words
from tests.services.offices import opened
from tests.ui.villages import SPRING, load_a_busy_spring
from yishi_desktop.domain.agenda import days_ahead
from yishi_desktop.exchange.phone_calendar import DayEvent, calendar_file
from yishi_desktop.services import cases, departures
from yishi_desktop.services.printing import day_list, issuing, papers

MADE = datetime.fromisoformat("2026-04-20T10:00:00+08:00")


@pytest.fixture
def office(tmp_path):
    with opened(tmp_path / "资料", SPRING) as office:
        load_a_busy_spring(office)
        yield office


def unfolded(data: bytes) -> list[str]:
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")


def events_in(data: bytes) -> list[dict[str, str]]:
    """Read as a telephone reads it: the outermost properties of every event."""
    events, inner = [], 0
    for line in unfolded(data):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        inner += (line == "BEGIN:VALARM") - (line == "END:VALARM")
        if events and not inner:
            events[-1].setdefault(name.partition(";")[0], value)
    return events


def test_every_day_ahead_is_a_whole_day_in_the_calendar(office, tmp_path):
    count = day_list.save_calendar(office, tmp_path / "日子.ics")
    entries = days_ahead(cases.situations(office), 366)
    found = events_in((tmp_path / "日子.ics").read_bytes())
    assert count == len(entries) == len(found) > 2
    assert [(e["DTSTART"], e["SUMMARY"]) for e in found] == [
        (f"{entry.on:%Y%m%d}", entry.text) for entry in entries
    ]
    assert len({event["UID"] for event in found}) == len(found)


def test_that_it_left_is_noted(office, tmp_path):
    day_list.save_calendar(office, tmp_path / "日子.ics")
    assert [line.place for line in departures.listed(office)] == [str(tmp_path / "日子.ics")]


def test_taken_in_again_the_same_things_keep_their_names(office, tmp_path):
    for name in ("a.ics", "b.ics"):
        day_list.save_calendar(office, tmp_path / name)
    first, again = ({e["UID"] for e in events_in((tmp_path / n).read_bytes())} for n in ("a.ics", "b.ics"))
    assert first == again


def test_the_calendar_names_nobody(office, tmp_path):
    day_list.save_calendar(office, tmp_path / "日子.ics")
    text = (tmp_path / "日子.ics").read_text(encoding="utf-8")
    named = {
        line.person.name
        for s in cases.situations(office)
        for held in s.case.sessions
        for line in held.attendance
    }
    assert named and not [name for name in named if name in text]


@given(st.text(max_size=120), st.text(max_size=40))
def test_any_words_survive_the_way_to_the_telephone(title, note):
    data = calendar_file([DayEvent("1@yishi", date(2026, 4, 1), title, note)], "村", MADE)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    [event] = events_in(data)
    assert "BEGIN:VEVENT" not in event.get("SUMMARY", "")
    assert len(unfolded(data)) == len(
        unfolded(calendar_file([DayEvent("1@yishi", date(2026, 4, 1), "x", note)], "村", MADE))
    )


def test_commas_semicolons_and_line_breaks_are_written_as_the_standard_says():
    data = calendar_file([DayEvent("1@yishi", date(2026, 4, 1), "a,b;c\\d\ne")], "村", MADE)
    assert "SUMMARY:a\\,b\\;c\\\\d\\ne" in data.decode()


def test_the_sheet_lists_the_days_and_what_hangs_on_the_board(office, tmp_path):
    hanging = f.changed(
        f.sample_case(1), result_notice__taken_down_on=None, result_notice__posted_on=date(2026, 4, 15)
    )
    cases.keep_case(office, hanging, "张贴")
    situation, paper = day_list.day_list(office)
    text = words(papers.compose_paper(office.definitions.forms[paper.form], situation))
    for entry in days_ahead(cases.situations(office), 60):
        assert entry.text in text
    assert "2026年4月15日" in text and "正在张贴" in text
    issuing.save_paper(office, issuing.Departing(situation, [paper]), tmp_path / "日子单.pdf")
    assert (tmp_path / "日子单.pdf").read_bytes().startswith(b"%PDF")
