"""公示脱敏 at the way out: no paper for the wall leaves before what is on it has been looked at, whichever way it goes."""

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from docx import Document

from tests.services.offices import sample_office
from yishi_desktop.cli import run_command
from yishi_desktop.domain.registry import write
from yishi_desktop.paths import data_root
from yishi_desktop.services import cases, departures
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import issuing, own_templates, papers
from yishi_desktop.services.printing.issuing import Departing, UnseenError
from yishi_desktop.ui.printing import work

NOTICE = papers.Paper("result_notice", "协商结果公示", "result_notice", 0)
NUMBER = "13912345678"


def not_cancelled() -> bool:
    return False


def say_nothing(done: int, total: int, text: str) -> None:
    pass


def into_the_tray(tray: Path) -> int:
    tray.write_bytes(b"%PDF")
    return 1


def printed(office: Office, departing: Departing, folder: Path) -> None:
    issuing.print_made(office, departing, "村部打印机", partial(into_the_tray, folder / "tray.pdf"))


def copied(office: Office, departing: Departing, folder: Path) -> None:
    (folder / "剪贴板.txt").write_text(issuing.text_for_group(office, departing), encoding="utf-8")


WAYS_OUT: dict[str, Callable[[Office, Departing, Path], object]] = {
    "打印": printed,
    "复制文字发群": copied,
    "存成长图": lambda office, leaving, to: issuing.picture_for_group(office, leaving, to / "长图.png"),
    "存PDF": lambda office, leaving, to: work.save_one(to / "一份.pdf", "A4", leaving, office),
    "存Word": lambda office, leaving, to: work.save_one(to / "一份.docx", "A4", leaving, office),
    "存看过的PDF": lambda office, leaving, to: work.save_pdf(b"%PDF", to / "看过.pdf", leaving, office),
    "填乡镇的模板": lambda office, leaving, to: work.save_template(to / "模板.docx", leaving, office),
    "存成一个PDF": lambda office, leaving, to: work.save_bundle(
        to / "全部.pdf", "全部", leaving, office, say_nothing, not_cancelled
    ),
    "分开存到文件夹": lambda office, leaving, to: work.save_all(
        to / "分开", leaving, office, say_nothing, not_cancelled
    ),
}


@pytest.fixture
def office(tmp_path):
    with sample_office(tmp_path / "资料") as office:
        opinion = f"{matter(office).case.sessions[0].outcome.agreed_opinion}有事找方永康，电话{NUMBER}"
        cases.keep_case(office, write(matter(office).case, "outcome.agreed_opinion", opinion), "更正")
        take_a_template(office, tmp_path / "镇里的表.docx", "{{协商议题}}")
        yield office


def take_a_template(office: Office, path: Path, words: str) -> None:
    document = Document()
    document.add_paragraph(words)
    document.save(path)
    own_templates.accept_template(office, "result_notice", path)


def matter(office):
    return office.situation(cases.find(office, "2026-01"))


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_way_lets_a_notice_out_before_it_was_looked_at(office, tmp_path, way):
    out = tmp_path / "出"
    out.mkdir()
    leaving = Departing(matter(office), [NOTICE])
    with pytest.raises(UnseenError, match=NUMBER) as refused:
        WAYS_OUT[way](office, leaving, out)
    assert list(out.iterdir()) == []
    assert departures.listed(office) == []
    assert office.store.records.current("printed_paper") == []

    WAYS_OUT[way](office, replace(leaving, seen=refused.value.risks), out)
    assert list(out.iterdir())
    assert len(departures.listed(office)) == 1
    assert len(office.store.records.current("printed_paper")) == 1


def test_a_paper_that_is_not_posted_needs_no_look(office, tmp_path):
    record = papers.Paper("jinhua_record", "协商记录表", "outcome", 0)
    issuing.save_paper(office, Departing(matter(office), [record]), tmp_path / "记录.pdf")
    assert (tmp_path / "记录.pdf").exists()


def test_what_was_looked_at_is_looked_at_again_once_it_says_something_else(office, tmp_path):
    seen = issuing.risks_on(office, matter(office), [NOTICE])
    opinion = matter(office).case.sessions[0].outcome.agreed_opinion.replace(NUMBER, "13887654321")
    cases.keep_case(office, write(matter(office).case, "outcome.agreed_opinion", opinion), "更正")
    with pytest.raises(UnseenError, match="13887654321"):
        issuing.save_paper(office, Departing(matter(office), [NOTICE], seen), tmp_path / "公示.pdf")


def test_what_the_township_s_own_file_says_is_looked_at_too(office, tmp_path):
    take_a_template(office, tmp_path / "又一张.docx", "{{协商议题}}，请找老王，电话13700001111")
    seen = issuing.risks_on(office, matter(office), [NOTICE])
    with pytest.raises(UnseenError, match="13700001111"):
        issuing.save_template(office, Departing(matter(office), [NOTICE], seen), tmp_path / "填好.docx")
    assert not (tmp_path / "填好.docx").exists()


def test_the_command_line_is_no_way_round_it(office, tmp_path, capsys):
    order = [
        "--data",
        str(tmp_path / "资料"),
        "print",
        "2026-01",
        "--form",
        "协商结果公示",
        "--to",
        str(tmp_path / "出"),
    ]
    assert run_command(order) == 1
    told = capsys.readouterr().err
    assert NUMBER in told and "--seen" in told
    assert not (tmp_path / "出").exists()
    assert run_command([*order, "--seen"]) == 0
    assert len(list((tmp_path / "出").iterdir())) == 2


# ------------------------------------------------------------------------------ nobody makes another way out
MAKERS = {
    "notice_text": {"services/printing/short_notice.py", "services/printing/issuing.py"},
    "notice_picture": {"services/printing/short_notice.py", "services/printing/issuing.py"},
    "filled_template": {"services/printing/own_templates.py", "services/printing/issuing.py"},
    "as_file": {"services/printing/papers.py", "services/printing/issuing.py"},
    "to_docx": {"documents/docx.py", "services/printing/papers.py", "services/printing/booklets.py"},
}
"""What makes papers that can be kept or sent, and the files that may name it."""


@pytest.mark.parametrize("maker", MAKERS)
def test_papers_are_made_for_the_way_out_alone(maker):
    root = data_root() / "yishi_desktop"
    naming = {path.relative_to(root).as_posix() for path in root.rglob("*.py") if maker in named_in(path)}
    assert naming == MAKERS[maker]


def named_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return names | {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
