"""Where the data lie."""

from pathlib import Path, PureWindowsPath

import pytest

from yishi_desktop.storage.location import data_folder, proposed_folder, remember, unsuitable
from yishi_desktop.storage.settings import Settings, load_settings

FIXED, REMOVABLE, NETWORK, NONE = 3, 2, 4, 1


def no_drive(root):
    return NONE


def test_the_command_line_goes_before_the_environment_before_the_settings(tmp_path):
    environment = {"YISHI_DATA": str(tmp_path / "环境")}
    settings = Settings(data_folder=str(tmp_path / "记住"))
    assert data_folder(tmp_path / "命令", environment=environment, settings=settings) == tmp_path / "命令"
    assert data_folder(environment=environment, settings=settings) == tmp_path / "环境"
    assert data_folder(environment={}, settings=settings) == tmp_path / "记住"


def test_a_relative_folder_is_made_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data_folder(Path("试用")) == tmp_path / "试用"
    assert data_folder(environment={"YISHI_DATA": "试用"}) == tmp_path / "试用"


def test_a_first_start_proposes_a_built_in_d_else_the_documents(user_folder):
    assert str(proposed_folder({"D:\\": FIXED}.get)).startswith("D:\\")
    for kind in (REMOVABLE, NETWORK, NONE):
        assert proposed_folder({"D:\\": kind}.get) == user_folder / "documents" / "议事协商资料"
    assert data_folder(environment={}, ask_drive=no_drive) == user_folder / "documents" / "议事协商资料"


def test_the_chosen_folder_is_remembered(user_folder, tmp_path):
    remember(tmp_path / "资料")
    assert load_settings().data_folder == str(tmp_path / "资料")
    assert data_folder(environment={}) == tmp_path / "资料"


@pytest.mark.parametrize(
    ("folder", "kind", "why"),
    [
        ("D:\\议事协商资料", FIXED, ""),
        ("E:\\议事协商资料", REMOVABLE, "U盘"),
        ("Z:\\议事协商资料", NETWORK, "网络"),
        ("\\\\server\\共享\\资料", NONE, "网络"),
        ("C:\\Users\\王\\OneDrive\\资料", FIXED, "云盘"),
        ("D:\\WPS云盘\\资料", FIXED, "云盘"),
    ],
)
def test_places_that_damage_databases_are_named(folder, kind, why):
    said = unsuitable(PureWindowsPath(folder), lambda root: kind)
    assert (why in said) if why else (said == "")


def test_an_ordinary_folder_is_fine_here(tmp_path):
    assert unsuitable(tmp_path) == ""
