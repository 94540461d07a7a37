"""How each risk, control and cause stands in a deal: by the judgment's findings, and by facts of the file with their places."""

from datetime import date
from typing import NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import NONE, Items, U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.methods.process.standing import Act, acts_of, law_status, names, records
from legalmodel.methods.risks.data import Control, Risk, words

_BY_LAW = {
    "blocked": "shown",
    "open": "possible",
    "weighed": "weighed",
    "not_yet_due": "waits",
    "done": "held",
    "planned": "held",
}
FACTS_MAX = 12
"""Most facts that are told of one risk; the rest are counted."""


class Stated(NamedTuple):
    """A fact that the file states: in words, where it stands, the documents that back it, and how firm it is by each."""

    text: str
    place: str
    path: tuple[str, ...]
    documents: tuple[str, ...]
    standings: tuple[str, ...]


class Seen(NamedTuple):
    """How a risk stands, and what shows it; ``lacking`` are the facts of the catalogue that the file does not state."""

    risk: Risk
    status: str
    who: tuple[str, ...]
    findings: tuple[Finding, ...]
    facts: tuple[Stated, ...]
    lacking: tuple[str, ...]


class Tested(NamedTuple):
    """How a control stands: what shows it and on which day."""

    control: Control
    status: str
    acts: tuple[Act, ...]
    facts: tuple[Stated, ...]


def now_of(checked: Checked) -> date:
    """Return the day that a deal is looked at from."""
    return checked.judgment.as_of or checked.judgment.run_day


def see(risk: Risk, checked: Checked) -> Seen:
    """Return how a risk stands in a deal. Silence shows nothing: a risk of which neither a rule nor a fact speaks is ``silent``."""
    silent = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
    asked = [f for f in checked.judgment.findings if risk.shown_by & {f.rule.id, f.rule.question} and f.outcome not in silent]
    law = _BY_LAW.get(law_status(tuple(asked)), "")
    facts, lacking = stated(risk.facts, checked)
    return Seen(risk, law or ("facts" if facts else "silent"), who(risk.on, checked.graph), tuple(asked), facts, lacking)


def who(place: str, graph: Graph) -> tuple[str, ...]:
    """Return whom or what of the deal a place of the catalogue means, by name."""
    form = words()["places"][place]
    if role := form.get("role"):
        return tuple(dict.fromkeys(names(role, graph)))
    things = records(form["section"], graph) if form.get("section") else ()
    found = [latest(t.fields.get(form["field"])) if form.get("field") else t for t in things]
    return tuple(dict.fromkeys(name_of(t) for t in found if isinstance(t, Thing)))


def stated(paths: tuple[str, ...], checked: Checked) -> tuple[tuple[Stated, ...], tuple[str, ...]]:
    """Return the facts that the file states of some fields (``pools.secured``), and the fields it does not state anywhere."""
    found: list[Stated] = []
    lacking: list[str] = []
    for path in paths:
        section, field = path.split(".")
        things = [checked.graph.deal] if section == "deal" else list(records(section, checked.graph))
        mine = [fact for thing in things for fact in _of_field(thing, field, checked)]
        found += mine
        if not mine:
            lacking.append(path)
    return tuple(found), tuple(lacking)


def _of_field(thing: Thing, field: str, checked: Checked) -> list[Stated]:
    value = latest(thing.fields.get(field))
    if value is None or isinstance(value, U):
        return []
    if isinstance(value, Items):
        inner = [t for t in value if isinstance(t, Thing)]
        return [_whole(t, checked) for t in inner] or ([] if value.open else [_fact(thing, field, checked)])
    return [_fact(thing, field, checked)]


def _fact(thing: Thing, field: str, checked: Checked) -> Stated:
    fact = checked.graph.fact(thing, field, now_of(checked))
    return stated_by(fact)


def stated_by(fact: Fact) -> Stated:
    """Return a declared fact with what backs it."""
    documents = tuple(c.document for c in fact.evidence if c.document)
    return Stated(
        str(fact.text), str(fact.place or ""), fact.path, documents, tuple(c.status for c in fact.evidence if c.status)
    )


def _whole(thing: Thing, checked: Checked) -> Stated:
    """Say a record of a list in one line: its id and the plain values of its fields."""
    day = now_of(checked)
    fields = [f for f, v in thing.fields.items() if v is not None and not isinstance(latest(v), U | Items)]
    facts = [checked.graph.fact(thing, f, day) for f in fields if latest(thing.fields[f]) is not NONE]
    said = "; ".join(str(fact.text).partition(": ")[2] or str(fact.text) for fact in facts)
    every = [stated_by(fact) for fact in facts]
    documents = tuple(dict.fromkeys(d for e in every for d in e.documents))
    standings = tuple(dict.fromkeys(d for e in every for d in e.standings))
    return Stated(f"{name_of(thing)}: {said}", str(checked.graph.place(thing.path) or ""), thing.path, documents, standings)


def test_of(control: Control, checked: Checked) -> Tested:
    """Return how a control stands: done on a day, planned, only stated, or not spoken of."""
    acts = tuple(a for wanted in control.acts for a in acts_of(wanted, checked.graph, now_of(checked)))
    facts, _ = stated(control.facts, checked)
    status = "done" if any(a.done for a in acts) else "planned" if any(a.day for a in acts) else "stated" if facts else "silent"
    return Tested(control, status, acts, facts)


def fact_paths(checked: Checked) -> frozenset[tuple[str, ...]]:
    """Return the paths of all facts that a deal states, such as ``pools.pool.largest_debtor``."""
    things = [checked.graph.deal, *checked.graph.things.values()]
    return frozenset(
        (*thing.path, field)
        for thing in things
        for field, value in thing.fields.items()
        if value is not None and not isinstance(latest(value), U)
    )
