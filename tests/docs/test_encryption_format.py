"""The description of the encrypted format is enough: its own program opens a copy with nothing but the code."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from yishi_desktop.domain.revisions import new_written
from yishi_desktop.storage import keyring
from yishi_desktop.storage.drafts import Draft
from yishi_desktop.storage.keyring import new_code, new_encryption
from yishi_desktop.storage.plain_copy import to_lines

PAGE = Path(__file__).resolve().parents[2] / "docs" / "encryption-format.md"
AT = "2026-03-10T09:00:00+08:00"
PASSWORD = "村口老樟树三百年"


@pytest.mark.parametrize("which", ["code", "password"])
def test_the_program_on_the_page_opens_a_copy(which, tmp_path, monkeypatch):
    monkeypatch.setattr(keyring, "_N", 16)
    code = new_code()
    revision = new_written(
        record_id="1", kind="case", payload={"name": "徐国平"}, author="王", reason="填", made_at=AT
    )
    draft = Draft(record_id="2", kind="case", payload={"title": "修路"}, saved_at=AT)
    copy, program = tmp_path / "议事资料.jsonl", tmp_path / "open.py"
    copy.write_bytes(to_lines([revision], [draft], AT, new_encryption(PASSWORD, code)))
    (text,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    program.write_text(text, encoding="utf-8")
    secret = code if which == "code" else PASSWORD
    done = subprocess.run(
        [sys.executable, "-X", "utf8", program, copy, secret],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["revision"]["payload"] == {"name": "徐国平"}
    assert second["draft"]["payload"] == {"title": "修路"}
