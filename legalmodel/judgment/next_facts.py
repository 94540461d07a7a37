"""What to find out first: the missing facts, by the document that settles most, and by how many findings each would decide and how much money."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from legalmodel.base.language import Said, say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path
from legalmodel.base.shared import parts
from legalmodel.base.speech import section_name
from legalmodel.base.values import Missing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import NextFact
from legalmodel.judgment.finding import Finding, Line
from legalmodel.judgment.subjects import sections_of
from legalmodel.law.catalogue import Catalogue, WhoKnows
from legalmodel.law.compile import CompiledRule
from legalmodel.law.texts import rule_text, table_text

_WHOLE = "open list"
"""Why a fact is missing: nothing says that a list names all there is."""


def _whole(_: Path) -> float:
    return 1.0


def teller_of(path: Path, graph: Graph, catalogue: Catalogue) -> WhoKnows:
    """Return who knows a fact of a deal, in the words of its route; those of a trust are kept where the fact is one of a trust."""
    estate = graph.things.get(path[:2]) if path[0] == "estates" else None
    of_trust = path[0] == "trusts" or (estate is not None and estate.get("kind") == "trust")
    return catalogue.who_knows(path, "" if of_trust else str(graph.deal.get("route")))


def rank(
    findings: tuple[Finding, ...],
    catalogue: Catalogue,
    lines: tuple[Line, ...] = (),
    part: Callable[[Path], float] = _whole,
    teller: Callable[[Path], WhoKnows] | None = None,
) -> tuple[NextFact, ...]:
    """Return the missing facts, first those whose answer would settle most.

    Every undecided finding has one vote, shared equally among the facts it waits for, so that a fact that settles a finding alone
    comes before one of many; a finding that could still fail, and an essential question, count double. Whether a list is complete
    counts half: facts of their own are asked for first. A list that leaves one of ``lines`` open is such a question too. Of all this a half
    counts for whatever little money, the other half by the ``part`` of the deal's money that the record of the fact is about. ``teller`` says who knows a fact; else the catalogue does.
    """
    groups = _Groups(part)
    essential = {question.id for question in catalogue.questions.values() if question.essential}
    for finding in findings:
        if finding.outcome is Outcome.UNKNOWN and not finding.harmless:
            groups.add_finding(finding, _votes(finding, finding.rule.question in essential))
    groups.add_lines(lines)
    told = teller or catalogue.who_knows
    return tuple(_by_document([(group, _next(group, paths, told(paths[0]))) for group, paths in groups.in_order()]))


def _by_document(found: "list[tuple[_Group, NextFact]]") -> Iterable[NextFact]:
    """Put together what one document settles, first the document that settles most; whether a list is whole comes after all facts.

    A contract answers a dozen questions at one reading, while nobody certifies a list before it is read.
    """
    weights: dict[tuple[bool, str], float] = {}
    for group, fact in found:
        key = (group.reason == _WHOLE, fact.document)
        weights[key] = weights.get(key, 0.0) + group.weight
    first = {key: number for number, key in enumerate(sorted(weights, key=lambda k: (k[0], -weights[k], k[1])))}
    return [fact for _, fact in sorted(found, key=lambda pair: first[pair[0].reason == _WHOLE, pair[1].document])]


class _Group:
    """Missing facts of one sort, in several records: they are asked for in one question."""

    __slots__ = ("findings", "paths", "reason", "section", "weight")

    def __init__(self, section: str, reason: str) -> None:
        self.section, self.reason, self.weight = section, reason, 0.0
        self.paths: set[Path] = set()
        self.findings: dict[Finding, None] = {}


class _Groups:
    """The groups of all facts that are missing."""

    def __init__(self, part: Callable[[Path], float]) -> None:
        self.part = part
        self.by_kind: dict[tuple[str, ...], _Group] = {}
        self.by_fact: dict[Missing, _Group] = {}
        self.by_share: dict[int, tuple[frozenset[Missing], dict[_Group, float]]] = {}
        """Facts that many findings wait for alike, by which object holds them -> their groups, looked through once."""

    def of(self, missing: Missing) -> _Group:
        """Return the group of a fact, which is entered in it."""
        group = self.by_fact.get(missing)
        if group is None:
            # the same field of many records is one question: a banker answers it for all in one go
            kind = _kind(missing)
            group = self.by_kind.get(kind) or self.by_kind.setdefault(kind, _Group(kind[0], missing.reason))
            self.by_fact[missing] = group
            group.paths.add(missing.path)
        return group

    def add_finding(self, finding: Finding, votes: int) -> None:
        """Share the votes of a finding among the groups of facts it waits for."""
        own, shares = parts(finding.result.missing)
        waits = self._most(own)
        for share in shares:
            # by identity: thousands of findings hold the very same set, and to compare them would cost as much as to copy it
            if id(share) not in self.by_share:
                self.by_share[id(share)] = share, self._most(share)
            for group, part in self.by_share[id(share)][1].items():
                waits[group] = max(waits.get(group, 0.0), part)
        # a finding on a small class is worth no more than that class, whatever its facts are about
        most = self.part(finding.subject.path) if finding.subject else 1.0
        for group, part in waits.items():
            group.findings[finding] = None
            money = (1 + min(part, most)) / 2  # by the record of the fact, or of the subject where that is about less
            group.weight += money * votes / len(waits) / (2 if group.reason == _WHOLE else 1)

    def _most(self, facts: frozenset[Missing]) -> "dict[_Group, float]":
        """Return the groups of some facts, each with the most money that a fact of it is about."""
        found: dict[_Group, float] = {}
        for missing in sorted(facts) if len(facts) > 1 else facts:
            # what has no answer is no fact that somebody could find out
            if missing.reason != "undefined":
                group = self.of(missing)
                found[group] = max(found.get(group, 0.0), self.part(missing.path))
        return found

    def add_lines(self, lines: tuple[Line, ...]) -> None:
        """Enter what leaves lines open, each with the findings of those lines that go through the same list."""
        opened: dict[_Group, dict[int, None]] = {}
        for n, line in enumerate(lines):
            for missing in _leaves_open(line):
                group = self.of(missing)
                group.weight += 0.5
                opened.setdefault(group, {})[n] = None
        by_lines: dict[tuple[int, ...], list[_Group]] = {}
        for group, numbers in opened.items():
            by_lines.setdefault(tuple(numbers), []).append(group)
        for these, groups in by_lines.items():
            findings = _findings([lines[n] for n in these], {group.section for group in groups})
            of = {each: sections_of(each) for each in {f.rule.form.each for f in findings}}
            for group in groups:
                group.findings.update([(f, None) for f in findings if group.section in of[f.rule.form.each]])

    def in_order(self) -> list[tuple[_Group, list[Path]]]:
        """Return the groups, first the weightiest, each with its paths in order."""
        groups = [(group, sorted(group.paths)) for group in self.by_kind.values()]
        return sorted(groups, key=lambda item: (-item[0].weight, item[1][0]))


def _findings(lines: Iterable[Line], sections: set[str]) -> list[Finding]:
    """Return the findings of some lines whose rules go through one of some sections, each once."""
    # many lines hold the very same findings, and of thousands each: looked through once, by identity
    said = {id(state.findings): state.findings for line in lines for state in line.states}
    found = list(dict.fromkeys(chain.from_iterable(said.values())))
    rules = {f.rule for f in found}
    these = {rule for rule in rules if not sections.isdisjoint(sections_of(rule.form.each))}
    return [f for f in found if f.rule in these]


def _leaves_open(line: Line) -> Iterable[Missing]:
    yield from (Missing((section,), _WHOLE) for section in line.open_lists)
    yield from (m for m in (*line.unsure, *line.connecting) if m.path[0] not in line.open_lists)


def _votes(finding: Finding, essential: bool) -> int:
    return (2 if Outcome.FAIL in finding.result.could_be else 1) * (2 if essential else 1)


def _kind(missing: Missing) -> tuple[str, ...]:
    if missing.reason == _WHOLE:
        return (*missing.path, missing.reason)
    return (missing.path[0], *missing.path[2:]) if len(missing.path) > 2 else missing.path


def _next(group: _Group, paths: list[Path], teller: WhoKnows) -> NextFact:
    return NextFact(
        tuple(paths),
        group.reason,
        _proof_of(group, paths[0]) or Said(partial(_what, group.reason, paths, teller.what)),
        teller.ask,
        teller.document,
        tuple(group.findings),
    )


def _proof_of(group: _Group, path: Path) -> Said | None:
    """Return what is to be found out where papers are missing for what a reservation needs: what they have to show."""
    for finding in group.findings:
        ground = finding.rule.form.reserves
        if ground and len(path) == 2 and path[0] == finding.rule.form.each and path[1] in ground.needs:
            return Said(partial(_shown_by, finding.rule, path[1], ground.needs[path[1]].says))
    return None


def _shown_by(rule: CompiledRule, need: str, english: str) -> str:
    return say("papers that show: {what}", what=rule_text(rule, f"reserves/needs/{need}/says", english))


def _what(reason: str, paths: list[Path], told: str) -> str:
    """Say what is to be found out, of several records by their ids."""
    what = table_text(told, "what", "who_knows") if told else plain(paths[0])
    if reason == _WHOLE and len(paths[0]) == 1:
        return say("whether the list of {records} is complete", records=section_name(paths[0][0]))
    if reason == _WHOLE:
        return say("{what}: whether the list is complete", what=what)
    if len(paths[0]) > 1 and (len(paths) > 1 or paths[0][0] in _MANY):
        names = [p[1].replace("_", " ") for p in paths]
        first, more = say(", ", context="between").join(names[:3]), len(names) - 3
        first = say("{first} and {count} more", first=first, count=more) if more > 0 else first
        return say("{name} ({words})", name=what, words=first)
    return what


_MANY = frozenset(
    ("investments", "agencies", "guarantees", "securities", "parties", "accounts", "ownership", "claims", "charges")
)


def plain(path: Path) -> str:
    """Say a path in plain words: the section, then what is in it."""
    return " ".join(path).replace("_", " ")
