"""The JSON Schema of case files, generated from the facts, so that it cannot lag behind them."""

import json
import sys
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from yishi_desktop.definitions.case_file import (
    CASE_FORMAT,
    LARGEST_COUNT,
    VILLAGE_FORMAT,
    CaseFile,
    VillageFile,
    newest_version,
)
from yishi_desktop.definitions.generated import deliver
from yishi_desktop.domain.facts import Choice, Fact

Schema = dict[str, Any]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    time: {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
}
_PRIVACY = {"internal": "内部使用，不上墙", "never": "不离开本村电脑"}


def case_schema() -> Schema:
    """The schema of a case file, as a JSON value."""
    return _file_schema(CaseFile, CASE_FORMAT, "议事协商事项文件")


def village_schema() -> Schema:
    """The schema of a village file, as a JSON value."""
    return _file_schema(VillageFile, VILLAGE_FORMAT, "村（社区）和名册文件")


def schema_text(schema: Schema) -> str:
    """A schema as it stands in docs/."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _file_schema(record: type[Any], wanted: str, title: str) -> Schema:
    definitions: dict[str, Schema] = {}
    body = _record(record, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **body,
        "properties": {
            "format": {"const": wanted},
            "version": _versions(wanted),
            **body["properties"],
        },
        "required": ["format", "version", *body["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def _versions(wanted: str) -> Schema:
    return {"oneOf": [{"const": version} for version in range(1, newest_version(wanted) + 1)]}


def _record(record: type[Any], definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(record)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {f.name: _property(f, hints[f.name], definitions) for f in fields(record)},
        "required": [f.name for f in fields(record) if f.default is MISSING],
    }


def _property(field: Field[Any], hint: Any, definitions: dict[str, Schema]) -> Schema:
    schema = dict(_type(hint, definitions))
    fact: Fact | None = field.metadata.get("fact")
    if fact is None:
        return {**schema, "minLength": 1} if field.name == "id" else schema
    if fact.kind == "count":
        schema |= {"minimum": 0, "maximum": LARGEST_COUNT}
    return {"title": fact.label, **_description(fact), **schema}


def _description(fact: Fact) -> Schema:
    notes = (
        fact.help,
        f"单位：{fact.unit}" if fact.unit else "",
        f"纸上大约放{fact.limit}个字" if fact.limit else "",
        _PRIVACY.get(fact.privacy, ""),
    )
    text = "；".join(note for note in notes if note)
    return {"description": text} if text else {}


def _type(hint: Any, definitions: dict[str, Schema]) -> Schema:
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0], definitions)}
    if is_dataclass(hint) or issubclass(hint, Choice):
        return _reference(hint, definitions)
    return _PLAIN[hint]


def _reference(hint: Any, definitions: dict[str, Schema]) -> Schema:
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}
        definitions[hint.__name__] = (
            _choices(hint) if issubclass(hint, Choice) else _record(hint, definitions)
        )
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _choices(choices: type[Choice]) -> Schema:
    return {"oneOf": [{"const": choice.value, "title": choice.label} for choice in choices]}


if __name__ == "__main__":  # pragma: no cover
    deliver("case-file.schema.json", schema_text(case_schema()), sys.argv)
