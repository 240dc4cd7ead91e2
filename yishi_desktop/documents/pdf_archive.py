"""What a PDF needs to be kept for decades (PDF/A-2b, ISO 19005-2): XMP beside the properties, and a colour profile.

The rest of the standard is held by how pages are drawn: every font embedded, black ink only, nothing encrypted, no
script, no transparency. The identifier is written because these hold; docs/papers/README.md says how it was checked.
"""

import zlib
from functools import cache
from xml.sax.saxutils import escape

from yishi_desktop.documents.pdf_file import PdfFile, ref, text
from yishi_desktop.paths import data_root

PRODUCER = "议事"
_DAY, _PDF_DAY = "2000-01-01T00:00:00+00:00", "D:20000101000000+00'00'"
"""The time of every file, or two of one paper would differ; the properties and the XMP must say the same."""
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


def properties(file: PdfFile, title: str, author: str) -> int:
    """Title and author as old readers look for them."""
    made = text(PRODUCER)
    return file.put(
        f"<< /Title {text(title)} /Author {text(author)} /Creator {made} /Producer {made}"
        f" /CreationDate ({_PDF_DAY}) /ModDate ({_PDF_DAY}) >>"
    )


def keepable(file: PdfFile, title: str, author: str) -> str:
    """What the catalogue says of a file that is kept: language, the same properties once more, the colour of black."""
    intent = file.put(
        f"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {text(_PROFILE_NAME)}"
        f" /Info {text(_PROFILE_NAME)} /DestOutputProfile"
        f" {ref(file.put_packed(_profile(), '/Filter /FlateDecode /N 3'))} >>"
    )
    # read by programs that know nothing else of PDF, so it is not packed
    metadata = file.put_packed(_metadata(title, author), "/Type /Metadata /Subtype /XML")
    return (
        f"/Lang (zh-CN) /Metadata {ref(metadata)} /OutputIntents [ {ref(intent)} ]"
        " /ViewerPreferences << /DisplayDocTitle true >>"
    )


def _metadata(title: str, author: str) -> bytes:
    words = {"title": title, "author": author, "producer": PRODUCER, "day": _DAY}
    return _XMP.format(**{name: escape(words) for name, words in words.items()}).encode("utf-8")


@cache
def _profile() -> bytes:
    return zlib.compress((data_root() / "resources" / "colour" / "srgb.icc").read_bytes())
