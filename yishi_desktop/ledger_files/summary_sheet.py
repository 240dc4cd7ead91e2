"""The sheet 年度汇总: the year's numbers, grouped, each with the words that say how it was counted."""

from collections.abc import Sequence
from itertools import groupby

from yishi_desktop.domain.ledger.columns import Heading
from yishi_desktop.domain.ledger.summary import Summary, SummaryLine
from yishi_desktop.domain.people import OrganisationKind
from yishi_desktop.domain.wording import localise
from yishi_desktop.ledger_files.book import Printing, Sheet
from yishi_desktop.ledger_files.sheet import TitleBlock, write_heading_row, write_row, write_title_block
from yishi_desktop.ledger_files.styles import GROUP

_HEADINGS = (
    Heading("group", "类别", "text", 9),
    Heading("label", "项目", "text", 16),
    Heading("value", "数量", "count", 12),
    Heading("unit", "单位", "text", 5),
    Heading("note", "说明", "text", 38),
)
_HEADING_ROW = 4


def write_summary(sheet: Sheet, summary: Summary, block: TitleBlock, kind: OrganisationKind) -> None:
    """Fill the sheet."""
    write_title_block(sheet, block, [range(1, len(_HEADINGS) + 1)])
    write_heading_row(sheet, _HEADING_ROW, [(heading.label, heading.width) for heading in _HEADINGS])
    lines = summary.lines()
    for row, line in enumerate(lines, start=_HEADING_ROW + 1):
        label = localise(line.label, kind)
        write_row(sheet, row, _HEADINGS, (line.group, label, line.value, line.unit, line.note), 1)
    _merge_groups(sheet, lines)
    sheet.frozen, sheet.grid_lines = (0, _HEADING_ROW), False
    sheet.printing = Printing(_HEADING_ROW, one_page=True)


def _merge_groups(sheet: Sheet, lines: Sequence[SummaryLine]) -> None:
    start = _HEADING_ROW + 1
    for group, members in groupby(lines, key=lambda line: line.group):
        end = start + len(list(members)) - 1
        for row in range(start, end + 1):
            sheet.put(row, 1, group if row == start else None, GROUP)
        if end > start:
            sheet.merge(1, start, 1, end)
        start = end + 1
