"""A PDF as a file (ISO 32000-1): numbered objects, streams, and the table that says where each begins.

Only what papers need, and nothing that depends on the clock: the same objects are the same bytes.
"""

import hashlib
import zlib
from itertools import accumulate

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line tells programs that copy text that this is none (ISO 19005-2 6.1.2)."""
EFFORT = 1
"""Of zlib, 1 to 9. Most of a paper is outlines of glyphs: 6, its usual one, takes three times as long for 5 % fewer bytes."""


class PdfFile:
    """Objects put one by one; `written` gives the file. An object is known by its number."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserved(self) -> int:
        """The number of an object that is put later, for those that name it before."""
        self._objects.append(b"")
        return len(self._objects)

    def put(self, content: str | bytes, number: int = 0) -> int:
        """An object as it stands in the file; under a `number` that was reserved, or a new one."""
        number = number or self.reserved()
        self._objects[number - 1] = content if isinstance(content, bytes) else content.encode("latin-1")
        return number

    def put_stream(self, data: bytes, about: str = "") -> int:
        """Bytes, packed, with what is to be said `about` them."""
        return self.put_packed(zlib.compress(data, EFFORT), f"/Filter /FlateDecode {about}")

    def put_packed(self, data: bytes, about: str) -> int:
        """Bytes as they are. ISO 19005-2 6.1.7.1 wants a line end before `endstream`."""
        head = f"<< /Length {len(data)} {about} >>\nstream\n"
        return self.put(b"".join((head.encode("latin-1"), data, b"\nendstream")))

    def written(self, root: int, info: int) -> bytes:
        """The file, with its catalogue and its properties."""
        parts = [b"%d 0 obj\n%b\nendobj\n" % each for each in enumerate(self._objects, start=1)]
        *starts, end = accumulate(map(len, parts), initial=len(_HEAD))
        places = b"".join(b"%010d 00000 n \n" % start for start in starts)
        size = len(parts) + 1
        told = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
        trailer = f"<< /Size {size} /Root {ref(root)} /Info {ref(info)} /ID [ <{told}> <{told}> ] >>"
        table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, places)
        tail = f"trailer\n{trailer}\nstartxref\n{end}\n%%EOF\n".encode("latin-1")
        return b"".join((_HEAD, *parts, table, tail))


def ref(number: int) -> str:
    """How an object is named by others."""
    return f"{number} 0 R"


def refs(numbers: "list[int]") -> str:
    """Several of them in an array."""
    return f"[ {' '.join(map(ref, numbers))} ]"


def text(words: str) -> str:
    """Words for people, outside the pages."""
    if words.isascii() and words.isprintable() and not set("()\\") & set(words):
        return f"({words})"
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """A length as short as a thousandth of a point allows."""
    return f"{round(value, 3):g}"


def numbers(*values: float) -> str:
    """Several of them."""
    return " ".join(map(number, values))


def fine(value: float) -> str:
    """A ratio, or a space that adds up over a line: a thousandth of a point each would be seen at its end."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
