"""The report: blocks with their entries and tables, in the order in which they are told. What is spoken of is decided here, how it looks is not.

Every format shows every block, or says in a list of its own why it leaves one out; a test holds them to it.
"""

from typing import NamedTuple

from legalmodel.base.outcomes import Conclusion
from legalmodel.report.text import NOTHING, Wording


class Statement(NamedTuple):
    """One thing that is said.

    ``label`` stands before it. ``title`` is what it is about, followed by ``cites``: the article, with a day where there is one. A
    format may shorten ``text``, and never these. ``aside`` is what stands beside it in a row that has room. ``findings`` are the ids of what it rests on, ``place`` is where
    in the file to look. Where it is a list, ``items`` are its parts, each to be shown whole or counted, and
    ``text`` is what stands before them.
    """

    text: Wording
    label: Wording = NOTHING
    title: Wording = NOTHING
    cites: Wording = NOTHING
    aside: Wording = NOTHING
    findings: tuple[str, ...] = ()
    place: str = ""
    items: tuple[Wording, ...] = ()


class Column(NamedTuple):
    """A column of a table: its id, its heading, and whether it holds numbers."""

    id: str
    title: Wording
    number: bool = False


class GridRow(NamedTuple):
    """A row of a table, a cell a column. ``note`` goes with it; it is printed whole where ``note_counts`` (favourable words)."""

    cells: tuple[Wording, ...]
    conclusion: Conclusion | None = None
    note: Wording = NOTHING
    note_counts: bool = False
    lines: tuple[str, ...] = ()


class Grid(NamedTuple):
    """Columns and rows, the gravest row of each group first: where there is no room for all, the mildest are only counted."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]


class ReportBlock(NamedTuple):
    """A part of the report.

    ``nothing`` is said where there is no entry. ``more`` names what the entries are, to count those for which a format has no room.
    ``folded`` are told where all is asked for, and only counted elsewhere: ``folded_as`` says what they are. ``least`` is how many
    entries a format should show, ``must`` how many it shows whatever there is. ``chart`` names a view that output draws. ``minor`` blocks
    give way to the others where there is little room.
    """

    id: str
    title: Wording
    entries: tuple[Statement, ...] = ()
    table: Grid | None = None
    chart: str = ""
    nothing: Wording = NOTHING
    more: Wording = NOTHING
    folded: tuple[Statement, ...] = ()
    folded_as: Wording = NOTHING
    least: int = 1
    must: int = 1
    minor: bool = False

    @property
    def speaks(self) -> bool:
        """Tell whether it has anything to say."""
        return bool(self.entries or self.table or self.chart or self.nothing or self.folded)


class Report(NamedTuple):
    """A whole report."""

    blocks: tuple[ReportBlock, ...]

    def block(self, id: str) -> ReportBlock | None:
        """Return the block of an id; None where the report has none."""
        return next((block for block in self.blocks if block.id == id), None)
