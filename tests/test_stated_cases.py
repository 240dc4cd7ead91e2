"""Cases 4 to 8 through the command line: taken in, checked word for word, listed and printed."""

import re
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests import stated
from tests.edges import EDGES
from tests.factories import AFTERWARDS, SAMPLES, broken, changed, organisation, sample_case
from tests.services import offices
from tests.stated import MATTERS, Matter
from yishi_desktop import cli
from yishi_desktop.cli import grammar
from yishi_desktop.definitions.case_file import CaseFile, write_case_file
from yishi_desktop.domain.case import Case
from yishi_desktop.domain.people import Organisation
from yishi_desktop.services import demonstration
from yishi_desktop.services.delivering import ledgers
from yishi_desktop.services.office import open_office

PLACES = sorted(stated.places())
RARE = (
    "买买提·吐尔逊",
    "古丽扎提·努尔买买提·木合塔尔",
    "阿依古丽·艾合买提江",
    "王𣲗淼",
    "陈𬭚",
    "赵晓䶮",
)


@pytest.fixture
def run(tmp_path, capfd, monkeypatch):
    """run("check"): what a terminal shows at the end of the year; every command must succeed."""
    moment = Moment()
    monkeypatch.setattr(grammar, "open_office", partial(open_office, clock=moment))

    def call(*words: object) -> str:
        code = cli.run_command(["--data", str(tmp_path / "资料"), *map(str, words)])
        out, err = capfd.readouterr()
        assert (code, err) == (0, "")
        return out

    call.moment = moment
    return call


class Moment:
    """The end of the year, until a test turns the clock."""

    def __init__(self) -> None:
        self.at = offices.YEAR_END

    def __call__(self) -> datetime:
        return self.at


def files(folder: Path, matters: Iterable[tuple[str, Case]], village: Organisation) -> Path:
    """A folder of case files, each under an id, a number and a name of its own."""
    folder.mkdir()
    for number, (title, case) in enumerate(matters, 1):
        topic = replace(case.topic, title=title)
        own = replace(case, id=f"{number:04d}", number=f"甲-{number:02d}", topic=topic)
        file = CaseFile(case=own, organisation=village)
        (folder / f"{number:02d}.json").write_bytes(write_case_file(file))
    return folder


def blocks(printed: str) -> list[list[str]]:
    """What `yishi check` prints, a list of lines for each matter; its head first."""
    found: list[list[str]] = []
    for line in printed.splitlines():
        if line.startswith("  "):
            found[-1].append(line.strip())
        else:
            found.append([line])
    return found


def in_words(matter: Matter, title_of: dict[str, str]) -> list[str]:
    explained = next((e.text for e in matter.case.explanations), "")
    return [
        f"[{title_of[one.step]}] {one.message}（{one.reference}）"
        + (f" 已说明：{explained}" if one.kind is stated.EXPLAINED else "")
        for one in matter.says
    ]


@pytest.mark.parametrize("place", PLACES)
def test_check_says_what_is_stated_and_nothing_else(run, tmp_path, place):
    """Also: the first file says which village this is, so that a community is told its own law."""
    here = [matter for matter in MATTERS if matter.place == place]
    village = stated.places()[place].village.organisation
    taken = run("import", files(tmp_path / "案卷", ((m.case.topic.title, m.case) for m in here), village))
    assert f"已经照案卷填上：{village.name}" in taken
    title_of = {step.id: step.title for step in offices.DEFINITIONS.procedures[place].steps}
    said = [sorted(lines) for _, *lines in blocks(run("check"))]
    assert said == [sorted(in_words(matter, title_of)) for matter in here]


def test_check_says_every_edge(run, tmp_path):
    run.moment.at = datetime.combine(AFTERWARDS, time(17), tzinfo=UTC)
    made = [(edge.check, edge.make()) for edge in EDGES]
    run("import", files(tmp_path / "案卷", made, organisation()))
    for edge, (head, *lines) in zip(EDGES, blocks(run("check")), strict=True):
        finding = broken(edge.make())[edge.check]
        assert edge.check in head
        assert [line for line in lines if line.endswith(f"{finding.message}（{finding.reference}）")], edge


def test_check_says_what_is_too_long_and_what_is_blank(run, tmp_path):
    long_title = replace(sample_case(1).topic, title="路" * 300)
    made = [
        ("路" * 300, replace(sample_case(1), topic=long_title)),
        ("没有过程", changed(sample_case(1), session__minutes="")),
        ("过程很长", changed(sample_case(1), session__minutes="大家说了很多。\n" * 750)),
    ]
    run("import", files(tmp_path / "案卷", made, organisation()))
    said = [lines for _, *lines in blocks(run("check"))]
    assert said == [
        ["[登记议题] 协商议题有300个字，纸上的格子大约放100个字，打印时会多占几行。"],
        ["[协商过程] 还没填协商过程。（金市民〔2023〕43号 五（三）、附件2）"],
        [],
    ]


def test_the_list_says_how_every_matter_ended(run):
    run("import", *sorted((SAMPLES / "5-gansu").glob("case-*.json")))
    assert [line.split("\t")[:2] for line in run("list").splitlines()] == [
        ["2026-01", "已归档"],
        ["2026-02", "已归档"],
        ["2026-03", "已归档"],
        ["2026-04", "已归档"],
        ["2026-05", "终止协商"],
    ]


def test_four_a_year_three_meetings_and_one_in_writing(run, tmp_path):
    run("import", *sorted((SAMPLES / "5-gansu").glob("case-*.json")))
    run("ledger", 2026, "--to", tmp_path / "台账.xlsx")
    book = load_workbook(tmp_path / "台账.xlsx")
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert [text for text in cells if text.startswith("4/4（会议3、书面1）")]
    assert "是否计入以上级口径为准" in cells


def test_the_papers_of_a_written_round_know_no_sheet_and_no_show_of_hands(run, tmp_path):
    run("import", SAMPLES / "6-jilin" / "case-6.json")
    run("print", "2026-01", "--to", tmp_path / "文书", "--word")
    names = {path.stem.partition(" ")[2].partition("（")[0] for path in (tmp_path / "文书").iterdir()}
    assert not {"签到表", "表决票", "计票单"} & names
    assert {"书面征求意见表", "走访座谈记录"} <= names


@pytest.mark.needs("pdftotext")
def test_rare_names_are_the_same_letter_for_letter_in_word_and_pdf_and_excel(run, tmp_path):
    run("import", SAMPLES / "4-xinjiang" / "case-4.json")
    run("print", "2026-01", "--form", "签到表", "--to", tmp_path / "文书")
    with offices.opened(tmp_path / "资料") as office:
        ledgers.export(office, *demonstration.YEAR, tmp_path / "台账.xlsx", masked=False)
    (word, *_), (pdf, *_) = (sorted((tmp_path / "文书").glob(f"*.{kind}")) for kind in ("docx", "pdf"))
    cells = [cell.text for table in Document(str(word)).tables for row in table.rows for cell in row.cells]
    told = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    letters = re.sub(
        r"[\s\d]", "", told
    )  # a long name takes two lines, and the number of its row stands between
    for name in RARE:
        assert name in {re.sub(r"\s", "", text) for text in cells}  # short names are spread over their line
        assert name in letters
    book = load_workbook(tmp_path / "台账.xlsx")
    shown = {str(cell.value) for row in book["明细"].iter_rows() for cell in row}
    assert "买买提·吐尔逊" in shown
