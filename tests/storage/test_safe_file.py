"""Files: the old one or the new one, under a name every system takes."""

import os
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage.safe_file import (
    build_in_place,
    free_name,
    remove_stale_parts,
    safe_name,
    safe_write,
)

OLD, NEW = "上个月的台账".encode() * 100, "这个月的台账".encode() * 500


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "2026年台账.xlsx"
    path.write_bytes(OLD)
    return path


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def held_open(path, monkeypatch, times):
    """Let the operating system refuse `times` replacements, as Windows does while WPS has the file open."""
    refusals = iter([PermissionError(13, "in use")] * times)
    replace = type(path).replace

    def refusing(self, new):
        for refusal in refusals:
            raise refusal
        return replace(self, new)

    monkeypatch.setattr(type(path), "replace", refusing)


class TestWriting:
    def test_the_new_content_is_there_and_nothing_else(self, target):
        safe_write(target, NEW)
        assert target.read_bytes() == NEW
        assert names_in(target.parent) == [target.name]

    def test_a_file_that_is_open_elsewhere_for_a_moment_is_tried_again(self, target, monkeypatch):
        held_open(target, monkeypatch, 3)
        pauses = []
        safe_write(target, NEW, pause=pauses.append)
        assert target.read_bytes() == NEW
        assert len(pauses) == 3

    def test_a_file_that_stays_open_elsewhere_is_left_alone_and_said_so(self, target, monkeypatch):
        held_open(target, monkeypatch, 100)
        pauses = []
        with pytest.raises(UserError, match=r"“2026年台账.xlsx”正在WPS里打开.*关掉它"):
            safe_write(target, NEW, pause=pauses.append)
        assert sum(pauses) < 6
        assert target.read_bytes() == OLD
        assert names_in(target.parent) == [target.name]

    def test_a_stick_that_is_gone_is_said_to_be(self, tmp_path):
        with pytest.raises(UserError, match=r"U盘或文件夹找不到了.*插好U盘"):
            safe_write(tmp_path / "U盘" / "台账.xlsx", NEW)

    def test_a_disk_that_is_full_at_any_byte_keeps_the_old_file(self, target, disk_that_takes):
        for size in (0, 1, 4095, 4096, len(NEW) - 1):
            with disk_that_takes(size), pytest.raises(UserError, match=r"满了.*原来的文件没有动"):
                safe_write(target, NEW)
            assert target.read_bytes() == OLD
            assert names_in(target.parent) == [target.name]

    def test_a_stick_that_lies_is_found_out(self, target, monkeypatch):
        write = type(target).write_bytes
        monkeypatch.setattr(type(target), "write_bytes", lambda self, data: write(self, data[:-1] + b"?"))
        with pytest.raises(UserError, match="读出来不一样"):
            safe_write(target, NEW)

    def test_a_check_that_fails_before_replacing_keeps_the_old_file(self, target):
        def build(path):
            path.write_bytes(NEW)
            raise UserError("不对。", "", "")

        with pytest.raises(UserError, match="不对"):
            build_in_place(target, build)
        assert target.read_bytes() == OLD
        assert names_in(target.parent) == [target.name]


def test_only_the_leftovers_of_yesterday_are_removed(tmp_path):
    for name, age in [(".~台账.xlsx.17.part", 90_000), (".~台账.xlsx.18.part", 60), ("台账.xlsx", 90_000)]:
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    assert [path.name for path in remove_stale_parts(tmp_path, 1_000_000)] == [".~台账.xlsx.17.part"]
    assert names_in(tmp_path) == [".~台账.xlsx.18.part", "台账.xlsx"]


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("村口水渠维修", "村口水渠维修"),
            ('a<b>:"/\\|?*', "a〈b〉：”／＼｜？＊"),
            ("水渠\t维修\n决议", "水渠 维修 决议"),
            ("..", "未命名"),
            ("", "未命名"),
            ("尾点. ", "尾点"),
            ("CON", "_CON"),
            ("com¹.报告", "_com¹.报告"),
            ("a\u202eb\ufeff", "ab"),
            ("\ud83d路", "路"),
            ("𬉼𣲗", "𬉼𣲗"),
            ("../../etc", "／..／etc"),
        ],
    )
    def test_examples(self, text, name):
        assert safe_name(text, ".docx") == name + ".docx"

    @given(st.text(max_size=300))
    def test_every_text_gives_a_name_windows_takes(self, text):
        name = safe_name(text)
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 80
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert not name.endswith((" ", "."))
        assert not re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)\d", name.split(".")[0].strip())
        assert {unicodedata.category(sign) for sign in name}.isdisjoint({"Cc", "Cf", "Cs"})
        assert safe_name(name) == name

    def test_an_export_never_overwrites_another(self, tmp_path):
        wanted = tmp_path / "台账.xlsx"
        for expected in ["台账.xlsx", "台账 (2).xlsx", "台账 (3).xlsx"]:
            free_name(wanted).write_bytes(b"")
            assert (tmp_path / expected).exists()
