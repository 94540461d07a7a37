"""The text of a deal, to be read and edited: in an editor with completion and marks, or in a plain field that does the same."""

from starlette.responses import HTMLResponse, Response

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.web.asked import Ask, back_to, way_to
from legalmodel.web.frame import frame, note
from legalmodel.web.markup import Markup, joined, tag
from legalmodel.web.reviewing import edited
from legalmodel.web.shelf import Moved, digest
from legalmodel.web.slices import applied, as_slices, shown


def text(ask: Ask) -> Response:
    """Show the text in its editor."""
    raw = ask.bench.shelf.raw(ask.deal)
    return HTMLResponse(_page(ask, shown(raw), digest(raw)))


def _page(ask: Ask, words: str, base: str, above: Markup | None = None) -> str:
    title = say("Text", context="page")
    form = tag(
        "form",
        tag("input", type="hidden", name="base", value=base),
        tag("div", tag("label", say("Text of the deal"), for_="plain"), tag("textarea", "\n" + words, name="text", id="plain", spellcheck="false", rows="30", wrap="off", autocapitalize="off", autocomplete="off"), id="field"),
        tag("div", id="editor", hidden=True),
        tag("div", tag("button", say("Save"), id="save"), tag("button", say("Plain field"), type="button", id="as-plain", aria_pressed="false", hidden=True), tag("span", id="state", role="status"), class_="bar"),
        method="post",
        id="text-form",
        data_line=ask.query("line"),
        data_path=ask.query("path"),
        data_file=ask.bench.shelf.file(ask.deal).name,
        data_nonce=ask.nonce,
    )  # fmt: skip  # one form
    beside = tag(
        "aside",
        tag("h2", say("Checked as you write")),
        tag("p", id="judged"),
        tag("ol", id="diagnostics"),
        id="beside",
        aria_label=say("Checked as you write"),
    )
    moved = tag("div", id="moved", class_="box bad", hidden=True)
    kept = tag("div", id="kept", class_="box", hidden=True)
    return frame(ask, f"{title}: {ask.deal}", tag("h1", title), above, moved, kept, tag("div", form, beside, class_="text-and-checks"), here="text", scripts=("edit.js",), wide=True)  # fmt: skip  # one page


def save(ask: Ask) -> Response:
    """Take the text of the plain form: what differs is put into the file, unless that has moved on; then nothing is lost and it says so."""
    new, base = ask.form.get("text", ""), ask.form.get("base", "")
    raw = ask.bench.shelf.raw(ask.deal)
    try:
        if digest(raw) != base:
            raise Moved(
                say("{name} has changed meanwhile", name=ask.bench.shelf.file(ask.deal).name),
                say("read it again, then make the change"),
            )
        made = applied(raw, as_slices(shown(raw), new))
        ask.bench.shelf.save(ask.deal, base, made)
        edited(ask, raw, made)
    except Moved as error:
        words = joined(
            note(error.cause, "bad"),
            tag(
                "p",
                say("Nothing was written. Your text stands below; the file as it is now opens in another window: "),
                tag("a", say("the file"), href=way_to(ask.deal, "text"), target="_blank", rel="noopener"),
            ),
        )
        return HTMLResponse(_page(ask, new, base, words), 409)
    except (BadRequest, BadInput) as error:
        return HTMLResponse(_page(ask, new, base, note(str(error), "bad")), 400)
    return back_to(way_to(ask.deal, "text"))
