"""What belongs to this computer rather than to the village."""

import contextlib

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage.settings import ServedOffice, TextSize, change_settings, load_settings


def remember_text_size(size: TextSize) -> None:
    """Keep the type size for the next start. Raises UserError when the disk does not take it."""
    change_settings(text_size=size)


def serves_township() -> bool:
    """Whether this computer stands in a township, which collects the ledgers of its villages."""
    return load_settings().serves == "township"


def remember_served(office: ServedOffice) -> None:
    """Keep whose desk this computer stands on. Raises UserError when the disk does not take it."""
    change_settings(serves=office)


def remember_where(case_id: str, step: str) -> None:
    """Keep which matter is open, and at which step, for the next start; nothing for none. What the disk does not take
    is not worth holding anybody up at the door.
    """
    where = f"{case_id} {step}".strip()
    with contextlib.suppress(UserError):
        if load_settings().left_at != where:
            change_settings(left_at=where)


def left_at() -> tuple[str, str]:
    """The matter and the step open when the program was last closed; empty for none."""
    case_id, _, step = load_settings().left_at.partition(" ")
    return case_id, step
