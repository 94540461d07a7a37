"""Loans kept beside loans sold: whether they differ by more than chance, column by column. What that can show, and what not, is told with it.

For each column of figures: the means, how far they lie apart in spreads of the whole, and how often chance alone would bring as much. For words and yes
or no: the part of the loans with each. Chances (``chance.py``) are held against the number of comparisons (Holm). None of
this is a test of law: no line is drawn at which a selection is adverse.
"""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.methods.study import Column, Study, Table
from legalmodel.tapes.chance import of_means, of_parts
from legalmodel.tapes.tape import ReadColumn, Tape
from legalmodel.text.characters import brief

WORDS_MOST = 12
"""Of a column of words, as many of the most frequent are compared."""
RARE = 0.01
"""A chance below this, after all comparisons are counted, is named in a sentence."""


class Contrast(NamedTuple):
    """One comparison: the column (and the word), the mean or part among the kept and the sold, in how many spreads they lie apart, the chance of as much."""

    column: ReadColumn
    word: str
    kept: float
    sold: float
    apart: float
    chance: float
    loans: tuple[int, int]


def contrasts(kept: Tape, sold: Tape) -> list[Contrast]:
    """Compare all columns that both tapes have; those of keys and days are left out."""
    found: list[Contrast] = []
    for name, column in kept.columns.items():
        if name not in sold.columns or column.column.kind in ("key", "day") or name == "currency":
            continue
        if column.column.numeric:
            found += _figures(kept, sold, name)
        else:
            found += _words(kept, sold, name)
    return sorted(found, key=lambda c: c.chance)


def _figures(kept: Tape, sold: Tape, name: str) -> Iterator[Contrast]:
    asked = f"SELECT count(c_{name}), avg(CAST(c_{name} AS DOUBLE)), var_samp(CAST(c_{name} AS DOUBLE)) FROM tape"
    ((n, a, v),), ((m, b, w),) = kept.ask(asked), sold.ask(asked)
    if min(n, m) < 2 or v is None or w is None:
        return
    spread = sqrt((v + w) / 2)
    yield Contrast(
        kept.columns[name],
        "",
        a,
        b,
        (a - b) / spread if spread else 0.0,
        of_means((n, a, v), (m, b, w)),
        (n, m),
    )


def _words(kept: Tape, sold: Tape, name: str) -> Iterator[Contrast]:
    asked = f"SELECT c_{name}, count(*) FROM tape WHERE c_{name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    ours, theirs = dict(kept.ask(asked)), dict(sold.ask(asked))
    n, m = sum(ours.values()), sum(theirs.values())
    if not n or not m:
        return
    words = sorted({*ours, *theirs}, key=lambda w: (-ours.get(w, 0) - theirs.get(w, 0), w))[:WORDS_MOST]
    for word in words if len({*ours, *theirs}) > 1 else ():
        p, q = ours.get(word, 0) / n, theirs.get(word, 0) / m
        both = (ours.get(word, 0) + theirs.get(word, 0)) / (n + m)
        spread = sqrt(both * (1 - both))
        yield Contrast(
            kept.columns[name],
            word,
            p,
            q,
            (p - q) / spread if spread else 0.0,
            of_parts(ours.get(word, 0), n, theirs.get(word, 0), m),
            (n, m),
        )


def holm(chances: list[float]) -> list[float]:
    """Return sorted chances held against their number: the least times all, the next times one fewer, never falling."""
    held: list[float] = []
    for n, chance in enumerate(chances):
        held.append(min(1.0, max(held[-1] if held else 0.0, chance * (len(chances) - n))))
    return held


def selection_study(kept: Tape, sold: Tape) -> Study:
    """Tell how loans kept differ from loans sold."""
    found = contrasts(kept, sold)
    held = holm([c.chance for c in found])
    rare = sum(chance < RARE for chance in held)
    says = [
        say("{rare} of {all} comparisons differ by more than chance would bring once in a hundred such tables", rare=rare, all=len(found))
        if rare else say("none of {all} comparisons differs by more than chance would bring once in a hundred such tables", all=len(found)),
        say("This cannot show intent, nor losses to come, nor what stands in no column; with few loans great differences go unseen, with many small ones show."),
        say("Adverse selection is weighed on how the loans perform beside comparable ones kept (article 6(2) of Regulation (EU) 2017/2402): no figure here decides it."),
    ]  # fmt: skip  # three sentences
    columns = (
        Column("column", say("column")), Column("word", say("word")), Column("kept", say("kept: mean or part"), "", 4), Column("sold", say("sold: mean or part"), "", 4),
        Column("apart", say("apart, in spreads"), "", 2), Column("chance", say("chance alone"), "", 4), Column("held", say("chance, all comparisons counted"), "", 4),
        Column("loans_kept", say("loans kept"), "", 0, narrow=False), Column("loans_sold", say("loans sold"), "", 0, narrow=False),
    )  # fmt: skip  # a table
    rows = [
        (c.column.column.heading, brief(c.word), c.kept, c.sold, c.apart, c.chance, h, *c.loans)
        for c, h in zip(found, held, strict=True)
    ]
    table = Table(
        "contrasts",
        say("Kept beside sold"),
        columns,
        tuple(rows),
        "",
        tuple(range(min(15, len(rows)))) or (),
        say("JSON, CSV and the page have all {many}", many=len(rows)),
    )
    assumes = (
        say("kept: {tape}, {rows} loans", tape=kept.raw.file.name, rows=f"{kept.rows:,}"), say("sold: {tape}, {rows} loans", tape=sold.raw.file.name, rows=f"{sold.rows:,}"),
        say("each loan counts once, whatever its balance; cells without a value are left out; chances of means after Welch, of parts by the normal distribution, or exactly (Fisher) where few loans are counted; held against their number after Holm"),
    )  # fmt: skip  # three sentences
    title = say("Loans kept beside loans sold")
    return Study(
        "tape_compare",
        title,
        tuple(says),
        (table,),
        (),
        assumes,
        (),
        say("Statistics on two lists; no advice."),
        (say("How it was compared"), say("Sources")),
    )
