"""The chart as it hangs on the wall: on one sheet, nothing over its frame, the same in Word and PDF."""

import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from tests.factories import organisation, procedures, sample_case, situation
from yishi_desktop.definitions.forms import load_forms
from yishi_desktop.documents.chart import chart_drawing
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.metrics import MM
from yishi_desktop.documents.model import Area, Document, Drawing, Paragraph
from yishi_desktop.domain.flow_graph import flow_graph
from yishi_desktop.domain.forms.form import SheetSize
from yishi_desktop.domain.people import OrganisationKind

NAMES = sorted(procedures())


def poster(name: str, sheet: SheetSize = "A4") -> Document:
    procedure = procedures()[name]
    kind = OrganisationKind.COMMUNITY if procedure.level == "community" else OrganisationKind.VILLAGE
    village = replace(organisation(), kind=kind)
    wall = situation(sample_case(1), procedure=procedure, village=village)
    return compose(load_forms()["flow_chart"], wall, sheet=sheet)


def drawing_of(document: Document) -> Drawing:
    pictures = (block.picture for block in document.blocks if isinstance(block, Paragraph))
    return next(picture for picture in pictures if isinstance(picture, Drawing))


@pytest.mark.parametrize("sheet", ["A4", "A3"])
@pytest.mark.parametrize("name", NAMES)
def test_a_poster_is_one_sheet_in_type_read_from_a_step_away(name: str, sheet: SheetSize) -> None:
    document = poster(name, sheet)
    assert lay_out(document).page_count == 1
    drawing = drawing_of(document)
    steps = [label.paragraph.size for label in drawing.labels if label.paragraph.role == "hei"]
    assert max(steps) >= (9 if sheet == "A4" else 13)


@pytest.mark.parametrize("name", NAMES)
def test_no_words_run_over_their_frame_and_nothing_leaves_the_chart(name: str) -> None:
    drawing = drawing_of(poster(name))
    for mark in drawing.marks:
        assert all(-0.01 <= x <= drawing.width + 0.01 for x, _ in mark.points)
        assert all(-0.01 <= y <= drawing.height + 0.01 for _, y in mark.points)
    placed = [line for line in lay_out(poster(name)).sheets[0].lines if line.line.segments]
    assert {line.line.height for line in placed} and all(label.width > 0 for label in drawing.labels)


@pytest.mark.parametrize("name", NAMES)
def test_boxes_do_not_cover_each_other(name: str) -> None:
    drawing = drawing_of(poster(name))
    boxes = [mark.points for mark in drawing.marks if isinstance(mark, Area) and mark.grey == 1.0]
    edges = [
        (min(x for x, _ in box), min(y for _, y in box), max(x for x, _ in box), max(y for _, y in box))
        for box in boxes
    ]
    for number, (left, top, right, bottom) in enumerate(edges):
        for a, b, c, d in edges[number + 1 :]:
            assert right <= a or c <= left or bottom <= b or d <= top


def test_word_shows_the_same_drawing_and_tells_it_in_words() -> None:
    document = poster("jinhua")
    drawing = drawing_of(document)
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as package:
        body = package.read("word/document.xml").decode()
        (name,) = [one for one in package.namelist() if one.startswith("word/media/")]
        picture = Image.open(io.BytesIO(package.read(name)))
    assert "五不议" in body and "再次协商" in body, "whoever cannot see it hears it"
    dots = 300 / 25.4
    assert picture.size == (round(drawing.width * dots), round(drawing.height * dots))
    box = next(mark for mark in drawing.marks if isinstance(mark, Area) and mark.grey == 1.0)
    x, y = box.points[0]
    around = picture.convert("L").crop(tuple(round(v * dots) for v in (x - 1, y + 3, x + 1, y + 4)))
    assert around.getextrema()[0] < 80, "the frame is drawn where the drawing has it"


def test_the_words_of_the_chart_can_be_searched_in_pdf() -> None:
    lines = lay_out(poster("xinjiang-village")).sheets[0].lines
    said = {"".join(segment.text for segment in line.line.segments) for line in lines}
    assert {"达成一致意见？", "再次协商", "四议两公开"} <= said


def test_more_room_gives_larger_type() -> None:
    reaches = flow_graph(procedures()["gansu"], OrganisationKind.VILLAGE)
    small, large = (chart_drawing(reaches, 180, high) for high in (150, 240))
    assert large.labels[0].paragraph.size > small.labels[0].paragraph.size
    assert small.height <= 150 + 60 / MM and large.height <= 240.01
