"""The report of a comparison: the facts that differ, then what follows: findings, factors within a weighing, conclusions."""

from collections.abc import Sequence
from typing import Any, Protocol

from legalmodel.analysis.compare import FactorChange, FindingChange, LineChange
from legalmodel.base.language import say
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.law.compile import CompiledRule
from legalmodel.law.texts import rule_text
from legalmodel.model.compare import FactChange
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, in_language, word
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS, OUTCOME_WORDS

_MOST = 200
"""How many facts are told one by one; the others are folded."""


class Differing(Protocol):
    """What was found to differ."""

    @property
    def findings(self) -> tuple[FindingChange, ...]:
        """The findings."""

    @property
    def factors(self) -> tuple[FactorChange, ...]:
        """The factors within weighings."""

    @property
    def lines(self) -> tuple[LineChange, ...]:
        """The conclusions."""


def comparison_report(
    facts: Sequence[FactChange], found: Differing, sides: tuple[Judgment, Judgment], files: tuple[str, str]
) -> Report:
    """Return the differences as a report. A record that goes by another id is told, and counts as no difference."""
    told = [fact for fact in facts if fact.sort != "renamed"]
    renamed = tuple(_renamed(fact) for fact in facts if fact.sort == "renamed")
    rules = {finding.rule.id: finding.rule for side in sides for finding in side.findings}
    factors = tuple(_factor(factor, rules[factor.rule]) for factor in found.factors)
    findings, lines = len(found.findings), len(found.lines)
    blocks = (
        ReportBlock(
            "sides", NOTHING, tuple(_side(*each) for each in zip((word("first: "), word("second:")), sides, files, strict=True))
        ),
        ReportBlock(
            "facts",
            _count(len(told), word("{n} fact differs", n=1), word("{n} facts differ", n=len(told))),
            (*map(_fact, told[:_MOST]), *renamed),
            folded=tuple(map(_fact, told[_MOST:])),
            folded_as=word("and {n} more: --format json", n=len(told) - _MOST) if len(told) > _MOST else NOTHING,
        ),
        ReportBlock(
            "findings",
            _count(findings, word("{n} finding differs", n=1), word("{n} findings differ", n=findings)),
            tuple(map(_finding, found.findings)),
        ),
        ReportBlock(
            "factors",
            _count(
                len(factors),
                word("{n} factor within a weighing differs", n=1),
                word("{n} factors within a weighing differ", n=len(factors)),
            )
            if factors
            else NOTHING,
            factors,
        ),
        ReportBlock(
            "conclusions",
            _count(lines, word("{n} conclusion differs", n=1), word("{n} conclusions differ", n=lines)),
            tuple(map(_line, found.lines)),
        ),
    )
    return Report(tuple(block for block in blocks if block.title or block.entries))


def _count(number: int, one: Wording, many: Wording) -> Wording:
    return one if number == 1 else many


def _side(label: Wording, judgment: Judgment, file: str) -> Statement:
    side = as_written(name_of(judgment.deal))
    if judgment.as_of:
        side = word("{side}, as of {day}", side=side, day=judgment.as_of)
    if judgment.law_on:
        side = word("{side}, under the law of {day}", side=side, day=judgment.law_on)
    return Statement(word("{side}, run on {day}", side=side, day=judgment.run_day), label, cites=word("({words})", words=file))


def _fact(fact: FactChange) -> Statement:
    one, two = _said(fact.before), _said(fact.after)
    values = {"added": two, "gone": one}.get(fact.sort, f"{one} → {two}")
    path = dotted(fact.other_path if fact.place is None else fact.path)
    return Statement(as_written(f"{path}: {values}"), _sort(fact.sort), place=_places(fact))


def _sort(sort: str) -> Wording:
    return {"added": word("added"), "gone": word("gone"), "changed": word("changed")}[sort]


def _renamed(fact: FactChange) -> Statement:
    where = word("{path} goes by {other}", path=dotted(fact.path), other=fact.other_path[-1])
    return Statement(where, word("renamed"), cites=word("(an id is no fact)"), place=_places(fact))


def _said(value: Any) -> str:
    return _short(_whole(value))


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"


_LONG = 60
"""The longest value that is told whole; the data have all of it."""


def _whole(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_whole(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_whole, value)) + "]"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _places(fact: FactChange) -> str:
    return " → ".join(str(place) for place in (fact.place, fact.other_place) if place)


def _finding(change: FindingChange) -> Statement:
    ends = zip((change.before, change.after), change.doubtful, strict=True)
    sides = (say("in doubt") if doubt else str(OUTCOME_WORDS[o]) if o else "-" for o, doubt in ends)
    finding = f"{change.rule}@{change.subject}" if change.subject else change.rule
    return Statement(
        as_written(" → ".join(sides)), title=as_written(change.rule), cites=as_written(change.subject), findings=(finding,)
    )


def _factor(factor: FactorChange, rule: CompiledRule) -> Statement:
    says = rule_text(rule, f"factors/{factor.factor}/says", factor.says)
    said = {"yes": word("so"), "no": word("not so"), "unknown": word("not known")}
    ends = " → ".join(in_language(said[x]) if x in said else x for x in (factor.before, factor.after))
    sides = {"for": word("for"), "against": word("against"), "neither": word("neither"), "unknown": word("unknown")}
    side = in_language(sides[factor.side]) if factor.side in sides else factor.side
    parts = between_words(": ").join((side, says, ends))
    return Statement(as_written(f"{factor.rule} {factor.subject}{between_words(': ')}{parts}"))


def _line(line: LineChange) -> Statement:
    about, heading = as_written(f"{line.system}  {line.about}"), as_written(HEADINGS[line.heading])
    ends = (str(CONCLUSION_WORDS[end]).lower() if end else "-" for end in (line.before, line.after))
    return Statement(as_written(" → ".join(ends)), heading, about)
