"""生僻字包: fonts a village adds for characters the carried ones lack, last in every row.

TrueType files in the folder 生僻字 beside the program's resources, in the order of their names. They are opened when a
character is wanted that nothing else has, because such fonts are large (30 MB). One that is no TrueType font is passed over.
"""

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from yishi_desktop.paths import data_root

FOLDER = "生僻字"
_log = logging.getLogger(__name__)


@cache
def packs() -> Mapping[str, Path]:
    """The files that were added, by the name each is known by here."""
    return {f"Pack{number}": path for number, path in enumerate(sorted((data_root() / FOLDER).glob("*.ttf")))}


def passed_over(name: str, error: Exception) -> None:
    """Say once in the log that a file cannot be used."""
    _log.warning("font %s cannot be used: %s", name, type(error).__name__)
