"""The union published to an existing PostgreSQL server: one transaction, idempotent, never putting older over newer.

Which copy of a matter knows more is read from its revisions, as in the merge (domain/township/union.py): what the database
has and the union does not contain is left alone and told. Absence never means deletion.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import psycopg

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.publication import PublishedMatter, PublishedVillage
from yishi_desktop.exchange.postgres_schema import TABLES, VERSION, VIEWS

_LOCK = 0x59495348  # of this program's publications alone, in the server's table of advisory locks
_SAFE = "数据库没有改动，本地的资料也没有动。"


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication, in matters: those written, and those that stood there to the letter."""

    villages: int
    written: int
    same: int
    newer_there: tuple[str, ...]
    """Titles of matters of which the database knows more, or something else."""


def publish(server: str, villages: Sequence[PublishedVillage], program: str) -> Published:
    """Write the villages to the server named by a connection string (without password: the usual .pgpass or PGPASSWORD).

    All or nothing. `UserError` when the server cannot be reached, refuses, or holds a newer schema.
    """
    with (
        _in_words(),
        psycopg.connect(server, connect_timeout=10, application_name="yishi") as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET client_min_messages = warning")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        _prepare(cursor, program)
        return _write(cursor, villages)


def _prepare(cursor: "psycopg.Cursor[Any]", program: str) -> None:
    known = cursor.execute("SELECT to_regclass('yishi.about')").fetchone()
    if known and known[0]:
        found = cursor.execute("SELECT version FROM yishi.about").fetchone()
        if found and found[0] > VERSION:
            raise UserError("数据库里的表是更新版本的程序建的。", _SAFE, "请先升级本程序，再发布一次。")
        if found and found[0] == VERSION:
            return
    for statement in (*TABLES, *VIEWS):
        cursor.execute(statement)
    cursor.execute(
        "INSERT INTO yishi.about (version, program) VALUES (%s, %s) "
        "ON CONFLICT (only_row) DO UPDATE SET version = excluded.version, program = excluded.program",
        (VERSION, program),
    )


def _write(cursor: "psycopg.Cursor[Any]", villages: Sequence[PublishedVillage]) -> Published:
    _places(cursor, villages)
    units = _by_unit(villages)
    others = _not_to_the_letter(cursor, units)
    ours, gone = _by_key(copy for code in others for copy in units[code]), _gone(villages)
    known = _known(cursor, others)
    changed = {
        key: copies for key, copies in ours.items() if known.get(key) != {one.digest for one in copies}
    }
    there = _revisions(cursor, known.keys() & (changed.keys() | gone.keys()))
    write, newer = _sorted_out(changed, there)
    written = {(one.matter.unit_code, one.matter.record_id) for one in write}
    withdrawn = {key for key in gone.keys() & there.keys() if all(one <= gone[key] for one in there[key])}
    _delete(cursor, (written & known.keys()) | withdrawn)
    _replace(cursor, write)
    matters = len({(code, one.matter.record_id) for code, copies in units.items() for one in copies})
    return Published(len(villages), len(written), matters - len(changed), tuple(newer))


def _by_unit(villages: Iterable[PublishedVillage]) -> "dict[str, list[_Copy]]":
    """Everything to be published, by the unit's code."""
    found: dict[str, list[_Copy]] = {village.unit_code: [] for village in villages}
    for village in villages:
        found[village.unit_code] += (_Copy(matter, digest_of(matter)) for matter in village.matters)
    return found


def _not_to_the_letter(cursor: "psycopg.Cursor[Any]", units: "Mapping[str, Sequence[_Copy]]") -> list[str]:
    """The units of which the database does not hold just these matters to the letter: one hash a unit is compared.

    The server works it out from what stands in its rows, so that nothing has to be believed that was kept beside them.
    """
    cursor.execute(
        "SELECT unit_code, encode(sha256(string_agg(digest, '' ORDER BY digest COLLATE \"C\")::bytea), 'hex') "
        "FROM yishi.matter WHERE unit_code = ANY(%s) GROUP BY unit_code",
        (list(units),),
    )
    there = dict(cursor.fetchall())
    return [code for code, copies in units.items() if there.get(code, _NOTHING) != _digest_of_all(copies)]


def _digest_of_all(copies: "Iterable[_Copy]") -> str:
    return sha256("".join(sorted(one.digest for one in copies)).encode("ascii")).hexdigest()


_NOTHING = sha256(b"").hexdigest()


def _places(cursor: "psycopg.Cursor[Any]", villages: Sequence[PublishedVillage]) -> None:
    """Villages and what they reported on, in one statement each; a line that stands there already is not sent."""
    codes = [village.unit_code for village in villages]
    _insert(
        cursor,
        "INSERT INTO yishi.village AS v SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], "
        "%s::text[], %s::text[], %s::text[], %s::text[]) "
        "ON CONFLICT (unit_code) DO UPDATE SET province = excluded.province, city = excluded.city, "
        "county = excluded.county, township = excluded.township, name = excluded.name, "
        "kind = excluded.kind, procedure = excluded.procedure WHERE v IS DISTINCT FROM excluded",
        [(one.unit_code, *one.place, one.kind, one.procedure) for one in villages],
        _lines(cursor, "village", codes),
    )
    _insert(
        cursor,
        "INSERT INTO yishi.period AS p SELECT * FROM unnest(%s::text[], %s::integer[], %s::date[], %s::date[], "
        "%s::date[], %s::integer[], %s::boolean[], %s::text[]) "
        "ON CONFLICT (unit_code, year) DO UPDATE SET from_day = least(p.from_day, excluded.from_day), "
        "until_day = greatest(p.until_day, excluded.until_day), minimum = excluded.minimum, "
        "demanded = excluded.demanded, basis = excluded.basis, filled_on = excluded.filled_on "
        "WHERE p.filled_on <= excluded.filled_on AND p IS DISTINCT FROM excluded",
        [
            (v.unit_code, p.year, p.from_day, p.until_day, p.filled_on, p.minimum, p.demanded, p.basis)
            for v in villages
            for p in v.periods
        ],
        _lines(cursor, "period", codes),
    )


def _lines(cursor: "psycopg.Cursor[Any]", table: str, codes: Sequence[str]) -> set[tuple[Any, ...]]:
    """What a table holds of these units."""
    statement = f"SELECT * FROM yishi.{table} WHERE unit_code = ANY(%s)"  # noqa: S608 - two names of ours
    return set(cursor.execute(statement, (list(codes),)))


def _insert(
    cursor: "psycopg.Cursor[Any]",
    statement: str,
    lines: Sequence[tuple[Any, ...]],
    known: set[tuple[Any, ...]],
) -> None:
    """The lines that are not known as one array a column; of two for one key the last stands."""
    found = {line[:2] if isinstance(line[1], int) else line[:1]: line for line in lines}
    new = [line for line in found.values() if line not in known]
    if new:
        cursor.execute(statement, [list(column) for column in zip(*new, strict=True)])


Key = tuple[str, str]
There = dict[Key, set[frozenset[str]]]
"""Unit and record → the revisions of each copy the database holds of it."""


def _known(cursor: "psycopg.Cursor[Any]", codes: Sequence[str]) -> dict[Key, set[str]]:
    """Unit and record → the hashes of what was published of it, one a copy."""
    if not codes:
        return {}
    cursor.execute(
        "SELECT unit_code, record_id, digest FROM yishi.matter WHERE unit_code = ANY(%s)", (list(codes),)
    )
    found: dict[Key, set[str]] = {}
    for code, record_id, digest in cursor:
        found.setdefault((code, record_id), set()).add(digest)
    return found


def _revisions(cursor: "psycopg.Cursor[Any]", keys: Iterable[Key]) -> There:
    """What the database knows of these matters."""
    wanted = sorted(keys)
    if not wanted:
        return {}
    cursor.execute(
        "SELECT unit_code, record_id, revisions FROM yishi.matter "
        "WHERE (unit_code, record_id) IN (SELECT * FROM unnest(%s::text[], %s::text[]))",
        ([code for code, _ in wanted], [record for _, record in wanted]),
    )
    found: There = {}
    for code, record_id, revisions in cursor:
        found.setdefault((code, record_id), set()).add(frozenset(revisions))
    return found


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy with the hash of all that is written of it."""

    matter: PublishedMatter
    digest: str


def _by_key(copies: Iterable[_Copy]) -> dict[Key, list[_Copy]]:
    found: dict[Key, list[_Copy]] = {}
    for one in copies:
        found.setdefault((one.matter.unit_code, one.matter.record_id), []).append(one)
    return found


def _sorted_out(ours: dict[Key, list[_Copy]], there: There) -> tuple[list[_Copy], list[str]]:
    """What to write, and the titles of which the database knows more."""
    write: list[_Copy] = []
    newer: list[str] = []
    for key, copies in ours.items():
        mine = [frozenset(one.matter.revisions) for one in copies]
        if all(any(known <= one for one in mine) for known in there.get(key, ())):
            write += copies
        else:
            newer.append(f"{copies[0].matter.number} {copies[0].matter.title}".strip())
    return write, newer


def digest_of(one: PublishedMatter) -> str:
    """The hash of everything that is written of a copy."""
    parts = [f"{one.year} {one.copy} {one.variants}", one.number, one.title, one.content, *one.revisions]
    for row in one.rows:
        parts += (f"{row.sheet} {row.line} {row.year}", row.values)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _gone(villages: Iterable[PublishedVillage]) -> dict[Key, frozenset[str]]:
    """What the villages withdrew, with the revisions it had until then."""
    return {
        (village.unit_code, record_id): frozenset(revisions)
        for village in villages
        for record_id, revisions in village.withdrawn
    }


def _replace(cursor: "psycopg.Cursor[Any]", copies: Sequence[_Copy]) -> None:
    """Write these copies; what the database had of their matters is gone already."""
    if not copies:
        return
    with cursor.copy("COPY yishi.matter FROM STDIN") as copy:
        for one in copies:
            m = one.matter
            head = (m.unit_code, m.year, m.record_id, m.copy, m.number, m.title, m.variants)
            copy.write_row((*head, list(m.revisions), m.content, one.digest))
    with cursor.copy("COPY yishi.ledger_row FROM STDIN") as copy:
        for one in copies:
            m = one.matter
            for row in m.rows:
                where = (m.unit_code, row.year, m.record_id, m.copy)
                copy.write_row((*where, row.sheet, row.line, row.day, row.values))


def _delete(cursor: "psycopg.Cursor[Any]", keys: Iterable[Key]) -> None:
    wanted = sorted(keys)
    if not wanted:
        return
    cursor.execute("DROP TABLE IF EXISTS renewed")
    cursor.execute("CREATE TEMPORARY TABLE renewed (unit_code text, record_id text) ON COMMIT DROP")
    with cursor.copy("COPY renewed FROM STDIN") as copy:
        for key in wanted:
            copy.write_row(key)
    cursor.execute("ANALYZE renewed")
    for table in ("matter", "ledger_row"):
        cursor.execute(
            f"DELETE FROM yishi.{table} t USING renewed r "  # noqa: S608 - two names of ours
            "WHERE t.unit_code = r.unit_code AND t.record_id = r.record_id"
        )


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise UserError(
            "这个用户在数据库里没有建表或者写表的权限。", _SAFE, "请让管数据库的人给权限，再发布一次。"
        ) from error
    except psycopg.OperationalError as error:
        raise UserError(
            "连不上数据库。", _SAFE, "请看看地址、端口、用户名和密码，服务器开着没有，再发布一次。"
        ) from error
    except psycopg.Error as error:
        raise UserError(
            "数据库不接受这些内容，可能里面有别的程序建的同名的表。",
            _SAFE,
            "请管数据库的人看一看议事用的那个模式。",
        ) from error
