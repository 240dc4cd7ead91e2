"""The file that travels back to a village: readable JSON, with a SHA-256 of its content."""

import hashlib

from yishi_desktop import __version__
from yishi_desktop.definitions.codec import to_json
from yishi_desktop.domain.revisions import canonical_json
from yishi_desktop.domain.township.returns import ReturnPackage

FORMAT, VERSION = "yishi-return", 1


def package_bytes(package: ReturnPackage) -> bytes:
    """The file: readable JSON, with a SHA-256 of its content so that a changed or cut one is found."""
    content = to_json(package)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "sha256": content_digest(content),
        "content": content,
    }
    return canonical_json(whole).encode("utf-8")


def content_digest(content: object) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical_json(content).encode("utf-8")).hexdigest()
