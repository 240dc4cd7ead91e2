"""核对打印件: type the code from the foot of a paper, and see whether it still says what is recorded."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from yishi_desktop.domain.errors import UserError
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import printed_pages
from yishi_desktop.services.printing.printed_pages import Checked
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.preview import PreviewPane
from yishi_desktop.ui.widgets.text import button, label

EXPLANATION = (
    "打印的材料，每一页最下面一行有核对码：八个字母和数字，后面是第几页。"
    "输进来，就知道这一页和现在的记录是不是一样；不一样的，给您看当时打印的样子。"
)


class CodePanel(Panel):
    """A line to type into, a verdict, and the paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("核对打印件", EXPLANATION)
        self._desk = desk
        self.code = QLineEdit()
        self.code.setAccessibleName("核对码")
        self.code.setPlaceholderText("照纸上抄，大小写都行")
        self.code.setMaxLength(20)
        self.check_button = button("核对", "primary", name="核对这个码")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("核对码", "label"))
        row.addWidget(self.code, 1)
        row.addWidget(self.check_button)
        self.body.addLayout(row)
        self.verdict = VerdictBox()
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self.preview = PreviewPane(desk.tasks)
        self.preview.hide()
        self.body.addWidget(self.preview, 1)
        self.body.addStretch(0)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.code.returnPressed.connect(self._check)
        self.check_button.clicked.connect(self._check)

    def _check(self) -> None:
        self._desk.ask(partial(_checked, self.code.text()), self._show, self._refused)

    def _show(self, checked: Checked) -> None:
        self.verdict.set_verdict("ok" if checked.current else "due", checked.sentence, checked.topic)
        self.verdict.show()
        self.preview.setVisible(bool(checked.pdf))
        if checked.pdf:
            self.preview.set_pdf(checked.pdf)
            self.preview.show_page(checked.page)

    def _refused(self, error: UserError) -> None:
        self.verdict.set_verdict("overdue", error.happened, error.do_next)
        self.verdict.show()
        self.preview.hide()


def _checked(typed: str, office: Office) -> Checked:
    return printed_pages.check_code(office, typed)
