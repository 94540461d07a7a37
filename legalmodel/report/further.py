"""Say what a finding carries beside its outcome: when it falls due, what is ruled out, what is reserved, and its marks."""

from datetime import date

from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.outcomes import Mark, Outcome
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import DueOn


def due_words(due: DueOn) -> str:
    """Say when a duty falls due, who has to perform it, and when to begin."""
    parts = [
        say("by {day}", day=figures.day(due.day)) if due.day else "",
        say("upon {event}", event=due.upon) if due.upon else "",
    ]
    when = say(", ", context="between").join(p for p in parts if p) or say("at a time that is not known")
    said = say("{when}: {who}", when=when, who=due.who)
    said = say("{said}; begin by {day}", said=said, day=figures.day(due.start)) if due.start else said
    return say("{said}; as planned it would not be met", said=said) if due.short else said


def mark_words(finding: Finding) -> list[str]:
    """Return the marks of a finding in words; those that are told elsewhere are left out."""
    words = {
        Mark.PLANNED: Phrase("planned, by law read to {day}", day=_day(read))
        if (read := read_before(finding))
        else Phrase("planned"),
        Mark.BY_CONTRACT: Phrase("by contract"),
        Mark.KNOWN_TO: Phrase("known to {day}", day=figures.day(finding.known_to) if finding.known_to else ""),
        Mark.ATTESTED: Phrase("on law attested by {names}", names=", ".join(finding.attested)),
        Mark.ON_PAPERS_NOT_SEEN: Phrase("on papers not seen"),
    }
    return [str(words[mark]) for mark in finding.marks if mark in words]


def _day(iso: str) -> str:
    return figures.day(date.fromisoformat(iso))


def read_before(finding: Finding) -> str:
    """Return the day on which the law of a planned act was read, where the act is planned for a later one; nothing for any other.

    What becomes law in between nobody knows: drafts are no law.
    """
    source = finding.rule.form.source or finding.rule.head.source
    later = finding.planned and finding.day is not None and str(finding.day) > str(source.read)
    return str(source.read) if later and finding.outcome is not Outcome.NOT_EXAMINED else ""
