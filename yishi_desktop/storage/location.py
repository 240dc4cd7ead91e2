"""Where the village's data lie: in a folder people can see, and not where 重装系统 wipes it.

First what the command line says, then YISHI_DATA, then what the settings remember, then the proposal for a new start.
"""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import platformdirs

from yishi_desktop.storage.settings import Settings, load_settings

FOLDER_NAME = "议事协商资料"
BACKUPS_NAME = "议事协商资料备份"
ENVIRONMENT = "YISHI_DATA"

_FIXED = 3  # what Windows' GetDriveTypeW calls a built-in disk
_REMOVABLE, _NETWORK, _DISC = 2, 4, 5
_CLOUD_FOLDERS = (
    "onedrive",
    "wps云盘",
    "wpsdrive",
    "百度网盘",
    "baidunetdisk",
    "坚果云",
    "nutstore",
    "dropbox",
    "360云盘",
)

DriveType = Callable[[str], int]


def drive_type(root: str) -> int:
    """What Windows says about a drive by its root folder; 1 (no such drive) on other systems."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 1


def data_folder(
    override: Path | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    settings: Settings | None = None,
    ask_drive: DriveType = drive_type,
) -> Path:
    """The folder with the village's data, existing or not; always absolute."""
    if override is not None:
        return override.absolute()
    if environment.get(ENVIRONMENT):
        return Path(environment[ENVIRONMENT]).absolute()
    remembered = (settings or load_settings()).data_folder
    return Path(remembered) if remembered else proposed_folder(ask_drive)


def proposed_folder(ask_drive: DriveType = drive_type) -> Path:
    """Where a first start puts the data: on D: when that is a built-in disk, else among the documents; where a cloud
    program or a server keeps those, beside them, unless the data are there already.
    """
    if ask_drive("D:\\") == _FIXED:
        return Path("D:\\") / FOLDER_NAME
    documents = platformdirs.user_documents_path() / FOLDER_NAME
    if is_risky(documents, ask_drive) and not documents.exists():
        return Path.home() / FOLDER_NAME
    return documents


def backups_beside(data: Path) -> Path:
    """Where backups go when nobody says otherwise: beside the data, never inside them."""
    return data.parent / BACKUPS_NAME


def is_the_usual(folder: Path, settings: Settings | None = None) -> bool:
    """Is this the folder this computer's village works in, and not one somebody tries something in?"""
    remembered = (settings or load_settings()).data_folder
    return folder.name == FOLDER_NAME or (bool(remembered) and Path(remembered) == folder)


def is_risky(folder: Path, ask_drive: DriveType = drive_type) -> bool:
    """Whether live data should not lie in `folder`: a stick that is pulled, a network share, and a folder that a cloud
    program copies while we write damage databases.
    """
    kind = ask_drive(folder.anchor) if folder.drive else 1
    return (
        kind in {_REMOVABLE, _NETWORK, _DISC}
        or folder.anchor.startswith("\\\\")
        or any(cloud in part.lower() for part in folder.parts for cloud in _CLOUD_FOLDERS)
    )
