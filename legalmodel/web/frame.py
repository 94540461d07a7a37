"""What every page has around it: the head, the ways to other pages, the language, and the words that say what went wrong."""

from urllib.parse import quote

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say, spoken
from legalmodel.output.faults import render
from legalmodel.output.isolates import isolated
from legalmodel.web.asked import LANGUAGES, Ask, Nobody, way_to
from legalmodel.web.markup import Inside, Markup, joined, tag


def frame(ask: Ask, title: str, *main: Inside, here: str = "", scripts: tuple[str, ...] = (), wide: bool = False) -> str:
    """Return a page. ``here`` is the part of a deal that it shows; ``scripts`` are further scripts of ``static``."""
    head = joined(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("title", f"{title} - legalmodel"),
        tag("link", rel="stylesheet", href=_static("workbench.css")),
        tag("link", rel="icon", href="data:,"),
        [tag("script", type="module", src=_static(name)) for name in ("workbench.js", *scripts)],
    )
    body = joined(
        tag("a", say("To the content"), class_="skip", href="#main"),
        _top(ask),
        _parts(ask, here) if ask.deal else None,
        tag("main", *main, id="main", class_="wide" if wide else None, tabindex="-1"),
        tag("div", id="told", role="status", aria_live="polite"),
    )
    return isolated(
        f'<!doctype html>\n<html lang="{spoken()}"><head>{head}</head><body data-deal="{joined(ask.deal)}">{body}</body></html>\n'
    )


def _static(name: str) -> str:
    return f"/static/{name}"


def _top(ask: Ask) -> Markup:
    ways = [("/", say("Deals")), ("/law", say("Law")), ("/people", say("Who you are")), ("/further", say("Another browser"))]
    links = tag(
        "ul",
        [
            tag("li", tag("a", words, href=way))
            for way, words in ways
            if not (ask.bench.team and way in ("/further", "/people"))
        ],
    )
    return tag(
        "header",
        tag("a", "legalmodel", class_="brand", href="/"),
        tag("nav", links, aria_label=say("Workbench")),
        tag(
            "form",
            tag("input", type="hidden", name="back", value=_here(ask)),
            [
                tag("button", words, name="lang", value=code, lang=code, aria_pressed="true" if spoken() == code else "false")
                for code, words in LANGUAGES.items()
            ],
            method="post",
            action="/language",
            class_="languages",
        ),
    )


def _here(ask: Ask) -> str:
    url = ask.request.url
    return f"{url.path}?{url.query}" if url.query and "lang=" not in url.query else url.path


def parts() -> list[tuple[str, str]]:
    """Return the parts of a deal: the end of the link to each, and its words."""
    return [
        ("", say("First page")),
        ("findings", say("Findings", context="page")),
        ("chart", say("Chart", context="page")),
        ("text", say("Text", context="page")),
        ("forms", say("Forms", context="page")),
        ("ask", say("Questions", context="page")),
        ("what-if", say("What if", context="page")),
        ("compare", say("Compare", context="page")),
        ("review", say("Review", context="page")),
    ]


def _parts(ask: Ask, here: str) -> Markup:
    items = [
        tag("li", tag("a", words, href=way_to(ask.deal, way), aria_current="page" if way == here else None))
        for way, words in parts()
    ]
    return tag("nav", tag("ul", items), class_="parts", aria_label=say("This deal"))


def note(words: str, kind: str = "note") -> Markup:
    """Return a box with a few words."""
    return tag("p", words, class_=f"box {kind}")


def trouble(ask: Ask, error: Exception) -> str:
    """Return the page that says what went wrong and what to do."""
    if isinstance(error, BadInput):
        lines = [
            tag("li", tag("a", say("line {n}", n=f.place.line), href=way_to(ask.deal, "text", line=str(f.place.line))), " ", f.cause, *([tag("br"), tag("span", f.fix, class_="small")] if f.fix else []))
            if ask.deal
            else tag("li", f.cause)
            for f in error.faults
        ]  # fmt: skip  # one item
        folded = tag(
            "details", tag("summary", say("With the lines of the file")), tag("pre", render(error.faults), tabindex="0")
        )
        main: list[Inside] = [tag("h1", say("This file has faults")), tag("ul", lines, class_="faults"), folded]
        return frame(ask, say("Faults"), *main)
    cause, fix = (
        (error.cause, error.fix)
        if isinstance(error, BadRequest)
        else (say("the workbench failed: {what}", what=type(error).__name__), say("the deal on disk is as it was"))
    )
    if isinstance(error, Nobody):
        back = tag("p", tag("a", say("Who you are"), href=f"/people?back={quote(_here(ask), safe='')}"))
    else:
        back = tag("p", tag("a", say("To the list of deals"), href="/"))
    return frame(
        ask,
        say("This cannot be done"),
        tag("h1", say("This cannot be done")),
        note(cause, "bad"),
        tag("p", fix) if fix else None,
        back,
    )
