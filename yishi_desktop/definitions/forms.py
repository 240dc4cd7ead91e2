"""Reads the papers, and refuses one that names what the program does not know or posts what must not be posted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.formats import Format, MisfitError, Reading
from yishi_desktop.definitions.structuring import read_toml, structure
from yishi_desktop.domain.album import Photo
from yishi_desktop.domain.conditions import CONDITIONS
from yishi_desktop.domain.forms.form import (
    RECIPIENT,
    ROW,
    ROW_NUMBER,
    SLOT,
    Block,
    BodyBlock,
    ChartBlock,
    CutBlock,
    Form,
    Line,
    PhotosBlock,
    SealBlock,
    SlipsBlock,
    TableBlock,
    TextBlock,
    TitleBlock,
    When,
    conditions_of,
    line_of,
    lines_of,
    photos_of,
    rows_of,
    slots,
)
from yishi_desktop.domain.printable import Printed, lookup, privacy_of
from yishi_desktop.domain.printed import (
    afterwards,
    archive,
    box,
    days,
    handover,
    look_backs,
    meeting,
    people,
    photos,
    remarks,
    result,
    vote,
    year,
)
from yishi_desktop.paths import data_root

REGISTERING = (
    meeting,
    vote,
    result,
    afterwards,
    archive,
    people,
    photos,
    days,
    look_backs,
    remarks,
    handover,
    box,
    year,
)
"""Imported so that their values are known before the first form is read."""

_BLOCKS: dict[str, type[Any]] = {
    "title": TitleBlock,
    "body": BodyBlock,
    "text": TextBlock,
    "table": TableBlock,
    "seal": SealBlock,
    "cut": CutBlock,
    "slips": SlipsBlock,
    "photos": PhotosBlock,
    "chart": ChartBlock,
}
_BRACED = re.compile(r"\{[^{}]*\}?|\}")


def load_forms(folder: Path | None = None) -> dict[str, Form]:
    """Every paper of a folder by its id.

    `DefinitionError` names the file and the block of the first paper that cannot be used.
    """
    folder = folder or data_root() / "forms"
    forms = map(load_form, sorted(folder.glob("*.toml")))
    return {form.id: form for form in forms}


def load_form(path: Path) -> Form:
    """One paper; `DefinitionError` names the block that cannot be used."""
    form = structure(_FORMAT, read_toml(path), Form, path.name)
    _refuse_form(form, path)
    return form


# --- structuring -----------------------------------------------------------------------------------------------


def _line(value: Any, reading: Reading) -> Line:
    return line_of(value) if isinstance(value, str) else reading.fields(value, Line)


def _lines(value: Any, reading: Reading) -> tuple[Line, ...]:
    items = value.strip("\n").split("\n") if isinstance(value, str) else value
    if not isinstance(items, list):
        raise MisfitError(f"应当是一段文字或者若干行，却是{value!r}")
    return tuple([reading.read(item, Line) for item in items])


def _block(value: Any, reading: Reading) -> Block:
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind not in _BLOCKS:
        raise MisfitError(f"没有 {kind!r} 这种块（{'、'.join(_BLOCKS)}）")
    return reading.read(value, _BLOCKS[kind])  # type: ignore[no-any-return]


_FORMAT = Format({Line: _line, tuple[Line, ...]: _lines, Block: _block})


# --- refusals --------------------------------------------------------------------------------------------------


def _refuse_form(form: Form, path: Path) -> None:
    if form.id != path.stem:
        raise DefinitionError(path.name, f"id 应当和文件名一样，却是 {form.id}")
    if not (form.source.strip() and form.clause.strip()):
        raise DefinitionError(path.name, "没有写依据的文件和条款")
    _refuse_slots(form, Line(text=form.title), path.name)
    if form.when:
        _refuse_when(replace(form, posted=False), form.when, path.name)
    printed = {name for block in form.block for line in lines_of(block) for name in slots(line.text)}
    for name in form.must:
        if name not in printed:
            raise DefinitionError(path.name, f"must 里的 {name} 在文书里没有用到")
    for name in filter(None, (form.each, form.dated)):
        _refuse_name(form, name, path.name)
    for number, block in enumerate(form.block, start=1):
        _refuse_block(form, block, f"{path.name} 第{number}块（{block.kind}）")


def _refuse_block(form: Form, block: Block, place: str) -> None:
    for when in conditions_of(block):
        _refuse_when(form, when, place)
    for line, rows in _lines_with_rows(block):
        _refuse_slots(form, line, place, rows)
    for name in photos_of(block):
        if _refuse_name(form, name, place).about.row is not Photo:
            raise DefinitionError(place, f"{name} 不是照片")
    for row in rows_of(block):
        if row.each and _refuse_name(form, row.each, place).about.kind != "rows":
            raise DefinitionError(place, f"{row.each} 不是可以逐行打印的内容")
        _refuse_width(block, row.cells, place)


def _lines_with_rows(block: Block) -> Iterator[tuple[Line, str]]:
    """Every line with the name of the rows it repeats over, empty where it does not."""
    if not isinstance(block, TableBlock):
        yield from ((line, "") for line in lines_of(block))
        return
    for row in block.rows:
        for cell in row.cells:
            yield Line(text=cell.label), row.each
            yield from ((line, row.each) for line in cell.text)


def _refuse_width(block: Block, cells: tuple[Any, ...], place: str) -> None:
    if isinstance(block, TableBlock) and sum(cell.span for cell in cells) > len(block.columns):
        raise DefinitionError(place, "一行的格子比列数多")


def _refuse_when(form: Form, when: When, place: str) -> None:
    if bool(when.rule) == bool(when.filled):
        raise DefinitionError(place, "条件要写 rule 或者 filled，只写一个")
    if when.rule and when.rule not in CONDITIONS:
        raise DefinitionError(place, f"用到没有的条件 {when.rule}")
    if when.filled:
        _refuse_name(form, when.filled, place)


def _refuse_slots(form: Form, line: Line, place: str, rows: str = "") -> None:
    for braced in _BRACED.findall(line.text):
        if not SLOT.fullmatch(braced):
            raise DefinitionError(
                place, f"{braced} 写得不对，应当像 {{topic.title}}、{{topic.title:8}} 或者 {{topic.title:☐}}"
            )
    for name in slots(line.text):
        if name.startswith(ROW):
            _refuse_column(form, name.removeprefix(ROW), rows, place)
        elif name != RECIPIENT:
            _refuse_name(form, name, place)


def _refuse_name(form: Form, name: str, place: str) -> Printed:
    """The value of that name, if there is one and this paper may print it."""
    value = lookup(name)
    if value is None:
        raise DefinitionError(place, f"用到没有登记的 {{{name}}}")
    if form.posted and privacy_of(value) != "public":
        raise DefinitionError(place, f"张贴的文书不能用“{value.about.label}”（{{{name}}}）")
    return value


def _refuse_column(form: Form, column: str, rows: str, place: str) -> None:
    if not rows:
        raise DefinitionError(place, f"{{row.{column}}} 只能用在 each 的行里")
    value = _refuse_name(form, rows, place)
    if column == ROW_NUMBER:
        return
    if column not in value.columns:
        raise DefinitionError(place, f"{rows} 没有 {column} 这一列")
    if form.posted and privacy_of(value, column) != "public":
        raise DefinitionError(place, f"张贴的文书不能用“{value.columns[column].label}”（{{row.{column}}}）")
