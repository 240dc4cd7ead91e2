"""How characters are written, stroke by stroke, to put names in the order of 姓氏笔画."""

from collections.abc import Mapping
from functools import cache

from yishi_desktop.paths import data_root


@cache
def load_strokes() -> Mapping[str, str]:
    """Character → its strokes as digits: 1 横 2 竖 3 撇 4 点 5 折 (王 is 1121). 6,939 characters; load late."""
    text = (data_root() / "resources" / "strokes.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {char: strokes for strokes, chars in lines for char in chars}
