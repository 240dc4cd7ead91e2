"""The township's year as a picture: sessions month by month beside last year's, and how the villages stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from yishi_desktop.domain.township.standing import MONTHS, Standing
from yishi_desktop.ui import theme


@dataclass(frozen=True, slots=True)
class YearBars:
    """Sessions that count in each month, this year and the last; villages that are enough, short, silent."""

    year: int
    months: tuple[int, ...] = (0,) * 12
    before: tuple[int, ...] = (0,) * 12
    enough: int = 0
    short: int = 0
    silent: int = 0

    @property
    def words(self) -> str:
        """The picture in a sentence, for those who cannot see it."""
        months = "，".join(
            f"{month}月{count}次" for month, count in zip(MONTHS, self.months, strict=True) if count
        )
        stand = f"够次数{self.enough}个村，不够{self.short}个村，没交{self.silent}个村"
        return f"{self.year}年协商{sum(self.months)}次（上年{sum(self.before)}次）：{months or '没有'}。{stand}。"


def year_bars(standings: Sequence[Standing], year: int) -> YearBars:
    """The sums of what the villages' own rows say."""
    sent = [one for one in standings if one.year is not None]
    return YearBars(
        year,
        tuple(sum(one.months[month - 1] or 0 for one in sent) for month in MONTHS),
        tuple(sum(one.before[month - 1] or 0 for one in sent) for month in MONTHS),
        sum(not one.missing for one in sent),
        sum(bool(one.missing) for one in sent),
        len(standings) - len(sent),
    )


class YearChart(QWidget):
    """Bars by month, last year's pale behind; below them one bar of all villages."""

    def __init__(self) -> None:
        super().__init__()
        self.bars = YearBars(0)
        self.setMinimumHeight(theme.px(24))

    def show_bars(self, bars: YearBars) -> None:
        """Show another year."""
        self.bars = bars
        self.setAccessibleName(f"{bars.year}年协商次数图")
        self.setAccessibleDescription(bars.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.setBrush(QColor(theme.PAPER))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            line = painter.fontMetrics().height()
            whole = QRectF(self.rect()).adjusted(line, line / 2, -line, -line / 2)
            months = whole.adjusted(0, line * 2, 0, -line * 5)
            self._legend(painter, whole, line)
            self._months(painter, months, line)
            self._villages(
                painter, QRectF(whole.left(), whole.bottom() - line * 3, whole.width(), line * 3), line
            )

    def _legend(self, painter: QPainter, place: QRectF, line: int) -> None:
        painter.setPen(QColor(theme.INK))
        now, then = sum(self.bars.months), sum(self.bars.before)
        words = f"{self.bars.year}年各月协商{now}次（深色），{self.bars.year - 1}年{then}次（浅色）"
        painter.drawText(
            QRectF(place.left(), place.top(), place.width(), line * 1.4), Qt.AlignmentFlag.AlignLeft, words
        )

    def _months(self, painter: QPainter, place: QRectF, line: int) -> None:
        most = max(1, *self.bars.months, *self.bars.before)
        step, foot = place.width() / 12, place.bottom() - line * 1.4
        painter.setPen(QPen(QColor(theme.INK_FAINT), 1))
        painter.drawLine(int(place.left()), int(foot), int(place.right()), int(foot))
        for n, (count, before) in enumerate(zip(self.bars.months, self.bars.before, strict=True)):
            left, room = place.left() + n * step, foot - place.top() - line
            for at, value, colour in ((0.14, before, theme.BLUE_PRESSED), (0.46, count, theme.BLUE)):
                height = room * value / most
                bar = QRectF(left + step * at, foot - height, step * 0.3, height)
                painter.fillRect(bar, QColor(colour))
                if value:
                    painter.setPen(QColor(theme.INK))
                    spot = QRectF(bar.left() - step * 0.2, bar.top() - line * 1.1, step * 0.7, line * 1.1)
                    painter.drawText(spot, Qt.AlignmentFlag.AlignHCenter, str(value))
            painter.setPen(QColor(theme.INK))
            under = QRectF(left, foot + line * 0.2, step, line * 1.2)
            painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, f"{n + 1}月")

    def _villages(self, painter: QPainter, place: QRectF, line: int) -> None:
        parts = (
            (self.bars.enough, "够次数", theme.GREEN),
            (self.bars.short, "不够", theme.AMBER),
            (self.bars.silent, "没交", theme.RED),
        )
        total = sum(count for count, _, _ in parts) or 1
        left = place.left()
        painter.setPen(QColor(theme.INK))
        said = "　".join(f"{words}{count}个村" for count, words, _ in parts if count)
        painter.drawText(
            QRectF(place.left(), place.top(), place.width(), line * 1.4), Qt.AlignmentFlag.AlignLeft, said
        )
        for count, _, colour in parts:
            width = place.width() * count / total
            painter.fillRect(QRectF(left, place.top() + line * 1.6, width, line), QColor(colour))
            left += width
