"""Before a notice hangs: what could give somebody away is to be looked at, beside the record it was made from."""

import html
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from yishi_desktop.domain.forms.disclosure import Part, Risk
from yishi_desktop.domain.situation import Situation
from yishi_desktop.services.office import Office
from yishi_desktop.services.printing import comparing_notice
from yishi_desktop.services.printing.comparing_notice import Comparison
from yishi_desktop.services.printing.papers import Paper
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.widgets.card import VerdictBox
from yishi_desktop.ui.widgets.scrolling import that_fits
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

_NONE = "没有找到电话、身份证号、长号码和门牌号。人名和别的内容，请再看一眼。"
_SOME = "公示里一般不印个人的电话、证件号码和住址（个人信息保护法第二十五条）。该印的，看过以后照样可以印。"
_STAYS = "划掉的，公示里没有印；标黄的，请看清楚该不该印。"


class DisclosureCheck(QWidget):
    """`settled()` when what was found has been looked at. Nothing may leave before `is_settled`."""

    settled = Signal()

    def __init__(self, desk: Desk, situation: Situation, notices: Sequence[Paper]) -> None:
        super().__init__()
        self._desk = desk
        self._situation = situation
        self._notices = list(notices)
        self._risks: tuple[Risk, ...] = ()
        self._compared = 0
        self.dialog: ComparisonDialog | None = None
        self.box = VerdictBox()
        self.compare_button = button("和记录对照着看")
        self.seen = QCheckBox("都看过了，可以张贴")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for widget in (self.box, self.compare_button, self.seen):
            rows.addWidget(widget)
        self.compare_button.clicked.connect(self._compare)
        self.seen.toggled.connect(self._seen)
        self.setVisible(bool(notices))
        self.box.hide()
        self.seen.hide()

    def show_risks(self, risks: tuple[Risk, ...]) -> None:
        """Say what was found; a tick already given stays while nothing new turns up."""
        if risks != self._risks:
            self.seen.setChecked(False)
        self._risks = risks
        self.box.setVisible(bool(risks))
        self.seen.setVisible(bool(risks))
        found = "、".join(dict.fromkeys(f"{risk.kind}“{risk.text}”" for risk in risks))
        self.box.set_verdict("due", f"张贴之前，有{len(risks)}处要看一看：{found}", _SOME)

    def looked_at(self) -> tuple[Risk, ...]:
        """What was found and has been looked at."""
        return self._risks if self.seen.isChecked() else ()

    def is_settled(self) -> bool:
        return not self._risks or self.seen.isChecked()

    def _seen(self, on: bool) -> None:
        self.settled.emit()

    def _compare(self) -> None:
        """Beside the record, one notice after the other: those first on which something was found."""
        found = [risk.paper for risk in self._risks]
        order = sorted(self._notices, key=lambda paper: paper.title not in found)
        notice = order[self._compared % len(order)]
        self._compared += 1
        self._desk.ask(partial(_comparison, self._situation, notice), self._show)

    def _show(self, comparison: Comparison) -> None:
        self.dialog = ComparisonDialog(comparison, self)
        self.dialog.open()
        left = len(self._notices) - self._compared % len(self._notices)
        if len(self._notices) > 1:
            self.compare_button.setText(f"和记录对照着看下一份（还有{left}份）")


def _comparison(situation: Situation, notice: Paper, office: Office) -> Comparison:
    return comparing_notice.comparison(office, situation, notice)


class ComparisonDialog(QDialog):
    """Left the record with what is left out struck through, right the notice with what is to be looked at marked."""

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("公示和记录对照")
        self.setAccessibleName("公示和记录对照")
        self.resize(that_fits(self, 1100, 620))
        self.record = _reader(f"记录：{comparison.record_title}", _struck(comparison.parts))
        self.notice = _reader(f"公示：{comparison.notice_title}", _marked(comparison))
        columns = QHBoxLayout()
        columns.setSpacing(14)
        for title, reader in (
            (f"记录：{comparison.record_title}", self.record),
            (f"公示：{comparison.notice_title}", self.notice),
        ):
            column = QVBoxLayout()
            column.addWidget(subheading(title))
            column.addWidget(reader, 1)
            columns.addLayout(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.addWidget(hint(_STAYS) if comparison.risks else label(_NONE, wrap=True))
        box.addLayout(columns, 1)
        self.close_button = button("看过了", "primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        box.addLayout(foot)
        self.close_button.clicked.connect(self.accept)


def _reader(name: str, content: str) -> QTextBrowser:
    reader = QTextBrowser()
    reader.setAccessibleName(name)
    reader.setHtml(content)
    return reader


def _struck(parts: Sequence[Part]) -> str:
    return "".join(
        _plain(part.text)
        if part.kept
        else f'<s><span style="color:{theme.INK_FAINT}">{_plain(part.text)}</span></s>'
        for part in parts
    )


def _marked(comparison: Comparison) -> str:
    lines = []
    for line in comparison.notice_lines:
        said = _plain(line)
        for risk in comparison.risks:
            if risk.line == line:
                found = _plain(risk.text)
                said = said.replace(found, f'<span style="background:{theme.MARK}">{found}</span>')
        lines.append(said)
    return "<br>".join(lines)


def _plain(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
