"""Labels and buttons by the part they play; the style sheet knows the roles."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from yishi_desktop.ui import theme


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property the style sheet reads, and show it. One not dressed yet will be, once it is seen."""
    before = widget.property(name)
    if before == value or (before is None and value is False):
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        theme.repolish(widget)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A line of text: role `h1`, `h2`, `label`, `hint`, `error` or none."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)  # what people type is never markup
    if role:
        result.setProperty("role", role)
    result.setWordWrap(wrap)
    if wrap:
        _ask_for_height(result)
    return result


def _ask_for_height(wrapped: QLabel) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    wrapped.setSizePolicy(policy)


def heading(text: str = "") -> QLabel:
    return label(text, "h1", wrap=True)


def subheading(text: str = "") -> QLabel:
    return label(text, "h2", wrap=True)


def hint(text: str = "") -> QLabel:
    return label(text, "hint", wrap=True)


def button(text: str, role: str = "", *, icon: str = "", name: str = "") -> QPushButton:
    """A button: role `primary`, `link`, `tool`, `segment` or none. `name` is for the screen reader."""
    result = QPushButton(text)
    result.setAutoDefault(False)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        result.setProperty("role", role)
    if icon:
        colour = theme.PAPER if role == "primary" else theme.BLUE if role == "link" else theme.INK
        result.setIcon(theme.icon(icon, colour))
        result.setIconSize(QSize(theme.px(1.7), theme.px(1.7)))
    if name:
        result.setAccessibleName(name)
    return result


def rule() -> QFrame:
    """A thin line between two rows."""
    result = QFrame()
    result.setProperty("role", "rule")
    return result
