"""The help window: beside the program, about the page that is open, with everything else one click away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.definitions.help_pages import HelpPage
from yishi_desktop.ui import theme
from yishi_desktop.ui.help.html import page_html
from yishi_desktop.ui.help.topics import matching
from yishi_desktop.ui.widgets.scrolling import that_fits
from yishi_desktop.ui.widgets.text import button, hint, label

NOBODY_TO_ASK = "还是不会，问谁？把乡镇（街道）的电话写在“设置与帮助”的“本村资料”里，这里就有。"
_KEY = Qt.ItemDataRole.UserRole


class HelpDialog(QDialog):
    """Opened with `show()`: reading and working go side by side. Esc closes it."""

    def __init__(
        self, topics: dict[str, HelpPage], key: str, parent: QWidget | None = None, *, ask: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("帮助")
        self.setAccessibleName("帮助")
        self.resize(that_fits(self, theme.px(72), theme.px(46)))
        self._topics = topics
        self.sought = QLineEdit()
        self.sought.setPlaceholderText("找帮助，例如：备份")
        self.sought.setAccessibleName("找帮助")
        self.sought.setClearButtonEnabled(True)
        self.topics = QListWidget()
        self.topics.setAccessibleName("帮助目录")
        self.topics.setFixedWidth(theme.px(20))
        self.topics.setProperty("role", "topics")
        self.topics.setWordWrap(True)
        self.topics.setSpacing(1)
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QTextBrowser()
        self.page.setAccessibleName("帮助内容")
        self.page.setProperty("role", "reading")
        self.page.setOpenLinks(False)
        self._nothing = hint("没有找到。换一个词试试。")
        self.ask = label(f"还是不会，打电话问：{ask}" if ask else NOBODY_TO_ASK, wrap=True)
        self._close = button("关闭", "primary")
        self._lay_out()
        self.sought.textChanged.connect(self._list)
        self.topics.currentItemChanged.connect(self._show_current)
        self._close.clicked.connect(self.close)
        self._list("")
        self.show_topic(key)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.sought)
        left.addWidget(self._nothing)
        left.addWidget(self.topics, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left)
        row.addWidget(self.page, 1)
        foot = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.ask)
        words.addWidget(hint("要打印：在“设置与帮助”的“操作手册”里。"))
        foot.addLayout(words, 1)
        foot.addWidget(self._close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.addLayout(row, 1)
        box.addLayout(foot)

    def show_topic(self, key: str) -> None:
        """Open a page by its key; the first one when there is no such page."""
        rows = [row for row in range(self.topics.count()) if self.topics.item(row).data(_KEY) == key]
        self.topics.setCurrentRow(rows[0] if rows else 0)

    def topic(self) -> str:
        """The key of the page now open; empty when nothing was found."""
        return next((str(item.data(_KEY)) for item in self.topics.selectedItems()), "")

    def _list(self, words: str) -> None:
        before = self.topic()
        self.topics.clear()
        for key in matching(self._topics, words):
            item = QListWidgetItem(self._topics[key].title)
            item.setData(_KEY, key)
            self.topics.addItem(item)
        self._nothing.setVisible(not self.topics.count())
        self.show_topic(before)

    def _show_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.setHtml(page_html(self._topics[item.data(_KEY)]))
