"""What is new since an earlier result: findings that fail, are open or are to be weighed now and were not so then; and what is no longer."""

from collections.abc import Mapping
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import title_of
from legalmodel.report.changes import first_place
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.text import as_written, joined, word
from legalmodel.report.words import BY_WEIGHT, OUTCOME_WORDS, citation, outcome_words, spoken_sentence

_ASKS = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.JUDGEMENT)
"""Outcomes that ask something of somebody."""
Before = Mapping[str, str]
"""Id of a finding -> its outcome in the earlier result."""


class Since(NamedTuple):
    """What is new, gravest first, and the ids of what asked something then and does not now."""

    new: tuple[Finding, ...]
    settled: tuple[str, ...]


def since(judgment: Judgment, before: Before) -> Since:
    """Return what is new since an earlier result. A fail that is accepted counts as settled."""
    asking = [f for f in judgment.findings if f.outcome in _ASKS and not f.accepted]
    new = sorted((f for f in asking if before.get(f.id) != f.outcome.value), key=lambda f: BY_WEIGHT.index(f.outcome))
    now = {f.id for f in asking}
    settled = [id for id, outcome in before.items() if outcome in _ASKS and id not in now]
    return Since(tuple(new), tuple(settled))


def since_report(found: Since, before: Before, name: str) -> Report:
    """Return what is new as a report."""
    entries = tuple(_new(f, before) for f in found.new)
    settled = tuple(Statement(as_written(id), as_written(_said(before[id]))) for id in found.settled)
    return Report(
        (
            ReportBlock("new", word("NEW SINCE {file}", file=name), entries, nothing=word("nothing"), more=word("findings")),
            ReportBlock("settled", word("NO LONGER SO"), settled, nothing=word("nothing"), more=word("findings")),
        )
    )


def _new(finding: Finding, before: Before) -> Statement:
    was = before.get(finding.id)
    then = word("Before: {outcome}.", outcome=_said(was)) if was else word("Not there before.")
    title = as_written(title_of(finding.rule.form.title))
    text = joined([as_written(spoken_sentence(finding)), then], " ")
    cites = as_written(f"[{citation(finding)}]")
    return Statement(text, as_written(outcome_words(finding)), title, cites, findings=(finding.id,), place=first_place(finding))


def _said(outcome: str) -> str:
    known = {o.value: o for o in Outcome}
    return str(OUTCOME_WORDS[known[outcome]]) if outcome in known else outcome
