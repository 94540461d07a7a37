"""The type that comes with the package, Chinese included, cut down to the characters of a chart."""

from legalmodel.base.speech import column

FACE = 2
"""Number of the face for simplified Chinese within the collection of the package."""
FALLBACK = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','Source Han Sans SC',Arial,sans-serif"


def woff_style(text: str) -> str:
    """Return a style sheet with the Chinese characters of a text as a font; empty if there are none or no tool to cut it with."""
    from base64 import b64encode

    chinese = "".join(sorted({c for c in text if column(c) == 2 or ord(c) > 0x2E80}))
    font = cut(chinese, "woff") if chinese else None
    if font is None:
        return ""
    face = f"@font-face{{font-family:'Chart type';src:url(data:font/woff;base64,{b64encode(font).decode()})}}"
    return f"<style>{face}svg{{font-family:'Chart type',{FALLBACK}}}</style>\n"


def cut(text: str, flavor: str | None = None) -> bytes | None:
    """Return the face with the characters of a text and no others, as a font file; None if the font or the tool is not installed.

    The same text gives the same bytes.
    """
    try:
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont
        from noto_cjk_sans_otc import FONT_PATH
    except ImportError:
        return None
    from io import BytesIO

    options = Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "VVAR", "HVAR"]
    made = BytesIO()
    with TTFont(str(FONT_PATH), fontNumber=FACE, lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.flavor = flavor
        font.save(made, reorderTables=False)
    return made.getvalue()


def outlines(file: bytes) -> tuple[bytes, dict[str, int], dict[int, int]]:
    """Return of a cut face what a PDF needs: its outlines, the number of each character, and the widths in thousandths by number.

    The numbers are the CIDs of the face.
    """
    from io import BytesIO

    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(file))
    names = font.getGlyphOrder()
    number = {name: int(name.removeprefix("cid")) if name.startswith("cid") else i for i, name in enumerate(names)}
    glyphs = {chr(code): number[name] for code, name in font.getBestCmap().items()}
    widths = {number[name]: round(font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm) for name in names}
    return bytes(font.getTableData("CFF ")), glyphs, widths
