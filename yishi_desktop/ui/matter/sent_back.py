"""What the township sent back of this matter, above its pages: read it, put it right, answer it."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from yishi_desktop.domain.remark import Remark
from yishi_desktop.domain.township.returns import LONGEST_REMARK
from yishi_desktop.domain.wording import short_date
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.delivering import returned
from yishi_desktop.services.kinds import RETURNED
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.editors.line import LineEditor
from yishi_desktop.ui.widgets.text import hint, label


class _One(QFrame):
    """One remark with a line for the answer, which travels with the next ledger."""

    def __init__(self, desk: Desk, remark: Remark) -> None:
        super().__init__()
        self.setProperty("verdict", "ok" if remark.is_answered else "overdue")
        self._desk, self._remark = desk, remark
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 6, 14, 8)
        box.setSpacing(3)
        box.addWidget(label(f"{remark.head}（{short_date(remark.made_on)}）：{remark.text}", wrap=True))
        if remark.replies:
            return
        self.answer = LineEditor(LONGEST_REMARK)
        self.answer.name_for(f"答复乡镇：{remark.text}")
        self.answer.line.setPlaceholderText("怎么改的、为什么这样，写一句；随下一次报的台账交给乡镇")
        self.answer.set_value(remark.answer)
        self.answer.line.editingFinished.connect(self._write)
        box.addWidget(self.answer)
        if remark.is_answered:
            box.addWidget(hint("已答复。改好以后请再报一次台账。"))

    def _write(self) -> None:
        if self.answer.value() != self._remark.answer:
            work = partial(returned.answer, remark_id=self._remark.id, text=self.answer.value())
            self._desk.act(work)


class SentBack(QWidget):
    """All remarks on the matter shown; hidden where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = ""
        self._shown: list[tuple[Remark, _One]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 0)
        self._column.setSpacing(6)
        desk.changed.connect(self._changed)
        self.hide()

    def show_case(self, case_id: str) -> None:
        """Show what was sent back of a matter."""
        self._case_id = case_id
        wanted = list(self._desk.snapshot.remarks_on(case_id))
        if [remark for remark, _ in self._shown] != wanted:
            for _, one in self._shown:
                one.hide()
                one.deleteLater()
            self._shown = [(remark, _One(self._desk, remark)) for remark in wanted]
            for _, one in self._shown:
                self._column.addWidget(one)
        self.setVisible(bool(wanted))

    def _changed(self, changed: Changed) -> None:
        if changed.touches(RETURNED) and self._case_id:
            self.show_case(self._case_id)
