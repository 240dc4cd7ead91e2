"""LibreOffice for the tests that look at Word files through it."""

import os
import shutil

import pytest

_HOW = "needs LibreOffice Writer: apt-get install -y --no-install-recommends libreoffice-writer"


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The soffice command; without it the test is skipped by name, in CI it fails."""
    command = shutil.which("soffice")
    if command is None:
        if os.environ.get("CI") == "true":
            pytest.fail(_HOW)
        pytest.skip(_HOW)
    return command
