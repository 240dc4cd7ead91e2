"""Whatever is typed: a paper comes out, in Word and PDF, with every name inside its cell."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest

from tests.documents.form_cases import forms, paragraphs_of, sample, situation_of
from tests.documents.test_forms import IDS
from yishi_desktop.documents.compose import compose
from yishi_desktop.documents.docx import to_docx
from yishi_desktop.documents.filling import spaced_name
from yishi_desktop.documents.layout import lay_out
from yishi_desktop.documents.model import Document
from yishi_desktop.documents.pdf import to_pdf
from yishi_desktop.domain.case import Attendance
from yishi_desktop.domain.people import PersonRef
from yishi_desktop.domain.situation import Situation

_ODD = "<b>&amp;\x00\x1f\u202e{{topic.title}}{blank:3}\ud800😀𬱟" + "W" * 400 + "\n\n第二段"
_LONG_NAMES = ("古丽扎提·努尔买买提·木合塔尔·阿不都热合曼江", "W" * 25, "王" * 25)


def _typed(record: Any, text: str) -> Any:
    """The record with every text in it replaced."""
    texts = [field.name for field in fields(record) if type(getattr(record, field.name)) is str]
    return replace(record, **{name: text for name in texts if name not in ("id", "procedure")})


def _odd() -> Situation:
    case = sample(1)
    session = _typed(case.sessions[0], _ODD)
    session = replace(
        session,
        plan=_typed(session.plan, _ODD),
        outcome=_typed(session.outcome, _ODD),
        filing=_typed(session.filing, _ODD),
        votes=(_typed(session.votes[0], _ODD),),
        attendance=tuple(Attendance(person=PersonRef(name=name), note=_ODD) for name in _LONG_NAMES),
        result_notice=_typed(session.result_notice, _ODD),
    )
    tasks = tuple(_typed(task, _ODD) for task in case.implementation.tasks)
    return situation_of(
        replace(
            case,
            topic=_typed(case.topic, _ODD),
            review=_typed(case.review, _ODD),
            sessions=(session,),
            implementation=replace(case.implementation, tasks=tasks, summary=_ODD),
            ending=_typed(case.ending, _ODD),
            archive=_typed(case.archive, _ODD),
        )
    )


@pytest.mark.parametrize("form", IDS)
def test_a_paper_comes_out_whatever_was_typed(form: str) -> None:
    document = compose(forms()[form], _odd())
    assert to_pdf(document).startswith(b"%PDF")
    assert to_docx(document).startswith(b"PK")
    _nothing_outside(document)
    text = "".join(paragraph.text for paragraph in paragraphs_of(document))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e\ud800-\udfff]", text)


def _nothing_outside(document: Document) -> None:
    """Every line ends before the right edge of the text area or, in a table, of its cell."""
    for sheet in lay_out(document).sheets:
        for placed in sheet.lines:
            if not placed.line.segments:
                continue
            x, end = placed.x + placed.line.segments[0].x, placed.x + placed.line.segments[-1].end
            cells = [
                box.right
                for box in sheet.boxes
                if box.left <= x < box.right and box.top <= placed.y < box.bottom
            ]
            edge = min(cells, default=(document.page.width - document.page.right) * 72 / 25.4)
            assert end <= edge + 0.5, "".join(segment.text for segment in placed.line.segments)


@pytest.mark.parametrize(
    ("name", "set_as"),
    [
        ("张三", "张　三"),
        ("陈𬭚", "陈　𬭚"),
        ("王伟民", "王伟民"),
        ("诸葛孔明", "诸葛孔明"),
        ("李", "李"),
        ("AB", "AB"),
        ("", ""),
    ],
)
def test_two_characters_take_the_room_of_three(name: str, set_as: str) -> None:
    assert spaced_name(name) == set_as
