"""Before and after in one picture: the deal, who fails in it, what is lost, weighed or provided for; the rest is drawn pale."""

from legalmodel.analysis.failure.harm import Consequence, Harm
from legalmodel.analysis.failure.what_follows import Stressed
from legalmodel.base.language import say
from legalmodel.base.places import dotted
from legalmodel.base.speech import listed, name_of
from legalmodel.base.things import Thing
from legalmodel.judgment.checked import Checked
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.views import draw_view
from legalmodel.report.stressed_tables import HARM_WORDS


def before_and_after(base: Checked, one: Stressed) -> Chart:
    """Return the chart of the deal as it was on the day, with what the failure does written on each box and line that it reaches."""
    chart = draw_view("relations", base.graph, base.judgment)
    names = {name_of(p) for p in one.failed.parties}
    failed = {
        n.id for n in chart.nodes if n.lines and (n.lines[0] in names or n.id in {dotted(p.path) for p in one.failed.parties})
    }
    reached = _reached(one.chain)
    edges = tuple(_edge(edge, reached, failed) for edge in chart.edges)
    ends = {end for e in edges if not e.faint for end in (e.source, e.target)} | failed
    nodes = tuple(_node(node, reached, failed, ends) for node in chart.nodes)
    names_said = listed(sorted(names))
    note = say(
        "Hypothesis: {who} fails on {day}. It says nothing on the soundness of any party.", who=names_said, day=one.failed.day
    )
    return chart._replace(nodes=nodes, edges=edges, notes=(*chart.notes, note))


def _reached(chain: tuple[Consequence, ...]) -> dict[str, Harm]:
    """Return the gravest harm of each record that a chain tells of, by its path; of a trusteeship, by that of the estate's holder."""
    found: dict[str, Harm] = {}
    for c in chain:
        keys = [_key(c, record) for record in c.records]
        if c.finding is not None and c.finding.subject is not None and not c.records:
            keys.append(_key(c, c.finding.subject))
        for key in keys:
            found[key] = max(found.get(key, Harm.SAFE), c.harm)
    return found


def _key(c: Consequence, record: Thing) -> str:
    estate = record.fields.get("estate") if record.sort == "trust" and c.step == "work" else None
    return f"{dotted(estate.path)}.held_by" if isinstance(estate, Thing) else dotted(record.path)


def _edge(edge: Edge, reached: dict[str, Harm], failed: set[str]) -> Edge:
    section = edge.id.partition(".")[0]
    # several guarantees of one party are folded into one line: the gravest of them is told
    near = [
        h
        for key, h in reached.items()
        if key == edge.id or (section == "guarantees" and edge.source in failed and key.startswith("guarantees."))
    ]
    harm = max(near, default=Harm.SAFE)
    if harm is Harm.SAFE:
        return edge._replace(faint=True)
    return edge._replace(lines=(*edge.lines, _word(harm)))


def _node(node: Node, reached: dict[str, Harm], failed: set[str], ends: set[str]) -> Node:
    if node.id in failed:
        return node._replace(lines=(*node.lines, say("FAILS (hypothesis)")), faint=False)
    harm = reached.get(node.id, Harm.SAFE)
    if harm > Harm.SAFE:
        return node._replace(lines=(*node.lines, _word(harm)), faint=False)
    return node._replace(faint=node.id not in ends)


def _word(harm: Harm) -> str:
    return f"→ {HARM_WORDS[harm]}"
