"""补录: the mark on paper, and the sheet to type into."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import sample_case, situation
from yishi_desktop.definitions.forms import load_forms
from yishi_desktop.services.printing.papers import compose_paper

MARK = "补录：2026年11月21日由李秀英照原件录入"


@pytest.mark.parametrize("form", ["jinhua_record", "result_notice", "invitation", "sign_in", "case_cover"])
def test_every_paper_says_that_it_was_typed_in_afterwards(form: str) -> None:
    case = sample_case(1)
    late = replace(case.late_entry, entered_on=date(2026, 11, 21), entered_by="李秀英", settled=True)
    paper = load_forms()[form]
    assert compose_paper(paper, situation(replace(case, late_entry=late))).foot.startswith(MARK)
    assert "补录" not in compose_paper(paper, situation(case)).foot
