"""Printing papers: the very pages that will come out, the printer, and nothing that needs explaining."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.form import SheetSize
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.papers import Paper, fits_a3
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui import theme
from yishi_desktop.ui.cases.segments import Segments
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import show_error
from yishi_desktop.ui.editors import CountEditor
from yishi_desktop.ui.printing import work
from yishi_desktop.ui.printing.files import PDF, WORD, Files
from yishi_desktop.ui.printing.pages import pages_in
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.preview import PreviewPane
from yishi_desktop.ui.widgets.text import button, hint, label, set_state, subheading

NO_PRINTER = "这台电脑还没有连打印机。"
NO_PRINTER_HELP = "可以先存成PDF拷到U盘，到有打印机的电脑上打。"
BY_HAND = "这台打印机不会自动打双面。要双面，请先打单数页（页码写1，3），把纸翻过来再打双数页。"
MOST_COPIES = 200


class PrintDialog(QDialog):
    """One paper, or several one behind the other."""

    def __init__(
        self,
        desk: Desk,
        situation: Situation,
        papers: Paper | Sequence[Paper],
        parent: QWidget | None = None,
        *,
        files: Files | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._situation = situation
        self._papers = [papers] if isinstance(papers, Paper) else list(papers)
        self._files = files or Files()
        self._proof: work.Proof | None = None
        self._job: Job | None = None
        self._lay_out()
        self._connect()
        self._show_printers(self._files.printers())
        self._make_proof()

    @property
    def title(self) -> str:
        """The paper's name, or how many papers."""
        first = self._papers[0].title
        return first if len(self._papers) == 1 else f"{first}等{len(self._papers)}份材料"

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        self.setWindowTitle(f"打印：{self.title}")
        self.setAccessibleName(f"打印：{self.title}")
        self.resize(1120, 640)
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

    def _side(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName("打印设置")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(theme.px(27))
        inside = QWidget()
        inside.setProperty("role", "page")
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, 6, 0)
        side.setSpacing(8)
        side.addWidget(subheading(self.title))
        self.sheet = Segments("纸张", (("A4", "A4"), ("A3", "A3（上墙大字）")))
        self.sheet.setVisible(self._fits_a3())
        side.addWidget(self.sheet)
        self.warning = VerdictBox()
        self.warning.hide()
        side.addWidget(self.warning)
        self.no_printer = VerdictBox()
        self.no_printer.set_verdict("info", NO_PRINTER, NO_PRINTER_HELP)
        side.addWidget(self.no_printer)
        self._controls = self._print_controls()
        side.addWidget(self._controls)
        side.addStretch(1)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("打印进度")
        self.bar.hide()
        side.addWidget(self.bar)
        self._add_buttons(side)
        area.setWidget(inside)
        return area

    def _print_controls(self) -> QWidget:
        controls = QWidget()
        rows = QVBoxLayout(controls)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        self.printer_box = QComboBox()
        self.printer_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.copies = CountEditor("份", MOST_COPIES)
        self.copies.set_value(1)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("全部；或写1-2，4")
        self.pages_problem = label("", "error", wrap=True)
        self.pages_problem.hide()
        self.colour = Segments("颜色", (("grey", "黑白"), ("colour", "彩色")))
        self.sides = Segments("单面还是双面", (("one", "单面"), ("both", "双面")))
        self._by_hand = hint(BY_HAND)
        for words, editor in (
            ("打印机", self.printer_box),
            ("份数", self.copies),
            ("页码", self.pages),
            ("", self.pages_problem),
            ("颜色", self.colour),
            ("单面还是双面", self.sides),
            ("", self._by_hand),
        ):
            if words:
                rows.addWidget(label(words, "label"))
            rows.addWidget(
                editor, 0, Qt.AlignmentFlag.AlignLeft if isinstance(editor, Segments) else Qt.AlignmentFlag(0)
            )
        self.printer_box.setAccessibleName("打印机")
        self.copies.name_for("份数")
        self.pages.setAccessibleName("页码")
        return controls

    def _add_buttons(self, side: QVBoxLayout) -> None:
        self.print_button = button("打印", "primary", icon="print")
        self.stop_button = button("停止打印")
        self.stop_button.hide()
        self.pdf_button = button("存成PDF")
        self.word_button = button("存成Word")
        self.word_button.setVisible(len(self._papers) == 1)
        self.close_button = button("关闭")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.pdf_button, self.word_button, self.close_button):
            row.addWidget(widget)
        side.addWidget(self.print_button)
        side.addWidget(self.stop_button)
        side.addLayout(row)

    def _connect(self) -> None:
        self.printer_box.currentIndexChanged.connect(self._printer_chosen)
        self.print_button.clicked.connect(self.print_now)
        self.stop_button.clicked.connect(self._stop)
        self.pdf_button.clicked.connect(self._save_pdf)
        self.word_button.clicked.connect(self._save_word)
        self.close_button.clicked.connect(self.close)
        self.sheet.chosen.connect(self._make_proof)
        self.pages.textChanged.connect(self._check)
        self.copies.edited.connect(self._check)

    # -------------------------------------------------------------------------------------------- showing
    def _show_printers(self, names: list[str]) -> None:
        self.printer_box.addItems(names)
        self.no_printer.setVisible(not names)
        self._controls.setVisible(bool(names))
        self.print_button.setVisible(bool(names))
        if not names:
            set_state(self.pdf_button, "role", "primary")
        self._check()

    def _printer_chosen(self, at: int) -> None:
        both = self._files.prints_both_sides(self.printer_box.currentText())
        self.sides.setVisible(both)
        self._by_hand.setVisible(not both)

    def _fits_a3(self) -> bool:
        forms = self._desk.definitions.forms
        return len(self._papers) == 1 and fits_a3(forms[self._papers[0].form])

    def _sheet(self) -> SheetSize:
        return "A3" if self.sheet.current() == "A3" else "A4"

    def _make_proof(self) -> None:
        self._proof = None
        self._check()
        wanted = partial(work.proof, self._situation, self._papers, sheet=self._sheet())
        self._desk.ask(wanted, self._show_proof, self._refused)

    def _show_proof(self, proof: work.Proof) -> None:
        self._proof = proof
        self.preview.set_pdf(proof.pdf)
        if proof.missing:
            signs = "、".join(f"“{sign}”" for sign in proof.missing)
            self.warning.set_verdict("due", f"有{len(proof.missing)}个字打不出来：{signs}", _MISSING_HELP)
            self.warning.show()
        self._check()

    def _check(self) -> None:
        """What stands in the way of printing is said beside it."""
        pages = self._wanted_pages()
        wrong = self._proof is not None and pages is None
        total = self._total()
        self.pages_problem.setText(
            f"这份材料共{total}页。请写1到{total}之间的页码，例如1-2。" if wrong else ""
        )
        self.pages_problem.setVisible(wrong)
        set_state(self.pages, "bad", wrong)
        ready = self._proof is not None and self._job is None
        good_copies = self.copies.value() and not self.copies.problem()
        self.copies.set_bad(not good_copies)
        self.print_button.setEnabled(bool(ready and pages and good_copies))
        self.pdf_button.setEnabled(ready)
        self.word_button.setEnabled(ready)

    def _total(self) -> int:
        return self._proof.pages if self._proof else 0

    def _wanted_pages(self) -> tuple[int, ...] | None:
        return pages_in(self.pages.text(), self._total())

    # --------------------------------------------------------------------------------------------- acting
    def print_now(self) -> None:
        """Send the pages to the printer."""
        pages = self._wanted_pages()
        if self._proof is None or not pages:
            return
        order = work.Order(
            printer=self.printer_box.currentText(),
            pages=pages,
            copies=self.copies.value() or 1,
            grey=self.colour.current() == "grey",
            both_sides=self.sides.isVisible() and self.sides.current() == "both",
            title=self.title,
            send=self._files.send_to,
        )
        self._job = self._desk.ask(
            partial(work.print_pdf, self._proof.pdf, order), self._printed, self._refused
        )
        self._job.progressed.connect(self._progress)
        self._job.ended.connect(self._ended)
        self._working(True)

    def _working(self, working: bool) -> None:
        self.bar.setVisible(working)
        self.stop_button.setVisible(working)
        self.print_button.setVisible(not working)
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
        self._working(False)

    def _save_pdf(self) -> None:
        path = self._files.save_as(self, "PDF存到哪里", self._file_name(".pdf"), PDF)
        if path and self._proof:
            self._desk.ask(partial(work.save_pdf, self._proof.pdf, path), self._saved, self._refused)

    def _save_word(self) -> None:
        path = self._files.save_as(self, "Word存到哪里", self._file_name(".docx"), WORD)
        if path:
            paper = self._papers[0]
            wanted = partial(work.save_one, self._situation, paper, path, sheet=self._sheet())
            self._desk.ask(wanted, self._saved, self._refused)

    def _file_name(self, suffix: str) -> str:
        return safe_name(f"{self.title} {self._situation.case.topic.title}".strip(), suffix)

    def _saved(self, path: Path) -> None:
        self.saved_bar.saved(path)

    def _refused(self, error: UserError) -> None:
        show_error(self, error)


_MISSING_HELP = "打出来会是空白，要用笔补上；或者换一个写法，例如写成“（三个石）”。"
