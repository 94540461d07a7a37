"""PNG, painted from SVG with a font that is installed with the package, so that Chinese is right on every machine;
``--scale`` makes it larger.
"""

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.output.sheet import Sheet
from legalmodel.output.typeface import faces_for, tell_lacking

FAMILY = "Noto Sans CJK SC"
DOTS = 96.0
"""Dots per inch at scale 1."""


def write(sheet: Sheet) -> bytes:
    """Return the picture, painted at the scale wished for."""
    from legalmodel.output.picture import picture

    return to_png(picture(sheet), sheet.wishes.scale)


def to_png(svg: str, scale: float = 2.0) -> bytes:
    """Paint an SVG as PNG at ``scale`` times 96 dots per inch; the file says so, and pastes at its true size.

    Raises BadRequest for a scale that is not between 0.1 and 10, and when the painter or its font is not installed.
    """
    if not 0.1 <= scale <= 10:
        raise BadRequest(
            say("a picture cannot be drawn at scale {scale}", scale=f"{scale:g}"), say("give a scale between 0.1 and 10")
        )
    try:
        from noto_cjk_sans_otc import FONT_PATH
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise BadRequest(
            say("PNG needs the package {name}, which is not installed", name=error.name), say("install it, or ask for SVG")
        ) from None
    files, without = faces_for(svg)
    tell_lacking("PNG", without, say("fonts of this machine are used where they have them; legalmodel[fonts] brings some"))
    png = bytes(
        svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            dpi=DOTS,
            background="white",
            skip_system_fonts=not without,  # other machines paint the same picture, as far as the package has the characters
            font_files=[str(FONT_PATH), *files],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            languages=["zh-CN", "en"],
        )
    )
    return _with_density(png, scale * DOTS)


def _with_density(png: bytes, dots: float) -> bytes:
    """Write the density (dots per inch) into the picture, after its header, unless it is there."""
    from zlib import crc32

    if b"pHYs" in png[:200]:
        return png
    metre = round(dots / 0.0254).to_bytes(4, "big")
    chunk = b"pHYs" + metre * 2 + b"\x01"
    return png[:33] + (9).to_bytes(4, "big") + chunk + crc32(chunk).to_bytes(4, "big") + png[33:]
