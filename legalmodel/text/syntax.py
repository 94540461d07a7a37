"""Why a file is not valid YAML or JSON, in plain words."""

from collections.abc import Callable
from typing import Any

from legalmodel.base.errors import Fault
from legalmodel.base.language import Phrase, say
from legalmodel.base.places import Place
from legalmodel.text.comments import CANDIDATE

_ALIGN = Phrase("line the keys of one record up under each other, with spaces")
_CLOSE = Phrase("check for a missing comma, quotation mark or closing bracket before this spot")
_BACKSLASH = Phrase("use single quotation marks if the backslash belongs to the text")
_QUOTE = Phrase("put the text in quotation marks")
_UNICODE = Phrase(r"write the character itself, or \u and four digits")
_CAUSES: tuple[tuple[str, Phrase, Phrase], ...] = (
    (
        "mapping values are not allowed",
        Phrase("a ': ' stands where no key can be"),
        Phrase(
            "put the text in quotation marks if the ': ' belongs to it; or line the keys of one record up under each other, with spaces"
        ),
    ),
    (
        "could not find expected ':'",
        Phrase("a key lacks its ': '"),
        Phrase("write 'key: value'; text on several lines needs more indentation than its key"),
    ),
    ("expected ',' or '}'", Phrase("a '{' is not closed, or a comma is missing"), _CLOSE),
    ("expected ',' or ']'", Phrase("a '[' is not closed, or a comma is missing"), _CLOSE),
    ("expected '-' indicator", Phrase("a list in '- ' lines is broken by another line"), _ALIGN),
    ("<block end>", Phrase("the indentation does not fit the lines above"), _ALIGN),
    ("expected key", Phrase("the indentation does not fit the lines above"), _ALIGN),
    (
        "block sequence entries are not allowed",
        Phrase("a list item '- ' cannot stand here"),
        Phrase("begin the list on a line of its own"),
    ),
    ("block collections are not allowed", Phrase("a record cannot begin here"), Phrase("begin it on a line of its own")),
    ("unexpected end of stream", Phrase("a quotation mark is not closed"), Phrase("close it on the line where the text ends")),
    (
        "unexpected document indicator",
        Phrase("a quotation mark is not closed"),
        Phrase("close it on the line where the text ends"),
    ),
    ("unknown escape character", Phrase("a backslash stands before a character that needs none"), _BACKSLASH),
    ("Unicode character escape", Phrase("a backslash code stands for no character"), _UNICODE),
    ("hexdecimal number", Phrase("a backslash code lacks digits"), _BACKSLASH),
    ("hexadecimal number", Phrase("a backslash code lacks digits"), _BACKSLASH),
    (
        "<document start>",
        Phrase("text follows after the end of the record"),
        Phrase("keep one record in the file; check the indentation"),
    ),
    ("expected comment or", Phrase("text follows a '|' or '>' on the same line"), Phrase("begin the text on the next line")),
    (
        "expected chomping or indentation",
        Phrase("text follows a '|' or '>' on the same line"),
        Phrase("begin the text on the next line"),
    ),
    ("indentation indicator", Phrase("a digit after '|' or '>' is not allowed here"), Phrase("write '|' or '>' alone")),
    ("expected alphabetic or numeric", Phrase("'&' or '*' begins a word"), _QUOTE),
    ("undefined tag handle", Phrase("'!' begins a word"), _QUOTE),
    ("expected the node content", Phrase("a value is missing here"), _CLOSE),
    ("expected node content", Phrase("a value is missing here"), _CLOSE),
    ("directive", Phrase("a line begins with '%'"), Phrase("remove the line")),
    ("incompatible YAML document", Phrase("a line begins with '%'"), Phrase("remove the line")),
    ("exceeded maximum", Phrase("records are nested too deep"), Phrase("flatten the records")),
    ("while scanning a tag", Phrase("'!' begins a word"), _QUOTE),
)


def syntax_fault(error: Any, name: str, text: str, locate: Callable[[int], tuple[int, int]]) -> Fault:
    """Turn the reader's exception into a fault at its place."""
    problem, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in context and ("end of stream" in problem or "document indicator" in problem):
        mark = getattr(error, "context_mark", None) or mark
    place = Place(name, *locate(min(mark.index, len(text)) if mark else 0))
    code = "too-deep" if "exceeded maximum" in problem else "not-yaml"
    cause, fix = _words(problem, context, _character(text, mark))
    return Fault(code, cause, place, fix, 1, _opened(error, context, name, text, locate))


def _opened(
    error: Any, context: str, name: str, text: str, locate: Callable[[int], tuple[int, int]]
) -> tuple[tuple[Place, str], ...]:
    mark = getattr(error, "context_mark", None)
    at = getattr(error, "problem_mark", None)
    if mark is None or "a flow" not in context or (at is not None and at.index == mark.index):
        return ()
    opened = (Place(name, *locate(mark.index)), say("it opens here"))
    comment = CANDIDATE.search(text, mark.index, at.index if at else len(text))
    return (opened, (Place(name, *locate(comment.end() - 1)), say("a comment begins here"))) if comment else (opened,)


def _words(problem: str, context: str, character: str) -> tuple[str, str]:
    if "cannot start any token" in problem:
        if character == "\t":
            return say("a tab stands where only spaces may"), say("replace the tab by spaces")
        return say("'{character}' cannot begin a value", character=character), str(_QUOTE)
    for part, cause, fix in _CAUSES:
        if part in problem or part in context:
            return str(cause), str(fix)
    return say("this is not valid YAML"), str(_CLOSE)


def _character(text: str, mark: Any) -> str:
    return text[mark.index : mark.index + 1] if mark else ""
