"""The whole site: deals put in several processes, then lists, parties, rules and the index; written beside its place, and put there whole or not at all."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from html import escape
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from legalmodel.base.errors import BadRequest, of_the_system
from legalmodel.base.language import say, speaking
from legalmodel.base.names import chosen
from legalmodel.base.resources import package_folder
from legalmodel.law.load import load_law
from legalmodel.law.texts import cited, title_of
from legalmodel.methods.across.across import across
from legalmodel.methods.across.notes import Who
from legalmodel.site.frame import BYTES_MOST, NAMES, POLICY, Site
from legalmodel.site.index import IndexEntry, parts
from legalmodel.site.lists import by_conclusion, calendar_rows, conclusion_title, deal_heads, deal_rows, home, list_name, paged
from legalmodel.site.one_deal import DealAsked, SiteDeal, Wished, party_slug, put
from legalmodel.site.parties import SiteParties
from legalmodel.site.rules import Rules

MARK = ".legalmodel-site"
"""A file in every site: only a folder that has it, or is empty, is ever replaced."""
_FOLDERS = ("deal", "deals", "party", "parties", "rule", "rules", "list", "calendar")
_AHEAD = 4
"""So many deals wait for each process: enough that none stands idle, few enough that they take no memory."""


class Built(NamedTuple):
    """What came of it: deals on the site, those left out by reason, pages in all, the largest in bytes."""

    deals: int
    left: Counter[str]
    pages: int
    largest: int


def build(
    asked: Iterable[DealAsked], target: Path, wished: Wished, jobs: int, step: Callable[[], None] = lambda: None
) -> Built:
    """Write the site to a folder; ``wished.folder`` is not used.

    Raises BadRequest if the folder is neither empty nor a site, or cannot be written; what stood there stays then.
    """
    place = target.resolve()
    _may_replace(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(".tmp", f".{place.name[:40]}.", place.parent))
    except OSError as error:
        raise _unwritable(target, error) from None
    try:
        built = _write(asked, draft, wished._replace(folder=draft), jobs, step)
        _swap(draft, place)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return built


def _unwritable(target: Path, error: OSError) -> BadRequest:
    return BadRequest(
        say("{path} cannot be written: {why}", path=target, why=of_the_system(error) or str(error)),
        say("name a folder in a folder that may be written"),
    )


def _may_replace(place: Path) -> None:
    if place.exists() and (not place.is_dir() or (any(place.iterdir()) and not (place / MARK).is_file())):
        raise BadRequest(
            say("{path} is there and is no site", path=place), say("name a new or empty folder, or a site made before")
        )


def _swap(draft: Path, place: Path) -> None:
    """Put the new site in place of the old one; if that fails, the old one stands again."""
    draft.chmod(0o755)
    old = None
    if place.exists():
        old = Path(mkdtemp(".old", f".{place.name[:40]}.", place.parent)) / "site"
        place.rename(old)
    try:
        draft.rename(place)
    except OSError:
        if old is not None:
            with suppress(OSError):
                old.rename(place)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old.parent, ignore_errors=True)


def _write(asked: Iterable[DealAsked], folder: Path, wished: Wished, jobs: int, step: Callable[[], None]) -> Built:
    site = wished.site
    for tag in site.tags:
        for name in _FOLDERS:
            (folder / tag / name).mkdir(parents=True)
    for name in ("assets", "index", "chart"):
        (folder / name).mkdir()
    (folder / MARK).write_text("1\n", "ascii")
    for name in ("look.css", "search.js"):
        shutil.copyfile(package_folder("site") / name, folder / "assets" / name)
    (folder / "index.html").write_bytes(_door(site))
    every = list(_put(asked, wished, jobs, step))
    deals = sorted((d for d in every if not d.trouble), key=lambda d: (d.closing, d.slug))
    left = Counter(d.trouble for d in every if d.trouble)
    pages, largest = len(deals) * len(site.tags), max((d.largest for d in deals), default=0)
    for size in _lists(deals, folder, wished, left):
        pages, largest = pages + 1, max(largest, size)
    if largest > BYTES_MOST:
        raise BadRequest(say("a page has {n} bytes", n=largest), say("leave out what makes it so large, and tell us"))
    return Built(len(deals), left, pages, largest)


def _put(asked: Iterable[DealAsked], wished: Wished, jobs: int, step: Callable[[], None]) -> Iterator[SiteDeal]:
    """Put each deal, in several processes where that is asked for; in the order in which they were given."""
    if jobs < 2:
        for each in asked:
            yield put(each, wished)
            step()
        return
    waiting = iter(asked)
    with ProcessPoolExecutor(jobs) as pool:
        running = [pool.submit(put, each, wished) for each in islice(waiting, jobs * _AHEAD)]
        while running:
            done = running.pop(0)
            if (after := next(waiting, None)) is not None:
                running.append(pool.submit(put, after, wished))
            yield done.result()
            step()


def _lists(deals: list[SiteDeal], folder: Path, wished: Wished, left: Counter[str]) -> Iterator[int]:
    """Write all that is of several deals; yield the size of each page."""
    site = wished.site
    net = across([d.note for d in deals if d.note])
    parties = SiteParties(net, deals)
    law = load_law(*wished.packs)
    rules = Rules(law.rules, law.catalogue, deals)
    made = parts(_entries(deals, parties, rules, site))
    for number, part in made.items():
        (folder / "index" / f"{number}.js").write_bytes(part)
    for tag in site.tags:
        with speaking(tag):
            written = [
                *paged(site, "deals", say("Deals"), deal_heads(), deal_rows(deals)),
                *paged(
                    site,
                    "parties",
                    say("Parties"),
                    [say("Party"), say("Identifiers"), say("Deals")],
                    parties.rows(),
                    _of_parties(),
                ),
                *paged(
                    site, "rules", say("Rules"), [say("Rule"), say("Title"), say("Law"), say("Deals not met")], rules.rows()
                ),
                *paged(
                    site,
                    "calendar",
                    say("Calendar"),
                    [say("Day"), say("Deal"), say("What"), say("Stands")],
                    calendar_rows(deals),
                    _of_calendar(),
                ),
                ("index.html", home(site, deals, len(parties.slugs), len(rules.rules), left, len(made))),
            ]
            for (heading, value), found in by_conclusion(deals).items():
                name = f"list/{list_name(heading, value)}"
                (folder / tag / name).mkdir()
                written += _deeper(paged(site, name, conclusion_title(heading, value), deal_heads(), deal_rows(found)))
            for path, content in (*written, *rules.written(site)):
                (folder / tag / path).write_bytes(content)
                yield len(content)
            for path, content in parties.written(site):
                (folder / tag / path).write_bytes(content)
                yield len(content)


def _deeper(made: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield pages that stand a folder deeper than other lists, their links to deals led up once more."""
    for path, content in made:
        yield path, content.replace(b'href="../deal/', b'href="../../deal/')


def _of_parties() -> str:
    return say(
        "Parties with an LEI, a social credit code or another number. Others stand on the pages of their deals; natural persons stand nowhere by name."
    )


def _of_calendar() -> str:
    return say(
        "What was not met, and what is due within three months. What was made, and later days, stand on the page of each deal."
    )


def _entries(deals: list[SiteDeal], parties: SiteParties, rules: Rules, site: Site) -> list[IndexEntry]:
    """Return all that can be found; a name in other languages is found too."""
    found = []
    for deal in deals:
        names = (deal.names.get("en", ""), deal.names.get("zh", ""))
        others = " ".join(f for f in deal.forms if f not in names)
        found.append(
            IndexEntry("d", names[0], names[1], f"deal/{deal.slug}.html", " ".join(p for p in (deal.closing[:4], others) if p))
        )
    for key, slugs in parties.slugs.items():
        who = parties.first(key)
        names = _names(who)
        codes = " ".join(c.partition(":")[2] for c in parties.net.joins.codes(key))
        others = " ".join(f for f in who.forms if f not in names)
        found.append(IndexEntry("p", names[0], names[1], f"party/{slugs[0]}.html", " ".join(p for p in (codes, others) if p)))
    for deal in deals:
        found += _without_codes(deal)
    for id, rule in rules.rules.items():
        said = []
        for tag in ("en", "zh"):
            with speaking(tag):
                said.append(f"{cited(rule)} {title_of(rule.form.title)}")
        found.append(IndexEntry("r", said[0], said[1], f"rule/{id}.html", id))
    return found if site.tags else []


def _without_codes(deal: SiteDeal) -> Iterator[IndexEntry]:
    """Yield the parties of a deal that have no page of their own: they lead to the page of the deal."""
    for who in deal.note.actors if deal.note else ():
        if who.path[0] == "parties" and who.sure and not who.person and who.forms and not party_slug(who):
            en, zh = _names(who)
            yield IndexEntry(
                "p", en, zh, f"deal/{deal.slug}.html#{who.path[-1]}", deal.names.get("en") or next(iter(deal.names.values()))
            )


def _names(who: Who) -> tuple[str, str]:
    """Return the name of a party in English and in Chinese, as far as it has one."""
    forms = getattr(who.name, "forms", {})
    return (chosen(forms, "en"), chosen(forms, "zh")) if forms else (who.name, who.name)


def _door(site: Site) -> bytes:
    """Return the page that leads to each language."""
    ways = "".join(f'<li><a href="{tag}/index.html" lang="{tag}" hreflang="{tag}">{NAMES[tag]}</a></li>' for tag in site.tags)
    with speaking(site.tags[0]):
        name = escape(site.called)
    head = f'<!doctype html><html lang="{site.tags[0]}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    view = '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="assets/look.css">'
    return f'{head}{view}<title>{name}</title></head><body><main><h1>{name}</h1><ul class="plain">{ways}</ul></main></body></html>\n'.encode()
