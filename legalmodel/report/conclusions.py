"""The conclusions as a table: for each line how its essential questions stand, and what is concluded."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from legalmodel.base.outcomes import FAVOURABLE, Conclusion
from legalmodel.base.speech import name_of
from legalmodel.graph.turns import FOLDED_FROM, in_turn, under_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Line
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.texts import table_text
from legalmodel.report.about import hypothesis
from legalmodel.report.document import Column, Grid, GridRow, ReportBlock, Statement
from legalmodel.report.places import place_name
from legalmodel.report.points import Point, points_of_lines
from legalmodel.report.rests import rests_on
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, joined, word
from legalmodel.report.turns import sentence, short_words
from legalmodel.report.words import (
    HEADINGS,
    conclusion_words,
    failing_words,
    line_id,
    line_note,
    line_reason,
    line_subject,
)


def _title(point: Point) -> Wording:
    return {
        Point.FAILS: word("fails"),
        Point.PROVED: word("proved"),
        Point.BY_CONTRACT: word("by contract"),
        Point.LAW_ALONE: word("law alone"),
        Point.STATED: word("papers unseen"),
        Point.CONTRACT_DECIDES: word("contract decides"),
        Point.TO_WEIGH: word("to weigh"),
        Point.UNKNOWN: word("not known"),
        Point.NOT_DUE: word("not yet due"),
        Point.NO_LAW: word("no law read"),
    }[point]


_ALWAYS = (Point.PROVED, Point.UNKNOWN)
"""Columns that are there whatever is in them."""
_WORST = list(Conclusion)
"""The conclusions, the gravest first."""


class _Counted(NamedTuple):
    """A line, and how many of its essential questions stand how."""

    line: Line
    counts: Counter[Point]


def conclusions(judgment: Judgment, catalogue: Catalogue) -> ReportBlock:
    """Return the block: the table of all lines that are asked anything, then what goes with it."""
    asked = [line for line in judgment.lines if line.is_asked]
    lines = [_Counted(*pair) for pair in zip(asked, points_of_lines(asked, catalogue), strict=True)]
    order = list(HEADINGS)
    lines.sort(key=lambda x: (order.index(x.line.heading), _WORST.index(x.line.conclusion)))
    grid = _grid(lines) if lines else None
    more = word("conclusions, none worse")
    return ReportBlock("conclusions", word("CONCLUSIONS"), tuple(_beside(judgment, catalogue)), grid, more=more, least=8)


def _grid(lines: list[_Counted]) -> Grid:
    used = [p for p in Point if p in _ALWAYS or any(x.counts[p] for x in lines)]
    systems = list(dict.fromkeys(x.line.system for x in lines))
    one = len(systems) == 1
    subject = word("essential points, law of {place}", place=place_name(systems[0])) if one else word("essential points")
    columns = (
        Column("heading", NOTHING),
        Column("subject", subject),
        *([] if one else [Column("system", word("law"))]),
        Column("answered", word("answered")),
        *(Column(p.value, _title(p), number=True) for p in used),
        Column("conclusion", NOTHING),
    )
    return Grid(columns, tuple(_row(group, used, one) for group in _alike(lines)))


def _alike(lines: Iterable[_Counted]) -> Iterable[list[_Counted]]:
    """Put together classes, or purchases under one sale, of which all the same is said; the gravest stands first within its heading."""
    for together, found in groupby(lines, key=_said):
        group = list(found)
        yield from ([group] if together[0] else [[line] for line in group])


def _said(of: _Counted) -> tuple[bool, object]:
    line = of.line
    is_class = line.subject.sort == "security" and line.failing is None
    under = under_of(line.subject) if line.failing is None else None
    whose = under.path if under else ()
    if not is_class and under is None:
        return False, None  # a row of its own, whatever is said of it
    return True, (line.heading, line.system, line.conclusion, whose, line_reason(line), sorted(of.counts.items()))


def _row(group: list[_Counted], used: list[Point], one_system: bool) -> GridRow:
    first, counts = group[0]
    favourable = first.conclusion in FAVOURABLE or first.conclusion is Conclusion.NOTHING_DUE
    subject = line_subject(first) if len(group) == 1 else _together(group)
    cells: tuple[Wording, ...] = (
        as_written(HEADINGS[first.heading]),
        as_written(subject),
        *(() if one_system else (as_written(first.system),)),
        word("{n} of {whole}", n=first.answered, whole=first.essential),
        *(as_written(counts[p] or "·") for p in used),
        as_written(conclusion_words(first)),
    )
    note = as_written(line_reason(first) if favourable else line_note(first))
    return GridRow(cells, first.conclusion, note, favourable, tuple(line_id(x.line) for x in group))


def _together(group: list[_Counted]) -> str:
    turns = in_turn(x.line.subject for x in group)
    if not turns:
        return " · ".join(name_of(x.line.subject) for x in group)
    return "; ".join(short_words(t) for t in turns)


def _purchases(judgment: Judgment) -> Iterable[Statement]:
    """Yield what the purchases under one sale come to, where a row of the table stands for many."""
    hops = (line.subject for line in judgment.lines if line.is_asked and line.failing is None and under_of(line.subject))
    for turns in in_turn({hop.path: hop for hop in hops}.values()):
        if len(turns.purchases) >= FOLDED_FROM:
            yield Statement(as_written(sentence(turns)))


def _topic(question: str, catalogue: Catalogue) -> str:
    """Return what a question is called, in a few words."""
    return table_text(catalogue.questions[question].short, f"{question}/short", "questions")


def _beside(judgment: Judgment, catalogue: Catalogue) -> Iterable[Statement]:
    """Yield what goes with the conclusions: what favourable words rest on, how lines are meant, then what no line speaks of.

    These are entries of their own, so that where each is cut to a row, what was not examined is not cut off behind the others.
    """
    yield from (Statement(as_written(row)) for row in rests_on(judgment))
    yield from _purchases(judgment)
    for texts in (_failures(judgment), _limits(judgment, catalogue)):
        if rest := joined(texts, " "):
            yield Statement(rest)


def _failures(judgment: Judgment) -> Iterable[Wording]:
    if words := hypothesis(judgment):
        yield as_written(words)
    if silent := list(dict.fromkeys(failing_words(x) for x in judgment.lines if not x.is_asked)):
        yield word("No question is asked yet if these fail: {names}.", names=between_words(", ").join(silent))


def _limits(judgment: Judgment, catalogue: Catalogue) -> Iterable[Wording]:
    if unpacked := [s.code for s in judgment.systems if not s.has_pack]:
        places = between_words(", ").join(map(place_name, unpacked))
        yield word("The deal also touches law for which there is no pack, so it was not examined: {places}.", places=places)
    if not judgment.systems:
        yield word("No fact of the file names a law or a seat, so nothing says under which law to conclude.")
    if apart := [q for q in judgment.apart if q.question.startswith("apart/") and q.state == "not_examined"]:
        yield word(
            "Separately: {what} NOT EXAMINED.", what=between_words(", ").join(_topic(q.question, catalogue) for q in apart)
        )
