"""Reads what a county sets, and refuses the whole file when one thing in it cannot be, naming the place."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.formats import Format
from yishi_desktop.definitions.structuring import structure
from yishi_desktop.domain.county_file import CountyFile
from yishi_desktop.domain.forms.form import Form, TitleBlock
from yishi_desktop.domain.forms.rewording import pieces, problems
from yishi_desktop.domain.overlay import problem_of
from yishi_desktop.domain.people import CountyName
from yishi_desktop.domain.procedure import Procedure
from yishi_desktop.domain.registry import FACTS

LONGEST_NAME, LONGEST_TITLE = 20, 40
_KEYS = {one: one for one in ("number", "step", "paper", "fact", "sheet", "column")}
_FORMAT = Format()


def plain(data: bytes) -> dict[str, Any]:
    """The file as plain JSON, days as words; `DefinitionError` when it is not TOML."""
    try:
        return _without_days(tomllib.loads(data.decode("utf-8-sig")))  # type: ignore[no-any-return]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DefinitionError("文件", f"不是正确的TOML文件（{error}）") from error


def _without_days(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_days(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_days(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def county_file(
    content: Mapping[str, Any],
    place: str,
    procedures: Mapping[str, Procedure],
    forms: Mapping[str, Form],
    columns: Mapping[str, Iterable[str]],
) -> CountyFile:
    """The file, looked over whole. `DefinitionError` names the place of the first thing that cannot be.

    `columns` are the ids of the ledger's columns, sheet by sheet.
    """
    read = structure(_FORMAT, content, CountyFile, place, _KEYS)
    for wrong in _wrong(read, procedures, forms, columns):
        raise DefinitionError(place, wrong)
    return read


def _wrong(
    read: CountyFile,
    procedures: Mapping[str, Procedure],
    forms: Mapping[str, Form],
    columns: Mapping[str, Iterable[str]],
) -> Iterator[str]:
    yield from _wrong_head(read, procedures)
    procedure = procedures[read.procedure]
    yield from _wrong_numbers(read, procedure)
    steps = {step.id for step in procedure.steps}
    yield from (f"step {one.id}：这份办事依据没有这一步" for one in read.step if one.id not in steps)
    yield from (f"paper {one.id}：没有这种文书" for one in read.paper if one.id not in forms)
    yield from (f"fact {one.id}：没有登记的字段" for one in read.fact if one.id not in FACTS)
    for name in read.names():
        yield from _wrong_name(name)
    for paper in read.paper:
        if paper.title:
            yield from _wrong_title(paper.id, paper.title, forms[paper.id])
    yield from _wrong_columns(read, columns)


def _wrong_head(read: CountyFile, procedures: Mapping[str, Procedure]) -> Iterator[str]:
    if not read.name.strip() or len(read.name) > LONGEST_NAME:
        yield f"name：要写这份规定叫什么，最多{LONGEST_NAME}字"
    if not read.by.strip():
        yield "by：没有写谁定的（哪一级、哪个文件）"
    if read.procedure not in procedures:
        yield f"procedure：没有办事依据 {read.procedure}（{'、'.join(sorted(procedures))}）"
    try:
        _ = read.since_day
    except ValueError:
        yield f"since：{read.since}不是日期，要写成2026-01-01"


def _wrong_numbers(read: CountyFile, procedure: Procedure) -> Iterator[str]:
    known = {number.id: number for number in procedure.numbers}
    for one in read.number:
        number = known.get(one.id)
        if number is None:
            yield f"number {one.id}：这份办事依据没有这个数"
        elif not number.adjustable:
            yield f"number {one.id}：“{number.label}”是文件定死的，县里不能改"
        elif said := problem_of(number, one.value):
            yield f"number {one.id}：{said.rstrip('。')}"
    yield from _twice("number", (one.id for one in read.number))


def _wrong_name(one: CountyName) -> Iterator[str]:
    spot = f"{one.kind.value} {one.id}"
    if not one.name.strip() or len(one.name) > LONGEST_NAME:
        yield f"{spot}：name要写本地的叫法，最多{LONGEST_NAME}字"
    if len(one.title) > LONGEST_TITLE:
        yield f"{spot}：title最多{LONGEST_TITLE}字"
    if "\n" in one.name + one.title:
        yield f"{spot}：名字要写在一行里"


def _wrong_title(form_id: str, title: str, form: Form) -> Iterator[str]:
    """A title is a piece of wording, and held to the same rules."""
    if form.fixed:
        yield f"paper {form_id}：这份文书照文件附件原样印，纸上的标题不能改"
        return
    titles = [block for block in form.block if isinstance(block, TitleBlock)]
    if not titles:
        yield f"paper {form_id}：这份文书没有标题"
        return
    first = next(piece for piece in pieces(form) if piece.text == titles[0].text[0].text)
    for problem in problems(form, {first.place: title}):
        yield f"paper {form_id}：title {problem.sentence.rstrip('。')}"


def _wrong_columns(read: CountyFile, columns: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for sheet in read.sheet:
        if sheet.id not in columns:
            yield f"sheet {sheet.id}：台账没有这张表（{'、'.join(columns)}）"
            continue
        known = set(columns[sheet.id])
        yield from (f"sheet {sheet.id}：没有 {one.id} 这一栏" for one in sheet.column if one.id not in known)
        yield from _twice(f"sheet {sheet.id}", (one.id for one in sheet.column))
    yield from _twice("sheet", (one.id for one in read.sheet))
    for kind, ones in (("step", read.step), ("paper", read.paper), ("fact", read.fact)):
        yield from _twice(kind, (one.id for one in ones))


def _twice(kind: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield f"{kind} {one}：写了两次"
        seen.add(one)
