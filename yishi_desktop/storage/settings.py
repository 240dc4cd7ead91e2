"""The few choices that belong to this computer, in settings.toml; what belongs to the village is in the data folder.

The file also answers where the data folder is. What a newer program wrote into it is kept as it stands.
"""

import contextlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs

from yishi_desktop.storage.safe_file import free_name, make_folder, safe_write

TextSize = Literal["standard", "large", "huge", "half_more", "three_quarters_more", "twice"]
ServedOffice = Literal["village", "township"]

_FILE_NAME = "settings.toml"
_HEADING = "# 议事：这台电脑上的设置。可以用记事本打开看，改之前请先关掉程序。\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What this computer remembers. Texts are empty where nothing is known.

    Times are ISO 8601 with offset: of the last backup beside the data, of the last one in the second place (a stick
    or another disk), and of the last time every backup was read again. `upload_address` is an https address or a
    folder; its password stands here in plain words, readable by this user alone. `serves` says whose desk the computer
    stands on. `lock_password` and `lock_recovery` are made by services/keeping/app_lock.py, empty without a password;
    `left_at` is the matter and the step open when the program was last closed, divided by a space.
    `lock_minutes` is how long the program waits before it locks its screen. `unknown` holds what another version of
    the program wrote.
    """

    data_folder: str = ""
    text_size: TextSize = "standard"
    serves: ServedOffice = "village"
    second_backup_place: str = ""
    last_backup_at: str = ""
    last_second_backup_at: str = ""
    backups_reread_at: str = ""
    upload_address: str = ""
    upload_user: str = ""
    upload_password: str = field(default="", repr=False)
    upload_certificate: str = ""
    lock_password: str = ""
    lock_recovery: str = ""
    lock_minutes: int = 10
    left_at: str = ""
    unknown: Mapping[str, Any] = field(default_factory=dict)


_KNOWN = tuple(each.name for each in fields(Settings) if each.name != "unknown")


def settings_file() -> Path:
    """Where this user's settings lie: under LOCALAPPDATA on Windows, ~/.config elsewhere."""
    return platformdirs.user_config_path("Yishi", appauthor=False) / _FILE_NAME


def load_settings(path: Path | None = None) -> Settings:
    """The settings; defaults for what is missing or makes no sense. A file that cannot be read stops nobody:
    it is kept aside, and everything in it can be chosen again.
    """
    path = path or settings_file()
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError:  # no TOML, or no UTF-8
        with contextlib.suppress(OSError):
            path.replace(free_name(path.with_name("settings.坏.toml")))
        return Settings()
    except OSError:
        return Settings()
    return _from_mapping(content)


def _from_mapping(content: Mapping[str, Any]) -> Settings:
    known: dict[str, Any] = {name: content[name] for name in _KNOWN if isinstance(content.get(name), str)}
    known.pop("lock_minutes", None)
    if type(minutes := content.get("lock_minutes")) is int and minutes > 0:
        known["lock_minutes"] = minutes
    if known.get("text_size") not in get_args(TextSize):
        known.pop("text_size", None)
    if known.get("serves") not in get_args(ServedOffice):
        known.pop("serves", None)
    return Settings(**known, unknown={key: value for key, value in content.items() if key not in _KNOWN})


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings. Raises UserError when the disk does not take them."""
    path = path or settings_file()
    make_folder(path.parent)
    content = {name: getattr(settings, name) for name in _KNOWN} | dict(settings.unknown)
    safe_write(path, (_HEADING + to_toml(content)).encode("utf-8"))
    with contextlib.suppress(OSError):
        path.chmod(0o600)  # on Windows the folder is this user's alone


def change_settings(path: Path | None = None, **changes: Any) -> Settings:
    """Read, change the named fields, write; the settings as they are now."""
    settings = replace(load_settings(path), **changes)
    save_settings(settings, path)
    return settings


def to_toml(content: Mapping[str, Any]) -> str:
    """A mapping as TOML, one line a key, inner mappings inline: what tomllib reads back equal."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in content.items())


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else _text(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case datetime() | date() | time():
            return value.isoformat()
        case int() | float():
            return repr(value)
    raise TypeError(f"TOML has no such value: {value!r}")


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )  # JSON's escapes are TOML's, but for DEL
