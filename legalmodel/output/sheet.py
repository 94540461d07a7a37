"""A chart on its way into a format: with its name, what was wished for, and its layout, made when a format asks for it."""

from typing import TYPE_CHECKING, NamedTuple

from legalmodel.output.chart import Chart
from legalmodel.output.geometry import Layout, Positions, part_of
from legalmodel.output.lanes.recast import recast

if TYPE_CHECKING:
    from legalmodel.output.hand import Handmade
    from legalmodel.output.links import Links
    from legalmodel.output.told import Teller


class Wishes(NamedTuple):
    """What may be wished for: the scale of a PNG, a theme of ``looks.THEMES``, Chinese type within an SVG, a firm's slides, the paper of a PDF."""

    scale: float = 2.0
    theme: str = "light"
    type_within: bool = False
    template: str = ""
    page: str = ""


PLAIN = Wishes()


class Sheet:
    """One chart, its name, the positions to keep, and the layout, which is made once and only if a format needs it.

    ``links`` lead from its parts into the deal file; None where there is no file, or no links are wanted. ``told`` tells of its
    parts, for a format in which these can be clicked. ``hand`` is what somebody added by hand, ``sources`` what the deal rests on, for
    the notes of a slide; ``pages`` are positions and additions of further pages, by their names, where a chart was broken before.
    """

    __slots__ = ("_layout", "_series", "chart", "hand", "links", "name", "pages", "positions", "sources", "told", "wishes")

    def __init__(self, chart: Chart, name: str = "chart", wishes: Wishes = PLAIN, positions: Positions | None = None) -> None:
        self.chart, self.name, self.wishes, self.positions = recast(chart), name, wishes, positions
        self.links: Links | None = None
        self.told: Teller | None = None
        self.hand: Handmade | None = None
        self.sources: tuple[str, ...] = ()
        self.pages: dict[str, tuple[Positions | None, Handmade | None]] = {}
        self._layout: Layout | None = None
        self._series = False

    @property
    def layout(self) -> Layout:
        """Where everything stands."""
        if self._layout is None:
            from legalmodel.output.layout import lay_out

            self._layout = lay_out(self.chart, self.positions)
        return self._layout

    def wishing(self, wishes: Wishes) -> "Sheet":
        """Return the same sheet, laid out as it is, with other wishes."""
        other = Sheet(self.chart, self.name, wishes, self.positions)
        other._layout = self.layout
        return other

    @property
    def stands_in_a_series(self) -> bool:
        """Whether everything stands where it does on a sheet that shows more."""
        return self._series

    def stand_as_in(self, whole: "Sheet") -> None:
        """Leave everything where it stands on a sheet that shows the same and more, so that a series of charts does not jump."""
        self._layout = part_of(whole.layout, self.chart) or self._layout
        self._series = whole._series = True
