"""Lines with corners as the connectors of PowerPoint: straight, or bent once to four times (ECMA-376, part 1, annex D). Lengths are EMU."""

from typing import NamedTuple

Corner = tuple[int, int]
_LEAST = 12700
"""A connector whose ends lie over each other is made a point wide, for its bends are told in parts of its width."""
_QUARTER = 5400000
"""A turn of 90 degrees clockwise, in sixty-thousandths of a degree."""


class Elbow(NamedTuple):
    """A preset with its bends, in hundred-thousandths of width and height, and where it lies."""

    preset: str
    bends: tuple[int, ...]
    x: int
    y: int
    wide: int
    high: int
    turned: bool
    flip_x: bool
    flip_y: bool


def elbow(corners: list[Corner]) -> Elbow:
    """Return the connector that runs through corners, each step level or upright.

    A preset leaves level; one that leaves upright is turned by a quarter, so that its own width is the height on the slide.
    """
    (x0, y0), (x1, y1) = corners[0], corners[-1]
    if len(corners) == 2:
        return Elbow("straightConnector1", (), min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), False, x1 < x0, y1 < y0)
    turned = corners[0][0] == corners[1][0]
    along, aside = (y1 - y0, x0 - x1) if turned else (x1 - x0, y1 - y0)
    bends = []
    for i, (x, y) in enumerate(corners[1:-2]):
        forward = (y - y0, x0 - x) if turned else (x - x0, y - y0)
        whole = (along, aside)[i % 2]
        bends.append(round(forward[i % 2] * 100000 / (whole or _LEAST)))
    wide, high = (abs(v) or (_LEAST if len(corners) > 3 else 0) for v in (along, aside))
    middle_x, middle_y = (x0 + x1) // 2, (y0 + y1) // 2
    return Elbow(
        f"bentConnector{len(corners) - 1}", tuple(bends), middle_x - wide // 2, middle_y - high // 2, wide, high, turned, along < 0, aside < 0
    )  # fmt: skip  # short parts read together: one a line would take a screen


def placed(found: Elbow) -> str:
    """Write where a connector lies, and its preset with its bends."""
    turn = f' rot="{_QUARTER}"' if found.turned else ""
    flips = (' flipH="1"' if found.flip_x else "") + (' flipV="1"' if found.flip_y else "")
    bends = "".join(f'<a:gd name="adj{i}" fmla="val {bend}"/>' for i, bend in enumerate(found.bends, 1))
    return (
        f'<a:xfrm{turn}{flips}><a:off x="{found.x}" y="{found.y}"/><a:ext cx="{found.wide}" cy="{found.high}"/></a:xfrm>'
        f'<a:prstGeom prst="{found.preset}"><a:avLst>{bends}</a:avLst></a:prstGeom>'
    )
