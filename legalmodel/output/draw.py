"""Draw charts in a format. A drawing program that fails never loses the picture: another layout is used, and says so."""

from typing import TYPE_CHECKING

from legalmodel.output.geometry import Positions
from legalmodel.output.sheet import Sheet, Wishes
from legalmodel.text.replace import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from legalmodel.output.chart import Chart


def draw(
    chart: "Chart", format: str = "svg", scale: float = 2.0, theme: str = "light", positions: Positions | None = None
) -> bytes:
    """Return a picture as bytes, in the format of an ending such as ``svg``, ``png`` (at ``scale`` times 96 dots per inch) or ``dot``.

    Raises BadRequest for another format, and when it cannot be made on this machine.
    """
    return draw_all([Sheet(chart, "chart", Wishes(scale, theme), positions)], format)


def draw_all(sheets: list[Sheet], format: str) -> bytes:
    """Return one file with one or more charts; which formats hold several is theirs to say.

    Raises BadRequest as ``draw`` does.
    """
    from legalmodel.output.formats import write

    return write(sheets, format)


def draw_to(chart: "Chart", path: "Path", scale: float = 2.0) -> None:
    """Write the picture to a file; the end of its name says the format. Chinese type is put within an SVG."""
    sheet = Sheet(chart, "chart", Wishes(scale, type_within=True))
    write_whole(path, draw_all([sheet], path.suffix.removeprefix(".").lower() or "svg"))
