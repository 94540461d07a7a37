"""Putting the site together once all deals are made: their pages completed, then lists, parties, rules, the calendar and the index.

Deals pass by one at a time. What is held of each is a line of a list, its parties, and what is due; what a rule says of it waits on the disk.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say, speaking
from legalmodel.base.names import chosen
from legalmodel.law.load import load_law
from legalmodel.law.texts import cited, title_of
from legalmodel.methods.across.notes import Who
from legalmodel.site.frame import BYTES_MOST, Site
from legalmodel.site.index import IndexEntry, parts
from legalmodel.site.links import completed
from legalmodel.site.lists import (
    by_conclusion,
    calendar_note,
    calendar_rows,
    conclusion_title,
    deal_heads,
    deal_rows,
    home,
    list_name,
    paged,
)
from legalmodel.site.making import WorkFolder
from legalmodel.site.one_deal import SiteDeal, Wished, party_slug
from legalmodel.site.parties import SiteParties
from legalmodel.site.rules import Rules


class Built(NamedTuple):
    """What came of it: deals on the site, those left out by reason, pages in all, the largest in bytes."""

    deals: int
    left: Counter[str]
    pages: int
    largest: int


def put_together(folder: WorkFolder, slugs: Iterable[str], draft: Path, wished: Wished) -> Built:
    """Write the site to a draft of it. Raises BadRequest if a page has more than a megabyte."""
    site, law = wished.site, load_law(*wished.packs)
    with Rules(law.rules, law.catalogue, draft.parent / "rules") as rules:
        gathered, left = _gathered(folder, slugs, rules)
        parties, deals = SiteParties(gathered), sorted(gathered, key=lambda d: d.order)
        pages = largest = 0
        for size in (*_deals(deals, parties, folder.folder, draft, site), *_lists(deals, parties, rules, draft, site, left)):
            pages, largest = pages + 1, max(largest, size)
    if largest > BYTES_MOST:
        raise BadRequest(say("a page has {n} bytes", n=largest), say("leave out what makes it so large, and tell us"))
    return Built(len(deals), left, pages, largest)


def _gathered(folder: WorkFolder, slugs: Iterable[str], rules: Rules) -> tuple[list[SiteDeal], Counter[str]]:
    """Return the deals in the order of the book, without what rules say of them, which goes to the rules."""
    deals, left = list[SiteDeal](), Counter[str]()
    for deal in folder.deals(slugs):
        if deal.trouble:
            left[deal.trouble] += 1
        else:
            rules.take(deal)
            deals.append(deal._replace(told=(), stands={}))
    return deals, left


def _deals(deals: list[SiteDeal], parties: SiteParties, raw: Path, draft: Path, site: Site) -> Iterator[int]:
    """Complete the page of each deal and put its charts beside it; yield the size of each page."""
    for deal in deals:
        here = {slug for who in deal.actors if (slug := party_slug(who))}
        own, firms = frozenset(here & parties.paged), frozenset(here & parties.firms)
        for tag in site.tags:
            name = f"{tag}/deal/{deal.slug}.html"
            page = completed((raw / name).read_text("utf-8"), own, firms).encode()
            (draft / name).write_bytes(page)
            yield len(page)
        for view in deal.charts:
            _link(raw / "chart" / f"{deal.slug}-{view}.svg", draft / "chart" / f"{deal.slug}-{view}.svg")


def _link(made: Path, place: Path) -> None:
    """Put a file there without copying it where the system can; it is never written to again, but replaced."""
    try:
        os.link(made, place)
    except OSError:
        shutil.copyfile(made, place)


def _lists(
    deals: list[SiteDeal], parties: SiteParties, rules: Rules, draft: Path, site: Site, left: Counter[str]
) -> Iterator[int]:
    """Write all that is of several deals; yield the size of each page."""
    made = parts(_entries(deals, parties, rules))
    for number, part in made.items():
        (draft / "index" / f"{number}.js").write_bytes(part)
    for tag in site.tags:
        with speaking(tag):
            for path, content in _of_all(deals, parties, rules, site):
                (draft / tag / path).parent.mkdir(exist_ok=True)
                (draft / tag / path).write_bytes(content)
                yield len(content)
            first = home(site, deals, len(parties.places), len(rules.rules), left, len(made))
            (draft / tag / "index.html").write_bytes(first)
            yield len(first)


def _of_all(deals: list[SiteDeal], parties: SiteParties, rules: Rules, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield each page in the language spoken, with its path."""
    yield from paged(site, "deals", say("Deals"), deal_heads(), deal_rows(deals))
    heads = [say("Party"), say("Identifiers"), say("Deals")]
    yield from paged(site, "parties", say("Parties"), heads, parties.rows(), _of_parties())
    heads = [say("Rule"), say("Title"), say("Law"), say("Deals not met")]
    yield from paged(site, "rules", say("Rules"), heads, rules.rows())
    heads = [say("Day"), say("Deal"), say("What"), say("Stands")]
    yield from paged(site, "calendar", say("Calendar"), heads, calendar_rows(deals), calendar_note(deals))
    for (heading, value), found in by_conclusion(deals).items():
        name = f"list/{list_name(heading, value)}"
        yield from _deeper(paged(site, name, conclusion_title(heading, value), deal_heads(), deal_rows(found)))
    yield from rules.written(site, {deal.slug: deal for deal in deals})
    yield from parties.written(site)


def _deeper(made: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield pages that stand a folder deeper than other lists, their links to deals led up once more."""
    for path, content in made:
        yield path, content.replace(b'href="../deal/', b'href="../../deal/')


def _of_parties() -> str:
    return escape(
        say(
            "Parties with an LEI, a social credit code or another number. Others stand on the pages of their deals; natural persons stand nowhere by name."
        )
    )


def _entries(deals: list[SiteDeal], parties: SiteParties, rules: Rules) -> list[IndexEntry]:
    """Return all that can be found; a name in other languages is found too."""
    found = []
    for deal in deals:
        names = (deal.names.get("en", ""), deal.names.get("zh", ""))
        others = " ".join(f for f in deal.forms if f not in names)
        found.append(
            IndexEntry("d", names[0], names[1], f"deal/{deal.slug}.html", " ".join(p for p in (deal.closing[:4], others) if p))
        )
    for key, to in parties.places.items():
        who = parties.first(key)
        names = _names(who)
        codes = " ".join(c.partition(":")[2] for c in parties.net.joins.codes(key))
        others = " ".join(f for f in who.forms if f not in names)
        found.append(IndexEntry("p", names[0], names[1], to, " ".join(p for p in (codes, others) if p)))
    for deal in deals:
        found += _without_codes(deal)
    for id, rule in rules.rules.items():
        said = []
        for tag in ("en", "zh"):
            with speaking(tag):
                said.append(f"{cited(rule)} {title_of(rule.form.title)}")
        found.append(IndexEntry("r", said[0], said[1], f"rule/{id}.html", id))
    return found


def _without_codes(deal: SiteDeal) -> Iterator[IndexEntry]:
    """Yield the parties of a deal that have no page of their own: they lead to the page of the deal."""
    for who in deal.actors:
        if who.path[0] == "parties" and who.sure and not who.person and who.forms and not party_slug(who):
            en, zh = _names(who)
            yield IndexEntry(
                "p", en, zh, f"deal/{deal.slug}.html#{who.path[-1]}", deal.names.get("en") or next(iter(deal.names.values()))
            )


def _names(who: Who) -> tuple[str, str]:
    """Return the name of a party in English and in Chinese, as far as it has one."""
    forms = getattr(who.name, "forms", {})
    return (chosen(forms, "en"), chosen(forms, "zh")) if forms else (who.name, who.name)
