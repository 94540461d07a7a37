"""Openings: watched facts that are given and that no rule reads on the question they bear on (semantics, section E).

Text is never interpreted: a watched fact is calm only as ``model/watch.yaml`` says of its value. What the file leaves out does not open.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
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
from legalmodel.judgment.roles import Roles
from legalmodel.judgment.static_reads import reads_of
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.scope import Scope

_SILENT = (Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE)


class _Loud(NamedTuple):
    """A watched fact that is given and not calm: where it stands, in which record of a section, and as what."""

    path: Path
    top: Thing
    field: tuple[str, str]


class Openings:
    """The watched facts of one deal that are not calm, by question, and how many are not given at all."""

    def __init__(self, graph: Graph, day: date) -> None:
        self.graph, self.day = graph, day
        self.not_asked = 0
        self.loud: dict[str, list[_Loud]] = {}
        by_sort: dict[str, list[Thing]] = {}
        for thing in graph.things.values():
            by_sort.setdefault(thing.sort, []).append(thing)
        for watched in load_pack().watched:
            for record in by_sort.get(watched.sort, ()):
                self._look(watched, record)

    def _look(self, watched: Watched, record: Thing) -> None:
        value = record.fields.get(watched.field)
        if value is None or not self._written(record, watched.field):
            self.not_asked += 1
        elif not all(self._calm(watched, record, each) for each in _values(value)):
            top = self.graph.things.get(record.path[:2], record)
            loud = _Loud((*record.path, watched.field), top, (watched.sort, watched.field))
            for question in watched.questions:
                self.loud.setdefault(question, []).append(loud)

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
            counts_for = catalogue.questions[state.question].counts_for
            facts = [
                loud.path
                for loud in self.loud.get(state.question, ())
                if _concerns(loud.top, line, counts_for, roles) and not any(_read(finding, loud) for finding in state.findings)
            ]
            if facts:
                yield Opening(state.question, tuple(facts))

    def apart(self, states: Iterable[QuestionState], systems: Iterable[System]) -> tuple[Opening, ...]:
        """Return an opening for each question apart from all lines on which a watched fact is passed over: it is told, and opens no line.

        Where the tool has no law for any of the systems nothing is read, and no single fact is told.
        """
        if not any(system.has_pack for system in systems):
            return ()
        found = []
        for state in states:
            loud = self.loud.get(state.question, ())
            if facts := tuple([each.path for each in loud if not any(_read(finding, each) for finding in state.findings)]):
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
    conclusion = line.conclusion if line.conclusion is Conclusion.OBSTACLE else Conclusion.OPEN
    return line._replace(openings=openings, conclusion=conclusion)


def _concerns(record: Thing, line: Line, counts_for: str, roles: Roles) -> bool:
    """Tell whether a fact of a record counts for a line on a question that is asked of hops, vehicles, classes or failing parties."""
    asked = {"hop": roles.hops_of, "vehicle": roles.vehicles_of, "class": roles.classes_of}.get(counts_for)
    if asked:
        return line.subject in asked(record)
    return any(f.party is line.failing and f.vehicle is line.subject for f in roles.failing_of(record, counts_for))


def _read(finding: Finding, loud: _Loud) -> bool:
    """Tell whether a rule in force, its text read, answers the question for that record and may read the fact."""
    subject = finding.subject
    if subject is None or finding.outcome in _SILENT or not can_answer(finding.rule) or finding.rule.text_read == "memory":
        return False
    if _alike(subject, loud.top) and subject is not loud.top:
        return False
    return loud.field in _reads(finding.rule)


def _alike(a: Thing, b: Thing) -> bool:
    """Tell whether two records are of a sort for which each has findings of its own."""
    return a.path[:1] == b.path[:1] or {a.sort, b.sort} == {"trust", "transfer"}


@cache
def _reads(rule: CompiledRule) -> frozenset[tuple[str, str]]:
    return reads_of(rule)


def _values(held: Any) -> tuple[Any, ...]:
    return tuple([value for _, value in held.steps]) if isinstance(held, Dated) else (held,)
