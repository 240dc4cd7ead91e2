"""What the documents point at is there: links, pictures, and the paths of files named in the text."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "yishi_desktop"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))

_LINK = re.compile(r"""\]\(([^)\s]+)\)|\bsrc="([^"]+)\"""")
_NAMED = re.compile(r"`([^`\n]+)`")
# A path in backticks: letters, digits and dots with at least one slash, perhaps with `: function` or a star behind.
_PATH = re.compile(r"(\.?[\w-][\w.*-]*(?:/[\w.*-]+)*/[\w.*-]*)(?:: ?\w+)?")
_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z]+:|#")

MADE_HERE = {".venv/bin/python", "out/", "out/manual/", "dist/议事", "dist/window.png"}
"""What `dev.py` makes."""
EXAMPLES = {
    "docs/how-to/add-a-paper.md": {"forms/thanks.toml"},
    "docs/how-to/add-a-procedure.md": {
        "resources/procedures/ID.toml",
        "resources/procedures/example.toml",
        "办事依据/",
    },
    "docs/architecture.md": {"附件/", "运行记录/", "办事依据/"},
}
"""Page → what it speaks of without its being in the source tree: what the reader is to write, and the data folder."""


def links_in(text: str) -> set[str]:
    """The relative targets of links and pictures, without the part behind `#`."""
    found = (unquote(one or other) for one, other in _LINK.findall(text))
    return {target.partition("#")[0] for target in found if not _ELSEWHERE.match(target)}


def paths_in(text: str) -> set[str]:
    """What is named in backticks and is written like a path of this repository; commands part at blanks."""
    pieces = (piece for named in _NAMED.findall(_FENCE.sub("", text)) for piece in named.split(" "))
    return {match[1] for piece in pieces if (match := _PATH.fullmatch(piece.rstrip(",:")))}


def names_in(text: str) -> set[str]:
    """What is named in backticks as `room.module.name`, with or without its arguments."""
    rooms = "|".join(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file())
    named = re.compile(rf"`((?:{rooms})\.[\w.]*\w)(?:\(.*?\))?`")
    return set(named.findall(_FENCE.sub("", text)))


def is_known(name: str) -> bool:
    """A module of the package, or a name in one."""
    whole = f"yishi_desktop.{name}"
    module, _, last = whole.rpartition(".")
    if not find_spec(module):
        return False
    found = import_module(module)
    return hasattr(found, last) or (hasattr(found, "__path__") and find_spec(whole) is not None)


def is_there(path: str) -> bool:
    """In the repository, or in the package, whose rooms the documents name without its own name."""
    return any(any(folder.glob(path.rstrip("/"))) for folder in (ROOT, PACKAGE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    targets = links_in(page.read_text(encoding="utf-8"))
    assert [target for target in sorted(targets) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_named_is_there(page: Path) -> None:
    name = page.relative_to(ROOT).as_posix()
    named = paths_in(page.read_text(encoding="utf-8")) - MADE_HERE - EXAMPLES.get(name, set())
    assert [path for path in sorted(named) if not is_there(path)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_function_named_with_its_room_is_there(page: Path) -> None:
    named = names_in(page.read_text(encoding="utf-8"))
    assert [name for name in sorted(named) if not is_known(name)] == []


def test_every_example_is_needed() -> None:
    for name, examples in EXAMPLES.items():
        named = paths_in((ROOT / name).read_text(encoding="utf-8"))
        assert examples <= named, name
        assert not any(is_there(path) for path in examples), name


def test_the_pictures_are_light_enough_to_open_on_a_slow_line() -> None:
    pictures = sorted((ROOT / "docs" / "screens").glob("*.png"))
    assert [picture.name for picture in pictures] == ["home.png", "matter.png", "record.png"]
    assert all(picture.stat().st_size < 250_000 for picture in pictures)


def test_a_dead_link_and_a_file_that_has_moved_would_be_seen() -> None:
    text = (
        'see [a](gone.md#part), <img src="gone.png"> and `gone/file.py: go`, not [b](https://a.b) or `a + b`'
    )
    assert links_in(text) == {"gone.md", "gone.png"}
    assert paths_in(text) == {"gone/file.py"}
    assert not is_there("gone/file.py")
    assert is_there("yishi_desktop/ui/desk.py")
    assert is_there("ui/desk.py")
    assert is_there("domain/checks/*.py")


def test_a_function_that_was_renamed_would_be_seen() -> None:
    text = "`services.cases.leave(office)`, `services.cases.go()`, `domain.voting`, `session.held_on`"
    assert names_in(text) == {"services.cases.leave", "services.cases.go", "domain.voting"}
    assert [is_known(name) for name in sorted(names_in(text))] == [True, False, True]
