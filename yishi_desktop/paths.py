"""Where things lie: what ships with the program, and what belongs to the village."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds forms/ and resources/: inside the package when bundled, beside it in the source tree."""
    bundled = _PACKAGE / "_data"
    return bundled if bundled.is_dir() else _PACKAGE.parent
