"""The numbers of findings in a report: F1, F2 … in the order in which the answers name them, so that every part can refer to them."""

from collections.abc import Mapping

from legalmodel.base.language import say
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.speech import name_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import title_of
from legalmodel.report.changes import first_place
from legalmodel.report.document import Column, Grid, GridRow, ReportBlock
from legalmodel.report.text import NOTHING, as_written, between_words, word
from legalmodel.report.words import BY_WEIGHT, citation, outcome_words, spoken_sentence

Numbers = Mapping[str, str]
"""Id of a finding -> its number, such as ``F12``."""


def numbered(judgment: Judgment) -> dict[str, str]:
    """Return the numbers of all findings that apply: those of the lines first, then the others, the gravest first."""
    lines = (f for line in judgment.lines for state in line.states for f in state.findings)
    rest = sorted(judgment.findings, key=lambda f: BY_WEIGHT.index(f.outcome))
    found = dict.fromkeys(f.id for f in (*lines, *rest) if not _aside(f))
    return {id: f"F{n}" for n, id in enumerate(found, 1)}


def _aside(finding: Finding) -> bool:
    """Tell whether a finding is only counted: the rule does not apply, or was no law on the day of the act."""
    return finding.outcome is Outcome.NOT_APPLICABLE or finding.result.excluded_by is ExcludedBy.NOT_IN_FORCE


def line_of(place: str) -> str:
    """Return where in the file a place is, in words: the file itself is named at the head of the report."""
    parts = place.rsplit(":", 2)
    return say("line {n}", n=parts[1]) if len(parts) == 3 else place


def schedule(judgment: Judgment, numbers: Numbers) -> ReportBlock:
    """Return the schedule of findings as a table, a row each: number, outcome, rule with its article, about what, what it says, where."""
    by_id = {f.id: f for f in judgment.findings}
    columns = (
        Column("number", word("No.")),
        Column("outcome", word("Outcome")),
        Column("rule", word("Rule")),
        Column("about", word("About")),
        Column("says", word("What it says")),
        Column("place", word("Place")),
    )
    rows = tuple(_row(number, by_id[id]) for id, number in numbers.items())
    folded = len(judgment.findings) - len(numbers)
    said = word("{n} further rules do not apply, or were not in force", n=folded) if folded else NOTHING
    nothing = NOTHING if rows else word("No rule applies.")
    return ReportBlock(
        "schedule", word("Schedule of findings"), table=Grid(columns, rows) if rows else None, nothing=nothing, folded_as=said
    )


def _row(number: str, finding: Finding) -> GridRow:
    rule = f"{title_of(finding.rule.form.title)} [{citation(finding)}] {finding.rule.id}"
    missing = between_words(", ").join(dict.fromkeys(str(m.path[-1]) for m in finding.missing if m.path))
    cells = (
        as_written(number),
        as_written(outcome_words(finding)),
        as_written(rule),
        as_written(name_of(finding.subject) if finding.subject else ""),
        as_written(spoken_sentence(finding)),
        as_written(line_of(first_place(finding))),
    )
    note = word("Missing: {facts}", facts=missing) if missing else NOTHING
    return GridRow(cells, note=note, lines=(finding.id,))
