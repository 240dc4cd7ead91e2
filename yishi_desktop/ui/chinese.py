"""Chinese in what Qt itself says: its own translation, and the words that one leaves out."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

CHINA = QLocale(QLocale.Language.Chinese, QLocale.Country.China)

MISSING = {
    "Close": "关闭",
    "Options": "选项",
    "Duplex Printing": "双面打印",
    "None": "无",
    "Long Side": "沿长边翻页",
    "Short Side": "沿短边翻页",
    "Color Mode": "颜色",
    "Color": "彩色",
    "Grayscale": "黑白",
    "Options >>": "更多选项",
    "Options <<": "收起选项",
    "&Look in:": "查找范围(&L)：",
    "Files of &type:": "文件类型(&T)：",
    "Page &order:": "页面顺序(&O)：",
    "Pages &per sheet:": "每张纸印几页(&P)：",
    "Undo": "撤销",
    "&Undo": "撤销(&U)",
    "Hex": "十六进制",
    "Discard": "不保存",
    "Don't Save": "不保存",
    "Close without Saving": "不保存就关闭",
}


class MissingWords(QTranslator):
    """Words of Qt's windows which its Chinese file leaves in English, or says as no office does (丢弃)."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        return MISSING.get(text) if context.startswith(("Q", "q")) else None

    def isEmpty(self) -> bool:
        return False


def install_chinese(app: QApplication) -> list[QTranslator]:
    """Make Qt speak Chinese and count the week from Monday. Raises FileNotFoundError if Qt's file is missing."""
    QLocale.setDefault(CHINA)
    qt = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not qt.load(CHINA, "qtbase", "_", folder):
        raise FileNotFoundError(folder)
    ours = MissingWords(app)
    for translator in (qt, ours):  # the one installed last is asked first
        app.installTranslator(translator)
    return [qt, ours]


def says(context: str, text: str) -> str:
    """What Qt now says for one of its texts."""
    return QCoreApplication.translate(context, text)


def remove_chinese(app: QObject, translators: list[QTranslator]) -> None:
    """Undo `install_chinese`."""
    for translator in translators:
        QCoreApplication.removeTranslator(translator)
