"""Document → Word, byte for byte the same every time.

The package is the fixed parts under resources/word and the body written here: 10 KB instead of the 40 KB of a
default template, and nothing in it that the paper does not use.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from xml.sax.saxutils import escape

from yishi_desktop.documents.breaking import NOT_AT_END, NOT_AT_START
from yishi_desktop.documents.embedding import Parts, with_uyghur_font
from yishi_desktop.documents.flow import flow
from yishi_desktop.documents.layout import foot_paragraph, footer_paragraph, header_paragraph, outside
from yishi_desktop.documents.metrics import FOOT_LINE, FOOT_TOP, TWIPS, WORD, Typography, grid_of
from yishi_desktop.documents.model import (
    Document,
    Drawing,
    Footer,
    Page,
    Paragraph,
    Picture,
    Run,
    Table,
    every_paragraph,
)
from yishi_desktop.documents.wordml import (
    FONTS,
    UNNUMBERED,
    paragraph_xml,
    picture_key,
    picture_name,
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
_LINKS = "word/_rels/document.xml.rels"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_FIRST_HEADER = "word/header2.xml"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEADER_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_FIRST = "[Content_Types].xml"  # readers that look at the head of the file expect it there


def to_docx(document: Document, typography: Typography = WORD) -> bytes:
    """The document as a Word file (.docx) that LibreOffice and WPS open as well."""
    if any(isinstance(block, Paragraph) and isinstance(block.picture, Drawing) for block in document.blocks):
        from yishi_desktop.documents.drawing import with_drawings_as_pictures  # needs Pillow

        document = with_drawings_as_pictures(document)
    fixed = dict(_parts_on_disk())
    parts: Parts = {
        **fixed,
        "word/document.xml": _body(document),
        "word/header1.xml": _part("hdr", paragraph_xml(header_paragraph(document, first=False))),
        "word/footer1.xml": _part("ftr", _footer(document, odd=True)),
        "word/footer2.xml": _part("ftr", _footer(document, odd=False)),
        "docProps/core.xml": _core(document),
    }
    parts["word/settings.xml"] = _settings(fixed["word/settings.xml"], document.page)
    if typography.overflow_punct:
        parts["word/styles.xml"] = fixed["word/styles.xml"].replace(
            '<w:overflowPunct w:val="0"/>', '<w:overflowPunct w:val="1"/>'
        )
    if any(paragraph.rtl for paragraph in every_paragraph(document)):
        parts = with_uyghur_font(parts)
    return _zipped(_with_pictures(_with_first_header(parts, document), pictures_of(document)))


def _with_first_header(parts: Parts, document: Document) -> Parts:
    """The head of the first page, where the others say that the register goes on."""
    if not document.continued:
        return parts
    declared = f'<Override PartName="/{_FIRST_HEADER}" ContentType="{_HEADER_TYPE}"/>'
    link = f'<Relationship Id="rId7" Type="{_HEADER_LINK}" Target="header2.xml"/>'
    return parts | {
        _FIRST_HEADER: _part("hdr", paragraph_xml(header_paragraph(document))),
        _FIRST: _before_end(parts[_FIRST], "</Types>", declared),
        _LINKS: _before_end(parts[_LINKS], "</Relationships>", link),
    }


@cache
def _parts_on_disk() -> tuple[tuple[str, str], ...]:
    root = data_root() / "resources" / "word"
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return tuple((path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in files)


def pictures_of(document: Document) -> list[Picture]:
    """The pictures of a document, each content once."""
    paragraphs = (each for step in flow(document) for each in _paragraphs(step.block))
    found = (each.picture for each in paragraphs if isinstance(each.picture, Picture))
    return list({picture_name(picture): picture for picture in found}.values())


def _paragraphs(block: Paragraph | Table) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
    else:
        yield from (each for row in block.rows for cell in row.cells for each in cell.paragraphs)


def _with_pictures(parts: Parts, pictures: list[Picture]) -> Parts:
    """The files of the pictures, declared and linked; nothing changes where there are none."""
    if not pictures:
        return parts
    kinds = sorted({picture.format for picture in pictures})
    declared = "".join(f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in kinds)
    links = "".join(
        f'<Relationship Id="{picture_key(each)}" Type="{_IMAGE}" Target="media/{picture_name(each)}"/>'
        for each in pictures
    )
    return (
        parts
        | {f"word/media/{picture_name(each)}": each.data for each in pictures}
        | {_FIRST: _before_end(parts[_FIRST], "<Override", declared)}
        | {_LINKS: _before_end(parts[_LINKS], "</Relationships>", links)}
    )


def _before_end(part: str | bytes, mark: str, added: str) -> str:
    """The part with something added before the first `mark`."""
    assert isinstance(part, str)
    return part.replace(mark, f"{added}{mark}", 1)


def _zipped(parts: Parts) -> bytes:
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
    blocks = "".join(
        paragraph_xml(step.block, grid, keep_next=step.keep_next)
        if isinstance(step.block, Paragraph)
        else table_xml(step.block, keep_next=step.keep_next)
        for step in flow(document)
    )
    return f"{_XML}<w:document {_SPACES}><w:body>{_counted(blocks)}{_section(document)}</w:body></w:document>"


def _counted(body: str) -> str:
    """Every drawing with a number of its own: Word calls a file damaged in which two share one."""
    numbers = count(1)
    return re.sub(f'<wp:docPr id="{UNNUMBERED}"', lambda _: f'<wp:docPr id="{next(numbers)}"', body)


def _section(document: Document) -> str:
    page, footer = document.page, document.page.footer
    used = []
    if document.continued:
        used.append(("header", "first", "rId7"))
    if document.header or document.continued:
        used.append(("header", "default", "rId4"))
        used += [("header", "even", "rId4")] if _two_sided(page) else []
    if footer or document.foot:
        used.append(("footer", "default", "rId5"))
        used += [("footer", "first", "rId5")] if document.continued else []
        used += [("footer", "even", "rId6")] if _two_sided(page) else []
    references = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{key}"/>' for part, kind, key in used)
    orientation = ' w:orient="landscape"' if page.width > page.height else ""
    foot = _below_footer(document)
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{orientation}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}"'
        f' w:left="{twips(page.left)}" w:header="{twips(page.header_at)}" w:footer="{foot}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if document.continued else ''}</w:sectPr>"
    )


def _below_footer(document: Document) -> int:
    """Twips between the last line of the footer and the edge of the sheet."""
    footer = document.page.footer
    if document.foot:
        return twips(FOOT_TOP) - round(FOOT_LINE * TWIPS)
    return twips(footer.height) - round(footer_paragraph(footer).pitch * TWIPS) if footer else 0


def _two_sided(page: Page) -> bool:
    return page.footer is not None and page.footer.align == "outside"


# -------------------------------------------------------------------------------------------- header, footer
def _part(name: str, content: str) -> str:
    return f"{_XML}<w:{name} {_SPACES}>{content}</w:{name}>"


def _footer(document: Document, *, odd: bool) -> str:
    foot = _with_fields(foot_paragraph(document), document.foot) if document.foot else ""
    number = _page_number(document.page.footer, odd=odd) if document.page.footer else ""
    return number + foot or "<w:p/>"


def _page_number(footer: Footer, *, odd: bool) -> str:
    paragraph = footer_paragraph(footer)
    return _with_fields(
        outside(paragraph, odd=odd) if footer.align == "outside" else paragraph, footer.template
    )


def _with_fields(paragraph: Paragraph, template: str) -> str:
    """A line with the numbers of pages in it, counted by whoever shows it."""
    look = run_properties(FONTS[paragraph.role], paragraph.size)
    content = "".join(
        _field(_NUMBERS[piece], look) if piece in _NUMBERS else run_xml(Run(piece), paragraph)
        for piece in re.split(r"(\{pages?\})", template)
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
    two_sided = "<w:evenAndOddHeaders/>" if _two_sided(page) else ""
    return settings.replace("<!--even-and-odd-->", two_sided).replace("<!--line-breaks-->", _line_breaks())


@cache
def _line_breaks() -> str:
    return "".join(
        f'<w:noLineBreaks{side} w:lang="zh-CN" w:val="{escape("".join(sorted(chars)))}"/>'
        for side, chars in (("After", NOT_AT_END), ("Before", NOT_AT_START))
    )


def _core(document: Document) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:creator>{escape(document.author)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
