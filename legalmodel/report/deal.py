"""The report on one deal: every block, in the order in which a reader needs it."""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.doubts import Doubt, doubts_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.law.texts import title_of
from legalmodel.report.changes import change_blocks
from legalmodel.report.checklist import checklist_block
from legalmodel.report.conclusions import conclusions
from legalmodel.report.decide import to_decide
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.head import head
from legalmodel.report.reserved import notes_on_acceptances
from legalmodel.report.standing import standing
from legalmodel.report.text import NOTHING, as_written, word
from legalmodel.report.todo import differing, next_steps
from legalmodel.report.unread import doubts_block, no_law, passed_over
from legalmodel.report.words import BY_WEIGHT, citation, outcome_words, spoken_sentence

if TYPE_CHECKING:
    from legalmodel.precedents.answer import Answer


def deal_report(
    checked: Checked,
    doubts: tuple[Doubt, ...] | None = None,
    without: Container[str] = (),
    answers: "tuple[Answer, ...] | None" = None,
) -> Report:
    """Return the report on a deal that was checked.

    ``doubts`` are those of the file against itself, ``answers`` what decided cases say, where they are known already; blocks ``without``
    which a format does are not made.
    """
    found = doubts_of(checked.graph, checked.judgment.run_day) if doubts is None else doubts
    blocks = list(_blocks(checked, found, without))
    if "cases" not in without:  # decided cases are read for formats that show them
        from legalmodel.report.decided import decided_of

        blocks.insert(next(n for n, block in enumerate(blocks) if block.id == "chart"), decided_of(checked, answers))
    return Report(tuple(block for block in blocks if block.speaks))


def _blocks(checked: Checked, doubts: tuple[Doubt, ...], without: Container[str]) -> Iterator[ReportBlock]:
    judgment, graph, catalogue = checked.judgment, checked.graph, checked.law.catalogue
    changes = list(change_blocks(judgment, graph))
    yield head(judgment, graph, checked.known)
    yield checklist_block(judgment, graph)
    yield standing(judgment, graph, catalogue)
    yield conclusions(judgment, catalogue)
    yield from (block for block in changes if block.entries)
    yield next_steps(judgment)
    yield to_decide(judgment)
    yield differing(judgment, graph)
    yield notes_on_acceptances(judgment)
    yield doubts_block(doubts, graph)
    yield passed_over(judgment, graph, catalogue)
    yield no_law(judgment, catalogue)
    yield from (block for block in changes if not block.entries)
    yield ReportBlock("chart", word("LEGAL RELATIONSHIPS"), chart="relations")
    if "findings" not in without:
        yield all_findings(judgment)
    yield _notes(judgment)


def all_findings(judgment: Judgment) -> ReportBlock:
    """Return what every rule says, the gravest first; those that do not apply are folded."""
    found = sorted(judgment.findings, key=lambda f: (BY_WEIGHT.index(f.outcome), not f.fails))
    live = [f for f in found if f.outcome is not Outcome.NOT_APPLICABLE]
    folded = [f for f in found if f.outcome is Outcome.NOT_APPLICABLE]
    words = (
        (word("{n} rules do not apply", n=len(folded)) if len(folded) > 1 else word("1 rule does not apply"))
        if folded
        else NOTHING
    )
    told, kept = tuple(map(_finding, live)), tuple(map(_finding, folded))
    return ReportBlock("findings", word("FINDINGS"), told, more=word("findings"), folded=kept, folded_as=words)


def _finding(finding: Finding) -> Statement:
    text, title = as_written(spoken_sentence(finding)), as_written(title_of(finding.rule.form.title))
    return Statement(
        text, as_written(outcome_words(finding)), title, as_written(f"[{citation(finding)}]"), findings=(finding.id,)
    )


def _notes(judgment: Judgment) -> ReportBlock:
    starred = any(f.rule.article.endswith("*") for f in judgment.findings if f.outcome is not Outcome.NOT_APPLICABLE)
    left_out = judgment.drawn.not_asked
    drafted = judgment.lines[0].unverified if judgment.lines else ()
    notes = [
        word("* article number not read") if starred else NOTHING,
        word("Not asked: {n} watched facts", n=left_out) if left_out else NOTHING,
        word(
            "{n} facts were drafted by a machine and confirmed by nobody: no conclusion is favourable until a person confirms them; see legalmodel confirm",
            n=len(drafted),
        )
        if drafted
        else NOTHING,
    ]
    return ReportBlock("notes", word("NOTES"), tuple(Statement(note) for note in notes if note))
