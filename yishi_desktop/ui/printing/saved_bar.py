"""The quiet bar after something was written: where it is, and the two things people then do with it."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.widgets.text import button, label, set_state


class SavedBar(QFrame):
    """“✓ 已存到 D:\\台账\\….xlsx　打开　打开文件夹　收起”. Hidden until there is something to say."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._path = Path()
        self._words = label(wrap=True)
        self.open_button = button("打开", "link", name="打开刚存的文件")
        self.folder_button = button("打开文件夹", "link", name="打开刚存的文件所在的文件夹")
        self.close_button = button("收起", "link", name="收起这一行")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 10, 2)
        row.setSpacing(6)
        row.addWidget(self._words, 1)
        for link in (self.open_button, self.folder_button, self.close_button):
            row.addWidget(link)
        self.open_button.clicked.connect(self._open)
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def busy(self, what: str) -> None:
        """Say what is being done."""
        self._say("info", what, links=False)

    def saved(self, path: Path, note: str = "") -> None:
        """Say where a file, or a folder of files, now is."""
        self._path = path
        self.open_button.setVisible(path.is_file())
        self._say("ok", f"✓ 已存到 {breakable(str(path))}{'　' if note else ''}{note}", links=True)

    def told(self, what: str) -> None:
        """Say that something is done which left no file."""
        self._say("ok", f"✓ {what}", links=False)

    def text(self) -> str:
        return self._words.text().replace("\u200b", "")

    def _say(self, tone: str, words: str, *, links: bool) -> None:
        set_state(self, "verdict", tone)
        self._words.setText(words)
        self.setAccessibleName(words.replace("\u200b", ""))
        self.folder_button.setVisible(links)
        self.open_button.setVisible(links and self._path.is_file())
        self.close_button.setVisible(tone == "ok")
        self.show()

    def _open(self) -> None:
        self._files.show(self._path)

    def _open_folder(self) -> None:
        self._files.show(self._path if self._path.is_dir() else self._path.parent)


def breakable(path: str) -> str:
    """A path that may wrap behind every folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
