"""Words and numbers as people read them: instruments, money in millions, names with their Chinese beside them."""

from collections import Counter
from decimal import Decimal
from functools import partial
from typing import Any

from legalmodel.base import figures
from legalmodel.base.language import Phrase, Said, pick, say
from legalmodel.base.outcomes import FAVOURABLE, Conclusion, ExcludedBy, Outcome, State
from legalmodel.base.places import dotted
from legalmodel.base.speech import listed, name_of, names_of, word_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Money
from legalmodel.graph.roles import roles
from legalmodel.judgment.conclude import ANSWERED
from legalmodel.judgment.finding import Finding, Line, QuestionState
from legalmodel.judgment.sentences import NOT_KNOWN
from legalmodel.law.catalogue import Question
from legalmodel.law.consequences import consequences
from legalmodel.law.texts import cited, rule_text, table_text, title_of
from legalmodel.report.places import place_name

HEADINGS = {id: Said(partial(pick, words)) for id, words in consequences().headings.items()}
"""Headings as they are said in the language asked for."""

OUTCOME_WORDS = {
    Outcome.PASS: Phrase("met"),
    Outcome.FAIL: Phrase("NOT MET"),
    Outcome.UNKNOWN: Phrase("not known"),
    Outcome.NOT_APPLICABLE: Phrase("does not apply"),
    Outcome.JUDGEMENT: Phrase("to be weighed"),
    Outcome.NOT_EXAMINED: Phrase("not examined"),
    Outcome.NOT_YET_DUE: Phrase("not yet due"),
    Outcome.DOES_NOT_ARISE: Phrase("does not arise"),
    Outcome.RESERVATION: Phrase("reserved"),
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
    State.PASS: Phrase("answered: met"),
    State.FAIL: Phrase("answered: NOT MET"),
    State.UNKNOWN: Phrase("open: a fact is missing"),
    State.JUDGEMENT: Phrase("to be weighed"),
    State.RESERVATION: Phrase("answered, with a reservation: a ground stands open, and nothing speaks against the deal"),
    State.DOES_NOT_ARISE: Phrase("does not arise: an article rules it out"),
    State.NOT_YET_DUE: Phrase("not yet due"),
    State.PART: Phrase("met, on a text read only in part"),
    State.NONE: Phrase("does not arise: the deal has nothing of the kind"),
    State.NOT_APPLICABLE: Phrase("no rule of the pack applies to this"),
    State.NOT_EXAMINED: Phrase("not examined: the pack has no rule in force that could answer"),
}

CONCLUSION_WORDS = {
    Conclusion.NO_OBSTACLE: Phrase("NO OBSTACLE FOUND"),
    Conclusion.IN_THE_PLAN: Phrase("NO OBSTACLE IN THE PLAN"),
    Conclusion.ON_PAPERS_NOT_SEEN: Phrase("NO OBSTACLE FOUND ON PAPERS NOT SEEN"),
    Conclusion.NOTHING_DUE: Phrase("NOTHING DUE YET"),
    Conclusion.OBSTACLE: Phrase("OBSTACLE"),
    Conclusion.OPEN: Phrase("OPEN"),
    Conclusion.TO_BE_WEIGHED: Phrase("TO BE WEIGHED"),
    Conclusion.DOUBTFUL: Phrase("DOUBTFUL"),
    Conclusion.NOT_EXAMINED: Phrase("NOT EXAMINED"),
}


def outcome_words(finding: Finding) -> str:
    """Return the outcome of a finding in words: a fail that is only a doubt says so, and a policy or sign falls short."""
    if finding.doubtful:
        return say("in doubt")
    if finding.outcome is Outcome.FAIL and finding.now is not None and finding.now.about == "real":
        return say("not met on the sources")
    short = finding.outcome is Outcome.FAIL and not finding.fails
    return say("falls short") if short else str(OUTCOME_WORDS[finding.outcome])


def spoken_sentence(finding: Finding) -> str:
    """Return what a rule says of its subject. Of what is met, nothing is said that is not known: then it is the rule itself."""
    sentence = finding.sentence
    if finding.outcome in (Outcome.PASS, Outcome.DOES_NOT_ARISE) and str(NOT_KNOWN) in sentence:
        return rule_text(finding.rule, "condition", finding.rule.form.condition)
    return sentence or title_of(finding.rule.form.title)


def citation(finding: Finding) -> str:
    """Return the instrument and article: ``Trust Law 15``; a star marks a number that nobody read."""
    return cited(finding.rule)


def both_names(thing: Thing) -> str:
    """Return a name in the languages asked for, one form beside the other."""
    return " ".join(names_of(thing))


def millions(value: Any) -> str:
    """Return an amount in millions, two places: ``CNY 301.00m``; an empty text for anything else."""
    if not isinstance(value, Money):
        return ""
    return figures.amount_in_short(value)


def plain(word: object) -> str:
    """Return a word of the file in plain letters, in the language asked for: ``non_performing_loans`` as ``non performing loans``."""
    return word_of(str(word))


def conclusion_words(line: Line) -> str:
    """Return the conclusion as it may be printed, always beside ``line_reason``: never more than is known."""
    return str(CONCLUSION_WORDS[line.conclusion])


def line_reason(line: Line) -> str:
    """Say in a few words what a conclusion rests on."""
    if line.conclusion in FAVOURABLE or line.conclusion is Conclusion.NOTHING_DUE:
        parts = [_answered(line)]
    else:
        parts = [say("{n} of {all} essential questions", n=line.answered, all=line.essential), _failed(line)]
    note = line_note(line)
    return say("; ", context="between").join([*parts, *([note] if note else [])])


def line_note(line: Line) -> str:
    """Say what else goes with a conclusion: what is not yet due, and on what ground a part of it stands."""
    parts = [_later(line)] if line.later else []
    if line.no_pack and line.essential and line.answered == line.essential:
        parts.append(
            say("no pack of the law of {places}", places=say(", ", context="between").join(map(place_name, line.no_pack)))
        )
    findings = line.findings  # put together anew each time it is asked for
    excepted = len({f.rule.id for f in findings if f.result.displaced_by})
    if excepted:
        parts.append(say("{n} rule met by exception" if excepted == 1 else "{n} rules met by exception", n=excepted))
    marked = [f for f in findings if f.may_be_marked]
    words = (
        (say("a fact is read by no rule"), line.openings),
        (say("a machine's draft waits for a person"), line.unverified),
        (say("assuming"), any(f.assuming for f in marked)),
        (say("accepted in part"), any(f.accepted for f in marked)),
        (say("sources conflict"), any(f.conflicts for f in marked)),
    )
    return say("; ", context="between").join([*parts, *(word for word, so in words if so)])


def line_id(line: Line) -> str:
    """Return what a line is called in data: heading, place of law, subject and, if one is meant, the party that fails."""
    return ":".join(
        (line.heading, line.system, dotted(line.subject.path), *([dotted(line.failing.path)] if line.failing else []))
    )


def _failed(line: Line) -> str:
    """Say how many rules fail, and how many do on facts that nobody stated."""
    failed = [f for f in line.findings if f.outcome is Outcome.FAIL]
    doubts = sum(f.doubtful for f in failed)
    fails = len(failed) - doubts
    said = [say("{n} rule fails" if fails == 1 else "{n} rules fail", n=fails)] if fails else []
    said += [say("{n} in doubt", n=doubts)] if doubts else []
    return say(", ", context="between").join(said) or say("nothing failed")


def _answered(line: Line) -> str:
    """Return how many questions are answered, and on what if not all by law: by contract, because they do not arise; what is reserved."""
    waiting = {f.rule.question for f in line.later}
    due = line.essential - len(waiting)
    by = Counter(_ground(s) for s in line.states if s.question in line.counted and s.state in ANSWERED)
    reserved = sum(f.outcome is Outcome.RESERVATION for f in line.findings)
    counted = [_by(ground, by[ground]) for ground in ("law", "contract", "none") if by[ground]]
    grounds = say(", ", context="between").join(counted) if by["law"] < line.answered else ""
    what = say("{n} of {all} due" if waiting else "{n} of {all} essential questions", n=line.answered, all=due)
    held = say("{n} reservation" if reserved == 1 else "{n} reservations", n=reserved) if reserved else ""
    what = say("{what}: {said}", what=what, said=grounds) if grounds else what
    return f"{what} · {held}" if held else what


def _by(ground: str, n: int) -> str:
    if ground == "law":
        return say("{n} by law", n=n)
    if ground == "contract":
        return say("{n} by contract", n=n)
    return say("{n} does not arise" if n == 1 else "{n} do not arise", n=n)


def _ground(state: QuestionState) -> str:
    if state.state in (State.DOES_NOT_ARISE, State.NONE):
        return "none"
    answers = [f for f in state.findings if f.outcome.value == state.state.value]
    return "contract" if answers and all(f.rule.force == "contract" for f in answers) else "law"


def _later(line: Line) -> str:
    count = len({f.rule.question for f in line.later})
    day = line.later[0].result.due.day if line.later[0].result.due else None
    if day:
        return say("{n} not yet due, first {day}", n=count, day=figures.day(day))
    return say("{n} not yet due", n=count)


def line_subject(line: Line) -> str:
    """Say what a line is about: the hop, the vehicle, the failing party, the class."""
    if line.failing is not None:
        return say("if {name} fails, as {roles}", name=name_of(line.failing), roles=role_words(line))
    if line.subject.sort == "deal":
        return say("of the deal as a whole")
    if line.heading == "isolation" and "transferor" in line.subject.fields:
        ends = (line.subject.fields.get(side) for side in ("transferor", "transferee"))
        return " → ".join(name_of(t) if isinstance(t, Thing) else say("(not known)") for t in ends)
    return class_words(line.subject) if line.subject.sort == "security" else say("of {name}", name=name_of(line.subject))


def role_words(line: Line) -> str:
    """Say as what a party may fail, each word once."""
    return listed(dict.fromkeys(pick(roles()[role].words) for role in line.roles))


def failing_words(line: Line) -> str:
    """Name a party that may fail with its roles: ``Linjiang Bank (custodian)``."""
    return say("{name} ({words})", name=name_of(line.failing or line.subject), words=role_words(line))


def class_words(security: Thing) -> str:
    """Return a class with its amount and coupon: ``Senior (CNY 234.78m, 3.42%)``."""
    coupon = security.fields.get("coupon")
    rate = f"{(coupon * 100).normalize():f}%" if isinstance(coupon, Decimal) else ""
    details = say(", ", context="between").join(d for d in (millions(security.fields.get("amount")), rate) if d)
    return say("{name} ({words})", name=name_of(security), words=details) if details else name_of(security)


def question_words(question: Question) -> str:
    """Return a question of the catalogue in the language asked for."""
    return pick({"en": question.asks, "zh": question.zh})


def short_words(question: Question) -> str:
    """Return a question of the catalogue in a few words."""
    return table_text(question.short, f"{question.id}/short", "questions")


def excluded_words(by: ExcludedBy) -> str:
    """Say in a few words why a rule was not asked."""
    return str(_EXCLUDED.get(by, by.value))


_EXCLUDED = {
    ExcludedBy.GOVERNS: Phrase("outside its scope"),
    ExcludedBy.WHEN: Phrase("its own test"),
    ExcludedBy.NOT_YET: Phrase("its day, which has not come"),
    ExcludedBy.ARISES_NOT: Phrase("the facts: the article does not speak of this record"),
    ExcludedBy.NOT_IN_FORCE: Phrase("not in force"),
    ExcludedBy.NOT_READ: Phrase("the text was not read"),
    ExcludedBy.NONE: Phrase("the deal has none"),
    ExcludedBy.NONE_LISTED: Phrase("the list may go on"),
}


def force_words(force: str) -> str:
    """Return what a force of law is called."""
    return str(_FORCES.get(force, force))


_FORCES = {
    "mandatory": Phrase("mandatory"),
    "regulatory": Phrase("regulatory"),
    "self-regulatory": Phrase("self-regulatory"),
    "in-principle": Phrase("in-principle"),
    "market": Phrase("market"),
    "safe-harbour": Phrase("safe-harbour"),
    "draft": Phrase("draft", context="force"),
    "contract": Phrase("contract", context="force"),
}
