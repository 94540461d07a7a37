"""Where sources differ: judge again with each other source's value, and mark the findings that it would change."""

from collections.abc import Callable, Mapping
from typing import Any

from legalmodel.base.facts import leaves
from legalmodel.base.places import Path
from legalmodel.base.speech import percent
from legalmodel.graph.graph import Graph
from legalmodel.judgment.budget import may_judge_again
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import Conflict
from legalmodel.judgment.sentences import words_for
from legalmodel.logic.prove import deciding


def mark_conflicts(judgment: Judgment, graph: Graph, again: Callable[[Mapping[Path, Any]], Judgment]) -> None:
    """Mark each finding with the other values that would give another outcome.

    All facts on which one document differs are changed together, since a reader who follows a source follows it throughout.
    ``again`` judges the same deal with some values replaced; it may leave out rules that these cannot move (``moved_by``). Raises BadInput if that would make too many findings.
    """
    by_document: dict[str, dict[Path, Any]] = {}
    for path, document, value in graph.sourced():
        by_document.setdefault(document, {})[path] = value
    may_judge_again(len(by_document), judgment.findings, graph)
    for document, values in sorted(by_document.items()):
        other = {f.id: f for f in again(values).findings}
        for finding in judgment.findings:
            changed = other.get(finding.id)
            # a finding that only the other value brings about has nothing here to be marked on
            if changed and changed.outcome is not finding.outcome:
                path = _read_of(values, finding, changed)
                finding.conflicts += (Conflict(path, document, _said(path, values[path]), changed.outcome),)


def _read_of(values: Mapping[Path, Any], before: Finding, after: Finding) -> Path:
    """Return the first of the changed facts that decides the finding, on one value or the other."""
    first, *others = values
    if not others:
        return first
    read: set[Path] = set()
    for finding in (after, before):
        read |= {f.path for proof in finding.proofs for d in deciding(proof) for f in (d, *leaves(d))}
        if first in read:
            return first
    return next((path for path in others if path in read), first)


def _said(path: Path, value: Any) -> str:
    return percent(value) if path[-1] in ("share", "votes", "shares") else words_for(value)
