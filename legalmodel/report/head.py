"""What stands at the head of a report: whose deal it is, by which day and which law it is judged, how firm its facts are."""

from datetime import date
from typing import TYPE_CHECKING

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Span
from legalmodel.graph.count import count_facts
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.report.about import about_words
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.further import read_before
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, joined, word
from legalmodel.report.words import both_names, millions, plain

if TYPE_CHECKING:
    from legalmodel.model.known import KnownThen


def head(judgment: Judgment, graph: Graph, known: "KnownThen | None" = None) -> ReportBlock:
    """Return the head: the name of the deal, what it is about, by which law and on which facts it is judged.

    ``known`` is the source of a deal that is judged as it was known on a day.
    """
    deal = judgment.deal
    named = isinstance(latest(deal.fields.get("name")), str)
    title = as_written(both_names(deal)) if named else word("Deal without a name")
    assumed = between_words("; ").join(judgment.assumptions)
    basis = [
        known_words(known) if known else NOTHING,
        law_day(judgment),
        fact_count(graph),
        word("Assumptions: {what}.", what=assumed) if assumed else NOTHING,
        word("Not a legal opinion."),
        as_written(about_words(judgment)),
    ]
    entries = [Statement(_kind(deal, graph)), Statement(joined(basis, " "))]
    return ReportBlock("head", title, tuple(e for e in entries if e.text), least=2)


def _kind(deal: Thing, graph: Graph) -> Wording:
    facts = [plain(deal.fields[f]) for f in ("asset_class", "route") if isinstance(deal.fields.get(f), str)]
    return as_written(" · ".join(f for f in (*facts, millions(deal.fields.get("issue")), life(deal, graph)) if f))


def life(deal: Thing, graph: Graph) -> str:
    """Say how far a deal has come: closed, proposed, ended."""
    closing, stage = deal.fields.get("closing"), plain(deal.fields.get("stage") or "")
    ends = [t.fields["ends"] for t in graph.section("estates") if isinstance(t.fields.get("ends"), Span)]
    planned = deal.fields.get("stage") == "proposed"
    words = say("closed {day}", day=figures.day(closing)) if isinstance(closing, Span) and not planned else stage
    return say("{words}, ended {day}", words=words, day=figures.day(ends[0])) if ends else words


def law_day(judgment: Judgment) -> Wording:
    """Say whose day's law and facts were asked, and up to which day the law was read."""
    run, read = judgment.run_day, law_read_to(judgment)
    if judgment.law_on:
        return word("WHAT IF: the law of {day} on the facts of each act. Run on {run}.", day=judgment.law_on, run=run)
    if judgment.as_of:
        return word("As of {day}; law as at each act, read to {read}. Run on {run}.", day=judgment.as_of, run=run, read=read)
    if later := min(filter(None, map(read_before, judgment.findings)), default=""):
        later = figures.day(date.fromisoformat(later))
        return word("Law as at each act, for planned acts as read to {read}; run on {run}.", read=later, run=run)
    return word("Law as at each act, read to {read}; run on {run}.", read=read, run=run)


def known_words(known: "KnownThen") -> Wording:
    """Say as known on which day a deal is judged, what was not known yet, and of how much nobody says since when it is known."""
    counted = {"day": known.known_on, "later": known.later, "n": known.given, "undated": known.undated}
    return word(
        "As known on {day}: {later} of {n} facts not yet received; of {undated} nobody says since when they are known.",
        **counted,
    )


def law_read_to(judgment: Judgment) -> str:
    """Return the day up to which all the law that was asked had been read: the first on which a text of it was."""
    sources = {f.rule.form.source or f.rule.head.source for f in judgment.findings if f.rule.text_read != "memory"}
    read = min((str(source.read) for source in sources), default="")
    return figures.day(date.fromisoformat(read)) if read else say("(no text)")


def fact_count(graph: Graph) -> Wording:
    """Say how many facts the file gives, and how far they are backed."""
    given, statuses = count_facts(graph)
    by_status = between_words(", ").join(say("{n} {what}", n=n, what=plain(status)) for status, n in statuses.items() if n)
    if not by_status:
        return word("{n} facts, none with a source.", n=given)
    if statuses.get("signed"):
        return word("{n} facts ({by_status}).", n=given, by_status=by_status)
    return word("{n} facts ({by_status}; none from signed documents).", n=given, by_status=by_status)
