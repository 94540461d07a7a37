"""Draw the plots of a study with Matplotlib: the same bytes for the same data, on no screen, in a font that has Chinese."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.methods.study import Curve, Plot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOKS: dict[str, dict[str, Any]] = {
    "given": {"color": "#222222", "marker": "o", "markersize": 4, "linewidth": 1.6},
    "model": {"color": "#0b5fa5", "linewidth": 1.8},
    "rival": {"color": "#b06000", "linewidth": 1.4, "linestyle": "--"},
    "zero": {"color": "#888888", "linewidth": 1.0},
    "less": {"color": "#b06000"},
    "more": {"color": "#0b5fa5"},
}


def draw_plot(plot: Plot, format: str, scale: float = 2.0) -> bytes:
    """Return a plot as SVG or PNG, 8 by 4.5 inches (days: as high as their rows need); ``scale`` enlarges a PNG.

    Raises BadRequest if Matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise BadRequest(say("a plot needs Matplotlib"), say("run: pip install 'legalmodel[methods]'")) from None
    style: Any = {
        "svg.hashsalt": "legalmodel",
        "svg.fonttype": "path",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with TemporaryDirectory() as folder, matplotlib.rc_context(style | {"font.family": _fonts(_words(plot), Path(folder))}):
        tall = plot.form in ("days", "tree", "states")
        rows = len(plot.curves if plot.form == "states" else plot.labels)
        height = max(4.5, 0.24 * rows + 1.6) if tall else 4.5
        wide = 3 + 1.5 * len(plot.labels) if plot.form == "states" else 11 if tall or plot.form == "grid" else 8
        figure = Figure(figsize=(wide, height), layout="constrained")
        {"bars": _bars, "days": _days, "grid": _grid, "tree": _tree, "states": _states}.get(plot.form, _fill)(
            figure.add_subplot(), plot
        )
        data = io.BytesIO()
        figure.savefig(data, format=format, dpi=72 * scale, metadata={"Date": None} if format == "svg" else {"Software": None})
    return data.getvalue()


def _words(plot: Plot) -> str:
    return "".join((plot.heading, plot.across, plot.up, *plot.labels, *(c.name for c in plot.curves)))


def _fonts(words: str, folder: Path) -> list[str]:
    """Return the families to draw in; for Chinese, the bundled face cut to the words, since a plot takes only whole files."""
    from matplotlib import font_manager

    from legalmodel.output.typeface import cut

    face = cut("".join(sorted(set(words)))) if any(ord(c) > 0x2E80 for c in words) else None
    if face is None:
        return ["DejaVu Sans"]
    file = folder / "face.otf"
    file.write_bytes(face)
    name = font_manager.FontProperties(fname=str(file)).get_name()
    kept = font_manager.fontManager.ttflist  # the face that an earlier plot was drawn in is gone by now
    kept[:] = [entry for entry in kept if entry.name != name or Path(entry.fname).exists()]
    font_manager.fontManager.addfont(str(file))
    return ["DejaVu Sans", name]


def _fill(axes: "Axes", plot: Plot) -> None:
    at = range(len(plot.labels))
    for curve in plot.curves:
        _line(axes, curve)
    axes.set_title(plot.heading, loc="left", fontsize=11)
    axes.set_xlabel(plot.across)
    axes.set_ylabel(plot.up)
    every = max(1, -(-len(plot.labels) // 12))
    axes.set_xticks(list(at)[::every], list(plot.labels)[::every])
    axes.yaxis.set_major_formatter(_figure)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.legend(frameon=False, fontsize=9)


def _bars(axes: "Axes", plot: Plot) -> None:
    base = next((c.values[0] for c in plot.curves if c.style == "zero" and c.values), 0.0) or 0.0
    for curve in (c for c in plot.curves if c.style != "zero"):
        widths = [(value or 0.0) - base for value in curve.values]
        axes.barh(range(len(plot.labels)), widths, left=base, height=0.6, label=curve.name, color=_LOOKS[curve.style]["color"])
    axes.axvline(base, **_LOOKS["zero"])
    axes.set_yticks(range(len(plot.labels)), [fill(label, 38) for label in plot.labels], fontsize=8)
    axes.set_title(plot.heading, loc="left", fontsize=11)
    axes.set_xlabel(plot.up)
    axes.xaxis.set_major_formatter(_figure)
    axes.locator_params(axis="x", nbins=6)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.legend(frameon=False, fontsize=9, loc="lower right")


_STATUS_COLOURS = {
    "stage": "#c9d2dc", "done": "#2e7d32", "planned": "#0b5fa5", "not_yet_due": "#b06000", "weighed": "#6a1b9a",
    "open": "#888888", "blocked": "#c62828", "no_record": "#aaaaaa", "not_needed": "#cccccc",
}  # fmt: skip  # a table: one row a line


def _days(axes: "Axes", plot: Plot) -> None:
    """Draw a row a label: a mark on its day, a bar where it begins earlier, and a line for now."""
    from datetime import date

    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

    def at(day: float) -> float:
        return float(date2num(date.fromordinal(int(day))))

    for curve in plot.curves:
        if curve.style == "zero":
            axes.axvline(at(curve.values[0] or 1), color="#222222", linewidth=1.0, linestyle=":", label=curve.name)
            continue
        colour, rows = (
            _STATUS_COLOURS[curve.style],
            [(i, v, s) for i, (v, s) in enumerate(zip(curve.values, curve.low, strict=True))],
        )
        known = [(i, at(s), at(v)) for i, v, s in rows if v is not None and s is not None]
        bars = [(i, s, v) for i, s, v in known if v > s]
        axes.barh([i for i, *_ in bars], [v - s for _, s, v in bars], left=[s for _, s, _ in bars], height=0.45, color=colour)
        if curve.style != "stage":
            axes.plot([v for *_, v in known], [i for i, *_ in known], "D", color=colour, markersize=5, label=curve.name)
    heads = {i for c in plot.curves if c.style == "stage" for i, v in enumerate(c.values) if v is not None}
    axes.set_yticks(range(len(plot.labels)), [label.strip() for label in plot.labels], fontsize=8)
    for i, tick in enumerate(axes.get_yticklabels()):
        tick.set_fontweight("bold" if i in heads and plot.labels[i].isascii() else "normal")  # the Chinese face has one weight
    axes.set_ylim(len(plot.labels) - 0.4, -0.6)
    locator = AutoDateLocator()
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, formats=["%Y", "%Y-%m", "%m-%d", "%m-%d", "", ""], show_offset=False)
    )
    axes.set_title(plot.heading, loc="left", fontsize=11)
    axes.set_xlabel(plot.across, fontsize=9)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", labelsize=8)
    axes.margins(x=0.04)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0))


def _grid(axes: "Axes", plot: Plot) -> None:
    """Draw a grid of counts: the more stand in a cell, the darker it is, or as dark as ``low`` says; the number stands in it."""
    most = max((v for c in plot.curves for v in c.values if v is not None), default=1.0)
    for up, curve in enumerate(plot.curves):
        for at, value in enumerate(curve.values):
            part = (curve.low[at] or 0.0) if curve.low else (value or 0.0) / most
            warm = (1 - 0.22 * part, 0.96 - 0.72 * part, 0.92 - 0.74 * part)
            colour = warm if value or curve.low else (0.96, 0.96, 0.96)
            axes.add_patch(_square(at, up, colour))
            if value:
                axes.text(
                    at, up, f"{value:.0f}", ha="center", va="center", fontsize=10, color="white" if part > 0.6 else "#222222"
                )
    _grid_frame(axes, plot)


def _grid_frame(axes: "Axes", plot: Plot, names: int = 24) -> None:
    axes.set_xlim(-0.5, len(plot.labels) - 0.5)
    axes.set_ylim(-0.5, len(plot.curves) - 0.5)
    axes.set_xticks(range(len(plot.labels)), [fill(label, 11, break_long_words=False) for label in plot.labels], fontsize=8)
    axes.set_yticks(range(len(plot.curves)), [fill(c.name, names) for c in plot.curves], fontsize=8)
    axes.set_title(plot.heading, loc="left", fontsize=11)
    axes.set_xlabel(plot.across)
    axes.set_ylabel(plot.up)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


_STATE_COLOURS = ("#ffffff", "#e8e8e8", "#cfe6d3", "#fbe3bd", "#dccbe8", "#f2b8b5")
_STATE_SIGNS = ("", "–", "✓", "?", "≈", "✗")
"""What a cell shows for each number of ``report.laws.LEVELS``: a sign too, for those who see no colour or print without."""


def _states(axes: "Axes", plot: Plot) -> None:
    """Draw a grid of states: a row a question, a column a law, in each cell the colour and the sign of what the law says."""
    for up, curve in enumerate(plot.curves):
        for at, value in enumerate(curve.values):
            level = int(value or 0)
            axes.add_patch(_square(at, up, _STATE_COLOURS[level]))
            axes.text(at, up, _STATE_SIGNS[level], ha="center", va="center", fontsize=9, color="#222222")
    _grid_frame(axes, plot, names=44)
    axes.xaxis.tick_top()
    axes.set_title(plot.heading, loc="left", fontsize=11, pad=14)


def _square(at: float, up: float, colour: tuple[float, float, float] | str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((at - 0.47, up - 0.47), 0.94, 0.94, facecolor=colour, edgecolor="none")


_TREE_COLOURS = {"deal": "#222222", "place": "#5b6b7b", "shown": "#c62828", "weighed": "#6a1b9a", "possible": "#b06000"}


def _tree(axes: "Axes", plot: Plot) -> None:
    """Draw rows further in the deeper they are, each with a line from the row above it that it belongs to."""
    depths = [next(int(c.values[i] or 0) for c in plot.curves if c.values[i] is not None) for i in range(len(plot.labels))]
    last: dict[int, int] = {}
    for row, depth in enumerate(depths):
        if depth:
            above = last[depth - 1]
            axes.plot([depth - 1, depth - 1, depth], [above, row, row], color="#c0c8d0", linewidth=0.9, zorder=1)
        last[depth] = row
    for curve in plot.curves:
        rows = [i for i, v in enumerate(curve.values) if v is not None]
        colour, label = _TREE_COLOURS[curve.style], curve.name or None
        axes.plot([depths[i] for i in rows], rows, "o", color=colour, markersize=6, label=label, zorder=2)
        for i in rows:
            weight = "bold" if depths[i] < 2 and plot.labels[i].isascii() else "normal"
            axes.text(depths[i] + 0.07, i, plot.labels[i], va="center", fontsize=8, fontweight=weight, color="#222222")
    axes.set_xlim(-0.1, 5.5)
    axes.set_ylim(len(depths) - 0.4, -0.8)
    axes.set_axis_off()
    axes.set_title(plot.heading, loc="left", fontsize=11)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False, fontsize=8, loc="upper right")


def _figure(value: float, _: float) -> str:
    return f"{value / 1e6:,.10g}m" if abs(value) >= 1e6 else f"{value:,.10g}"


def _line(axes: "Axes", curve: Curve) -> None:
    look = _LOOKS[curve.style]
    known = [(i, v) for i, v in enumerate(curve.values) if v is not None]
    axes.plot([i for i, _ in known], [v for _, v in known], label=curve.name, **look)
    band = [(i, b, h) for i, (b, h) in enumerate(zip(curve.low, curve.high, strict=True)) if b is not None and h is not None]
    if band:
        at, low, high = ([part[k] for part in band] for k in range(3))
        axes.fill_between(at, low, high, color=look["color"], alpha=0.15, linewidth=0)
