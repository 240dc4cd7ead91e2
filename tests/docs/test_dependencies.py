"""What the program asks to be installed is what it imports, so that no library is shipped for nothing."""

import ast
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
TAKEN_UP_BY_OTHERS = {"rl-accel"}
"""reportlab looks for it by itself and uses it when it is there."""
BROUGHT_BY_OTHERS = {"shiboken6"}
"""Half of PySide6, under a name of its own."""


def imported(folder: Path) -> set[str]:
    """The top-level packages imported anywhere below a folder, inside functions too."""
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def distributions_of(packages: set[str]) -> set[str]:
    """The installed distributions these packages come from; the standard library comes from none."""
    known = packages_distributions()
    return {canonicalize_name(name) for package in packages for name in known.get(package, ())}


def asked_for() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}


def test_every_package_asked_for_is_imported() -> None:
    assert asked_for() - TAKEN_UP_BY_OTHERS - distributions_of(imported(ROOT / "yishi_desktop")) == set()


def test_every_package_imported_is_asked_for() -> None:
    used = distributions_of(imported(ROOT / "yishi_desktop")) - {"yishi-desktop"}
    assert used - asked_for() - BROUGHT_BY_OTHERS == set()


def test_imports_inside_functions_are_seen(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text(
        "def go():\n    import openpyxl.cell\n    from . import own\n", encoding="utf-8"
    )
    assert imported(tmp_path) == {"openpyxl"}
    assert distributions_of({"openpyxl", "json"}) == {"openpyxl"}
