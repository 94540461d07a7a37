"""The report on one record: where it stands, what is concluded of it, the findings on it, and those that wait for a fact of it."""

from collections.abc import Iterable, Iterator

from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Missing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import title_of
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.text import as_written, word
from legalmodel.report.words import HEADINGS, conclusion_words, line_subject, outcome_words


def record_report(judgment: Judgment, graph: Graph, things: Iterable[Thing]) -> Report:
    """Return what is said of records, a block each."""
    return Report(tuple(_block(judgment, graph, thing) for thing in things))


def findings_on(judgment: Judgment, thing: Thing) -> tuple[list[Finding], list[Finding]]:
    """Return the findings on a record and on what it holds, and the other findings that wait for a fact of it."""
    inside = [f for f in judgment.findings if f.subject_path[: len(thing.path)] == thing.path]
    known = set(map(id, inside))
    return inside, [f for f in judgment.findings if id(f) not in known and _rests_on(f.missing, thing)]


def _block(judgment: Judgment, graph: Graph, thing: Thing) -> ReportBlock:
    title = f"{name_of(thing)}   {dotted(thing.path)}   {graph.place(thing.path) or ''}".rstrip()
    nothing = word("No conclusion and no finding is about it by itself.")
    return ReportBlock("record", as_written(title), tuple(_entries(judgment, thing)), nothing=nothing)


def _entries(judgment: Judgment, thing: Thing) -> Iterator[Statement]:
    for line in judgment.lines:
        if thing in (line.subject, line.failing):
            yield Statement(
                as_written(f"{HEADINGS[line.heading]} {line_subject(line)} {line.system}   {conclusion_words(line)}")
            )
    inside, waiting = findings_on(judgment, thing)
    for finding in inside:
        said = word(
            "{outcome}: {title} ({id})", outcome=outcome_words(finding), title=title_of(finding.rule.form.title), id=finding.id
        )
        yield Statement(said, findings=(finding.id,))
    for finding in waiting:
        said = word("waits for a fact of it: {title} ({id})", title=title_of(finding.rule.form.title), id=finding.id)
        yield Statement(said, findings=(finding.id,))


def _rests_on(missing: tuple[Missing, ...], thing: Thing) -> bool:
    return any(m.path[: len(thing.path)] == thing.path for m in missing)
