"""Words and numbers as people read them: instruments, money in millions, names with their Chinese beside them."""

from decimal import Decimal
from typing import Any

from legalmodel.base.outcomes import FAVOURABLE, Conclusion, Outcome, State
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money
from legalmodel.graph.roles import roles
from legalmodel.judgment.conclude import ANSWERED
from legalmodel.judgment.finding import Finding, Line, QuestionState
from legalmodel.law.consequences import consequences

HEADINGS = {id: words["en"] for id, words in consequences().headings.items()}

OUTCOME_WORDS = {
    Outcome.PASS: "met",
    Outcome.FAIL: "FAILS",
    Outcome.UNKNOWN: "not known",
    Outcome.NOT_APPLICABLE: "does not apply",
    Outcome.JUDGEMENT: "to be weighed",
    Outcome.NOT_EXAMINED: "not examined",
    Outcome.NOT_YET_DUE: "not yet due",
    Outcome.DOES_NOT_ARISE: "does not arise",
    Outcome.RESERVATION: "reserved",
}

BY_WEIGHT = (
    Outcome.FAIL,
    Outcome.UNKNOWN,
    Outcome.JUDGEMENT,
    Outcome.NOT_EXAMINED,
    Outcome.PASS,
    Outcome.RESERVATION,
    Outcome.DOES_NOT_ARISE,
    Outcome.NOT_YET_DUE,
    Outcome.NOT_APPLICABLE,
)
"""The outcomes, worst first."""

STATE_WORDS = {
    State.PASS: "answered: met",
    State.FAIL: "answered: NOT MET",
    State.UNKNOWN: "open: a fact is missing",
    State.JUDGEMENT: "to be weighed",
    State.RESERVATION: "answered, with a reservation: a ground stands open, and nothing speaks against the deal",
    State.DOES_NOT_ARISE: "does not arise: an article rules it out",
    State.NOT_YET_DUE: "not yet due",
    State.PART: "met, on a text read only in part",
    State.NONE: "does not arise: the deal has nothing of the kind",
    State.NOT_APPLICABLE: "no rule of the pack reaches this",
    State.NOT_EXAMINED: "not examined: the pack has no rule in force that could answer",
}

CONCLUSION_WORDS = {
    Conclusion.NO_OBSTACLE: "NO OBSTACLE FOUND",
    Conclusion.IN_THE_PLAN: "NO OBSTACLE IN THE PLAN",
    Conclusion.ON_PAPERS_NOT_SEEN: "NO OBSTACLE FOUND ON PAPERS NOT SEEN",
    Conclusion.NOTHING_DUE: "NOTHING DUE YET",
}


def outcome_words(finding: Finding) -> str:
    """Return the outcome of a finding in words: a fail that is only a doubt says so, and a policy or sign falls short."""
    if finding.doubtful:
        return "in doubt"
    if finding.outcome is Outcome.FAIL and finding.now is not None and finding.now.about == "real":
        return "not met on the sources"
    return "falls short" if finding.outcome is Outcome.FAIL and not finding.fails else OUTCOME_WORDS[finding.outcome]


def spoken_sentence(finding: Finding) -> str:
    """Return what a rule says of its subject. Of what is met, nothing is said that is not known: then it is the rule itself."""
    sentence = finding.sentence
    favourable = finding.outcome in (Outcome.PASS, Outcome.DOES_NOT_ARISE)
    return finding.rule.form.condition if favourable and "(not known)" in sentence else sentence or finding.rule.form.title.en


def citation(finding: Finding) -> str:
    """Return the instrument and article: ``Trust Law 15``; a star marks a number that nobody read."""
    return f"{finding.rule.head.short} {finding.rule.article}"


def both_names(thing: Thing) -> str:
    """Return a name with the local name beside it."""
    zh = getattr(latest(thing.fields.get("name")), "zh", "")
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
    return CONCLUSION_WORDS.get(line.conclusion) or line.conclusion.value.upper()


def line_reason(line: Line) -> str:
    """Say in a few words what a conclusion rests on."""
    if line.conclusion in FAVOURABLE or line.conclusion is Conclusion.NOTHING_DUE:
        parts = [_answered(line)]
    else:
        parts = [f"{line.answered} of {line.essential} essential questions", _failed(line)]
    note = line_note(line)
    return "; ".join([*parts, *([note] if note else [])])


def line_note(line: Line) -> str:
    """Say what else goes with a conclusion: what is not yet due, and on what ground a part of it stands."""
    parts = [f"{len({f.rule.question for f in line.later})} not yet due{_first(line)}"] if line.later else []
    if line.no_pack and line.essential and line.answered == line.essential:
        parts.append(f"no pack of the law of {', '.join(line.no_pack)}")
    words = (
        ("a fact is read by no rule", line.openings),
        ("by exception", any(f.result.displaced_by for f in line.findings)),
        ("assuming", any(f.assuming for f in line.findings)),
        ("accepted in part", any(f.accepted for f in line.findings)),
        ("sources conflict", any(f.conflicts for f in line.findings)),
    )
    return "; ".join([*parts, *(word for word, so in words if so)])


def line_id(line: Line) -> str:
    """Return what a line is called in data: heading, place of law, subject and, if one is meant, the party that fails."""
    return ":".join(
        (line.heading, line.system, dotted(line.subject.path), *([dotted(line.failing.path)] if line.failing else []))
    )


def _failed(line: Line) -> str:
    """Say how many rules fail, and how many do on facts that nobody stated."""
    doubts = sum(f.doubtful for f in line.findings)
    fails = sum(f.outcome is Outcome.FAIL for f in line.findings) - doubts
    said = [f"{fails} {'rule fails' if fails == 1 else 'rules fail'}"] if fails else []
    said += [f"{doubts} in doubt"] if doubts else []
    return ", ".join(said) or "nothing failed"


def _answered(line: Line) -> str:
    """Return how many questions are answered, and on what if not all by law: by contract, because they do not arise; what is reserved."""
    waiting = {f.rule.question for f in line.later}
    due = line.essential - len(waiting)
    by = {"by law": 0, "by contract": 0, "do not arise": 0}
    for state in line.states:
        if state.question in line.counted and state.state in ANSWERED:
            by[_ground(state)] += 1
    reserved = sum(f.outcome is Outcome.RESERVATION for f in line.findings)
    grounds = ", ".join(f"{n} {words}" for words, n in by.items() if n) if by["by law"] < line.answered else ""
    what = f"{line.answered} of {due}{' due' if waiting else ' essential questions'}"
    held = f" · {reserved} {'reservation' if reserved == 1 else 'reservations'}" if reserved else ""
    return f"{what}{f': {grounds}' if grounds else ''}{held}"


def _ground(state: QuestionState) -> str:
    if state.state in (State.DOES_NOT_ARISE, State.NONE):
        return "do not arise"
    answers = [f for f in state.findings if f.outcome.value == state.state.value]
    return "by contract" if answers and all(f.rule.force == "contract" for f in answers) else "by law"


def _first(line: Line) -> str:
    day = line.later[0].result.due.day if line.later[0].result.due else None
    return f", first {day}" if day else ""


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
