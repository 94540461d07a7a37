"""The network of many deals as a study: what it says first, its tables, its pictures over time and by capacity, and what was taken for granted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.methods.across.across import Across
from legalmodel.methods.across.concentration import Concentration, concentrations
from legalmodel.methods.across.pictures import capacity_grid, years_plot
from legalmodel.methods.across.structure import RingFound, Several, SoleWork, alone, chains, cuts, made_by, rings, several
from legalmodel.methods.across.tables import (
    alike_table,
    alone_table,
    chains_table,
    concentration_table,
    cuts_table,
    makers_table,
    parties_table,
    rings_table,
    several_table,
    table,
)
from legalmodel.methods.across.words import KINDS, amount, capacity, first_up, index, kind, listed, part
from legalmodel.methods.study import Column, Study, Table

_TOP = 3
_MONEY = frozenset(("holds", "lends", "supports"))


class Unused(NamedTuple):
    """A file of the book that could not be used, and why."""

    file: str
    why: str


def across_study(net: Across, unused: Sequence[Unused] = (), out: int = 0) -> Study:
    """Return the network as a study; ``unused`` are files that could not be read, ``out`` counts deals that did not stand on the day asked for."""
    spread, found, many, sole, cut = concentrations(net), rings(net), several(net), alone(net), cuts(net)
    tables = [
        concentration_table(net, spread),
        parties_table(net),
        several_table(net, many),
        rings_table(net, found),
        chains_table(net, chains(net)),
        alone_table(net, [s for s in sole if len(s.deals) > 1]),
        cuts_table(net, cut),
        makers_table(net, made_by(net)),
        alike_table(net),
        unused_table(unused),
    ]
    says = [*_whole(net, unused, out), *_spread(net, spread), *_several(many, net), *_rings(net, found), *_sole(net, sole)]
    return Study(
        "network",
        say("Network of {n} deals", n=len(net.notes)),
        tuple(says),
        tuple(t for t in tables if t.rows),
        tuple(p for p in (capacity_grid(net), years_plot(net)) if p),
        tuple(_assumes(net)),
        (),
        foot=say("Arithmetic on what the deals tell; no forecast, no advice, and no finding against anybody."),
        heads=(say("Assumes"), ""),
    )


def unused_table(unused: Sequence[Unused]) -> Table:
    """Return the files that could not be used."""
    return table(
        "files",
        say("Files not used"),
        (Column("file", say("file")), Column("why", say("why"))),
        [(u.file, u.why) for u in unused],
    )


def _whole(net: Across, unused: Sequence[Unused], out: int) -> Iterable[str]:
    if not net.notes:
        yield say("No deal could be put into a network.")
    else:
        firms = [key for key in net.joins.who if key not in net.vehicles]
        both = sum(len(net.joins.deals(key)) > 1 for key in firms)
        yield say(
            "{n} deals tell of {parties} parties; {both} of them stand in several deals.",
            n=len(net.notes),
            parties=len(firms),
            both=both,
        )
    kinds = Counter(note.about for note in net.notes.values())
    if kinds["real"] and kinds["made_up"]:
        yield say("{n} deals are made up: what is said of all is said of no market.", n=kinds["made_up"])
    if out:
        yield say("{n} deals did not stand on the day asked for and are left out.", n=out)
    if unused:
        yield say("{n} files could not be used and are left out: see the table of files.", n=len(unused))
    if net.joins.alike:
        yield say(
            "{n} names stand several times without a common identifier and were not joined: see the table.",
            n=len(net.joins.alike),
        )


def _spread(net: Across, found: Sequence[Concentration]) -> Iterable[str]:
    for c in [c for c in found if c.relation in _MONEY and c.currency and c.shares][:_TOP]:
        holes = {"what": first_up(kind(c.relation, c.word)), "name": net.name(c.shares[0][0]), "part": part(c.shares[0][1])}
        holes |= {"whole": amount(c.whole, c.currency), "least": f"{index(c.least):,}", "most": f"{index(c.most):,}"}
        if c.untold:
            yield say(
                "{what}, {whole} in all: {name} has most, {part}; of {untold} nobody is told; index {least} to {most}.",
                untold=part(c.untold), **holes,
            )  # fmt: skip  # short parts read together: one a line would take a screen
        else:
            yield say("{what}, {whole} in all: {name} has most, {part}; index {least}.", **holes)
    work = [c for c in found if not c.currency and len(c.shares) > 1]
    for c in sorted(work, key=lambda c: (-c.shares[0][1] * c.whole, c.word))[:_TOP]:
        name, share = c.shares[0]
        yield say(
            "{what}: {name} in {n} of {whole} cases (one party in one deal), {part}.",
            what=first_up(kind(c.relation, c.word)),
            name=net.name(name),
            n=int(share * c.whole),
            whole=int(c.whole),
            part=part(share),
        )


def _several(found: Sequence[Several], net: Across) -> Iterable[str]:
    funds = {"holds", "lends"}
    telling = [s for s in found if funds & set(s.capacities) and len(set(s.capacities)) > 2]
    for s in telling[:_TOP]:
        holes = {"name": net.name(s.key), "what": listed(map(capacity, s.capacities))}
        if len(s.deals) == 1:
            yield say("{name} is all of these in one deal, {deal}: {what}.", deal=net.deal(s.deals[0]), **holes)
        else:
            yield say("{name} is all of these in one deal, and so in {n} deals: {what}.", n=len(s.deals), **holes)


def _rings(net: Across, found: Sequence[RingFound]) -> Iterable[str]:
    for ring in found[:_TOP]:
        way = say(" → ").join([*map(net.name, ring.ring), net.name(ring.ring[0])])
        yield say("Ring of {what}: {way}.", what=str(KINDS[ring.relation]), way=way)
    if net.notes and not found:
        yield say("No ring of loans, support, holdings or vehicles is told.")


def _sole(net: Across, found: Sequence[SoleWork]) -> Iterable[str]:
    for s in [s for s in found if len(s.deals) > 1][:_TOP]:
        what = str(KINDS["supports"]) if s.work == "supports" else capacity(s.work)
        yield say("{n} deals hang on {name} alone: {what}.", n=len(s.deals), name=net.name(s.key), what=what)


def _assumes(net: Across) -> Iterable[str]:
    if not net.notes:
        return
    if any(n.day.why == "asked" for n in net.notes.values()):
        yield say("Deals are looked at on {day}.", day=next(iter(net.notes.values())).day.day.isoformat())
    else:
        yield say(
            "Each deal is looked at on the last day that its file tells of; one that has ended on its closing, a plan as planned."
        )
    yield say("What may be in force on that day counts as in force; currencies are never added up.")
    yield say(
        "Who is the same is found by LEI, social credit code, or a number of one register in one country; never by name alone."
    )
    if net.joins.by_name:
        yield say(
            "Joined by name and seat, as asked for, without an identifier: {n} parties, marked in the table.",
            n=len(net.joins.by_name),
        )
    yield say(
        "What files tell twice of one vehicle counts once. Natural persons stand by number. Silence of a file is not counted as none."
    )
