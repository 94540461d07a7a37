"""Texts by language. A text stays ``{tag: words}`` until a format writes it in one language; a sentence is made for each, never translated."""

from collections.abc import Iterable, Mapping

Text = Mapping[str, str]
"""Words by language tag: ``{"en": "to be weighed", "zh": "有待权衡"}``."""

LANGUAGE = "en"
"""The language that a text falls back to."""

NOTHING: Text = {}
"""No words at all."""


def word(english: str, **holes: object) -> Text:
    """Return fixed words, the English ones as their key, with what stands in their holes; a hole may hold a text or anything plain."""
    return _filled({LANGUAGE: english}, holes)


def as_written(words: object) -> Text:
    """Return words that come from a file or a law and are said as they stand there; nothing for empty ones."""
    return {LANGUAGE: str(words)} if words not in (None, "") else NOTHING


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    """Return texts one after the other, in each language that any of them has."""
    said = [text for text in texts if text]
    return {tag: between.join(in_language(text, tag) for text in said) for tag in _tags(said)}


def in_language(text: Text, tag: str = LANGUAGE) -> str:
    """Return a text in a language, in the one it falls back to, or in any that it has; nothing for no text."""
    return text.get(tag) or text.get(LANGUAGE) or next(iter(text.values()), "")


def _filled(patterns: Text, holes: Mapping[str, object]) -> Text:
    return {
        tag: pattern.format(**{name: _said(hole, tag) for name, hole in holes.items()}) for tag, pattern in patterns.items()
    }


def _said(hole: object, tag: str) -> str:
    return in_language(hole, tag) if isinstance(hole, Mapping) else str(hole)


def _tags(texts: list[Text]) -> list[str]:
    return list(dict.fromkeys(tag for text in texts for tag in text))
