"""What to do next: which paper to ask for, from whom, and what it would settle; and where the sources of the file differ."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.outcomes import State
from legalmodel.base.shared import parts
from legalmodel.base.values import Facts
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding, Judgment, NextFact
from legalmodel.judgment.result import Conflict
from legalmodel.law.texts import table_text
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.points import waits_for
from legalmodel.report.text import NOTHING, Text, as_written, between_words, joined, word
from legalmodel.report.words import BY_WEIGHT, OUTCOME_WORDS, citation, outcome_words

_ASKED = 2
"""How many are named who may be asked for one paper."""


def next_steps(judgment: Judgment) -> ReportBlock:
    """Return the papers to ask for, first the one that settles most, each with the facts that it should tell."""
    waiting = _waiting(judgment)
    papers = _papers(judgment.next_facts)
    steps = [_step(n, document, facts, waiting) for n, (document, facts) in enumerate(papers, 1)]
    return ReportBlock("next", word("DO NEXT"), tuple(steps), more=word("papers"), least=3)


class _Waiting(NamedTuple):
    """An essential question of a line that is open, and the facts that it waits for."""

    heading: str
    missing: Facts


def _waiting(judgment: Judgment) -> list[_Waiting]:
    return [
        _Waiting(line.heading, waits_for(state))
        for line in judgment.lines
        for state in line.states
        if state.question in line.counted and state.state is State.UNKNOWN
    ]


def _papers(facts: Iterable[NextFact]) -> list[tuple[str, list[NextFact]]]:
    """Put together what one paper tells, in the order in which it is first asked for."""
    by_paper: dict[str, list[NextFact]] = {}
    for fact in facts:
        by_paper.setdefault(fact.document or str(fact.what), []).append(fact)
    return list(by_paper.items())


def _step(number: int, document: str, facts: list[NextFact], waiting: list[_Waiting]) -> Statement:
    told = {(path, fact.reason) for fact in facts for path in fact.paths}
    whole, part = _settles(told, waiting)
    asked = dict.fromkeys(table_text(fact.ask, "ask", "who_knows") for fact in facts if fact.ask)
    ask = say(" or ").join(list(asked)[:_ASKED])
    what = tuple(as_written(each) for each in dict.fromkeys(str(fact.what) for fact in facts if fact.what != document))
    aside = joined([joined([whole, part]), word("ask {whom}", whom=ask) if ask else NOTHING], " · ")
    ids = tuple(dict.fromkeys(f.id for fact in facts for f in fact.decides))
    paper = table_text(document, "document", "who_knows") if any(f.document for f in facts) else document
    return Statement(as_written(paper), as_written(number), aside=aside, findings=ids, items=what)


def _settles(told: set[tuple[tuple[str, ...], str]], waiting: list[_Waiting]) -> tuple[Text, Text]:
    """Say how many essential points wait for these facts alone, and how many for others too."""
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
    return (
        word("settles {n}", n=alone) if alone else NOTHING,
        word("part of {n}", n=beside) if beside else NOTHING,
    )


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
    said = f"{relied.text}{f' ({backing})' if backing else ''}"
    title = word("{said}; {value} in {document}.", said=said, value=conflict.value, document=document)
    text = word("On that value: {changes}.", changes=between_words("; ").join(changes))
    return Statement(text, title=title, findings=tuple(f.id for f, _ in rows), place=str(relied.place or ""))


def _other(finding: Finding, conflict: Conflict) -> str:
    real = finding.now is not None and finding.now.about == "real"
    return say("not met") if real and conflict.outcome.value == "fail" else str(OUTCOME_WORDS[conflict.outcome])
