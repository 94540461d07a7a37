"""A chart, before any format: what is shown, not how it is laid out. Views make charts, formats draw them."""

from typing import NamedTuple


class Node(NamedTuple):
    """A box. ``shape`` is company, trust, partnership, individual, government, class, pool, security or unknown.

    ``lines`` are its text, first the name, then the local name, then small print. ``group`` is the id of the group it stands
    in. ``state`` is "", fail, unknown or judgement; ``marks`` are the short labels of the findings that rest on it.
    ``row`` counts from 0 at the top (originators) down to the investors; None lets the drawing work it out from the relations.
    A box with ``side`` (a service provider) goes wherever there is room beside the others. Boxes of a row that have an
    ``order`` stand in that order from left to right. What is ``faint`` is only there for its surroundings.
    ``role`` says as what somebody stands there, above the name. ``place`` is one of ``lanes.recast.PLACES`` in a chart drawn in lanes.
    ``weight`` is a bar's part of the whole, in thousandths. ``missing`` are the facts that findings on it wait for; a badge counts them.
    The lines of a ``narrow`` box are broken earlier, where many have to stand beside each other, earlier still if it is 2, and later if -1.
    """

    id: str
    shape: str
    lines: tuple[str, ...]
    group: str = ""
    state: str = ""
    marks: tuple[str, ...] = ()
    row: int | None = None
    side: bool = False
    order: int | None = None
    faint: bool = False
    role: tuple[str, ...] = ()
    place: str = ""
    weight: int = 0
    missing: tuple[str, ...] = ()
    narrow: int = 0


class Edge(NamedTuple):
    """A relation, drawn from source to target with its own label box. ``relation`` is a key of ``looks.RELATIONS``.

    ``lines`` are the words on it; without any it is a plain line. ``source`` and ``target`` are ids of boxes. ``number`` counts the
    acts of a deal in the order of their days, from 1; 0 is no act.
    """

    id: str
    source: str
    target: str
    relation: str
    lines: tuple[str, ...] = ()
    state: str = ""
    marks: tuple[str, ...] = ()
    faint: bool = False
    number: int = 0
    missing: tuple[str, ...] = ()


class Group(NamedTuple):
    """A frame round nodes: a ring-fence or a jurisdiction. ``parent`` is the id of the frame it stands in."""

    id: str
    lines: tuple[str, ...]
    kind: str = "ring_fence"
    parent: str = ""


class Legend(NamedTuple):
    """One entry of the legend: a relation, a shape (after ``box:``), a kind of frame or a state, and its words in English and Chinese."""

    key: str
    lines: tuple[str, ...]


class Chart(NamedTuple):
    """A drawing ready for any format. ``notes`` say what was folded or left out.

    Without a ``legend`` the drawing explains what it uses in the words of ``looks``. One whose ``form`` is ``lanes`` is drawn as a
    banker draws a deal: a box for each capacity, in fixed places; any other is laid out by its relations alone.
    """

    title: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...] = ()
    legend: tuple[Legend, ...] = ()
    notes: tuple[str, ...] = ()
    form: str = ""
