"""What a ledger file says of its village, as plain JSON in the machine sheet and back.

A village's file holds one delivery, a township's merged file one for every file it was made from, so that merged
files can be merged again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from yishi_desktop.definitions.codec import from_json
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.counting import YearlyMinimum
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.ledger.columns import Share, Value
from yishi_desktop.domain.people import Organisation
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.domain.township.union import Delivery, Line, Record, Withdrawn
from yishi_desktop.ledger_files.machine_sheet import MachineSheet

Json = Mapping[str, Any]
# What of the organisation the township needs to tell villages apart; no telephone, no person.
SHARED = ("id", "province", "city", "county", "township", "name", "code", "procedure")
_FOREIGN = (DefinitionError, KeyError, TypeError, ValueError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Sent:
    """Everything in one file: its deliveries, and whether it may leave the village."""

    deliveries: tuple[Delivery, ...]
    masked: bool


# --- writing ---------------------------------------------------------------------------------------------------


def organisation_json(organisation: Organisation) -> dict[str, Any]:
    """The part of an organisation that may be in a file for the township."""
    return {name: getattr(organisation, name) for name in SHARED} | {"kind": organisation.kind.value}


def value_json(value: Value) -> Any:
    """A value of a table as plain JSON."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"part": value.part, "whole": value.whole} if isinstance(value, Share) else value


def minimum_json(minimum: YearlyMinimum | None) -> dict[str, Any] | None:
    """The yearly number a village is held against."""
    if minimum is None:
        return None
    return {"number": minimum.number, "demanded": minimum.demanded, "basis": minimum.basis}


def deliveries_json(deliveries: Iterable[Delivery]) -> list[dict[str, Any]]:
    """Deliveries as a merged file keeps them."""
    return list(each_delivery_json(deliveries))


def each_delivery_json(deliveries: Iterable[Delivery]) -> Iterator[dict[str, Any]]:
    """The same, one at a time."""
    return (delivery_json(delivery, _record_json) for delivery in deliveries)


def delivery_json(delivery: Delivery, record_json: Callable[[Record], dict[str, Any]]) -> dict[str, Any]:
    """A delivery, each of its records as `record_json` writes it."""
    answers = [{"remark": one, "text": text, "on": on.isoformat()} for one, text, on in delivery.answers]
    withdrawn = [_withdrawn_json(one) for one in delivery.withdrawn]
    return {
        **({"answers": answers} if answers else {}),
        **({"withdrawn": withdrawn} if withdrawn else {}),
        **({"source": delivery.source} if delivery.source else {}),
        "organisation": organisation_json(delivery.village),
        "from": delivery.from_day.isoformat(),
        "until": delivery.until_day.isoformat(),
        "filled_on": delivery.filled_on.isoformat(),
        "minimum": minimum_json(delivery.minimum),
        "records": list(map(record_json, delivery.records)),
    }


def _withdrawn_json(one: Withdrawn) -> dict[str, Any]:
    return {"id": one.record_id, "revisions": list(one.revisions), "number": one.number, "title": one.title}


def _record_json(record: Record) -> dict[str, Any]:
    return {
        "id": record.record_id,
        "revisions": list(record.revisions),
        "draft": record.draft,
        **({"seal": record.seal} if record.seal else {}),
        "case": json.loads(record.case),
        "lines": list(map(line_json, record.lines)),
    }


def line_json(line: Line) -> dict[str, Any]:
    """A row of a table."""
    return {
        "table": line.table,
        "session": line.session,
        "values": {column: value_json(value) for column, value in line.values},
        **({"row": line.row} if line.row else {}),
    }


# --- reading ---------------------------------------------------------------------------------------------------


def sent_in(sheet: MachineSheet) -> Sent:
    """What the machine sheet of a file says; `UserError` when it was not written by this program as a ledger."""
    payload = sheet.payload
    with as_a_ledger():
        if "villages" in payload:
            deliveries = tuple(_merged_delivery(one) for one in payload["villages"])
            deliveries[0]  # a merged file without a village was not made by this program
            return Sent(deliveries, masked=True)
        return Sent((_village_delivery(payload),), masked=bool(payload["masked"]))


@contextmanager
def as_a_ledger() -> Iterator[None]:
    """Whatever is missing or of another kind means that the file is no ledger of this program."""
    try:
        yield
    except _FOREIGN as error:
        raise UserError(
            "隐藏的数据页里缺少合并要用的内容，可能是旧版程序导出的。",
            "现有的资料没有受影响。",
            "请让对方用新版程序重新导出一份。",
        ) from error


def deliveries_of(payload: Iterable[Json]) -> tuple[Delivery, ...]:
    """What `deliveries_json` wrote, read back."""
    return tuple(map(_merged_delivery, payload))


def _village_delivery(payload: Json) -> Delivery:
    lines: dict[str, list[Line]] = {case["id"]: [] for case in payload["cases"]}
    for table, content in payload["tables"].items():
        _, *columns = map(str, content["columns"])
        for row in content["rows"]:
            first, *values = map(value_of, row["values"])
            number = first if isinstance(first, int) else 0
            line = Line(str(table), row["session"], tuple(zip(columns, values, strict=True)), number)
            lines[str(row["case"])].append(line)
    records = (_record(case, tuple(lines[case["id"]])) for case in payload["cases"])
    return delivery_of(payload, records)


def _merged_delivery(payload: Json) -> Delivery:
    records = (
        _record(record, tuple(line_of(line) for line in record["lines"])) for record in payload["records"]
    )
    return delivery_of(payload, records)


def delivery_of(payload: Json, records: Iterable[Record]) -> Delivery:
    """What `delivery_json` wrote, with its records read already."""
    return Delivery(
        village=_organisation(payload["organisation"]),
        from_day=date.fromisoformat(payload["from"]),
        until_day=date.fromisoformat(payload["until"]),
        filled_on=date.fromisoformat(payload["filled_on"]),
        minimum=YearlyMinimum(**payload["minimum"]) if payload["minimum"] else None,
        records=tuple(sorted(records, key=lambda record: record.record_id)),
        answers=tuple(_answer(one) for one in payload.get("answers", ())),
        withdrawn=tuple(_withdrawn(one) for one in payload.get("withdrawn", ())),
        source=str(payload.get("source", "")),
    )


def _withdrawn(data: Json) -> Withdrawn:
    revisions = tuple(map(str, data["revisions"]))
    return Withdrawn(
        record_id=str(data["id"]),
        revisions=revisions,
        number=str(data.get("number", "")),
        title=str(data.get("title", "")),
    )


def _answer(data: Json) -> tuple[str, str, date]:
    return str(data["remark"]), str(data["text"]), date.fromisoformat(data["on"])


def _organisation(data: Json) -> Organisation:
    return from_json({name: data[name] for name in (*SHARED, "kind")}, Organisation, "台账")


def _record(data: Json, lines: tuple[Line, ...]) -> Record:
    case = data["case"]
    return Record(
        record_id=str(data["id"]),
        number=str(case.get("number", "")),
        title=str(case.get("topic", {}).get("title", "")),
        revisions=tuple(str(revision) for revision in data["revisions"]),
        draft=bool(data.get("draft", False)),
        case=canonical_json(case),
        lines=lines,
        seal=str(data.get("seal", "")),
    )


def line_of(data: Json) -> Line:
    """What `line_json` wrote."""
    values = tuple((str(column), value_of(value)) for column, value in data["values"].items())
    return Line(str(data["table"]), data["session"], values, int(data.get("row", 0)))


def value_of(data: Any) -> Value:
    """What `value_json` wrote, read back. `TypeError` or `KeyError` for anything else."""
    if data is None or isinstance(data, str | int):
        return data
    if isinstance(data, dict):
        return date.fromisoformat(data["day"]) if "day" in data else Share(data["part"], data["whole"])
    raise TypeError(f"not a value of a ledger: {data!r}")
