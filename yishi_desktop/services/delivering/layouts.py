"""The named layouts of the ledger's workbook: kept as records, one of them in use by window and terminal.

This is the one place that says which columns the workbook shows. `used` is asked by everything that writes or shows
the ledger; a layout somebody else prescribes (a county's, a township's) is kept here like one of the village's own.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Table
from yishi_desktop.domain.ledger.layout import (
    STANDARD,
    Layout,
    SheetLayout,
    ShownColumn,
    columns_in_order,
    problem_of,
)
from yishi_desktop.domain.ledger.rows import ledger_rows
from yishi_desktop.domain.text import clean_line
from yishi_desktop.domain.township.tables import tables_of
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.kinds import LAYOUT, LAYOUT_USED
from yishi_desktop.services.office import Office

STANDARD_NAME = "标准版式"
LONGEST_NAME = 20
_SAFE = "版式没有存，原来的没有动。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Used:
    name: str = ""


def tables() -> tuple[Table, ...]:
    """The sheets a layout speaks of, without rows, with every column a village keeps; 年度汇总 has none to arrange."""
    day = date(2026, 1, 1)
    return tables_of(ledger_rows([], day, day))


def layouts(office: Office) -> tuple[Layout, ...]:
    """The layouts kept here, by name."""
    found = (office.read(one.payload, Layout) for one in office.store.records.current(LAYOUT))
    return tuple(sorted(found, key=lambda one: one.name))


def used(office: Office) -> Layout:
    """The layout in use; the program's own when none was chosen."""
    chosen = office.store.records.get(LAYOUT_USED)
    if chosen is None or chosen.deleted:
        return STANDARD
    name = office.read(chosen.payload, _Used).name
    return next((one for one in layouts(office) if one.name == name), STANDARD)


def named(office: Office, name: str) -> Layout:
    """The layout of a name. `UserError` names those there are."""
    known = {STANDARD_NAME: STANDARD} | {one.name: one for one in layouts(office)}
    if name not in known:
        raise UserError(f"没有叫“{name}”的版式。", "没有写文件。", f"现有的：{'、'.join(known)}。")
    return known[name]


def use(office: Office, name: str) -> Changed:
    """Use a layout from now on."""
    wanted = named(office, name)
    office.keep(LAYOUT_USED, LAYOUT_USED, _Used(name=wanted.name), f"台账用“{wanted.name or STANDARD_NAME}”")
    return Changed.one(LAYOUT_USED, LAYOUT_USED)


def save(office: Office, layout: Layout) -> Changed:
    """Keep a layout under its name, in place of one of that name, and use it. `UserError` says what is wrong with it."""
    layout = tidied(layout)
    if not layout.name or layout.name == STANDARD_NAME or len(layout.name) > LONGEST_NAME:
        raise UserError("版式要有自己的名字。", _SAFE, f"请写一个，最多{LONGEST_NAME}字，例如“镇里要的”。")
    for table in tables():
        if wrong := problem_of(layout.columns_of(table.id), table) if layout.columns_of(table.id) else "":
            raise UserError(wrong, _SAFE, "请改好再存。")
    with office.store.database.atomic():
        office.keep(_id(layout.name), LAYOUT, layout, f"台账版式“{layout.name}”")
        use(office, layout.name)
    return Changed(frozenset({LAYOUT, LAYOUT_USED}), frozenset({_id(layout.name), LAYOUT_USED}))


def remove(office: Office, name: str) -> Changed:
    """Take a layout out of the list; the program's own is used when it was in use."""
    office.withdraw(_id(name), LAYOUT, f"删去台账版式“{name}”")
    return Changed.one(LAYOUT, _id(name))


def tidied(layout: Layout) -> Layout:
    """The layout with clean names; a name equal to the ledger's own is none, a sheet as the program has it is left out."""
    plain = {table.id: {one.id: one.label for one in table.headings} for table in tables()}
    usual = {table.id: columns_in_order(table, STANDARD) for table in tables()}
    sheets = (
        SheetLayout(id=sheet.id, columns=_tidied(sheet.columns, plain[sheet.id]))
        for sheet in layout.sheets
        if sheet.id in plain
    )
    changed = tuple(sheet for sheet in sheets if sheet.columns != usual[sheet.id])
    return replace(layout, name=clean_line(layout.name), sheets=changed)


def _tidied(columns: Iterable[ShownColumn], plain: dict[str, str]) -> tuple[ShownColumn, ...]:
    cleaned = ((one, clean_line(one.label)) for one in columns)
    return tuple(
        replace(one, label="" if label == plain.get(one.id, "") else label) for one, label in cleaned
    )


def _id(name: str) -> str:
    return f"layout-{hashlib.sha256(name.encode()).hexdigest()[:24]}"
