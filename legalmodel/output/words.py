"""Words and numbers as people read them: instruments, money in millions, names with their Chinese beside them."""

from decimal import Decimal
from typing import Any

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.graph.roles import roles
from legalmodel.judgment.finding import Finding, Line
from legalmodel.law.consequences import consequences

HEADINGS = {id: words["en"] for id, words in consequences().headings.items()}

OUTCOME_WORDS = {
    Outcome.PASS: "met",
    Outcome.FAIL: "FAILS",
    Outcome.UNKNOWN: "not known",
    Outcome.NOT_APPLICABLE: "does not apply",
    Outcome.JUDGEMENT: "to be weighed",
    Outcome.NOT_EXAMINED: "not examined",
}

STATE_WORDS = {
    "pass": "answered: met",
    "fail": "answered: NOT MET",
    "unknown": "open: a fact is missing",
    "judgement": "to be weighed",
    "part": "met, on a text read only in part",
    "none": "does not arise: the deal has nothing of the kind",
    "not_applicable": "no rule of the pack reaches this",
    "not_examined": "not examined: the pack has no rule in force that could answer",
}


def citation(finding: Finding) -> str:
    """Return the instrument and article: ``Trust Law 15``; a star marks a number that nobody read."""
    return f"{finding.rule.head.short} {finding.rule.article}"


def both_names(thing: Thing) -> str:
    """Return a name with the local name beside it."""
    zh = getattr(thing.fields.get("name"), "zh", "")
    name = name_of(thing)
    return f"{name} {zh}" if zh and zh != name else name


def millions(value: Any) -> str:
    """Return an amount in millions, two places: ``CNY 301.00m``; an empty text for anything else."""
    if not isinstance(value, Money):
        return ""
    amount = (value.amount / 1_000_000).quantize(Decimal("0.01"))
    return f"{value.currency} {amount:,}m"


def plain(word: object) -> str:
    """Return a word of the file in plain letters: ``non_performing_loans`` as ``non performing loans``."""
    return str(word).replace("_", " ")


def conclusion_words(line: Line) -> str:
    """Return the conclusion as it may be printed, always beside ``line_reason``: never more than is known."""
    if line.conclusion is Conclusion.NO_OBSTACLE:
        return "NO OBSTACLE FOUND"
    return line.conclusion.value.upper()


def line_reason(line: Line) -> str:
    """Say in a few words what a conclusion rests on."""
    fails = [f for f in line.findings if f.outcome is Outcome.FAIL]
    parts = [f"{line.answered} of {line.essential} essential questions"]
    if line.conclusion is not Conclusion.NO_OBSTACLE:
        parts.append(f"{len(fails)} {'rule fails' if len(fails) == 1 else 'rules fail'}" if fails else "nothing failed")
    if line.no_pack and line.essential and line.answered == line.essential:
        parts.append(f"no pack of the law of {', '.join(line.no_pack)}")
    if line.openings:
        parts.append("a fact is read by no rule")
    if any(f.result.displaced_by for f in line.findings):
        parts.append("by exception")
    if any(f.assuming for f in line.findings):
        parts.append("assuming")
    if any(f.accepted for f in line.findings):
        parts.append("accepted in part")
    if any(f.conflicts for f in line.findings):
        parts.append("sources conflict")
    return "; ".join(parts)


def line_subject(line: Line) -> str:
    """Say what a line is about: the hop, the vehicle, the failing party, the class."""
    if line.failing is not None:
        return f"if {name_of(line.failing)} fails, as {role_words(line)}"
    if line.subject.sort == "deal":
        return "of the deal as a whole"
    if line.heading == "isolation" and "transferor" in line.subject.fields:
        ends = (line.subject.fields.get(side) for side in ("transferor", "transferee"))
        return " → ".join(name_of(t) if isinstance(t, Thing) else "(not known)" for t in ends)
    return class_words(line.subject) if line.subject.sort == "security" else f"of {name_of(line.subject)}"


def role_words(line: Line) -> str:
    """Say as what a party may fail, each word once."""
    return " and ".join(dict.fromkeys(roles()[role].words["en"] for role in line.roles))


def failing_words(line: Line) -> str:
    """Name a party that may fail with its roles: ``Linjiang Bank (custodian)``."""
    return f"{name_of(line.failing or line.subject)} ({role_words(line)})"


def class_words(security: Thing) -> str:
    """Return a class with its amount and coupon: ``Senior (CNY 234.78m, 3.42%)``."""
    coupon = security.fields.get("coupon")
    rate = f"{(coupon * 100).normalize():f}%" if isinstance(coupon, Decimal) else ""
    details = ", ".join(d for d in (millions(security.fields.get("amount")), rate) if d)
    return f"{name_of(security)} ({details})" if details else name_of(security)
