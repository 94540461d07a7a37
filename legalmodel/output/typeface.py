"""The type that comes with the package, Chinese included, cut down to the characters of a chart."""

from functools import cache, lru_cache

from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import column

FACE = 2
"""Number of the face for simplified Chinese within the collection of the package."""
FALLBACK = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','Source Han Sans SC',Arial,sans-serif"


_PACKAGE = "fontpkg_noto_sans_{}"
"""What the package is called that brings the face for a script, such as Thai; ``legalmodel[fonts]`` installs some."""


def lacking(text: str) -> dict[str, str]:
    """Return the characters of a text that the face of the package does not have, by script (``thai``), in the order of the text.

    Signs such as emoji are the script ``symbol``, marks that stand over or under letters of any script ``combining``.
    """
    from unicodedata import category, name

    found: dict[str, str] = {}
    for char in dict.fromkeys(c for c in text if ord(c) > 0x2FF and category(c)[0] in "LMNS" and c not in covered()):
        script = "symbol" if category(char)[0] == "S" else name(char, "unnamed").split()[0].lower()
        if script != "variation":  # which form a letter has; without it the letter is there all the same
            found[script] = found.get(script, "") + char
    return found


@cache
def covered() -> frozenset[str]:
    """Return the characters that the face of the package has; none if the font or the tool that reads it is not installed."""
    try:
        from fontTools.ttLib import TTFont
        from noto_cjk_sans_otc import FONT_PATH
    except ImportError:
        return frozenset()
    with TTFont(str(FONT_PATH), fontNumber=FACE, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


_SCRIPTS = {
    "thai": Phrase("Thai", context="script"),
    "arabic": Phrase("Arabic", context="script"),
    "hebrew": Phrase("Hebrew", context="script"),
    "devanagari": Phrase("Devanagari", context="script"),
    "tamil": Phrase("Tamil", context="script"),
    "bengali": Phrase("Bengali", context="script"),
    "khmer": Phrase("Khmer", context="script"),
    "lao": Phrase("Lao", context="script"),
    "myanmar": Phrase("Myanmar", context="script"),
    "mongolian": Phrase("Mongolian", context="script"),
    "tibetan": Phrase("Tibetan", context="script"),
    "combining": Phrase("marks over letters", context="script"),
    "symbol": Phrase("sign", context="script"),
}
"""What scripts are called; one that is not here is called as Unicode calls it."""


def script_name(script: str) -> str:
    """Return what a script is called, in the language asked for: ``thai`` is Thai."""
    return str(_SCRIPTS.get(script, script.capitalize()))


def tell_lacking(form: str, scripts: list[str], fix: str) -> None:
    """Warn that a picture has characters for which there is no face: boxes stand for them."""
    if scripts:
        from logging import getLogger

        names = say(", ", context="between").join(map(script_name, scripts))
        words = say("{form}: no letters for {scripts} come with the package: {fix}", form=form, scripts=names, fix=fix)
        getLogger("legalmodel").warning("%s", words)


def faces_for(text: str) -> tuple[list[str], list[str]]:
    """Return the files of further faces that a text needs and that are installed, and the scripts for which there is none."""
    from importlib.util import find_spec
    from pathlib import Path

    files: list[str] = []
    without: list[str] = []
    for script in lacking(text):
        spec = find_spec(_PACKAGE.format(script))
        inside = sorted(Path(folder) / "files" for folder in (spec.submodule_search_locations or ()) if spec) if spec else []
        found = [str(file) for folder in inside for file in sorted(folder.glob("*.ttf"))]
        files += found[:1]
        without += [] if found else [script]
    return files, without


def woff_style(text: str) -> str:
    """Return a style sheet with the Chinese characters of a text as a font; empty if there are none or no tool to cut it with."""
    face = face_rule(text)
    return f"<style>{face}svg{{font-family:'Chart type',{FALLBACK}}}</style>\n" if face else ""


def face_rule(text: str) -> str:
    """Return the rule of a style sheet that brings the Chinese characters of a text as the font ``Chart type``; empty if there is none."""
    chinese = "".join(sorted(c for c in set(text) if column(c) == 2 or ord(c) > 0x2E80))
    return _face_rule(chinese) if chinese else ""


@lru_cache(maxsize=4)  # a page that is made anew at each reload has the same characters
def _face_rule(chinese: str) -> str:
    from base64 import b64encode

    font = cut(chinese, "woff")
    if font is None:
        return ""
    return f"@font-face{{font-family:'Chart type';src:url(data:font/woff;base64,{b64encode(font).decode()})}}"


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
