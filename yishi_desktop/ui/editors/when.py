"""Dates and times, typed in any usual spelling or picked."""

from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from yishi_desktop.ui import theme
from yishi_desktop.ui.editors.base import Editor
from yishi_desktop.ui.reading import date_in, date_text, time_in, time_text
from yishi_desktop.ui.widgets.text import button, label, set_state

_WEEKDAYS = "一二三四五六日"


FIRST_AND_LAST = (QDate(1949, 10, 1), QDate(2099, 12, 31))
"""Qt's own range begins before the first year there is in a `date`."""


class CalendarPopup(QFrame):
    """A month to pick a day from; the week starts on Monday."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("选日期")
        self.calendar.setDateRange(*FIRST_AND_LAST)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.calendar.setMinimumSize(theme.px(30), theme.px(24))
        self._quieten_weekends()
        self._draw_arrows()
        self._put_year_first()
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(self.calendar)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)

    def _quieten_weekends(self) -> None:
        """Red is kept for what is wrong."""
        plain = QTextCharFormat()
        plain.setForeground(QColor(theme.INK))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)

    def _draw_arrows(self) -> None:
        for name, drawing, words in (("prev", "back", "上个月"), ("next", "next", "下个月")):
            arrow = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if arrow:
                arrow.setIcon(theme.icon(drawing))
                arrow.setAccessibleName(words)

    def _put_year_first(self) -> None:
        bar = self.calendar.findChild(QWidget, "qt_calendar_navigationbar")
        row = bar.layout() if bar else None
        names = ("yearbutton", "yearedit", "monthbutton")
        year, edit, month = (self.calendar.findChild(QWidget, f"qt_calendar_{name}") for name in names)
        if isinstance(row, QHBoxLayout) and year and edit and month:
            at = row.indexOf(month)
            row.insertWidget(at, edit)
            row.insertWidget(at, year)

    def open_at(self, below: QWidget, day: date) -> None:
        """Show under a widget with a day chosen."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(below.mapToGlobal(QPoint(0, below.height() + 2)))
        self.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class _Typed(Editor):
    """A value typed as text and read when the field is left, so that 3.1 on the way to 3.15 is no value yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self._done = True
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._begin)
        self.line.editingFinished.connect(self.finish)

    def _begin(self) -> None:
        self._done = False

    def finish(self) -> None:
        """Read what was typed and show it in its full form."""
        self._done = True
        value = self.value()
        if value is not None:
            self.line.setText(self._spelt(value))
        self._compare()

    def _write(self, value: Any) -> None:
        self._done = True
        self.line.setText(self._spelt(value))

    def _spelt(self, value: Any) -> str:
        raise NotImplementedError

    def set_bad(self, bad: bool) -> None:
        set_state(self.line, "bad", bad)


class DateEditor(_Typed):
    """A day. Typed without a year it is of the year of `today`; the day of the week is shown beside it."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: CalendarPopup | None = None
        self.line.setMinimumWidth(theme.px(12))
        self.line.setMaximumWidth(theme.px(16))
        self.pick = button("", "square", icon="calendar", name="打开日历")
        self._weekday = label("", "hint")
        self._weekday.setMinimumWidth(theme.px(3.4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.line, self.pick, self._weekday):
            row.addWidget(part)
        row.addStretch(1)
        self.pick.clicked.connect(self._open)
        self.line.textChanged.connect(self._show_weekday)

    def value(self) -> date | None:
        return date_in(self.line.text(), self._today.year)

    def _spelt(self, value: Any) -> str:
        return date_text(value)

    def problem(self) -> str:
        typed = self.line.text().strip()
        if not self._done or not typed or self.value():
            return ""
        return f"看不懂日期“{typed}”。可以写3.15、3月15日或2026-3-15，也可以点日历选。"

    def name_for(self, title: str, help_text: str = "") -> None:
        super().name_for(title, help_text)
        self.pick.setAccessibleName(f"{title}：打开日历")

    def _show_weekday(self) -> None:
        day = self.value()
        self._weekday.setText(f"周{_WEEKDAYS[day.weekday()]}" if day else "")

    def _open(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.picked.connect(self._picked)
        self._popup.open_at(self.line, self.value() or self._today)

    def _picked(self, day: date) -> None:
        self._write(day)
        self._compare()
        self.line.setFocus()


class TimeEditor(_Typed):
    """A time of day, 24 hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line.setMaximumWidth(theme.px(9))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        row.addStretch(1)

    def value(self) -> time | None:
        return time_in(self.line.text())

    def _spelt(self, value: Any) -> str:
        return time_text(value)

    def problem(self) -> str:
        typed = self.line.text().strip()
        if not self._done or not typed or self.value() is not None:
            return ""
        return f"看不懂时间“{typed}”。请写成14:30这样。"
