"""Support: who stands behind whom, by any guarantee of the file, from outside or built in with its money.

A record may say for whom the support is (``to``), which classes it supports (``of``), or both; one left out beside the other is not
taken for a fact asked for. Support that nobody is said to fund is not funded by anybody beside its giver.
"""

from datetime import date

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import View, one


def supports(view: View, a: Thing, b: Thing, day: date | None) -> Truth:
    """Tell whether ``a`` gives, or pays for, support to ``b`` or to classes that ``b`` issues."""
    listed = view.section("guarantees")
    answers = [_one(g, a, b, day) for g in listed]
    return either(*answers, U(listed.open) if listed.open else False)


def why(view: View, a: Thing, b: Thing, day: date | None) -> tuple[Fact, ...]:
    """Return each support that is, or may be, given."""
    facts = []
    for g in view.section("guarantees"):
        if _one(g, a, b, day) is not False:
            giver = g.get("by", day) if "by" in g.fields else g.get("funded_by", day)
            text = Phrase("{who} gives support to {whom}", who=view.label(giver), whom=view.label(b))
            facts.append(view.relation(g, text, ("by", "funded_by", "to", "of", "since", "until"), day))
    return tuple(facts)


def _one(g: Thing, a: Thing, b: Thing, day: date | None) -> Truth:
    gives = either(one(g.get("by", day), a), one(g.get("funded_by", day), a) if "funded_by" in g.fields else False)
    takes = either(one(g.get("to", day), b) if "to" in g.fields or "of" not in g.fields else False, _classes_of(g, b, day))
    return both(in_force(g, day), gives, takes)


def _classes_of(g: Thing, b: Thing, day: date | None) -> Truth:
    if "of" not in g.fields:
        return False
    classes = g.get("of", day)
    return either(*(one(c.get("issuer", day), b) for c in classes)) if isinstance(classes, tuple) else merge((classes,))
