"""Help: one text for each screen, in a few plain marks, from which F1, the manual, the wall sheet and the guides are made.

# title (first line)      ## heading        a paragraph, one line
- item      1. numbered   > a remark        ![caption](picture)
[[[ … ]]]   a box of another program: `# title`, lines of text, `[button] [button]`
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from yishi_desktop.definitions.errors import DefinitionError
from yishi_desktop.definitions.structuring import read_toml
from yishi_desktop.paths import data_root

Kind = Literal["heading", "text", "item", "numbered", "remark", "picture", "box"]
FOLDER = "resources/help"
FAULTS = "faults"
_LINE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"## (?P<text>.+)")),
    ("item", re.compile(r"- (?P<text>.+)")),
    ("numbered", re.compile(r"(?P<name>\d+)\. (?P<text>.+)")),
    ("remark", re.compile(r"> (?P<text>.+)")),
    ("picture", re.compile(r"!\[(?P<text>[^\]]+)\]\((?P<name>\w+)\)")),
    ("text", re.compile(r"(?P<text>[^\s#!>`*\[].*)")),
)
_BOX_BEGINS, _BOX_ENDS = "[[[", "]]]"


@dataclass(frozen=True, slots=True)
class HelpBlock:
    """A piece of a page. `name` is the number of a numbered item, or the picture's; a box has its lines in `text`."""

    kind: Kind
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What is said about one screen, or in one guide."""

    id: str
    title: str
    blocks: tuple[HelpBlock, ...]

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of the pictures it shows."""
        return tuple(block.name for block in self.blocks if block.kind == "picture")


def load_help() -> dict[str, HelpPage]:
    """Every page by its id, and the page of the faults; `DefinitionError` names file and line of a mistake."""
    folder = data_root() / FOLDER
    pages = [_page(path) for path in sorted((folder / "pages").glob("*.md"))]
    return {page.id: page for page in [*pages, faults_page(folder / "faults.toml")]}


def picture_file(name: str) -> Path:
    """Where a picture of the help lies."""
    return data_root() / FOLDER / "pictures" / f"{name}.png"


def parse(text: str, name: str) -> HelpPage:
    """A page from its text; `name` is its id, and what a mistake is reported under."""
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# "):
        raise DefinitionError(f"{name}.md", "第1行应当是“# 标题”")
    blocks: list[HelpBlock] = []
    box: list[str] | None = None
    for number, line in enumerate(lines[1:], 2):
        if line == _BOX_BEGINS and box is None:
            box = []
        elif line == _BOX_ENDS and box:
            blocks.append(HelpBlock("box", "\n".join(box)))
            box = None
        elif box is not None:
            box.append(line)
        elif line:
            blocks.append(_block(line, f"{name}.md 第{number}行"))
    if box is not None:
        raise DefinitionError(f"{name}.md", "有一个框没有写完")
    return HelpPage(name, lines[0][2:], tuple(blocks))


def faults_page(path: Path) -> HelpPage:
    """The faults: what happened, what is safe, what to do. The table is also what the tests provoke."""
    blocks = [
        HelpBlock(
            "text", "出了事先别慌。下面每一件都写着：什么没有丢，该怎么办。程序自己挡住的，您什么也不用做。"
        )
    ]
    for fault in read_toml(path)["fault"]:
        blocks += (
            HelpBlock("heading", f"{fault['number']}. {fault['title']}"),
            HelpBlock("item", f"没有丢：{fault['safe']}"),
            HelpBlock("item", f"怎么办：{fault['do_next']}"),
        )
    return HelpPage(FAULTS, "出了意外怎么办", tuple(blocks))


def _page(path: Path) -> HelpPage:
    return parse(path.read_text(encoding="utf-8"), path.stem)


def _block(line: str, place: str) -> HelpBlock:
    for kind, pattern in _LINE:
        if found := pattern.fullmatch(line):
            return HelpBlock(kind, found["text"], found.groupdict().get("name") or "")
    raise DefinitionError(place, f"看不懂“{line}”")
