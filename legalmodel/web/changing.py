"""Changes of a deal by its facts: written into the text of the file, comments and layout kept, if the file would still be a deal."""

from collections.abc import Iterable

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.model.parse import parse
from legalmodel.text.changes import Change
from legalmodel.text.edit import edited
from legalmodel.text.read import Source
from legalmodel.web.asked import Ask
from legalmodel.web.reviewing import edited as noted
from legalmodel.web.shelf import Moved


def change(ask: Ask, changes: Iterable[Change], expected: str = "") -> Source:
    """Make changes in the file of a deal and return it as it is then.

    ``expected`` is the digest of the file that they were meant for. Raises Moved if it has changed since, BadInput or BadRequest if it
    would be no deal then; nothing is changed then.
    """
    raw = ask.bench.shelf.raw(ask.deal)
    source = ask.bench.shelf.read(ask.deal)
    if source.raw != raw or (expected and source.sha256 != expected):
        raise Moved(
            say("{name} has changed meanwhile", name=ask.bench.shelf.file(ask.deal).name),
            say("go back, read it again, then make the change"),
        )
    draft = edited(source, list(changes))
    parse(draft)
    mark = raw[:3] if raw.startswith(b"\xef\xbb\xbf") else b""
    new = mark + draft.text.encode()
    if new != raw:
        ask.bench.shelf.save(ask.deal, source.sha256, new)
        noted(ask, raw, new)
    return draft


def path_of(text: str) -> tuple[str, ...]:
    """Return the path that a text writes with points. Raises BadRequest if it is none."""
    path = tuple(text.split("."))
    if not all(path) or len(path) > 12:
        raise BadRequest(say("'{text}' is no path of a fact", text=text[:120]), say("choose one from the list"))
    return path
