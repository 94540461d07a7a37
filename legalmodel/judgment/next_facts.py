"""What to find out first: the missing facts, ranked by how many findings each would decide."""

from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path, dotted
from legalmodel.judgment.finding import Finding, NextFact
from legalmodel.law.catalogue import Catalogue


def rank(findings: tuple[Finding, ...], catalogue: Catalogue) -> tuple[NextFact, ...]:
    """Return the missing facts, those that decide most findings first; fails that threaten weigh double."""
    waiting: dict[Path, list[Finding]] = {}
    reasons: dict[Path, str] = {}
    for finding in findings:
        if finding.outcome is Outcome.UNKNOWN and not finding.harmless:
            for missing in finding.missing:
                if missing.reason != "undefined":
                    waiting.setdefault(missing.path, []).append(finding)
                    reasons.setdefault(missing.path, missing.reason)
    ranked = sorted(waiting.items(), key=lambda item: (-_weight(item[1]), item[0]))
    return tuple(_next(path, reasons[path], found, catalogue) for path, found in ranked)


def _weight(findings: list[Finding]) -> int:
    return sum(2 if Outcome.FAIL in f.result.could_be else 1 for f in findings)


def _next(path: Path, reason: str, findings: list[Finding], catalogue: Catalogue) -> NextFact:
    teller = catalogue.who_knows(path)
    what = teller.what or dotted(path).replace("_", " ")
    if reason == "open list":
        what = f"whether {dotted(path).replace('_', ' ')} lists all there is"
    return NextFact(path, reason, what, teller.ask, teller.document, tuple(dict.fromkeys(findings)))
