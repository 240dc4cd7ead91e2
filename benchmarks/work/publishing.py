"""Row 12: a nation's year published to PostgreSQL, county by county, twice; beside COPY of the same rows from ready files.

The server is Debian's, started here and stopped again. `scale` is the number of counties of 240 villages, each with six
sessions: 2,500 of them are the 3.6 million sessions of a nation's year. Text is made by formatting, not by the
program: what is measured is bringing it into the database. For the plain COPY, `psql \\copy` in all but name, the same
rows stand ready as text and go into tables with the same keys and indexes.
"""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from yishi_desktop.domain.township.publication import (
    PublishedMatter,
    PublishedPeriod,
    PublishedRow,
    PublishedVillage,
)
from yishi_desktop.exchange.postgres import publish
from yishi_desktop.exchange.postgres_schema import TABLES, VIEWS

VILLAGES, SESSIONS = 240, 6
_SHEETS = ("sessions", "topics", "notices", "tasks")
_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
_OPINION = "同意修建，由村民委员会组织实施，费用从集体经济收益中列支，施工期间由各组派人监督。" * 4


def nation(folder: Path, scale: int) -> Any:
    """Both sides in turn, county by county; the ratios, the views' answer and the size."""
    from tests.exchange.pgserver import postgres

    def work() -> dict[str, float]:
        with postgres() as server:
            return _in_turn(server, scale)

    return work


def _in_turn(server: str, counties: int) -> dict[str, float]:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for name in ("ours", "plain"):
            connection.execute(f"CREATE DATABASE {name}")
    ours, plain = (server.replace("dbname=postgres", f"dbname={name}") for name in ("ours", "plain"))
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in (*TABLES, *VIEWS):
            connection.execute(statement)
    first = again = copied = 0.0
    for number in range(counties):
        villages = list(county(number))
        first += _timed(lambda: publish(ours, villages, "bench"))  # noqa: B023 - called at once
        ready = _as_text(villages)
        copied += _timed(lambda: _copy(plain, ready))  # noqa: B023 - called at once
        again += _timed(lambda: publish(ours, villages, "bench"))  # noqa: B023 - called at once
    with psycopg.connect(ours) as connection:
        asked = time.perf_counter()
        sums = connection.execute("SELECT sum(counted), sum(villages) FROM yishi.province_year").fetchone()
        asked = time.perf_counter() - asked
        size = connection.execute("SELECT pg_database_size('ours')").fetchone()
    assert sums == (counties * VILLAGES * SESSIONS, counties * VILLAGES), sums
    return {
        "beside_copy": first / copied,
        "again": again / first,
        "seconds": first,
        "views": asked,
        "gigabytes": float(size[0]) / (1 << 30) if size else 0.0,
    }


def _timed(act: Any) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def county(number: int) -> Iterator[PublishedVillage]:
    """The villages of a county."""
    for place in range(VILLAGES):
        code = f"{number:06d}{place:06d}"
        names = ("某省", "某市", f"第{number}县", f"第{place // 12}镇", f"第{place}村")
        period = PublishedPeriod(2026, *_YEAR, date(2026, 12, 20), 4, True, "三（五）")
        matters = tuple(_matter(code, n) for n in range(SESSIONS))
        yield PublishedVillage(code, names, "village", "jinhua", (period,), matters)


def _matter(code: str, n: int) -> PublishedMatter:
    record, day = f"{code}-{n}", date(2026, 1 + n, 10)
    common = f'"case.number":"2026-{n:02d}","topic.title":"{code}的第{n}件事"'
    texts = {
        "sessions": f'{{{common},"session.held_on":"{day}","counts":true,"agreed":true,"expected":38,"present":36,'
        f'"vote.votes_for":31,"vote.votes_against":3,"vote.abstentions":2,"outcome.agreed_opinion":"{_OPINION}"}}',
        "topics": f'{{{common},"topic.collected_on":"{day}","state":"已议"}}',
        "notices": f'{{{common},"posted_on":"{day}","full_days":16,"demanded":15,"state":"合格"}}',
        "tasks": f'{{{common},"owner":"李四","due_on":"{day}","state":"已完成"}}',
    }
    rows = tuple(PublishedRow(2026, sheet, 1, day, texts[sheet]) for sheet in _SHEETS)
    content = f'{{"id":"{record}","topic":{{"title":"{code}的第{n}件事"}},"opinion":"{_OPINION}"}}'
    revisions = tuple(f"{record}-{k}" for k in range(3))
    return PublishedMatter(
        code, 2026, record, 1, f"2026-{n:02d}", f"{code}的第{n}件事", 1, revisions, content, rows
    )


def _as_text(villages: list[PublishedVillage]) -> dict[str, bytes]:
    """What `psql` would be given: one line a row, columns divided by tabs."""
    lines: dict[str, list[str]] = {"village": [], "period": [], "matter": [], "ledger_row": []}
    for v in villages:
        lines["village"].append("\t".join((v.unit_code, *v.place, v.kind, v.procedure)))
        for p in v.periods:
            days = (p.from_day, p.until_day, p.filled_on, p.minimum, "t", p.basis)
            lines["period"].append("\t".join(map(str, (v.unit_code, p.year, *days))))
        for m in v.matters:
            revisions = "{" + ",".join(m.revisions) + "}"
            head = (m.unit_code, m.year, m.record_id, m.copy)
            about = (m.number, m.title, m.variants, revisions, m.content, "0" * 32)
            lines["matter"].append("\t".join(map(str, (*head, *about))))
            lines["ledger_row"] += [
                "\t".join(map(str, (*head, r.sheet, r.line, r.day, r.values))) for r in m.rows
            ]
    return {table: ("\n".join(found) + "\n").encode() for table, found in lines.items()}


def _copy(server: str, ready: dict[str, bytes]) -> None:
    import psycopg

    with psycopg.connect(server) as connection, connection.cursor() as cursor:
        for table, text in ready.items():
            with cursor.copy(f"COPY yishi.{table} FROM STDIN") as copy:
                copy.write(text)
