"""The lists of the site, in pages: deals, deals by conclusion, parties, rules, the calendar of all deals; and the page to begin with."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from legalmodel.base import figures
from legalmodel.base.language import say, spoken
from legalmodel.base.outcomes import Conclusion
from legalmodel.base.speech import word_of
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS
from legalmodel.site.disclosures import LOOK
from legalmodel.site.frame import PagePlace, Site, link, page, pages, table
from legalmodel.site.one_deal import SiteDeal

ROWS = 200
"""Rows on one page of a list."""


def paged(
    site: Site, folder: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], note: str = ""
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a list, each with its path within the folder of the language; cells and the note are HTML already."""
    count = max(1, -(-len(rows) // ROWS))
    for number in range(1, count + 1):
        some = rows[(number - 1) * ROWS : number * ROWS]
        told = [f"<p>{note}</p>"] if note else []
        told += [table(heads, some) if some else f"<p>{escape(say('Nothing to list.'))}</p>", pages("", number, count)]
        place = PagePlace(
            f"{folder}/{number}.html",
            title if count == 1 else say("{title}, page {n} of {count}", title=title, n=number, count=count),
        )
        yield place.path, page(site, place, told)


def deal_rows(deals: Sequence[SiteDeal]) -> list[list[str]]:
    """Return a row a deal: name, regime, closing, and the gravest conclusion of each heading."""
    rows = []
    for deal in deals:
        worst = dict(deal.worst)
        said = [conclusion(worst[h]) if h in worst else "" for h in HEADINGS]
        name = link(f"../deal/{deal.slug}.html", deal.names[spoken()])
        rows.append(
            [name, escape(word_of(deal.route)) if deal.route else "", f'<span class="d">{escape(deal.closing)}</span>', *said]
        )
    return rows


def deal_heads() -> list[str]:
    """Return the headings of a list of deals."""
    return [say("Deal"), say("Regime"), say("Closing"), *map(str, HEADINGS.values())]


def conclusion(value: str) -> str:
    """Return a conclusion in words, with its colour."""
    look = {"obstacle": "obstacle", "no_obstacle_in_the_plan": "plan", "no_obstacle_on_papers_not_seen": "papers"}.get(value)
    look = look or ("no" if value.startswith("no_obstacle") else "open")
    return f'<span class="{look}">{escape(str(CONCLUSION_WORDS[Conclusion(value)]))}</span>'


def by_conclusion(deals: Sequence[SiteDeal]) -> dict[tuple[str, str], list[SiteDeal]]:
    """Return the deals by heading and its gravest conclusion."""
    found: dict[tuple[str, str], list[SiteDeal]] = {}
    for deal in deals:
        for heading, value in deal.worst:
            found.setdefault((heading, value), []).append(deal)
    order = [c.value for c in Conclusion]
    return dict(sorted(found.items(), key=lambda item: (list(HEADINGS).index(item[0][0]), order.index(item[0][1]))))


def list_name(heading: str, value: str) -> str:
    """Return the folder of a list of deals by conclusion."""
    return f"{heading}-{value.replace(' ', '_')}"


def conclusion_title(heading: str, value: str) -> str:
    """Return the title of a list of deals by conclusion."""
    return say("{what}: {said}", what=HEADINGS[heading], said=CONCLUSION_WORDS[Conclusion(value)])


def calendar_rows(deals: Sequence[SiteDeal]) -> list[list[str]]:
    """Return what was not met and what is due soon over all deals: what was not met first, then by day."""
    tag = spoken()
    entries = [(d, deal, words) for deal in deals for d, words in deal.duties]
    entries.sort(key=lambda e: (e[0].status not in _MISSED, e[0].day is None, e[0].day, e[1].order, e[0].what))
    return [
        [
            f'<span class="d">{escape(figures.day(d.day))}</span>' if d.day else "",
            link(f"../deal/{deal.slug}.html#calendar", deal.names[tag]),
            escape(words[tag]),
            f'<span class="c {LOOK.get(d.status, d.status)}">{escape(str(d.words))}</span>',
        ]
        for d, deal, words in entries
    ]


_MISSED = ("missed", "not_met")


def calendar_note(deals: Sequence[SiteDeal]) -> str:
    """Say what the calendar of all deals holds, how much of it, and on which page what is due begins."""
    what = say(
        "What was not met, and what is due within three months. What was made, and later days, stand on the page of each deal."
    )
    status = [entry.status in _MISSED for deal in deals for entry, _ in deal.duties]
    missed, due = sum(status), len(status) - sum(status)
    counts = say("Not met: {n}; due: {m}.", n=figures.count(missed), m=figures.count(due))
    page = missed // ROWS + 1
    way = link(f"{page}.html", say("What is due begins on page {n}.", n=page)) if due and page > 1 else ""
    return f"{escape(what)}</p><p>{escape(counts)} {way}"


def home(site: Site, deals: Sequence[SiteDeal], parties: int, rules: int, left: Counter[str], parts: int) -> bytes:
    """Return the first page: the search, and how many deals stand how."""
    words = {
        "index": "../index/", "parts": str(parts), "d": say("deal"), "p": say("party"), "r": say("rule"), "none": say("Nothing found."),
        "more": say("The first are shown; add a word to find the others."), "count": say("Found: {n}", n="#"),
        "failed": say("The index could not be read."),
    }  # fmt: skip  # a table: one row a line
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in words.items())
    body = [
        f"<p>{escape(say('{deals} deals, {parties} parties with an identifier, {rules} rules.', deals=figures.count(len(deals)), parties=figures.count(parties), rules=figures.count(rules)))}</p>",
        '<form id="form" class="search" role="search" hidden>',
        f'<label for="search">{escape(say("Search by deal, party, identifier or rule"))}</label>',
        f'<input id="search" type="search" autocomplete="off" {data}></form>',
        '<p id="note" role="status" aria-live="polite"></p><ul id="found" class="plain"></ul>',
        f"<noscript><p>{escape(say('Without scripts, use the lists above.'))}</p></noscript>",
        f"<h2>{escape(say('Deals by conclusion'))}</h2>",
    ]
    rows = [
        (escape(str(HEADINGS[h])), conclusion(value), link(f"list/{list_name(h, value)}/1.html", figures.count(len(found))))
        for (h, value), found in by_conclusion(deals).items()
    ]
    if rows:
        note = say("The gravest conclusion of each deal.")
        body.append(table((say("Heading"), say("Conclusion"), say("Deals")), rows, frozenset({2}), note))
    else:
        body.append(f"<p>{escape(say('Nothing to list.'))}</p>")
    body += _left(left)
    return page(site, PagePlace("index.html", say("Search")), body, script=True)


def _left(left: Counter[str]) -> Iterator[str]:
    if left["not_public"]:
        yield f"<p>{escape(say('Of {n} deals not even the name stands in a published document; they are not on this site.', n=figures.count(left['not_public'])))}</p>"
    if left["faults"]:
        yield f"<p>{escape(say('{n} files could not be used; they are not on this site.', n=figures.count(left['faults'])))}</p>"
