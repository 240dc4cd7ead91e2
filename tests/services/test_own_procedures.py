"""A sixth procedure is one file: taken in, refused with its place, carried by backups, told when it is wrong at start."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.offices import YEAR_END, opened, sample_office
from tests.sixth import SIXTH
from yishi_desktop import cli
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import cases, village
from yishi_desktop.services.keeping import backups
from yishi_desktop.services.office import load_definitions, open_office
from yishi_desktop.services.own_procedures import add_procedure
from yishi_desktop.storage.own_procedures import OWN_PROCEDURES, own_procedures

SPOILT = [
    ('"topic.title", ', '"topic.titel", ', "步骤 say 用到没有登记的字段 topic.titel"),
    ('rule = "at_least"', 'rule = "big_enough"', "规则 room 用到没有登记的判断 big_enough"),
    ('kind = "tasks"', 'kind = "task"', "步骤 do 用到没有的栏目 task"),
    ('papers = ["sign_in"]', 'papers = ["sign_on"]', "步骤 say 用到没有的文书 sign_on"),
    ('least = "seats"', 'most = "seats"', "规则 room 的参数应当是 fact、least"),
    ('clause = "三"', 'clause = " "', "步骤 do 没有写条款"),
    ('id = "elsewhere"', 'id = "jinhua"', "程序 jinhua 在别的文件里已经有了"),
    ('extends = "law-2026"', 'extends = "law-2062"', "extends 指向没有的程序 law-2062"),
    ("[[step]]", "[[step", "不是正确的TOML文件"),
]


def written(folder: Path, text: str = SIXTH, name: str = "他乡议事.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_it_can_be_chosen_from_the_next_start_on(tmp_path):
    data = tmp_path / "资料"
    with sample_office(data) as office:
        assert add_procedure(office, written(tmp_path)).name == "他乡议事"
    definitions = load_definitions(data)
    assert definitions.procedures["elsewhere"].bodies == definitions.procedures["jinhua"].bodies
    with open_office(data, clock=lambda: YEAR_END) as office:
        assert "elsewhere" in village.procedures_for(office, "", "")
        village.save_organisation(office, replace(office.organisation, procedure="elsewhere"))
        assert cases.new_case(office).case.procedure == "elsewhere"


def test_one_of_the_same_name_is_replaced(tmp_path):
    data = tmp_path / "资料"
    with sample_office(data) as office:
        add_procedure(office, written(tmp_path))
        later = add_procedure(office, written(tmp_path, SIXTH.replace("他乡议事", "他乡议事（新）")))
    assert later.name == "他乡议事（新）"
    assert load_definitions(data).procedures["elsewhere"].name == "他乡议事（新）"


@pytest.mark.parametrize(("good", "spoilt", "says"), SPOILT, ids=[spoilt for _, spoilt, _ in SPOILT])
def test_a_wrong_one_is_refused_with_its_place_and_nothing_is_kept(tmp_path, good, spoilt, says):
    assert good in SIXTH
    file = written(tmp_path, SIXTH.replace(good, spoilt, 1))
    with opened(tmp_path / "资料") as office:
        with pytest.raises(UserError) as refused:
            add_procedure(office, file)
        assert own_procedures(office.store.folder) == []
    assert f"“他乡议事.toml”用不了：{says}" in str(refused.value)
    assert "没有添加" in str(refused.value)


def test_a_base_without_steps_is_nothing_to_choose(tmp_path):
    bare = 'id = "bare"\nname = "空"\nsource = "某文"\nsummary = "没有步骤。"\n'
    with (
        opened(tmp_path / "资料") as office,
        pytest.raises(UserError, match="里一个步骤也没有"),
    ):
        add_procedure(office, written(tmp_path, bare))


@pytest.mark.parametrize(("good", "spoilt", "says"), SPOILT, ids=[spoilt for _, spoilt, _ in SPOILT])
def test_a_wrong_one_in_the_folder_is_told_at_start_with_its_place(tmp_path, good, spoilt, says):
    written(tmp_path / OWN_PROCEDURES, SIXTH.replace(good, spoilt, 1))
    with pytest.raises(UserError) as refused:
        load_definitions(tmp_path)
    told = str(refused.value)
    assert f"“办事依据”文件夹里的“他乡议事.toml”用不了：{says}" in told
    assert "资料没有改动" in told and "移出“办事依据”文件夹" in told


def test_every_command_says_so_and_holds_nothing_open(tmp_path, capfd):
    with sample_office(tmp_path):
        pass
    file = written(tmp_path / OWN_PROCEDURES, SIXTH.replace("topic.title", "topic.titel", 1))
    assert cli.run_command(["list", "--data", str(tmp_path)]) == 1
    assert "topic.titel" in capfd.readouterr().err
    file.unlink()
    assert cli.run_command(["list", "--data", str(tmp_path)]) == 0


def test_a_backup_carries_it_and_a_restore_brings_it_back(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        add_procedure(office, written(tmp_path))
        made = backups.make(office, tmp_path / "U盘")
    backups.restore(tmp_path / "另一台", made)
    assert "elsewhere" in load_definitions(tmp_path / "另一台").procedures
