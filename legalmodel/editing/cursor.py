"""What is being typed at a spot: a key of which record, or a value of which entry; also where nothing stands yet."""

from typing import NamedTuple

from legalmodel.editing.stands import MayStand, stand_at
from legalmodel.editing.tree import Knot, Tree

KEY, VALUE = "key", "value"


class TypedSpot(NamedTuple):
    """``slot`` is ``key`` or ``value``; ``stand`` is the record in which the key is typed, or what the value may be.

    ``start`` and ``end`` bound what is typed so far, which a completion replaces; ``box`` is the entry around, ``entry`` what is typed itself, if it
    is there. ``spaced``: a blank has to come first, since the value would touch its colon.
    """

    slot: str
    stand: MayStand
    box: Knot
    start: int
    end: int
    entry: Knot | None = None
    spaced: bool = False


def typed_spot(tree: Tree, at: int) -> TypedSpot | None:
    """Return what is typed at a spot; None within comments, and where nothing may be typed."""
    if _in_comment(tree, at):
        return None
    touched = tree.around(at)
    if touched is not None and touched.parent is not None:
        return _touched(tree, touched, at)
    return _open_bracket(tree, at) or _open_line(tree, at)


def _in_comment(tree: Tree, at: int) -> bool:
    line = tree.text[tree.lines[tree.line_of(at)] : at]
    mark = line.rfind("#")
    if mark < 0 or (mark and line[mark - 1] not in " \t"):
        return False
    start = at - len(line) + mark
    knot = tree.before(start)
    return not (knot and not knot.boxed and knot.start <= start < knot.end)


def _touched(tree: Tree, knot: Knot, at: int) -> TypedSpot | None:
    parent = knot.parent or tree.top
    listed = parent.style in ("[", "-")
    if knot.bare or (not listed and knot.key_start <= at <= knot.key_end and knot.key_end > knot.key_start):
        return TypedSpot(KEY, stand_at(parent.path), parent, knot.key_start, knot.key_end, knot)
    if knot.boxed or knot.style in ("|", ">"):
        return None
    spaced = tree.text[knot.start - 1 : knot.start] == ":" and knot.start == knot.end
    return TypedSpot(VALUE, stand_at(knot.path), parent, knot.start, knot.end, knot, spaced)


def _open_bracket(tree: Tree, at: int) -> TypedSpot | None:
    """Return what is typed between brackets, where no word stands yet."""
    knot = tree.before(at) or tree.top
    while knot is not tree.top or knot.style == "{":
        inside = knot.start < at and (at < knot.end or (at == knot.end and tree.text[at - 1 : at] not in ("}", "]")))
        if knot.style in ("{", "[") and inside:
            break
        if knot.parent is None:
            return None
        knot = knot.parent
    else:
        return None
    if knot.style == "[":
        return TypedSpot(VALUE, stand_at((*knot.path, str(len(knot.inner)))), knot, at, at)
    last = next((inner for inner in reversed(knot.inner) if inner.key_start < at), None)
    waits = last is not None and not last.bare and last.start == last.end and not last.inner
    if last is not None and waits and "," not in tree.text[last.key_end : at]:
        return TypedSpot(VALUE, stand_at(last.path), knot, at, at, last, tree.text[at - 1 : at] == ":")
    return TypedSpot(KEY, stand_at(knot.path), knot, at, at)


def _open_line(tree: Tree, at: int) -> TypedSpot | None:
    """Return what is typed on a line: behind a colon or dash, or on a line that is blank before the spot."""
    number = tree.line_of(at)
    line = tree.lines[number]
    knot = tree.before(at)
    if knot is not None and knot.key_start >= line:
        waits = not knot.bare and knot.start == knot.end and not knot.inner
        return TypedSpot(VALUE, stand_at(knot.path), knot.parent or tree.top, at, at, knot) if waits else None
    if tree.text[line:at].strip():
        return None
    column = at - line
    while knot is not None and knot is not tree.top and (knot.column >= column or knot.column < 0):
        knot = knot.parent
    box = knot or tree.top
    if box is not tree.top and not box.boxed and (box.bare or box.end > box.start):
        box = box.parent or tree.top
    return TypedSpot(KEY, stand_at(box.path), box, at, at)
