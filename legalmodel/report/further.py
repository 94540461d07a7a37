"""Say what a finding carries beside its outcome: when it falls due, what is ruled out, what is reserved, and its marks."""

from legalmodel.base.outcomes import Mark, Outcome
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import DueOn


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
