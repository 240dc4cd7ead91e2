"""The sheet 年度汇总: the year's numbers, grouped, each with the words that say how it was counted."""

from collections.abc import Sequence
from itertools import groupby

from openpyxl.worksheet.worksheet import Worksheet

from yishi_desktop.domain.ledger.columns import Heading
from yishi_desktop.domain.ledger.summary import Summary, SummaryLine
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.wording import localise
from yishi_desktop.ledger_files.cells import put_text
from yishi_desktop.ledger_files.package import dress, merge
from yishi_desktop.ledger_files.sheet import (
    TitleBlock,
    set_up_page,
    write_heading_row,
    write_row,
    write_title_block,
)
from yishi_desktop.ledger_files.styles import GROUP

_HEADINGS = (
    Heading("group", "类别", "text", 9),
    Heading("label", "项目", "text", 16),
    Heading("value", "数量", "count", 12),
    Heading("unit", "单位", "text", 5),
    Heading("note", "说明", "text", 38),
)
_HEADING_ROW = 4


def write_summary(sheet: Worksheet, summary: Summary, block: TitleBlock, kind: OrganisationKind) -> None:
    """Fill the sheet."""
    write_title_block(sheet, block, [range(1, len(_HEADINGS) + 1)])
    write_heading_row(sheet, _HEADING_ROW, [(heading.label, heading.width) for heading in _HEADINGS])
    lines = summary.lines()
    for row, line in enumerate(lines, start=_HEADING_ROW + 1):
        label = localise(line.label, kind)
        write_row(sheet, row, _HEADINGS, (line.group, label, line.value, line.unit, line.note), 1)
    _merge_groups(sheet, lines)
    sheet.freeze_panes = sheet.cell(_HEADING_ROW + 1, 1)
    set_up_page(sheet, _HEADING_ROW)
    sheet.page_setup.fitToHeight = 1


def _merge_groups(sheet: Worksheet, lines: Sequence[SummaryLine]) -> None:
    start = _HEADING_ROW + 1
    for group, members in groupby(lines, key=lambda line: line.group):
        end = start + len(list(members)) - 1
        for row in range(start, end + 1):
            cell = sheet.cell(row, 1)
            cell.value = None
            dress(cell, GROUP)
        put_text(sheet.cell(start, 1), group)
        if end > start:
            merge(sheet, 1, start, 1, end)
        start = end + 1
