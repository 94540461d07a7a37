"""The index that the search of the site reads: words lead to parts, each a small script, so that no page loads more than it asks for."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

HELD_MOST = 200
"""Of a word that more entries have, the part holds so many and says how many there are; the search then asks for another word."""
BYTES_EACH = 200_000
_HAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_RUN = re.compile(r"[^\W_]+")


class IndexEntry(NamedTuple):
    """What can be found: ``kind`` is d, p or r (deal, party, rule), names in English and Chinese, where it leads, and further words."""

    kind: str
    en: str
    zh: str
    to: str
    beside: str


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as the search takes them: small letters; of Chinese each two characters that stand together."""
    for run in _RUN.findall(normalize("NFKC", text).lower()):
        for piece in re.findall(f"{_HAN.pattern}+|[^{_HAN.pattern[1:-1]}]+", run):
            if _HAN.match(piece) and len(piece) > 1:
                yield from (piece[at : at + 2] for at in range(len(piece) - 1))
            else:
                yield piece


def part_of(word: str, parts: int) -> int:
    """Return the part in which a word stands: by its first two letters, of Chinese by its first character."""
    total = 0
    for letter in word[: 1 if _HAN.match(word) else 2]:
        total = (total * 31 + ord(letter)) % 65521
    return total % parts


def parts(entries: Sequence[IndexEntry]) -> Mapping[int, bytes]:
    """Return the parts of the index, as scripts; as many as keep each small."""
    count = max(16, min(4096, sum(len(e.en) + len(e.zh) + len(e.beside) + 40 for e in entries) * 6 // BYTES_EACH))
    by_part: dict[int, dict[str, list[int]]] = {n: {} for n in range(count)}
    for number, entry in enumerate(entries):
        for word in dict.fromkeys(words(f"{entry.en} {entry.zh} {entry.beside}")):
            by_part[part_of(word, count)].setdefault(word, []).append(number)
    return {n: _part(n, found, entries) for n, found in by_part.items()}


def _part(number: int, found: Mapping[str, list[int]], entries: Sequence[IndexEntry]) -> bytes:
    used = sorted({at for numbers in found.values() for at in numbers[:HELD_MOST]})
    place = {at: n for n, at in enumerate(used)}
    held = {word: [len(numbers), [place[at] for at in numbers[:HELD_MOST]]] for word, numbers in sorted(found.items())}
    return f"lmPart({number},{_script({'w': held, 'e': [list(entries[at]) for at in used]})});\n".encode()


def _script(data: object) -> str:
    """Return data as JSON that is safe in a script: no end of it and no end of a line can stand in a text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def sizes(made: Mapping[int, bytes]) -> Iterable[int]:
    """Return the sizes of all parts, in bytes."""
    return (len(part) for part in made.values())
