"""Which findings to mark on which record of a deal: on the subject, and on the facts that a failing rule rests on."""

from typing import NamedTuple

from legalmodel.base.facts import leaves
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.reach import is_law
from legalmodel.logic.prove import deciding
from legalmodel.report.words import citation, plain

_STATES = {Outcome.FAIL: "fail", Outcome.UNKNOWN: "unknown", Outcome.JUDGEMENT: "judgement"}
_RANK = {"fail": 0, "unknown": 1, "judgement": 2, "": 3}
_MOST = 2
_LISTED = 3
"""A fail that rests on more records of one section than this was found by going through the section."""


class Marks(NamedTuple):
    """State and marks by record: the first two steps of a path."""

    states: dict[Path, str]
    labels: dict[Path, tuple[str, ...]]
    facts: dict[Path, tuple[str, ...]]

    def of(self, path: Path) -> tuple[str, tuple[str, ...]]:
        """Return the state of a record, and the articles to print at it."""
        record = path[:2]
        labels = self.labels.get(record, ())
        more = (f"+{len(labels) - _MOST}",) if len(labels) > _MOST else ()
        return self.states.get(record, ""), labels[:_MOST] + more

    def missing(self, path: Path) -> tuple[str, ...]:
        """Return the facts that findings on a record wait for, each once."""
        return self.facts.get(path[:2], ()) if self.states.get(path[:2]) == "unknown" else ()

    def rank(self, path: Path) -> int:
        """Return how grave the state of a record is; 0 is gravest."""
        return _RANK[self.of(path)[0]]


def marks_of(judgment: Judgment) -> Marks:
    """Gather the marks. Only fails print their article; what is unknown or to be weighed shows by its border and word."""
    states: dict[Path, str] = {}
    labels: dict[Path, list[str]] = {}
    facts: dict[Path, dict[str, None]] = {}
    said: dict[str, str] = {}  # the same facts are missing for many findings
    for finding in judgment.findings:
        state = _state(finding)
        if not state or finding.harmless or finding.subject is None or not is_law(finding.rule.system):
            continue
        for record in records_of(finding):
            if _RANK[state] < _RANK[states.get(record, "")]:
                states[record] = state
            if state == "unknown":
                waits = facts.setdefault(finding.subject_path[:2], {})
                for missing in finding.missing:
                    name = ".".join(missing.path[2:] or missing.path)
                    waits.setdefault(said.get(name) or said.setdefault(name, plain(name)))
            if state == "fail" and (label := citation(finding)) not in labels.setdefault(record, []):
                labels[record].append(label)
    articles = {record: tuple(found) for record, found in labels.items()}
    return Marks(states, articles, {record: tuple(found) for record, found in facts.items()})


def _state(finding: Finding) -> str:
    """Return how a finding shows: a fail on what nobody stated is a missing fact, and a policy or sign that falls short is weighed."""
    if finding.outcome is Outcome.FAIL and not finding.fails:
        return "unknown" if finding.doubtful else "judgement"
    return _STATES.get(finding.outcome, "")


def records_of(finding: Finding) -> set[Path]:
    """Return where to mark a finding: its subject, and what a fail rests on, unless that is just a whole list gone through."""
    records = {finding.subject_path[:2]}
    if finding.outcome is Outcome.FAIL:
        found = proof_records(finding)
        sections = [path[0] for path in found]
        records |= {path for path in found if sections.count(path[0]) <= _LISTED}
    return records


def proof_records(finding: Finding) -> set[Path]:
    """Return the records that the proof of a finding rests on."""
    return {leaf.path[:2] for p in finding.proofs for fact in deciding(p) for leaf in leaves(fact) if len(leaf.path) > 1}
