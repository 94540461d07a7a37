"""Small changes of a text that may be half typed: an entry taken out, a fact said to be unknown, an entry put into a record."""

from legalmodel.editing.sheet import DealText, TextEdit
from legalmodel.editing.tree import Knot


def taken_out(text: DealText, knot: Knot) -> TextEdit:
    """Return the edit that takes an entry out: its lines, or its part of the brackets with a comma."""
    box = knot.parent or text.tree.top
    number = box.inner.index(knot)
    if box.style in ("{", "["):
        if number + 1 < len(box.inner):
            return TextEdit(knot.key_start, box.inner[number + 1].key_start, "")
        start = box.inner[number - 1].last if number else knot.key_start
        return TextEdit(start, knot.last, "")
    tree = text.tree
    last = tree.line_of(knot.last)
    end = tree.lines[last + 1] if last + 1 < len(tree.lines) else len(text.text)
    return TextEdit(tree.lines[tree.line_of(knot.key_start)], end, "")


def said_unknown(text: DealText, record: Knot, field: str, reason: str, entry: Knot | None = None) -> list[TextEdit]:
    """Return the edits that say that a field is unknown; ``entry`` is its present one, which gives way."""
    map = record.find("unknown")
    pair = f'"{field}": "{reason}"' if text.is_json else f"{field}: {reason}"
    whole = f'"unknown": {{{pair}}}' if text.is_json else f"unknown: {{{pair}}}"
    if map is None and entry is not None:
        return [TextEdit(entry.key_start, entry.last, whole)]
    gone = [taken_out(text, entry)] if entry is not None else []
    if map is None:
        return [*gone, put_in(text, record, whole)]
    if map.find(field) is not None:
        return gone
    return [*gone, put_in(text, map, pair)]


def put_in(text: DealText, box: Knot, entry: str) -> TextEdit:
    """Return the edit that puts a written entry into a record, behind the others."""
    if box.style == "{":
        at = box.inner[-1].last if box.inner else box.start + 1
        return TextEdit(at, at, f", {entry}" if box.inner else entry)
    if not box.inner:
        at = max(box.key_end + 1, box.end)
        return TextEdit(box.key_end, at, f": {{{entry}}}")
    column = box.inner[0].key_start - text.tree.lines[text.tree.line_of(box.inner[0].key_start)]
    at = text.tree.line_end(text.tree.line_of(box.last))
    return TextEdit(at, at, f"\n{' ' * column}{entry}")
