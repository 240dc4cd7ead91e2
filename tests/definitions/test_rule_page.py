"""docs/rules.md lists what a procedure may name, all of it, and says of each what it means."""

import pytest

from yishi_desktop.definitions import generated
from yishi_desktop.definitions.rule_page import PAGE, rules_page
from yishi_desktop.domain.checks import CHECKS
from yishi_desktop.domain.conditions import CONDITIONS
from yishi_desktop.domain.due_dates import DUE_RULES
from yishi_desktop.paths import data_root


def test_the_page_in_docs_is_the_one_the_program_would_write() -> None:
    page = (data_root() / "docs" / PAGE).read_text(encoding="utf-8")
    assert page == rules_page(), "run: python3 -m yishi_desktop.definitions.rule_page --update"


@pytest.mark.parametrize("name", sorted({*CHECKS, *CONDITIONS, *DUE_RULES}))
def test_every_rule_has_a_line_that_says_what_it_means(name: str) -> None:
    rows = [line for line in rules_page().splitlines() if line.startswith(f"| `{name}` |")]
    assert rows
    assert all(len(row.split(" | ")[-1].removesuffix(" |").strip()) > 10 for row in rows)


def test_a_page_is_replaced_whole(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "page.md"
    page.write_text("old", encoding="utf-8")
    monkeypatch.setattr(generated, "data_root", lambda: tmp_path)
    generated.deliver("page.md", "printed", ["module"])
    assert (page.read_text(encoding="utf-8"), capsys.readouterr().out) == ("old", "printed")
    generated.deliver("page.md", "新", ["module", generated.UPDATE])
    assert page.read_bytes() == "新".encode()
    assert [path.name for path in page.parent.iterdir()] == ["page.md"]
