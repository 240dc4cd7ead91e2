"""Publishing to a real PostgreSQL server: the same numbers as the merge, again and again, never older over newer."""

import random
from dataclasses import replace
from datetime import date

import psycopg
import pytest

from tests.exchange.pgserver import postgres, programs
from tests.reliability.test_merge_trees import a_delivery
from tests.services.offices import matter, real_office
from yishi_desktop.cli import run_command
from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.township.publication import publication
from yishi_desktop.domain.township.union import unite
from yishi_desktop.exchange.postgres import publish
from yishi_desktop.exchange.postgres_schema import VERSION
from yishi_desktop.services import cases
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.township.ledger_reading import read_ledger
from yishi_desktop.services.township.merging import merge_files
from yishi_desktop.services.township.publishing import publish_files

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TABLES = ("village", "period", "matter", "ledger_row")


@pytest.fixture(scope="module")
def running():
    if programs() is None:
        pytest.skip("needs postgresql: run python3 dev.py test to see what to install")
    with postgres() as address:
        yield address


@pytest.fixture
def server(running):
    """A database of its own on that server."""
    with psycopg.connect(running, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS empty_one")
        connection.execute("CREATE DATABASE empty_one")
    return running.replace("dbname=postgres", "dbname=empty_one")


def rows(server, statement, *values):
    with psycopg.connect(server) as connection:
        return connection.execute(statement, values).fetchall()


def content(server):
    return {table: sorted(map(str, rows(server, f"SELECT * FROM yishi.{table}"))) for table in TABLES}


@pytest.fixture
def files(tmp_path):
    made = []
    for name, numbers in (("甲村", (1, 3)), ("乙村", (2,)), ("丙村", ())):
        with real_office(tmp_path / name, name, *(matter(n, f"{name}-{n}") for n in numbers)) as office:
            made.append(tmp_path / f"{name}.xlsx")
            ledgers.export(office, *YEAR, made[-1])
    return made


def test_the_numbers_are_those_of_the_merge(server, files):
    said = publish_files(files, server)
    assert said[-1].startswith("已发布：3个村（社区），写入3件")
    years = {
        one.village.name: one for one in unite(d for f in files for d in read_ledger(f).deliveries).villages()
    }
    found = rows(
        server,
        "SELECT name, counted, total, matters, agreed, attendances, postings_met, postings, topics, missing "
        "FROM yishi.village_year",
    )
    assert {row[0]: row[1:] for row in found} == {
        name: (
            y.counted,
            y.total,
            y.matters,
            y.agreed,
            y.attendances,
            y.postings_met,
            y.postings,
            y.topics,
            y.missing,
        )
        for name, y in years.items()
    }
    assert rows(server, "SELECT villages, counted FROM yishi.township_year") == [
        (3, sum(one.counted for one in years.values()))
    ]
    assert rows(server, "SELECT count(*) FROM yishi.province_year") == [(1,)]
    assert rows(server, "SELECT present FROM yishi.session WHERE title LIKE %s AND counts", "%路灯%")


def test_publishing_again_changes_nothing_whatever_the_package(server, files, tmp_path):
    publish_files(files, server)
    before = content(server)
    publish_files(list(reversed(files)), server)
    assert content(server) == before
    merge_files(files, tmp_path / "汇总.xlsx")
    publish_files([tmp_path / "汇总.xlsx"], server)
    assert content(server) == before


def test_a_matter_withdrawn_in_the_village_leaves_the_tables(server, tmp_path):
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1"), matter(2, "a-2")) as office:
        ledgers.export(office, *YEAR, tmp_path / "前.xlsx")
        cases.withdraw(office, "a-2", "登记错了")
        ledgers.export(office, *YEAR, tmp_path / "后.xlsx")
    publish_files([tmp_path / "前.xlsx"], server)
    assert {one[0] for one in rows(server, "SELECT record_id FROM yishi.matter")} == {"a-1", "a-2"}
    for _ in range(2):
        publish_files([tmp_path / "后.xlsx"], server)
        for table in ("matter", "ledger_row"):
            assert {one[0] for one in rows(server, f"SELECT record_id FROM yishi.{table}")} == {"a-1"}


def test_what_stands_there_to_the_letter_is_not_written_again(server, files):
    publish_files(files, server)
    before = rows(server, "SELECT record_id, xmin::text FROM yishi.matter ORDER BY 1")
    assert "写入0件" in publish_files(files, server)[-1]
    assert rows(server, "SELECT record_id, xmin::text FROM yishi.matter ORDER BY 1") == before


def test_tables_of_the_first_schema_are_brought_up_to_date(server, files):
    publish_files(files, server)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER TABLE yishi.matter DROP COLUMN digest")
        connection.execute("UPDATE yishi.about SET version = 1")
    publish_files(files, server)
    assert rows(server, "SELECT version FROM yishi.about") == [(VERSION,)]
    assert not rows(server, "SELECT 1 FROM yishi.matter WHERE digest = ''")


def test_an_older_publication_never_takes_the_place_of_a_newer(server, tmp_path):
    first, later = tmp_path / "first.xlsx", tmp_path / "later.xlsx"
    with real_office(tmp_path / "v", "甲村", matter(1, "a-1"), matter(2, "a-2")) as office:
        ledgers.export(office, *YEAR, first)
        case = cases.find(office, "2026-01")
        cases.keep_case(office, replace(case, topic=replace(case.topic, title="改过的题目")), "改题目")
        ledgers.export(office, *YEAR, later)
    publish_files([later], server)
    newest = content(server)
    said = publish_files([first], server)
    assert content(server) == newest
    assert "1件没有换" in said[-1] and "改过的题目" not in said[0]
    publish_files([first, later], server)
    assert content(server) == newest


def test_both_copies_of_a_fork_are_there_and_one_counts(server, tmp_path):
    made = []
    for title in ("第一台改的", "第二台改的"):
        with real_office(tmp_path / title, "甲村", matter(1)) as office:
            case = cases.find(office, "2026-01")
            cases.keep_case(office, replace(case, topic=replace(case.topic, title=title)), "改题目")
            made.append(tmp_path / f"{title}.xlsx")
            ledgers.export(office, *YEAR, made[-1])
    publish_files(made, server)
    assert {row[0] for row in rows(server, "SELECT title FROM yishi.in_doubt")} == {
        "第一台改的",
        "第二台改的",
    }
    assert rows(server, "SELECT counted FROM yishi.village_year") == [(1,)]


@pytest.mark.parametrize("seed", range(3))
def test_any_parts_in_any_order_end_in_the_same_tables(seed, server):
    """Townships publish when they like; what counts is that all have published in the end."""
    chance = random.Random(seed)
    villages = {}
    for one in (a_delivery(chance) for _ in range(40)):
        villages.setdefault(one.place, []).append(one)
    groups = [[one for place in part for one in villages[place]] for part in split(chance, sorted(villages))]
    publish(server, publication(unite(one for group in groups for one in group)), "0")
    at_once = content(server)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA yishi CASCADE")
    chance.shuffle(groups)
    for group in [*groups, groups[0]]:
        publish(server, publication(unite(group)), "0")
    assert content(server) == at_once


def split(chance, places):
    """The villages dealt out to a few townships."""
    parts = [[] for _ in range(3)]
    for place in places:
        chance.choice(parts).append(place)
    return [part for part in parts if part]


def test_every_key_carries_the_unit_and_where_there_is_one_the_year(server, files):
    publish_files(files, server)
    keys = rows(
        server,
        "SELECT c.relname, array_agg(a.attname ORDER BY k.n) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
        "JOIN pg_namespace s ON s.oid = c.relnamespace, unnest(i.indkey) WITH ORDINALITY k(at, n) "
        "JOIN pg_attribute a ON a.attnum = k.at WHERE s.nspname = 'yishi' AND i.indisprimary "
        "AND a.attrelid = i.indrelid AND c.relname <> 'about' GROUP BY c.relname",
    )
    assert {name: columns[:2] for name, columns in keys if name != "village"} == dict.fromkeys(  # noqa: RUF024 - only compared
        ("period", "matter", "ledger_row"), ["unit_code", "year"]
    )


def test_a_newer_schema_a_missing_server_and_a_bad_file_change_nothing(server, files, tmp_path):
    publish_files(files[:1], server)
    before = content(server)
    (tmp_path / "坏.xlsx").write_bytes(files[1].read_bytes()[:4000])
    with pytest.raises(UserError, match="坏"):
        publish_files([files[1], tmp_path / "坏.xlsx"], server)
    assert content(server) == before
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("UPDATE yishi.about SET version = %s", (VERSION + 1,))
    with pytest.raises(UserError, match="更新版本的程序"):
        publish_files(files, server)
    assert content(server) == before
    with pytest.raises(UserError, match="连不上数据库"):
        publish_files(files, "host=127.0.0.1 port=9 dbname=x user=y")


def test_a_user_who_may_not_write_is_told(server, files):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    with pytest.raises(UserError, match="权限"):
        publish_files(files, server.replace("user=yishi", "user=guest"))


def test_the_command_publishes(server, files, capfd):
    assert run_command(["publish", *map(str, files), "--to", server]) == 0
    assert "已发布：3个村" in capfd.readouterr().out
