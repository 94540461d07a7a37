"""Two versions beside each other: another deal of the folder, an earlier text of this one, or this one on another day."""

from starlette.responses import HTMLResponse, Response

from legalmodel.api import compare
from legalmodel.base.language import say
from legalmodel.results import Result
from legalmodel.web.asked import Ask
from legalmodel.web.blocks import block
from legalmodel.web.frame import frame, note
from legalmodel.web.markup import Inside, tag


def comparing(ask: Ask) -> Response:
    """Show what differs: the facts, then what follows from them."""
    title = say("Compare", context="page")
    other, day, version = ask.query("with"), ask.query("day"), ask.query("version")
    deals = [
        tag("option", each.name.removesuffix("/deal.yaml"), value=each.id, selected=each.id == other)
        for each in ask.bench.shelf.deals()
        if each.id != ask.deal
    ]
    kept = [
        tag("option", each.at.replace("T", " ")[:19], value=each.id, selected=each.id == version)
        for each in ask.bench.versions.of(ask.deal)
    ]
    form = tag(
        "form",
        tag("label", say("With an earlier text of it"), tag("select", tag("option", "–", value=""), kept, name="version")),
        tag("label", say("or with another deal"), tag("select", tag("option", "–", value=""), deals, name="with")),
        tag("label", say("or as of"), tag("input", type="date", name="day", value=day)),
        tag("button", say("Compare", context="page")),
        method="get",
        class_="tools",
    )
    body: list[Inside] = [tag("h1", title), form]
    if other or day or version:
        first, second = _two(ask, other, version)
        found = compare(first, second)
        body.append(note(say("Nothing differs."), "good") if not found.differ else None)
        body += [block(each, ask.deal) for each in found.report.blocks]
    return HTMLResponse(frame(ask, f"{title}: {ask.deal}", *body, here="compare"))


def _two(ask: Ask, other: str, version: str) -> tuple[Result, Result]:
    """Return the two sides, the earlier one first."""
    now = ask.bench.desk.checked(ask.deal)
    if version:
        raw = ask.bench.versions.raw(ask.deal, version)
        return ask.bench.desk.of_text(raw, ask.bench.shelf.file(ask.deal).name), now
    if other:
        return now, ask.bench.desk.checked(other)
    return ask.bench.desk.checked(ask.deal, ask.day("day")), now
