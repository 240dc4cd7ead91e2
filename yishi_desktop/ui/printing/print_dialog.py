"""Printing papers: the very pages that will come out, the printer, and nothing that needs explaining."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.printing.issuing import Departing
from yishi_desktop.services.printing.papers import Bundle, Paper, PaperSize, fits_a3, recipients
from yishi_desktop.services.printing.short_notice import has_short_forms
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import show_error
from yishi_desktop.ui.printing import work
from yishi_desktop.ui.printing.disclosure_check import DisclosureCheck
from yishi_desktop.ui.printing.files import PDF, WORD, Files
from yishi_desktop.ui.printing.print_controls import PrintControls
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.printing.short_forms import ShortForms
from yishi_desktop.ui.printing.way_out import WayOut
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.preview import PreviewPane
from yishi_desktop.ui.widgets.scrolling import that_fits
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.text import button, hint, label, set_state, subheading

NO_PRINTER = "这台电脑还没有连打印机。"
NO_PRINTER_HELP = "可以先存成PDF拷到U盘，到有打印机的电脑上打。"
SHEETS = (("A4", "A4"), ("A3", "A3"), ("tiles", "四张A4拼"))
SIZES: Mapping[str, PaperSize] = {"A4": "A4", "A3": "A3", "tiles": "tiles"}
TILED = "没有A3纸的，用四张A4打，沿四角的线裁开，拼成一大张，字比A3还大。"


class PrintDialog(QDialog):
    """One paper, or several one behind the other. `title` names the whole, when it is more than one."""

    def __init__(
        self,
        desk: Desk,
        situation: Situation,
        papers: Paper | Sequence[Paper],
        parent: QWidget | None = None,
        *,
        files: Files | None = None,
        title: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._situation = situation
        self._papers = [papers] if isinstance(papers, Paper) else list(papers)
        self._files = files or Files()
        self._whole = title
        self._proof: Bundle | None = None
        self._job: Job | None = None
        self._making: Job | None = None
        self.way_out = WayOut(desk, self)
        self._lay_out()
        self._connect()
        self._show_printers()
        self._make()
        if len(self._papers) == 1:
            desk.ask(partial(work.template_names, self._papers), self._offer_template)

    @property
    def title(self) -> str:
        """The paper's name, or how many papers."""
        first = self._papers[0].title
        if len(self._papers) == 1:
            return first
        return (
            f"{self._whole}（{len(self._papers)}份）"
            if self._whole
            else f"{first}等{len(self._papers)}份材料"
        )

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        self.setWindowTitle(f"打印：{self.title}")
        self.setAccessibleName(f"打印：{self.title}")
        self.resize(that_fits(self, 1120, 640))
        self.preview = PreviewPane(self._desk.tasks)
        self.saved_bar = SavedBar(self._files)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.preview, 1)
        row.addWidget(self._side())
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.addLayout(row, 1)
        box.addWidget(self.saved_bar)

    def _side(self) -> QWidget:
        """What may be set scrolls; the ways out below it are always in sight."""
        whole = QWidget()
        whole.setFixedWidth(theme.px(27))
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._settings(), 1)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("进度")
        column.addWidget(self.bar)
        self._add_buttons(column)
        return whole

    def _settings(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName("打印设置")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, 6, 0)
        side.setSpacing(8)
        side.addWidget(subheading(self.title))
        self._add_boxes(side)
        self.no_printer = VerdictBox()
        self.no_printer.set_verdict("info", NO_PRINTER, NO_PRINTER_HELP)
        side.addWidget(self.no_printer)
        side.addWidget(self._sheets())
        self.each = QCheckBox("一人一份，姓名印好")
        self.each.setVisible(bool(self._addressed()))
        side.addWidget(self.each)
        self.controls = PrintControls(self._files)
        self.copies, self.pages_problem = self.controls.copies, self.controls.pages_problem
        side.addWidget(self.controls)
        side.addStretch(1)
        area.setWidget(inside)
        return area

    def _add_boxes(self, side: QVBoxLayout) -> None:
        """What is to be known before printing."""
        self.warning = VerdictBox()
        self.warning.hide()
        side.addWidget(self.warning)
        forms = self._desk.definitions.forms
        notices = [paper for paper in self._papers if has_short_forms(forms[paper.form])]
        self.disclosure = DisclosureCheck(self._desk, self._situation, notices)
        side.addWidget(self.disclosure)
        self.short_forms = ShortForms(self._desk, self._files)
        self.short_forms.offer(self._papers[0] if len(self._papers) == 1 else None, self._situation)
        side.addWidget(self.short_forms)

    def _sheets(self) -> QWidget:
        shelf = QWidget()
        rows = QVBoxLayout(shelf)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(label("纸", "label"))
        self.sheet = Segments("纸", SHEETS)
        rows.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self._tiled = hint(TILED)
        self._tiled.hide()
        rows.addWidget(self._tiled)
        forms = self._desk.definitions.forms
        shelf.setVisible(any(fits_a3(forms[paper.form]) for paper in self._papers))
        return shelf

    def _add_buttons(self, side: QVBoxLayout) -> None:
        self.print_button = button("打印", "primary", icon="print")
        self.stop_button = button("停下")
        self.pdf_button = button("存成PDF")
        self.word_button = button("存成Word")
        self.word_button.setVisible(len(self._papers) == 1)
        self.close_button = button("关闭")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.pdf_button, self.word_button, self.close_button):
            row.addWidget(widget)
        self.template_button = button("填乡镇的模板")
        self.template_button.hide()
        side.addWidget(self.print_button)
        side.addWidget(self.stop_button)
        side.addWidget(self.template_button)
        side.addLayout(row)

    def _connect(self) -> None:
        self.print_button.clicked.connect(self.print_now)
        self.stop_button.clicked.connect(self._stop)
        self.pdf_button.clicked.connect(self._save_pdf)
        self.word_button.clicked.connect(self._save_word)
        self.template_button.clicked.connect(self._save_template)
        self.close_button.clicked.connect(self.close)
        self.controls.changed.connect(self._check)
        self.disclosure.settled.connect(self._check)
        self.sheet.chosen.connect(self._sheet_chosen)
        self.each.toggled.connect(self._each_chosen)
        self.short_forms.told.connect(self.saved_bar.told)
        self.short_forms.saved.connect(self._saved)
        self.finished.connect(self._closed)

    # --------------------------------------------------------------------------------------------- making
    def _make(self) -> None:
        """Make the papers in the worker, and show them when they are there."""
        if self._making is not None:
            self._making.cancel()
        self._proof = None
        self.controls.set_total(0)
        whole = self.title if len(self._papers) > 1 else ""
        work_to_do = partial(work.proof, self._situation, self._papers, self._wanted_sheet(), whole)
        self._making = self._desk.ask(work_to_do, self._show_proof, self._refused)
        self._making.progressed.connect(self._progress)
        self._check()

    def _addressed(self) -> tuple[str, ...]:
        """Whom the paper goes to one by one, where it is a single paper that does."""
        if len(self._papers) != 1:
            return ()
        paper = self._papers[0]
        looked_at = self._situation.for_session(paper.session_index)
        return recipients(self._desk.definitions.forms[paper.form], looked_at)

    def _each_chosen(self, on: bool) -> None:
        self._papers = [replace(self._papers[0], recipients=self._addressed() if on else ())]
        self._make()

    def _wanted_sheet(self) -> PaperSize:
        return SIZES[self.sheet.current()]

    def _sheet_chosen(self, sheet: str) -> None:
        self._tiled.setVisible(sheet == "tiles")
        self._make()

    def _closed(self, _: int) -> None:
        if self._making is not None:
            self._making.cancel()

    # -------------------------------------------------------------------------------------------- showing
    def _show_printers(self) -> None:
        has_printer = self.controls.has_printer()
        self.no_printer.setVisible(not has_printer)
        self.controls.setVisible(has_printer)
        self.print_button.setVisible(has_printer)
        if not has_printer:
            set_state(self.pdf_button, "role", "primary")

    def _show_proof(self, proof: Bundle) -> None:
        self._making = None
        self._proof = proof
        self.preview.set_pdf(proof.pdf)
        if proof.missing:
            signs = "、".join(map(str, proof.missing))
            self.warning.set_verdict("due", f"有{len(proof.missing)}个字打不出来：{signs}", _MISSING_HELP)
            self.warning.show()
        self.disclosure.show_risks(proof.risks)
        self.controls.set_total(proof.pages)
        self._check()

    def _check(self) -> None:
        """What may be pressed now."""
        working = self._job is not None
        ready = self._proof is not None and not working and self.disclosure.is_settled()
        self.print_button.setEnabled(ready and self.controls.order() is not None)
        self.pdf_button.setEnabled(ready)
        self.word_button.setEnabled(ready)
        self.template_button.setEnabled(ready)
        self.short_forms.setEnabled(ready)
        self.short_forms.seen = self.disclosure.looked_at()
        self.sheet.setEnabled(not working)
        self.bar.setVisible(working or self._making is not None)
        self.stop_button.setVisible(working)
        self.print_button.setVisible(self.controls.has_printer() and not working)

    # --------------------------------------------------------------------------------------------- acting
    def print_now(self) -> None:
        """Send the pages to the printer."""
        order = self.controls.order()
        if self._proof is None or order is None or not self.disclosure.is_settled():
            return
        to_do = partial(work.print_papers, self._proof.pdf, replace(order, title=self.title))
        self.way_out.send(to_do, self._departing(), self._printed, self._refused, started=self._follow)

    def _departing(self) -> Departing:
        return Departing(self._situation, self._papers, self.disclosure.looked_at())

    def _follow(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._progress)
        job.ended.connect(self._ended)
        self._check()

    def _progress(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setFormat(text)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _printed(self, sheets: int) -> None:
        self.saved_bar.told(f"已送到打印机，共{sheets}页")

    def _ended(self) -> None:
        if self._job is not None and self._job.is_cancelled():
            self.saved_bar.told("已停止打印，送出去的几页打印机还会打完")
        self._job = None
        self._check()

    def _save_pdf(self) -> None:
        path = self._files.save_as(self, "PDF存到哪里", self._file_name(".pdf"), PDF)
        if path and self._proof:
            self._send(partial(work.save_pdf, self._proof.pdf, path))

    def _save_word(self) -> None:
        path = self._files.save_as(self, "Word存到哪里", self._file_name(".docx"), WORD)
        if path:
            self._send(partial(work.save_one, path, self._wanted_sheet()))

    def _send(self, to_do: partial[Path]) -> None:
        self.way_out.send(to_do, self._departing(), self._saved, self._refused)

    def _offer_template(self, names: list[str]) -> None:
        """The township's own file, where it sent one."""
        self.template_button.setVisible(bool(names[0]))
        self.template_button.setToolTip(names[0])

    def _save_template(self) -> None:
        path = self._files.save_as(self, "填好的Word存到哪里", self._file_name(".docx"), WORD)
        if path:
            self._send(partial(work.save_template, path))

    def _file_name(self, suffix: str) -> str:
        return safe_name(f"{self.title} {self._situation.case.topic.title}".strip(), suffix)

    def _saved(self, path: Path) -> None:
        self.saved_bar.saved(path)

    def _refused(self, error: UserError) -> None:
        show_error(self, error)


_MISSING_HELP = "打出来会是空白，要用笔补上；或者换一个写法，例如写成“（三个石）”。"
