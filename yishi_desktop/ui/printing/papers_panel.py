"""这件事的材料: every paper of a matter, to be printed, or kept as Word or PDF; all of them in one go."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.domain.errors import UserError
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import papers as service
from yishi_desktop.services.printing.issuing import Departing
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing import work
from yishi_desktop.ui.printing.files import PDF, WORD, Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.printing.scope import Scope, scopes
from yishi_desktop.ui.printing.way_out import WayOut
from yishi_desktop.ui.tasks import Job
from yishi_desktop.ui.widgets.card import Card
from yishi_desktop.ui.widgets.scrolling import scrolling
from yishi_desktop.ui.widgets.text import button, hint, label, rule


class PaperRow(QWidget):
    """One paper and what can be done with it."""

    print_wanted = Signal(object)
    word_wanted = Signal(object)
    pdf_wanted = Signal(object)

    def __init__(self, paper: Paper, step_title: str) -> None:
        super().__init__()
        self.paper = paper
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(paper.title, "label", wrap=True))
        words.addWidget(hint(f"{step_title}时用"))
        if paper.named_by:
            words.addWidget(hint(paper.named_by))
        row.addLayout(words, 1)
        self.print_button = button("预览、打印", icon="print", name=f"预览、打印：{paper.title}")
        self.word_button = button("存Word", "link", name=f"存Word：{paper.title}")
        self.pdf_button = button("存PDF", "link", name=f"存PDF：{paper.title}")
        for widget in (self.print_button, self.word_button, self.pdf_button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.print_button.clicked.connect(self._print)
        self.word_button.clicked.connect(self._word)
        self.pdf_button.clicked.connect(self._pdf)

    def _print(self) -> None:
        self.print_wanted.emit(self.paper)

    def _word(self) -> None:
        self.word_wanted.emit(self.paper)

    def _pdf(self) -> None:
        self.pdf_wanted.emit(self.paper)


class PapersPanel(QWidget):
    """The papers of the matter given to `show_situation`; they follow when its records change."""

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._files = files or Files()
        self._case_id = ""
        self._papers: list[Paper] = []
        self._scopes: list[Scope] = []
        self._job: Job | None = None
        self._folder = Path()
        self.dialog: PrintDialog | None = None
        self.way_out = WayOut(desk, self)
        self._lay_out()
        desk.changed.connect(self._changed)

    # ----------------------------------------------------------------------------------------- laying out
    def _lay_out(self) -> None:
        self._card = Card("这件事的材料")
        self._card.setProperty("role", "page")  # the workspace frames it
        self.kit_button = button("一次打印会议材料", icon="print")
        self.kit_button.clicked.connect(self._print_kit)
        self._card.add_action(self.kit_button)
        self._area = QScrollArea()
        self._area.setAccessibleName("这件事的材料")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._card.body.addLayout(self._choice())
        self._card.body.addWidget(self._area, 1)
        self.saved_bar = SavedBar(self._files)
        self._card.body.addWidget(self.saved_bar)
        self._card.body.addLayout(self._foot())
        self._area.setMinimumHeight(theme.px(6))
        box = QVBoxLayout(scrolling(self))
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        self._fill([])

    def _choice(self) -> QHBoxLayout:
        self.scope = QComboBox()
        self.scope.setAccessibleName("看哪些材料")
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.scope.activated.connect(self._scope_chosen)
        self._scope_words = label("看哪些：", "label")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._scope_words)
        row.addWidget(self.scope)
        row.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        self.print_all_button = button("打印这些", icon="print", name="打印列出来的材料")
        self.bundle_button = button("存成一个PDF", name="把列出来的材料存成一个PDF")
        self.save_all_button = button("分开存到文件夹", name="把列出来的材料一份一份存到文件夹")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("正在存材料")
        self.stop_button = button("停下")
        self.print_all_button.clicked.connect(self._print_all)
        self.bundle_button.clicked.connect(self._save_bundle)
        self.save_all_button.clicked.connect(self._save_all)
        self.stop_button.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (self.print_all_button, self.bundle_button, self.save_all_button):
            row.addWidget(widget)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        row.addStretch(0)
        self.bar.hide()
        self.stop_button.hide()
        return row

    # -------------------------------------------------------------------------------------------- showing
    def show_situation(self, case_id: str) -> None:
        """Show the papers of a matter, as its records now stand."""
        if case_id != self._case_id:
            self.saved_bar.hide()
        self._case_id = case_id
        situation = self._situation()
        if situation is not None:
            self._desk.ask(partial(_papers_of, situation), self._show_papers)

    def _situation(self) -> Situation | None:
        return self._desk.snapshot.situation(self._case_id)

    def _changed(self, changed: Changed) -> None:
        if self._case_id and changed.touches("case", "organisation"):
            self.show_situation(self._case_id)

    def _show_papers(self, papers: list[Paper]) -> None:
        if papers != self._papers:
            self._papers = papers
            self._offer_scopes()
            self._fill(self.chosen_papers())

    def _offer_scopes(self) -> None:
        situation = self._situation()
        before = self.scope.currentText()
        self._scopes = scopes(situation, self._papers) if situation else []
        self.scope.clear()
        self.scope.addItems([scope.name for scope in self._scopes])
        self.scope.setCurrentIndex(max(0, self.scope.findText(before)))
        self.scope.setMinimumWidth(self.scope.sizeHint().width() + 8)  # Qt measures short

    def _scope_chosen(self, at: int) -> None:
        self._fill(self.chosen_papers())

    def chosen_papers(self) -> list[Paper]:
        """The papers listed now: of the matter, of one session, or of one step."""
        at = self.scope.currentIndex()
        return list(self._scopes[at].papers) if 0 <= at < len(self._scopes) else []

    def _fill(self, papers: list[Paper]) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(4)
        self._area.setWidget(inside)  # first: what is put in later is dressed once, where it stays
        for number, paper in enumerate(papers):
            if number:
                rows.addWidget(rule())
            rows.addWidget(self._row(paper))
        if not papers:
            rows.addWidget(hint("办到要用材料的那一步，材料会出现在这里。"))
        rows.addStretch(1)
        for widget in self._all_buttons():
            widget.setEnabled(bool(papers))
        self.scope.setVisible(len(self._scopes) > 1)
        self._scope_words.setVisible(len(self._scopes) > 1)
        self.kit_button.setVisible(bool(self.meeting_papers()))

    def _row(self, paper: Paper) -> PaperRow:
        situation = self._situation()
        row = PaperRow(paper, situation.procedure.step(paper.step).title if situation else "")
        row.print_wanted.connect(self._print_one)
        row.word_wanted.connect(self._save_word)
        row.pdf_wanted.connect(self._save_pdf)
        return row

    def meeting_papers(self) -> list[Paper]:
        """What is needed in the room at the latest session: every paper used in the stage of the sign-in."""
        situation = self._situation()
        meeting = situation.procedure.step_of("session.attendance") if situation else None
        if situation is None or meeting is None:
            return []
        steps = [step for step in situation.procedure.steps if step.stage == meeting.stage]
        forms = {form for step in steps for form in step.papers}
        latest = max(0, len(situation.case.sessions) - 1)
        return [paper for paper in self._papers if paper.form in forms and paper.session_index == latest]

    # ------------------------------------------------------------------------------------------- printing
    def _print_one(self, paper: Paper) -> None:
        self._open_dialog([paper])

    def _print_kit(self) -> None:
        self._open_dialog(self.meeting_papers(), "会议材料")

    def _print_all(self) -> None:
        self._open_dialog(self.chosen_papers(), self.scope.currentText())

    def _open_dialog(self, papers: list[Paper], title: str = "") -> None:
        situation = self._situation()
        if situation is None:
            return
        self.dialog = PrintDialog(self._desk, situation, papers, self, files=self._files, title=title)
        self.dialog.open()

    # --------------------------------------------------------------------------------------------- saving
    def _save_word(self, paper: Paper) -> None:
        self._save_one(paper, "Word存到哪里", ".docx", WORD)

    def _save_pdf(self, paper: Paper) -> None:
        self._save_one(paper, "PDF存到哪里", ".pdf", PDF)

    def _save_one(self, paper: Paper, title: str, suffix: str, kind: str) -> None:
        situation = self._situation()
        if situation is None:
            return
        name = safe_name(f"{paper.title} {situation.case.topic.title}".strip(), suffix)
        path = self._files.save_as(self, title, name, kind)
        if path:
            self.saved_bar.busy(f"正在存{paper.title}……")
            to_do = partial(work.save_one, path, "A4")
            self._send(to_do, Departing(situation, [paper]), self._saved)

    def _send(
        self,
        to_do: partial[Any],
        departing: Departing,
        then: Callable[[Any], None],
        started: Callable[[Job], None] | None = None,
    ) -> None:
        self.way_out.send(
            to_do, departing, then, self._refused, started=started, kept_back=self.saved_bar.hide
        )

    def _saved(self, path: Path) -> None:
        self.saved_bar.saved(path)

    def _refused(self, error: UserError) -> None:
        self.saved_bar.hide()
        self._desk.refused.emit(error)

    def _save_all(self) -> None:
        situation = self._situation()
        folder = self._files.folder(self, "全部材料存到哪个文件夹")
        if situation is None or folder is None:
            return
        case = situation.case
        self._folder = folder / safe_name(f"{case.number} {case.topic.title}".strip())
        departing = Departing(situation, self.chosen_papers())
        self._send(partial(work.save_all, self._folder), departing, self._all_saved, self._start)

    def _save_bundle(self) -> None:
        situation = self._situation()
        if situation is None:
            return
        title = f"{situation.case.topic.title}　{self.scope.currentText()}".strip()
        name = safe_name(f"{situation.case.number} {title}".strip(), ".pdf")
        path = self._files.save_as(self, "PDF存到哪里", name, PDF)
        if path:
            departing = Departing(situation, self.chosen_papers())
            self._send(partial(work.save_bundle, path, title), departing, self._saved, self._start)

    def _start(self, job: Job) -> None:
        """Follow a long job with a bar, and let it be stopped."""
        job.progressed.connect(self._progress)
        job.ended.connect(self._ended)
        self._job = job
        self.saved_bar.hide()
        self._working(True)

    def _working(self, working: bool) -> None:
        self.bar.setVisible(working)
        self.bar.setValue(0)
        self.stop_button.setVisible(working)
        for widget in self._all_buttons():
            widget.setVisible(not working)

    def _all_buttons(self) -> tuple[QPushButton, ...]:
        return self.print_all_button, self.bundle_button, self.save_all_button

    def _progress(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setFormat(f"{text}　第{min(done + 1, total)}份，共{total}份")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _all_saved(self, count: int) -> None:
        self.saved_bar.saved(self._folder, f"Word和PDF共{count}个文件")

    def _ended(self) -> None:
        if self._job is not None and self._job.is_cancelled():
            self.saved_bar.told("已停下。已经存好的材料还在文件夹里。")
        self._job = None
        self._working(False)


def _papers_of(situation: Situation, office: Office) -> list[Paper]:
    return service.papers_of(office, situation)
