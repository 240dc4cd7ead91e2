"""What belongs to this computer rather than to the village."""

from yishi_desktop.storage.settings import TextSize, change_settings


def remember_text_size(size: TextSize) -> None:
    """Keep the type size for the next start. Raises UserError when the disk does not take it."""
    change_settings(text_size=size)
