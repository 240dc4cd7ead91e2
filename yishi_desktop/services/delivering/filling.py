"""Filling in the table the township sent: its columns are matched with ours once, and remembered for the next year."""

import hashlib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.services import departures
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering.ledgers import ledger_of
from yishi_desktop.services.office import Office
from yishi_desktop.services.strangers.door import LARGEST_WORKBOOK, Door
from yishi_desktop.storage.safe_file import safe_write

MAPPING = "column_mapping"
LEAVE_EMPTY = ""
_DOOR = Door("表格", "没有写文件，原来的表没有动。", LARGEST_WORKBOOK)
# How townships call columns that have another name here.
OTHER_NAMES = {
    "协商日期": "session.held_on",
    "时间": "session.held_on",
    "召开时间": "session.held_on",
    "地点": "session.venue",
    "召开地点": "session.venue",
    "议题": "topic.title",
    "协商议题": "topic.title",
    "协商事项": "topic.title",
    "协商内容": "topic.title",
    "主持": "session.chair",
    "记录人": "session.recorder",
    "应到人数": "expected",
    "实到人数": "present",
    "参加人数": "present",
    "赞成人数": "vote.votes_for",
    "同意": "vote.votes_for",
    "反对人数": "vote.votes_against",
    "弃权人数": "vote.abstentions",
    "协商结果": "outcome.agreed_opinion",
    "协商意见": "outcome.agreed_opinion",
    "落实情况": "implementation.summary",
    "备注": "case.note",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A table to be filled: its columns with their headings, and which of our columns each gets ("" for none)."""

    path: Path
    columns: tuple[tuple[int, str], ...]
    chosen: Mapping[int, str]

    @property
    def unknown(self) -> list[str]:
        """The headings nothing is known for."""
        return [text for column, text in self.columns if not self.chosen.get(column)]


def our_columns() -> dict[str, str]:
    """The columns of 明细 that may leave the village: id → heading."""
    day = date(2026, 1, 1)
    return {heading.id: heading.label for heading in ledger_rows([], day, day, masked=True).sessions.headings}


def look_at(office: Office, path: Path) -> Template:
    """Which columns a table has, and what goes into each: as remembered, else by their names."""
    from yishi_desktop.ledger_files.filling_sheet import plain_heading

    by_name = {plain_heading(label): column for column, label in our_columns().items()}
    by_name = {**OTHER_NAMES, **by_name}
    found = _DOOR.ask("headings", path, sorted(by_name))
    columns = tuple((int(column), str(text)) for column, text in found["columns"])
    remembered = _remembered(office, tuple(text for _, text in columns))
    chosen = {
        column: remembered.get(text, by_name.get(plain_heading(text), LEAVE_EMPTY))
        for column, text in columns
    }
    return Template(path, columns, chosen)


def fill_template(office: Office, template: Template, start: date, until: date, target: Path) -> int:
    """Write the table filled with the sessions of these days to `target`; how many rows. The mapping is remembered.

    The table is read and filled in the process for files from elsewhere, which hands back the filled one's bytes.
    The township's own file is never written over. `UserError` when nothing is mapped or the table is filled already.
    """
    from yishi_desktop.ledger_files.deliveries import value_json
    from yishi_desktop.ledger_files.filling_sheet import plain_heading

    if target.absolute() == template.path.absolute():
        raise UserError("填好的表不能盖掉乡镇发的空表。", "没有写文件。", "请换一个文件名。")
    wanted = {column: ours for column, ours in template.chosen.items() if ours}
    if not wanted:
        raise UserError("没有一栏对上。", "没有写文件。", "请至少给一栏选上填什么。")
    known = sorted({plain_heading(text) for _, text in template.columns})
    table = ledger_of(office, start, until).sessions
    ids = [heading.id for heading in table.headings]
    rows = [
        {column: value_json(row.values[ids.index(ours)]) for column, ours in wanted.items() if ours in ids}
        for row in table.rows
    ]
    filled = _DOOR.ask("fill", template.path, {"known": known, "rows": rows})
    safe_write(target, b64decode(filled))
    departures.note(office, f"填好的“{target.stem}”", target, departures.Contents.MASKED, "乡镇（街道）")
    remember(office, template)
    return len(rows)


def remember(office: Office, template: Template) -> Changed:
    """Keep what goes into which column, for tables with these headings."""
    texts = tuple(text for _, text in template.columns)
    payload = {
        "columns": {text: template.chosen.get(column, LEAVE_EMPTY) for column, text in template.columns}
    }
    record_id = _record_id(texts)
    office.store.records.append(
        record_id, MAPPING, payload, author=office.author, reason="对上栏目", made_at=office.stamp()
    )
    return Changed.one(MAPPING, record_id)


def _remembered(office: Office, texts: tuple[str, ...]) -> dict[str, str]:
    known = office.store.records.get(_record_id(texts))
    return dict(known.payload["columns"]) if known is not None and not known.deleted else {}


def _record_id(texts: tuple[str, ...]) -> str:
    return f"mapping-{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:24]}"
