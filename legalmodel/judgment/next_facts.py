"""What to find out first: the missing facts, ranked by how many findings each would decide."""

from collections.abc import Iterable
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path
from legalmodel.base.values import Missing
from legalmodel.judgment.conclude import sections_of
from legalmodel.judgment.finding import Finding, Line, NextFact
from legalmodel.law.catalogue import Catalogue

_WHOLE = "open list"
"""Why a fact is missing: nothing says that a list names all there is."""


def rank(findings: tuple[Finding, ...], catalogue: Catalogue, lines: tuple[Line, ...] = ()) -> tuple[NextFact, ...]:
    """Return the missing facts, first those whose answer would settle most.

    Every undecided finding has one vote, shared equally among the facts it waits for, so that a fact that settles a finding alone
    comes before one of many; a finding that could still fail, and an essential question, count double. Whether a list is complete
    counts half: facts of their own are asked for first. A list that leaves one of ``lines`` open is such a question too.
    """
    groups: dict[tuple[str, ...], _Group] = {}
    waits = {f: _waits(f, groups) for f in findings if f.outcome is Outcome.UNKNOWN and not f.harmless}
    weights = dict.fromkeys(groups, 0.0)
    for finding, keys in waits.items():
        vote = _votes(finding, catalogue) / len(keys) if keys else 0
        for key in keys:
            weights[key] += vote / (2 if key[-1] == _WHOLE else 1)
    for line in lines:
        _add_line(line, groups, weights)
    ranked = sorted(groups.items(), key=lambda item: (-weights[item[0]], min(item[1].paths)))
    return tuple(_next(group, catalogue) for _, group in ranked)


def _add_line(line: Line, groups: "dict[tuple[str, ...], _Group]", weights: dict[tuple[str, ...], float]) -> None:
    """Enter what leaves a line open, each with the findings of the line that go through the same list."""
    findings = [(f, f.rule.form.each) for f in line.findings] if line.open_lists or line.unsure else []
    sorts = {each for _, each in findings}
    for missing in _leaves_open(line):
        group = groups.setdefault(key := _kind(missing), _Group(missing.reason, {}, {}))
        group.paths[missing.path] = None
        through = {each for each in sorts if missing.path[0] in sections_of(each)}
        group.findings.update(dict.fromkeys([f for f, each in findings if each in through]))
        weights[key] = weights.get(key, 0.0) + 0.5


def _leaves_open(line: Line) -> Iterable[Missing]:
    yield from (Missing((section,), _WHOLE) for section in line.open_lists)
    yield from (m for m in line.unsure if m.path[0] not in line.open_lists)


def _waits(finding: Finding, groups: "dict[tuple[str, ...], _Group]") -> set[tuple[str, ...]]:
    """Enter a finding with the groups of facts it waits for, and return their keys."""
    keys = set()
    for missing in finding.missing:
        if missing.reason != "undefined":
            keys.add(key := _kind(missing))
            group = groups.get(key) or groups.setdefault(key, _Group(missing.reason, {}, {}))
            group.paths[missing.path] = None
            group.findings[finding] = None
    return keys


def _votes(finding: Finding, catalogue: Catalogue) -> int:
    essential = catalogue.questions[finding.rule.question].essential
    return (2 if Outcome.FAIL in finding.result.could_be else 1) * (2 if essential else 1)


class _Group(NamedTuple):
    """Missing facts of one sort, in several records: they are asked for in one question."""

    reason: str
    paths: dict[Path, None]
    findings: dict[Finding, None]


def _kind(missing: Missing) -> tuple[str, ...]:
    if missing.reason == _WHOLE:
        return (*missing.path, missing.reason)
    return (missing.path[0], *missing.path[2:]) if len(missing.path) > 2 else missing.path


def _next(group: _Group, catalogue: Catalogue) -> NextFact:
    paths = tuple(sorted(group.paths))
    teller = catalogue.who_knows(paths[0])
    what = teller.what or plain(paths[0])
    if group.reason == _WHOLE and len(paths[0]) == 1:
        what = f"whether the list of {plain(paths[0])} names all there is"
    elif group.reason == _WHOLE:
        what = f"{what}: whether that is all"
    elif len(paths[0]) > 1 and (len(paths) > 1 or paths[0][0] in _MANY):
        names = [p[1].replace("_", " ") for p in paths]
        what = f"{what} ({', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''})"
    return NextFact(paths, group.reason, what, teller.ask, teller.document, tuple(group.findings))


_MANY = frozenset(
    ("investments", "agencies", "guarantees", "securities", "parties", "accounts", "ownership", "claims", "charges")
)


def plain(path: Path) -> str:
    """Say a path in plain words: the section, then what is in it."""
    return " ".join(path).replace("_", " ")
