"""From our own SVG to PDF: a font cut to what is used, and each picture as a page. Lengths are points; PDF's y grows upwards."""

import xml.etree.ElementTree as ET
from zlib import compress

from legalmodel.output.penstrokes import Strokes

_SVG = "{http://www.w3.org/2000/svg}"


class Paper:
    """Pictures on their way to a PDF, with the type they share."""

    def __init__(self, pictures: list[str], font: bytes, glyphs: dict[str, int], widths: dict[int, int]) -> None:
        self.pages = [ET.fromstring(p) for p in pictures]  # noqa: S314 - our own pictures, just painted
        self.font, self.glyphs, self.widths = font, glyphs, widths
        self.objects: list[bytes] = []

    @classmethod
    def of(cls, pictures: list[str]) -> "Paper | None":
        """Cut the type for pictures; None if there is no type or no tool to cut it."""
        from legalmodel.output.typeface import cut, outlines

        texts = "".join(t.text or "" for p in pictures for t in ET.fromstring(p).iter(f"{_SVG}text"))  # noqa: S314 - as above
        used = "".join(sorted(set(texts) | {" ", "?"}))
        font = cut(used)
        return cls(pictures, *outlines(font)) if font else None

    def document(self, title: str, size: tuple[float, float] | None = None) -> bytes:
        """Return the whole PDF, each page as large as its picture, or of a size (points), upright or across as it serves better."""
        count = len(self.pages)
        kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(count))
        self.objects = [
            b"<< /Type /Catalog /Pages 2 0 R /Info 9 0 R /Lang (en) >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /DEALTP+NotoSansCJKsc /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 7 0 R >>",
            self._descendant(),
            b"<< /Type /FontDescriptor /FontName /DEALTP+NotoSansCJKsc /Flags 4 /FontBBox [-1000 -300 3000 1200] /ItalicAngle 0 "
            b"/Ascent 880 /Descent -120 /CapHeight 733 /StemV 80 /FontFile3 6 0 R >>",
            _stream(self.font, "/Subtype /CIDFontType0C"),
            _stream(self._unicode()),
            b"<< /Font << /F 3 0 R >> >>",
            b"<< /Title <" + ("\ufeff" + title).encode("utf-16-be").hex().encode() + b"> /Producer (legalmodel) >>",
        ]
        for i, page in enumerate(self.pages):
            self._page(page, 11 + 2 * i, size)
        return self._written()

    def _descendant(self) -> bytes:
        widths = " ".join(f"{glyph} [{width}]" for glyph, width in sorted(self.widths.items()))
        return (
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /DEALTP+NotoSansCJKsc /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            f"/Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 /W [{widths}] >>"
        ).encode()

    def _unicode(self) -> bytes:
        """Return the map from glyphs to characters, so that text can be searched and copied."""
        pairs = sorted((glyph, char) for char, glyph in self.glyphs.items())
        rows = []
        for start in range(0, len(pairs), 100):
            part = pairs[start : start + 100]
            lines = "\n".join(f"<{g:04X}> <{c.encode('utf-16-be').hex()}>" for g, c in part)
            rows.append(f"{len(part)} beginbfchar\n{lines}\nendbfchar")
        head = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def "
            "/CMapName /Deal def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        )
        return (head + "\n".join(rows) + "\nendcmap CMapName currentdict /CMap defineresource pop end end").encode()

    def _page(self, svg: ET.Element, content: int, size: tuple[float, float] | None) -> None:
        width, height = (float(v) for v in svg.get("viewBox", "0 0 100 100").split()[2:])
        strokes = Strokes(self.glyphs, self.widths)
        wide, high = width, height
        if size:
            wide, high = across(size, width, height)
            scale = scale_on(size, width, height)
            strokes.place(scale, (wide - width * scale) / 2, high - (high - height * scale) / 4 - height * scale)
        strokes.draw(svg, height)
        box = f"/MediaBox [0 0 {wide:.1f} {high:.1f}]"
        self.objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Resources 8 0 R /Contents {content} 0 R >>".encode())
        self.objects.append(_stream(strokes.content()))

    def _written(self) -> bytes:
        made, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for i, body in enumerate(self.objects, 1):
            places.append(len(made))
            made += b"%d 0 obj\n%b\nendobj\n" % (i, body)
        start = len(made)
        made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        made += b"".join(b"%010d 00000 n \n" % place for place in places)
        made += b"trailer\n<< /Size %d /Root 1 0 R /Info 9 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
        return bytes(made)


def across(size: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """Return a size turned as it serves a picture better: upright or across."""
    long, short = max(size), min(size)
    return max((long, short), (short, long), key=lambda page: min(page[0] / width, page[1] / height))


def scale_on(size: tuple[float, float], width: float, height: float) -> float:
    """Return how much a picture is shrunk on paper of a size; it is never made larger."""
    wide, high = across(size, width, height)
    return min(wide / width, high / height, 1.0)


def _stream(data: bytes, more: str = "") -> bytes:
    packed = compress(data, 9)
    return f"<< {more} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
