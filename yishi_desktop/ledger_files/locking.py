"""A workbook with a password that Excel and WPS ask for themselves: agile encryption (ECMA-376, AES-256, SHA-512 × 100,000).

Two programs read it back: this library, and LibreOffice, which does not open it without the password.
"""

import struct
from io import BytesIO

from yishi_desktop.domain.errors import UserError

_OLE = b"\xd0\xcf\x11\xe0"
_SAFE = "文件没有动。"


def is_locked(data: bytes) -> bool:
    """Whether this may be a workbook with a password: it lies in the container that old .xls files use too."""
    return data.startswith(_OLE)


def lock(data: bytes, passphrase: str) -> bytes:
    """The workbook behind a password."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(passphrase, target)
    return target.getvalue()


def unlock(data: bytes, passphrase: str) -> bytes:
    """The workbook behind the password. `UserError` for a wrong password, a changed file, and an old .xls."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    target = BytesIO()
    try:
        if not passphrase:
            raise InvalidKeyError
        book = msoffcrypto.OfficeFile(BytesIO(data))
        book.load_key(password=passphrase, verify_password=True)
        book.decrypt(target, verify_integrity=True)
    except InvalidKeyError as error:
        raise UserError(
            "打开密码不对，或者文件被改动过。", _SAFE, "请打电话问清楚密码，再试一次。"
        ) from error
    except (*_UNREADABLE, DecryptionError, FileFormatError) as error:
        raise UserError(
            "加了密码的文件打不开：不是 Excel 文件，或者已经损坏。", _SAFE, "请让对方重新导出一份。"
        ) from error
    return target.getvalue()


# The ways the reader of the container fails on broken and foreign files.
_UNREADABLE = (
    OSError,
    EOFError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    ArithmeticError,
    RecursionError,
    struct.error,
)
