"""The second window: on the projector when there is one, beside the first where there is none."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yishi_desktop.domain.projection import projected
from yishi_desktop.domain.situation import Situation
from yishi_desktop.ui.projector.wall import Wall
from yishi_desktop.ui.widgets.scrolling import that_fits

_SIZE = (1024, 640)


class Projector(QWidget):
    """Shows what `show_situation` was last given; Esc closes it, F11 changes between window and whole screen.

    It never takes the keyboard from the window in which the votes are typed, unless somebody clicks on it.
    """

    shown = Signal(bool)

    def __init__(self, beside: QWidget) -> None:
        super().__init__(beside, Qt.WindowType.Window)
        self._beside = beside
        self.setWindowTitle("大屏（按Esc键关闭，按F11键全屏）")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize(that_fits(self, *_SIZE))
        self.wall = Wall()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.wall)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screen_gone)

    def open_on(self, situation: Situation) -> None:
        """Show it: over the whole of a second screen, else as a window of its own."""
        self.show_situation(situation)
        second = self._second_screen()
        if second is None:
            self.showNormal()
            return
        self.setScreen(second)
        self.move(second.geometry().topLeft())
        self.showFullScreen()

    def toggle(self, situation: Situation) -> None:
        """Open it, or close it when it is open."""
        if self.isVisible():
            self.close()
        else:
            self.open_on(situation)

    def show_situation(self, situation: Situation) -> None:
        """Follow the matter."""
        self.wall.show_projected(projected(situation))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self._turn()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown.emit(False)

    def _second_screen(self) -> QScreen | None:
        here = self._beside.window().screen()
        return next((screen for screen in QGuiApplication.screens() if screen is not here), None)

    def _turn(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _screen_gone(self) -> None:
        """The cable was pulled: what filled the wall must not cover the desk."""
        if self.isVisible() and self.isFullScreen() and len(QGuiApplication.screens()) < 2:
            self.showNormal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.wall.update()
