"""Graphviz DOT, for whoever wants to lay the chart out again."""

from legalmodel.output.sheet import Sheet


def write(sheet: Sheet) -> bytes:
    """Return the chart as DOT text."""
    from legalmodel.output.layout_dot import to_dot

    return to_dot(sheet.chart).encode()
