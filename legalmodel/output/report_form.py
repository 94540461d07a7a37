"""The form of the report in the result as JSON: the blocks that screen, explanation and page show, texts by language tag."""

from typing_extensions import TypedDict

TextForm = dict[str, str]
"""Words by language tag; an empty one says nothing."""


class StatementForm(TypedDict):
    """One thing that is said; ``findings`` are the ids of what it rests on."""

    label: TextForm
    title: TextForm
    text: TextForm
    items: list[TextForm]
    cites: TextForm
    aside: TextForm
    place: str
    findings: list[str]


class ColumnForm(TypedDict):
    """A column of a table."""

    id: str
    title: TextForm
    number: bool


class GridRowForm(TypedDict):
    """A row of a table, a cell a column; ``lines`` are the lines of which it speaks."""

    cells: list[TextForm]
    conclusion: str
    note: TextForm
    lines: list[str]


class ReportBlockForm(TypedDict):
    """A block. ``table`` has one table or none; ``chart`` is the name of a view, for ``legalmodel draw``."""

    id: str
    title: TextForm
    nothing: TextForm
    entries: list[StatementForm]
    folded: list[StatementForm]
    columns: list[ColumnForm]
    rows: list[GridRowForm]
    chart: str


class ReportForm(TypedDict):
    """The report, its blocks in the order in which they are told."""

    blocks: list[ReportBlockForm]
