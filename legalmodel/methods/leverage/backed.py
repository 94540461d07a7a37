"""How far a fact of a deal is trusted as a figure, and what its source is called."""

from fractions import Fraction
from typing import Any

from legalmodel.base.language import say
from legalmodel.base.names import shown
from legalmodel.base.speech import word_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money, U
from legalmodel.methods.leverage.deals import Told

_TRUST = {
    "computed": "computed",
    **dict.fromkeys(("alleged", "from_memory", "machine_draft", "disputed", "assumed"), "doubtful"),
    "public_summary": "press",
}
_FIRM = frozenset(("signed", "certified", "found_by_court", "undisputed", "illustrative", "draft"))


def trust_of(deal: Told, thing: Thing, field: str) -> str:
    """Return how far a field is trusted: by its own mark, else by the paper behind it.

    Without a paper the author of the file speaks, which is enough in a file of one's own, and not of a real company.
    """
    fact = deal.graph.fact(thing, field, None)
    if fact.assumed:
        return "doubtful"
    statuses = [c.status for c in fact.evidence]
    if own := next((_TRUST[s] for s in statuses if s in _TRUST and s != "public_summary"), ""):
        return own
    if any(s in _FIRM for s in statuses):
        return "filed"
    if "public_summary" in statuses:
        return "press"
    real = latest(deal.graph.deal.fields.get("about")) == "real"
    return "doubtful" if real and not statuses else "press" if real else "filed"


def source_of(deal: Told, thing: Thing, field: str) -> str:
    """Return what the source of a field is called: the papers behind it, else the deal file."""
    cited = [c for c in deal.graph.fact(thing, field, None).evidence if c.document]
    names = [_title(deal, c.document) for c in cited]
    told = "; ".join(dict.fromkeys(names)) or say("the deal file")
    of = latest(thing.fields.get("of")) if thing.sort == "figure" else None
    return say("{source} (of {what})", source=told, what=of) if isinstance(of, str) else told


def _title(deal: Told, id: str) -> str:
    paper = deal.graph.things.get(("documents", id))
    title = latest(paper.fields.get("title")) if paper else None
    return shown(title) if isinstance(title, str) else id.replace("_", " ")


def why_not(value: Any) -> str:
    """Say why a value is not known."""
    if isinstance(value, U):
        reasons = sorted({m.reason for m in value.missing} - {"absent"})
        return say(", ", context="between").join(map(word_of, reasons)) or say("not stated")
    return say("not stated")


def units(thing: Thing, *fields: str) -> Fraction | None:
    """Return the first amount that is known among some fields, in units of its currency."""
    for field in fields:
        value = latest(thing.fields.get(field))
        if isinstance(value, Money):
            return Fraction(value.amount)
    return None
