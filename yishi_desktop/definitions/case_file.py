"""Case files and village files: one matter, or one roster, as readable JSON in and out.

A file is taken whole or refused whole, with the place named. What never leaves the village's machine (telephone
numbers) is left out on the way out unless the caller says that the file stays there.
"""

import json
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar

from yishi_desktop.definitions.codec import from_json, to_json
from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.facts import facts_of
from yishi_desktop.domain.people import Organisation, Person
from yishi_desktop.domain.privacy import STAYS_IN_THE_VILLAGE, without
from yishi_desktop.domain.text import cleaned

T = TypeVar("T")

CASE_FORMAT = "yishi-case"
VILLAGE_FORMAT = "yishi-village"
VERSION = 2
"""The schema of case files: 1 the first, 2 with the photos' contents. A file without them is written as 1, for older
programs; those say of a 2 that it was written by a newer one.
"""
_WITHOUT_PHOTOS = 1
MOST_PHOTOS, LARGEST_PHOTO, PHOTOS_TOGETHER = 300, 8 << 20, 40 << 20
"""Photos a file may carry, and bytes of one and of all of them; kept ones have about half a million each."""
LARGEST_COUNT = 9_999_999
"""No village has more people than this; a larger count is a slip of the keyboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPhoto:
    """What is to be seen on one of the matter's photos: `content` is the SHA-256 by which the matter names it, `jpeg` the
    picture in Base64.
    """

    content: str
    jpeg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One matter, and the organisation it belongs to when the file names it."""

    case: Case
    organisation: Organisation | None = None
    seal: str = ""
    """The code of the seal on exactly this state, where the matter is archived; told to people, never relied on."""
    photos: tuple[CarriedPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageFile:
    """An organisation and its roster."""

    organisation: Organisation
    people: tuple[Person, ...] = ()


def read_case_file(content: bytes, name: str) -> CaseFile:
    """The matter in a file. `DefinitionError` names file and spot when any part of it cannot be used."""
    return _read(content, name, CASE_FORMAT, CaseFile)


def write_case_file(file: CaseFile, *, with_private: bool = False) -> bytes:
    """The same matter as bytes: always the same bytes for the same facts."""
    return _written(file, CASE_FORMAT, with_private=with_private)


def carried_photos(file: CaseFile, name: str) -> dict[str, bytes]:
    """The photos a file carries, by the SHA-256 of their content. `DefinitionError` for one that is not what it is called
    or that the matter does not have, and for more than a file may carry.
    """
    if len(file.photos) > MOST_PHOTOS:
        raise DefinitionError(name, f"照片太多，超过{MOST_PHOTOS}张")
    wanted = {photo.content for photo in file.case.photos}
    found: dict[str, bytes] = {}
    for number, photo in enumerate(file.photos):
        content = _decoded(photo, f"photos[{number}]", name)
        if photo.content not in wanted or photo.content in found:
            raise DefinitionError(name, f"案卷里没有说到这张照片 @ photos[{number}]")
        found[photo.content] = content
    if sum(map(len, found.values())) > PHOTOS_TOGETHER:
        raise DefinitionError(name, "照片一共大得不正常")
    return found


def _decoded(photo: CarriedPhoto, spot: str, name: str) -> bytes:
    try:
        content = b64decode(photo.jpeg, validate=True)
    except ValueError as error:
        raise DefinitionError(name, f"照片的内容写坏了 @ {spot}.jpeg") from error
    if len(content) > LARGEST_PHOTO:
        raise DefinitionError(name, f"照片大得不正常 @ {spot}.jpeg")
    if sha256(content).hexdigest() != photo.content:
        raise DefinitionError(name, f"照片和记下的不一样，路上坏了或者被换过 @ {spot}")
    return content


def read_village_file(content: bytes, name: str) -> VillageFile:
    """The organisation and roster in a file; refused like a case file, and when an id stands twice."""
    file = _read(content, name, VILLAGE_FORMAT, VillageFile)
    _refuse_twice((person.id for person in file.people), name)
    return file


def write_village_file(file: VillageFile, *, with_private: bool = False) -> bytes:
    """Organisation and roster as bytes."""
    return _written(file, VILLAGE_FORMAT, with_private=with_private)


def _read(content: bytes, name: str, wanted: str, record: type[T]) -> T:
    data = _parsed(content, name)
    _refuse_other_formats(data, wanted, name)
    body = {key: value for key, value in data.items() if key not in ("format", "version")}
    file = _cleaned(from_json(body, record, name))
    _refuse_impossible(file, name, "")
    return file


def _cleaned(file: T) -> T:
    """Pictures are no texts, and there are megabytes of them."""
    if not isinstance(file, CaseFile):
        return cleaned(file)
    return replace(cleaned(replace(file, photos=())), photos=file.photos)


def _parsed(content: bytes, name: str) -> Mapping[str, Any]:
    try:
        data = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        raise DefinitionError(name, "不是UTF-8编码的文字文件") from error
    except json.JSONDecodeError as error:
        raise DefinitionError(name, f"第{error.lineno}行第{error.colno}列不是正确的JSON") from error
    except RecursionError as error:
        raise DefinitionError(name, "一层套一层太深，不是本程序写的文件") from error
    except ValueError as error:
        raise DefinitionError(name, str(error)) from error
    if not isinstance(data, dict):
        raise DefinitionError(name, "最外面应当是一对花括号")
    return data


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"项目 {key} 写了两次")
        found[key] = value
    return found


def _no_constant(constant: str) -> Any:
    raise ValueError(f"{constant} 不是数")


def _refuse_other_formats(data: Mapping[str, Any], wanted: str, name: str) -> None:
    if data.get("format") != wanted:
        raise DefinitionError(name, f"不是要的文件：format 应当是 {wanted}")
    version, newest = data.get("version"), newest_version(wanted)
    if type(version) is int and version > newest:
        raise DefinitionError(name, f"是新版本程序写的（第{version}版），请先更新本程序")
    if type(version) is not int or version < _WITHOUT_PHOTOS:
        raise DefinitionError(name, f"version 应当是 {newest}")


def newest_version(wanted: str) -> int:
    """The newest schema of a format that this program reads."""
    return VERSION if wanted == CASE_FORMAT else _WITHOUT_PHOTOS


def _refuse_impossible(record: object, name: str, spot: str) -> None:
    """What the types allow and life does not: counts below nothing, and records without an id."""
    known = facts_of(type(record))
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        here = f"{spot}.{field.name}" if spot else field.name
        if field.name == "id" and not value:
            raise DefinitionError(name, f"编号不能空着 @ {here}")
        if field.name in known and known[field.name].kind == "count":
            _refuse_count(value, known[field.name].label, name, here)
        for place, part in _parts(value, here):
            _refuse_impossible(part, name, place)


def _refuse_count(value: int | None, label: str, name: str, spot: str) -> None:
    if value is not None and not 0 <= value <= LARGEST_COUNT:
        raise DefinitionError(name, f"{label}是{value}，应当是0到{LARGEST_COUNT}之间的整数 @ {spot}")


def _parts(value: object, spot: str) -> Iterable[tuple[str, object]]:
    if isinstance(value, tuple):
        return [(f"{spot}[{i}]", item) for i, item in enumerate(value) if is_dataclass(item)]
    return [(spot, value)] if is_dataclass(value) else []


def _refuse_twice(ids: Iterable[str], name: str) -> None:
    seen: set[str] = set()
    for number, one in enumerate(ids):
        if one in seen:
            raise DefinitionError(name, f"编号 {one} 写了两次 @ people[{number}].id")
        seen.add(one)


def _written(file: CaseFile | VillageFile, wanted: str, *, with_private: bool) -> bytes:
    body = to_json(file if with_private else without(file, STAYS_IN_THE_VILLAGE))
    version = VERSION if isinstance(file, CaseFile) and file.photos else _WITHOUT_PHOTOS
    text = json.dumps({"format": wanted, "version": version, **body}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()
