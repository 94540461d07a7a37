"""PNG, painted from SVG with a font that is installed with the package, so that Chinese is right on every machine;
``--scale`` makes it larger.
"""

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.output.sheet import Sheet
from legalmodel.output.typeface import faces_for, lacking, tell_lacking

FAMILY = "Noto Sans CJK SC"
DOTS = 96.0
"""Dots per inch at scale 1."""


def write(sheet: Sheet) -> bytes:
    """Return the picture, painted at the scale wished for; a script for which this machine has no letters either is named in brackets."""
    from unicodedata import normalize

    from legalmodel.output.picture import picture
    from legalmodel.output.scripts import legible, texts

    words = normalize("NFC", "".join(texts(sheet.chart)))
    if found := lacking(words):
        _, without = faces_for(words)
        sheet = legible(sheet, {script for script in found if script not in without or _machine_has(found[script][0])})
    return to_png(picture(sheet), sheet.wishes.scale)


_NOBODYS = "\U0010fffd"
"""A character of private use for which no face has a letter."""


def _machine_has(char: str) -> bool:
    """Tell whether a face of this machine draws a character: else it looks like one that nobody has."""
    return _painted(_sample(char), 1.0, [], system=True) != _painted(_sample(_NOBODYS), 1.0, [], system=True)


def _sample(char: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">'
        f'<text x="8" y="28" font-size="20" font-family="{FAMILY}">{char}</text></svg>'
    )


def to_png(svg: str, scale: float = 2.0) -> bytes:
    """Paint an SVG as PNG at ``scale`` times 96 dots per inch; the file says so, and pastes at its true size.

    Raises BadRequest for a scale that is not between 0.1 and 10, and when the painter or its font is not installed.
    """
    if not 0.1 <= scale <= 10:
        raise BadRequest(
            say("a picture cannot be drawn at scale {scale}", scale=f"{scale:g}"), say("give a scale between 0.1 and 10")
        )
    files, without = faces_for(svg)
    tell_lacking("PNG", without, say("fonts of this machine are used where they have them; legalmodel[fonts] brings some"))
    # other machines paint the same picture, as far as the package has the characters
    return _with_density(_painted(svg, scale, files, system=bool(without)), scale * DOTS)


def _painted(svg: str, scale: float, files: list[str], system: bool) -> bytes:
    try:
        from noto_cjk_sans_otc import FONT_PATH
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise BadRequest(
            say("PNG needs the package {name}, which is not installed", name=error.name), say("install it, or ask for SVG")
        ) from None
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            dpi=DOTS,
            background="white",
            skip_system_fonts=not system,
            font_files=[str(FONT_PATH), *files],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            languages=["zh-CN", "en"],
        )
    )


def _with_density(png: bytes, dots: float) -> bytes:
    """Write the density (dots per inch) into the picture, after its header, unless it is there."""
    from zlib import crc32

    if b"pHYs" in png[:200]:
        return png
    metre = round(dots / 0.0254).to_bytes(4, "big")
    chunk = b"pHYs" + metre * 2 + b"\x01"
    return png[:33] + (9).to_bytes(4, "big") + chunk + crc32(chunk).to_bytes(4, "big") + png[33:]
