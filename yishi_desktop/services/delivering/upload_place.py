"""Where ledgers are uploaded to: a WebDAV folder of the township, or a folder that a shared disk or a stick stands for.

The place belongs to this computer and stays out of the data folder, so that no backup carries a password.
"""

from dataclasses import dataclass, field
from pathlib import Path

from yishi_desktop.domain.errors import UserError
from yishi_desktop.storage.settings import change_settings, load_settings


@dataclass(frozen=True, slots=True)
class UploadPlace:
    """`address` is an https address or a folder; empty while nothing has been chosen."""

    address: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    certificate: str = ""

    @property
    def is_web(self) -> bool:
        """Whether it is an address in the network and not a folder."""
        return "://" in self.address


def upload_place() -> UploadPlace:
    """What this computer knows of it."""
    known = load_settings()
    return UploadPlace(
        known.upload_address, known.upload_user, known.upload_password, known.upload_certificate
    )


def save_upload_place(place: UploadPlace) -> None:
    """Remember it, the password in plain words in this user's own settings. `UserError` for an address that cannot be."""
    refuse_place(place)
    change_settings(
        upload_address=place.address.strip(),
        upload_user=place.user.strip(),
        upload_password=place.password,
        upload_certificate=place.certificate,
    )


def refuse_place(place: UploadPlace) -> None:
    """Raises `UserError` for what is neither an https address nor a folder."""
    from yishi_desktop.exchange.webdav import refuse_address

    if place.is_web:
        refuse_address(place.address.strip())
    elif place.address and not Path(place.address).is_absolute():
        raise UserError(
            "上传地址不对。",
            "原来的设置没有改。",
            "网络地址以 https:// 开头；共享盘、U盘请点“选文件夹”。",
        )
