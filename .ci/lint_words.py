#!/usr/bin/env python3
"""Hold what the product prints to the glossary: no word that it bans in the texts of the law, the fields, the catalogues or the pages."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import po
from generated import run
from glossary import Glossary, load

from legalmodel.base.spelling import spelled
from legalmodel.model.deal import Deal
from legalmodel.model.record import Record
from legalmodel.model.shape import fields
from legalmodel.text.read import read

PACKAGE = ROOT / "legalmodel"
IDS = ("word", "field")
"""Contexts in which the English is an id of the vocabulary, which stays; ``base/spelling.py`` says how it is printed."""
_CODE = re.compile(r"```.*?```|^ {4}[^\n]*|`[^`\n]*`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
"""What is no prose on a page: code, and where a link leads."""


class Words(NamedTuple):
    """Words that are printed: where they stand, the sort of place, an id within it, and the text."""

    file: str
    place: str
    id: str
    text: str


def main() -> int:
    found = [*wrong(load(), everything())]
    print("\n".join(found) or "no word that the glossary bans")
    return bool(found)


def wrong(glossary: Glossary, printed: Iterable[Words]) -> Iterator[str]:
    """Yield each use of a banned word: the place, the word, and what to say."""
    bans = [(one, re.compile(one.words, re.IGNORECASE)) for one in glossary.enforced()]
    for words in printed:
        for ban, pattern in bans:
            if words.place not in ban.where or words.id.split("/")[0] in ban.quoted_in:
                continue
            for hit in pattern.finditer(words.text):
                term = glossary.terms[ban.say]
                instead = term["en"] if hit[0].isascii() else term["zh"]
                yield f"{words.file}: {words.id}: '{hit[0]}' ({ban.why})\n  fix: say {instead}"


def everything() -> Iterator[Words]:
    """Yield all that is printed: from catalogues (English and translation), titles of tables, fields, and pages."""
    for file in sorted(PACKAGE.rglob("*.po")):
        yield from of_catalogue(file)
    for file in sorted(PACKAGE.rglob("*.yaml")):
        yield from titles(file)
    for model in _records(Deal):
        for name, field in model.model_fields.items():
            yield Words("docs/vocabulary.md", "vocabulary", f"{model.__name__}.{name}", _CODE.sub("", field.description or ""))
    for file in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        if file.name != "glossary.md":
            yield from of_page(file)


def of_catalogue(file: Path) -> Iterator[Words]:
    """Yield English and translation of a catalogue. Words of the vocabulary are its ids: their English is that in which they are printed."""
    place = "words" if file.parent.name == "words" else "vocabulary" if file.name == "fields.po" else "law"
    for (context, english), entry in po.read(file).items():
        if not entry.obsolete:
            yield from (
                Words(_short(file), place, context or english, _CODE.sub("", text) if place == "vocabulary" else text)
                for text in (spelled(english) if context in IDS else english, entry.said)
            )


def titles(file: Path) -> Iterator[Words]:
    """Yield what a table says in both languages at once: titles of rules, questions, names of roles."""
    if file.name == "glossary.yaml":
        return
    found = [("", read(file).data)]
    while found:
        id, part = found.pop()
        if isinstance(part, dict):
            found += [(f"{id}/{key}".lstrip("/"), value) for key, value in part.items() if key not in ("examples", "survivors")]
            if "zh" in part:
                words = [part[key] for key in ("en", "zh", "asks") if isinstance(part.get(key), str)]
                yield from (Words(_short(file), "law", id.removeprefix("rules/"), text) for text in words)


def of_page(file: Path) -> Iterator[Words]:
    """Yield the prose of a page, line by line: code is left out."""
    text = _CODE.sub(lambda code: "\n" * code[0].count("\n"), file.read_text("utf-8"))
    for number, line in enumerate(text.split("\n"), 1):
        yield Words(_short(file), "docs", str(number), line)


def _records(top: type[Record]) -> list[type[Record]]:
    found = [top]
    for model in found:
        found += [inner for field in fields(model).values() if (inner := field.inner) and inner not in found]
    return found


def _short(file: Path) -> str:
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name


if __name__ == "__main__":
    sys.exit(run(main))
