"""The tables of the network."""

from collections.abc import Sequence
from fractions import Fraction

from legalmodel.base.language import Phrase, say
from legalmodel.graph.across import CutPoint
from legalmodel.methods.across.across import Across
from legalmodel.methods.across.concentration import Concentration
from legalmodel.methods.across.joining import ALONE
from legalmodel.methods.across.structure import ChainFound, MadeBy, RingFound, Several, SoleWork
from legalmodel.methods.across.words import KINDS, amount, capacity, deals, index, kind, listed, part
from legalmodel.methods.leverage.told import number
from legalmodel.methods.study import Cell, Column, Table

SHOWN = 12
"""More rows than this are only in the other formats; a terminal says how many there are."""
_THREE = 3


def table(key: str, heading: str, columns: Sequence[Column], rows: list[tuple[Cell, ...]], note: str = "") -> Table:
    """Return a table of which a terminal shows the first rows and says how many more there are."""
    if len(rows) <= SHOWN:
        return Table(key, heading, tuple(columns), tuple(rows), note)
    rest = say("{n} more rows: --format csv, json or html", n=len(rows) - SHOWN)
    return Table(key, heading, tuple(columns), tuple(rows), note, tuple(range(SHOWN)), rest)


def concentration_table(net: Across, found: Sequence[Concentration]) -> Table:
    """Return how each relation is spread."""
    columns = (
        Column("relation", say("what")),
        Column("of", say("counted in")),
        Column("whole", say("in all")),
        Column("parties", say("parties"), decimals=0),
        Column("first", say("largest")),
        Column("share", say("its part")),
        Column("three", say("three largest")),
        Column("least", say("index, at least"), decimals=0),
        Column("most", say("at most"), decimals=0),
        Column("untold", say("told of nobody")),
        Column("lacking", say("records without amount"), decimals=0, narrow=False),
    )
    rows: list[tuple[Cell, ...]] = []
    for c in found:
        whole = amount(c.whole, c.currency) if c.currency else f"{c.whole}"
        first = net.name(c.shares[0][0]) if c.shares else None
        share, three = (
            (part(c.shares[0][1]), part(sum((p for _, p in c.shares[:_THREE]), Fraction(0)))) if c.shares else ("0%", "0%")
        )
        rows.append(
            (
                kind(c.relation, c.word),
                c.currency or say("cases"),
                whole,
                len(c.shares),
                first,
                share,
                three,
                index(c.least),
                index(c.most),
                part(c.untold) if c.untold else None,
                c.lacking or None,
            )
        )
    note = say(
        "A case is one party in one deal. Index: sum of the squares of all parts in percent; 10,000 if one has all. What nobody is told to hold makes the bounds."
    )
    return table("concentration", say("Concentration"), columns, rows, note)


def parties_table(net: Across) -> Table:
    """Return the parties that stand in several deals, those in most first, with what they do."""
    does: dict[str, dict[str, set[int]]] = {}
    for tie in net.ties:
        label = capacity(tie.relation) if tie.relation in ("originates", "manages", "holds", "lends", "supports") else ""
        if tie.relation == "serves":
            label = capacity(tie.word)
        if label:
            does.setdefault(tie.source, {}).setdefault(label, set()).update(tie.deals)
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(net.joins.who, key=lambda k: (-len(net.joins.deals(k)), k)):
        count = len(net.joins.deals(key))
        if count < 2 or key in net.vehicles:
            continue
        work = sorted(does.get(key, {}).items(), key=lambda item: (-len(item[1]), item[0]))
        told = listed(say("{what} {n}", what=what, n=len(numbers)) for what, numbers in work)
        joined = say("by name") if key in net.joins.by_name else None
        codes = None if key in net.people else listed(net.joins.codes(key)) or None
        rows.append((net.name(key), count, told, codes, joined))
    columns = (
        Column("party", say("party")),
        Column("deals", say("deals"), decimals=0),
        Column("does", say("what it does, in how many")),
        Column("codes", say("identifiers"), narrow=False),
        Column("joined", say("joined"), narrow=bool(net.joins.by_name)),
    )
    return table("parties", say("Parties in several deals"), columns, rows)


def several_table(net: Across, found: Sequence[Several]) -> Table:
    """Return who has several capacities in one deal."""
    rows: list[tuple[Cell, ...]] = [
        (net.name(s.key), listed(map(capacity, s.capacities)), len(s.deals), deals(net, s.deals)) for s in found
    ]
    columns = (
        Column("party", say("party")),
        Column("capacities", say("in one deal")),
        Column("count", say("in how many"), decimals=0),
        Column("deals", say("deals"), narrow=False),
    )
    return table("several", say("Several capacities in one deal"), columns, rows)


def rings_table(net: Across, found: Sequence[RingFound]) -> Table:
    """Return the rings, each with one shortest way round."""
    rows: list[tuple[Cell, ...]] = []
    for ring in found:
        way = say(" → ").join([*map(net.name, ring.ring), net.name(ring.ring[0])]) if ring.ring else None
        hops = "; ".join(
            say("{what}: {deals}", what=listed(str(KINDS[r]) for r in what.split(", ")), deals=deals(net, numbers))
            for what, numbers in ring.hops
        )
        rows.append((str(KINDS[ring.relation]), len(ring.members), way, hops))
    columns = (
        Column("relation", say("what")),
        Column("members", say("parties"), decimals=0),
        Column("way", say("a shortest way round")),
        Column("hops", say("deals, hop by hop")),
    )
    return table(
        "rings",
        say("Rings"),
        columns,
        rows,
        say("Each is exposed to the next: it lends to it, supports its deals, or holds classes of them."),
    )


def chains_table(net: Across, found: Sequence[ChainFound]) -> Table:
    """Return a longest chain of each relation."""
    rows: list[tuple[Cell, ...]] = [
        (str(KINDS[c.relation]), len(c.chain) - 1, say(" → ").join(map(net.name, c.chain))) for c in found
    ]
    columns = (
        Column("relation", say("what")),
        Column("links", say("links"), decimals=0),
        Column("chain", say("a longest chain")),
    )
    return table("chains", say("Chains"), columns, rows)


def alone_table(net: Across, found: Sequence[SoleWork]) -> Table:
    """Return the work and support that one party alone gives."""
    rows: list[tuple[Cell, ...]] = [
        (
            net.name(s.key),
            str(KINDS["supports"]) if s.work == "supports" else capacity(s.work),
            len(s.deals),
            deals(net, s.deals),
        )
        for s in found
    ]
    columns = (
        Column("party", say("party")),
        Column("work", say("gives alone")),
        Column("count", say("deals"), decimals=0),
        Column("deals", say("which"), narrow=False),
    )
    note = say("As the files tell: nobody else gives it to these deals, and of work nobody is named who could take over.")
    return table("alone", say("On one party alone"), columns, rows, note)


def cuts_table(net: Across, found: Sequence[CutPoint]) -> Table:
    """Return the parties without which the network falls apart."""
    rows: list[tuple[Cell, ...]] = [(net.name(c.node), c.parts, c.cut_off) for c in found]
    columns = (
        Column("party", say("party")),
        Column("parts", say("falls into"), decimals=0),
        Column("cut", say("deals cut off"), decimals=0),
    )
    return table("cuts", say("Without it the network falls apart"), columns, rows)


OWN = {
    "net_capital": Phrase("net capital"),
    "net_assets": Phrase("net assets"),
    "paid_in_capital": Phrase("paid-in capital"),
    "registered_capital": Phrase("registered capital"),
}


def makers_table(net: Across, found: Sequence[MadeBy]) -> Table:
    """Return the originators over all their deals, with what others hold against their own money."""
    rows: list[tuple[Cell, ...]] = []
    for m in found:
        untold = m.issued - m.kept - m.others
        own = (
            say("{what} {amount} ({day})", what=OWN[m.own_what], amount=amount(m.own, m.currency), day=m.own_on)
            if m.own
            else None
        )
        kept = part(m.kept / m.issued) if m.issued else None
        if m.issued and untold > 0:
            kept = say("{low} to {high}", low=part(m.kept / m.issued), high=part((m.kept + untold) / m.issued))
        times = None
        if m.own:
            low, high = number(m.others / m.own), number((m.issued - m.kept) / m.own)
            times = f"{low}" if low == high or untold <= 0 else say("{low} to {high}", low=low, high=high)
        rows.append((net.name(m.key), len(m.deals), amount(m.issued, m.currency), kept, own, times))
    columns = (
        Column("party", say("originator")),
        Column("deals", say("deals"), decimals=0),
        Column("issued", say("issued")),
        Column("kept", say("part kept")),
        Column("own", say("own money")),
        Column("times", say("held by others, times own money")),
    )
    note = say("Issued, not outstanding; own money as last told. A multiple of the law is asked by: legalmodel leverage.")
    return table("originators", say("Originators over all their deals"), columns, rows, note)


_WHY = {
    "none": Phrase("no identifier on any side"),
    "one_side": Phrase("an identifier on some sides only"),
    "differ": Phrase("identifiers differ: not the same"),
}


def alike_table(net: Across) -> Table:
    """Return the names that several bear who were not joined, and the joins that an identifier asked for and another forbids."""
    rows: list[tuple[Cell, ...]] = []
    for a in net.joins.alike:
        numbers = sorted({n for key in a.keys for n in net.joins.deals(key)})
        seats = sorted({who.seat for key in a.keys for _, who in net.joins.who[key] if who.seat})
        rows.append((net.name(a.keys[0]), len(a.keys), str(_WHY[a.why]), listed(seats) or None, deals(net, numbers)))
    for r in net.joins.refused:
        if not any(key in net.people for key in r.keys):
            numbers = sorted({n for key in r.keys for n in net.joins.deals(key)})
            what = r.code if not r.code.startswith("name:") else say("one name")
            kinds = listed(k.upper() for k in ALONE)
            why = say("one {what}, and another {kinds}: not joined", what=what, kinds=kinds)
            rows.append((say(" / ").join(map(net.name, r.keys)), len(r.keys), why, None, deals(net, numbers)))
    columns = (
        Column("name", say("name")),
        Column("count", say("kept apart"), decimals=0),
        Column("why", say("why")),
        Column("seats", say("seats")),
        Column("deals", say("deals"), narrow=False),
    )
    return table("alike", say("May be the same, and not joined"), columns, rows)
