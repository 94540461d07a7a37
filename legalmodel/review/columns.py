"""The sheets of a checklist and their columns: what the tool writes, and what reviewers fill in. Ids never change, words do."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from legalmodel.base.language import Phrase, speaking


class SheetColumns(NamedTuple):
    """The columns of a sheet, by id: those of the tool, of which the first is the id of the row, and those of reviewers."""

    own: tuple[str, ...]
    theirs: tuple[str, ...]


QUESTIONS, FACTS, WEIGH, ACCEPT = "questions", "facts", "weigh", "accept"

SHEETS: Mapping[str, SheetColumns] = {
    QUESTIONS: SheetColumns(
        ("id", "part", "question", "essential", "articles", "told", "on_file", "missing"),
        ("answer", "document", "clause", "page", "comment", "reviewer", "reviewed", "maker", "checker", "checked"),
    ),
    FACTS: SheetColumns(
        ("id", "what", "value_on_file", "on_file", "ask", "paper"),
        ("value", "document", "locator", "comment", "reviewer", "reviewed"),
    ),
    WEIGH: SheetColumns(("id", "point", "about", "says", "articles"), ("judgement", "reasons", "by", "decided")),
    ACCEPT: SheetColumns(("id", "rule", "about", "says", "by_whom"), ("accepted_by", "reason", "until")),
}
"""Sheets in their order; those of reviewers are read back, those of the tool never."""

HEADING = "part"
"""The column that is a heading above its rows where a format has one table for each."""
DAYS = frozenset(("reviewed", "checked", "decided", "until"))
"""Columns that hold a day, written year-month-day."""
NAMES = frozenset(("reviewer", "maker", "checker", "by", "accepted_by"))
"""Columns that hold the name of a person: a claim until that person signs."""

YES = "yes"
ANSWERS: Mapping[str, Phrase] = {
    YES: Phrase("Yes"),
    "yes_with_comment": Phrase("Yes, with comment"),
    "no": Phrase("No"),
    "not_applicable": Phrase("Not applicable"),
    "open": Phrase("Open"),
}
"""What a reviewer may answer to a question -> its words."""
JUDGEMENTS: Mapping[str, Phrase] = {
    "favourable": Phrase("Speaks for the deal"),
    "adverse": Phrase("Speaks against the deal"),
    "left_open": Phrase("Left open"),
}
"""What a person may judge on a point that the law weighs -> its words."""
CHOICES: Mapping[str, Mapping[str, Phrase]] = {"answer": ANSWERS, "judgement": JUDGEMENTS}
"""Columns that hold one of some words."""

LONGEST = 32_000
"""Characters of a cell; a spreadsheet holds 32,767."""


def digest_of(cells: Iterable[str]) -> str:
    """Return the digest of cells of the tool: whether somebody wrote over them."""
    return sha256("\x1f".join(" ".join(cell.split()) for cell in cells).encode(errors="replace")).hexdigest()


def key_of(id: str) -> str:
    """Return a short key of a row, for formats that hold no long names."""
    return sha256(id.encode(errors="replace")).hexdigest()[:16]


def code_of(column: str, words: str) -> str | None:
    """Return the code of a choice, whichever language it was made in; None if it is none of them."""
    wanted = " ".join(words.split()).casefold()
    for code, phrase in CHOICES[column].items():
        if wanted in (code, *(_in(tag, phrase).casefold() for tag in ("en", "zh"))):
            return code
    return None


def _in(tag: str, phrase: Phrase) -> str:
    with speaking(tag):
        return str(phrase)
