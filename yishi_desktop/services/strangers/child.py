"""The process in which files from elsewhere are taken apart, so that none of them can harm the program.

Started by services/strangers/room.py as `yishi --read-strangers`, it is given bytes and answers with plain JSON. It has a
limit of memory, may write no file, and ends when nobody asks any more. What makes it crash or hang costs this process.
"""

import gc
import json
import os
import sys
import traceback
from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from yishi_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from yishi_desktop.ledger_files.roster_sheet import SheetRows

T = TypeVar("T")

WORD = "--read-strangers"
"""How the program is asked to be this process; not for people, and in no help text."""
MEMORY = 640 << 20
"""Bytes of address space: the interpreter takes a quarter, the largest honest workbook half of the rest."""
LENGTH_BYTES = 8
_MANY_OBJECTS = 100_000
"""A ledger is so many small objects and hardly a circle among them; looking for circles took a third of the time."""
Reader = Callable[[bytes], Any]


class Written(str):
    """An answer that is JSON already."""

    __slots__ = ()


def _table(data: bytes) -> Any:
    """The first sheet of a workbook people made: its name and its rows."""
    from yishi_desktop.ledger_files.old_sheet import read_old_sheet
    from yishi_desktop.ledger_files.roster_sheet import read_sheet

    return _shown(_read_by_hand(data, read_old_sheet, read_sheet))


def _tables(data: bytes) -> Any:
    """Every visible sheet of a workbook people made; none when this program made it."""
    from yishi_desktop.ledger_files.old_sheet import read_old_sheets
    from yishi_desktop.ledger_files.roster_sheet import OwnLedgerError, read_sheets

    try:
        return [_shown(sheet) for sheet in _read_by_hand(data, read_old_sheets, read_sheets)]
    except OwnLedgerError:
        return None


def _read_by_hand(data: bytes, old: Callable[[bytes], T], new: Callable[[bytes], T]) -> T:
    """What people made, by the reader of its format; the newer one is looked through before."""
    from yishi_desktop.ledger_files.old_sheet import is_old
    from yishi_desktop.ledger_files.preflight import preflight
    from yishi_desktop.ledger_files.roster_sheet import OwnLedgerError, SheetError

    try:
        if is_old(data):
            return old(data)
        preflight(data, by_hand=True)
        return new(data)
    except OwnLedgerError:
        raise
    except SheetError as error:
        raise UserError(f"{error.problem}。", "", "") from error


def _shown(sheet: "SheetRows") -> Any:
    return {"name": sheet.name, "rows": sheet.rows}


def _headings(data: bytes) -> Any:
    """Where a table has its headings: a line of JSON with the known words, then the workbook."""
    from yishi_desktop.ledger_files.filling_sheet import headings_in
    from yishi_desktop.ledger_files.preflight import preflight

    known, _, book = data.partition(b"\n")
    preflight(book)
    found = headings_in(book, frozenset(json.loads(known)))
    return {"sheet": found.sheet, "last_row": found.last_row, "columns": [list(one) for one in found.columns]}


def _fill(data: bytes) -> Any:
    """A table with rows written into it, handed back as text: a line of JSON with headings and rows, then the workbook."""
    from yishi_desktop.ledger_files.deliveries import value_of
    from yishi_desktop.ledger_files.filling_sheet import fill, headings_in
    from yishi_desktop.ledger_files.preflight import preflight

    order, _, book = data.partition(b"\n")
    preflight(book)
    wanted = json.loads(order)
    rows = [{int(column): value_of(value) for column, value in row.items()} for row in wanted["rows"]]
    filled = fill(book, headings_in(book, frozenset(wanted["known"])), rows)
    return b64encode(filled).decode("ascii")


def _ledger(data: bytes) -> Written:
    """The deliveries in a ledger this program made, which nobody has changed since."""
    from yishi_desktop.ledger_files.as_written import Sheets
    from yishi_desktop.ledger_files.carrying import carried_json
    from yishi_desktop.ledger_files.deliveries import sent_in
    from yishi_desktop.ledger_files.machine_sheet import read_machine_sheet
    from yishi_desktop.ledger_files.preflight import preflight

    sheets = Sheets()
    preflight(data, take=sheets.take)
    machine = read_machine_sheet(data, sheets)
    sent = sent_in(machine)
    if not sent.masked:
        raise UserError("这是村里内部使用的台账，不能外传，请让村里导出上报用的。", "", "")
    if not sheets.are_as_written(machine.sheets):
        from yishi_desktop.ledger_files.shown_tables import shown_in
        from yishi_desktop.ledger_files.visible_check import refuse_edited

        refuse_edited(data, shown_in(machine, sent))
    content = json.dumps(carried_json(sent.deliveries), ensure_ascii=False)
    try:
        content.encode("utf-8")
    except ValueError as error:  # half characters cannot be kept anywhere; this program never writes them
        raise UserError("文件里有写坏了的字，不是本程序写的。", "", "") from error
    return Written(content)


def _locked_ledger(data: bytes) -> Any:
    """The same behind a password: a line of JSON with the passphrases to try, then the file."""
    from yishi_desktop.ledger_files.locking import unlock

    keys, _, book = data.partition(b"\n")
    closed: list[str] = []
    for key in json.loads(keys):
        try:
            inside = unlock(book, key)
        except UserError as error:
            closed = [error.happened, error.safe, error.do_next]
        else:
            return Written(f'{{"ledger":{_ledger(inside)},"digest":"{sha256(inside).hexdigest()}"}}')
    return {"closed": closed}


def _plain_json(data: bytes) -> Any:
    """The JSON behind the line that asks for it."""
    try:
        return json.loads(data.partition(b"\n")[2].decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError("文件读不出来，可能已经损坏。", "", "") from error


def _case(data: bytes) -> Any:
    """Whether a case file and the photos in it can be used; what it says the program reads itself afterwards."""
    from yishi_desktop.definitions.case_file import carried_photos, read_case_file
    from yishi_desktop.definitions.errors import DefinitionError
    from yishi_desktop.services.strangers.pictures import is_as_kept

    try:
        photos = carried_photos(read_case_file(data, "案卷"), "案卷")
    except DefinitionError as error:
        raise UserError(f"{error.problem}。", "", "") from error
    if not all(map(is_as_kept, photos.values())):
        raise UserError("里面的照片不是本程序存的样子。", "", "")
    return True


def _toml(data: bytes) -> Any:
    """A small file of settings as plain JSON."""
    from yishi_desktop.definitions.county_files import plain
    from yishi_desktop.definitions.errors import DefinitionError

    try:
        return plain(data)
    except DefinitionError as error:
        raise UserError(f"{error.problem}。", "", "") from error


def _pictures(data: bytes) -> Any:
    """The pages of a photo or scan: a line of JSON with the longest side in pixels, then the file."""
    from yishi_desktop.services.strangers.pictures import pictures

    side, _, scan = data.partition(b"\n")
    return pictures(scan, int(json.loads(side)))


READERS: Mapping[str, Reader] = {
    "table": _table,
    "tables": _tables,
    "headings": _headings,
    "fill": _fill,
    "plain_json": _plain_json,
    "ledger": _ledger,
    "locked_ledger": _locked_ledger,
    "case": _case,
    "toml": _toml,
    "pictures": _pictures,
}


def serve(readers: Mapping[str, Reader] = READERS) -> int:
    """Answer until the asking side is gone."""
    asked, answered = _own_pipes()
    _limit_self()
    with asked, answered:
        while (request := receive(asked)) is not None:
            name, _, data = request.partition(b"\n")
            send(answered, _answer(readers[name.decode()], data))
    return 0


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes, out of the reach of whatever prints."""
    asked, answered = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nowhere, number)
    return asked, answered


def _limit_self() -> None:
    """On Windows the asking side sets the limits (services/strangers/process_limits.py)."""
    sys.dont_write_bytecode = True
    gc.set_threshold(_MANY_OBJECTS)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(reader: Reader, data: bytes) -> bytes:
    answer = _said(reader, data)
    read = answer.get("read")
    if isinstance(read, Written):
        return f'{{"read":{read}}}'.encode()
    return json.dumps(answer).encode("ascii")


def _said(reader: Reader, data: bytes) -> dict[str, Any]:
    try:
        return {"read": reader(data)}
    except UserError as refusal:
        return {"refused": [refusal.happened, refusal.safe, refusal.do_next]}
    except MemoryError:
        return {"memory": True}
    except Exception as fault:  # noqa: BLE001 - told by its place, never by the words of the file
        return {"fault": _place(fault)}


def _place(fault: Exception) -> str:
    spots = [
        f"{spot.filename.rsplit(os.sep, 1)[-1]}:{spot.lineno}"
        for spot in traceback.extract_tb(fault.__traceback__)
    ]
    return f"{type(fault).__name__} {' '.join(spots[-6:])}"


# --- what is said on the pipes: a length, and so many bytes ------------------------------------------------------


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write a message whole. OSError when nobody listens."""
    pipe.write(len(message).to_bytes(LENGTH_BYTES, "big"))
    pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes | None:
    """The next message; None when the other side is gone, also in the middle of one."""
    head = pipe.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    message = pipe.read(length)
    return message if len(message) == length else None
