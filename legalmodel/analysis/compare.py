"""Lay two judgments side by side: the same deal on two days, under two laws, or two versions or deals of one kind."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from legalmodel.base.language import say
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import Path, Place, dotted
from legalmodel.base.things import Dated, Thing, latest
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding, Line
from legalmodel.model.compare import FactChange
from legalmodel.model.deal import SECTIONS


class FindingChange(NamedTuple):
    """A finding that differs; None on a side that has no such finding. ``doubtful`` says of each side whether its fail is a doubt only."""

    rule: str
    subject: str
    title: str
    before: Outcome | None
    after: Outcome | None
    doubtful: tuple[bool, bool] = (False, False)


class FactorChange(NamedTuple):
    """A factor of a weighing that holds otherwise, the outcome being to be weighed on both sides: ``yes``, ``no``, ``unknown``."""

    rule: str
    subject: str
    side: str
    says: str
    before: str
    after: str
    factor: str = ""
    """The id of the factor within its rule; empty for one that is not of the rule itself."""


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
    factors: tuple[FactorChange, ...] = ()

    @property
    def differ(self) -> bool:
        """Tell whether anything that follows from the facts or the law differs."""
        return bool(self.lines or self.findings or self.factors)


def compare(first: Judgment, second: Judgment, names: Mapping[Path, Path] | None = None) -> Comparison:
    """Return the conclusions, findings and factors that differ.

    Subjects are matched by where they stand in their files; ``names`` tells of a record of the second which of the first it is.
    """
    called = _caller(names or {})
    before = {(f.rule.id, f.subject_path): f for f in first.findings}
    after = {(f.rule.id, called(f.subject_path)): f for f in second.findings}
    both = [(f, after[key]) for key, f in before.items() if key in after]
    factors = tuple(change for one, two in both for change in _factors(one, two))
    return Comparison(_lines(first, second, called), _findings(before, after), factors)


def compare_days(first: Graph, second: Graph, place: Callable[[Path], Place]) -> tuple[FactChange, ...]:
    """Return what differs in one deal between two days: records that have begun or ended, and facts that have changed since."""
    changes: list[FactChange] = []
    for section in SECTIONS:
        old, new = ({t.path: t for t in graph.standing(section)} for graph in (first, second))
        for path in dict.fromkeys((*old, *new)):
            if path in old and path in new:
                changes += _dated(old[path], new[path], place)
            elif path in old:
                changes.append(FactChange("gone", path, path, path[-1], None, place(path), None))
            else:
                changes.append(FactChange("added", path, path, None, path[-1], None, place(path)))
    return tuple(changes)


def _dated(old: Thing, new: Thing, place: Callable[[Path], Place]) -> list[FactChange]:
    found = []
    for field in dict.fromkeys((*old.fields, *new.fields)):
        one, two = old.fields.get(field), new.fields.get(field)
        if isinstance(one, Dated) or isinstance(two, Dated):
            was, becomes, path = _plain(latest(one)), _plain(latest(two)), (*old.path, field)
            if was != becomes:
                sort = "added" if was is None else "gone" if becomes is None else "changed"
                spots = (None if was is None else place(path)), (None if becomes is None else place(path))
                found.append(FactChange(sort, path, path, was, becomes, *spots))
    return found


def _plain(value: Any) -> Any:
    return value if value is None else value.id if isinstance(value, Thing) else str(value)


def _caller(names: Mapping[Path, Path]) -> Callable[[Path], Path]:
    def called(path: Path) -> Path:
        return (*names.get(path[:2], path[:2]), *path[2:])

    return called


def _findings(before: Mapping[Any, Finding], after: Mapping[Any, Finding]) -> tuple[FindingChange, ...]:
    changes = []
    for key in dict.fromkeys([*before, *after]):
        one, two = before.get(key), after.get(key)
        was, becomes = one.outcome if one else None, two.outcome if two else None
        doubts = bool(one and one.doubtful), bool(two and two.doubtful)
        if was is not becomes or (one and two and doubts[0] != doubts[1]):
            finding = one or after[key]
            subject, title = dotted(finding.subject_path), finding.rule.form.title.en
            changes.append(FindingChange(finding.rule.id, subject, title, was, becomes, doubts))
    return tuple(changes)


def _factors(one: Finding, two: Finding) -> list[FactorChange]:
    if one.outcome is not two.outcome:
        return []
    before, after = ({(f.side, str(f.says), f.id): f.holds for f in x.result.factors} for x in (one, two))
    return [
        FactorChange(one.rule.id, dotted(one.subject_path), *key[:2], before.get(key, "-"), after.get(key, "-"), key[2])
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]


def _lines(first: Judgment, second: Judgment, called: Callable[[Path], Path]) -> tuple[LineChange, ...]:
    before = {_key(x, lambda path: path): x for x in first.lines}
    after = {_key(x, called): x for x in second.lines}
    changes = []
    for key in dict.fromkeys([*before, *after]):
        one, two = before.get(key), after.get(key)
        was, becomes = one.conclusion if one else None, two.conclusion if two else None
        if was is not becomes:
            heading, system, about = key
            changes.append(LineChange(heading, system, about, was, becomes))
    return tuple(changes)


def _key(line: Line, called: Callable[[Path], Path]) -> tuple[str, str, str]:
    about = dotted(called(line.subject.path))
    return (
        line.heading,
        line.system,
        about + (say(", if {path} fails", path=called(line.failing.path)[-1]) if line.failing else ""),
    )
