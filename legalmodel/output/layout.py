"""Lays a chart out. The drawing program decides; where it gives no whole layout, rows of our own do, and say so.

Positions moved by hand come first.
"""

from legalmodel.output.chart import Chart
from legalmodel.output.geometry import Layout, Positions


def lay_out(chart: Chart, positions: Positions | None = None) -> Layout:
    """Lay a chart out; what has a position by hand keeps it."""
    from legalmodel.output.layout_graphviz import NoLayout, graphviz_layout

    try:
        layout = graphviz_layout(chart)
    except NoLayout:
        from legalmodel.output.layout_plain import plain_layout

        layout = plain_layout(chart)
    if positions:
        from legalmodel.output.layout_kept import kept_layout

        return kept_layout(chart, layout, positions)
    return layout
