"""Comments and the trail of who did what, as parts of the page of a review."""

from collections.abc import Mapping

from legalmodel.base.language import say
from legalmodel.web.asked import Ask, way_to
from legalmodel.web.markup import Markup, tag
from legalmodel.web.reviewing import Standing
from legalmodel.web.trail import Person

_MOST = 400


def comment_form(ask: Ask, about: str) -> Markup:
    """Return the form of a comment on something."""
    fields = [
        tag("input", type="hidden", name="about", value=about),
        tag(
            "label", say("Comment", context="column"), tag("textarea", name="words", rows="3", maxlength="8000", required=True)
        ),
        tag("button", say("Comment on it")),
    ]
    return tag("form", fields, method="post", action=way_to(ask.deal, "review/comment"), class_="stacked")


def comments(ask: Ask, stands: Standing, people: Mapping[str, Person]) -> Markup:
    """Return the comments with the form of a new one."""
    said = [r for r in stands.records if r.kind == "comment"]
    items = [
        tag("li", tag("strong", _name(people, r.who)), f" {r.at[:16].replace('T', ' ')} ", _about(ask.deal, str(r.said.get("about", ""))), tag("p", str(r.said.get("words", ""))))
        for r in reversed(said)
    ]  # fmt: skip  # one list
    return tag(
        "section", tag("h2", say("Comments")), tag("ul", items) if items else None, comment_form(ask, "deal"), id="comments"
    )


def _about(deal: str, about: str) -> Markup | str:
    return tag("a", about, href=way_to(deal, "finding", id=about), class_="small") if "@" in about or "-" in about else ""


def _name(people: Mapping[str, Person], who: str) -> str:
    return people[who].name if who in people else who or say("the command line")


def trail(ask: Ask, stands: Standing, people: Mapping[str, Person]) -> Markup:
    """Return the trail, the youngest record first."""
    kinds = {
        "comment": say("comment", context="trail"), "row": say("row filled in", context="trail"), "sign": say("signature", context="trail"),
        "attest": say("text attested", context="trail"), "edit": say("file changed", context="trail"), "log": say("record of the review log", context="trail"),
    }  # fmt: skip  # a table: one row a line
    rows = [
        tag("tr", tag("td", str(r.n)), tag("td", r.at[:19].replace("T", " ")), tag("td", _name(people, r.who)), tag("td", kinds.get(r.kind, r.kind)), tag("td", tag("code", r.hash[:12])))
        for r in reversed(stands.records[-_MOST:])
    ]  # fmt: skip  # one list
    heads = tag(
        "tr",
        [
            tag("th", w, scope="col")
            for w in (say("no", context="number"), say("When (UTC)"), say("Who"), say("What was done"), say("Digest"))
        ],
    )
    table = tag(
        "div",
        tag("table", tag("thead", heads), tag("tbody", rows)),
        class_="scrolled",
        tabindex="0",
        role="region",
        aria_label=say("The trail"),
    )
    head = stands.records[-1].hash if stands.records else "–"
    words = say(
        "{n} records, chained; head {head}. Note the head elsewhere: a trail that was cut at its end shows by it.",
        n=len(stands.records),
        head=head,
    )
    return tag("section", tag("h2", say("The trail")), tag("p", words, class_="small"), tag("p", tag("a", say("All of it as data"), href=way_to(ask.deal, "review/trail.json"))), table if rows else None, id="trail")  # fmt: skip  # one element
