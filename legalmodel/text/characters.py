"""Characters that a reader cannot see, or that turn what is shown around: none of them belongs in a deal."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"  # controls, halves of characters, no characters
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # never seen, or fillers that look like a blank
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # of no width, breaks of lines, marks of direction
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"  # tags, and controls of scripts
)
"""What Unicode calls ignorable by default, and controls; without selectors of variants, by which Chinese and Japanese names are told apart."""

_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
PAIR_EXTRA = 11
_BREAK = re.compile(r"\r\n|\r|\n")


_JOINERS = "\u200c\u200d"
"""Non-joiner and joiner: of no width, and part of the spelling of Persian and of Indic names."""
_VIRAMA = 9
"""The class of marks after which a joiner tells how two consonants are written together."""


def joins(text: str, at: int) -> bool:
    """Tell whether a joiner stands where a script needs it, as for names of the Internet (RFC 5892, A.1 and A.2).

    Either of the two may follow a mark that joins consonants; the non-joiner may also stand between two letters of a script whose letters join, as Arabic.
    """
    from unicodedata import bidirectional, combining

    if text[at] not in _JOINERS or not 0 < at < len(text) - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    if combining(before) == _VIRAMA:
        return True
    return text[at] == "\u200c" and bidirectional(before) == bidirectional(after) == "AL"


_PLAIN = bytes(c for c in range(128) if not _HIDDEN.match(chr(c)))
"""The plain characters of ASCII."""


def find_hidden(text: str) -> Iterator[int]:
    """Return where such characters are; a joiner is none where its script needs it.

    Most of a file is plain ASCII, which is struck out first, since to look at each character of it took longer than to read JSON.
    """
    rest = text.encode(errors="surrogatepass").translate(None, _PLAIN).decode(errors="surrogatepass")
    if not _HIDDEN.search(rest):
        return iter(())
    return (found.start() for found in _HIDDEN.finditer(text) if not (found[0] in _JOINERS and joins(text, found.start())))


def hidden(text: str) -> str:
    """Return the code of the first such character, as ``U+001B``, or an empty string."""
    at = next(find_hidden(text), None)
    return "" if at is None else f"U+{ord(text[at]):04X}"


def lone_return(text: str) -> str:
    """Return the code of a carriage return that ends no line, for it would let what follows be written over what went before."""
    return "U+000D" if "\r" in text.replace("\r\n", "\n") else ""


def coded(text: str) -> str:
    """Return a text with each such character shown as its code, for a message about it."""
    return _HIDDEN.sub(lambda found: found[0] if joins(text, found.start()) else f"<U+{ord(found[0]):04X}>", text)


def join_surrogates(text: str) -> tuple[str, list[int]]:
    r"""Write a character that JSON gives as two codes (``\ud842\udfb7``) as itself, for YAML knows no pairs.

    Returns the text and where in it such characters are; each took ``PAIR_EXTRA`` characters more.
    """
    found = [match.start() - PAIR_EXTRA * count for count, match in enumerate(_PAIR.finditer(text))]
    return _PAIR.sub(lambda m: chr(0x10000 + ((int(m[1], 16) - 0xD800) << 10) + int(m[2], 16) - 0xDC00), text), found


def line_starts(text: str) -> Sequence[int]:
    """Return where each line begins."""
    from array import array

    if "\r" in text:
        return array("l", chain((0,), (m.end() for m in _BREAK.finditer(text))))
    return array("l", accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0))


def brief(value: object) -> str:
    """Return the beginning of what a file says, as a message about it may repeat it."""
    return coded(str(value))[:40]
