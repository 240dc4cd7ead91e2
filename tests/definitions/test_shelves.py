"""Procedures and papers by name: read when asked for, and the same as when all are read."""

import shutil

import pytest

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.forms import load_forms
from yishi_desktop.definitions.procedures import BASE_LAW, load_procedures
from yishi_desktop.definitions.shelves import Shelf, shipped_papers, shipped_procedures
from yishi_desktop.domain.errors import UserError
from yishi_desktop.paths import data_root


def test_one_by_one_they_are_what_they_are_together():
    papers = shipped_papers()
    assert dict(papers) == load_forms()
    procedures = dict(shipped_procedures(papers))
    assert procedures == load_procedures(forms=papers)
    assert list(procedures) == sorted(procedures)


def test_only_what_is_asked_for_is_read():
    read = []
    shelf = Shelf(["b", "a"], lambda name: read.append(name) or name.upper())
    assert list(shelf) == ["a", "b"] and "a" in shelf and "c" not in shelf and len(shelf) == 2
    assert shelf.get("c") is None and read == []
    assert shelf["a"] is shelf["a"] and read == ["a"]


def test_a_base_law_is_known_by_the_name_of_its_file():
    folder = data_root() / "resources" / "procedures"
    base = {path.stem for path in folder.glob("*.toml")} - set(load_procedures())
    assert base == {path.stem for path in folder.glob(f"{BASE_LAW}*.toml")}


@pytest.mark.parametrize(
    ("kind", "name", "good", "spoilt"),
    [
        ("forms", "plan", "id ", "id id "),
        ("resources/procedures", "jinhua", "topic.title", "topic.titel"),
        ("resources/procedures", "law-2026", "[[number]]", "[[nummer]]"),
        ("resources/procedures", "jinhua", '"jinhua"', '"another"'),
    ],
)
def test_a_damaged_file_is_told_to_whoever_needs_it_and_stops_nobody_else(tmp_path, kind, name, good, spoilt):
    folder = tmp_path / "there"
    shutil.copytree(data_root() / kind, folder)
    path = folder / f"{name}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(good, spoilt, 1), encoding="utf-8")
    shelf = shipped_papers(folder) if kind == "forms" else shipped_procedures(shipped_papers(), folder)
    wanted = name if name in shelf else "jinhua"
    with pytest.raises(UserError, match="程序自带的文件坏了") as refused:
        shelf[wanted]
    assert isinstance(refused.value.__cause__, DefinitionError)
    if name in shelf:
        assert next(shelf[other] for other in shelf if other != name)
