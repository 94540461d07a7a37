"""A table, as an analysis gives it: what it shows, and what a reader must know beside it."""

from typing import NamedTuple


class Table(NamedTuple):
    """Rows of text under columns, with a title, and a note that is shown wherever the table is.

    ``columns`` are keys, which stay the same in every language; ``heads`` are what stands over them for people, if anything else does.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    heads: tuple[str, ...] = ()
