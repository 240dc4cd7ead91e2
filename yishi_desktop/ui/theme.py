"""How everything looks: one palette, one type scale, one style sheet.

Lengths are multiples of the base type size in points, so all sizes keep their proportions. Every text
colour below reads at 4.5:1 or better on the ground it is used on; `PAIRS` is the list a test measures.
"""

from enum import Enum
from functools import lru_cache
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from yishi_desktop.paths import data_root
from yishi_desktop.storage.settings import TextSize as KeptSize

INK = "#17212B"
INK_SOFT = "#46525F"
INK_FAINT = "#5F6B77"
"""Placeholders and whatever cannot be used now."""
PAPER = "#FFFFFF"
GROUND = "#F2F4F7"
STRIPE = "#F7F9FB"
HEADER = "#E8ECF1"
IDLE = "#ECEFF2"
LINE = "#D5DBE2"
EDGE = "#7B8896"
BLUE = "#1557A6"
BLUE_DEEP = "#0F4280"
BLUE_PALE = "#E6EFF9"
BLUE_PRESSED = "#CFE0F3"
RAIL_HOVER = "#1A5599"
RAIL_CHOSEN = "#1D5FAE"
GREEN = "#1B6E37"
GREEN_PALE = "#E4F3E8"
AMBER = "#7F4A00"
AMBER_PALE = "#FFF1D6"
RED = "#A8201A"
RED_PALE = "#FCE8E6"
RED_GROUND = "#FFF9F8"
GREY = "#5F6B77"
FOCUS = "#B85C00"
FOCUS_ON_BLUE = "#FFC83D"
MARK = "#FFE680"
"""Yellow behind what is being edited on the previewed paper."""

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
)

PAIRS = (
    ("正文", INK, PAPER, 7.0),
    ("正文在底色上", INK, GROUND, 7.0),
    ("正文在选中行上", INK, BLUE_PALE, 7.0),
    ("次要文字", INK_SOFT, PAPER, 7.0),
    ("次要文字在底色上", INK_SOFT, GROUND, 4.5),
    ("占位文字", INK_FAINT, PAPER, 4.5),
    ("停用文字", INK_FAINT, IDLE, 4.5),
    ("主按钮", PAPER, BLUE, 4.5),
    ("导航", PAPER, BLUE_DEEP, 7.0),
    ("导航选中", PAPER, RAIL_CHOSEN, 4.5),
    ("链接", BLUE, PAPER, 4.5),
    ("链接在底色上", BLUE, GROUND, 4.5),
    ("完成", GREEN, GREEN_PALE, 4.5),
    ("消息", BLUE_DEEP, BLUE_PALE, 4.5),
    ("临期", AMBER, AMBER_PALE, 4.5),
    ("逾期", RED, RED_PALE, 4.5),
    ("错误", RED, PAPER, 7.0),
    ("票数", PAPER, GREEN, 4.5),
    ("反对票数", PAPER, RED, 4.5),
    ("弃权票数", PAPER, GREY, 4.5),
    ("输入框边", EDGE, PAPER, 3.0),
    ("输入框边在底色上", EDGE, GROUND, 3.0),
    ("焦点环", FOCUS, PAPER, 3.0),
    ("焦点环在底色上", FOCUS, GROUND, 3.0),
    ("焦点环在主按钮上", FOCUS_ON_BLUE, BLUE, 3.0),
    ("焦点环在导航上", FOCUS_ON_BLUE, BLUE_DEEP, 3.0),
)
"""(what it is, foreground, ground, least contrast by WCAG)."""


class TextSize(Enum):
    """The sizes a user may choose, 100 to 200 %; the value is the base in points."""

    STANDARD = 12.0
    LARGE = 14.0
    HUGE = 16.0
    HALF_MORE = 18.0
    THREE_QUARTERS_MORE = 21.0
    TWICE = 24.0

    @property
    def label(self) -> str:
        return _LABELS[self.value]

    @property
    def key(self) -> KeptSize:
        """What the settings of this computer call it."""
        return _KEYS[self.value]

    @classmethod
    def of(cls, key: KeptSize) -> "TextSize":
        """The size the settings name."""
        return next(size for size in cls if size.key == key)


_LABELS = {12.0: "标准", 14.0: "大", 16.0: "特大", 18.0: "1.5倍", 21.0: "1.75倍", 24.0: "2倍"}
_KEYS: dict[float, KeptSize] = {
    12.0: "standard",
    14.0: "large",
    16.0: "huge",
    18.0: "half_more",
    21.0: "three_quarters_more",
    24.0: "twice",
}


def base() -> float:
    """The base type size now in use, in points."""
    return QApplication.font().pointSizeF()


def px(multiple: float) -> int:
    """A length in pixels as a multiple of the base size."""
    return round(base() * multiple)


def scaled_font(multiple: float = 1.0, *, bold: bool = False) -> QFont:
    """The program's font at a multiple of the base size."""
    font = QFont(QApplication.font())
    font.setPointSizeF(base() * multiple)
    font.setBold(bold)
    return font


def families() -> list[str]:
    """The installed families we like, best first; the carried font where a system has none of them."""
    installed = set(QFontDatabase.families())
    return [name for name in FAMILIES if name in installed] or _carried_families()


@lru_cache(maxsize=1)
def _carried_families() -> list[str]:
    number = QFontDatabase.addApplicationFont(str(data_root() / "resources" / "fonts" / "YishiHei.ttf"))
    return QFontDatabase.applicationFontFamilies(number)


def apply_theme(app: QApplication, size: TextSize = TextSize.STANDARD) -> None:
    """Dress the whole program; may be called again at any time to change the type size."""
    if not app.property("dressed"):  # each of these dresses every widget there is anew
        app.setStyle("Fusion")  # the same pixels on every system
        app.setPalette(_palette())
        app.setProperty("dressed", True)
    font = QFont(families())
    font.setPointSizeF(size.value)
    app.setFont(font)
    app.setStyleSheet(stylesheet(size.value))


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed dynamic property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: GROUND,
        role.Base: PAPER,
        role.AlternateBase: STRIPE,
        role.Button: PAPER,
        role.WindowText: INK,
        role.Text: INK,
        role.ButtonText: INK,
        role.PlaceholderText: INK_FAINT,
        role.Highlight: BLUE,
        role.HighlightedText: PAPER,
        role.Link: BLUE,
        role.Accent: BLUE,
        role.ToolTipBase: INK,
        role.ToolTipText: PAPER,
    }.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(INK_FAINT))
    return palette


@lru_cache(maxsize=128)
def drawing(name: str, colour: str = INK) -> QSvgRenderer:
    """One of our own drawings in `resources/icons`, in one colour, for somebody who paints."""
    drawn = (data_root() / "resources" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawn.replace("currentColor", colour).encode()))


@lru_cache(maxsize=128)
def icon(name: str, colour: str = INK) -> QIcon:
    """The same for a button or a window, crisp at every screen scale."""
    renderer = drawing(name, colour)
    result = QIcon()
    for side in (16, 20, 24, 28, 32, 40, 48, 64, 96):
        result.addPixmap(_drawn(renderer, side))
    return result


def program_icon() -> QIcon:
    """What stands in the title bar and on the task bar."""
    return icon("program")


def _drawn(renderer: QSvgRenderer, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap


def stylesheet(base_size: float) -> str:
    """The style sheet for one base size in points."""
    colours = {name: value for name, value in globals().items() if name.isupper() and isinstance(value, str)}
    lengths = {
        "h1": f"{base_size * 1.55:g}pt",
        "h2": f"{base_size * 1.2:g}pt",
        "small": f"{base_size * 0.92:g}pt",
        "huge": f"{base_size * 2.6:g}pt",
        "control": f"{round(base_size * 2.9)}px",
        "field": f"{round(base_size * 2.9) - 4}px",  # and two pixels above and below, which a thick border takes up
        "menu": f"{round(base_size * 1.9)}px",
        "primary": f"{round(base_size * 2.9) + 2}px",  # the same holds for buttons: the ring takes up their padding
        "tile": f"{round(base_size * 4.4)}px",
        "counter": f"{round(base_size * 5.1)}px",
        "counter_button": f"{round(base_size * 5.1) - 4}px",
        "step": f"{round(base_size * 3.6) - 4}px",
        "tick": f"{round(base_size * 1.7)}px",
        "arrow": f"{round(base_size * 1.2)}px",
        "drop": f"{round(base_size * 2.4)}px",
    }
    icons = (data_root() / "resources" / "icons").as_posix()
    return _SHEET.substitute(colours, icons=icons, **lengths)


_SHEET = Template("""
QLabel { background: transparent; }
QLabel[role="h1"] { font-size: $h1; font-weight: 600; }
QLabel[role="h2"] { font-size: $h2; font-weight: 600; }
QLabel[role="label"] { font-weight: 600; }
QLabel[role="hint"] { color: $INK_SOFT; font-size: $small; }
QLabel[role="error"] { color: $RED; font-weight: 600; }
QLabel[tag] { border-radius: 4px; padding: 3px 10px; }
QLabel[tag="ok"] { color: $GREEN; background: $GREEN_PALE; }
QLabel[tag="info"] { color: $BLUE_DEEP; background: $BLUE_PALE; }
QLabel[tag="due"] { color: $AMBER; background: $AMBER_PALE; }
QLabel[tag="overdue"] { color: $RED; background: $RED_PALE; font-weight: 600; }
QLabel[tag="quiet"] { color: $INK_SOFT; background: $IDLE; }

QDialog { background: $PAPER; }
QFrame[role="card"] { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; }
QFrame[role="panel"] { background: $STRIPE; border: 1px solid $LINE; border-radius: 8px; }
QFrame[role="footer"] { background: $PAPER; border-top: 1px solid $LINE; }
QFrame[role="header"] { background: $PAPER; border-bottom: 1px solid $LINE; }
QFrame[role="rule"] { background: $LINE; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="rail"] { background: $BLUE_DEEP; }
QFrame[role="rail"] QLabel { color: $PAPER; }
QFrame[role="toast"] { background: $INK; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $PAPER; }
QFrame[role="toast"] QPushButton { color: $FOCUS_ON_BLUE; background: transparent; border: none;
    font-weight: 600; text-decoration: underline; padding: 3px 10px; }
QFrame[role="toast"] QPushButton[kb="true"]:focus { border: 3px solid $FOCUS_ON_BLUE; padding: 0 7px; }
QFrame[verdict="ok"] { background: $GREEN_PALE; border: 2px solid $GREEN; border-radius: 8px; }
QFrame[verdict="due"] { background: $AMBER_PALE; border: 1px solid $AMBER_PALE; border-radius: 8px; }
QFrame[verdict="overdue"] { background: $RED_PALE; border: 2px solid $RED; border-radius: 8px; }
QFrame[verdict="info"] { background: $BLUE_PALE; border: 1px solid $BLUE_PALE; border-radius: 8px; }
QFrame[verdict="ok"] QLabel[role="h2"] { color: $GREEN; }
QFrame[verdict="due"] QLabel { color: $AMBER; }
QFrame[verdict="overdue"] QLabel[role="h2"] { color: $RED; }

QPushButton { min-height: $field; padding: 2px 16px; border: 1px solid $EDGE; border-radius: 6px;
    background: $PAPER; outline: none; }
QPushButton:hover { background: $BLUE_PALE; border-color: $BLUE; }
QPushButton:pressed { background: $BLUE_PRESSED; }
QPushButton:disabled { color: $INK_FAINT; background: $IDLE; border-color: $LINE; }
QPushButton[kb="true"]:focus { border: 3px solid $FOCUS; padding: 0 14px; }
QPushButton[role="primary"] { background: $BLUE; color: $PAPER; border: 1px solid $BLUE; font-weight: 600;
    min-height: $primary; padding: 2px 22px; }
QPushButton[role="primary"]:hover { background: $BLUE_DEEP; }
QPushButton[role="primary"]:disabled { background: $IDLE; color: $INK_FAINT; border-color: $LINE; }
QPushButton[role="primary"][kb="true"]:focus { border: 3px solid $FOCUS_ON_BLUE; padding: 0 20px; }
QPushButton[role="link"] { border: none; background: transparent; color: $BLUE; text-decoration: underline;
    padding: 3px 5px; }
QPushButton[role="link"]:hover { color: $BLUE_DEEP; background: $BLUE_PALE; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="link"]:disabled { color: $INK_FAINT; text-decoration: none; background: transparent; }
QPushButton[role="link"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 0 2px; }
QPushButton[role="inline"] { border: none; background: transparent; color: $BLUE; text-decoration: underline;
    padding: 0 4px; min-height: 0; }
QPushButton[role="inline"]:hover { color: $BLUE_DEEP; background: $BLUE_PALE; }
QPushButton[role="inline"][kb="true"]:focus { border: none; background: $AMBER_PALE; padding: 0 4px; }
QPushButton[role="tool"] { border: none; background: transparent; padding: 3px 8px; }
QPushButton[role="tool"]:hover { background: $BLUE_PALE; }
QPushButton[role="tool"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 0 5px; }
QPushButton[role="square"] { padding: 2px 9px; }
QPushButton[role="square"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 0 7px; }
QPushButton[role="segment"]:checked { background: $BLUE_PALE; border: 2px solid $BLUE; color: $BLUE_DEEP;
    font-weight: 600; padding: 1px 15px; }
QPushButton[role="segment"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 0 14px; }
QPushButton[role="menu"] { border: none; background: transparent; text-align: left; padding: 0 10px;
    min-height: $menu; border-radius: 4px; }
QPushButton[role="menu"]:hover { background: $BLUE_PALE; }
QPushButton[role="menu"]:checked { background: $BLUE_PRESSED; color: $BLUE_DEEP; font-weight: 600; }
QPushButton[role="menu"][kb="true"]:focus { background: $AMBER_PALE; color: $INK; text-decoration: underline; }
QPushButton[role="chip"] { background: $BLUE_PALE; border: 1px solid $BLUE; color: $BLUE_DEEP; padding: 2px 10px; }
QPushButton[role="chip"]:hover { background: $BLUE_PRESSED; }
QPushButton[role="chip"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 0 8px; }
QPushButton[role="counter"] { min-height: $counter_button; min-width: $step; max-width: $step; padding: 2px; }
QPushButton[role="counter"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 0; }

QLineEdit, QComboBox { min-height: $field; padding: 2px 9px; border: 1px solid $EDGE; border-radius: 6px;
    background: $PAPER; selection-background-color: $BLUE; selection-color: $PAPER; }
QPlainTextEdit { border: 1px solid $EDGE; border-radius: 6px; background: $PAPER; padding: 6px;
    selection-background-color: $BLUE; selection-color: $PAPER; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $INK_FAINT; background: $IDLE;
    border-color: $LINE; }
QLineEdit:focus, QComboBox:focus { border: 2px solid $BLUE; padding: 1px 8px; }
QPlainTextEdit:focus { border: 2px solid $BLUE; padding: 5px; }
QLineEdit[bad="true"], QComboBox[bad="true"] { border: 2px solid $RED; background: $RED_GROUND; padding: 1px 8px; }
QPlainTextEdit[bad="true"] { border: 2px solid $RED; background: $RED_GROUND; padding: 5px; }
QLineEdit[kb="true"]:focus, QComboBox[kb="true"]:focus { border: 3px solid $FOCUS; padding: 0 7px; }
QPlainTextEdit[kb="true"]:focus { border: 3px solid $FOCUS; padding: 4px; }
QLineEdit[role="counter"] { font-size: $huge; font-weight: 600; min-height: $counter; padding: 0; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: $drop; }
QComboBox::down-arrow { image: url("$icons/down.svg"); width: $arrow; height: $arrow; }
QComboBox::down-arrow:disabled { image: url("$icons/down_disabled.svg"); }
QComboBox QAbstractItemView { border: 1px solid $EDGE; background: $PAPER; outline: none;
    selection-background-color: $BLUE_PALE; selection-color: $INK; }
QComboBox QAbstractItemView::item { min-height: $control; padding: 0 8px; }
QCheckBox, QRadioButton { min-height: $control; spacing: 10px; border-radius: 4px; background: transparent; }
QCheckBox[kb="true"]:focus, QRadioButton[kb="true"]:focus { background: $AMBER_PALE; }
QCheckBox::indicator, QRadioButton::indicator { width: $tick; height: $tick; }
QCheckBox::indicator:unchecked { image: url("$icons/box_off.svg"); }
QCheckBox::indicator:checked { image: url("$icons/box_on.svg"); }
QCheckBox::indicator:unchecked:disabled { image: url("$icons/box_off_disabled.svg"); }
QCheckBox::indicator:checked:disabled { image: url("$icons/box_on_disabled.svg"); }
QRadioButton::indicator:unchecked { image: url("$icons/radio_off.svg"); }
QRadioButton::indicator:checked { image: url("$icons/radio_on.svg"); }

QListView[role="matches"] { background: $PAPER; border: 1px solid $EDGE; border-radius: 6px; outline: none;
    selection-background-color: $BLUE_PALE; selection-color: $INK; }
QListWidget[role="topics"] { background: $PAPER; border: 1px solid $LINE; border-radius: 6px; outline: none; padding: 4px;
    selection-background-color: $BLUE_PALE; selection-color: $INK; }
QListWidget[role="topics"]::item { padding: 4px 8px; border-radius: 4px; }
QListWidget[role="topics"]::item:hover { background: $STRIPE; }
QListWidget[role="topics"]::item:selected { background: $BLUE_PALE; color: $INK; }
QListWidget[role="topics"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 2px; }
QTextBrowser[role="reading"] { background: $PAPER; border: 1px solid $LINE; border-radius: 6px; padding: 6px 10px; }
QTextBrowser[role="reading"][kb="true"]:focus { border: 3px solid $FOCUS; padding: 4px 8px; }
QTableView { background: $PAPER; alternate-background-color: $STRIPE; gridline-color: $LINE;
    border: 1px solid $LINE; border-radius: 6px; selection-background-color: $BLUE_PALE; selection-color: $INK; }
QTableView[kb="true"]:focus { border: 3px solid $FOCUS; }
QHeaderView { background: $HEADER; border: none; }
QHeaderView::section { background: $HEADER; padding: 8px 10px; border: none; border-right: 1px solid $LINE;
    border-bottom: 1px solid $EDGE; font-weight: 600; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
QScrollBar:vertical { width: 16px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 16px; background: transparent; margin: 0; }
QScrollBar::handle { background: #9AA6B2; border-radius: 5px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::handle:hover { background: $EDGE; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: 1px solid $EDGE; border-radius: 6px; background: $PAPER; text-align: center;
    min-height: 24px; }
QProgressBar::chunk { background: $BLUE_PRESSED; border-radius: 5px; }
QToolTip { background: $INK; color: $PAPER; border: none; padding: 6px; }
QMenu { background: $PAPER; border: 1px solid $EDGE; padding: 4px; }
QMenu::item { padding: 8px 24px; border-radius: 4px; }
QMenu::item:selected { background: $BLUE_PALE; color: $INK; }
QMenu::item:disabled { color: $INK_FAINT; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $HEADER; }
QCalendarWidget QToolButton { color: $INK; background: transparent; border: none; border-radius: 4px;
    min-height: $control; padding: 0 12px; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $BLUE_PRESSED; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: $PAPER; selection-background-color: $BLUE;
    selection-color: $PAPER; outline: none; border: none; }
""")
