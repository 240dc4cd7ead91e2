"""What came in from old ledgers before, each taken back as a whole."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from yishi_desktop.services import old_ledgers
from yishi_desktop.services.changed import Changed
from yishi_desktop.services.office import Office
from yishi_desktop.services.old_ledgers import Batch
from yishi_desktop.ui import theme
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.dialogs import ConfirmDialog, confirm
from yishi_desktop.ui.widgets.text import button, hint


class EarlierOnes(QWidget):
    """Hidden while there is nothing to take back. `taken_back()` after something was."""

    taken_back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._batches: list[Batch] = []
        self.question: ConfirmDialog | None = None
        self.list = QComboBox()
        self.list.setAccessibleName("以前从旧台账录的")
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.back = button("整份撤回")
        self.back.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(hint("以前录的"))
        row.addWidget(self.list)
        row.addWidget(self.back)
        row.addStretch(1)
        self.hide()

    def read_anew(self) -> None:
        """Read what there is to take back."""
        self._desk.ask(old_ledgers.batches, self._show_batches)

    def _show_batches(self, found: list[Batch]) -> None:
        self._batches = found
        self.list.clear()
        for batch in found:
            self.list.addItem(batch.words)
        self.list.setMinimumWidth(
            self.list.sizeHint().width() + theme.px(1)
        )  # Qt's own hint is short in large type
        self.setVisible(bool(found))

    def _chosen(self) -> Batch:
        return self._batches[max(0, self.list.currentIndex())]

    def _ask(self) -> None:
        batch = self._chosen()
        stays = f"其中{len(batch.changed)}件录进来以后又改过，留着不动。" if batch.changed else ""
        self.question = confirm(
            self.window(),
            "把这一份整份撤回吗？",
            f"{batch.words}。{stays}\n撤回的不再出现在议事和台账里，历史还留着；以后可以再录。",
            "整份撤回",
            "先不撤回",
        )
        self.question.accepted.connect(self._agreed)

    def _agreed(self) -> None:
        self._desk.act(partial(_take_back, self._chosen().record_id), self._done)

    def _done(self, changed: Changed) -> None:
        self.read_anew()
        self.taken_back.emit()


def _take_back(record_id: str, office: Office) -> Changed:
    return old_ledgers.take_back(office, record_id)
