"""Acceptance of a fail: shown over it, changing nothing else; one that is expired, unused or not allowed is itself reported."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from legalmodel.base.language import Phrase, Said
from legalmodel.base.outcomes import Outcome
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import Accepted


def accept(graph: Graph, findings: tuple[Finding, ...], day: date) -> tuple[Said, ...]:
    """Lay the deal's acceptances over the fails they name; return a note for each that does not count, and why."""
    return tuple(note for a in graph.section("acceptances") for note in _one(a, findings, day))


def _one(acceptance: Thing, findings: tuple[Finding, ...], day: date) -> Iterable[Said]:
    rule, subject, until, by, reason = (acceptance.fields.get(f) for f in ("rule", "subject", "until", "by", "reason"))
    named = [f for f in findings if f.rule.id == rule and _covers(subject, f)]
    holes: dict[str, Any] = {"id": acceptance.id, "rule": rule if isinstance(rule, str) else Phrase("no rule")}
    if not named and subject is None and any(f.rule.id == rule for f in findings):
        # an acceptance that names no record would cover every one that fails later, which nobody accepted
        yield Phrase("Acceptance '{id}' of {rule} does not count: it does not say for which record.", **holes)
    elif not named:
        yield Phrase("Acceptance '{id}' of {rule} names no finding of this deal.", **holes)
    elif named[0].rule.form.acceptable_by == "nobody":
        yield Phrase("Acceptance '{id}' of {rule} does not count: nobody may accept a fail of this rule.", **holes)
    elif not (isinstance(by, str) and isinstance(reason, str)):
        yield Phrase("Acceptance '{id}' of {rule} does not count: it does not say who accepts, and why.", **holes)
    elif not isinstance(until, Span) or until.last < day:
        yield Phrase("Acceptance '{id}' of {rule} does not count: it has expired or says no last day.", **holes)
    elif not (fails := [f for f in named if f.outcome is Outcome.FAIL]):
        yield Phrase("Acceptance '{id}' of {rule} is not needed: the rule does not fail.", **holes)
    else:
        for finding in fails:
            finding.accepted = Accepted(acceptance.id, by, reason, str(until))


def _covers(subject: object, finding: Finding) -> bool:
    """Tell whether an acceptance speaks of a finding: of its very record, or of the deal as a whole where the rule does."""
    if finding.subject is None or finding.subject.sort == "deal":
        return subject is None
    return finding.subject is subject
