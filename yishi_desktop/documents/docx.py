"""Document → Word, byte for byte the same every time.

The package is the fixed parts under resources/word and the body written here: 10 KB instead of the 40 KB of a
default template, and nothing in it that the paper does not use.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from xml.sax.saxutils import escape

from yishi_desktop.documents.breaking import NOT_AT_END, NOT_AT_START
from yishi_desktop.documents.flow import Step, flow
from yishi_desktop.documents.layout import footer_paragraph, header_paragraph, outside
from yishi_desktop.documents.metrics import WORD, Grid, Typography, grid_of
from yishi_desktop.documents.model import Document, Footer, Page, Paragraph, Picture, Run
from yishi_desktop.documents.wordml import (
    FONTS,
    paragraph_xml,
    picture_link,
    picture_place,
    picture_xml,
    run_properties,
    run_xml,
    table_xml,
    twips,
)
from yishi_desktop.paths import data_root

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can carry; the paper's own date is in its text
_NUMBERS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_FIRST = "[Content_Types].xml"  # readers that look at the head of the file expect it there
_LINKS = "word/_rels/document.xml.rels"
_PNG = '<Default Extension="png" ContentType="image/png"/>'


def to_docx(document: Document, typography: Typography = WORD) -> bytes:
    """The document as a Word file (.docx) that LibreOffice and WPS open as well."""
    pictures = [step.block for step in flow(document) if isinstance(step.block, Picture)]
    parts: dict[str, str | bytes] = _fixed_parts(len(pictures)) | {
        "word/document.xml": _body(document),
        "word/header1.xml": _part("hdr", paragraph_xml(header_paragraph(document))),
        "word/footer1.xml": _part("ftr", _footer(document.page.footer, odd=True)),
        "word/footer2.xml": _part("ftr", _footer(document.page.footer, odd=False)),
        "docProps/core.xml": _core(document),
    }
    parts["word/settings.xml"] = _settings(str(parts["word/settings.xml"]), document.page)
    if typography.overflow_punct:
        parts["word/styles.xml"] = str(parts["word/styles.xml"]).replace(
            '<w:overflowPunct w:val="0"/>', '<w:overflowPunct w:val="1"/>'
        )
    for number, picture in enumerate(pictures, 1):
        parts[f"word/{picture_place(number)}"] = picture.png
    return _zipped(parts)


@cache
def _parts_on_disk() -> tuple[tuple[str, str], ...]:
    root = data_root() / "resources" / "word"
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return tuple((path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in files)


def _fixed_parts(pictures: int) -> dict[str, str | bytes]:
    """The fixed parts; those that list a package's contents name its pictures too, if there are any."""
    parts: dict[str, str | bytes] = dict(_parts_on_disk())
    if pictures:
        links = "".join(picture_link(number) for number in range(1, pictures + 1))
        for name, end, added in ((_FIRST, "</Types>", _PNG), (_LINKS, "</Relationships>", links)):
            parts[name] = str(parts[name]).replace(end, added + end)
    return parts


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in (_FIRST, *sorted(parts.keys() - {_FIRST})):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            part = parts[name]
            package.writestr(entry, part.encode("utf-8") if isinstance(part, str) else part)
    return buffer.getvalue()


# ------------------------------------------------------------------------------------------------------ body
def _body(document: Document) -> str:
    grid = grid_of(document.page)
    numbers = count(1)
    blocks = "".join(_block(step, grid, numbers) for step in flow(document))
    return f"{_XML}<w:document {_SPACES}><w:body>{blocks}{_section(document)}</w:body></w:document>"


def _block(step: Step, grid: Grid, numbers: Iterator[int]) -> str:
    if isinstance(step.block, Paragraph):
        return paragraph_xml(step.block, grid, keep_next=step.keep_next)
    if isinstance(step.block, Picture):
        return picture_xml(step.block, next(numbers), keep_next=step.keep_next)
    return table_xml(step.block, keep_next=step.keep_next)


def _section(document: Document) -> str:
    page, footer = document.page, document.page.footer
    used = []
    if document.header:
        used.append(("header", "default", "rId4"))
        used += [("header", "even", "rId4")] if _two_sided(page) else []
    if footer:
        used.append(("footer", "default", "rId5"))
        used += [("footer", "even", "rId6")] if _two_sided(page) else []
    references = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{key}"/>' for part, kind, key in used)
    orientation = ' w:orient="landscape"' if page.width > page.height else ""
    foot = twips(footer.height) - round(footer_paragraph(footer).pitch * 20) if footer else 0
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{orientation}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}"'
        f' w:left="{twips(page.left)}" w:header="{twips(page.header_at)}" w:footer="{foot}" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _two_sided(page: Page) -> bool:
    return page.footer is not None and page.footer.align == "outside"


# -------------------------------------------------------------------------------------------- header, footer
def _part(name: str, content: str) -> str:
    return f"{_XML}<w:{name} {_SPACES}>{content}</w:{name}>"


def _footer(footer: Footer | None, *, odd: bool) -> str:
    if footer is None:
        return "<w:p/>"
    paragraph = footer_paragraph(footer)
    if footer.align == "outside":
        paragraph = outside(paragraph, odd=odd)
    look = run_properties(FONTS[footer.role], footer.size)
    content = "".join(
        _field(_NUMBERS[piece], look) if piece in _NUMBERS else run_xml(Run(piece), paragraph)
        for piece in re.split(r"(\{pages?\})", footer.template)
    )
    return paragraph_xml(paragraph, content=content)


def _field(code: str, look: str) -> str:
    """A field in runs of its own: begin, code, separator, result and end in one run are not computed by all readers."""
    steps = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{look}{step}</w:r>" for step in steps)


# ---------------------------------------------------------------------------------------- settings, properties
def _settings(settings: str, page: Page) -> str:
    """Right and left pages where the page number moves, and our own line breaking rules."""
    breaks = "".join(
        f'<w:noLineBreaks{side} w:lang="zh-CN" w:val="{escape("".join(sorted(chars)))}"/>'
        for side, chars in (("After", NOT_AT_END), ("Before", NOT_AT_START))
    )
    two_sided = "<w:evenAndOddHeaders/>" if _two_sided(page) else ""
    return settings.replace("<!--even-and-odd-->", two_sided).replace("<!--line-breaks-->", breaks)


def _core(document: Document) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:creator>{escape(document.author)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
