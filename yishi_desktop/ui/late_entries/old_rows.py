"""An old ledger's rows and columns in words, as the page shows them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import partial

from yishi_desktop.domain.ledger.plain import bare
from yishi_desktop.domain.old_ledgers import RUNNING_NUMBER, OldRow, OldSheet
from yishi_desktop.services.old_ledgers import Preview
from yishi_desktop.ui.people.model import PersonLine

HEADINGS = ("行", "协商时间", "议题", "看看对不对")
TOPIC, CHECK = 2, 3
_MOST_NAMED = 6


def lines_of(preview: Preview, left_out: AbstractSet[int]) -> list[PersonLine]:
    """What is wrong first, then what is there already, then what is doubtful, then the rest."""
    return [_line(row, preview, left_out) for row in sorted(preview.rows, key=partial(_place, preview.twins))]


def _place(twins: Mapping[int, str], row: OldRow) -> tuple[bool, bool, bool, int]:
    return row.case is not None, row.number not in twins, not row.doubts, row.number


def _line(row: OldRow, preview: Preview, left_out: AbstractSet[int]) -> PersonLine:
    day = f"{row.day:%Y-%m-%d}" if row.day else ""
    return PersonLine(str(row.number), (str(row.number), day, row.title, _check(row, preview, left_out)))


def _check(row: OldRow, preview: Preview, left_out: AbstractSet[int]) -> str:
    if row.number in left_out:
        return "不录"
    if row.wrong:
        return f"✕ {row.wrong}"
    if row.number in preview.twins:
        return f"✕ {preview.twins[row.number]}，不再录。"
    lacking = f"没有写{'、'.join(row.lacking)}。" if row.lacking else ""
    return f"{'！' if row.doubts else '✓'} {''.join(row.doubts)}{lacking}".rstrip()


def in_words(preview: Preview, left_out: AbstractSet[int]) -> str:
    """读到25件，可以录22件，2件已经有了，1件看不明白……"""
    if not preview.rows:
        return "这张表里没有读到一件事。请看看“协商议题”和“协商时间”两栏选对没有。"
    wrong = sum(row.case is None for row in preview.rows)
    ready = sum(row.number not in left_out for row in preview.ready)
    parts = [f"读到{len(preview.rows)}件，可以录{ready}件"]
    parts += [f"{len(preview.twins)}件已经有了"] if preview.twins else []
    parts += [f"{len(left_out)}件您选了不录"] if left_out else []
    parts += [f"{wrong}件看不明白，请在原表里改好、存上，再选一次，别的可以先录"] if wrong else []
    return "，".join(parts) + "。"


def columns_in_words(sheet: OldSheet, chosen: Mapping[int, str]) -> str:
    """认出9栏；“满意吗”1栏没有认，放进备注。"""
    asked = [
        (place, " ".join(text.split())) for place, text in sheet.columns if bare(text) not in RUNNING_NUMBER
    ]
    unknown = [text for place, text in asked if not chosen.get(place)]
    known = len(asked) - len(unknown)
    names = "、".join(f"“{text}”" for text in unknown[:_MOST_NAMED]) + (
        "等" if len(unknown) > _MOST_NAMED else ""
    )
    return f"认出{known}栏" + (f"；{names}{len(unknown)}栏没有认，放进备注。" if unknown else "，都认得。")
