"""Acceptance of a fail: shown over it, changing nothing else; one that is expired, unused or not allowed is itself reported."""

from collections.abc import Iterable
from datetime import date

from legalmodel.base.outcomes import Outcome
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Accepted, Finding


def accept(graph: Graph, findings: tuple[Finding, ...], run_day: date) -> tuple[str, ...]:
    """Lay the deal's acceptances over the fails they name; return a note for each that does not count, and why."""
    return tuple(note for a in graph.section("acceptances") for note in _one(a, findings, run_day))


def _one(acceptance: Thing, findings: tuple[Finding, ...], run_day: date) -> Iterable[str]:
    rule, subject, until = (acceptance.fields.get(f) for f in ("rule", "subject", "until"))
    named = [f for f in findings if f.rule.id == rule and (f.subject is subject or subject is None)]
    title = f"Acceptance '{acceptance.id}' of {rule}"
    if not named:
        yield f"{title} names no finding of this deal."
    elif named[0].rule.form.acceptable_by == "nobody":
        yield f"{title} does not count: nobody may accept a fail of this rule."
    elif not isinstance(until, Span) or until.last < run_day:
        yield f"{title} does not count: it has expired or says no last day."
    elif not (fails := [f for f in named if f.outcome is Outcome.FAIL]):
        yield f"{title} is not needed: the rule does not fail."
    else:
        for finding in fails:
            by, reason = (str(acceptance.fields.get(f) or "(not stated)") for f in ("by", "reason"))
            finding.accepted = Accepted(acceptance.id, by, reason, str(until))
