"""The parser of the command line: helps, and says what it cannot read, in the language asked for."""

import argparse
import sys

TYPE_CHECKING = False  # as that of typing, which help has no need to import

if TYPE_CHECKING:
    from typing import Any


def said(english: str) -> str:
    """Return words of the command line in the language asked for; where nobody asked, nothing is loaded for it."""
    language = sys.modules.get("legalmodel.base.language")
    return str(language.say(english)) if language else english


def word(english: str) -> str:
    """Mark words that are said later, so that they get into the catalogue."""
    return english


_OF_ARGPARSE = frozenset(
    (
        word("usage: "),
        word("options"),
        word("positional arguments"),
        word("show this help message and exit"),
        word("show program's version number and exit"),
        word("%(prog)s: error: %(message)s\n"),
        word("argument %(argument_name)s: %(message)s"),
        word("the following arguments are required: %s"),
        word("unrecognized arguments: %s"),
        word("invalid choice: %(value)r (choose from %(choices)s)"),
        word("invalid %(type)s value: %(value)r"),
        word("expected one argument"),
        word("expected at least one argument"),
        word("ambiguous option: %(option)s could match %(matches)s"),
        word("not allowed with argument %s"),
        word("ignored explicit argument %r"),
    )
)
"""What argparse itself says, as it stands in its source."""


class Parser(argparse.ArgumentParser):
    """A parser whose help texts are said in the language asked for."""

    def add_argument(self, *names: "Any", **options: "Any") -> argparse.Action:
        """Add an argument; its help is an English text of the catalogue."""
        if options.get("help") not in (None, argparse.SUPPRESS):
            options["help"] = said(options["help"])
        return super().add_argument(*names, **options)


def early(words: list[str]) -> tuple[str, ...]:
    """Return the languages that a command line asks for, before it is read: its help and its faults are in them too.

    What is no language is left out here, and told once the line is read.
    """
    text = next((w[7:] for w in words if w.startswith("--lang=")), None)
    if text is None:
        text = next((after for w, after in zip(words, [*words[1:], ""], strict=True) if w == "--lang"), "")
    return tuple(tag for tag in (part.strip() for part in text.split(",")) if tag.isascii() and tag[:2].isalpha())[:2]


def read(parser: argparse.ArgumentParser, words: list[str], *, in_english: bool) -> argparse.Namespace:
    """Read a command line. Where it asks for another language than English, argparse speaks it too.

    argparse marks its own words for translation by a function of its module, and has no other door for it.
    """
    if in_english:
        return parser.parse_args(words)
    before = argparse._  # type: ignore[attr-defined]  # typeshed does not list it
    argparse._ = _translated  # type: ignore[attr-defined]  # the name by which argparse translates
    try:
        return parser.parse_args(words)
    finally:
        argparse._ = before  # type: ignore[attr-defined]  # the name by which argparse translates


def _translated(english: str) -> str:
    return said(english) if english in _OF_ARGPARSE else english
