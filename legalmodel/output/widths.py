"""How wide a text is when drawn, Chinese included, and where to break it. Lengths are points; columns count a Chinese character as two."""

from functools import cache
from unicodedata import category, east_asian_width

from legalmodel.base.speech import column, columns

_EM = {
    **dict.fromkeys("ijl.,:;'|!I ", 0.29),
    **dict.fromkeys('frt()[]{}/\\-"`', 0.37),
    **dict.fromkeys("mwMW@%—…&", 0.92),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ+<=>~#_", 0.68),
}
_CLOSING = frozenset("，。、；：！？）》」』】〕”’%‰％")
_OPENING = frozenset("（《「『【〔“‘")


def clean(text: str) -> str:
    """Return the text as it may be drawn: on one line, without characters that XML forbids or that reorder their neighbours."""
    return " ".join(word for word in "".join(map(_drawable, text)).split(" ") if word)


@cache
def _drawable(char: str) -> str:
    if char in "\n\r\t\x0b\x0c\x85\u2028\u2029":
        return " "
    if "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
        return ""
    return "\ufffd" if category(char) in ("Cc", "Cs") or ord(char) & 0xFFFE == 0xFFFE else char


def points(text: str, size: float) -> float:
    """Return the width of a text in points at a font size, a little on the wide side so that any sans-serif font fits."""
    return size * sum(map(_em, text))


@cache
def _em(char: str) -> float:
    if (known := _EM.get(char)) is not None:
        return known
    if category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if east_asian_width(char) in "WFA" else 0.58


def wrap(text: str, limit: int, most: int = 6) -> list[str]:
    """Break a text into lines of at most ``limit`` columns, at spaces and between Chinese characters, as even as they get.

    A word that is too long is cut; after ``most`` lines the rest is replaced by an ellipsis.
    """
    text = clean(text)
    if columns(text) <= limit:
        return [text] if text else []
    pieces = [(piece, columns(piece.rstrip()), columns(piece)) for piece in _pieces(text, limit)]
    lines = _filled(pieces, limit)
    if len(lines) > most:
        return [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    widest = max(bare for _, bare, _ in pieces)
    for tighter in range(limit - 1, widest - 1, -1):
        even = _filled(pieces, tighter)
        if len(even) > len(lines):
            break
        lines = even
    return lines


def _filled(pieces: list[tuple[str, int, int]], limit: int) -> list[str]:
    """Fill lines one after the other with pieces, each given with its columns without and with the space after it."""
    lines, used = [""], 0
    for piece, bare, whole in pieces:
        if used and used + bare > limit:
            lines.append("")
            used = 0
        lines[-1] += piece
        used += whole
    return [line.rstrip() for line in lines if line.strip()]


def _pieces(text: str, limit: int) -> list[str]:
    """Split into what must stay together: words with the space after them, and single Chinese characters with their marks."""
    pieces: list[str] = []
    glued = False
    for char in text:
        if pieces and (glued or _stays(pieces[-1], char)) and columns(pieces[-1] + char) <= limit:
            pieces[-1] += char
        else:
            pieces.append(char)
        glued = char in _OPENING
    return pieces


def _stays(piece: str, char: str) -> bool:
    last = piece[-1]
    if char in _CLOSING or char == " " or not column(char):
        return True
    return last != " " and column(char) == 1 and column(last) < 2
