"""What a checklist carries out of sight: what it was made of, and what stood in it when it went out. The same in every format."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.review.columns import CHOICES, SHEETS, code_of

FORM = "legalmodel/checklist/1"
WIDE = 5
"""Texts of a line: its sort, a sheet, the id of a row, a column, what is said."""


class WentOut(NamedTuple):
    """What was made of what; the cells of reviewers by sheet and id; values on file by id; digests of the tool's cells by sheet and id.

    ``blanks`` are words by column that stand for an empty field, ``beside`` what stands in a row outside its fields, by sheet and id;
    ``titles`` are columns by sheet and by what their fields are called.
    """

    about: Mapping[str, str]
    base: Mapping[tuple[str, str], Mapping[str, str]]
    on_file: Mapping[str, str]
    own: Mapping[tuple[str, str], str]
    blanks: Mapping[str, frozenset[str]]
    beside: Mapping[tuple[str, str], str]
    titles: Mapping[tuple[str, str], str]


def went_out(lines: Iterable[tuple[str, ...]], refusal: BadRequest) -> WentOut:
    """Read the lines of a file that came back. Raises the refusal if they are not those of a checklist."""
    about: dict[str, str] = {}
    base: dict[tuple[str, str], dict[str, str]] = {}
    on_file: dict[str, str] = {}
    own: dict[tuple[str, str], str] = {}
    blanks: dict[str, frozenset[str]] = {}
    beside: dict[tuple[str, str], str] = {}
    titles: dict[tuple[str, str], str] = {}
    for kind, sheet, id, column, text in lines:
        if kind == "about":
            about[column] = text
        elif kind == "own":
            own[sheet, id] = text
        elif kind == "on_file":
            on_file[id] = text
        elif kind == "blank":
            blanks[column] = blanks.get(column, frozenset()) | {text}
        elif kind == "beside":
            beside[sheet, id] = text
        elif kind == "title":
            titles[sheet, text] = column
        elif kind == "cell" and sheet in SHEETS and column in SHEETS[sheet].theirs:
            code = code_of(column, text) if column in CHOICES else None
            base.setdefault((sheet, id), {})[column] = code or text
    if about.get("format") != FORM:
        raise refusal
    return WentOut(about, base, on_file, own, blanks, beside, titles)
