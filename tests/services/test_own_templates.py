"""The township's own Word file: examined before it is taken, and filled with nothing lost."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from tests.services.offices import sample_office
from yishi_desktop.documents.template import template_words
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.registry import write
from yishi_desktop.services import cases
from yishi_desktop.services.printing.own_templates import (
    accept_template,
    drop_template,
    examine,
    filled_template,
    template_name,
)

FORM = "meeting_record"


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        yield office


@pytest.fixture
def template(tmp_path):
    """A template with these paragraphs; what is a list is written as runs of one paragraph."""

    def made(*paragraphs, table=()):
        document = Document()
        for text in paragraphs:
            paragraph = document.add_paragraph()
            for run in [text] if isinstance(text, str) else text:
                paragraph.add_run(run)
        if table:
            grid = document.add_table(rows=0, cols=len(table[0]))
            for row in table:
                for cell, text in zip(grid.add_row().cells, row, strict=True):
                    cell.text = text
        path = tmp_path / "乡镇模板.docx"
        document.save(path)
        return path

    return made


def situation(office, **changes):
    case = cases.find(office, "2026-01")
    for path, value in changes.items():
        case = write(case, path.replace("__", "."), value)
    return replace(office.situation(case))


def filled(office, path, **changes):
    accept_template(office, FORM, path)
    return Document(io.BytesIO(filled_template(office, situation(office, **changes), FORM)))


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_names_are_filled_however_word_has_cut_them(office, template):
    document = filled(
        office,
        template(
            ["议题：{", "{协商", "议题}", "}。地点：｛｛协商地点｝｝"], "{{ 协商议题 }}，来源{{议题来源:☐}}"
        ),
    )
    first, second = texts(document)
    assert first == "议题：三组通组道路硬化及沿线路灯安装。地点：后塘村民生议事厅"
    assert second.startswith("三组通组道路硬化及沿线路灯安装，来源") and "☑" in second and "□" in second


@pytest.mark.parametrize(
    "text", ["甲<乙&丙>“丁”", "<w:p>{{协商议题}}</w:p>", "第一行\n第二行", "a\x00b\x0bc", "𬭚{%"]
)
def test_what_people_type_never_becomes_markup(office, template, text):
    document = filled(office, template("（{{协商议题}}）"), topic__title=text)
    cleaned = "".join(char for char in text if char >= " " or char == "\n").replace("\x0b", "\n")
    assert texts(document)[0].replace("\n", "") == f"（{cleaned}）".replace("\n", "")


def test_a_row_that_names_people_stands_there_for_each_of_them(office, template):
    people = [words for words in template_words() if words.endswith("·姓名") and "签到" in words]
    rows = people[0].removesuffix("·姓名")
    path = template("名单", table=[["序号", "姓名"], [f"{{{{{rows}·序号}}}}", f"{{{{{rows}·姓名}}}}"]])
    document = filled(office, path)
    table = document.tables[0]
    came = len(situation(office).session.attendance)
    assert 10 < len(table.rows) <= came + 1
    assert table.rows[1].cells[0].text == "1" and table.rows[2].cells[1].text


def test_what_is_misspelt_is_listed_before_anything_is_taken(office, template):
    path = template("{{协商议体}}", "{协商地点}", "{% for x in y %}", "{{协商主持人}}")
    preflight = examine(office, FORM, path)
    assert preflight.found == ("协商主持人",) and not preflight.usable
    assert preflight.misspelt == (
        "第2段的“{协商地点}”要写成两层花括号，像{{协商议题}}。",
        "第3段的“{% for x in y %}”是别的程序用的写法，请删掉。重复的行，程序会照表格里的名字自己加。",
        "第1段的{{协商议体}}没有这个名字，是不是想写{{协商议题}}。",
    )
    with pytest.raises(UserError, match="还不能用"):
        accept_template(office, FORM, path)
    assert template_name(office, FORM) == ""


def test_full_width_braces_and_split_runs_are_told_and_taken(office, template):
    preflight = examine(office, FORM, template(["｛｛协商", "议题｝｝"]))
    assert preflight.usable and len(preflight.notes) == 2
    assert preflight.missing, "the form's own title and date are not in it"


def test_tracked_changes_have_to_be_accepted_first(office, template):
    path = template("{{协商议题}}")
    _change(path, "word/document.xml", b"<w:body>", b'<w:body><w:p><w:ins w:id="1" w:author="x"/></w:p>')
    assert "修订" in examine(office, FORM, path).misspelt[0]


def test_a_notice_s_template_cannot_print_what_is_internal(office, template):
    preflight = examine(office, "result_notice", template("{{提出人}}"))
    assert "内部内容" in preflight.misspelt[0]


def _change(path, part, before, after):
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    assert before in content[part]
    content[part] = content[part].replace(before, after, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/vbaProject.bin", b"x"),
        ("word/embeddings/a.exe", b"x"),
        ("word/document.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><w:document/>'),
        ("word/document.xml", '<?xml version="1.0" encoding="utf-16"?><w:document/>'.encode("utf-16")),
        ("word/document.xml", b"<?xml version='1.0'?>" + b"<a>" * 5000 + b"</a>" * 5000),
        ("word/document.xml", b"<?xml version='1.0'?><a>"),
        ("word/document.xml", b"<?xml version='1.0'?><a>" + b" " * (9 << 20) + b"</a>"),
    ],
)
def test_a_file_made_to_harm_is_refused(office, template, part, content):
    path = template("{{协商议题}}")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | {part: content}).items():
            archive.writestr(name, data)
    with pytest.raises(UserError):
        examine(office, FORM, path)


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0", b"hello", b"PK\x03\x04" + b"\0" * 99])
def test_what_is_no_word_file_is_refused_in_words(office, tmp_path, content):
    path = tmp_path / "坏.docx"
    path.write_bytes(content)
    with pytest.raises(UserError):
        examine(office, FORM, path)


def test_the_template_is_kept_filled_alike_and_given_up_again(office, template):
    accept_template(office, FORM, template("{{协商议题}}"))
    assert template_name(office, FORM) == "乡镇模板.docx"
    first, again = (filled_template(office, situation(office), FORM) for _ in range(2))
    assert first == again
    drop_template(office, FORM)
    assert template_name(office, FORM) == ""
    with pytest.raises(UserError, match="还没有乡镇的模板"):
        filled_template(office, situation(office), FORM)
