"""How the assets pass, hop by hop, with what protects each hop, and who else has a right over them."""

from collections.abc import Iterator

from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Span
from legalmodel.graph.graph import Graph
from legalmodel.graph.turns import Turns, folded
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart, Edge
from legalmodel.output.describe import code, day_of, shape_of, thing_in, things_in, value, word
from legalmodel.output.drawing import Drawing
from legalmodel.output.turns import note, turns_lines
from legalmodel.output.unsaid import quiet
from legalmodel.report.turns import prices_words
from legalmodel.report.words import millions

TITLE = Phrase("Transfer of title", context="chart")
ORDER = 4


_GIVER = Phrase("Transferor not named", context="chart"), Phrase("Transferor (name withheld)", context="chart")
_TAKER = Phrase("Transferee not named", context="chart"), Phrase("Transferee (name withheld)", context="chart")


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE, "lanes")
    drawing.estates()
    many: dict[Path, Turns] = {}
    hops: list[Thing] = []
    for each in folded(h for s in ("trusts", "transfers") for h in graph.standing(s)):
        hops.append(drawing.worst(list(each.purchases)) if isinstance(each, Turns) else each)
        if isinstance(each, Turns):
            many[hops[-1].path] = each
            drawing.notes.append(note(each))
    hops = _in_order(hops)
    for hop in hops:
        _hop(drawing, hop, _number(hop, hops), hops, many.get(hop.path))
    for pool in graph.standing("pools"):
        _rivals(drawing, pool)
    used = {end for e in drawing.edges for end in (e.source, e.target)}
    drawing.nodes = {id: n for id, n in drawing.nodes.items() if id in used}
    return drawing.chart()


def _in_order(hops: list[Thing]) -> list[Thing]:
    """Put each hop after those by which its giver got the assets."""
    done: list[Thing] = []
    while rest := [h for h in hops if h not in done]:
        ready = [h for h in rest if not any(_before(o, h) for o in rest if o is not h)]
        done += ready or rest
    return done


def _number(hop: Thing, hops: list[Thing]) -> int:
    """Return which step a hop is on the way of its assets: those side by side have one number; in a circle, none counts twice."""
    number, above, seen = 1, [h for h in hops if _before(h, hop)], [hop]
    while above := [h for h in above if h not in seen]:
        number += 1
        seen += above
        above = [h for h in hops for then in above if _before(h, then)]
    return number


def _before(first: Thing, then: Thing) -> bool:
    giver = thing_in(then, "transferor")
    return giver is not None and thing_in(first, "transferee") is giver


def _hop(drawing: Drawing, hop: Thing, i: int, hops: list[Thing], turns: Turns | None) -> None:
    giver, taker = thing_in(hop, "transferor"), thing_in(hop, "transferee")
    source = drawing.box(giver) if giver else drawing.unnamed(hop, "transferor", *_GIVER)
    target = drawing.box(taker) if taker else drawing.unnamed(hop, "transferee", *_TAKER)
    for box in (source, target):
        drawing.nodes[box] = drawing.nodes[box]._replace(row=None)
    drawing.line(
        hop,
        source,
        target,
        "trust" if hop.sort == "trust" else "transfer",
        [say("Hop {n}", n=i), *(_turns(turns) if turns else _terms(hop))],
    )
    if not any(_before(hop, other) for other in hops):
        for asset in things_in(hop, "assets"):
            id = drawing.box(asset)
            drawing.nodes[id] = drawing.nodes[id]._replace(group=drawing.nodes[target].group)
            if not any(e.source == target and e.target == id and e.relation == "property" for e in drawing.edges):
                drawing.edges.append(Edge(f"{'.'.join(hop.path)}.has.{asset.id}", target, id, "property"))
            for maker in things_in(asset, "originated_by") if len(hops) > 1 else ():
                if ".".join(maker.path) in drawing.nodes:
                    drawing.edges.append(Edge(f"{id}.made_by.{maker.id}", drawing.box(maker), id, "other", (say("made by"),)))


def _turns(turns: Turns) -> tuple[str, ...]:
    return (*turns_lines(turns), prices_words(turns))


def _terms(hop: Thing) -> Iterator[str]:
    yield word(hop, "act", quiet(say("act not known")))
    if day := day_of(hop, "signed"):
        yield say("signed {day}", day=day)
    if day := day_of(hop, "effective"):
        yield say("effective {day}", day=day)
    if price := millions(value(hop, "price")):
        yield say("price {amount}", amount=price)
    yield say("law of the contract {law}", law=code(hop, "law")) if code(hop, "law") else ""
    how, when = value(hop, "perfected_by"), value(hop, "perfected_on")
    if how is NONE:
        yield say("no step against third parties")
    elif isinstance(how, str):
        said = say("against third parties: {how}", how=how)
        yield say("{step}, {day}", step=said, day=figures.day(when)) if isinstance(when, Span) else said
    else:
        yield quiet(say("step against third parties not known"))


def _rivals(drawing: Drawing, pool: Thing) -> None:
    """Draw who else has a right over a pool."""
    for charge in drawing.graph.standing("charges"):
        taker = thing_in(charge, "to")
        if taker and pool in things_in(charge, "over") and shape_of(pool):
            drawing.line(
                charge, drawing.box(pool), drawing.box(taker), "charge", [word(charge, "kind", say("security"))], pool.id
            )
