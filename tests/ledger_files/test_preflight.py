"""Files made to harm whoever opens them are refused in words before anything unpacks them."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger_files.cases import HOUTANG, YEAR, first_three
from tests.soaking import times
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.ledger_files.deliveries import sent_in
from yishi_desktop.ledger_files.machine_sheet import read_machine_sheet
from yishi_desktop.ledger_files.preflight import preflight
from yishi_desktop.ledger_files.shown_tables import shown_in
from yishi_desktop.ledger_files.visible_check import refuse_edited
from yishi_desktop.ledger_files.workbook import Header, write_workbook

TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"


def ledger_file():
    cases = first_three()
    header = Header(organisation=HOUTANG, filled_on=date(2026, 12, 20))
    records = [{"id": one.case.id, "revisions": [], "case": {"number": one.case.number}} for one in cases]
    return write_workbook(ledger_rows(cases, *YEAR, masked=True), header, {"cases": records})


GOOD = ledger_file()


def archive(entries):
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return target.getvalue()


def read(data):
    """Everything the merge does with one file."""
    preflight(data)
    machine = read_machine_sheet(data)
    sent = sent_in(machine)
    refuse_edited(data, shown_in(machine, sent))
    return sent


def test_our_own_ledger_passes_and_says_what_was_put_in():
    sent = read(GOOD)
    (delivery,) = sent.deliveries
    assert (delivery.village.name, delivery.filled_on) == ("后塘村", date(2026, 12, 20))
    assert len(delivery.records) == 3 and sent.masked


HARMFUL = {
    "nothing": (b"", "空的"),
    "no archive": (b"hello", "不是 Excel 文件"),
    "old or encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧的 xls 格式，或者加了密码"),
    "another archive": (archive([("a.txt", "x")]), "不是 Excel 文件"),
    "cut off": (GOOD[:-200], "不完整"),
    "a bomb": (archive([(TYPES, "<x/>"), (SHEET, b" " * (8 << 20))]), "大得不正常"),
    "macros": (archive([(TYPES, "<x/>"), ("xl/vbaProject.bin", b"x")]), "宏"),
    "links": (archive([(TYPES, "<x/>"), ("xl/externalLinks/externalLink1.xml", "<x/>")]), "外部链接"),
    "entities": (archive([(TYPES, '<!DOCTYPE a [<!ENTITY b "c">]><a/>')]), "不允许的定义"),
    "a far cell": (archive([(TYPES, "<x/>"), (SHEET, '<c r="XFD1048576"/>')]), "XFD1048576 格里有内容"),
    "many entries": (archive([(TYPES, "<x/>"), *((f"{n}.xml", "") for n in range(2001))]), "结构不正常"),
    "twice the same": (archive([(TYPES, "<x/>"), (SHEET, "<a/>"), (SHEET.upper(), "<b/>")]), "结构不正常"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused(name):
    data, said = HARMFUL[name]
    with pytest.raises(UserError, match=said):
        preflight(data)


def test_an_entity_across_two_pieces_of_reading_is_seen():
    filler = " ".join(f"<a{n}/>" for n in range(200000))[: (1 << 20) - 4]
    with pytest.raises(UserError, match="不允许的定义"):
        preflight(archive([(TYPES, "<x/>"), (SHEET, f"{filler}<!DOCTYPE a>")]))


@settings(max_examples=times(40, 2000))
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_changed_bytes_are_refused_in_words_or_change_nothing(changes):
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    try:
        sent = read(bytes(data))
    except UserError:
        return
    assert sent == read(GOOD)


@settings(max_examples=times(20, 2000))
@given(st.data())
def test_changed_contents_are_refused_in_words_or_change_nothing(draw):
    with ZipFile(BytesIO(GOOD)) as archived:
        entries = {name: archived.read(name) for name in archived.namelist()}
    name = draw.draw(st.sampled_from(sorted(entries)))
    start = draw.draw(st.integers(0, len(entries[name]) - 1))
    length = draw.draw(st.integers(1, 300))
    entries[name] = entries[name][:start] + entries[name][start + length :]
    try:
        sent = read(archive(entries.items()))
    except UserError:
        return
    assert sent == read(GOOD)
