"""Settings: this computer's few choices, safe against half-written and newer files."""

import tomllib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishi_desktop.storage.settings import (
    Settings,
    change_settings,
    load_settings,
    save_settings,
    settings_file,
    to_toml,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "设置" / "settings.toml"


def test_what_is_saved_is_loaded(path):
    settings = Settings(data_folder="D:\\议事协商资料", text_size="huge", second_backup_place='E:\\"备份"\n')
    save_settings(settings, path)
    assert load_settings(path) == settings


def test_without_a_file_everything_is_as_at_first(path):
    assert load_settings(path) == Settings()


def test_what_a_newer_program_wrote_is_kept(path):
    path.parent.mkdir()
    path.write_text(
        'text_size = "large"\nprinter = "针式"\n[sync]\nurl = "乡镇"\nevery = [1, 2]\n', encoding="utf-8"
    )
    change_settings(path, last_backup_at="2026-03-10T18:00:00+08:00")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert content["printer"] == "针式"
    assert content["sync"] == {"url": "乡镇", "every": [1, 2]}
    assert load_settings(path).text_size == "large"


@pytest.mark.parametrize(
    "content", ['text_size = "giant"', "text_size = 3", "data_folder = []", "\ufefftext_size='standard'"]
)
def test_what_makes_no_sense_is_taken_as_unset(path, content):
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    assert load_settings(path) == Settings()


@pytest.mark.parametrize("content", [b"\0" * 100, b'text_size = "lar', "text_size = '大".encode("gb18030")])
def test_an_unreadable_file_stops_nobody_and_is_kept_aside(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert load_settings(path) == Settings()
    assert path.with_name("settings.坏.toml").read_bytes() == content


def test_they_lie_in_the_users_own_folder(user_folder):
    assert settings_file().is_relative_to(user_folder)
    assert settings_file().name == "settings.toml"


plain = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text()
    | st.dates().map(lambda day: date(day.year, 1, 2))
)
values = st.recursive(
    plain, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v, max_size=3), max_leaves=6
)


@given(st.dictionaries(st.text(), values, max_size=5))
def test_toml_is_read_back_equal(content):
    assert tomllib.loads(to_toml(content)) == content


def test_times_and_fractions_are_read_back_equal():
    content = {"a": 1.5, "b": datetime.fromisoformat("2026-03-10T18:00:00+08:00")}
    assert tomllib.loads(to_toml(content)) == content
    with pytest.raises(TypeError):
        to_toml({"a": object()})
