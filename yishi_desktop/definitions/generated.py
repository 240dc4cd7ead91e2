"""How a page of docs/ that is generated gets there: whole or not at all."""

import sys
from collections.abc import Sequence
from pathlib import Path

from yishi_desktop.paths import data_root

UPDATE = "--update"


def deliver(name: str, text: str, arguments: Sequence[str]) -> None:
    """With `--update` the text becomes docs/`name`; without, it is printed.

    The text is complete before the page is touched, and takes its place in one step: a run that fails leaves the page
    that was there.
    """
    if UPDATE not in arguments:
        sys.stdout.write(text)
        return
    put(data_root() / "docs" / name, text)


def put(path: Path, text: str) -> None:
    """Replace a file in one step."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
