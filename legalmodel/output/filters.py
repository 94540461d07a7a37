"""Shows a part of a chart: one party and its neighbours, some kinds of relation, one legal system, the proof of one finding."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import Phrase, in_each, say
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.law.reach import holds_at
from legalmodel.output import looks
from legalmodel.output.chart import Chart, Edge, Group
from legalmodel.output.describe import thing_in, things_in, together, value
from legalmodel.output.marks import proof_records


class Filter(NamedTuple):
    """What to show. Everything, if nothing is named. With ``jurisdictions`` boxes of one legal system stand in one frame."""

    party: str = ""
    kinds: tuple[str, ...] = ()
    system: str = ""
    finding: str = ""
    jurisdictions: bool = False


def filtered(chart: Chart, wanted: Filter, graph: Graph, judgment: Judgment | None) -> Chart:
    """Return the part of a chart that is wanted, with a note of what is shown.

    Raises BadRequest if there is no such party, kind of relation or finding.
    """
    if wanted.party:
        chart = _party(chart, wanted.party, graph)
    if wanted.kinds:
        chart = _kinds(chart, wanted.kinds)
    if wanted.system:
        chart = _system(chart, wanted.system, graph)
    if wanted.finding:
        chart = _finding(chart, wanted.finding, judgment)
    return _jurisdictions(chart, graph) if wanted.jurisdictions else chart


def _jurisdictions(chart: Chart, graph: Graph) -> Chart:
    """Put what has its seat, or its law, in one country into a frame; ring-fences stand within. Lanes know no such frames."""
    home = {n.id: _country(graph, n.id) for n in chart.nodes}
    inside = {g.id: next((home[n.id] for n in chart.nodes if n.group == g.id and home[n.id]), "") for g in chart.groups}
    codes = sorted({code for code in home.values() if code})
    nodes = tuple(n if n.group else n._replace(group=f"seat {home[n.id]}" if home[n.id] else "") for n in chart.nodes)
    groups = tuple(g if g.parent or not inside[g.id] else g._replace(parent=f"seat {inside[g.id]}") for g in chart.groups)
    frames = tuple(
        Group(f"seat {code}", in_each(Phrase("Jurisdiction {code}", context="chart", code=code)), "jurisdiction")
        for code in codes
    )
    return chart._replace(nodes=nodes, groups=(*frames, *groups), form="")


def _country(graph: Graph, id: str) -> str:
    """Return the country of the seat of a party, or of the law of an estate; of a class, that of its issuer."""
    thing = graph.things.get(_record(id))
    if thing is not None and thing.sort == "security":
        thing = thing_in(thing, "issuer")
    for field in ("seat", "law") if thing is not None and thing.sort in ("party", "estate") else ():
        if thing is not None and isinstance(found := value(thing, field), str):
            return found[:2]
    return ""


def _kept(chart: Chart, keep: Callable[[Edge], bool], note: str, also: frozenset[str] = frozenset()) -> Chart:
    """Keep some relations, the boxes at their ends, and some more boxes."""
    edges = tuple(e for e in chart.edges if keep(e))
    ends = {end for e in edges for end in (e.source, e.target)} | also
    nodes = tuple(n for n in chart.nodes if n.id in ends)
    within = {n.group for n in nodes}
    groups = tuple(g for g in chart.groups if g.id in within or any(o.parent == g.id and o.id in within for o in chart.groups))
    return chart._replace(nodes=nodes, edges=edges, groups=groups, notes=(*chart.notes, note))


def _party(chart: Chart, id: str, graph: Graph) -> Chart:
    """Keep the neighbourhood of a party or estate: what it stands in itself, or as holder of an estate."""
    known = {
        t.id: t
        for t in graph.things.values()
        if len(t.path) == 2 and t.sort in ("party", "estate", "security", "pool", "account")
    }
    if id not in known:
        raise BadRequest(
            say("there is no party or estate '{id}' in the deal", id=id), nearest(id, known) or say("give its id in the file")
        )
    held = [e for e in graph.standing("estates") if known[id] in together(thing_in(e, "held_by"))]
    own = frozenset(".".join(t.path) for t in (known[id], *held))
    there, note = {n.id for n in chart.nodes}, f"Only what concerns {graph.label(known[id])}."
    if chart.form == "axis":
        return _on_axis(chart, {n.id for n in chart.nodes if _names(graph.things.get(_record(n.id)), (known[id], *held))}, note)
    return _kept(chart, lambda e: bool(own & {e.source, e.target}), note, own & there)


def _names(record: Thing | None, things: tuple[Thing, ...]) -> bool:
    """Tell whether a record names one of some things in a field of its own."""
    if record is None:
        return False
    return any(t in things for f in record.fields for t in (thing_in(record, f), *things_in(record, f)))


def _on_axis(chart: Chart, kept: set[str], note: str) -> Chart:
    """Keep boxes beside an axis, with their days, one after the other."""
    rows = {n.row for n in chart.nodes if n.id in kept}
    nodes = tuple(n for n in chart.nodes if n.id in kept or (n.shape == "step" and n.row in rows))
    days = [n.id for n in nodes if n.shape == "step"]
    edges = tuple(Edge(f"{then}.after", day, then, "step") for day, then in pairwise(days))
    return chart._replace(nodes=nodes, edges=edges, notes=(*chart.notes, note))


def _kinds(chart: Chart, kinds: tuple[str, ...]) -> Chart:
    for kind in kinds:
        if kind not in looks.RELATIONS:
            raise BadRequest(
                say("there is no kind of relation '{kind}'", kind=kind),
                nearest(kind, looks.RELATIONS) or say("kinds: {relations}", relations=", ".join(looks.RELATIONS)),
            )
    words = ", ".join(str(looks.RELATIONS[k].words).lower() for k in kinds)
    return _kept(chart, lambda e: e.relation in kinds, f"Only these relations: {words}.")


def _record(id: str) -> Path:
    return tuple(id.split("."))[:2]


def _system(chart: Chart, code: str, graph: Graph) -> Chart:
    """Keep what the file ties to a legal system: by the law of a relation, or by the seat or law of either end."""

    def tied(record: Path) -> bool:
        thing = graph.things.get(record)
        return thing is not None and any(
            _within(thing, field, code) for field in ("law", "law_of_claims", "law_of_priority", "seat")
        )

    def keep(edge: Edge) -> bool:
        return any(tied(_record(x)) for x in (edge.id, edge.source, edge.target))

    also = frozenset(n.id for n in chart.nodes if tied(_record(n.id)))
    return _kept(chart, keep, f"Only what the file ties to the law of {code}.", also)


def _within(thing: Thing, field: str, code: str) -> bool:
    found = value(thing, field)
    return isinstance(found, str) and holds_at(code, found, None) is not False


def _finding(chart: Chart, id: str, judgment: Judgment | None) -> Chart:
    """Make faint all that the proof of a finding, or of all findings of a rule, does not rest on."""
    findings = [f for f in judgment.findings if id in (f.id, f.rule.id)] if judgment else []
    if not findings or judgment is None:
        known = [f.id for f in judgment.findings] if judgment else []
        raise BadRequest(
            say("there is no finding '{id}'", id=id),
            nearest(id, known) or say("give the id that explain prints, or the id of a rule"),
        )
    path = {r for f in findings for r in (*proof_records(f), f.subject_path[:2], *(m.path[:2] for m in f.missing))}
    edges = tuple(e._replace(faint=_record(e.id) not in path) for e in chart.edges)
    bright = {end for e in edges if not e.faint for end in (e.source, e.target)}
    nodes = tuple(n._replace(faint=_record(n.id) not in path and n.id not in bright) for n in chart.nodes)
    said = (
        f"{findings[0].rule.form.title.en}: {findings[0].sentence}" if findings[0].sentence else findings[0].rule.form.title.en
    )
    return chart._replace(nodes=nodes, edges=edges, notes=(*chart.notes, f"What {id} rests on stands out. {said}"))
