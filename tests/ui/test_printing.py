"""Printing and keeping papers: from the list of a matter's papers to the sheet in the tray."""

import re
import subprocess
from dataclasses import replace
from functools import partial

import pytest
from docx import Document
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from tests.ui.audit import SIZES, audit
from tests.ui.villages import Answers, find, load_samples, name_the_village, settle
from yishi_desktop.domain.registry import write
from yishi_desktop.services.case_files import sample_cases
from yishi_desktop.services.cases import keep_case
from yishi_desktop.services.printing import own_templates, papers
from yishi_desktop.ui import theme
from yishi_desktop.ui.dialogs import ErrorDialog
from yishi_desktop.ui.printing.papers_panel import PaperRow, PapersPanel
from yishi_desktop.ui.printing.print_dialog import PrintDialog

NOTICE = papers.Paper("result_notice", "协商结果公示", "result_notice", 0)
RECORD = papers.Paper("jinhua_record", "城乡社区议事协商记录表", "outcome", 0)


def load_a_leaky_notice(office):
    """A matter whose agreed opinion carries somebody's telephone number."""
    changed = name_the_village(office)
    case = replace(sample_cases()[0], sample=False)
    opinion = f"{case.sessions[0].outcome.agreed_opinion}有事找方永康，电话13912345678"
    keep_case(office, write(case, "outcome.agreed_opinion", opinion), "村")
    return changed


@pytest.fixture
def desk(village):
    return village(load_samples)


@pytest.fixture
def dialog_of(qtbot, desk, show):
    def opened(files, wanted=RECORD):
        dialog = PrintDialog(desk, desk.snapshot.situations[0], wanted, files=files)
        show(dialog, 1120, 640)
        qtbot.waitUntil(dialog.pdf_button.isEnabled)
        return dialog

    return opened


@pytest.fixture
def panel_of(qtbot, desk, show):
    def opened(files):
        panel = show(PapersPanel(desk, files), 1100, 640)
        panel.show_situation(desk.snapshot.situations[0].case.id)
        settle(qtbot, desk)
        return panel

    return opened


def text_of(pdf) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout


def pages_of(pdf) -> int:
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(told.split("Pages:")[1].split()[0])


def sizes_of(pdf) -> str:
    return subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout


@pytest.mark.needs("pdfinfo")
def test_what_was_shown_comes_out_at_its_true_size(qtbot, dialog_of, tmp_path):
    files = Answers(tray=tmp_path / "tray.pdf")
    dialog = dialog_of(files)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: "已送到打印机" in dialog.saved_bar.text(), timeout=20_000)
    assert pages_of(files.tray) == 2
    assert "595" in sizes_of(files.tray)
    assert "842" in sizes_of(files.tray)


@pytest.mark.needs("pdfinfo")
def test_the_ways_out_are_in_sight_without_scrolling(dialog_of, tmp_path):
    dialog = dialog_of(Answers(tmp_path / "纸.pdf", tray=tmp_path / "纸.pdf"), NOTICE)
    for way in (dialog.print_button, dialog.pdf_button, dialog.word_button, dialog.close_button):
        assert way.visibleRegion().boundingRect() == way.rect(), way.text()


def test_one_page_twice(qtbot, dialog_of, tmp_path):
    files = Answers(tray=tmp_path / "tray.pdf")
    dialog = dialog_of(files)
    find(dialog, "页码", QLineEdit).setText("2")
    dialog.copies.set_value(2)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: "共2页" in dialog.saved_bar.text(), timeout=20_000)
    assert pages_of(files.tray) == 2


def test_a_page_that_does_not_exist_is_said_beside_the_field(dialog_of, tmp_path):
    dialog = dialog_of(Answers(tray=tmp_path / "tray.pdf"))
    find(dialog, "页码", QLineEdit).setText("7")
    assert "请写1到2之间的页码" in dialog.pages_problem.text()
    assert not dialog.print_button.isEnabled()


@pytest.mark.needs("pdftotext")
def test_without_a_printer_the_paper_is_kept_instead(qtbot, dialog_of, tmp_path):
    files = Answers(tmp_path / "记录表.pdf")
    dialog = dialog_of(files)
    assert dialog.no_printer.isVisible()
    assert not dialog.print_button.isVisible()
    dialog.pdf_button.click()
    qtbot.waitUntil(files.answer.exists)
    assert "城乡社区议事协商记录表" in text_of(files.answer)
    assert files.suggested.endswith(".pdf")


def test_a_place_that_cannot_be_written_is_told(qtbot, dialog_of, tmp_path):
    (tmp_path / "不是文件夹").write_bytes(b"")
    dialog = dialog_of(Answers(tmp_path / "不是文件夹" / "记录表.pdf"))
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: dialog.findChild(ErrorDialog) is not None)
    assert "记录表.pdf" in dialog.findChild(ErrorDialog).accessibleName()
    assert not dialog.saved_bar.isVisible()


def test_every_paper_of_the_matter_is_kept_in_its_own_folder(qtbot, panel_of, tmp_path):
    panel = panel_of(Answers(tmp_path))
    panel.save_all_button.click()
    qtbot.waitUntil(panel.saved_bar.isVisible, timeout=20_000)
    folder = next(path for path in tmp_path.iterdir() if path.name.startswith("2026-01"))
    kept = sorted(path.suffix for path in folder.iterdir())
    assert kept.count(".docx") == kept.count(".pdf") == len(panel._papers) > 9


def test_the_meeting_kit_is_printed_in_one_go(qtbot, panel_of, tmp_path):
    files = Answers(tray=tmp_path / "tray.pdf")
    panel = panel_of(files)
    panel.kit_button.click()
    qtbot.waitUntil(panel.dialog.print_button.isEnabled)
    panel.dialog.print_button.click()
    qtbot.waitUntil(lambda: "已送到打印机" in panel.dialog.saved_bar.text(), timeout=60_000)
    assert files.tray.exists()


@pytest.mark.needs("pdfinfo")
def test_the_papers_of_one_step_are_kept_as_one_pdf(qtbot, panel_of, tmp_path):
    files = Answers(tmp_path / "一步.pdf")
    panel = panel_of(files)
    at = panel.scope.findText("这一步：协商过程")
    panel.scope.setCurrentIndex(at)
    panel.scope.activated.emit(at)
    wanted = panel.chosen_papers()
    assert 1 <= len(wanted) < len(panel._papers)
    panel.bundle_button.click()
    qtbot.waitUntil(lambda: "一步.pdf" in panel.saved_bar.text(), timeout=20_000)
    said = text_of(files.answer)
    assert pages_of(files.answer) >= len(wanted)
    assert "城乡社区议事协商记录表" in said and "签到表" not in said
    assert not panel.bar.isVisible() and panel.bundle_button.isVisible()


def test_a_bundle_that_is_stopped_leaves_no_file(qtbot, panel_of, tmp_path):
    files = Answers(tmp_path / "全部.pdf")
    panel = panel_of(files)
    panel.bundle_button.click()
    panel.stop_button.click()
    qtbot.waitUntil(lambda: not panel.bar.isVisible(), timeout=20_000)
    assert "已停下" in panel.saved_bar.text()
    assert not files.answer.exists()


@pytest.mark.needs("pdfinfo")
@pytest.mark.parametrize(("sheet", "points", "pages"), [("A3", [842, 1191], 1), ("tiles", [595, 842], 4)])
def test_a_notice_goes_on_a3_or_on_four_a4_sheets(qtbot, dialog_of, tmp_path, sheet, points, pages):
    files = Answers(tmp_path / "公示.pdf")
    dialog = dialog_of(files, NOTICE)
    dialog.sheet.buttons[sheet].click()
    qtbot.waitUntil(dialog.pdf_button.isEnabled)
    dialog.pdf_button.click()
    qtbot.waitUntil(files.answer.exists)
    assert pages_of(files.answer) == pages
    told = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", sizes_of(files.answer))[0]
    assert [round(float(number)) for number in told] == points


def test_the_township_s_template_is_filled_where_there_is_one(qtbot, desk, dialog_of, tmp_path):
    template = tmp_path / "镇里的表.docx"
    document = Document()
    document.add_paragraph("{{协商议题}}")
    document.save(template)
    desk.ask(partial(_take_template, template))
    settle(qtbot, desk)
    files = Answers(tmp_path / "填好.docx")
    dialog = dialog_of(files)
    qtbot.waitUntil(dialog.template_button.isVisible)
    dialog.template_button.click()
    qtbot.waitUntil(files.answer.exists)
    assert Document(files.answer).paragraphs[0].text == "三组通组道路硬化及沿线路灯安装"


def _take_template(path, office):
    own_templates.accept_template(office, "jinhua_record", path)


def test_an_invitation_is_made_for_everybody_with_the_name_on_it(qtbot, dialog_of, tmp_path):
    dialog = dialog_of(Answers(tmp_path / "通知.pdf"), papers.Paper("invitation", "参会通知书", "notify", 0))
    assert dialog.each.isVisible() and dialog._proof.pages == 1
    dialog.each.click()
    qtbot.waitUntil(dialog.pdf_button.isEnabled, timeout=20_000)
    assert dialog._proof.pages == len(dialog._papers[0].recipients) > 10


def test_a_record_form_offers_neither_a3_nor_the_chat_group(dialog_of, tmp_path):
    dialog = dialog_of(Answers(tmp_path / "x.pdf"))
    assert not dialog.sheet.isVisible() and not dialog.short_forms.isVisible()
    assert not dialog.each.isVisible()


def test_a_notice_is_copied_for_the_chat_group_and_kept_as_a_picture(qtbot, dialog_of, tmp_path):
    files = Answers(tmp_path / "公示.png")
    dialog = dialog_of(files, NOTICE)
    dialog.short_forms.text_button.click()
    qtbot.waitUntil(lambda: "已经复制" in dialog.saved_bar.text())
    assert QGuiApplication.clipboard().text().startswith("【关于三组通组道路硬化")
    dialog.short_forms.picture_button.click()
    qtbot.waitUntil(files.answer.exists)
    assert files.answer.read_bytes().startswith(b"\x89PNG")


def test_a_telephone_number_on_a_notice_stops_it_until_it_has_been_looked_at(qtbot, village, show, tmp_path):
    desk = village(load_a_leaky_notice)
    files = Answers(tmp_path / "公示.pdf", tray=tmp_path / "tray.pdf")
    dialog = show(PrintDialog(desk, desk.snapshot.situations[0], NOTICE, files=files), 1120, 640)
    qtbot.waitUntil(dialog.disclosure.seen.isVisible)
    assert "手机号码“13912345678”" in dialog.disclosure.box.accessibleName()
    assert not dialog.print_button.isEnabled() and not dialog.pdf_button.isEnabled()
    dialog.disclosure.compare_button.click()
    qtbot.waitUntil(lambda: dialog.disclosure.dialog is not None)
    comparison = dialog.disclosure.dialog
    assert "13912345678" in comparison.notice.toPlainText()
    assert "<s>" in comparison.record.toHtml() or "line-through" in comparison.record.toHtml()
    comparison.close_button.click()
    dialog.disclosure.seen.click()
    assert dialog.print_button.isEnabled() and dialog.pdf_button.isEnabled()


EXITS = {
    "存PDF": lambda panel: row_of(panel).pdf_button,
    "存Word": lambda panel: row_of(panel).word_button,
    "存成一个PDF": lambda panel: panel.bundle_button,
    "分开存到文件夹": lambda panel: panel.save_all_button,
}


def row_of(panel):
    rows = panel.findChildren(PaperRow)
    return next(row for row in rows if row.paper.form == "result_notice")


@pytest.mark.parametrize("way", EXITS)
def test_the_list_asks_before_a_notice_with_a_telephone_number_leaves(qtbot, village, show, tmp_path, way):
    desk = village(load_a_leaky_notice)
    out = tmp_path / "出"
    out.mkdir()
    files = Answers(out if way == "分开存到文件夹" else out / f"公示{'.docx' if way == '存Word' else '.pdf'}")
    panel = show(PapersPanel(desk, files), 1100, 640)
    panel.show_situation(desk.snapshot.situations[0].case.id)
    settle(qtbot, desk)
    EXITS[way](panel).click()
    qtbot.waitUntil(lambda: panel.way_out.dialog is not None)
    asked = panel.way_out.dialog
    assert "13912345678" in asked.check.box.accessibleName()
    assert not asked.go_on.isEnabled() and list(out.iterdir()) == []
    asked.check.seen.click()
    asked.go_on.click()
    qtbot.waitUntil(lambda: "已存到" in panel.saved_bar.text(), timeout=20_000)
    assert list(out.iterdir())
    EXITS[way](panel).click()  # looked at once is enough
    settle(qtbot, desk)
    assert panel.way_out.dialog is asked


def test_a_notice_that_is_kept_back_stays(qtbot, village, show, tmp_path):
    desk = village(load_a_leaky_notice)
    files = Answers(tmp_path / "公示.pdf")
    panel = show(PapersPanel(desk, files), 1100, 640)
    panel.show_situation(desk.snapshot.situations[0].case.id)
    settle(qtbot, desk)
    row_of(panel).pdf_button.click()
    qtbot.waitUntil(lambda: panel.way_out.dialog is not None)
    assert audit(panel.way_out.dialog) == []
    panel.way_out.dialog.stay.click()
    assert not panel.saved_bar.isVisible() and not files.answer.exists()


@pytest.mark.parametrize("size", SIZES)
def test_the_audit_finds_nothing_beside_a_notice(qtbot, dressed, village, show, tmp_path, size):
    theme.apply_theme(dressed, size)
    desk = village(load_a_leaky_notice)
    files = Answers(tray=tmp_path / "tray.pdf")
    dialog = show(PrintDialog(desk, desk.snapshot.situations[0], NOTICE, files=files), 1120, 640)
    qtbot.waitUntil(dialog.disclosure.seen.isVisible)
    assert audit(dialog) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_audit_finds_nothing(dressed, dialog_of, tmp_path, size):
    theme.apply_theme(dressed, size)
    assert audit(dialog_of(Answers(tray=tmp_path / "tray.pdf"))) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_audit_finds_nothing_in_the_list(dressed, panel_of, tmp_path, size):
    theme.apply_theme(dressed, size)
    assert audit(panel_of(Answers(tmp_path))) == []
