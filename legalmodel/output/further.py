"""Say what a finding carries beside its outcome: when it falls due, what is ruled out, what is reserved, and its marks."""

from collections.abc import Iterable

from legalmodel.base.outcomes import Mark, Outcome
from legalmodel.base.places import dotted
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import DueOn
from legalmodel.output.paint import wrap


def further_rows(finding: Finding, width: int) -> Iterable[str]:
    """Yield what goes with an answer beside met and fails, a row each."""
    result = finding.result
    if result.due:
        yield from wrap(f"  Due: {due_words(result.due)}", width, indent=4)
    if result.ruled_out:
        yield from wrap(f"  Excludes only: {result.ruled_out.event}. Asks instead: {result.ruled_out.opens}", width, indent=4)
    if result.reserved:
        yield from wrap(f"  Stands open: {result.reserved.ground}", width, indent=4)
        until = f"until {result.reserved.until}" if result.reserved.until else "for ever"
        yield from wrap(f"  What would be lost: {result.reserved.lost}; by {result.reserved.who}, {until}", width, indent=4)
    if marks := mark_words(finding):
        yield f"  Said beside: {', '.join(marks)}"
    if unstated := sorted(finding.unstated):
        yield from wrap(f"  In doubt, since nobody stated: {', '.join(dotted(m.path) for m in unstated)}", width, indent=4)


def due_words(due: DueOn) -> str:
    """Say when a duty falls due, who has to perform it, and when to begin."""
    parts = [f"by {due.day}" if due.day else "", due.upon and f"upon {due.upon}"]
    when = ", ".join(p for p in parts if p) or "at a time that is not known"
    begin = f"; begin by {due.start}" if due.start else ""
    return f"{when}: {due.who}{begin}"


def mark_words(finding: Finding) -> list[str]:
    """Return the marks of a finding in words; those that are told elsewhere are left out."""
    words = {
        Mark.PLANNED: f"planned{f', by law read to {read}' if (read := read_before(finding)) else ''}",
        Mark.BY_CONTRACT: "by contract",
        Mark.KNOWN_TO: f"known to {finding.known_to}",
        Mark.ATTESTED: f"on law attested by {', '.join(finding.attested)}",
        Mark.ON_PAPERS_NOT_SEEN: "on papers not seen",
    }
    return [words[mark] for mark in finding.marks if mark in words]


def read_before(finding: Finding) -> str:
    """Return the day on which the law of a planned act was read, where the act is planned for a later one; nothing for any other.

    What becomes law in between nobody knows: drafts are no law.
    """
    source = finding.rule.form.source or finding.rule.head.source
    later = finding.planned and finding.day is not None and str(finding.day) > str(source.read)
    return str(source.read) if later and finding.outcome is not Outcome.NOT_EXAMINED else ""
