"""How to print: which printer, how many, which pages, in colour or black and white, on one side or both."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from yishi_desktop.ui.editors import CountEditor
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.printing.pages import pages_in
from yishi_desktop.ui.printing.work import Order
from yishi_desktop.ui.widgets.segments import Segments
from yishi_desktop.ui.widgets.text import hint, label, set_state

BY_HAND = "这台打印机不会自动打双面。要双面，请先打单数页（页码写1，3），把纸翻过来再打双数页。"
MOST_COPIES = 200


class PrintControls(QWidget):
    """`changed()` when anything is set; `order` is what was asked for, None while it makes no sense."""

    changed = Signal()

    def __init__(self, files: Files) -> None:
        super().__init__()
        self._files = files
        self._total = 0
        self._lay_out()
        self.printer_box.currentIndexChanged.connect(self._printer_chosen)
        self.pages.textChanged.connect(self._check)
        self.copies.edited.connect(self._check)
        self.printer_box.addItems(files.printers())

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
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
            left = Qt.AlignmentFlag.AlignLeft if isinstance(editor, Segments) else Qt.AlignmentFlag(0)
            rows.addWidget(editor, 0, left)
        self.printer_box.setAccessibleName("打印机")
        self.copies.name_for("份数")
        self.pages.setAccessibleName("页码")

    def has_printer(self) -> bool:
        return self.printer_box.count() > 0

    def set_total(self, pages: int) -> None:
        """How many pages there are to choose from; 0 while that is not known."""
        self._total = pages
        self._check()

    def order(self) -> Order | None:
        pages = pages_in(self.pages.text(), self._total)
        copies = self.copies.value()
        if not pages or not copies or self.copies.problem():
            return None
        return Order(
            printer=self.printer_box.currentText(),
            pages=pages,
            copies=copies,
            grey=self.colour.current() == "grey",
            both_sides=self.sides.isVisibleTo(self) and self.sides.current() == "both",
            send=self._files.send_to,
        )

    def _printer_chosen(self, at: int) -> None:
        both = self._files.prints_both_sides(self.printer_box.currentText())
        self.sides.setVisible(both)
        self._by_hand.setVisible(not both)

    def _check(self) -> None:
        """What stands in the way of printing is said beside it."""
        wrong = bool(self._total) and pages_in(self.pages.text(), self._total) is None
        said = f"这份材料共{self._total}页。请写1到{self._total}之间的页码，例如1-2。"
        self.pages_problem.setText(said if wrong else "")
        self.pages_problem.setVisible(wrong)
        set_state(self.pages, "bad", wrong)
        self.copies.set_bad(not self.copies.value() or bool(self.copies.problem()))
        self.changed.emit()
