"""The interface that the pages' scripts use: read, check, complete and save a text, keep a draft, merge. JSON in and out."""

from typing import Any

from starlette.responses import JSONResponse, Response

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.web.asked import Ask, text_of
from legalmodel.web.drafts import UnsavedText, now
from legalmodel.web.reviewing import edited
from legalmodel.web.shelf import Moved, digest
from legalmodel.web.slices import applied, merged, shown, slices_of
from legalmodel.web.writing import checked_text, hovered, judged_text, proposals


def listed(ask: Ask) -> Response:
    """Answer with the deals of the folder."""
    return JSONResponse({"deals": [each._asdict() for each in ask.bench.shelf.deals()]})


def read(ask: Ask) -> Response:
    """Answer with the text of a deal, its digest, and the drafts that are kept of it."""
    raw = ask.bench.shelf.raw(ask.deal)
    kept = [draft._asdict() for draft in ask.bench.drafts.of(ask.deal)]
    return JSONResponse({"id": ask.deal, "sha256": digest(raw), "text": shown(raw), "drafts": kept})


def state(ask: Ask) -> Response:
    """Answer with the digest of the file as it is now, by which a window knows that somebody else has changed it."""
    return JSONResponse({"sha256": digest(ask.bench.shelf.raw(ask.deal))})


def save(ask: Ask) -> Response:
    """Put slices into the file. What has moved on is refused, with the text as it is now."""
    data = ask.data()
    base, slices = text_of(data, "sha256", 64), slices_of(data.get("edits"))
    raw = ask.bench.shelf.raw(ask.deal)
    try:
        if digest(raw) != base:
            raise Moved(
                say("{name} has changed meanwhile", name=ask.bench.shelf.file(ask.deal).name),
                say("read it again, then make the change"),
            )
        new = applied(raw, slices)
        ask.bench.shelf.save(ask.deal, base, new)
    except Moved as error:
        raw = ask.bench.shelf.raw(ask.deal)
        return JSONResponse({"error": error.cause, "fix": error.fix, "sha256": digest(raw), "text": shown(raw)}, 409)
    return JSONResponse({"sha256": digest(new), "slices": len(slices), "note": edited(ask, raw, new)})


def merge(ask: Ask) -> Response:
    """Answer with the changes of a window laid over the file as it is now, or with the lines that both changed. Nothing is written."""
    data = ask.data()
    base, mine = text_of(data, "base"), text_of(data, "mine")
    raw = ask.bench.shelf.raw(ask.deal)
    theirs = shown(raw)
    found = merged(base, mine, theirs)
    if isinstance(found, str):
        return JSONResponse({"sha256": digest(raw), "text": theirs, "merged": found, "overlaps": []})
    overlaps = [list(each) for each in found]
    return JSONResponse({"sha256": digest(raw), "text": theirs, "merged": None, "overlaps": overlaps})


def check(ask: Ask) -> Response:
    """Answer with what is wrong with a text as it is being written."""
    data = ask.data()
    return JSONResponse(checked_text(ask.bench, ask.deal, text_of(data, "text"), _of(data)))


def judge(ask: Ask) -> Response:
    """Answer with what would be concluded from a text as it is being written."""
    data = ask.data()
    return JSONResponse(judged_text(ask.bench, ask.deal, text_of(data, "text"), _of(data)))


def complete(ask: Ask) -> Response:
    """Answer with what could stand at a place of a text."""
    data = ask.data()
    return JSONResponse({"proposals": proposals(ask.bench, ask.deal, text_of(data, "text"), _at(data), _of(data))})


def hover(ask: Ask) -> Response:
    """Answer with what there is to say of a place of a text."""
    data = ask.data()
    return JSONResponse({"hover": hovered(ask.bench, ask.deal, text_of(data, "text"), _at(data), _of(data))})


def _of(data: dict[str, Any]) -> str:
    """Return the window that asks, if it says so."""
    window = data.get("window", "")
    return window[:40] if isinstance(window, str) else ""


def _at(data: dict[str, Any]) -> int:
    at = data.get("at")
    if type(at) is not int or not 0 <= at <= len(str(data.get("text", ""))):
        raise BadRequest(say("'{name}' is no place of the text", name="at"), say("send the number of characters before it"))
    return at


def keep(ask: Ask) -> Response:
    """Keep a text that is not saved."""
    data = ask.data()
    draft = UnsavedText(_window(ask), now(), text_of(data, "sha256", 64), text_of(data, "base_text"), text_of(data, "text"))
    ask.bench.drafts.keep(ask.deal, draft)
    return JSONResponse({"at": draft.at})


def drop(ask: Ask) -> Response:
    """Give up a draft."""
    ask.bench.shelf.file(ask.deal)
    ask.bench.drafts.drop(ask.deal, _window(ask))
    return JSONResponse({"dropped": True})


def _window(ask: Ask) -> str:
    return str(ask.request.path_params["window"])
