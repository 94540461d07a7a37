"""What stands at the head of a screen: how far the deal has come, by which day it is judged, how firm its facts are."""

from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.count import count_facts
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Judgment
from legalmodel.output.further import read_before
from legalmodel.output.words import plain


def life(deal: Thing, graph: Graph) -> str:
    """Say how far a deal has come: closed, proposed, ended."""
    closing, stage = deal.fields.get("closing"), plain(deal.fields.get("stage") or "")
    ends = [t.fields["ends"] for t in graph.section("estates") if isinstance(t.fields.get("ends"), Span)]
    words = f"closed {closing}" if isinstance(closing, Span) and stage != "proposed" else stage
    return f"{words}, ended {ends[0]}" if ends else words


def law_day(judgment: Judgment) -> str:
    """Say whose day's law and facts were asked."""
    if judgment.law_on:
        return f"WHAT IF: the law of {judgment.law_on} on the facts of each act. Run on {judgment.run_day}."
    if judgment.as_of:
        return f"As of {judgment.as_of}; law as at each act. Run on {judgment.run_day}."
    read = min(filter(None, map(read_before, judgment.findings)), default="")
    return f"Law as at each act{f', for planned acts as read to {read}' if read else ''}; run on {judgment.run_day}."


def fact_count(graph: Graph) -> str:
    """Say how many facts the file gives, and how far they are backed."""
    given, statuses = count_facts(graph)
    by_status = ", ".join(f"{n} {plain(status)}" for status, n in statuses.items() if n)
    signed = "" if statuses.get("signed") else "; none from signed documents"
    return f"{given} facts ({by_status}{signed})." if by_status else f"{given} facts, none with a source."
