"""The parties with an identifier: those of several deals have a page that tells in which and as what, on what published documents say."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from legalmodel.base import figures
from legalmodel.base.language import say, spoken
from legalmodel.base.names import shown
from legalmodel.base.speech import listed, word_of
from legalmodel.methods.across.across import across
from legalmodel.methods.across.days import Standing
from legalmodel.methods.across.notes import Note, Who
from legalmodel.methods.across.words import capacity
from legalmodel.report.places import place_name
from legalmodel.site.frame import PagePlace, Site, link, page, pages, table
from legalmodel.site.links import code_words
from legalmodel.site.lists import ROWS
from legalmodel.site.one_deal import SiteDeal, party_slug

_NAMED = 20
"""So many of those who have the same name are named on the page of one: a name such as that of a bank's branch may be had by thousands."""


class _Namesakes(NamedTuple):
    """Who has one name: those with an identifier, and how many without; ``differ`` if their identifiers say that they are not the same."""

    known: tuple[str, ...]
    without: int
    differ: bool


class SiteParties:
    """The parties of all deals, joined. Who stands in several has a page; who stands in one is found there.

    ``places`` is where each with an identifier is found; ``paged`` and ``firms`` are what their pages are or would be called.
    """

    def __init__(self, deals: Sequence[SiteDeal]) -> None:
        self.deals = deals
        self.net = across([_note(number, deal) for number, deal in enumerate(deals)])
        self.slugs: dict[str, tuple[str, ...]] = {}
        self.places: dict[str, str] = {}
        firms = set[str]()
        for key, found in self.net.joins.who.items():
            firm = found[0][1].path[0] == "parties" and self.net.is_firm(key)
            if firm and (own := sorted({s for _, who in found if (s := party_slug(who))})):
                firms.update(own)
                number, who = found[0]
                if len(self.net.joins.deals(key)) > 1:
                    self.slugs[key] = tuple(own)
                    self.places[key] = f"party/{own[0]}.html"
                else:
                    self.places[key] = f"deal/{deals[number].slug}.html#{who.path[-1]}"
        self.firms, self.paged = frozenset(firms), frozenset(slug for own in self.slugs.values() for slug in own)
        self.does = self._capacities()
        self.alike: dict[str, _Namesakes] = {}
        for alike in self.net.joins.alike:
            known = tuple(key for key in alike.keys if key in self.places)  # worked out once for all of them: they may be many
            found_here = _Namesakes(known, len(alike.keys) - len(known), alike.why == "differ")
            self.alike |= dict.fromkeys((key for key in known if key in self.slugs), found_here)

    def _capacities(self) -> dict[str, dict[int, set[str]]]:
        found: dict[str, dict[int, set[str]]] = {}
        for number, deal in enumerate(self.deals):
            for path, what in deal.does:
                key = self.net.joins.keys.get((number, path))
                if key in self.slugs:
                    found.setdefault(key, {}).setdefault(number, set()).add(what)
        return found

    def first(self, key: str) -> Who:
        """Return a party as its first deal has it."""
        return self.net.joins.who[key][0][1]

    def written(self, site: Site) -> Iterator[tuple[str, bytes]]:
        """Yield the pages in the language spoken, each with its path; who is found by several identifiers has a page under each."""
        for key, own in self.slugs.items():
            name = self.net.name(key)
            numbers = sorted(self.net.joins.deals(key), key=lambda n: self.deals[n].order)
            count = max(1, -(-len(numbers) // ROWS))
            for slug in own:
                for at in range(1, count + 1):
                    path = f"party/{slug}.html" if at == 1 else f"party/{slug}-{at}.html"
                    body = [
                        *self._head(key),
                        *self._deals(key, numbers[(at - 1) * ROWS : at * ROWS]),
                        self._ways(slug, at, count),
                    ]
                    yield path, page(site, PagePlace(path, name), body)

    def _ways(self, slug: str, at: int, count: int) -> str:
        return pages(f"{slug}-", at, count).replace(f'"{slug}-1.html"', f'"{slug}.html"')

    def _head(self, key: str) -> Iterator[str]:
        who = self.first(key)
        told = [word_of(who.form)] if who.form else []
        told += [place_name(who.seat)] if who.seat else []
        yield f"<p>{escape(' · '.join(told))}</p>" if told else ""
        codes = "".join(f"<li>{escape(code_words(c))}</li>" for c in self.net.joins.codes(key))
        yield f'<ul class="plain" aria-label="{escape(say("Identifiers"))}">{codes}</ul>'
        if found := self.alike.get(key):
            yield self._namesakes(key, found)

    def _namesakes(self, key: str, found: "_Namesakes") -> str:
        """Return who else has the name: the first of them, and how many more there are."""
        others = [k for k in found.known[: _NAMED + 1] if k != key][:_NAMED]
        same = [
            link(f"../{self.places[k]}", f"{self.net.name(k)} ({', '.join(map(code_words, self.net.joins.codes(k)))})")
            for k in others
        ]
        if more := len(found.known) - 1 - len(others):
            same.append(escape(say("and {n} more", n=more)))
        if same and found.differ:
            return (
                f"<p>{escape(say('Others of this name have another identifier and are not the same:'))} {'; '.join(same)}</p>"
            )
        if found.differ or not (same or found.without):
            return ""
        told_n = f" {escape(say('{n} without an identifier', n=found.without))}" if found.without else ""
        return f"<p>{escape(say('May be the same, and was not joined:'))} {'; '.join(same)}{told_n}</p>"

    def _deals(self, key: str, numbers: Sequence[int]) -> Iterator[str]:
        tag = spoken()
        rows = []
        for number in numbers:
            deal = self.deals[number]
            does = sorted(self.does.get(key, {}).get(number, ()))
            rows.append(
                (
                    link(f"../deal/{deal.slug}.html", deal.names[tag]),
                    escape(deal.closing),
                    escape(listed(map(capacity, does))) if does else "",
                )
            )
        yield f"<h2>{escape(say('Deals'))}</h2>"
        yield table((say("Deal"), say("Closing"), say("Does")), rows)

    def rows(self) -> list[list[str]]:
        """Return the list of parties with a page, by name."""
        order = sorted(self.places, key=lambda k: (shown(self.first(k).name).casefold(), k))
        return [
            [
                link(f"../{self.places[k]}", self.net.name(k)),
                escape(", ".join(map(code_words, self.net.joins.codes(k)))),
                figures.count(len(self.net.joins.deals(k))),
            ]
            for k in order
        ]


def _note(number: int, deal: SiteDeal) -> Note:
    """Return of a deal what joining its parties with those of others needs."""
    return Note(number, "", "", "", None, _NO_DAY, deal.actors, (), (), (), ())


_NO_DAY = Standing(date.min, "known")
"""On which day its parties were looked at is of no account here."""
