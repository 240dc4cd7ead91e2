"""Ctrl+F at the township: any word in any village's ledger, Enter opens the matter."""

from collections.abc import Callable
from functools import partial

from yishi_desktop.domain.everywhere import Found
from yishi_desktop.services.office import Office
from yishi_desktop.services.township.office import Holdings
from yishi_desktop.ui.finder.dialog import MOST, Finder


class TownshipFinder(Finder):
    """Looks through what has been received."""

    ASK = "输一个字就能找：各村台账里的议题、结果、落实、日期、编号，交来的都找得到。"
    holdings = Holdings()

    def look_in(self, holdings: Holdings) -> None:
        """Come forward to look through these."""
        self.holdings = holdings
        self.ask()

    def work_for(self, words: str) -> Callable[[Office], Found]:
        return partial(_find, words=words, holdings=self.holdings)


def _find(office: Office, words: str, holdings: Holdings) -> Found:
    return holdings.words.find(words, MOST) if holdings.words else Found(0, ())
