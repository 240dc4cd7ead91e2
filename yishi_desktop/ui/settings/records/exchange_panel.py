"""导入导出: a matter from another computer, or to it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from yishi_desktop.domain.case import Case
from yishi_desktop.domain.situation import Situation
from yishi_desktop.domain.township.returns import receipt_words
from yishi_desktop.services import case_files
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import returned
from yishi_desktop.services.kinds import RETURNED
from yishi_desktop.services.office import CASE, Office
from yishi_desktop.services.printing import remark_papers
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.storage.safe_file import safe_name
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import CASE as CASE_FILE
from yishi_desktop.ui.printing.files import RETURN as RETURN_FILE
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.print_dialog import PrintDialog
from yishi_desktop.ui.printing.saved_bar import SavedBar
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

LONGEST_IN_LIST = 15
"""Characters of a title."""


class ExchangePanel(Panel):
    """Case files in and out, one matter each."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__("导入导出", "把一件事做成一个文件，拷到另一台电脑接着办，或者交给乡镇。")
        self._desk = desk
        self._files = files
        self.saved_bar = SavedBar(files)
        self.take = button("导入一件事……")
        self.take_return = button("导入乡镇的回执……")
        self.print_thread = button("打印退回和答复……")
        self.which = QComboBox()
        self.which.setAccessibleName("导出哪一件")
        self.which.setMinimumWidth(theme.px(34))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.masked = QCheckBox("隐去姓名和发言（给村外的人时勾上）")
        self.give = button("导出这一件……")
        self._lay_out()
        self.take.clicked.connect(self._take)
        self.take_return.clicked.connect(self._take_return)
        self.print_thread.clicked.connect(self._ask_thread)
        self.give.clicked.connect(self._give)
        desk.changed.connect(self._changed)
        self._show()

    def _lay_out(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(subheading("导入"))
        self.body.addWidget(hint("这里已经有的同一件事，内容不一样就不会覆盖，会告诉您。"))
        self.body.addWidget(self.take, 0, left)
        self.body.addWidget(hint("乡镇的回执说收到了什么、要改什么；退回的事会排在工作台上。"))
        self.body.addWidget(self.take_return, 0, left)
        self.body.addWidget(self.print_thread, 0, left)
        self.body.addSpacing(8)
        self.body.addWidget(subheading("导出"))
        self.body.addWidget(hint("导出的文件里没有电话号码，照片一起带上；隐去姓名的不带照片。"))
        self.body.addWidget(label("哪一件", "label"))
        self.body.addWidget(self.which, 0, left)
        self.body.addWidget(self.masked, 0, left)
        self.body.addWidget(self.give, 0, left)
        self.body.addWidget(self.saved_bar)
        self.body.addStretch(1)

    def _changed(self, changed: Changed) -> None:
        if changed.touches("case", RETURNED):
            self._show()

    def _show(self) -> None:
        chosen = self.which.currentData()
        self.which.clear()
        for situation in self._desk.snapshot.situations:
            case = situation.case
            self.which.addItem(f"{case.number}　{_short(case.topic.title) or '（还没写议题）'}", case.id)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.setEnabled(self.which.count() > 0)
        self.give.setEnabled(self.which.count() > 0)
        self.print_thread.setVisible(bool(self._desk.snapshot.remarks))

    def _take(self) -> None:
        path = self._files.open(self, "导入哪一个案卷文件", CASE_FILE)
        if path is not None:
            self._desk.act(partial(_take, path=path), self._taken)

    def _taken(self, changed: Changed) -> None:
        self.saved_bar.told("已导入，在“议事”里可以看到")

    def _take_return(self) -> None:
        path = self._files.open(self, "导入哪一份回执", RETURN_FILE)
        if path is not None:
            self._desk.act(partial(_take_return, path=path), self._return_taken)

    def _return_taken(self, changed: Changed) -> None:
        moment = self._desk.snapshot
        left = sum(not one.is_answered for one in moment.remarks)
        words = receipt_words(moment.receipt) if moment.receipt else ""
        self.saved_bar.told(f"{words}{f'退回{left}条，在工作台上。' if left else '没有退回的。'}")

    def _ask_thread(self) -> None:
        self._desk.ask(remark_papers.thread_here, self._print_thread)

    def _print_thread(self, found: tuple[Situation, Paper]) -> None:
        situation, paper = found
        PrintDialog(self._desk, situation, [paper], self, files=self._files).open()

    def _give(self) -> None:
        situation = self._desk.snapshot.situation(self.which.currentData())
        if situation is None:
            return
        case = situation.case
        suggested = safe_name(f"{case.number} {case.topic.title}".strip(), ".json")
        path = self._files.save_as(self, "案卷文件存到哪里", suggested, CASE_FILE)
        if path is not None:
            self._desk.ask(partial(_give, case=case, path=path, masked=self.masked.isChecked()), self._given)

    def _given(self, written: tuple[Path, str]) -> None:
        self.saved_bar.saved(*written)


def _take(office: Office, path: Path) -> Changed:
    return Changed.one(CASE, case_files.import_case(office, path).id)


def _take_return(office: Office, path: Path) -> Changed:
    return returned.take_in_return(office, path).changed


def _give(office: Office, case: Case, path: Path, masked: bool) -> tuple[Path, str]:
    return path, case_files.export_case(office, case, path, masked=masked).words


def _short(title: str) -> str:
    """As much of a title as a list has room for; the number says which matter it is."""
    return title if len(title) <= LONGEST_IN_LIST else f"{title[:LONGEST_IN_LIST]}……"
