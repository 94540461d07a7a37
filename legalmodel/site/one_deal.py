"""One deal on its way to the site: its public part is cut, judged, drawn and written in each language; what lists need of it goes back.

Its pages are written to a folder of work, as ``links.py`` completes them once all deals are known.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from legalmodel.api import check_deal
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say, speaking
from legalmodel.base.names import shown
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.speech import name_of
from legalmodel.base.things import latest
from legalmodel.base.values import Span
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.methods.across.notes import Note, Who, note_of
from legalmodel.methods.across.structure import SEVERAL
from legalmodel.methods.leverage.deals import Told
from legalmodel.model.public import public_part
from legalmodel.report.words import outcome_words, spoken_sentence
from legalmodel.site.deal_page import body
from legalmodel.site.disclosures import Disclosed, disclosed
from legalmodel.site.frame import BYTES_MOST, PagePlace, Site, page
from legalmodel.text.read import read_bytes

_TOLD = (Outcome.FAIL, Outcome.JUDGEMENT)


class DealAsked(NamedTuple):
    """One deal to be put on the site: its name in the book, and its bytes."""

    name: str
    raw: bytes


class Wished(NamedTuple):
    """What is the same for all deals: the folder to write to, the site, the day of the run, charts, packs, and whether all facts are public."""

    folder: Path
    site: Site
    run_day: date
    charts: tuple[str, ...]
    packs: tuple[Path, ...]
    whole: bool


class RuleTold(NamedTuple):
    """What a list of a rule tells of a deal: the gravest outcome and its sentence by language, whether it is a fail, and of how many things more."""

    rule: str
    fails: bool
    outcome: dict[str, str]
    sentence: dict[str, str]
    more: int = 0


class SiteDeal(NamedTuple):
    """What the site knows of a deal beside its page. ``trouble`` says why there is none: not public, or a fault of the file.

    ``stands`` is the gravest that each rule says of it; ``does`` says as what each of its ``actors`` acts, by path.
    """

    slug: str
    names: dict[str, str]
    forms: tuple[str, ...] = ()
    closing: str = ""
    route: str = ""
    worst: tuple[tuple[str, str], ...] = ()
    stands: dict[str, str] = {}  # noqa: RUF012 (never written to)
    told: tuple[RuleTold, ...] = ()
    duties: tuple[tuple[Disclosed, dict[str, str]], ...] = ()
    actors: tuple[Who, ...] = ()
    does: tuple[tuple[tuple[str, ...], str], ...] = ()
    charts: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def order(self) -> tuple[str, str, str]:
        """Where it stands in lists: by closing, then by name."""
        return self.closing, next(iter(self.names.values()), ""), self.slug


def slug_of(text: str) -> str:
    """Return what a page is called: a digest of what stands for it in the book, which says nothing of that."""
    return sha256(text.encode()).hexdigest()[:12]


def party_slug(who: Who) -> str:
    """Return the page of a party, by its first identifier; empty for one without, for a class of persons, and for a natural person."""
    if who.person or not who.sure or not who.codes:
        return ""
    first = next((c for kind in ("lei:", "uscc:") for c in who.codes if c.startswith(kind)), sorted(who.codes)[0])
    return slug_of(first)


def put(asked: DealAsked, wished: Wished) -> SiteDeal:
    """Write the pages and charts of one deal, and return what lists need of it."""
    slug = slug_of(asked.name)
    try:
        source = read_bytes(asked.raw, "deal.json" if _is_json(asked) else "deal.yaml")
        part = public_part(source, wished.run_day, wished.whole)
    except (BadInput, BadRequest):
        return SiteDeal(slug, {}, trouble="faults")
    if part is None:
        return SiteDeal(slug, {}, trouble="not_public")
    checked: Checked = check_deal(part.deal, part.source, wished.run_day, packs=wished.packs)
    told = Told(0, slug, name_of(checked.graph.deal), checked.graph)
    note = note_of(told, wished.run_day)
    if note:  # who has no public name is nobody in particular
        note = note._replace(actors=tuple(w._replace(sure=w.sure and w.path[-1] not in part.unnamed) for w in note.actors))
    pages = {w.path: (made, w.codes) for w in note.actors if (made := party_slug(w))} if note else {}
    charts = _charts(checked, slug, wished)
    names: dict[str, str] = {}
    duties: list[list[Disclosed]] = []
    for tag in wished.site.tags:
        with speaking(tag):
            names[tag] = shown(_name(checked))
            calendar = disclosed(checked, tag)
            duties.append(calendar)
            written = page(
                wished.site,
                PagePlace(f"deal/{slug}.html", names[tag]),
                body(checked, _basis(part.kept, wished), charts, slug, calendar, pages),
            )
            if len(written) > BYTES_MOST:
                raise BadRequest(
                    say("the page of {name} has {n} bytes", name=names[tag], n=len(written)),
                    say("leave this deal out, and tell us"),
                )
            (wished.folder / tag / "deal" / f"{slug}.html").write_bytes(written)
    deal = _told(checked, note, SiteDeal(slug, names, charts=tuple(charts)), wished, duties)
    checked.graph.let_go()
    return deal


def _is_json(asked: DealAsked) -> bool:
    """Tell whether the bytes are JSON: by the name of the file, else, of a row of a file of many, by how they begin."""
    known = asked.name.endswith((".yaml", ".yml"))
    return asked.name.endswith(".json") or (not known and asked.raw.lstrip()[:1] == b"{")


def _basis(facts: int, wished: Wished) -> str:
    """Say what the page rests on."""
    if wished.whole:
        return say("This page rests on {n} facts of a file that whoever publishes this site calls public.", n=facts)
    return say(
        "This page rests on {n} facts that published documents state, and on nothing else. What they do not state is not known here.",
        n=facts,
    )


def _name(checked: Checked) -> str:
    name = latest(checked.graph.deal.fields.get("name"))
    return name if isinstance(name, str) else ""


def _charts(checked: Checked, slug: str, wished: Wished) -> list[str]:
    """Draw the charts that say something, with names in both languages, once for all."""
    from legalmodel.output.draw import draw
    from legalmodel.output.views import draw_view

    drawn = []
    for view in wished.charts:
        with speaking():
            chart = draw_view(view, checked.graph, checked.judgment)
            if chart.nodes:
                with suppress(BadRequest):
                    (wished.folder / "chart" / f"{slug}-{view}.svg").write_bytes(draw(chart, "svg"))
                    drawn.append(view)
    return drawn


def _told(checked: Checked, note: Note | None, deal: SiteDeal, wished: Wished, duties: list[list[Disclosed]]) -> SiteDeal:
    order = list(Conclusion)
    worst: dict[str, Conclusion] = {}
    for line in (line for line in checked.judgment.lines if line.is_asked):
        before = worst.get(line.heading)
        if before is None or order.index(line.conclusion) < order.index(before):
            worst[line.heading] = line.conclusion
    stands, telling = _of_rules(checked, wished)
    closing, route = latest(checked.graph.deal.fields.get("closing")), latest(checked.graph.deal.fields.get("route"))
    return deal._replace(
        forms=tuple(getattr(_name(checked), "forms", {}).values()) or (_name(checked),),
        closing=closing.last.isoformat() if isinstance(closing, Span) else "",
        route=route if isinstance(route, str) else "",
        worst=tuple((heading, conclusion.value) for heading, conclusion in worst.items()),
        stands=stands,
        told=tuple(telling),
        duties=_next(duties, wished),
        actors=note.actors if note else (),
        does=tuple(dict.fromkeys(_does(note))) if note else (),
    )


GRAVEST = ("fail", "doubtful", "judgement", "unknown", "reservation", "not_yet_due", "pass", "does_not_arise")
"""How a rule can stand in a deal, the gravest first."""


def _of_rules(checked: Checked, wished: Wished) -> tuple[dict[str, str], list[RuleTold]]:
    """Return the gravest that each rule says of the deal, and what lists of the rules tell."""
    stands: dict[str, int] = {}
    telling: dict[str, list[Finding]] = {}
    for finding in checked.judgment.findings:
        if finding.outcome not in (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED):
            at = GRAVEST.index("doubtful" if finding.doubtful else finding.outcome.value)
            stands[finding.rule.id] = min(at, stands.get(finding.rule.id, at))
        if finding.outcome in _TOLD:
            telling.setdefault(finding.rule.id, []).append(finding)
    return {rule: GRAVEST[at] for rule, at in stands.items()}, [_first(found, wished) for found in telling.values()]


def _first(found: list[Finding], wished: Wished) -> RuleTold:
    """Return of what a rule says of several things in a deal the gravest, and how many more there are."""
    finding = min(found, key=lambda f: (not f.fails, f.outcome is not Outcome.FAIL))
    outcome, sentence = dict[str, str](), dict[str, str]()
    for tag in wished.site.tags:
        with speaking(tag):
            outcome[tag], sentence[tag] = outcome_words(finding), spoken_sentence(finding)
    return RuleTold(finding.rule.id, finding.fails, outcome, sentence, len(found) - 1)


def _does(note: Note) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield as what each actor acts, by its path."""
    for bond in note.bonds:
        if what := SEVERAL.get(bond.relation) or (bond.word if bond.relation == "serves" else ""):
            yield bond.source, what


_AHEAD_DAYS = 92
"""Duties of the next three months stand in the calendar of all deals; later ones on the page of their deal."""


def _next(duties: list[list[Disclosed]], wished: Wished) -> tuple[tuple[Disclosed, dict[str, str]], ...]:
    """Return what the calendar of all deals tells of one: what was not met, and what is due soon; with its words in each language."""
    found = []
    for at, entry in enumerate(duties[0]):
        soon = (
            entry.day is not None
            and 0 <= (entry.day - wished.run_day).days <= _AHEAD_DAYS
            and entry.status in ("due", "not_yet_due")
        )
        if entry.status in ("missed", "not_met") or soon:
            same = [d[at].what if at < len(d) else entry.what for d in duties]
            found.append((entry, dict(zip(wished.site.tags, same, strict=True))))
    return tuple(found)
