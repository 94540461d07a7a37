"""What to do next: which paper to ask for, from whom, and what it would settle; and where the sources of the file differ."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.outcomes import State
from legalmodel.base.shared import parts
from legalmodel.base.values import Facts
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment, NextFact
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.result import Conflict
from legalmodel.law.texts import table_text
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.papers import packet
from legalmodel.report.points import waits_for
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, in_language, joined, word
from legalmodel.report.words import BY_WEIGHT, OUTCOME_WORDS, citation, outcome_words


def next_steps(judgment: Judgment) -> ReportBlock:
    """Return the papers to ask for, first the one that settles most, each with the facts that it should tell."""
    return ReportBlock("next", word("DO NEXT"), tuple(_steps(judgment)), more=word("papers"), least=5)


class _Waiting(NamedTuple):
    """An essential question of a line that is open, and the facts that it waits for."""

    heading: str
    missing: Facts


def _waiting(judgment: Judgment) -> list[_Waiting]:
    # hundreds of lines hold the very same state of a question: what it waits for is put together once, by which object it is
    waits = {
        id(s): waits_for(s)
        for s in {id(s): s for line in judgment.lines for s in line.states}.values()
        if s.state is State.UNKNOWN
    }
    return [
        _Waiting(line.heading, waits[id(state)])
        for line in judgment.lines
        for state in line.states
        if state.question in line.counted and state.state is State.UNKNOWN
    ]


def _papers(facts: Iterable[NextFact], route: str) -> list[tuple[Wording, list[NextFact]]]:
    """Put together what one packet of papers tells, in the order in which it is first asked for."""
    by_packet: dict[str, tuple[Wording, list[NextFact]]] = {}
    for fact in facts:
        title = packet(fact.document, route) if fact.document else word("other facts")
        by_packet.setdefault(in_language(title), (title, []))[1].append(fact)
    return list(by_packet.values())


def _steps(judgment: Judgment) -> Iterable[Statement]:
    """Yield the packets, first the one that settles most, then the one that helps with most; else as first asked for."""
    waiting = _waiting(judgment)
    found = []
    for title, facts in _papers(judgment.next_facts, str(judgment.deal.get("route"))):
        told = {(path, fact.reason) for fact in facts for path in fact.paths}
        found.append((_settles(told, waiting), title, facts))
    found.sort(key=lambda each: (-each[0].alone, -each[0].beside))
    for number, (settled, title, facts) in enumerate(found, 1):
        yield _step(number, settled, title, facts)


def _step(number: int, settled: "_Settled", title: Wording, facts: list[NextFact]) -> Statement:
    asked = Counter(fact.ask for fact in facts if fact.ask)
    ask = next((table_text(name, "ask", "who_knows") for name, _ in asked.most_common(1)), "")
    what = tuple(as_written(each) for each in dict.fromkeys(str(fact.what) for fact in facts) if each != in_language(title))
    settles, helps = word("settles {n}", n=settled.alone), word("helps with {n}", n=settled.beside)
    points = joined([settles if settled.alone else NOTHING, helps if settled.beside else NOTHING])
    aside = joined([points, word("ask {whom}", whom=ask) if ask else NOTHING], " · ")
    ids = tuple(dict.fromkeys(f.id for fact in facts for f in fact.decides))
    return Statement(title, as_written(number), aside=aside, findings=ids, items=what)


class _Settled(NamedTuple):
    """How many essential points wait for some facts alone, and how many for others too."""

    alone: int
    beside: int


def _settles(told: set[tuple[tuple[str, ...], str]], waiting: list[_Waiting]) -> _Settled:
    alone, beside = 0, 0
    looked: dict[int, tuple[bool, bool]] = {}  # many points may wait for the very same facts, which are looked through once
    for point in waiting:
        own, shares = parts(point.missing)
        for facts in shares:
            if id(facts) not in looked:
                looked[id(facts)] = (not facts.isdisjoint(told), facts <= told)
        ways = [(not own.isdisjoint(told), own <= told), *(looked[id(facts)] for facts in shares)]
        found, whole = any(some for some, _ in ways), all(every for _, every in ways)
        alone += found and whole
        beside += found and not whole
    return _Settled(alone, beside)


def differing(judgment: Judgment, graph: Graph) -> ReportBlock:
    """Return where the sources of the file differ and another value would change a finding, a document an entry."""
    found = sorted(
        ((f, c) for f in judgment.findings for c in f.conflicts), key=lambda row: (row[1].document, row[1].path, row[0].id)
    )
    rows = [(key, list(group)) for key, group in groupby(found, key=lambda row: (row[1].document, row[1].path))]
    entries = tuple(_difference(document, group, graph) for (document, _), group in rows)
    return ReportBlock("sources", word("SOURCES DIFFER"), entries, more=word("sources that differ"), minor=True)


def _difference(document: str, rows: list[tuple[Finding, Conflict]], graph: Graph) -> Statement:
    rows.sort(key=lambda row: (BY_WEIGHT.index(row[1].outcome), row[0].id))
    conflict = rows[0][1]
    relied = graph.fact(graph.things[conflict.path[:-1]], conflict.path[-1], None)
    backing = ", ".join(c.document for c in relied.evidence)
    changes = [f"{citation(f)} {outcome_words(f)} → {_other(f, c)}" for f, c in rows[:3]]
    said = say("{name} ({words})", name=relied.text, words=backing) if backing else str(relied.text)
    title = word("{said}; {value} in {document}.", said=said, value=conflict.value, document=document)
    text = word("On that value: {changes}.", changes=between_words("; ").join(changes))
    return Statement(text, title=title, findings=tuple(f.id for f, _ in rows), place=str(relied.place or ""))


def _other(finding: Finding, conflict: Conflict) -> str:
    real = finding.now is not None and finding.now.about == "real"
    return say("not met") if real and conflict.outcome.value == "fail" else str(OUTCOME_WORDS[conflict.outcome])
