"""The parser of the command line: helps, and says what it cannot read, in the language asked for."""

import argparse
import os
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


VERSION = word("show program's version number and exit")
"""What the option for the version is for, as argparse words it itself."""


class ShowVersion(argparse.Action):
    """Prints the version, and that judging runs in compiled modules where it does; looks for them only once it is asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and end."""
        from importlib.machinery import EXTENSION_SUFFIXES

        from legalmodel import __path__, __version__

        judge = os.path.join(__path__[0], "judgment", "judge")  # noqa: PTH118 - pathlib takes longer
        compiled = any(os.path.exists(judge + suffix) for suffix in EXTENSION_SUFFIXES)  # noqa: PTH110 - the same
        mark = f" ({said('compiled')})" if compiled else ""
        sys.stdout.write(f"legalmodel {__version__}{mark}\n")
        parser.exit()


class Helps(argparse.HelpFormatter):
    """Lays help out by the width of characters: argparse counts a Chinese one as one column, and breaks rows at blanks only."""

    def __init__(self, prog: str, **options: "Any") -> None:
        """Make it as wide as the terminal. argparse makes one for every argument, and would load a module of archives to ask for that."""
        super().__init__(prog, **{"width": columns(80) - 2} | options)

    def _split_lines(self, text: str, width: int) -> "list[str]":
        return super()._split_lines(text, width) if text.isascii() else _rows(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if text.isascii():
            return super()._fill_text(text, width, indent)
        return "\n".join(f"{indent}{row}" for row in _rows(text, width - len(indent)))

    def _format_usage(self, *parts: "Any") -> str:
        whole, self._width = self._width, self._width - (len(said("usage: ")) if not said("usage: ").isascii() else 0)
        try:
            return super()._format_usage(*parts)
        finally:
            self._width = whole


class HelpOfAll(Helps):
    """Lays out the help of the whole command, whose examples keep their rows."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" not in text:
            return super()._fill_text(text, width, indent)
        return "".join(indent + line for line in text.splitlines(keepends=True))


def columns(otherwise: int) -> int:
    """Return the width of the terminal as ``shutil.get_terminal_size`` has it: by ``COLUMNS``, else asked of it; of none, ``otherwise``."""
    try:
        wanted = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        wanted = 0
    if wanted <= 0:
        try:
            wanted = os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
        except (AttributeError, ValueError, OSError):
            wanted = 0
    return wanted if wanted > 0 else otherwise


def _rows(text: str, width: int) -> "list[str]":
    from legalmodel.output.paint import wrap

    return wrap(" ".join(text.split()), width)


class Parser(argparse.ArgumentParser):
    """A parser whose help texts are said in the language asked for."""

    def __init__(self, **options: "Any") -> None:
        """Make the parser; its help is laid out by the width of characters unless another way is asked for."""
        super().__init__(**{"formatter_class": Helps} | options)

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
