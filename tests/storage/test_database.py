"""The one door: opens what is ours, refuses the rest, and keeps a transaction whole."""

import re
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage import health
from yishi_desktop.storage.database import PRAGMAS, create_db, open_db
from yishi_desktop.storage.migrations import MIGRATIONS, Migration
from yishi_desktop.storage.store import DATABASE_NAME, create_store, open_store

FIXTURES = Path(__file__).parent / "fixtures"
NEXT = Migration(MIGRATIONS[-1].number + 1, "next year's", ("CREATE TABLE seal (at TEXT NOT NULL) STRICT",))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "资料 #1%.db"


@pytest.fixture
def database(path):
    with closing(create_db(path)) as opened:
        yield opened


def schema(database):
    rows = database.rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    return "\n".join(f"{row[0].strip()};" for row in rows) + "\n"


class TestOpening:
    def test_the_settings_that_survive_a_power_cut_hold_for_every_connection(self, database, path):
        with closing(open_db(path)) as second:
            for each in (database, second):
                found = [
                    each.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")
                ]
                assert found == ["truncate", 2, 1]
        assert len(PRAGMAS) == 6

    def test_a_missing_file_is_never_replaced_by_an_empty_one(self, path):
        with pytest.raises(UserError, match="没有找到资料文件"):
            open_db(path)
        assert not path.exists()

    @pytest.mark.parametrize(
        "content", [b"", b"\0" * 5000, "不是数据库".encode() * 500], ids=["empty", "zeros", "text"]
    )
    def test_what_is_no_data_file_is_refused_and_left_alone(self, path, content):
        path.write_bytes(content)
        with pytest.raises(UserError, match="坏了"):
            open_db(path)
        assert path.read_bytes() == content

    def test_another_programs_database_is_refused(self, path):
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE bookmarks (url TEXT)")
        with pytest.raises(UserError, match="坏了"):
            open_db(path)

    def test_data_of_a_newer_program_are_refused_unchanged(self, path):
        create_db(path, migrations=(*MIGRATIONS, NEXT)).close()
        before = path.read_bytes()
        with pytest.raises(
            UserError, match=r"这份资料是用新版（.+）做的，这个版本（.+）打不开。资料没有改动。请先升级程序。"
        ):
            open_db(path)
        assert path.read_bytes() == before

    def test_a_new_file_never_takes_the_place_of_another(self, database, path):
        with pytest.raises(FileExistsError):
            create_db(path)

    def test_a_copy_of_the_folder_made_while_the_program_runs_has_every_save(self, tmp_path):
        store = create_store(tmp_path / "资料")
        made = store.records.append(
            "01", "case", {}, author="王", reason="填写", made_at="2026-03-10T09:00:00+08:00"
        )
        shutil.copytree(tmp_path / "资料", tmp_path / "U盘")
        copy = open_store(tmp_path / "U盘")
        assert copy.records.all() == [made]
        copy.close()
        store.close()

    def test_a_file_left_in_another_journal_mode_is_brought_back(self, path):
        create_db(path).close()
        with closing(sqlite3.connect(path)) as tool:
            assert tool.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        with closing(open_db(path)) as again:
            assert again.value("PRAGMA journal_mode") == "truncate"


class TestMigrations:
    def test_the_schema_is_the_one_on_record(self, database):
        """A change of the schema is a new migration; then write schema(database) to the fixture."""
        assert schema(database) == (FIXTURES / "schema.sql").read_text(encoding="utf-8")

    def test_the_numbers_follow_each_other(self):
        assert [migration.number for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))

    def test_data_of_schema_1_are_read_by_this_program(self, tmp_path):
        path = tmp_path / DATABASE_NAME
        with closing(sqlite3.connect(path)) as old:
            old.executescript((FIXTURES / "schema_v1.sql").read_text(encoding="utf-8"))
        store = open_store(tmp_path)
        assert health.verify(store.database).sound
        assert store.database.schema_version() == MIGRATIONS[-1].number
        shown = {each.payload["topic"]["title"]: len(each.heads) for each in store.records.current("case")}
        assert shown == {"村口水渠维修": 1, "垃圾分类": 2}
        assert len(store.records.search("渠")) == 1
        assert [draft.payload["topic"]["title"] for draft in store.drafts.all()] == ["村口水渠维修（东段）"]
        store.close()

    def test_an_older_file_is_brought_up_to_date_with_its_content(self, tmp_path):
        create_store(tmp_path).close()
        with closing(open_db(tmp_path / DATABASE_NAME, migrations=(*MIGRATIONS, NEXT))) as newer:
            assert newer.schema_version() == NEXT.number
            assert newer.rows("SELECT * FROM seal") == []
        before = MIGRATIONS[-1].number
        with closing(open_db(tmp_path / f"升级前-{before}.db")) as kept:
            assert kept.schema_version() == before

    def test_a_migration_that_fails_leaves_the_file_as_it_was(self, path):
        with closing(create_db(path)) as database:
            before = schema(database)
        broken = NEXT._replace(statements=(*NEXT.statements, "INSERT INTO nowhere VALUES (1)"))
        with pytest.raises(UserError, match="升级没有完成"):
            open_db(path, migrations=(*MIGRATIONS, broken))
        with closing(open_db(path)) as again:
            assert schema(again) == before
            assert again.schema_version() == MIGRATIONS[-1].number


class TestTransactions:
    def test_all_or_nothing(self, database):
        with pytest.raises(ZeroDivisionError), database.atomic():
            database.run("INSERT INTO meta VALUES ('a', '1')")
            _ = 1 / 0
        assert database.value("SELECT count(*) FROM meta WHERE key = 'a'") == 0

    def test_a_part_can_fail_alone(self, database):
        with database.atomic():
            database.run("INSERT INTO meta VALUES ('whole', '1')")
            with pytest.raises(sqlite3.IntegrityError), database.atomic():
                database.run("INSERT INTO meta VALUES ('part', '1')")
                database.run("INSERT INTO meta VALUES ('whole', '2')")
        assert [row[0] for row in database.rows("SELECT key FROM meta WHERE key <> 'program'")] == ["whole"]

    def test_it_holds_the_write_lock_from_the_start(self, database, path):
        other = sqlite3.connect(path, timeout=0)
        with closing(other), database.atomic(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")

    def test_the_file_is_not_closed_under_an_open_transaction(self, database):
        with database.atomic():
            with pytest.raises(RuntimeError, match="transaction"):
                database.close()
            with pytest.raises(RuntimeError, match="transaction"):
                database.image()

    def test_types_are_held_by_the_file(self, database):
        with pytest.raises(sqlite3.IntegrityError, match="BLOB"):
            database.run("INSERT INTO meta VALUES ('a', x'00')")

    def test_foreign_keys_are_held_by_the_file(self, database):
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            database.run("INSERT INTO ancestry VALUES ('a', 'b')")

    def test_a_data_file_that_is_read_only_says_so(self, database):
        database.run("PRAGMA query_only=ON")
        with pytest.raises(UserError, match="写不进去"):
            database.run("INSERT INTO meta VALUES ('a', '1')")


class TestThreads:
    def test_one_connection_serves_one_thread(self, database):
        refused = []

        def use():
            try:
                database.value("SELECT 1")
            except sqlite3.ProgrammingError as error:
                refused.append(str(error))

        other = threading.Thread(target=use)
        other.start()
        other.join()
        assert re.search("thread", refused[0])

    def test_several_connections_wait_for_each_other_and_lose_nothing(self, database, path):
        database.run("INSERT INTO meta VALUES ('count', '0')")

        def count_up():
            with closing(open_db(path)) as own:
                for _ in range(40):
                    with own.atomic():
                        seen = int(own.value("SELECT value FROM meta WHERE key = 'count'"))
                        own.run("UPDATE meta SET value = ? WHERE key = 'count'", (str(seen + 1),))

        with ThreadPoolExecutor(3) as pool:
            for done in [pool.submit(count_up) for _ in range(3)]:
                done.result()
        assert database.value("SELECT value FROM meta WHERE key = 'count'") == "120"
