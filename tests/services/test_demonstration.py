"""The demonstration: all papers and the ledger, in order, the same bytes every time, and nobody's data touched."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.services.offices import DEFINITIONS, sample_office
from yishi_desktop.domain.errors import UserError
from yishi_desktop.services import demonstration
from yishi_desktop.services.demonstration import INDEX_TITLE, build, make
from yishi_desktop.services.printing.papers import Paper

ROOT = Path(__file__).resolve().parents[2]


def nothing(*_):
    """No progress is shown."""


def contents(folder: Path) -> dict[str, str]:
    """Every file by its place in the folder, as the hash of its bytes: two of them are compared in no time."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of one demonstration, and the paths it says it wrote."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    return folder, build(folder, nothing)


def test_every_matter_has_a_numbered_folder_and_the_ledger_comes_last(made):
    folder, written = made
    names = [path.relative_to(folder).parts for path in written]
    assert list(dict.fromkeys(parts[0] for parts in names)) == [
        "2026-01 三组通组道路硬化及沿线路灯安装",
        "2026-02 文化礼堂使用收费办法",
        "2026-03 村民张某与李某宅基边界纠纷",
        "示例镇后塘村2026年议事协商台账.xlsx",
        "目录.html",
    ]
    assert sorted(contents(folder)) == sorted("/".join(parts) for parts in names)


def test_every_paper_is_there_as_word_and_as_pdf(made):
    folder, _ = made
    first = sorted(path.name for path in (folder / "2026-01 三组通组道路硬化及沿线路灯安装").iterdir())
    papers = [Path(name).stem.partition(" ") for name in first if name.endswith(".pdf")]
    assert [int(number) for number, _, _ in papers] == list(range(1, len(papers) + 1))
    titles = [title for _, _, title in papers]
    in_order = [
        "议题审查审定表",
        "协商方案",
        "协商公告",
        "签到表",
        "协商记录表",
        "协商成果备案表",
        "协商结果公示",
        "卷内文件目录",
    ]
    assert [title for title in titles if title in in_order] == in_order
    stems = {Path(name).stem for name in first}
    assert sorted(first) == sorted(f"{stem}{kind}" for stem in stems for kind in (".docx", ".pdf"))


NOT_CALLED_FOR = {
    "recusal_statement", "written_opinion", "visit_record", "online_record", "assembly_proposal", "escalation",
    "commission_report", "ending_note", "photo_page", "four_two_proposal", "four_two_discussion", "four_two_members",
    "four_two_decision", "four_two_decision_public", "four_two_result_public",
}  # fmt: skip
"""Papers of Jinhua that none of the three matters has use for."""


def test_no_paper_of_the_procedure_is_lost(made):
    _, written = made
    titles = {path.stem.partition(" ")[2].partition("（")[0] for path in written if path.suffix == ".pdf"}
    named = {paper for step in DEFINITIONS.procedures["jinhua"].steps for paper in step.papers}
    lost = {paper for paper in named if DEFINITIONS.forms[paper].name.partition("（")[0] not in titles}
    assert lost == NOT_CALLED_FOR


def test_the_papers_of_the_first_session_stand_before_those_of_the_second(made):
    _, written = made
    names = [
        path.stem for path in written if path.parent.name.startswith("2026-02") and path.suffix == ".pdf"
    ]
    first = [n for n, name in enumerate(names) if "4月18日" in name]
    again = [n for n, name in enumerate(names) if "6月20日" in name]
    assert first and again and max(first) < min(again)


def test_a_second_run_gives_the_same_files_byte_for_byte(made, tmp_path):
    folder, _ = made
    before = contents(folder)
    build(folder, nothing)
    assert contents(folder) == before
    build(tmp_path / "elsewhere", nothing)
    assert contents(tmp_path / "elsewhere") == before


def test_another_process_in_another_time_zone_makes_the_same_files(made, tmp_path):
    folder, _ = made
    more = os.environ | {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    command = [sys.executable, "-m", "yishi_desktop", "demo", str(tmp_path / "out")]
    child = subprocess.run(command, cwd=ROOT, env=more, capture_output=True, encoding="utf-8", check=True)
    assert contents(tmp_path / "out") == contents(folder)
    assert child.stdout.splitlines()[-1].startswith(f"共{len(contents(folder))}个文件，3件事，用时")


def test_the_page_that_leads_to_the_papers_shows_and_links_each_of_them(made):
    folder, written = made
    page = written[-1].read_text(encoding="utf-8")
    links = {unquote(link) for link in re.findall(r'href="([^"]+)"', page)}
    assert links == {path.relative_to(folder).as_posix() for path in written[:-1]}
    papers = [path for path in written if path.suffix == ".pdf"]
    assert page.count('src="data:image/png;base64,') == len(papers)
    assert f"<b>{len(papers)}</b>份文书" in page and "<b>3</b>件事" in page
    assert "$" not in page and "http" not in page
    assert len(page) < 1_500_000


def test_no_file_carries_the_clock(made):
    _, written = made
    for path in written:
        if path.suffix in (".docx", ".xlsx"):
            with ZipFile(path) as archive:
                assert {entry.date_time[0] for entry in archive.infolist()} == {1980}, path.name


def test_what_else_lies_in_the_folder_is_left_alone(tmp_path):
    (tmp_path / "照片.jpg").write_bytes(b"photo")
    build(tmp_path, nothing)
    assert (tmp_path / "照片.jpg").read_bytes() == b"photo"


def test_a_village_s_data_folder_is_refused_untouched(tmp_path):
    with sample_office(tmp_path):
        pass
    before = contents(tmp_path)
    with pytest.raises(UserError, match="村里的资料"):
        build(tmp_path, nothing)
    assert contents(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(UserError, match="不是文件夹"):
        build(tmp_path / "out", nothing)


def test_progress_names_each_part_as_it_is_done(tmp_path):
    said = []
    build(tmp_path, lambda done, total, text: said.append(text))
    assert said == [made.title for made in make(tmp_path)]
    assert said[0] == "2026-01 三组通组道路硬化及沿线路灯安装（已归档）"
    assert said[-2:] == ["后塘村年度台账", INDEX_TITLE]


def test_the_demonstration_s_ledger_counts_the_samples(made):
    _, written = made
    rows = list(load_workbook(written[-2])["明细"].iter_rows(min_row=6, values_only=True))
    assert [row[1] for row in rows] == ["2026-01", "2026-02", "2026-02"]


def test_everywhere_adds_the_other_places_in_folders_of_their_names(tmp_path, monkeypatch):
    """Which papers there are is asked elsewhere; here it is enough that each matter leaves its cover."""
    monkeypatch.setattr(demonstration.papers, "papers_of", _the_cover_alone)
    written = build(tmp_path, nothing, everywhere=True)
    folders = {path.relative_to(tmp_path).parts[0] for path in written}
    assert {"阿克塔木村", "石岔村", "柳树屯村", "示例街道", "示例社区"} <= folders
    assert len([path for path in written if path.suffix == ".xlsx"]) == 6
    assert (tmp_path / "石岔村" / "2026-05 文化广场怎么管").is_dir()


def _the_cover_alone(office, situation):
    return [Paper("case_cover", "案卷封面", situation.procedure.steps[-1].id, 0)]
