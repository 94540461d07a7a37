"""How each gate stands: by the findings that it rests on, as the judgment gives them, and by the days of the records that show it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome, State
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import NONE, Items, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.conclude import answering, state_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import first_due
from legalmodel.methods.process.data import Gate, Wanted, people
from legalmodel.model.readers import WORDS

_SILENT = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
_SOURCES = ("public_summary", "from_memory", "computed", "machine_draft")
"""Standings of documents that are sources of facts, and no papers of the deal."""
_TREES = {
    "documents": "document_kind",
    "disclosures": "disclosure",
    "filings": "filing",
    "agencies": "function",
    "conduct": "conduct_kind",
}
_LAW = {
    State.UNKNOWN: "open",
    State.JUDGEMENT: "weighed",
    State.NOT_YET_DUE: "not_yet_due",
    State.NOT_EXAMINED: "",
    State.NOT_APPLICABLE: "",
}


class Act(NamedTuple):
    """A record that shows a gate: the day it says, and whether that is past and firm."""

    thing: Thing
    day: date | None
    done: bool


class Standing(NamedTuple):
    """How a gate stands. ``day`` is by when, ``begin`` the latest day to begin; ``findings`` are what it rests on, ``acts`` what shows it."""

    gate: Gate
    status: str
    day: date | None
    begin: date | None
    whose: tuple[str, ...]
    findings: tuple[Finding, ...]
    acts: tuple[Act, ...]

    @property
    def is_done(self) -> bool:
        """Tell whether the deal may go on as far as this gate is asked."""
        return self.status in ("done", "not_needed")


def stand(gate: Gate, judgment: Judgment, graph: Graph) -> Standing:
    """Return how a gate stands on the day of the judgment."""
    now = judgment.as_of or judgment.run_day
    findings = tuple(f for f in judgment.findings if gate.rests & {f.rule.id, f.rule.question} and f.outcome not in _SILENT)
    acts = tuple(act for wanted in gate.acts for act in acts_of(wanted, graph, now))
    law = law_status(findings)
    status = _status(gate, law, acts, graph)
    due = min(
        (f.result.due for f in findings if f.outcome is Outcome.NOT_YET_DUE and f.result.due), key=first_due, default=None
    )
    days = [a.day for a in acts if a.day] or ([due.day.first] if due and due.day else [])
    return Standing(gate, status, max(days, default=None), due.start if due else None, whose(gate, graph), findings, acts)


def law_status(findings: tuple[Finding, ...]) -> str:
    """Return the standing by law alone: the worst of the questions that the findings answer; empty where law says nothing.

    The state of each question is the judgment's own. A duty that is not yet due is told even where the same question has been
    answered of another record.
    """
    questions: dict[str, list[Finding]] = {}
    for finding in findings:
        questions.setdefault(finding.rule.question, []).append(finding)
    found = {_of_question(q, tuple(f)) for q, f in questions.items()}
    if any(f.outcome is Outcome.NOT_YET_DUE for f in findings):
        found.add("not_yet_due")
    return next((status for status in _WORST if status in found), "")


_WORST = ("blocked", "open", "weighed", "not_yet_due", "planned", "done")


def _of_question(question: str, findings: tuple[Finding, ...]) -> str:
    state = state_of(question, findings, answering(findings)).state
    if state is State.FAIL:
        return "blocked" if any(f.fails for f in findings) else "weighed"
    if state in _LAW:
        return _LAW[state]
    return "planned" if any(f.planned for f in findings) else "done"


def _status(gate: Gate, law: str, acts: tuple[Act, ...], graph: Graph) -> str:
    if law in ("blocked", "open", "weighed", "not_yet_due"):
        return law
    if any(act.day is None for act in acts):
        return "open"
    if acts:
        return "done" if all(act.done for act in acts) else "planned"
    if gate.acts and not law:
        closed = all(not graph.section(w.section).open for w in gate.acts if w.section not in ("hops", "ratings"))
        return "not_needed" if gate.optional and closed else "no_record"
    return law or "no_record"


def acts_of(wanted: Wanted, graph: Graph, now: date) -> Iterable[Act]:
    """Yield the records of a deal that show what is wanted, each with its day; papers that are only sources of facts show nothing."""
    for thing in records(wanted.section, graph):
        standing = latest(thing.fields.get("standing"))
        if (
            standing in _SOURCES
            or latest(thing.fields.get("held")) == "no"
            or not all(is_one(thing, wanted.section, field, of) for field, of in wanted.words)
        ):
            continue
        values = [_at(thing, path) for path in wanted.days]
        if NONE in values and not any(isinstance(v, Span) for v in values):
            continue
        day = next((v.last for v in values if isinstance(v, Span)), None)
        proposed = graph.deal.get("stage", now) == "proposed"
        yield Act(thing, day, day is not None and day <= now and standing != "draft" and not (proposed and day == now))


def records(section: str, graph: Graph) -> Iterable[Thing]:
    """Return the records of a section; ``hops`` are trusts and transfers, ``ratings`` those of all classes."""
    if section == "hops":
        return (*graph.section("trusts"), *graph.section("transfers"))
    if section == "ratings":
        found = [c.fields.get("ratings") for c in graph.section("securities")]
        return [r for items in found if isinstance(items, Items) for r in items if isinstance(r, Thing)]
    return graph.section(section)


def _at(thing: Thing, path: str) -> object:
    value: object = thing
    for field in path.split("."):
        value = latest(value.fields.get(field)) if isinstance(value, Thing) else None
    return value


def is_one(thing: Thing, section: str, field: str, words: tuple[str, ...]) -> bool:
    """Tell whether a field of a record holds one of the words, or one below it."""
    value = latest(thing.fields.get(field))
    above = WORDS[_TREES[section]] if field in ("kind", "what", "function") and section in _TREES else {}
    while isinstance(value, str) and value:
        if value in words:
            return True
        value = above.get(value, "")
    return False


def whose(gate: Gate, graph: Graph) -> tuple[str, ...]:
    """Return the names of those whose duty a gate is, as the file names them."""
    return tuple(dict.fromkeys(name for role in gate.whose for name in names(role, graph)))


def names(role: str, graph: Graph) -> Iterable[str]:
    """Return the names of those who have a role of ``people``."""
    form = people()[role]
    found: list[object] = []
    if "hop" in form:
        found = [hop.fields.get(form["hop"][hop.sort == "transfer"]) for hop in records("hops", graph)]
    elif "support" in form:
        found = [
            g.fields.get(form["support"])
            for g in graph.section("guarantees")
            if latest(g.fields.get("kind")) != "subordination"
        ]
    else:
        agencies = [a for a in graph.section("agencies") if is_one(a, "agencies", "function", (form["function"],))]
        found = [a.fields.get("agent") for a in agencies]
    return [name_of(person) for each in map(latest, found) if isinstance(each, Thing) for person in _persons(each)]


def _persons(actor: Thing) -> tuple[Thing, ...]:
    """Return who acts: a plan or trust has no hands, whoever holds it has the duty; the estate itself where the file does not say."""
    held = latest(actor.fields.get("held_by")) if actor.sort == "estate" else None
    several = held if isinstance(held, Items) else (held,)
    return tuple(each for each in map(latest, several) if isinstance(each, Thing)) or (actor,)
