"""Looks over a shown window the way a careful user would: `audit(window)` lists what is wrong with it.

clipped   a widget sticks out of a parent that does not scroll
narrow    text does not fit the room it is painted in
overlap   two texts cover each other
window    the least size is larger than the screen
nameless  a control without a Chinese name for the screen reader, or two of one name
contrast  text under 4.5:1, measured on the pixels
english   Latin words on the screen
tab       a control Tab never reaches

Text painted by a widget itself cannot be seen from outside; such a widget lists it in `text_rects()`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yishi_desktop.ui.theme import TextSize

CODE = re.compile(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3,}")
"""A code to be copied from paper is no word."""
SIZES = (TextSize.STANDARD, TextSize.HUGE, TextSize.TWICE)
"""The sizes of type a page alone is looked at in; `tests.ui.tour` takes others."""
LEAST_CONTRAST = 4.5
KNOWN_WORDS = {
    "esc",
    "windows",
    "wps",
    "pdf",
    "excel",
    "word",
    "ctrl",
    "alt",
    "mb",
    "kb",
    "usb",
    "xlsx",
    "docx",
    "xls",
    "zip",
}
TEXTS = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
WRAP = int(Qt.TextFlag.TextWordWrap)


class Finding(NamedTuple):
    kind: str
    where: str
    text: str


def audit(window: QWidget, screen: QSize | None = None) -> list[Finding]:
    """All findings of a window that is shown; empty when all is well."""
    # judge what will be seen, not what has just changed
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    checks = (fits, named, contrasts, chinese, reachable)
    return [*fits_screen(window, screen), *(finding for check in checks for finding in check(window))]


def shown(window: QWidget) -> list[QWidget]:
    """The visible widgets of a window."""
    return [
        w
        for w in window.findChildren(QWidget)
        if w.isVisible() and w.window() is window.window() and w.width() > 0
    ]


def name(widget: QWidget) -> str:
    text = widget.text() if hasattr(widget, "text") else ""
    return f"{type(widget).__name__}「{(text or widget.accessibleName() or widget.objectName())[:24]}」"


# ---------------------------------------------------------------------------------------------------- fits
def fits_screen(window: QWidget, screen: QSize | None) -> Iterator[Finding]:
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    if screen and (least.width() > screen.width() or least.height() > screen.height()):
        yield Finding("window", name(window), f"最小{least.width()}×{least.height()}")
    elif screen and (window.width() > screen.width() or window.height() > screen.height()):
        yield Finding("window", name(window), f"{window.width()}×{window.height()}")


def fits(window: QWidget) -> Iterator[Finding]:
    """Every text has the room it needs."""
    widgets = shown(window)
    for widget in widgets:
        yield from _clipped(widget)
        yield from (Finding("narrow", name(widget), what) for what in _narrow(widget))
    yield from _overlaps(widgets)


def _clipped(widget: QWidget) -> Iterator[Finding]:
    if not isinstance(widget, TEXTS) or isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return
    parent = widget.parentWidget()
    while parent is not None:
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and parent is area.viewport():
            sideways = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if sideways and area.widget() and area.widget().width() > parent.width() + 1:
                yield Finding("clipped", name(widget), "滚动区横向看不到")
            return
        if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
            return
        here = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(here):
            yield Finding("clipped", name(widget), f"被{type(parent).__name__}截断")
            return
        if parent.isWindow():
            return
        parent = area


def _narrow(widget: QWidget) -> Iterator[str]:
    if hasattr(widget, "text_rects"):
        yield from _painted(widget)
        return
    for kind, check in (
        (QLabel, _label),
        (QLineEdit, _line),
        (QComboBox, _combo),
        (QAbstractButton, _button),
        (QHeaderView, _nothing),
        (QAbstractItemView, _cells),
    ):
        if isinstance(widget, kind):
            yield from check(widget)
            return


def _nothing(widget: QWidget) -> Iterator[str]:
    yield from ()


def _painted(widget) -> Iterator[str]:
    for text, room, font in widget.text_rects():
        need = QFontMetricsF(font).boundingRect(room.adjusted(0, 0, 0, 1e5), WRAP, text)
        if need.width() > room.width() + 1 or need.height() > room.height() + 1:
            yield f"“{text}”要{need.width():.0f}×{need.height():.0f}，只有{room.width():.0f}×{room.height():.0f}"
        elif not widget.rect().adjusted(-1, -1, 1, 1).contains(room.toAlignedRect()):
            yield f"“{text}”画到外面了"


def _label(widget: QLabel) -> Iterator[str]:
    if not widget.text():
        return
    if widget.wordWrap():
        need = widget.heightForWidth(widget.width())
        if need > widget.height() + 1:
            yield f"要高{need}，只有{widget.height()}"
        longest = _longest_run(widget.text(), widget.fontMetrics())
        if longest > widget.contentsRect().width() + 1:
            yield f"一个词要宽{longest}"
        return
    need = widget.sizeHint()
    if need.width() > widget.width() + 1 or need.height() > widget.height() + 1:
        yield f"要{need.width()}×{need.height()}，只有{widget.width()}×{widget.height()}"


def _longest_run(text: str, metrics: QFontMetrics) -> int:
    return max((metrics.horizontalAdvance(run) for run in re.findall(r"[!-~]+", text)), default=0)


def _line(widget: QLineEdit) -> Iterator[str]:
    option = QStyleOptionFrame()
    widget.initStyleOption(option)
    room = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, widget)
    metrics = widget.fontMetrics()
    hint = widget.placeholderText() if not widget.text() else ""
    if metrics.horizontalAdvance(hint) > room.width() - 4:
        yield f"提示“{hint}”要宽{metrics.horizontalAdvance(hint)}，只有{room.width() - 4}"
    if metrics.height() > room.height() + 1:
        yield f"字高{metrics.height()}，只有{room.height()}"
    text = widget.displayText()
    if widget.property("wholeText") and metrics.horizontalAdvance(text) > room.width() - 4:
        yield f"“{text}”显示不全"


def _combo(widget: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, widget)
    for at in range(widget.count()):
        need = widget.fontMetrics().horizontalAdvance(widget.itemText(at))
        if need > room.width():
            yield f"选项“{widget.itemText(at)}”要宽{need}，只有{room.width()}"


def _button(widget: QAbstractButton) -> Iterator[str]:
    if not widget.text():
        return
    words = widget.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), widget.text())
    if isinstance(widget, QCheckBox | QRadioButton):
        room = QRect(QPoint(0, 0), widget.size())
        if widget.minimumSizeHint().width() > widget.width() + 1:
            yield f"要宽{widget.minimumSizeHint().width()}，只有{widget.width()}"
    else:
        room = _button_room(widget)
    if words.width() > room.width() + 1:
        yield f"字宽{words.width()}，只有{room.width()}"
    if words.height() > widget.height():
        yield f"字高{words.height()}，只有{widget.height()}"


def _button_room(widget: QAbstractButton) -> QRect:
    if not isinstance(widget, QPushButton):
        return widget.rect()
    option = QStyleOptionButton()
    widget.initStyleOption(option)
    room = widget.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, widget)
    return room if widget.icon().isNull() else room.adjusted(0, 0, -widget.iconSize().width() - 4, 0)


def _cells(widget: QAbstractItemView) -> Iterator[str]:
    model = widget.model()
    if model is None or isinstance(widget.parentWidget(), QCalendarWidget):
        return
    for row in range(min(model.rowCount(), 200)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield from _cell(widget, model.index(row, column))
    if isinstance(widget, QTableView) and not widget.horizontalHeader().isHidden():
        yield from _headers(widget.horizontalHeader())


def _cell(view: QAbstractItemView, index) -> Iterator[str]:
    text = index.data()
    if not isinstance(text, str) or not text or view.visualRect(index).isEmpty():
        return
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    delegate = view.itemDelegateForIndex(index)
    delegate.initStyleOption(option, index)
    if hasattr(delegate, "text_room"):
        room = delegate.text_room(option.rect)
    else:
        room = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view)
    wraps = isinstance(view, QTableView | QListView) and view.wordWrap()
    box = QRect(0, 0, max(room.width(), 1), 100_000)
    need = QFontMetrics(option.font).boundingRect(box, WRAP if wraps else 0, text)
    if need.width() > room.width() + 1 or need.height() > room.height() + 1:
        yield f"第{index.row() + 1}行“{text[:16]}”要{need.width()}×{need.height()}，只有{room.width()}×{room.height()}"


def _headers(header: QHeaderView) -> Iterator[str]:
    for at in (column for column in range(header.count()) if not header.isSectionHidden(column)):
        if header.sectionSizeFromContents(at).width() > header.sectionSize(at) + 1:
            yield f"表头第{at + 1}列显示不全"


def _overlaps(widgets: list[QWidget]) -> Iterator[Finding]:
    families: dict[QWidget, list[QWidget]] = {}
    for widget in widgets:
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and widget.parentWidget():
            families.setdefault(widget.parentWidget(), []).append(widget)
    for siblings in families.values():
        for at, one in enumerate(siblings):
            for other in siblings[at + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > 1 and common.height() > 1:
                    yield Finding("overlap", name(one), name(other))


# ----------------------------------------------------------------------------------------- names, words, keys
def controls(window: QWidget) -> list[QWidget]:
    """What the keyboard should reach."""
    return [
        w
        for w in shown(window)
        if w.isEnabled()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.focusProxy() is None
        and not isinstance(w.parentWidget(), QComboBox | QAbstractSpinBox)
        and not (isinstance(w, QScrollArea) and not w.accessibleName())
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader says for a widget."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()  # on Unix Qt says the chosen entry instead of the name
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def named(window: QWidget) -> Iterator[Finding]:
    names = Counter[str]()
    for widget in controls(window):
        words = spoken(widget)
        if not re.search(r"[\u4e00-\u9fff]", words):
            yield Finding("nameless", name(widget), words)
        elif isinstance(widget, QAbstractButton):
            names[words] += 1
    yield from (
        Finding("nameless", words, f"{count}个控件同名") for words, count in names.items() if count > 1
    )


def chinese(window: QWidget) -> Iterator[Finding]:
    for widget in shown(window):
        asked = (getattr(widget, get, None) for get in ("text", "placeholderText", "title"))
        texts = [ask() for ask in asked if callable(ask)]
        texts += [
            widget.toolTip(),
            widget.windowTitle(),
            *(t for t, _, _ in getattr(widget, "text_rects", list)()),
        ]
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(at) for at in range(widget.count())]
        for text in texts:
            words = re.findall(r"[A-Za-z]{2,}", CODE.sub("", text or ""))
            foreign = [word for word in words if word.lower() not in KNOWN_WORDS]
            if foreign and not isinstance(widget, QLineEdit):
                yield Finding("english", name(widget), " ".join(foreign))


def reachable(window: QWidget) -> Iterator[Finding]:
    """Tab from any control comes round to every other one."""
    window.window().activateWindow()
    QApplication.processEvents()
    wanted = controls(window)  # after the events: an answer of the worker may just have turned the page
    if not wanted:
        return
    before = QApplication.focusWidget()
    reached: set[int] = set()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2 * len(wanted) + 20):
        focus = QApplication.focusWidget()
        if focus is None:
            break
        reached.add(id(focus))
        _tab(focus)
    if before is not None:
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    yield from (Finding("tab", name(w), "按Tab到不了") for w in wanted if id(w) not in reached)


def _tab(focus: QWidget) -> None:
    from PySide6.QtGui import QKeyEvent

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t"))


# ------------------------------------------------------------------------------------------------- contrast
def colour_at(picture: QImage, x: float, y: float) -> QColor:
    """The colour at a place of a grabbed widget, whatever the scale of the screen."""
    ratio = picture.devicePixelRatio()
    return QColor(picture.pixel(round(x * ratio), round(y * ratio)))


def luminance(colour: str | QColor) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [part / 255 for part in QColor(colour).toTuple()[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str | QColor, other: str | QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrasts(window: QWidget) -> Iterator[Finding]:
    """Measured on the picture: the commonest colour of a text's box is its ground, the farthest one its ink."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget in shown(window):
        if isinstance(widget, QLabel | QAbstractButton) and getattr(widget, "text", str)():
            if widget.visibleRegion().boundingRect() != widget.rect():
                continue  # half scrolled away: its letters may lie in the half nobody sees
            ratio = _measured(picture, _inner_box(window, widget))
            if ratio is not None and ratio < LEAST_CONTRAST:
                yield Finding("contrast", name(widget), f"{ratio:.1f}")


def _inner_box(window: QWidget, widget: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    inner = widget.rect().adjusted(4, 4, -4, -4) if isinstance(widget, QAbstractButton) else widget.rect()
    box = seen.intersected(inner)
    return QRect(widget.mapTo(window, box.topLeft()), box.size())


def _measured(picture: QImage, box: QRect) -> float | None:
    ratio = picture.devicePixelRatio()
    corner = QPoint(round(box.x() * ratio), round(box.y() * ratio))
    box = QRect(corner, box.size() * ratio).intersected(picture.rect())
    if box.isEmpty():
        return None
    area = picture.copy(box)  # held by a name: its bytes go with it
    seen = Counter(memoryview(area.constBits()).cast("I"))
    if len(seen) < 2:
        return None  # nothing painted there now
    ground = QColor(seen.most_common(1)[0][0])
    return max(contrast(ground, QColor(pixel)) for pixel in seen)
