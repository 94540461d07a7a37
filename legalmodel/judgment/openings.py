"""Openings: watched facts that are given and that no rule reads on the question they bear on (semantics, section E).

Text is never interpreted: a watched fact is calm only as ``model/watch.yaml`` says of its value. What the file leaves out does not open.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain, count
from typing import Any, NamedTuple

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import Path
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.bearing import can_answer
from legalmodel.judgment.finding import Finding, Line, Opening, QuestionState
from legalmodel.judgment.pack import Watched, load_pack
from legalmodel.judgment.result import System
from legalmodel.judgment.roles import OF_SUBJECT, Failing, Roles
from legalmodel.judgment.static_reads import reads_of
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.scope import Scope

_SILENT = (Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE)


_Field = tuple[str, str]
"""The sort of a record, and a field of it."""


class _Loud(NamedTuple):
    """A watched fact that is given and not calm: where it stands, in which record of a section, and as what."""

    number: int
    path: Path
    top: Thing
    field: _Field


class Openings:
    """The watched facts of one deal that are not calm, by question, and how many are not given at all."""

    def __init__(self, graph: Graph, day: date) -> None:
        self.graph, self.day = graph, day
        self.not_asked = 0
        """How many watched facts the file does not speak of."""
        self.loud: dict[str, list[_Loud]] = {}
        self._numbers = count()
        self._sorted: dict[str, dict[object, list[tuple[_Loud, ...]]]] = {}
        self._told: dict[tuple[str, int, int], tuple[object, object, tuple[Path, ...]]] = {}
        by_sort: dict[str, list[Thing]] = {}
        for thing in graph.things.values():
            by_sort.setdefault(thing.sort, []).append(thing)
        fields: set[_Field] = set()
        for watched in load_pack().watched:
            # a fact may be watched for two questions; that nobody asked for it counts once
            first = int((watched.sort, watched.field) not in fields)
            fields.add((watched.sort, watched.field))
            records, field = by_sort.get(watched.sort, []), watched.field
            given = [record for record in records if field in record.fields]  # few of the many that are watched are
            silent = [record for record in given if self._is_silent(watched, record)]
            self.not_asked += first * (len(records) - len(given) + len(silent))

    def _is_silent(self, watched: Watched, record: Thing) -> bool:
        """Look at one fact: tell whether the file does not speak of it, and note it if it is given and not calm."""
        value = record.fields.get(watched.field)
        if value is None or not self._written(record, watched.field):
            return True
        # of a field that changed over time every step counts: one that is not calm opens, even if it is past
        if not all(self._calm(watched, record, each) for each in _values(value)):
            top = self.graph.things.get(record.path[:2], record)
            loud = _Loud(next(self._numbers), (*record.path, watched.field), top, (watched.sort, watched.field))
            for question in watched.questions:
                self.loud.setdefault(question, []).append(loud)
        return False

    def _written(self, record: Thing, field: str) -> bool:
        """Tell whether the file speaks of a field: a list that it leaves out is there, and empty."""
        written = self.graph.records[record.path]
        return field in written.model_fields_set or field in (written.unknown or ()) or field in (written.dated or ())

    def _calm(self, watched: Watched, record: Thing, value: Any) -> bool:
        variables = {watched.sort: record, watched.field: value, "today": Span(self.day, self.day)}
        return watched.calm.run(Scope(variables, self.day, self.graph)) is True

    def of(self, line: Line, roles: Roles, catalogue: Catalogue) -> Iterator[Opening]:
        """Yield an opening for each question of a line on which a watched fact is passed over."""
        for state in line.states:
            if state.question in self.loud:
                loud = self._concerning(state.question, catalogue.questions[state.question].counts_for, roles, line)
                if facts := self._unread(state.question, loud, state.findings):
                    yield Opening(state.question, facts)

    def _concerning(self, question: str, counts_for: str, roles: Roles, line: Line) -> tuple[_Loud, ...]:
        """Return the facts that count for a line, sorted out once for all lines; those that count for many stay together."""
        if question not in self._sorted:
            together: dict[tuple[object, ...], list[_Loud]] = {}
            for loud in self.loud[question]:
                together.setdefault(roles.targets_of(loud.top, counts_for), []).append(loud)
            by_target: dict[object, list[tuple[_Loud, ...]]] = {}
            for targets, louds in together.items():
                group = tuple(louds)
                for target in dict.fromkeys(map(_target, targets)):
                    by_target.setdefault(target, []).append(group)
            self._sorted[question] = by_target
        subject = line.subject if counts_for in OF_SUBJECT else (line.failing, line.subject)
        groups = self._sorted[question].get(subject, ())
        return groups[0] if len(groups) == 1 else tuple(sorted(chain.from_iterable(groups)))

    def _unread(self, question: str, louds: tuple[_Loud, ...], findings: tuple[Finding, ...]) -> tuple[Path, ...]:
        """Return where the facts stand on which no finding may rest; lines that ask alike are answered alike."""
        key = (question, id(louds), id(findings))
        if key not in self._told:  # with what it was asked of, so that no other takes its place in memory
            self._told[key] = (louds, findings, _passed_over(louds, findings) if louds else ())
        return self._told[key][2]

    def apart(self, states: Iterable[QuestionState], systems: Iterable[System]) -> tuple[Opening, ...]:
        """Return an opening for each question apart from all lines on which a watched fact is passed over: it is told, and opens no line.

        Where the tool has no law for any of the systems nothing is read, and no single fact is told.
        """
        if not any(system.has_pack for system in systems):
            return ()
        found = []
        for state in states:
            loud = self.loud.get(state.question, ())
            if facts := _passed_over(tuple(loud), state.findings):
                found.append(Opening(state.question, facts))
        return tuple(found)


def open_lines(
    lines: tuple[Line, ...], roles: Roles, catalogue: Catalogue, systems: Iterable[System], watch: Openings
) -> tuple[Line, ...]:
    """Return the lines, each with its openings, and no better than open where it has any.

    Where the tool has no law at all for a system, nothing is read and its lines say so; no single fact opens them.
    """
    with_law = {system.code for system in systems if system.has_pack}
    return tuple(
        [_opened(line, tuple(watch.of(line, roles, catalogue))) if line.system in with_law else line for line in lines]
    )


def _opened(line: Line, openings: tuple[Opening, ...]) -> Line:
    if not openings:
        return line
    # a fact that nobody read makes nothing worse than open, and an obstacle no better
    conclusion = line.conclusion if line.conclusion is Conclusion.OBSTACLE else Conclusion.OPEN
    return line._replace(openings=openings, conclusion=conclusion)


def _target(target: object) -> object:
    return (target.party, target.vehicle) if isinstance(target, Failing) else target


def _passed_over(louds: tuple[_Loud, ...], findings: tuple[Finding, ...]) -> tuple[Path, ...]:
    """Return where the facts stand that no rule in force, its text read, may read where it answers for their record.

    A record of a sort that has findings of its own is answered for by these, and by those on other sorts (``_kind``).
    """
    own: dict[Thing, set[_Field]] = {}
    by_kind: dict[str, set[_Field]] = {}
    for finding in findings:
        if finding.subject is not None and _speaks(finding):
            reads = _reads(finding.rule)
            own.setdefault(finding.subject, set()).update(reads)
            by_kind.setdefault(_kind(finding.subject), set()).update(reads)
    # its own findings answer for the very record; those of another kind answer for whatever they read
    read = {
        kind: frozenset().union(*(fields for k, fields in by_kind.items() if k != kind))
        for kind in {_kind(x.top) for x in louds}
    }
    return tuple([x.path for x in louds if x.field not in own.get(x.top, ()) and x.field not in read[_kind(x.top)]])


def _speaks(finding: Finding) -> bool:
    """Tell whether a rule in force, its text read, answers."""
    return finding.outcome not in _SILENT and can_answer(finding.rule) and finding.rule.text_read != "memory"


def _kind(record: Thing) -> str:
    """Return what records have in common of which each has findings of its own."""
    return "hop" if record.sort in ("trust", "transfer") else record.path[0] if record.path else ""


@cache
def _reads(rule: CompiledRule) -> frozenset[tuple[str, str]]:
    return reads_of(rule)


def _values(held: Any) -> tuple[Any, ...]:
    return tuple([value for _, value in held.steps]) if isinstance(held, Dated) else (held,)
