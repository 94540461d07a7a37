"""Texts by language. A report is put together for whoever reads it: its texts are in the language asked for, and stand under its tag.

Reports on one deal in two languages have the same blocks, so that their texts can be laid together (``together``).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from legalmodel.base import figures
from legalmodel.base.language import chinese, said_with, say, spoken
from legalmodel.base.values import Span

Wording = Mapping[str, str]
"""Words by language tag: ``{"en": "to be weighed", "zh": "有待权衡"}``."""

NOTHING: Wording = {}
"""No words at all."""


def word(english: str, /, **holes: object) -> Wording:
    """Return words of the product, the English ones as their key, with what stands in their holes; a hole may hold a text or anything plain."""
    return {spoken(): said_with(english, {name: _plain(hole) for name, hole in holes.items()})}


def as_written(words: object) -> Wording:
    """Return words that are said as they stand, or were put together in the language asked for; nothing for empty ones."""
    return {spoken(): str(words)} if words is not None and str(words) else NOTHING


def joined(texts: Iterable[Wording], between: str = ", ") -> Wording:
    """Return texts one after the other: with blanks between sentences, with commas as the language has them."""
    said = [in_language(text) for text in texts if text]
    return {spoken(): between_words(between).join(said)} if said else NOTHING


def between_words(between: str) -> str:
    """Return what stands between words or sentences of a list: Chinese sentences follow each other without a blank."""
    if chinese() and between == " ":
        return ""
    if between == ", ":
        return say(", ", context="between")
    return say("; ", context="between") if between == "; " else "：" if chinese() and between == ": " else between


def in_language(text: Wording, tag: str = "") -> str:
    """Return a text in a language, by itself that asked for, or in any that it has; nothing for no text."""
    return text.get(tag or spoken()) or next(iter(text.values()), "")


def together(one: Any, two: Any) -> Any:
    """Lay reports in two languages together: each text then stands in both."""
    if isinstance(one, Mapping):
        return {**one, **two}
    if isinstance(one, tuple):
        parts = [together(a, b) for a, b in zip(one, two, strict=True)]
        return type(one)(*parts) if hasattr(one, "_fields") else tuple(parts)
    return one


def _plain(hole: object) -> object:
    if isinstance(hole, Mapping):
        return in_language(hole)
    return figures.day(hole) if isinstance(hole, date | Span) else hole
