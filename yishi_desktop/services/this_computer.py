"""What belongs to this computer rather than to the village."""

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
