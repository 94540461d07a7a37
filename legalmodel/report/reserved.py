"""Grounds that stand open, and fails that somebody accepted: what a conclusion is subject to."""

from legalmodel.base import figures
from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.drawn import Judgment, Window
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import rule_text, title_of
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.text import NOTHING, as_written, joined, word
from legalmodel.report.words import citation, outcome_words


def reserved_block(judgment: Judgment) -> ReportBlock:
    """Return the reservations: first findings that are answered with one, then grounds on which an act could still be undone."""
    day = judgment.as_of or judgment.run_day
    entries = [_reservation(f) for f in judgment.findings if f.outcome is Outcome.RESERVATION]
    entries += [_ground(w) for w in judgment.windows if w.closes is None or w.closes >= day]
    nothing = word("No reservation is recorded. That is no statement that no ground exists.")
    return ReportBlock("reserved", word("Reservations"), tuple(entries), nothing=nothing)


def _reservation(finding: Finding) -> Statement:
    held = finding.result.reserved
    until = held.until if held else None
    ends = word("Stands open until {day}.", day=figures.day(until)) if until else word("Stands open without an end.")
    lost = word("What would be lost: {what}; by {who}.", what=held.lost, who=held.who) if held else NOTHING
    ground = as_written(str(held.ground)) if held else NOTHING
    text = joined([word("{ground}.", ground=ground) if ground else NOTHING, lost, ends], " ")
    title = as_written(title_of(finding.rule.form.title))
    return Statement(text, title=title, cites=as_written(f"[{citation(finding)}]"), findings=(finding.id,))


def _ground(window: Window) -> Statement:
    if window.never:
        ends = word("Has no last day.")
    elif window.closes:
        ends = word("Open until {day}.", day=figures.day(window.closes))
    else:
        ends = word("The last day is not known.")
    rule = window.finding.rule
    unless = as_written(rule_text(rule, "window/unless", window.unless)) if window.unless else NOTHING
    return Statement(
        joined([ends, unless], " "),
        as_written(outcome_words(window.finding)),
        as_written(rule_text(rule, "window/ground", window.ground)),
        as_written(f"[{citation(window.finding)}]"),
        findings=(window.finding.id,),
    )


def notes_on_acceptances(judgment: Judgment) -> ReportBlock:
    """Return the acceptances that do not count or are not needed, each with why: expired, unused, too wide."""
    entries = tuple(Statement(as_written(note)) for note in judgment.acceptance_notes)
    return ReportBlock("acceptances", word("ACCEPTANCES"), entries, more=word("acceptances that do not count"))


def accepted_block(judgment: Judgment) -> ReportBlock:
    """Return the fails that somebody accepted, and the acceptances that do not count, each with why."""
    entries = [_accepted(f) for f in judgment.findings if f.accepted]
    entries += [Statement(as_written(note)) for note in judgment.acceptance_notes]
    return ReportBlock("accepted", word("Acceptances"), tuple(entries))


def _accepted(finding: Finding) -> Statement:
    done = finding.accepted
    said = word("Accepted by {who} until {day}: {why}", who=done.by, day=done.until, why=done.reason) if done else NOTHING
    title = as_written(title_of(finding.rule.form.title))
    return Statement(said, title=title, cites=as_written(f"[{citation(finding)}]"), findings=(finding.id,))
