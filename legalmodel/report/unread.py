"""What was not looked at: questions that no rule answers, given facts that no rule reads, doubts of the file against itself."""

from collections.abc import Iterable

from legalmodel.base.language import say
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import Path
from legalmodel.graph.graph import Graph
from legalmodel.judgment.doubts import Doubt
from legalmodel.judgment.drawn import Judgment
from legalmodel.law.catalogue import Catalogue, Question
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.openings import told
from legalmodel.report.text import NOTHING, Wording, as_written, joined, word
from legalmodel.report.words import citation, question_words, short_words


def no_law(judgment: Judgment, catalogue: Catalogue) -> ReportBlock:
    """Return the essential questions that no rule of the law in use answers; the others, and texts that nobody read, are folded."""
    ids = {s.question for line in judgment.lines for s in line.states if s.state == "not_examined"}
    counted = frozenset().union(*(line.counted for line in judgment.lines)) if judgment.lines else frozenset()
    silent = [q for q in catalogue.questions.values() if q.id in ids]
    first = [q for q in silent if q.id in counted]
    rest = [Statement(_asked(q)) for q in silent if q.id not in counted]
    unread = sorted({citation(f) for f in judgment.findings if _is_unread(f.outcome, f.result.excluded_by)})
    folded = [*rest, *(Statement(word("text not read: {article}", article=article)) for article in unread)]
    entries = (Statement(NOTHING, items=tuple(as_written(short_words(q)) for q in first)),) if first else ()
    parts = [
        word("{n} further questions" if len(rest) > 1 else "{n} further question", n=len(rest)) if rest else NOTHING,
        word(
            "{n} articles whose text was not read" if len(unread) > 1 else "{n} article whose text was not read", n=len(unread)
        )
        if unread
        else NOTHING,
    ]
    words = joined(parts) if folded else NOTHING
    return ReportBlock("no_law", word("NO LAW READ"), entries, folded=tuple(folded), folded_as=words)


def _asked(question: Question) -> Wording:
    return word("{what}: {said}", what=short_words(question), said=question_words(question))


def doubt_sort(sort: str) -> str:
    """Return what a sort of doubt is called."""
    if sort == "contradiction":
        return say("contradiction")
    return say("own term") if sort == "own term" else say("odd")


def _is_unread(outcome: Outcome, excluded_by: ExcludedBy) -> bool:
    return outcome is Outcome.NOT_EXAMINED and excluded_by is ExcludedBy.NOT_READ


def passed_over(judgment: Judgment, graph: Graph, catalogue: Catalogue) -> ReportBlock:
    """Return given facts that bear on a question and that no rule reads: an entry a question, the essential ones first."""
    by_question: dict[str, dict[Path, None]] = {}
    for opening in [*(o for line in judgment.lines for o in line.openings), *judgment.drawn.openings]:
        by_question.setdefault(opening.question, {}).update(dict.fromkeys(opening.facts))
    order = sorted(by_question, key=lambda q: not catalogue.questions[q].essential)
    entries = [_opening(catalogue.questions[question], by_question[question], graph) for question in order]
    return ReportBlock("not_read", word("FACTS NOT USED"), tuple(entries), more=word("facts that no rule reads"))


def _opening(question: Question, facts: Iterable[Path], graph: Graph) -> Statement:
    found = list(told(facts, graph))
    return Statement(as_written(short_words(question)), items=tuple(as_written(f.words) for f in found), place=found[0].place)


def doubts_block(doubts: Iterable[Doubt], graph: Graph) -> ReportBlock:
    """Return what is odd in the file, or contradicts itself."""
    return ReportBlock("doubts", word("DOUBTS"), tuple(_doubt(doubt, graph) for doubt in doubts), more=word("doubts"))


def _doubt(doubt: Doubt, graph: Graph) -> Statement:
    more = word(" (and {count} more)", count=len(doubt.more)) if doubt.more else NOTHING
    said = word("{what}: {said}", what=doubt_sort(doubt.sort), said=doubt.sentence)
    return Statement(joined([said, more], ""), place=str(graph.place(doubt.path) or ""))
