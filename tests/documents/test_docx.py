"""The Word file: a lawful package, the same text, the same bytes, and what Word needs to keep the layout."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import samples
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.metrics import LIBREOFFICE
from yishi_desktop.documents.model import (
    Cell,
    Document,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    blank,
    paragraphs,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ORDER = ("keepNext", "keepLines", "pageBreakBefore", "spacing", "ind", "jc", "rPr")  # of CT_PPr
_RUN_ORDER = ("rFonts", "spacing", "sz", "szCs", "u")  # of CT_RPr


def _part(data: bytes, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ET.fromstring(package.read(name))


def _text(data: bytes) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in _part(data).iter(f"{W}p"))


def test_every_part_is_declared_and_every_target_exists() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(samples.roster(3)))) as package:
        names = set(package.namelist())
        assert package.namelist()[0] == "[Content_Types].xml"
        types = ET.fromstring(package.read("[Content_Types].xml"))
        declared = {e.get("PartName", "")[1:] for e in types if e.tag.endswith("Override")}
        links = ET.fromstring(package.read("word/_rels/document.xml.rels"))
    assert declared <= names
    assert {name for name in names if not name.endswith((".rels", "Types].xml"))} == declared
    assert {f"word/{link.get('Target')}" for link in links} <= names


def test_all_text_arrives() -> None:
    text = samples.minutes(6000)
    assert text in _text(to_docx(samples.record_form(6000)))


def test_the_same_paper_is_the_same_bytes_and_small() -> None:
    data = to_docx(samples.record_form(6000))
    assert data == to_docx(samples.record_form(6000))
    assert len(data) < 25_000


def test_elements_come_in_the_order_the_schema_asks_for() -> None:
    for paper in (samples.record_form(800), samples.notice(4), samples.roster(12, tied=True)):
        root = _part(to_docx(paper))
        for properties, order in ((f"{W}pPr", _ORDER), (f"{W}rPr", _RUN_ORDER)):
            for element in root.iter(properties):
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places)


def test_every_paragraph_has_an_exact_pitch_and_there_is_no_document_grid() -> None:
    root = _part(to_docx(samples.notice(4)))
    rules = {e.get(f"{W}lineRule") for e in root.iter(f"{W}spacing") if e.get(f"{W}line")}
    assert rules == {"exact"}
    assert not list(root.iter(f"{W}docGrid"))
    assert {e.get(f"{W}val") for e in root.iter(f"{W}spacing") if e.get(f"{W}val")} == {"-5"}


def test_page_numbers_are_fields_in_runs_of_their_own() -> None:
    footer = _part(to_docx(samples.record_form(0)), "word/footer1.xml")
    codes = [e.text for e in footer.iter(f"{W}instrText")]
    assert codes == [" PAGE ", " NUMPAGES "]
    for run in footer.iter(f"{W}r"):
        assert len([child for child in run if child.tag != f"{W}rPr"]) == 1


def test_official_page_numbers_change_sides() -> None:
    data = to_docx(samples.notice(4))
    sides = [next(_part(data, f"word/footer{n}.xml").iter(f"{W}jc")).get(f"{W}val") for n in (1, 2)]
    assert sides == ["right", "left"]
    assert list(_part(data, "word/settings.xml").iter(f"{W}evenAndOddHeaders"))
    assert not list(_part(to_docx(samples.record_form(0)), "word/settings.xml").iter(f"{W}evenAndOddHeaders"))


def test_header_rows_and_whole_rows_are_marked() -> None:
    root = _part(to_docx(samples.roster(5)))
    rows = list(root.iter(f"{W}tr"))
    assert [bool(list(row.iter(f"{W}tblHeader"))) for row in rows] == [True, True] + [False] * 5
    assert all(list(row.iter(f"{W}cantSplit")) for row in rows)


def test_every_row_of_a_table_with_spans_fills_its_columns() -> None:
    root = _part(to_docx(samples.roster(30, tied=True)))
    for row in root.iter(f"{W}tr"):
        spans = [int(next(c.iter(f"{W}gridSpan")).get(f"{W}val", "")) if list(c.iter(f"{W}gridSpan")) else 1
                 for c in row.iter(f"{W}tc")]  # fmt: skip
        assert sum(spans) == 8


def test_the_last_paragraph_and_the_signature_hold_together() -> None:
    village = Signature((Paragraph((Run("某村村民委员会"),)), Paragraph((Run("2026年3月15日"),))))
    root = _part(to_docx(Document((Paragraph((Run("正文"),)), Paragraph((Run("末段"),)), village))))
    kept = [bool(list(p.iter(f"{W}keepNext"))) for p in root.iter(f"{W}p")]
    assert kept == [False, True, True, False]


def test_rare_characters_and_boxes_are_named_fonts_that_have_them() -> None:
    root = _part(to_docx(Document((Paragraph((Run("☑王𣲗䶮·A"),)),))))
    fonts = {
        "".join(t.text or "" for t in run.iter(f"{W}t")): (f.get(f"{W}eastAsia"), f.get(f"{W}ascii"))
        for run in root.iter(f"{W}r")
        for f in run.iter(f"{W}rFonts")
    }
    assert fonts == {
        "☑": ("Segoe UI Symbol", "Segoe UI Symbol"),
        "王": ("仿宋", "Times New Roman"),
        "𣲗": ("SimSun-ExtB", "SimSun-ExtB"),
        "䶮": ("宋体", "宋体"),
        "·": ("仿宋", "仿宋"),
        "A": ("仿宋", "Times New Roman"),
    }


def test_only_the_variant_for_comparison_turns_hanging_on() -> None:
    def hanging(data: bytes) -> list[str | None]:
        return [e.get(f"{W}val") for e in _part(data, "word/styles.xml").iter(f"{W}overflowPunct")]

    assert hanging(to_docx(samples.record_form(0))) == ["0"]
    assert hanging(to_docx(samples.record_form(0), LIBREOFFICE)) == ["1"]


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=60)
def test_any_text_becomes_a_lawful_file(text: str) -> None:
    cell = Cell(paragraphs(text), fact="x")
    table = Table((20, 40), (Row((cell, Cell((Paragraph((blank(text, 3),)),)))),))
    document = Document((*paragraphs(text), table), title=text, author=text, header=text)
    data = to_docx(document)
    for name in ("word/document.xml", "word/header1.xml", "docProps/core.xml"):
        _part(data, name)
    assert (
        _text(data).replace("\n", "").startswith(re.sub(r"\n", "", "".join(p.text for p in paragraphs(text))))
    )
