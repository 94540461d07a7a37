"""Characters that a reader cannot see, or that turn what is shown around: none of them belongs in a deal."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

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


def find_hidden(text: str) -> Iterator[int]:
    """Return where such characters are."""
    return (found.start() for found in _HIDDEN.finditer(text))


def hidden(text: str) -> str:
    """Return the code of the first such character, as ``U+001B``, or an empty string."""
    at = next(find_hidden(text), None)
    return "" if at is None else f"U+{ord(text[at]):04X}"


def lone_return(text: str) -> str:
    """Return the code of a carriage return that ends no line, for it would let what follows be written over what went before."""
    return "U+000D" if "\r" in text.replace("\r\n", "\n") else ""


def coded(text: str) -> str:
    """Return a text with each such character shown as its code, for a message about it."""
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def join_surrogates(text: str) -> tuple[str, list[int]]:
    r"""Write a character that JSON gives as two codes (``\ud842\udfb7``) as itself, for YAML knows no pairs.

    Returns the text and where in it such characters are; each took ``PAIR_EXTRA`` characters more.
    """
    found = [match.start() - PAIR_EXTRA * count for count, match in enumerate(_PAIR.finditer(text))]
    return _PAIR.sub(lambda m: chr(0x10000 + ((int(m[1], 16) - 0xD800) << 10) + int(m[2], 16) - 0xDC00), text), found


def line_starts(text: str) -> Sequence[int]:
    """Return where each line begins."""
    from array import array

    return array("l", chain((0,), (m.end() for m in _BREAK.finditer(text))))
