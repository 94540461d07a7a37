"""What to find out first: the missing facts, ranked by how many findings each would decide."""

from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path
from legalmodel.base.values import Missing
from legalmodel.judgment.conclude import sections_of
from legalmodel.judgment.finding import Finding, Line, NextFact
from legalmodel.law.catalogue import Catalogue


def rank(findings: tuple[Finding, ...], catalogue: Catalogue, lines: tuple[Line, ...] = ()) -> tuple[NextFact, ...]:
    """Return the missing facts, those that decide most findings first; fails that threaten weigh double.

    A list that leaves one of ``lines`` open is a missing fact too: whether it is complete.
    """
    groups: dict[tuple[str, ...], _Group] = {}
    for finding in findings:
        if finding.outcome is Outcome.UNKNOWN and not finding.harmless:
            for missing in finding.missing:
                if missing.reason != "undefined":
                    group = groups.setdefault(_kind(missing), _Group(missing.reason, {}, {}))
                    group.paths[missing.path] = None
                    group.findings[finding] = None
    for section, line in ((s, x) for x in lines for s in x.open_lists):
        group = groups.setdefault((section, "open list"), _Group("open list", {(section,): None}, {}))
        group.findings.update((f, None) for f in line.findings if section in sections_of(f.rule.form.each))
    ranked = sorted(groups.values(), key=lambda g: (-_weight(g.findings), min(g.paths)))
    return tuple(_next(group, catalogue) for group in ranked)


class _Group(NamedTuple):
    """Missing facts of one sort, in several records: they are asked for in one question."""

    reason: str
    paths: dict[Path, None]
    findings: dict[Finding, None]


def _kind(missing: Missing) -> tuple[str, ...]:
    if missing.reason == "open list":
        return (*missing.path, missing.reason)
    return (missing.path[0], *missing.path[2:]) if len(missing.path) > 2 else missing.path


def _weight(findings: dict[Finding, None]) -> int:
    return sum(2 if Outcome.FAIL in f.result.could_be else 1 for f in findings)


def _next(group: _Group, catalogue: Catalogue) -> NextFact:
    paths = tuple(sorted(group.paths))
    teller = catalogue.who_knows(paths[0])
    what = teller.what or plain(paths[0])
    if group.reason == "open list":
        what = f"whether the list of {plain(paths[0])} names all there is"
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
