"""The words that scripts say, in the language asked for: a script has none of its own."""

from starlette.responses import JSONResponse, Response

from legalmodel.base.language import Phrase
from legalmodel.web.asked import Ask

_WORDS = {
    "all_days": Phrase("all days"),
    "apply": Phrase("Do it"),
    "base_lost": Phrase("The server does not answer. What you wrote is kept in this browser; start legalmodel serve again, then save."),
    "before": Phrase("before {day}", day="{day}"),
    "boxes": Phrase("{boxes} boxes and {lines} relations shown", boxes="{boxes}", lines="{lines}"),
    "changed_elsewhere": Phrase("The file has been changed elsewhere."),
    "checking": Phrase("checking"),
    "clean": Phrase("Nothing is wrong with the form of the text."),
    "discard": Phrase("Give it up"),
    "draft_kept": Phrase("A text of {at} was not saved; it is kept.", at="{at}"),
    "draft_open": Phrase("Open it"),
    "evidence": Phrase("Evidence"),
    "facts": Phrase("In the file"),
    "findings": Phrase("Findings"),
    "fold_all": Phrase("Close all"),
    "line": Phrase("line {n}", n="{n}"),
    "merge": Phrase("Put both together"),
    "merged": Phrase("Both are put together below; save to write it."),
    "missing": Phrase("Missing"),
    "no_room": Phrase("It could not be saved: {why}. What you wrote stays here and in this browser.", why="{why}"),
    "open_all": Phrase("Open all"),
    "overlap": Phrase("Both changed lines {first} to {last}: that cannot be put together. Copy your words, then take the file as it is now.", first="{first}", last="{last}"),
    "plain": Phrase("Plain field"),
    "editor": Phrase("Editor"),
    "reload": Phrase("Take the file as it is now"),
    "saved": Phrase("saved"),
    "text": Phrase("In the text"),
    "unsaved": Phrase("not saved"),
    "whole_proof": Phrase("The whole proof"),
    "wrong": Phrase("{n} remarks", n="{n}"),
    "text_of_deal": Phrase("Text of the deal"),
}  # fmt: skip  # a table: one row a line


def words(_: Ask) -> Response:
    """Answer with all of them."""
    return JSONResponse({key: str(phrase) for key, phrase in _WORDS.items()})
