"""Deliveries on their way from the process that read a file to the one that asked: as in a file, with each case as its text.

The text is what makes two copies of a case the same one, and the asking side needs nothing else of it; so a case is
taken apart and written again once, not on both sides.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from yishi_desktop.domain.township.union import Delivery, Record
from yishi_desktop.ledger_files.deliveries import delivery_json, delivery_of, line_json, line_of


def carried_json(deliveries: Iterable[Delivery]) -> list[dict[str, Any]]:
    """Plain JSON."""
    return [delivery_json(delivery, _record_json) for delivery in deliveries]


def _record_json(record: Record) -> dict[str, Any]:
    return {
        "id": record.record_id,
        "number": record.number,
        "title": record.title,
        "revisions": record.revisions,
        "draft": record.draft,
        "seal": record.seal,
        "case": record.case,
        "lines": list(map(line_json, record.lines)),
    }


def carried(payload: Iterable[Mapping[str, Any]]) -> tuple[Delivery, ...]:
    """What `carried_json` wrote, read back."""
    return tuple(delivery_of(one, map(_record, one["records"])) for one in payload)


def _record(data: Mapping[str, Any]) -> Record:
    return Record(
        record_id=data["id"],
        number=data["number"],
        title=data["title"],
        revisions=tuple(data["revisions"]),
        draft=data["draft"],
        case=data["case"],
        lines=tuple(map(line_of, data["lines"])),
        seal=data["seal"],
    )
