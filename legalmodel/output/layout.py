"""Lays a chart out. The drawing program decides; where it gives no whole layout, rows of our own do, and say so.

Positions moved by hand come first.
"""

from legalmodel.output.chart import Chart
from legalmodel.output.geometry import Layout, Positions


def lay_out(chart: Chart, positions: Positions | None = None) -> Layout:
    """Lay a chart out: in lanes if every box has its place there; what has a position by hand keeps it."""
    layout = _laid_out(chart)
    if positions:
        from legalmodel.output.layout_kept import kept_layout

        return kept_layout(chart, layout, positions)
    return layout


def _laid_out(chart: Chart) -> Layout:
    if chart.nodes and all(n.place for n in chart.nodes):
        from legalmodel.output.lanes.board import lanes_layout

        return lanes_layout(chart)
    if chart.form == "stack" and not chart.edges:
        from legalmodel.output.layout_stack import stack_layout

        return stack_layout(chart)
    if chart.form in ("axis", "timeline"):
        from legalmodel.output.layout_axis import steps_layout, timeline_layout

        return (steps_layout if chart.form == "axis" else timeline_layout)(chart)
    from legalmodel.output.layout_graphviz import NoLayout, graphviz_layout

    try:
        return graphviz_layout(chart)
    except NoLayout:
        from legalmodel.output.layout_plain import plain_layout

        return plain_layout(chart)
