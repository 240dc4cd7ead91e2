"""What the visible sheets of a ledger file have to show, by what its machine sheet says; and how that is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from yishi_desktop.domain.ledger.columns import Heading, Row, Table
from yishi_desktop.domain.ledger.layout import Layout, arranged
from yishi_desktop.domain.ledger.rows import Ledger
from yishi_desktop.domain.township.tables import tables_of, village_tables
from yishi_desktop.domain.township.union import unite
from yishi_desktop.ledger_files.deliveries import Sent, as_a_ledger, minimum_json, value_json, value_of
from yishi_desktop.ledger_files.machine_sheet import MachineSheet
from yishi_desktop.ledger_files.schema import written_in

Json = Mapping[str, Any]


def tables_json(ledger: Ledger) -> dict[str, Any]:
    """The rows of a ledger's tables by the ids of their columns, and the yearly number they are held against."""
    tables = {
        table.id: {
            "columns": [heading.id for heading in table.headings],
            "rows": [_row_json(row) for row in table.rows],
        }
        for table in tables_of(ledger)
    }
    return {"tables": tables, "minimum": minimum_json(ledger.summary.minimum)}


def shown_json(ledger: Ledger, layout: Layout) -> dict[str, Any]:
    """Which columns the sheets show, where a layout has changed that: for comparing what is seen with what is said."""
    shown = {table.id: [one.id for one in arranged(table, layout).headings] for table in tables_of(ledger)}
    plain = {table.id: [one.id for one in table.headings] for table in tables_of(ledger)}
    changed = {name: columns for name, columns in shown.items() if columns != plain[name]}
    return {"shown": changed} if changed else {}


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "case": row.case_id,
        "session": row.session,
        "values": [value_json(value) for value in row.values],
    }


def shown_in(sheet: MachineSheet, sent: Sent) -> tuple[Table, ...]:
    """The tables the sheets of the file have to show, as its own program wrote them; `UserError` as `sent_in`."""
    payload = sheet.payload
    with as_a_ledger():
        if "villages" in payload:
            return village_tables(unite(sent.deliveries), written_in(payload, sent.deliveries))
        tables = tuple(_table(name, table) for name, table in payload["tables"].items())
        shown = payload.get("shown", {})
        return tuple(_seen(table, shown[table.id]) if table.id in shown else table for table in tables)


def _table(name: str, data: Json) -> Table:
    headings = tuple(Heading(str(column), str(column), "text", 1) for column in data["columns"])
    rows = (
        Row(tuple(value_of(value) for value in row["values"]), str(row["case"]), row["session"])
        for row in data["rows"]
    )
    return Table(name, name, headings, tuple(rows))


def _seen(table: Table, columns: Sequence[str]) -> Table:
    """The table with the columns its sheet shows, in their order."""
    places = [[one.id for one in table.headings].index(column) for column in columns]
    rows = (Row(tuple(row.values[n] for n in places), row.case_id, row.session) for row in table.rows)
    return Table(table.id, table.title, tuple(table.headings[n] for n in places), tuple(rows))
