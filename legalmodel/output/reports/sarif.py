"""SARIF 2.1.0: every finding with a kind and a level, at its place in the file, for whatever marks the lines of a change.

A fail that somebody accepted is suppressed, with why; some readers count suppressed results all the same, so that ``--without-accepted`` leaves
them out. A result is known again by its rule and its record, wherever in the file these have moved to.
"""

import json
from hashlib import sha256
from typing import Any

from legalmodel import __version__
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Place, dotted
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.law.compile import CompiledRule
from legalmodel.law.texts import rule_text, title_of
from legalmodel.output.annotations import location
from legalmodel.output.reports import ReportWishes
from legalmodel.report.changes import deciding_place
from legalmodel.report.words import citation, outcome_words, spoken_sentence

_KINDS = {
    Outcome.PASS: "pass",
    Outcome.UNKNOWN: "open",
    Outcome.JUDGEMENT: "review",
    Outcome.RESERVATION: "review",
    Outcome.NOT_EXAMINED: "informational",
    Outcome.NOT_YET_DUE: "informational",
    Outcome.DOES_NOT_ARISE: "notApplicable",
    Outcome.NOT_APPLICABLE: "notApplicable",
}
"""Outcome -> kind; a fail is ``fail`` where it counts as one, and ``review`` where it is a doubt or falls short."""


def write(checked: Checked, wishes: ReportWishes) -> bytes:
    """Return the log of one run."""
    found = [f for f in checked.judgment.findings if f.outcome is not Outcome.NOT_APPLICABLE]
    found = [f for f in found if not (wishes.without_accepted and f.accepted)]
    rules = list({f.rule.id: f.rule for f in found}.values())
    index = {rule.id: n for n, rule in enumerate(rules)}
    day = checked.judgment.run_day
    run = {
        "tool": {"driver": {"name": "legalmodel", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "properties": {
            "runDay": day.isoformat(),
            "asOf": str(checked.judgment.as_of or ""),
            "lawOn": str(checked.judgment.law_on or ""),
            **({"knownOn": str(checked.known.known_on)} if checked.known else {}),
            "deal": {"file": checked.source.name, "sha256": checked.source.sha256},
        },
        "results": [_result(f, index[f.rule.id], checked) for f in found],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode()


def _rule(rule: CompiledRule) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": title_of(rule.form.title)},
        "fullDescription": {"text": rule_text(rule, "condition", rule.form.condition)},
        "properties": {"article": rule.article, "instrument": rule.head.id, "system": rule.system, "question": rule.question},
    }
    if rule.form.remedy:
        told["help"] = {"text": rule_text(rule, "remedy", rule.form.remedy)}
    return told


def _result(finding: Finding, index: int, checked: Checked) -> dict[str, Any]:
    kind = "fail" if finding.fails else "review" if finding.outcome is Outcome.FAIL else _KINDS[finding.outcome]
    record = dotted(finding.subject_path)
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "kind": kind,
        "level": "error" if kind == "fail" else "none",  # written out: readers take a missing level for a warning
        "message": {"text": f"{outcome_words(finding)}: {spoken_sentence(finding)} [{citation(finding)}]"},
        "locations": [
            {**_place(finding, checked), **({"logicalLocations": [{"fullyQualifiedName": record}]} if record else {})}
        ],
        "partialFingerprints": {"legalmodel/finding/v1": sha256(finding.id.encode()).hexdigest()},
        "properties": {"outcome": finding.outcome.value, "finding": finding.id},
    }
    if done := finding.accepted:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": f"{done.reason} ({done.by}, until {done.until})"}
        ]
    return result


def _place(finding: Finding, checked: Checked) -> dict[str, Any]:
    place = deciding_place(finding) or (checked.graph.place(finding.subject_path) if finding.subject_path else None)
    return location(place or Place(checked.source.name, 1, 1), 1)
