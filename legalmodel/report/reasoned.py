"""The reasoned report: what a legal review writes down, in the order of a reasoned opinion.

Its parts are blocks as those of every report; formats (``output/reports``) set headings, tables and charts of it, and add nothing.
"""

from typing import NamedTuple

from legalmodel.judgment.checked import Checked
from legalmodel.judgment.doubts import doubts_of
from legalmodel.report.caveats import basis, bring_down, caveats
from legalmodel.report.changes import change_blocks
from legalmodel.report.checklist import checklist_block
from legalmodel.report.conclusions import conclusions
from legalmodel.report.decide import to_decide
from legalmodel.report.decided import decided_of
from legalmodel.report.document import Report, ReportBlock
from legalmodel.report.explanation import explanation
from legalmodel.report.head import head
from legalmodel.report.numbered import Numbers, numbered, schedule
from legalmodel.report.relied import assumptions_block, documents_block, facts_block, law_block, relied_on
from legalmodel.report.reserved import accepted_block, reserved_block
from legalmodel.report.standing import standing
from legalmodel.report.text import Wording, word
from legalmodel.report.todo import differing, next_steps
from legalmodel.report.unread import doubts_block, no_law, passed_over

CHARTS = ("relations", "title", "cash", "ownership")
"""The charts of the annex; one that shows nothing of a deal is left out by whoever draws it."""


class Part(NamedTuple):
    """A numbered part of the report; an annex is lettered, and stands at the end."""

    id: str
    title: Wording
    blocks: tuple[ReportBlock, ...]
    annex: bool = False


class ReasonedReport(NamedTuple):
    """A report in parts. ``below`` stands under the title; ``numbers`` are those of its findings."""

    title: Wording
    below: Wording
    parts: tuple[Part, ...]
    numbers: Numbers

    @property
    def report(self) -> Report:
        """All blocks, in their order."""
        return Report(tuple(block for part in self.parts for block in part.blocks))


def reasoned(checked: Checked) -> ReasonedReport:
    """Return the reasoned report on a deal that was checked."""
    judgment, graph, catalogue = checked.judgment, checked.graph, checked.law.catalogue
    numbers = numbered(judgment)
    relied = relied_on(checked, numbers)
    top, changes = head(judgment, graph, checked.known), list(change_blocks(judgment, graph))
    answers = explanation([line for line in judgment.lines if line.is_asked], graph, catalogue)
    doubts = doubts_block(doubts_of(graph, judgment.run_day), graph)
    parts = (
        Part("nature", word("What this report is, and is not"), (basis(checked), caveats())),
        Part("deal", word("The deal"), (top._replace(title=word("The deal in short")), standing(judgment, graph, catalogue), checklist_block(judgment, graph))),
        Part("summary", word("Summary of conclusions"), (conclusions(judgment, catalogue), *changes)),
        Part("scope", word("Documents, assumptions and law"), (documents_block(checked, relied), assumptions_block(checked), law_block(checked, numbers))),
        Part("answers", word("Answers, line by line"), answers.blocks),
        Part("reserved", word("Reservations"), (reserved_block(judgment),)),
        Part("qualified", word("Qualifications"), (to_decide(judgment), differing(judgment, graph), doubts, accepted_block(judgment))),
        Part("unexamined", word("What was not examined"), (no_law(judgment, catalogue), passed_over(judgment, graph, catalogue))),
        Part("cases", word("Decided cases"), (decided_of(checked, None),)),
        Part("next", word("What to ask for next"), (next_steps(judgment),)),
        Part("charts", word("Charts"), tuple(ReportBlock(f"chart-{view}", word("Chart"), chart=view) for view in CHARTS), annex=True),
        Part("findings", word("Findings"), (schedule(judgment, numbers),), annex=True),
        Part("facts", word("Facts relied on"), (facts_block(relied),), annex=True),
    )  # fmt: skip  # a table: one part a line
    spoken = (part._replace(blocks=tuple(block for block in part.blocks if block.speaks)) for part in parts)
    return ReasonedReport(top.title, bring_down(checked), tuple(part for part in spoken if part.blocks), numbers)


def level_of(part: Part, block: ReportBlock) -> int:
    """Return how deep the heading of a block stands: 1 is the title of a part; 0 says that the block needs none of its own."""
    if part.id == "answers":
        return 2 if block.id == "line" else 3
    return 0 if len(part.blocks) == 1 or not block.title else 2
