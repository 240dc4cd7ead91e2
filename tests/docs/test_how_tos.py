"""Each how-to is carried out: its own code blocks, in a copy of the tree, by somebody who does only what it says.

What the page says the difference touches is what is compared; the checks it names are run there, those of a few seconds
only: the whole `dev.py test` line is for the person who makes a real change.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from yishi_desktop.ledger_files.machine_sheet import VERSION

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = ROOT / "docs" / "how-to"
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "fonts", "manual", "screens", "papers")


def blocks(page: str, language: str) -> list[str]:
    """The code of a page in one language, as it stands there, without its indent."""
    text = (HOW_TO / f"{page}.md").read_text(encoding="utf-8")
    return [textwrap.dedent(code) for _, named, code in _BLOCK.findall(text) if named == language]


class Copy:
    """A copy of the tree in which a change is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("yishi_desktop", "forms", "resources", "docs", "tests", "tools"):
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
        (folder / "resources" / "fonts").symlink_to(ROOT / "resources" / "fonts")
        for name in ("pyproject.toml", "dev.py"):
            shutil.copy(ROOT / name, folder / name)
        self._before = self._state()

    def edit(self, path: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand there once."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path}: {text.count(old)} × {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8")

    def run(self, *words: str) -> str:
        """Run the environment's Python in the copy."""
        env = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        env.pop("PYTEST_XDIST_WORKER", None)
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{words}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def generate(self, command: str) -> None:
        """Run a line such as `.venv/bin/python -m module --update`."""
        self.run(*command.split()[1:])

    def test(self, *paths: str) -> None:
        self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *paths)

    def touched(self) -> set[str]:
        """The files that are new or changed."""
        now = self._state()
        return {path for path in now if now[path] != self._before.get(path)}

    def _state(self) -> dict[str, str]:
        return {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and ".hypothesis" not in path.parts
        }


@pytest.fixture
def copy(tmp_path) -> Copy:
    return Copy(tmp_path / "tree")


def generations(page: str) -> list[str]:
    """The lines of the page that write a generated file."""
    lines = [line for block in blocks(page, "") for line in block.splitlines()]
    return [line for line in lines if line.endswith(" --update")]


def test_a_field(copy):
    declared, asked = blocks("add-a-field", "python")[0], blocks("add-a-field", "toml")[0]
    copy.edit(
        "yishi_desktop/domain/case.py",
        "    plan: Plan = Plan()\n    announcement",
        f"    {declared}    plan: Plan = Plan()\n    announcement",
    )
    copy.edit("resources/procedures/jinhua.toml", 'optional = ["session.ends_at"]\n', asked)
    for command in generations("add-a-field"):
        copy.generate(command)
    assert copy.touched() == {
        "yishi_desktop/domain/case.py",
        "resources/procedures/jinhua.toml",
        "docs/case-file.schema.json",
        "docs/procedures.md",
    }
    assert "录音录像编号" in (copy.folder / "docs" / "procedures.md").read_text(encoding="utf-8")
    copy.test(
        "tests/definitions/test_case_file.py",
        "tests/definitions/test_procedures.py",
        "tests/domain/test_case_1.py",
    )


def test_a_ledger_column(copy):
    column = blocks("add-a-ledger-column", "python")[0].strip()
    title = '    of_fact("topic.title", 13),\n    of_fact("session.held_on", 7.8),\n    derived("notice",'
    first, rest = title.split("\n", 1)
    copy.edit("yishi_desktop/domain/ledger/sheets.py", title, f"{first}\n    {column},\n{rest}")
    copy.edit(
        "yishi_desktop/ledger_files/machine_sheet.py",
        f"\nVERSION = {VERSION}\n",
        f"\nVERSION = {VERSION + 1}\n",
    )
    for command in generations("add-a-ledger-column"):
        copy.generate(command)
    fixtures = "tests/ledger_files/fixtures"
    assert copy.touched() == {
        "yishi_desktop/domain/ledger/sheets.py",
        "yishi_desktop/ledger_files/machine_sheet.py",
        f"{fixtures}/columns.json",
        f"{fixtures}/merged-{VERSION + 1}.xlsx",
    }
    copy.test(
        "tests/domain/test_ledger.py",
        "tests/services/test_ledgers.py",
        "tests/ledger_files/test_schema.py::test_a_changed_column_needs_a_new_schema",
        "tests/ledger_files/test_schema.py::test_every_schema_is_still_read",
    )


def test_a_paper(copy):
    form, offered = blocks("add-a-paper", "toml")[0], '"filing", "circular", "circular_record"'
    copy.write("forms/thanks.toml", form)
    copy.edit(
        "resources/procedures/jinhua.toml",
        f"papers     = [{offered}]",
        f'papers     = [{offered}, "thanks"]',
    )
    for command in generations("add-a-paper"):
        copy.generate(command)
    assert copy.touched() == {
        "forms/thanks.toml",
        "resources/procedures/jinhua.toml",
        "docs/procedures.md",
        "tests/golden/thanks.empty.txt",
        "tests/golden/thanks.typical.txt",
    }
    copy.test(
        "tests/definitions/test_procedures.py",
        "tests/definitions/test_forms.py",
        "tests/documents/test_forms_golden.py",
        "tests/documents/test_forms.py",
        *("-k", "thanks or board or left_over or docs"),
    )
    copy.run("-m", "yishi_desktop", "demo", "out")
    made = {path.name.partition(" ")[2][:3] for path in (copy.folder / "out").rglob("*感谢信*")}
    assert made == {"感谢信"}


def test_a_procedure(copy):
    clauses, procedure = blocks("add-a-procedure", "toml")
    listed = copy.folder / "resources" / "clauses.toml"
    listed.write_text(listed.read_text(encoding="utf-8") + "\n" + clauses, encoding="utf-8")
    copy.write("resources/procedures/example.toml", procedure)
    for command in generations("add-a-procedure"):
        copy.generate(command)
    assert copy.touched() == {
        "resources/clauses.toml",
        "resources/procedures/example.toml",
        "docs/procedures.md",
    }
    copy.test(
        *(
            f"tests/definitions/test_{name}.py"
            for name in ("procedures", "clauses", "obligations", "help_pages")
        )
    )
    copy.test("tests/domain", "-k", "example and not wide_concern and not given")


def test_write_a_county_file(tmp_path):
    """What happens with it is held by tests/services/test_county_rules.py, which reads the same block."""
    from tests.services.offices import sample_office
    from yishi_desktop.services import county_rules

    (written,) = blocks("write-a-county-file", "toml")
    path = tmp_path / "county.toml"
    path.write_text(written, encoding="utf-8")
    with sample_office(tmp_path / "data") as office:
        county_rules.take_in(office, county_rules.read_file(office, path))
        assert office.organisation.county_names


@pytest.mark.parametrize("page", sorted(path.stem for path in HOW_TO.glob("*.md")))
def test_every_how_to_is_rehearsed_and_fits_on_a_page(page):
    rehearsed = f"def test_{page.removeprefix('add-').replace('-', '_')}("
    assert rehearsed in Path(__file__).read_text(encoding="utf-8")
    assert len((HOW_TO / f"{page}.md").read_text(encoding="utf-8").splitlines()) <= 90
