"""The places of a computer that stands in a township."""

from functools import partial

from PySide6.QtWidgets import QWidget

from yishi_desktop.ui.desk import Desk
from yishi_desktop.ui.places import Places
from yishi_desktop.ui.printing.files import Files
from yishi_desktop.ui.township.page import TownshipPage
from yishi_desktop.ui.widgets.rail import Place, Rail

PLACES = (Place("home", "各村台账", "ledger"), Place("settings", "设置与帮助", "settings"))


class TownshipView(Places):
    """Two places; those of a village are not shown."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self.home = TownshipPage(desk, files)
        settings = partial(self.made_settings, desk, files)
        super().__init__(Rail(PLACES), {"home": self._home, "settings": settings})

    def _home(self) -> QWidget:
        return self.home

    def help_topic(self) -> tuple[str, str]:
        return self.home.help_topic() if self.place() == "home" else super().help_topic()

    def keep(self) -> None:
        """Keep what is half typed on any place."""
        self.home.keep()
        super().keep()
