"""Explain: one finding down to the line of the file and the article, as text; and what a word on the command line names."""

from collections.abc import Iterable, Iterator

from legalmodel.base.language import say
from legalmodel.base.places import dotted
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding, Line
from legalmodel.law.catalogue import Catalogue
from legalmodel.logic.prove import Proof
from legalmodel.output.laid import said
from legalmodel.output.named import heading_of
from legalmodel.output.paint import Paint, hung, joined, wrap
from legalmodel.report.document import Report, ReportBlock
from legalmodel.report.single import finding_report

LEFT_OUT: dict[str, str] = {}
"""Blocks of the report on one finding that the text leaves out, and why: none."""
_FLAT = frozenset(("rule", "asked", "follows"))
"""Blocks whose statements stand at the margin; those of the others stand further in, under their title."""


def explain_finding(finding: Finding, width: int, paint: Paint) -> str:
    """Return one finding as text."""
    return finding_text(finding_report(finding), width, paint)


def finding_text(report: Report, width: int, paint: Paint) -> str:
    """Return the report on one finding as text, an empty row between two blocks."""
    blocks = [list(_block(block, width, paint)) for block in report.blocks]
    return joined(row for n, rows in enumerate(blocks) for row in ([""] if n else []) + rows)


def _block(block: ReportBlock, width: int, paint: Paint) -> Iterator[str]:
    yield from (paint.bold(row) for row in wrap(said(block.title), width)) if block.title else ()
    margin = "" if block.id in _FLAT else "  "
    for entry in block.entries:
        text = f"{said(entry.text)}   {entry.place}".rstrip()
        yield from (f"{margin}{row}".rstrip() for row in wrap(text, width - len(margin), indent=2))


_DEEP = 24
"""How far a branch of a proof is set in at most: deeper ones stand as far in as that."""


def proof_tree(proof: Proof, width: int, depth: int = 0) -> Iterable[str]:
    """Yield a proof as an indented tree in rows of a width: each test, and below it those that it rests on."""
    value = (say("yes") if proof.value else say("no")) if isinstance(proof.value, bool) else ""
    yield from hung(f"{proof.text} {value}".rstrip(), width, min(2 * depth, _DEEP), 4)
    for child in proof.children:
        yield from proof_tree(child, width, depth + 1)


def choose(judgment: Judgment, catalogue: Catalogue, what: str) -> tuple[list[Line], list[Finding]]:
    """Return the lines or findings that a word names: a heading, a question, a rule, a finding or a record."""
    heading = heading_of(what)
    if lines := [x for x in judgment.lines if x.heading == heading]:
        return lines, []
    if what in catalogue.questions:
        return [], [f for f in judgment.findings if f.rule.question == what]
    found = [f for f in judgment.findings if what in (f.id, f.rule.id, dotted(f.subject_path))]
    return [], found
