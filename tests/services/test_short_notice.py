"""The short forms of a notice say what the notice says, and nothing that may not be posted."""

import io
import re

import pytest
from PIL import Image

from tests.documents.form_cases import forms, situations
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.printing.short_notice import has_short_forms, notice_picture, notice_text

POSTED = sorted(form.id for form in forms().values() if form.posted)


def text(form: str, state: str = "typical") -> str:
    return notice_text(forms()[form], situations()[state])


def picture(form: str, state: str = "typical") -> Image.Image:
    return Image.open(io.BytesIO(notice_picture(forms()[form], situations()[state])))


def test_the_text_begins_with_the_title_and_ends_with_who_says_so_and_when() -> None:
    lines = text("result_notice").splitlines()
    assert lines[0] == "【关于三组通组道路硬化及沿线路灯安装协商结果的公示】"
    assert lines[1] == "全体村民："
    assert lines[-2:] == ["示例县示例镇后塘村村民委员会", "2026年3月16日"]
    assert "五、公示期：2026年3月16日至2026年3月31日，不少于15日" in text("result_notice")


def test_a_table_becomes_a_line_for_every_row() -> None:
    told = next(line for line in text("implementation_notice").splitlines() if "责任人" in line)
    assert (
        told
        == "三组通组道路硬化及沿线路灯安装；责任人：方永康；落实期限：2026年6月30日；完成日期：2026年6月28日"
    )


@pytest.mark.parametrize("state", ["unset", "empty", "typical", "long", "rare", "community"])
@pytest.mark.parametrize("form", POSTED)
def test_every_notice_has_both_forms_whatever_is_known(form: str, state: str) -> None:
    assert text(form, state).startswith("【")
    assert not re.search(r"[{}]|None", text(form, state))
    assert picture(form, state).width == 1080


def test_the_picture_grows_with_the_notice_and_ends_below_it() -> None:
    short, long = picture("announcement", "empty"), picture("announcement", "typical")
    assert short.height < long.height
    last_rows = long.convert("L").crop((0, long.height - 60, 1080, long.height))
    assert last_rows.getextrema() == (255, 255)
    inked = long.convert("L").crop((0, long.height - 400, 1080, long.height))
    assert inked.getextrema()[0] < 64


def test_the_picture_is_the_same_every_time() -> None:
    form, situation = forms()["announcement"], situations()["typical"]
    assert notice_picture(form, situation) == notice_picture(form, situation)


def test_nothing_runs_over_the_edge_of_the_picture() -> None:
    for form in POSTED:
        page = picture(form, "long").convert("L")
        margins = [page.crop((0, 0, 40, page.height)), page.crop((1040, 0, 1080, page.height))]
        assert [margin.getextrema() for margin in margins] == [(255, 255), (255, 255)], form


@pytest.mark.parametrize("form", ["jinhua_record", "sign_in", "explanation_record"])
def test_internal_papers_are_not_sent_round(form: str) -> None:
    assert not has_short_forms(forms()[form])
    with pytest.raises(UserError, match="内部材料"):
        text(form)
    with pytest.raises(UserError, match="内部材料"):
        picture(form)
