"""What a derived relation may ask of the graph, who is the same as whom, and lists that may be incomplete."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Said
from legalmodel.base.meter import Meter
from legalmodel.base.places import Path
from legalmodel.base.things import Thing, in_doubt, same
from legalmodel.base.values import NONE, Items, Missing, Truth, U


class View(Protocol):
    """What a derived relation may ask of the graph."""

    deal: Thing
    meter: Meter

    def section(self, name: str) -> Items:
        """Return the records of a section."""
        ...

    def fact(self, thing: Thing, field: str, day: date | None) -> Fact:
        """Return the declared fact behind a field."""
        ...

    def relation(self, thing: Thing, text: Said | str, fields: tuple[str, ...], day: date | None) -> Fact:
        """Return one fact for a whole record, resting on the facts of some of its fields."""
        ...

    def label(self, thing: Any) -> Said:
        """Return the name people use for a thing, said in the language asked for."""
        ...


class Asked(View, Protocol):
    """What one derived relation may ask of another, by way of the graph, which keeps the answers."""

    def ask(self, question: str, args: tuple[Any, ...], day: date | None) -> Any:
        """Answer a question on a day."""
        ...

    def why(self, question: str, args: tuple[Any, ...], day: date | None) -> tuple[Fact, ...]:
        """Return the facts that an answer rests on."""
        ...


def one(a: Any, b: Any) -> Truth:
    """Tell whether two values are one and the same thing: unknown if either is; what is known not to be there is none."""
    if isinstance(a, Thing) and isinstance(b, Thing):
        return same(a, b)
    return merge((a, b)) if isinstance(a, U) or isinstance(b, U) else False


def whole(thing: Thing, day: date | None = None) -> Thing:
    """Return the legal person of which a branch or office is a part; any other thing stands for itself."""
    seen: set[Path] = set()
    while "part_of" in thing.fields and thing.path not in seen:
        seen.add(thing.path)
        above = thing.get("part_of", day)
        thing = above if isinstance(above, Thing) else thing
    return thing


def is_class(thing: Thing) -> bool:
    """Tell whether a party is a class of persons: several people, of whom none holds what the class holds."""
    return thing.fields.get("form") == "class" or isinstance(thing.fields.get("defined_as"), str)


def identity(thing: Thing) -> frozenset[Missing]:
    """Return what is missing to tell who a thing is: nothing for a named one."""
    return in_doubt(thing)


class Gather:
    """Collects the members of a list that may be incomplete: each once, doubtful ones with what would tell."""

    __slots__ = ("doubtful", "known", "open")

    def __init__(self, open: Iterable[Missing] = ()) -> None:
        self.known: dict[Any, Any] = {}
        self.doubtful: dict[Any, tuple[Any, U]] = {}
        self.open = set(open)

    def add(self, item: Any, belongs: Truth) -> None:
        """Add an item that belongs for sure, perhaps, or not at all. An unknown item leaves the list open."""
        if belongs is False or item is NONE:
            return
        if isinstance(item, U):
            self.open |= merge((item, belongs)).missing
        elif belongs is True:
            self.known.setdefault(item.path, item)
        elif isinstance(belongs, U):
            before = self.doubtful.get(item.path)
            self.doubtful[item.path] = (item, merge((belongs, before[1])) if before else belongs)

    def items(self) -> Items:
        """Return the list."""
        doubtful = tuple(pair for path, pair in self.doubtful.items() if path not in self.known)
        return Items(tuple(self.known.values()), frozenset(self.open), doubtful)
