"""The Uyghur font inside a Word file, for computers that have none.

Chinese Windows brings the Chinese fonts a paper names, but Microsoft Uighur only as an optional feature, and WPS on Linux
nothing of the kind. The font (fsType 8: may be embedded) travels along as ISO/IEC 29500-1 17.8.1 has it: its first 32 bytes
are hidden under a key named beside it. Readers that do not look inside take the other names in the font table.
"""

import hashlib

from yishi_desktop.paths import data_root

FONT = "UKIJ Tuz"
_FILE = "UKIJTuz.ttf"
_OTHERS = "Microsoft Uighur,UKIJ Ekran,UKIJ Tuz Tom"
_PART = "word/fonts/font1.odttf"
_TABLE, _TABLE_LINKS, _SETTINGS, _TYPES = (
    "word/fontTable.xml",
    "word/_rels/fontTable.xml.rels",
    "word/settings.xml",
    "[Content_Types].xml",
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HIDDEN = 32

Parts = dict[str, str | bytes]


def with_uyghur_font(parts: Parts) -> Parts:
    """The parts of a Word file with the font among them."""
    data = (data_root() / "resources" / "fonts" / _FILE).read_bytes()
    key = _key_of(data)
    font = (
        f'<w:font w:name="{FONT}"><w:altName w:val="{_OTHERS}"/><w:charset w:val="B2"/><w:family w:val="auto"/>'
        f'<w:pitch w:val="variable"/><w:embedRegular r:id="rId1" w:fontKey="{{{key}}}"/></w:font>'
    )
    return parts | {
        _PART: hidden(data, key),
        _TABLE: _changed(
            _changed(parts[_TABLE], "<w:fonts ", f'<w:fonts xmlns:r="{_OFFICE}" '),
            "</w:fonts>",
            f"{font}</w:fonts>",
        ),
        _TABLE_LINKS: (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONSHIPS}">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/font" Target="fonts/font1.odttf"/></Relationships>'
        ),
        _SETTINGS: _changed(
            parts[_SETTINGS], "<w:defaultTabStop", "<w:embedTrueTypeFonts/><w:defaultTabStop"
        ),
        _TYPES: _changed(
            parts[_TYPES],
            "<Override",
            '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
            "<Override",
        ),
    }


def hidden(data: bytes, key: str) -> bytes:
    """A font with its head hidden under the key; the same again shows it."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    return bytes(one ^ other for one, other in zip(data[:_HIDDEN], mask, strict=True)) + data[_HIDDEN:]


def _key_of(data: bytes) -> str:
    """A key in the form of a GUID, the same for the same font, so that files stay the same byte for byte."""
    digest = hashlib.sha256(data).hexdigest()[:32].upper()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:]))


def _changed(part: str | bytes, before: str, after: str) -> str:
    assert isinstance(part, str)
    assert before in part
    return part.replace(before, after, 1)
