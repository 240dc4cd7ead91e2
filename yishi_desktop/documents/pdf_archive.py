"""What a PDF needs to be kept for decades (PDF/A-2b, ISO 19005-2): XMP beside the properties, and a colour profile.

The rest of the standard is held by how pages are drawn: every font embedded, black ink only, nothing encrypted, no
script, no transparency. The identifier is written because these hold; docs/papers/README.md says how it was checked.
"""

from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config as untyped_rl_config
from reportlab.pdfbase import pdfdoc as untyped_pdfdoc

from yishi_desktop.paths import data_root

pdfdoc: Any = untyped_pdfdoc
rl_config: Any = untyped_rl_config
rl_config.useA85 = (
    0  # bytes as they are, not in letters of the teleprinter: a quarter less for pages and photos
)
PRODUCER = "议事"
_DAY = "2000-01-01T00:00:00+00:00"
"""What reportlab writes as the time of an unchanging file; the properties and the XMP must say the same."""
_PROFILE_NAME = "sRGB IEC61966-2.1"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def make_keepable(canvas: Any, title: str, author: str) -> None:
    """Give a canvas title, author and language in both places, and the output intent of black on paper."""
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject("")
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    document = canvas._doc  # noqa: SLF001 - the canvas has no door of its own to the catalogue
    catalogue = document.Catalog
    catalogue.__NoDefault__ = [*type(catalogue).__NoDefault__, "OutputIntents"]
    catalogue.Metadata = _metadata(title, author)
    catalogue.OutputIntents = pdfdoc.PDFArray([_output_intent(document)])
    catalogue.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})


def _metadata(title: str, author: str) -> Any:
    words = {"title": title, "author": author, "producer": PRODUCER, "day": _DAY}
    content = _XMP.format(**{name: escape(text) for name, text in words.items()}).encode("utf-8")
    return _Plain(
        pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}), content
    )


def _format_plain(stream: Any, document: Any) -> Any:
    """Metadata is read by programs that know nothing else of PDF, so it is not compressed."""
    saved, document.defaultStreamFilters = document.defaultStreamFilters, None
    try:
        return pdfdoc.PDFStream.format(stream, document)
    finally:
        document.defaultStreamFilters = saved


_Plain: Any = type("_Plain", (pdfdoc.PDFStream,), {"format": _format_plain})


def _ended(format_stream: Any) -> Any:
    """Reportlab writes endstream right behind the content; ISO 19005-2 6.1.7.1 wants a line end before it."""

    def formatted(stream: Any, document: Any) -> Any:
        return format_stream(stream, document).removesuffix(b"endstream\n") + b"\nendstream\n"

    return formatted


pdfdoc.PDFStream.format = _ended(pdfdoc.PDFStream.format)


def _output_intent(document: Any) -> Any:
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), _profile())
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(_PROFILE_NAME),
            "Info": pdfdoc.PDFString(_PROFILE_NAME),
            "DestOutputProfile": document.Reference(profile),
        }
    )


@cache
def _profile() -> bytes:
    return (data_root() / "resources" / "colour" / "srgb.icc").read_bytes()
