"""What is somebody's own on a slide, as data."""

from typing import NamedTuple


class Added(NamedTuple):
    """A box that somebody added: its lines, and where it stands on the drawing (points: centre and size)."""

    lines: tuple[str, ...]
    x: float
    y: float
    w: float
    h: float


class Handmade(NamedTuple):
    """What is somebody's own on one slide: words by shape, with those that stood there before; added boxes; notes."""

    words: dict[str, tuple[str, ...]]
    was: dict[str, str]
    added: tuple[Added, ...] = ()
    notes: tuple[str, ...] = ()
