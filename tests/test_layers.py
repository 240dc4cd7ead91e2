"""The arrows of the architecture: kept by the code, and each contract refuses a planted breach."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINT_IMPORTS = "import importlinter.cli; importlinter.cli.lint_imports_command()"

# contract id, file that gets a line, the line
BREACHES = [
    ("layers", "domain/breach.py", "import yishi_desktop.definitions"),
    ("layers", "definitions/breach.py", "import yishi_desktop.services"),
    ("layers", "documents/breach.py", "import yishi_desktop.storage"),
    ("layers", "ledger_files/breach.py", "import yishi_desktop.documents"),
    ("layers", "services/breach.py", "import yishi_desktop.ui"),
    ("layers", "cli.py", "import yishi_desktop.ui"),
    ("layers", "ui/breach.py", "import yishi_desktop.app"),
    ("layers", "utils/__init__.py", "ANSWER = 42"),
    ("no-circles", "domain/situation.py", "import yishi_desktop.domain.printed.archive"),
    ("no-circles", "ui/widgets/table.py", "def made():\n    from yishi_desktop.ui.editors import base"),
    ("paths-is-a-leaf", "paths.py", "import yishi_desktop.domain"),
    ("pure-domain", "domain/breach.py", "import pathlib"),
    ("pure-domain", "domain/breach.py", "import sqlite3"),
    ("pure-domain", "domain/breach.py", "from random import choice"),
    ("pure-domain", "domain/breach.py", "from yishi_desktop.paths import data_root"),
    ("qt-only-in-the-window", "services/breach.py", "from PySide6.QtCore import QObject"),
    ("qt-only-in-the-window", "cli.py", "import PySide6"),
    ("paper-only-in-documents", "services/breach.py", "def papers():\n    import docx"),
    ("paper-only-in-documents", "ui/breach.py", "from reportlab.pdfgen import canvas"),
    ("excel-only-in-ledger-files", "services/breach.py", "import openpyxl"),
    ("excel-only-in-ledger-files", "ledger_files/breach.py", "import python_calamine"),
    ("network-only-in-exchange", "services/breach.py", "def send():\n    import httpx"),
    ("network-only-in-exchange", "storage/breach.py", "import psycopg"),
    ("sql-only-in-storage", "services/breach.py", "import sqlite3"),
    ("sql-only-in-storage", "exchange/breach.py", "import sqlite_utils"),
]


def test_every_contract_is_kept():
    assert broken_contracts(ROOT) == set()


def test_every_contract_is_shown_to_fail_below():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert {contract["id"] for contract in settings["contracts"]} == {contract for contract, *_ in BREACHES}


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES, ids=lambda value: str(value).split("\n")[0])
def test_a_planted_breach_is_refused(contract, file, line, tmp_path):
    skip = shutil.ignore_patterns("__pycache__", "*.ttf", "_data")
    shutil.copytree(ROOT / "yishi_desktop", tmp_path / "yishi_desktop", ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    add_app(tmp_path)
    assert broken_contracts(tmp_path, contract) == set(), "broken before the breach was planted"
    plant(tmp_path / "yishi_desktop" / file, line)
    assert broken_contracts(tmp_path, contract) == {contract}


def add_app(root: Path):
    """`ui -> app` can only be planted where there is an app."""
    if not (root / "yishi_desktop/app.py").exists() and not (root / "yishi_desktop/app").exists():
        (root / "yishi_desktop/app.py").write_text('"""The window\'s door."""\n', encoding="utf-8")


def plant(file: Path, line: str):
    if file.name == "cli.py" and file.with_suffix("").is_dir():
        file = file.with_suffix("") / "breach.py"
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")


def broken_contracts(root: Path, *only: str) -> set[str]:
    """The ids of the contracts import-linter calls broken (all contracts, or `only` these)."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    ids = {contract["name"]: contract["id"] for contract in settings["contracts"]}
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache", "--no-logo"]
    command += [argument for contract in only for argument in ("--contract", contract)]
    child = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    broken = {ids[name] for name in ids if f"{name} BROKEN" in child.stdout}
    assert child.returncode == int(bool(broken)), child.stdout + child.stderr
    return broken
