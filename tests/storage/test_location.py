"""Where the data lie."""

from pathlib import Path, PureWindowsPath

import pytest

from yishi_desktop.storage.location import FOLDER_NAME, data_folder, is_risky, proposed_folder
from yishi_desktop.storage.settings import Settings, change_settings

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
    change_settings(data_folder=str(tmp_path / "资料"))
    assert data_folder(environment={}) == tmp_path / "资料"


def test_documents_in_a_cloud_are_no_place_for_a_first_start_but_stay_what_they_are(tmp_path, monkeypatch):
    documents = tmp_path / "OneDrive" / "文档"
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: documents)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert proposed_folder(no_drive) == tmp_path / FOLDER_NAME
    (documents / FOLDER_NAME).mkdir(parents=True)
    assert proposed_folder(no_drive) == documents / FOLDER_NAME


@pytest.mark.parametrize(
    ("folder", "kind", "risky"),
    [
        ("D:\\议事协商资料", FIXED, False),
        ("E:\\议事协商资料", REMOVABLE, True),
        ("Z:\\议事协商资料", NETWORK, True),
        ("\\\\server\\共享\\资料", NONE, True),
        ("C:\\Users\\王\\OneDrive\\资料", FIXED, True),
        ("D:\\WPS云盘\\资料", FIXED, True),
    ],
)
def test_places_that_damage_databases_are_known(folder, kind, risky):
    assert is_risky(PureWindowsPath(folder), lambda root: kind) is risky


def test_an_ordinary_folder_is_fine_here(tmp_path):
    assert not is_risky(tmp_path)
