"""The union published to an existing PostgreSQL server: one transaction, idempotent, never putting older over newer.

Which copy of a matter knows more is read from its revisions, as in the merge (domain/township.py): what the database
has and the union does not contain is left alone and told. Absence never means deletion.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.publication import PublishedMatter, PublishedVillage
from yishi_desktop.exchange.postgres_schema import TABLES, VERSION, VIEWS

_LOCK = 0x59495348  # of this program's publications alone, in the server's table of advisory locks
_SAFE = "数据库没有改动，本地的资料也没有动。"


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication, in matters."""

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
    matters = [matter for village in villages for matter in village.matters]
    there = _known(cursor, [village.unit_code for village in villages])
    write, same, newer = _sorted_out(matters, there)
    _replace(cursor, write)
    return Published(len(villages), len(write), same, tuple(newer))


def _places(cursor: "psycopg.Cursor[Any]", villages: Sequence[PublishedVillage]) -> None:
    cursor.executemany(
        "INSERT INTO yishi.village VALUES (%s, %s, %s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (unit_code) DO UPDATE SET province = excluded.province, city = excluded.city, "
        "county = excluded.county, township = excluded.township, name = excluded.name, "
        "kind = excluded.kind, procedure = excluded.procedure",
        [(one.unit_code, *one.place, one.kind, one.procedure) for one in villages],
    )
    cursor.executemany(
        "INSERT INTO yishi.period AS p VALUES (%s, %s, %s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (unit_code, year) DO UPDATE SET from_day = least(p.from_day, excluded.from_day), "
        "until_day = greatest(p.until_day, excluded.until_day), minimum = excluded.minimum, "
        "demanded = excluded.demanded, basis = excluded.basis, filled_on = excluded.filled_on "
        "WHERE p.filled_on <= excluded.filled_on",
        [
            (v.unit_code, p.year, p.from_day, p.until_day, p.filled_on, p.minimum, p.demanded, p.basis)
            for v in villages
            for p in v.periods
        ],
    )


def _known(cursor: "psycopg.Cursor[Any]", codes: Sequence[str]) -> dict[tuple[str, str], set[frozenset[str]]]:
    """Unit and record → the sets of revisions the database holds of it, one a copy."""
    cursor.execute(
        "SELECT unit_code, record_id, revisions FROM yishi.matter WHERE unit_code = ANY(%s)", (list(codes),)
    )
    found: dict[tuple[str, str], set[frozenset[str]]] = {}
    for code, record_id, revisions in cursor:
        found.setdefault((code, record_id), set()).add(frozenset(revisions))
    return found


def _sorted_out(
    matters: Iterable[PublishedMatter], there: dict[tuple[str, str], set[frozenset[str]]]
) -> tuple[list[PublishedMatter], int, list[str]]:
    """What to write, how many are there already, and the titles of which the database knows more."""
    ours: dict[tuple[str, str], list[PublishedMatter]] = {}
    for one in matters:
        ours.setdefault((one.unit_code, one.record_id), []).append(one)
    write: list[PublishedMatter] = []
    newer: list[str] = []
    for key, copies in ours.items():
        sets = {frozenset(one.revisions) for one in copies}
        if all(any(known <= mine for mine in sets) for known in there.get(key, ())):
            write += copies
        else:
            newer.append(f"{copies[0].number} {copies[0].title}".strip())
    same = sum({frozenset(one.revisions) for one in copies} == there.get(key) for key, copies in ours.items())
    return write, same, newer


def _replace(cursor: "psycopg.Cursor[Any]", matters: Sequence[PublishedMatter]) -> None:
    """Put these copies in the place of what the database has of their matters."""
    cursor.execute("CREATE TEMPORARY TABLE renewed (unit_code text, record_id text) ON COMMIT DROP")
    with cursor.copy("COPY renewed FROM STDIN") as copy:
        for key in {(one.unit_code, one.record_id) for one in matters}:
            copy.write_row(key)
    cursor.execute("ANALYZE renewed")
    for table in ("matter", "ledger_row"):
        cursor.execute(
            f"DELETE FROM yishi.{table} t USING renewed r "  # noqa: S608 - two names of ours
            "WHERE t.unit_code = r.unit_code AND t.record_id = r.record_id"
        )
    with cursor.copy("COPY yishi.matter FROM STDIN") as copy:
        for one in matters:
            copy.write_row(
                (
                    *(one.unit_code, one.year, one.record_id, one.copy, one.number, one.title, one.variants),
                    list(one.revisions),
                    one.content,
                )
            )
    with cursor.copy("COPY yishi.ledger_row FROM STDIN") as copy:
        for one in matters:
            for row in one.rows:
                copy.write_row(
                    (
                        one.unit_code,
                        row.year,
                        one.record_id,
                        one.copy,
                        row.sheet,
                        row.line,
                        row.day,
                        row.values,
                    )
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
