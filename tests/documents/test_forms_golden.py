"""The typical papers, line by line at their places, as somebody has looked at them."""

import pytest

from tests.documents.golden import FOLDER, PAPERS, file_of, placed


@pytest.mark.parametrize(("form", "state"), PAPERS)
def test_the_lines_stand_where_they_stood(form: str, state: str) -> None:
    assert placed(form, state) == file_of(form, state).read_text(encoding="utf-8")


def test_no_golden_paper_is_left_over() -> None:
    assert {file.name for file in FOLDER.glob("*.txt")} == {file_of(*paper).name for paper in PAPERS}
