"""Why a rule does not come out the other way: the nearest variants of the deal in which it does, and how far its figures are from turning it.

A variant is no advice: it may say that things were otherwise which nobody can change. It shows on what the answer hangs, and each is judged by the
engine: the rule is asked of the deal as it then would read.
"""

from typing import NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.outcomes import Outcome
from legalmodel.base.things import Thing
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.variants.margins import Margin, margins
from legalmodel.judgment.variants.ways import ways_of_rule
from legalmodel.judgment.variants.wish import Way
from legalmodel.model.scenario import Change, Scenario

MOST = 5
"""So many variants are told."""
_TRIED = 60


class Variant(NamedTuple):
    """A variant: what would read otherwise, and what the rule then says."""

    way: Way
    outcome: Outcome
    says: Finding


class WhyNot(NamedTuple):
    """One finding with its nearest variants that come out the other way, and its margins; ``tried`` counts the variants asked.

    Where none comes out the other way, the nearest is told in which it is no longer as it is: to be weighed, or not known.
    """

    finding: Finding
    variants: tuple[Variant, ...]
    margins: tuple[Margin, ...]
    tried: int


def why_not(checked: Checked, again: Again, finding: Finding) -> WhyNot:
    """Return the nearest variants of a deal in which a rule that fails would be met, or one that is met would fail."""
    if not finding.scopes or finding.outcome not in (Outcome.PASS, Outcome.FAIL):
        return WhyNot(finding, (), _margins(finding), 0)
    want, scope = finding.outcome is Outcome.FAIL, finding.scopes[0]
    turned: list[Variant] = []
    blurred: list[Variant] = []
    tried = 0
    for way in ways_of_rule(finding.rule, scope, want, checked.graph, _of_the_file):
        known = {frozenset(w.path for w in v.way) for v in turned}
        # what holds more than a variant does that turns it already, or other values of the same facts, shows nothing further
        if not way or any(paths <= {w.path for w in way} for paths in known) or any(w.path[0] == "parties" for w in way):
            continue
        if tried >= _TRIED or len(turned) >= MOST:
            break
        tried += 1
        variant = _asked(again, checked, finding, way)
        if variant and variant.outcome is (Outcome.PASS if want else Outcome.FAIL):
            turned.append(variant)
        elif variant and variant.outcome is not finding.outcome and variant.outcome is not Outcome.NOT_APPLICABLE:
            blurred.append(variant)
    return WhyNot(finding, tuple(turned or blurred[:1]), _margins(finding), tried)


def _margins(finding: Finding) -> tuple[Margin, ...]:
    return margins(finding.rule, finding.scopes[0]) if finding.scopes else ()


def _of_the_file(owner: Thing, field: str) -> bool:
    """Tell whether a fact may be supposed otherwise: all but what the deal as a whole is."""
    return bool(field) and owner.sort != "deal"


def _asked(again: Again, checked: Checked, finding: Finding, way: Way) -> Variant | None:
    changes = tuple(Change(w.path, w.data, w.new) for w in sorted(way, key=str))
    try:
        findings, _ = again.by_rules(Scenario(changes, checked.judgment.as_of), (finding.rule,))
    except (BadInput, BadRequest):
        return None
    said = next((f for f in findings if f.id == finding.id), None)
    return Variant(way, said.outcome, said) if said else None
