"""The Chinese type that comes with the package, cut down to the characters of a chart."""

from typing import TYPE_CHECKING

from legalmodel.base.speech import column

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FACE = 2
"""Number of the face for simplified Chinese within the collection of the package."""


def woff_style(text: str) -> str:
    """Return a style sheet with the Chinese characters of a text as a font; empty if there are none or no tool to cut it with."""
    from base64 import b64encode
    from io import BytesIO

    chinese = "".join(sorted({c for c in text if column(c) == 2 or ord(c) > 0x2E80}))
    font = cut(chinese) if chinese else None
    if font is None:
        return ""
    font.flavor = "woff"
    made = BytesIO()
    font.save(made, reorderTables=False)
    data = b64encode(made.getvalue()).decode()
    face = f"@font-face{{font-family:'Chart type';src:url(data:font/woff;base64,{data})}}"
    return f"<style>{face}svg{{font-family:'Chart type',{FALLBACK}}}</style>\n"


FALLBACK = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','Source Han Sans SC',Arial,sans-serif"


def cut(text: str) -> "TTFont | None":
    """Return the face with the characters of a text and no others; None if the font or the tool to cut it is not installed.

    The same text gives the same bytes.
    """
    try:
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont
        from noto_cjk_sans_otc import FONT_PATH
    except ImportError:
        return None
    options = Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "VVAR", "HVAR"]
    font = TTFont(str(FONT_PATH), fontNumber=FACE, lazy=True, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    return font


def outlines(font: "TTFont") -> tuple[bytes, dict[str, int], dict[int, int]]:
    """Return the outlines of a cut face as PDF wants them, the number of the glyph of each character, and the widths in thousandths."""
    from io import BytesIO

    made = BytesIO()
    font.save(made, reorderTables=False)
    made.seek(0)
    from fontTools.ttLib import TTFont

    again = TTFont(made)
    order = {name: i for i, name in enumerate(again.getGlyphOrder())}
    glyphs = {chr(code): order[name] for code, name in again.getBestCmap().items()}
    widths = {order[name]: round(again["hmtx"][name][0] * 1000 / again["head"].unitsPerEm) for name in order}
    return bytes(again.getTableData("CFF ")), glyphs, _by_glyph(again, glyphs, widths)


def _by_glyph(font: "TTFont", glyphs: dict[str, int], widths: dict[int, int]) -> dict[int, int]:
    """Number glyphs as PDF does: by the CIDs of a font keyed by them."""
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return widths
    cids = {i: int(name.removeprefix("cid")) if name.startswith("cid") else i for i, name in enumerate(top.charset)}
    for char, glyph in list(glyphs.items()):
        glyphs[char] = cids[glyph]
    return {cids[i]: width for i, width in widths.items()}
