"""What an expression is run against: its variables, the day, the numbers of the law, and the world it asks."""

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from legalmodel.base.facts import Fact
from legalmodel.base.meter import Meter
from legalmodel.base.things import Thing
from legalmodel.base.values import Items


class World(Protocol):
    """The deal as rules see it."""

    @property
    def deal(self) -> Thing:
        """The deal as a whole."""

    @property
    def remembered(self) -> dict[Any, Any]:
        """Answers to parts of rules, kept for all who ask the same."""

    @property
    def meter(self) -> Meter:
        """What counts how often lists are looked at."""

    def ask(self, question: str, args: tuple[Any, ...], day: date | None) -> Any:
        """Answer a question of the graph as of a day; arguments stand in the order of its signature."""

    def why(self, question: str, args: tuple[Any, ...], day: date | None) -> tuple[Fact, ...]:
        """Return the facts that such an answer rests on, and those that it waits for."""

    def assumed(self, question: str, args: tuple[Any, ...], day: date | None) -> tuple[Fact, ...]:
        """Return those of the facts that such an answer rests on which are assumed, or rest on what is."""

    def listed(self, name: str, day: date | None) -> Items:
        """Return what a loop over a section sees on a day, open unless the deal says that the section is complete."""

    def ever(self, name: str) -> Items:
        """Return all records of a section, whenever they ran."""

    def fact(self, thing: Thing, field: str, day: date | None) -> Fact:
        """Return the declared fact behind a field."""

    def change_days(self, reads: frozenset[str] | None = None) -> tuple[date, ...]:
        """Return the sorted days on which a fact of the deal changes that these sorts of records and these questions may see."""


class Knowledge:
    """How far the deal file knows, and the day from which it is looked at: what it states of later days is a plan.

    ``reached`` is set when an answer went up to the end of knowledge and no further.
    """

    __slots__ = ("now", "reached", "to")

    def __init__(self, to: date, now: date) -> None:
        self.to, self.now, self.reached = to, now, False


Room = tuple[Decimal | None, Decimal | None] | None
"""What a number was held against, and lies between: whatever it is there, the answer is the same. None where it may hang on the very number."""


class Numbers(dict[str, Any]):
    """Numbers of the law by name, which note those that are read: an answer is the same for any other value within the room of each.

    ``get`` notes nothing: it is for who only tells answers apart, or says himself what a number was held against.
    """

    __slots__ = ("asked",)

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.asked: dict[str, Room] = {}

    def __getitem__(self, name: str) -> Any:
        self.asked[name] = None
        return super().__getitem__(name)

    def held_against(self, name: str, number: Decimal, *ends: Decimal | None) -> None:
        """Note that a number was only held against these ends; None is no end."""
        room = self.asked.get(name, _ANY)
        if room is None:
            return
        low, high = room
        for end in ends:
            if end is None:
                continue
            if end == number:
                self.asked[name] = None
                return
            if end < number:
                low = end if low is None or low < end else low
            else:
                high = end if high is None or end < high else high
        self.asked[name] = low, high

    def take_over(self, asked: "dict[str, Room]") -> None:
        """Note what was read for an answer that is given again."""
        for name, room in asked.items():
            number = self.get(name)
            amount = getattr(number, "amount", number)
            if room is None or type(amount) is not Decimal:
                self.asked[name] = None
            else:
                self.held_against(name, amount, *room)


_ANY: Room = (None, None)


_NO_NUMBERS: dict[str, Any] = {}
"""One for all scopes without numbers of the law; nobody changes what stands in a scope."""


class Scope:
    """Everything an expression may see. Who is given a scope never changes it: ``with_day`` and ``bind`` return a new one."""

    __slots__ = ("beyond", "day", "knowledge", "thresholds", "variables", "world")

    def __init__(
        self,
        variables: dict[str, Any],
        day: date | None,
        world: World,
        thresholds: dict[str, Any] | None = None,
        knowledge: Knowledge | None = None,
    ) -> None:
        self.variables, self.day, self.world, self.knowledge = variables, day, world, knowledge
        self.thresholds: dict[str, Any] = thresholds or _NO_NUMBERS
        self.beyond = knowledge is not None and day is not None and day > knowledge.to
        """Whether the day lies after the end of what the file knows."""

    def as_stated(self) -> "Scope":
        """Return the same scope, in which what the file states of later days counts as if it told all of them."""
        return Scope(self.variables, self.day, self.world, self.thresholds)

    def with_day(self, day: date | None) -> "Scope":
        """Return the same scope on another day."""
        return Scope(self.variables, day, self.world, self.thresholds, self.knowledge)

    def inner(self) -> "Scope":
        """Return a scope for a loop, which binds its name in it to one item after the other."""
        return Scope(self.variables.copy(), self.day, self.world, self.thresholds, self.knowledge)

    def with_numbers(self, thresholds: dict[str, Any]) -> "Scope":
        """Return the same scope with numbers of the law."""
        return Scope(self.variables, self.day, self.world, thresholds, self.knowledge)

    def bind(self, name: str, value: Any) -> "Scope":
        """Return the same scope with one more variable."""
        return Scope({**self.variables, name: value}, self.day, self.world, self.thresholds, self.knowledge)
