"""Target 22: thirty faults, each brought about; each ends in Chinese that says what happened, what is safe, what to do."""

import re
import tomllib

import pytest

from tests.reliability import provoked
from yishi_desktop.paths import data_root

TABLE = tomllib.loads((data_root() / "resources" / "help" / "faults.toml").read_text(encoding="utf-8"))[
    "fault"
]
# Names of programs and formats every secretary knows, and the cell a message names.
KNOWN = re.compile(r"“[^”]*”|WPS|Excel|Word|PDF|xlsx|xls|XFD1048576|E\+\d+|\*\.")


def foreign(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", KNOWN.sub("", text))


def test_there_are_thirty_and_each_has_its_provocation():
    assert [fault["number"] for fault in TABLE] == list(range(1, 31))
    assert all(callable(getattr(provoked, fault["id"])) for fault in TABLE)


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: f"{fault['number']}-{fault['id']}")
def test_the_help_says_three_things_in_chinese(fault):
    happened = fault.get("said") or fault["happened"]
    for sentence in (fault["title"], happened, fault["safe"], fault["do_next"]):
        assert re.search(r"[\u4e00-\u9fff]", sentence)
        assert foreign(sentence) == []
    assert fault["safe"].endswith("。") and fault["do_next"].endswith("。")
    assert (fault["kind"] == "said") == ("said" in fault)


@pytest.mark.expects_log
@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: f"{fault['number']}-{fault['id']}")
def test_the_fault_is_told_or_prevented(fault, tmp_path, monkeypatch, dressed):
    said = getattr(provoked, fault["id"])(tmp_path, monkeypatch)
    assert (fault["kind"] == "said") == bool(said)
    assert fault.get("said", "") in said
    assert foreign(said) == []
    assert "Traceback" not in said and "Error" not in said
