"""Uyghur below the Chinese text: joined letters, right to left, in PDF, Word and picture."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.documents.form_cases import forms, situations
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.embedding import hidden
from yishi_desktop.documents.fonts import missing_in
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.model import Document, Paragraph, Run
from yishi_desktop.documents.pdf import to_pdf
from yishi_desktop.documents.rtl import mirrored, shaped, visual_order
from yishi_desktop.domain.registry import write
from yishi_desktop.paths import data_root

TEXT = "ئۇقتۇرۇش\nكەنت ئاھالىلىرى: 2026-يىلى 3-ئاينىڭ 15-كۈنى سائەت 14:30 دا يىغىن ئېچىلىدۇ (0991-1234567)."


SINGLE = compose(forms()["announcement"], situations()["typical"])


def bilingual(form: str = "announcement", text: str = TEXT) -> Document:
    typical = situations()["typical"]
    group = "announcement" if form == "announcement" else form
    case = write(typical.case, f"{group}.second_language", text)
    return compose(forms()[form], replace(typical, case=case))


def test_the_font_travels_inside_a_word_file_that_needs_it() -> None:
    plain, both = (set(zipfile.ZipFile(io.BytesIO(to_docx(d))).namelist()) for d in (SINGLE, bilingual()))
    assert both - plain == {"word/fonts/font1.odttf", "word/_rels/fontTable.xml.rels"}
    package = zipfile.ZipFile(io.BytesIO(to_docx(bilingual())))
    key = re.search(r'w:fontKey="{([^}]*)}"', package.read("word/fontTable.xml").decode())
    assert key is not None
    font = (data_root() / "resources" / "fonts" / "UKIJTuz.ttf").read_bytes()
    stored = package.read("word/fonts/font1.odttf")
    assert stored[:4] != font[:4] and hidden(stored, key[1]) == font
    assert to_docx(bilingual()) == to_docx(bilingual())


@pytest.mark.needs("soffice")
def test_a_computer_without_the_font_shows_it_all_the_same(libreoffice: str, tmp_path: Path) -> None:
    (tmp_path / "公告.docx").write_bytes(to_docx(bilingual()))
    shutil.copy(data_root() / "resources" / "fonts" / "YishiLatin-Regular.ttf", tmp_path)
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>'
    )
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [libreoffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "公告.docx"],
        cwd=tmp_path, env=os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}, check=True,
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert b"+UKIJTuz" in (tmp_path / "公告.pdf").read_bytes()


# The glyphs HarfBuzz 12 (uharfbuzz 0.57.0) chooses in UKIJ Tuz are those of these characters.
@pytest.mark.parametrize(
    ("word", "shapes"),
    [
        ("كەنت", "fedb feea fee7 fe96"),
        ("ئۇقتۇرۇش", "fe8b fbd8 fed7 fe98 fbd8 fead fbd7 feb5"),
        ("سالام", "feb3 fe8e fefb fee1"),
        ("ئېچىلىدۇ", "fe8b fbe7 fb7d fbe9 fee0 fbe9 feaa fbd7"),
        ("ھەممە", "fbac feea fee3 fee4 feea"),
        ("چوڭ", "fb7c feee fbd3"),
        ("گۈلنار", "fb94 fbdc fedf fee8 fe8e fead"),
    ],
)
def test_letters_take_the_shape_their_neighbours_ask_for(word: str, shapes: str) -> None:
    assert " ".join(f"{ord(letter.drawn):x}" for letter in shaped(word)) == shapes


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ABC", "ABC"),
        ("2026-يىل", "لىي-2026"),
        ("سائەت 14:30 دا", "اد 14:30 تەئاس"),
        ("(WPS 2019) تور", "روت (WPS 2019)"),
        ("تېل: 0991-1234567.", ".0991-1234567 :لېت"),
    ],
)
def test_numbers_and_words_of_other_scripts_keep_their_direction(text: str, seen: str) -> None:
    order = visual_order(text)
    assert sorted(order) == list(range(len(text)))
    drawn = [text[place] if text[place].isalnum() else mirrored(text[place]) for place in order]
    assert "".join(drawn) == seen


@pytest.mark.parametrize("form", ["announcement", "result_notice", "implementation_notice"])
def test_the_translation_stands_below_the_chinese_and_at_the_right(form: str) -> None:
    document = bilingual(form)
    sheets = lay_out(document).sheets
    placed = [(number, line) for number, sheet in enumerate(sheets) for line in sheet.lines]
    uyghur = [
        (number, line)
        for number, line in placed
        if any(segment.font == "UKIJTuz" for segment in line.line.segments)
    ]
    dated = [
        (number, line)
        for number, line in placed
        if re.fullmatch(r"2026年\d+月\d+日", "".join(s.text for s in line.line.segments))
    ]
    assert len(uyghur) >= 2 and missing_in(document) == []
    first, last = uyghur[0], dated[-1]
    assert (first[0], first[1].y) > (last[0], last[1].y)
    right = (document.page.width - document.page.right) * 72 / 25.4
    for _, line in uyghur:
        assert line.line.segments[-1].end + line.x <= right + 0.1
        assert line.line.segments[0].x + line.x >= document.page.left * 72 / 25.4 - 0.1


@pytest.mark.needs("pdftotext")
def test_what_is_copied_out_of_the_pdf_are_letters(tmp_path) -> None:
    path = tmp_path / "公告.pdf"
    path.write_bytes(to_pdf(bilingual()))
    said = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    plain = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", said)
    assert "كەنت" in plain and "ئۇقتۇرۇش" in plain


def test_word_gets_plain_letters_and_is_told_the_direction() -> None:
    body = zipfile.ZipFile(io.BytesIO(to_docx(bilingual()))).read("word/document.xml").decode()
    paragraphs = [text for text in re.findall(r"<w:p>.*?</w:p>", body) if "<w:bidi/>" in text]
    assert len(paragraphs) == 2 and all("<w:rtl/>" in text for text in paragraphs)
    assert "ئۇقتۇرۇش" in paragraphs[0] and 'w:cs="UKIJ Tuz"' in paragraphs[0]
    assert "\u200e0991-1234567\u200e" in paragraphs[1]


@pytest.mark.parametrize("text", ["كەنت" * 300, "ئا\nبب\n\nپ", "汉字كەنت汉字", "a" * 400, "\u202eتست", "لا"])
def test_any_text_is_set_inside_the_margins(text: str) -> None:
    document = Document((Paragraph((Run(text),), role="uyghur", rtl=True, first=2),))
    for sheet in lay_out(document).sheets:
        for line in sheet.lines:
            for segment in line.line.segments:
                assert segment.x >= -0.1 and segment.end <= document.page.body_width * 72 / 25.4 + 20


def test_without_a_translation_a_notice_is_as_it_was() -> None:
    assert not any(
        isinstance(block, Paragraph) and block.rtl
        for block in compose(forms()["announcement"], situations()["typical"]).blocks
    )
