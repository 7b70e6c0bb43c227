"""What a file says of itself for archives and screen readers (XMP, ISO 16684-1)."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

PROGRAMM = "KIM Desktop"
SPRACHE = "de-DE"

# PDF/A (ISO 19005-2, 6.6.2.3) wants every property described that it does not know itself.
_UA_BESCHRIEBEN = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_NAMENSRAEUME = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@dataclass(frozen=True, slots=True)
class Angaben:
    """What a paper says of itself; `kennung` are the 32 hex digits of its identity."""

    titel: str
    verfasser: str
    gegenstand: str
    tag: date
    kennung: str


def xmp(angaben: Angaben, teil: int) -> bytes:
    """Return the metadata of a file after PDF/A part `teil`, level A, and PDF/UA-1."""
    raeume = " ".join(f'xmlns:{name}="{ort}"' for name, ort in _NAMENSRAEUME.items())
    zeit = f"{angaben.tag.isoformat()}T00:00:00Z"
    eigenschaften = (
        _je_sprache("dc:title", angaben.titel),
        _je_sprache("dc:description", angaben.gegenstand),
        f"<dc:creator><rdf:Seq><rdf:li>{escape(angaben.verfasser)}</rdf:li></rdf:Seq></dc:creator>",
        f"<dc:language><rdf:Bag><rdf:li>{SPRACHE}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Producer>{PROGRAMM}</pdf:Producer>",
        f"<xmp:CreatorTool>{PROGRAMM}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{zeit}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{zeit}</xmp:ModifyDate>",
        f"<pdfaid:part>{teil}</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        _UA_BESCHRIEBEN,
    )
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            f'<rdf:RDF {raeume}><rdf:Description rdf:about="">',
            *eigenschaften,
            "</rdf:Description></rdf:RDF></x:xmpmeta>",
            '<?xpacket end="w"?>',
        )
    ).encode()


def _je_sprache(name: str, text: str) -> str:
    eintrag = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{eintrag}</rdf:Alt></{name}>"
