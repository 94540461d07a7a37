"""Lay two judgments side by side: the same deal on two days, under two laws, or two deals of one kind."""

from typing import NamedTuple

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import dotted
from legalmodel.judgment.finding import Judgment, Line


class FindingChange(NamedTuple):
    """A finding that differs; None on a side that has no such finding. ``doubtful`` says of each side whether its fail is a doubt only."""

    rule: str
    subject: str
    title: str
    before: Outcome | None
    after: Outcome | None
    doubtful: tuple[bool, bool] = (False, False)


class LineChange(NamedTuple):
    """A conclusion that differs; None on a side that has no such line."""

    heading: str
    system: str
    about: str
    before: Conclusion | None
    after: Conclusion | None


class Comparison(NamedTuple):
    """All that differs between two judgments, in the order of the first, then what only the second has."""

    lines: tuple[LineChange, ...]
    findings: tuple[FindingChange, ...]


def compare(first: Judgment, second: Judgment) -> Comparison:
    """Return the conclusions and findings that differ. Subjects are matched by where they stand in their files."""
    return Comparison(_lines(first, second), _findings(first, second))


def _findings(first: Judgment, second: Judgment) -> tuple[FindingChange, ...]:
    before, after = ({f.id: f for f in j.findings} for j in (first, second))
    changes = []
    for id in dict.fromkeys([*before, *after]):
        one, two = before.get(id), after.get(id)
        was, becomes = one.outcome if one else None, two.outcome if two else None
        if was is not becomes:
            finding = one or after[id]
            doubts = bool(one and one.doubtful), bool(two and two.doubtful)
            subject, title = dotted(finding.subject_path), finding.rule.form.title.en
            changes.append(FindingChange(finding.rule.id, subject, title, was, becomes, doubts))
    return tuple(changes)


def _lines(first: Judgment, second: Judgment) -> tuple[LineChange, ...]:
    before, after = ({_key(x): x for x in j.lines} for j in (first, second))
    changes = []
    for key in dict.fromkeys([*before, *after]):
        one, two = before.get(key), after.get(key)
        was, becomes = one.conclusion if one else None, two.conclusion if two else None
        if was is not becomes:
            heading, system, about = key
            changes.append(LineChange(heading, system, about, was, becomes))
    return tuple(changes)


def _key(line: Line) -> tuple[str, str, str]:
    about = dotted(line.subject.path) + (f", if {line.failing.id} fails" if line.failing else "")
    return line.heading, line.system, about
