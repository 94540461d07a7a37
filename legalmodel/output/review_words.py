"""The words of a checklist as a workbook and as a document: names of sheets, headings, how it is filled in; and how wide its columns are."""

from collections.abc import Iterable, Mapping

from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import columns

_SHEETS: Mapping[str, Phrase] = {
    "front": Phrase("About"),
    "questions": Phrase("Questions"),
    "facts": Phrase("Facts"),
    "weigh": Phrase("To be weighed"),
    "accept": Phrase("Fails to accept"),
    "criteria": Phrase("STS and NPE criteria"),
    "lists": Phrase("Choices"),
}

FRONT = (
    Phrase("Fill in the white columns of the sheets Questions, Facts, To be weighed and Fails to accept. Grey columns are the tool's: what is written there is not read."),
    Phrase("Questions: choose an answer. A comment is mandatory for every answer but a plain Yes; its cell stays red until it is there. Name the document, clause and page that you looked at."),
    Phrase("Facts: write the value as the deal file would hold it (none, 2026-05-27, 5%, an id, a list in brackets), the document that shows it, and the clause or page. A fact that is on file already may be given a further source, or another value with its source."),
    Phrase("To be weighed: the law weighs; a person judges, gives reasons, and signs with a name and a day. No judgement changes what the tool says."),
    Phrase("Fails to accept: who accepts, why, and until which day; only where the rule allows it."),
    Phrase("Names typed here, sign-offs too, are claims. They count once that person has run legalmodel review sign. Maker and checker are two persons."),
    Phrase("Rows may be sorted and filtered, columns moved. Do not change the ids. Save as .xlsx, then run: legalmodel review import FILE.xlsx DEAL."),
)  # fmt: skip  # a sentence a line
"""How the workbook is filled in."""

FRONT_WORD = (
    Phrase("Fill in the fields in the white cells of Questions, Facts, To be weighed and Fails to accept. Grey cells are the tool's: what is written there is not read."),
    Phrase("Questions: choose an answer. A comment is mandatory for every answer but a plain Yes. Name the document by its id, the clause and the page that you looked at."),
    *FRONT[2:6],
    Phrase("Write in the fields, not beside them; changes may be tracked, comments in the margin are not read. Rows may be moved and sorted with their fields. Save as .docx, then run: legalmodel review import FILE.docx DEAL."),
)  # fmt: skip  # a sentence a line
"""How the document is filled in."""

_HEADINGS: Mapping[str, Phrase] = {
    "id": Phrase("Id"), "part": Phrase("Part"), "question": Phrase("Question"), "essential": Phrase("Essential"), "articles": Phrase("Articles"),
    "told": Phrase("Answer of the tool"), "on_file": Phrase("Evidence on file"), "missing": Phrase("Missing"), "answer": Phrase("Answer"),
    "document": Phrase("Document"), "clause": Phrase("Clause"), "page": Phrase("Page"), "comment": Phrase("Comment"), "reviewer": Phrase("Reviewer"),
    "reviewed": Phrase("Day of review"), "maker": Phrase("Sign-off (maker)"), "checker": Phrase("Sign-off (checker)"), "checked": Phrase("Day of check"),
    "what": Phrase("What"), "value_on_file": Phrase("Value on file"), "ask": Phrase("Whom to ask"), "paper": Phrase("Which document should say"),
    "value": Phrase("Value"), "locator": Phrase("Clause or page"), "point": Phrase("Point"), "about": Phrase("About"), "says": Phrase("What the tool says"),
    "judgement": Phrase("Judgement"), "reasons": Phrase("Reasons"), "by": Phrase("By whom"), "decided": Phrase("Day"), "rule": Phrase("Rule"),
    "by_whom": Phrase("Who may accept"), "accepted_by": Phrase("Accepted by"), "reason": Phrase("Why"), "until": Phrase("Until"),
    "field": Phrase("Field of ESMA's notification"), "article": Phrase("Article of Regulation (EU) 2017/2402"),
}  # fmt: skip  # short parts

WIDTHS: Mapping[tuple[str, str], float] = {
    ("", "id"): 10, ("", "part"): 15, ("", "question"): 22, ("", "essential"): 8, ("", "articles"): 13, ("", "told"): 32, ("", "on_file"): 15, ("", "missing"): 19,
    ("", "answer"): 10, ("", "document"): 12, ("", "clause"): 7, ("", "page"): 5.5, ("", "comment"): 21, ("", "reviewer"): 9.5, ("", "reviewed"): 10, ("", "maker"): 9.5,
    ("", "checker"): 9.5, ("", "checked"): 10, ("", "what"): 34, ("", "value_on_file"): 22, ("", "ask"): 13, ("", "paper"): 18, ("", "value"): 22, ("", "locator"): 12,
    ("", "point"): 26, ("", "about"): 22, ("", "says"): 50, ("", "judgement"): 16, ("", "reasons"): 40, ("", "by"): 14, ("", "decided"): 10, ("", "rule"): 34,
    ("", "by_whom"): 20, ("", "accepted_by"): 14, ("", "reason"): 36, ("", "until"): 10, ("facts", "id"): 30, ("weigh", "id"): 24, ("accept", "id"): 24, ("facts", "on_file"): 20,
    ("criteria", "field"): 16, ("criteria", "article"): 16, ("criteria", "question"): 44, ("criteria", "about"): 24, ("criteria", "told"): 80,
}  # fmt: skip  # short parts
"""Widths in characters, by column; of one sheet alone where it is named."""


def sheet_name(id: str) -> str:
    """Return what a sheet is called."""
    return str(_SHEETS[id])


def heading(id: str) -> str:
    """Return the heading of a column."""
    return str(_HEADINGS[id])


def bands() -> tuple[str, str]:
    """Return the words above the columns of the tool, and above those of reviewers."""
    return say("From the tool: not read back"), say("For reviewers")


_FITS = 1.15
"""Letters of the size used here that a unit of width holds."""


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the points that a row needs for its cells, each with its width in characters: no program is trusted to find out by itself."""
    lines = max((sum(_lines(part, width * _FITS) for part in words.split("\n")) for words, width in cells), default=1)
    return min(405.0, 12.0 * lines + 4)


def _lines(words: str, width: float) -> int:
    """Return on how many lines words stand: a Han character is as wide as two letters, and words are not broken."""
    lines, used = 1, 0.0
    for word in words.split(" "):
        wide = columns(word)
        if used and used + 1 + wide > width:
            lines, used = lines + 1, 0.0
        lines += int(max(0, wide - 1) // width)
        used = used + 1 + wide if used else wide % width or wide
    return lines


def width(sheet: str, column: str) -> float:
    """Return how wide a column is, in characters."""
    return WIDTHS.get((sheet, column)) or WIDTHS["", column]
