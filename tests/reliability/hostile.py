"""Workbooks made to harm whoever opens them: named ones, and as many mutated ones as wanted."""

import random
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.soaking import times

SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
MIB = 1 << 20
ROWS = times(250_000, MIB)
"""More than a sheet may have here."""


def roster() -> bytes:
    """A harmless one, with what people put into workbooks."""
    book = Workbook()
    sheet = book.active
    sheet.append(["姓名", "职务", "组别", "电话", "备注", "日期"])
    for number in range(25):
        day = date(2024, 3, number % 28 + 1)
        sheet.append([f"村民{number}", "村民代表", "一组", 13800000000 + number, "备注" * (number % 9), day])
    sheet["A1"].font, sheet["B2"].fill = Font(bold=True), PatternFill("solid", fgColor="FFFF00")
    sheet["C3"].comment = Comment("批注", "书记")
    sheet.merge_cells("A30:F31")
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", "A1:F26"
    choice = DataValidation("list", formula1='"是,否"')
    sheet.add_data_validation(choice)
    choice.add("E2:E26")
    book.create_sheet("别的").append(["x", 1, 2.5, True])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


SEED = roster()


def _with(name: str, *parts: bytes) -> bytes:
    """The harmless workbook with one of its files written anew from these parts."""
    target = BytesIO()
    with ZipFile(BytesIO(SEED)) as old, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        with new.open(name, "w", force_zip64=True) as file:
            for part in parts:
                file.write(part)
    return target.getvalue()


def sheet_of(*rows: bytes) -> bytes:
    return _with(SHEET, HEAD, b"<sheetData>", *rows, b"</sheetData></worksheet>")


def _laughs() -> bytes:
    levels = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">' + levels + b"]>" + HEAD[21:]
    return _with(
        SHEET,
        head,
        b'<sheetData><row r="1"><c t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData></worksheet>',
    )


def _merged(area: bytes) -> bytes:
    cell = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    return _with(SHEET, HEAD, cell, b'<mergeCells><mergeCell ref="' + area + b'"/></mergeCells></worksheet>')


def _styles() -> bytes:
    with ZipFile(BytesIO(SEED)) as archive:
        return archive.read("xl/styles.xml")


def bombs() -> Iterator[tuple[str, bytes]]:
    """Name and content, made when asked for: some take a moment."""
    spaces = b" " * MIB
    yield (
        "1 GB of spaces",
        _with(SHEET, HEAD, b"<sheetData>", *[spaces] * times(180, 1024), b"</sheetData></worksheet>"),
    )
    yield (
        "600 MB in a cell",
        sheet_of(
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>',
            *[b"A" * MIB] * times(180, 600),
            b"</t></is></c></row>",
        ),
    )
    yield (
        "three million rows",
        sheet_of(*[b'<row r="1"><c r="A1"><v>1</v></c></row>' * 10_000] * times(40, 300)),
    )
    yield (
        "a million numbered rows",
        sheet_of(*(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, ROWS))),
    )
    yield (
        "a million blank rows",
        sheet_of(*(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(1, ROWS))),
    )
    yield "a cell in the last corner", sheet_of(b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    yield "a row beyond the last", sheet_of(b'<row r="999999999"><c r="ZZZZ999999999"><v>2</v></c></row>')
    yield "everything merged", _merged(b"A1:XFD1048576")
    yield "twenty thousand rows merged", _merged(b"A1:Z20000")
    yield "entities in entities", _laughs()
    outside = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + HEAD[21:]
    yield (
        "a file from outside",
        _with(
            SHEET,
            outside,
            b'<sheetData><row r="1"><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>',
        ),
    )
    yield (
        "texts that are not there",
        sheet_of(b'<row r="1"><c r="A1" t="s"><v>999999</v></c><c r="B1" t="s"><v>-1</v></c></row>'),
    )
    yield (
        "days that are not there",
        sheet_of(
            b'<row r="1"><c r="A1" s="1"><v>99999999999</v></c><c r="B1" t="d"><v>2024-13-45</v></c></row>'
        ),
    )
    yield "nested elements", _with(SHEET, HEAD, b"<a>" * 50_000)
    yield "cut in the middle", SEED[: len(SEED) // 2]
    yield "cut at the end", SEED[:-30]
    yield "nothing", b""
    yield "a text", "姓名,电话\n张三,1".encode("gbk")
    yield "a web page", "<html><table><tr><td>姓名</td></tr></table></html>".encode("gbk")
    yield "an old workbook or one with a password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    yield (
        "a style beyond all numbers",
        _with("xl/styles.xml", _styles().replace(b'numFmtId="0"', b'numFmtId="99999999999"')),
    )
    yield "a package of nothing", _with(TYPES, b"<Types/>")


# ------------------------------------------------------------------------------------------------ mutations
VALUES = [b"-1", b"0", b"99999999999999999999", b"2147483648", b"1e309", b"NaN", b"", b"XFD1048576", b"ZZZZ1", b"A0",
          b"A1:A1:A1", b"A1:XFD1048576", b"A1:Z9999", b"B7", b"A" * 5000, "中".encode() * 50, b"&#0;", b"true",
          b"=1+1", b"2024-13-45"]  # fmt: skip


def mutated(count: int, seed: int = 99) -> Iterator[bytes]:
    """`count` workbooks with a few attributes, texts or bytes changed; nine of ten keep the shape of XML."""
    chance = random.Random(seed)
    with ZipFile(BytesIO(SEED)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(count):
        if chance.random() < 0.05:
            yield _flipped(SEED, chance, chance.randrange(1, 20))
            continue
        wanted = {SHEET, *chance.sample(sorted(entries), chance.randrange(1, 4))}
        yield _packed(entries, wanted, chance)


def _packed(entries: dict[str, bytes], wanted: set[str], chance: random.Random) -> bytes:
    target = BytesIO()
    dropped = chance.choice(sorted(entries)) if chance.random() < 0.06 else ""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            if name != dropped:
                archive.writestr(name, _xml_mutated(content, chance) if name in wanted else content)
    return target.getvalue()


def _xml_mutated(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.1:
        return _flipped(content, chance, chance.randrange(1, 5))
    for _ in range(chance.randrange(1, 5)):
        pattern = rb'(?<==")[^"]*(?=")' if chance.random() < 0.6 else rb"(?<=>)[^<>]+(?=<)"
        found = list(re.finditer(pattern, content))
        if found:
            spot = chance.choice(found)
            content = content[: spot.start()] + chance.choice(VALUES) + content[spot.end() :]
    return content


def _flipped(content: bytes, chance: random.Random, times: int) -> bytes:
    changed = bytearray(content)
    for _ in range(times):
        at = chance.randrange(len(changed))
        if chance.random() < 0.6:
            changed[at] = chance.randrange(256)
        else:
            del changed[at : at + chance.randrange(1, 30)]
    return bytes(changed)
