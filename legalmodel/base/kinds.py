"""Kinds of values, so that a rule that compares a party with a percentage is refused when the law is built."""

from typing import NamedTuple


class Kind(NamedTuple):
    """The kind of a value.

    ``name`` is ``truth``, ``share`` (0.05 is 5 %), ``money``, ``number``, ``day``, ``text``, ``choice`` (a word of a flat list),
    ``code`` (a word of a tree, compared by ``is_a`` or ``within``), ``thing`` (a record) or ``list``. ``of`` names the list of
    words, the tree, the sort of thing, and ``item`` the kind of a list's items.
    """

    name: str
    of: str = ""
    item: "Kind | None" = None

    def __str__(self) -> str:
        if self.item:
            return f"list of {self.item}"
        return f"{self.name} {self.of}".strip()


TRUTH, SHARE, MONEY, NUMBER, DAY, TEXT = (Kind(n) for n in ("truth", "share", "money", "number", "day", "text"))


def thing(sort: str) -> Kind:
    """Return the kind of a record: ``thing("party")``."""
    return Kind("thing", sort)


def listing(item: Kind) -> Kind:
    """Return the kind of a list."""
    return Kind("list", "", item)


class Parameter(NamedTuple):
    """One argument of a question: its name, its kind, and whether it may be left out."""

    name: str
    kind: Kind
    optional: bool = False


class Signature(NamedTuple):
    """What a question of the graph takes and gives, with one sentence for the documentation."""

    parameters: tuple[Parameter, ...]
    gives: Kind
    says: str
    reads: tuple[str, ...] = ()
    """Sections of the deal file that an answer depends on: their openness is inherited."""


class Vocabulary(NamedTuple):
    """All words a rule may use.

    ``things``: sort of thing -> field -> kind. ``sorts``: sort -> the wider sort it belongs to (``trust`` -> ``hop``).
    ``words``: list or tree of words -> its words, each with the word above it ("" at the top).
    ``questions``: name -> signature. ``sections``: sort of thing -> the section that lists them all.
    """

    things: dict[str, dict[str, Kind]]
    sorts: dict[str, str]
    words: dict[str, dict[str, str]]
    questions: dict[str, Signature]
    sections: dict[str, str]
