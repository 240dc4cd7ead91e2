"""The command line: every command, wrong usage, wrong files, damage, the lock, and never a traceback."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.offices import matter, opened, real_office, sample_office
from yishi_desktop import cli
from yishi_desktop.__main__ import main
from yishi_desktop.domain.case import Case
from yishi_desktop.services import case_files, cases
from yishi_desktop.services.keeping import backups
from yishi_desktop.storage.single_instance import FolderLock
from yishi_desktop.storage.store import DATABASE_NAME

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample"


@pytest.fixture
def data(tmp_path):
    """The folder of a sample village."""
    folder = tmp_path / "资料"
    with sample_office(folder):
        pass
    return folder


@pytest.fixture
def run(capfd, data):
    """`run("list")`: the exit code, what was printed, and what was said on the error stream."""

    def call(*words, folder=data):
        code = cli.run_command(["--data", str(folder), *map(str, words)])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


def terminal(*words, **more):
    command = [sys.executable, "-m", "yishi_desktop", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, **more)


def test_procedure_says_what_a_change_means_and_makes_it(run, data):
    code, out, _ = run("procedure", "2026-01")
    assert code == 0 and "金华市城乡社区议事协商（jinhua）" in out and "（gansu）" in out
    code, out, _ = run("procedure", "2026-01", "--to", "gansu")
    assert code == 0 and "不再有的步骤" in out and "备案和通报（金市民〔2023〕43号 五（四））" in out
    with opened(data) as office:
        assert cases.find(office, "2026-01").procedure == "gansu"


def test_procedure_refuses_what_does_not_fit_and_changes_nothing(run, data):
    code, _, err = run("procedure", "2026-01", "--to", "shenzhen-street")
    assert code == 1 and "不能改按" in err and "gansu" in err
    with opened(data) as office:
        assert cases.find(office, "2026-01").procedure == "jinhua"


# --- what the commands do --------------------------------------------------------------------------------------


def test_list_says_number_state_and_title(run):
    code, out, err = run("list")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "2026-01\t已归档\t三组通组道路硬化及沿线路灯安装",
        "2026-02\t已归档\t文化礼堂使用收费办法",
        "2026-03\t不予协商\t村民张某与李某宅基边界纠纷",
    ]


def test_list_of_an_empty_office_says_so(run, tmp_path):
    with opened(tmp_path / "新"):
        pass
    assert run("list", folder=tmp_path / "新")[1] == "还没有登记事项。\n"


def test_check_says_what_is_missing_with_step_and_clause(run, tmp_path):
    folder = tmp_path / "新"
    with real_office(folder, "甲村", Case(id="1", procedure="jinhua", number="2026-01")):
        pass
    code, out, _ = run("check", folder=folder)
    assert code == 0
    assert out.startswith("2026-01 （还没写议题）：")
    assert "  [登记议题] 还没填协商议题。（金市民〔2023〕43号 五（一））" in out.splitlines()
    assert run("check", "2026-03")[1].startswith("2026-03 村民张某与李某宅基边界纠纷：")


def test_print_makes_every_paper_in_both_formats(run, tmp_path):
    code, out, _ = run("print", "2026-03", "--to", tmp_path / "文书")
    made = sorted(path.name for path in (tmp_path / "文书").iterdir())
    assert code == 0
    assert made == sorted(Path(line).name for line in out.splitlines())
    assert made == [
        "01 议题征集登记表.docx",
        "01 议题征集登记表.pdf",
        "02 议题审查审定表.docx",
        "02 议题审查审定表.pdf",
        "03 不予协商告知单.docx",
        "03 不予协商告知单.pdf",
    ]


@pytest.mark.parametrize("name", ["协商记录表", "城乡社区议事协商记录表", "jinhua_record"])
def test_a_form_is_found_by_its_name_its_title_and_its_id(name, run, tmp_path):
    code, out, _ = run("print", "三组通组", "--form", name, "--pdf", "--to", tmp_path / "文书")
    assert code == 0
    assert [Path(line).name for line in out.splitlines()] == ["01 协商记录表.pdf"]
    assert (tmp_path / "文书" / "01 协商记录表.pdf").read_bytes().startswith(b"%PDF")


def test_a_form_the_matter_does_not_have_is_refused_with_those_it_has(run, tmp_path):
    code, _, err = run("print", "2026-03", "--form", "表决票", "--to", tmp_path / "文书")
    assert code == 1
    assert (
        "没有“表决票”这种文书" in err
        and "现在可以做：议题征集登记表、议题审查审定表、不予协商告知单。" in err
    )
    assert not (tmp_path / "文书").exists()


def test_ledger_writes_the_workbook_into_a_file_or_a_folder(run, tmp_path):
    file = tmp_path / "台账.xlsx"
    assert run("ledger", 2026, "--to", file)[:2] == (0, f"{file}\n")
    assert "明细" in load_workbook(file).sheetnames
    code, out, _ = run("ledger", 2026, "--to", tmp_path)
    assert (code, Path(out.strip()).name) == (0, "示例镇后塘村2026年议事协商台账.xlsx")
    assert Path(out.strip()).read_bytes() == file.read_bytes()


def test_ledger_of_other_days(run, tmp_path):
    file = tmp_path / "台账.xlsx"
    code, _, _ = run("ledger", 2026, "--from", "2026-04-01", "--until", "2026-05-31", "--to", file)
    rows = list(load_workbook(file)["明细"].iter_rows(min_row=6, values_only=True))
    assert code == 0
    assert len(rows) == 1 and rows[0][1] == "2026-02"


def test_a_case_goes_out_and_into_another_office(run, tmp_path):
    file, other = tmp_path / "案卷.json", tmp_path / "另一处"
    assert run("export", "2026-01", "--to", file)[0] == 0
    code, out, _ = run("import", file, folder=other)
    imported, taken_over = out.splitlines()
    assert (code, imported) == (0, "案卷.json：已导入“三组通组道路硬化及沿线路灯安装”")
    assert taken_over == "这里还没有填是哪个村，已经照案卷填上：后塘村"
    assert "2026-01" in run("list", folder=other)[1]
    assert run("import", file, folder=other)[0] == 0  # the same again says nothing new


def test_merge_of_two_villages(run, tmp_path):
    paths = []
    for name in ("甲村", "乙村"):
        with real_office(tmp_path / name, name, matter(1, name)):
            pass
        paths.append(tmp_path / f"{name}.xlsx")
        run("ledger", 2026, "--to", paths[-1], folder=tmp_path / name)
    code, out, _ = run("merge", *paths, "--to", tmp_path / "合并.xlsx")
    assert code == 0
    assert "合计：2个文件，2个村（社区），协商2次，事项2件" in out
    assert "各村汇总" in load_workbook(tmp_path / "合并.xlsx").sheetnames


@pytest.mark.parametrize("meant", ["台账", "台账/*.xlsx"])
def test_a_folder_and_a_pattern_mean_the_ledgers_in_it(meant, run, tmp_path):
    folder = tmp_path / "台账"
    folder.mkdir()
    with real_office(tmp_path / "甲村", "甲村", matter(1)):
        pass
    run("ledger", 2026, "--to", folder / "甲村.xlsx", folder=tmp_path / "甲村")
    (folder / "~$甲村.xlsx").write_bytes(b"open in Excel")
    (folder / "说明.txt").write_bytes(b"")
    target = folder / "合并.xlsx"
    code, out, err = run("merge", tmp_path / meant, "--to", target)
    assert (code, err) == (0, "") and "合计：1个文件" in out
    before = target.read_bytes()
    assert run("merge", tmp_path / meant, "--to", target)[0] == 0
    assert target.read_bytes() == before


def test_a_folder_of_case_files_is_imported_in_order(run, tmp_path):
    with sample_office(tmp_path / "一") as office:
        (tmp_path / "案卷").mkdir()
        for number in (2, 1):
            case_files.export_case(office, matter(number), tmp_path / "案卷" / f"{number}.json")
    code, out, _ = run("import", tmp_path / "案卷", folder=tmp_path / "新")
    assert code == 0
    told = [line.split("：")[0] for line in out.splitlines()]
    assert told == ["1.json", "2.json", "这里还没有填是哪个村，已经照案卷填上"]


def test_an_empty_folder_is_nothing_to_merge(run, tmp_path):
    (tmp_path / "空").mkdir()
    code, _, err = run("merge", tmp_path / "空", "--to", tmp_path / "合并.xlsx")
    assert code == 1 and "没有选台账文件" in err


def test_verify_says_that_all_is_well(run):
    assert run("verify") == (0, "资料完好\n", "")


def test_backup_and_restore_bring_back_what_was_there(run, data, tmp_path):
    code, out, _ = run("backup", "--to", tmp_path / "U盘")
    made = Path(out.strip())
    assert code == 0 and made.parent == tmp_path / "U盘"
    with opened(data) as office:
        cases.withdraw(office, cases.find(office, "2026-03").id, "登记错了")
    assert "2026-03" not in run("list")[1]
    code, out, _ = run("restore", made, "--look")
    assert code == 0 and "会找回来的：议题1件（“" in out and "外发记录1条" in out
    assert "2026-03" not in run("list")[1], "only looked"
    code, out, _ = run("restore", made)
    assert code == 0 and out.startswith("已恢复到") and "恢复前-" in out
    assert "2026-03" in run("list")[1]


def test_the_data_folder_may_stand_behind_the_command(data, capfd):
    assert cli.run_command(["list", "--data", str(data)]) == 0
    assert "2026-01" in capfd.readouterr().out


def test_without_a_folder_the_environment_says_where(data, capfd, monkeypatch):
    monkeypatch.setenv("YISHI_DATA", str(data))
    assert cli.run_command(["list"]) == 0
    assert "2026-01" in capfd.readouterr().out


# --- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [["list"], ["check"], ["verify"], ["backup"], ["ledger", "2026", "--to", "x.xlsx"]]
)
def test_reading_where_nothing_is_makes_nothing(words, run, tmp_path):
    code, out, err = run(*words, folder=tmp_path / "写错了")
    assert (code, out) == (1, "")
    assert "没有议事的资料" in err
    assert not (tmp_path / "写错了").exists()


def test_an_unknown_matter_and_an_ambiguous_one_are_refused(run):
    assert "没有找到“2027-01”" in run("check", "2027-01")[2]
    code, _, err = run("check", "化")
    assert code == 1 and "“化”对得上好几件：2026-01、2026-02。" in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是正确的JSON"),
        (b"\xff\xfe\x00", "不是UTF-8"),
        (b"[]", "花括号"),
        (b'{"format": "other", "version": 1}', "不是要的文件"),
        (b'{"format": "yishi-case", "version": 9}', "新版本"),
        (b'{"format": "yishi-case", "version": 1, "case": {"id": "1", "colour": "red"}}', "colour"),
    ],
)
def test_a_wrong_case_file_is_refused_with_its_name_and_what_is_wrong(content, said, run, tmp_path):
    file = tmp_path / "坏的.json"
    file.write_bytes(content)
    code, out, err = run("import", file)
    assert (code, out) == (1, "")
    assert "坏的.json" in err and said in err and "没有导入任何内容" in err


def test_a_wrong_file_does_not_keep_the_good_ones_out(run, tmp_path):
    good = SAMPLE / "case-1.json"
    code, out, err = run("import", tmp_path / "没有.json", good, folder=tmp_path / "新")
    assert code == 1
    assert "没有.json" in err and "case-1.json：已导入" in out


def test_a_case_that_is_there_with_other_content_is_refused(run, tmp_path):
    data = json.loads((SAMPLE / "case-1.json").read_text(encoding="utf-8"))
    data["case"]["topic"]["title"] = "换了题目"
    file = tmp_path / "改过.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    code, _, err = run("import", file)
    assert code == 1 and "已经有了，内容不一样" in err
    assert "三组通组道路" in run("list")[1]


def test_a_number_in_the_wrong_unit_of_time_is_refused(run, tmp_path):
    words = ("ledger", 2026, "--from", "2026-05-01", "--until", "2026-04-01", "--to", tmp_path / "t.xlsx")
    code, _, err = run(*words)
    assert code == 1 and "止日比起日还早" in err


def test_a_ledger_under_another_ending_is_refused(run, tmp_path):
    code, _, err = run("ledger", 2026, "--to", tmp_path / "台账.xls")
    assert code == 1 and ".xlsx" in err and not (tmp_path / "台账.xls").exists()


def test_a_place_that_is_not_there_is_refused_in_words(run, tmp_path):
    code, _, err = run("ledger", 2026, "--to", tmp_path / "没有" / "台账.xlsx")
    assert code == 1 and "台账.xlsx" in err
    (tmp_path / "文件").write_bytes(b"")
    code, _, err = run("print", "2026-01", "--to", tmp_path / "文件")
    assert code == 1 and err


def test_a_damaged_data_file_is_refused(run, data):
    (data / DATABASE_NAME).write_bytes(b"not a database" * 500)
    code, _, err = run("list")
    assert code == 1 and "坏了" in err


def test_a_changed_record_is_found_by_verify(run, data):
    content = (data / DATABASE_NAME).read_bytes()
    old, new = "三组通组".encode(), "四组通组".encode()
    assert old in content
    (data / DATABASE_NAME).write_bytes(content.replace(old, new))
    code, out, _ = run("verify")
    assert code == 1 and "处问题" in out


def test_a_folder_that_is_no_backup_is_refused(run, data, tmp_path):
    (tmp_path / "照片").mkdir()
    before = (data / DATABASE_NAME).read_bytes()
    code, _, err = run("restore", tmp_path / "照片")
    assert code == 1 and "不是议事的备份" in err
    assert (data / DATABASE_NAME).read_bytes() == before


def test_while_the_window_is_open_nothing_is_written(run, data, tmp_path):
    with sample_office(tmp_path / "b") as office:
        made = backups.make(office, tmp_path / "U盘")
    before = (data / DATABASE_NAME).read_bytes()
    with FolderLock(data):
        for words in (["import", SAMPLE / "case-1.json"], ["restore", made]):
            code, out, err = run(*words)
            assert (code, out) == (1, "")
            assert "议事已经打开了" in err
        assert run("list")[0] == 0  # reading does no harm
    assert (data / DATABASE_NAME).read_bytes() == before


def test_a_fault_of_ours_is_told_in_words_and_kept_without_what_people_typed(run, monkeypatch, tmp_path):
    typed = "张某，电话"

    def broken(*_):
        raise ZeroDivisionError(typed)

    monkeypatch.setattr(cases, "situations", broken)
    monkeypatch.setattr(cli.tempfile, "gettempdir", lambda: str(tmp_path))
    code, out, err = run("list")
    kept = (tmp_path / cli.FAULT_NAME).read_text(encoding="utf-8")
    assert (code, out) == (1, "") and "程序出错了" in err and cli.FAULT_NAME in err
    assert "ZeroDivisionError" in kept and "in list_cases" in kept and typed not in kept


def test_being_stopped_is_no_crash(run, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cases, "situations", stopped)
    code, out, err = run("list")
    assert (code, out) == (1, "") and err.startswith("已经停下。")


def test_a_backup_is_found_by_a_path_in_any_spelling(run, data, tmp_path, monkeypatch):
    made = Path(run("backup", "--to", tmp_path / "U盘")[1].strip())
    monkeypatch.chdir(made.parent)
    assert run("restore", made.name)[0] == 0
    assert run("restore", Path("..") / "U盘" / made.name)[0] == 0


# --- wrong usage -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "没有“frobnicate”这个命令"),
        (["--data"], "--data 后面还要写内容"),
        (["ledger"], "还没有写：年度, --to"),
        (["ledger", "二六", "--to", "x.xlsx"], "“二六”不是年度"),
        (["ledger", "2026", "--to", "x.xlsx", "--from", "5.1"], "“5.1”不是日期"),
        (["ledger", "2026", "--to"], "--to 后面还要写内容"),
        (["print", "2026-01"], "还没有写：--to"),
        (["import"], "还没有写：文件"),
        (["list", "--all"], "看不懂：--all"),
        (["demo"], "还没有写：文件夹"),
        (["merge", "a.xlsx"], "还没有写：--to"),
        (["restore"], "还没有写：备份"),
    ],
)
def test_wrong_usage_is_told_in_chinese_with_the_right_one(words, said, capfd):
    assert cli.run_command(words) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("命令没有写对：") and said in err and "用法：" in err


@pytest.mark.parametrize(
    "words", [["--help"], *([name, "--help"] for name in ("demo", "print", "ledger", "merge"))]
)
def test_help_is_chinese(words, capfd):
    assert cli.run_command(words) == 0
    out = capfd.readouterr().out
    assert "用法：yishi" in out
    assert not [word for word in ("usage", "options", "positional", "show this") if word in out]


# --- through the terminal --------------------------------------------------------------------------------------


def test_the_program_is_started_by_its_name_and_returns_its_code(data, tmp_path):
    assert terminal("list", "--data", data).stdout.startswith("2026-01\t")
    wrong = terminal("frobnicate")
    assert (wrong.returncode, wrong.stdout) == (2, "") and "没有“frobnicate”这个命令" in wrong.stderr
    refused = terminal("list", "--data", tmp_path / "没有")
    assert (refused.returncode, refused.stdout) == (1, "") and "Traceback" not in refused.stderr


def test_a_reader_that_goes_away_is_no_error(data):
    command = [sys.executable, "-m", "yishi_desktop", "check", "--data", str(data)]
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        child = subprocess.run(command, cwd=ROOT, stdout=gone, stderr=subprocess.PIPE, check=False)
    assert (child.returncode, child.stderr) == (0, b"")


def test_a_console_without_chinese_gets_question_marks(data):
    more = os.environ | {"PYTHONIOENCODING": "ascii"}
    child = terminal("list", "--data", data, env=more)
    assert child.returncode == 0
    assert child.stdout.startswith("2026-01\t???")


def test_the_entry_point_takes_words(data, capfd):
    assert main(["verify", "--data", str(data)]) == 0
    assert capfd.readouterr().out == "资料完好\n"


def test_export_carries_no_private_telephone(run, data, tmp_path):
    with opened(data) as office:
        case = cases.find(office, "2026-01")
        topic = replace(case.topic, proposer_phone="13800001234")
        cases.keep_case(office, replace(case, topic=topic), "补上电话")
    assert run("export", "2026-01", "--to", tmp_path / "案卷.json")[0] == 0
    exported = (tmp_path / "案卷.json").read_text(encoding="utf-8")
    assert "三组通组" in exported and "13800001234" not in exported
