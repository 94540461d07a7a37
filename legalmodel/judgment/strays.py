"""Findings that would stand on no line: so that nothing a rule finds gets lost on the way to the reader, each brings in a line.

A finding counts for hops, vehicles, classes or parties that may fail, at each place where the law that it speaks for holds. Where none of
them is tied to such a place, the law itself has said that it reaches the subject, and there is a line under that law. Where the deal has
no hop, vehicle, class or party of the sort at all, the line is about the subject of the finding.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from legalmodel.base.jurisdictions import UNIONS
from legalmodel.base.outcomes import Outcome
from legalmodel.base.things import Thing
from legalmodel.judgment.bearing import is_shelter
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.systems import Touched
from legalmodel.law.catalogue import Question
from legalmodel.law.compile import CompiledRule
from legalmodel.law.reach import is_law

Asked = Iterable[tuple[Question, Iterable[tuple[CompiledRule, tuple[Finding, ...]]]]]
"""Each question that counts for lines, with the rules that answer it and their findings."""


class Loose(NamedTuple):
    """The findings under one heading and place that are about something no line is about, by question."""

    heading: str
    place: str
    subject: Thing
    said: dict[Question, list[Finding]]


class Strays(NamedTuple):
    """What would stand on no line: systems to add to the lines of a heading and target, and findings that need lines of their own."""

    brought: dict[tuple[str, object], dict[str, None]]
    loose: tuple[Loose, ...]


class Ways(NamedTuple):
    """What is asked of whoever draws the lines: the targets of a finding for what a question counts for, and the places of a target."""

    targets: Callable[[Finding, str], tuple[object, ...]]
    places: Callable[[object], tuple[str, ...]]
    deal: Thing


def find_strays(asked: Asked, touched: Touched, ways: Ways) -> Strays:
    """Return the findings that no line would hear, by what would hear them."""
    brought: dict[tuple[str, object], dict[str, None]] = {}
    loose: dict[tuple[str, str, Thing], Loose] = {}
    tried: set[tuple[object, ...]] = set()
    for question, finding in _grave(asked):
        targets = ways.targets(finding, question.counts_for)
        system, heading = finding.rule.system, question.group
        # about no hop, vehicle, class or party that the deal has: it gets a line of its own, at the places of its own record
        if not targets:
            subject = finding.subject or ways.deal
            for place in [p for p in touched.at(subject) if touched.counts_at(finding, p)] or [system]:
                line = loose.setdefault((heading, place, subject), Loose(heading, place, subject, {}))
                line.said.setdefault(question, []).append(finding)
            continue
        days = frozenset(finding.days_tried) if system in UNIONS else None
        # many findings count for the very same targets; what one of them adds, all of them add
        if (key := (heading, system, days, id(targets))) in tried:
            continue
        tried.add(key)
        for target in targets:
            if not any(touched.counts_at(finding, place) for place in ways.places(target)):
                brought.setdefault((heading, target), {})[system] = None
    return Strays(brought, tuple(loose.values()))


def _grave(asked: Asked) -> Iterable[tuple[Question, Finding]]:
    for question, said in asked:
        for rule, findings in said:
            if is_law(rule.system) and not is_shelter(rule):
                yield from [(question, f) for f in findings if _matters(f)]


def _matters(finding: Finding) -> bool:
    """Tell whether a finding speaks against the deal, or may, of a subject that its law surely reaches."""
    outcome = finding.outcome
    if outcome is Outcome.UNKNOWN:
        # what may not apply would bring in a law that the deal perhaps never touches
        return Outcome.NOT_APPLICABLE not in finding.result.could_be and not finding.harmless
    return outcome is Outcome.FAIL or outcome is Outcome.JUDGEMENT
