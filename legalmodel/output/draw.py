"""Draw a chart in a format. A drawing program that fails never loses the picture: another layout is used, and says so."""

from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.output.chart import Chart

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("svg", "png", "dot")


def draw(chart: Chart, format: str = "svg", scale: float = 2.0) -> bytes:
    """Return the picture as bytes: ``svg``, ``png`` (at ``scale`` times 96 dots per inch) or ``dot`` (Graphviz text).

    Raises BadRequest for another format, and when a PNG cannot be painted on this machine.
    """
    if format not in FORMATS:
        raise BadRequest(f"There is no picture format {format!r}.", f"Use {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
    if format == "dot":
        from legalmodel.output.formats.dot import to_dot

        return to_dot(chart).encode()
    svg = _svg(chart)
    if format == "svg":
        return svg.encode()
    from legalmodel.output.formats.png import to_png

    return to_png(svg, scale)


def draw_to(chart: Chart, path: "Path", scale: float = 2.0) -> None:
    """Write the picture to a file; the end of its name says the format."""
    path.write_bytes(draw(chart, path.suffix.removeprefix(".").lower() or "svg", scale))


def _svg(chart: Chart) -> str:
    from legalmodel.output.formats.dot import to_dot
    from legalmodel.output.formats.svg import NoLayout, to_svg

    try:
        return to_svg(chart, [to_dot(chart, framed=False), to_dot(chart, framed=False, grouped=False)])
    except NoLayout:
        from legalmodel.output.formats.plain import to_plain

        return to_plain(chart)
