"""Procedures a village has added itself: TOML files in a folder of its data, carried along by every backup."""

from pathlib import Path

from yishi_desktop.storage.safe_file import safe_write

OWN_PROCEDURES = "办事依据"


def own_procedures(data: Path) -> list[Path]:
    """The files in the data folder `data`, in order of name; none where the folder is not there."""
    return sorted((data / OWN_PROCEDURES).glob("*.toml"))


def keep_procedure(data: Path, name: str, content: bytes) -> Path:
    """Put a file into the data folder, whole or not at all; one of that name is replaced. Raises UserError."""
    path = data / OWN_PROCEDURES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    safe_write(path, content)
    return path


def copy_procedures(source: Path, target: Path) -> None:
    """Copy the files that `target` lacks; what it has stays as it is."""
    there = {path.name for path in own_procedures(target)}
    for path in own_procedures(source):
        if path.name not in there:
            keep_procedure(target, path.name, path.read_bytes())
