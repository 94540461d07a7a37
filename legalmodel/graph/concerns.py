"""Records sorted by the thing that they concern, so that a question about one thing looks only at those."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import U


class Concerns:
    """Records of one day by what some of their fields name; ``of.issuer`` is the issuer of each thing that ``of`` lists.

    A field that is left out beside another counts for nothing. Where one is unknown, or names a class of persons or somebody unnamed, the record may concern anything.
    """

    __slots__ = ("_about", "_vague", "all")

    def __init__(self, records: Iterable[Thing], fields: tuple[str, ...], day: date | None) -> None:
        self.all = list(records)
        self._about: dict[Path, list[int]] = {}
        self._vague: list[int] = []
        for number, record in enumerate(self.all):
            # of two fields a record mostly gives one; what it leaves out then leaves nothing open
            given = [field for field in fields if field.partition(".")[0] in record.fields] or fields[:1]
            named = [value for field in given for value in _values(record, field, day)]
            for path in {thing.path for thing in named if isinstance(thing, Thing)}:
                self._about.setdefault(path, []).append(number)
            # who is not known, or is one of a class, may be anybody who is asked about
            if any(isinstance(value, U) or (isinstance(value, Thing) and not value.certain) for value in named):
                self._vague.append(number)

    def of(self, thing: Thing, *more: Any) -> list[Thing]:
        """Return the records that concern one of some things, or may; of a thing that may be any, all. Others than things do not count."""
        things = [each for each in (thing, *more) if isinstance(each, Thing)]
        if not all(each.certain for each in things) or any(isinstance(each, U) for each in more):
            return self.all
        numbers = {number for each in things for number in self._about.get(each.path, ())}
        return [self.all[number] for number in sorted(numbers.union(self._vague))]


def _values(record: Thing, field: str, day: date | None) -> Iterator[Any]:
    """Yield what a field names, one by one; a list that names nothing may stand for anything."""
    name, _, inner = field.partition(".")
    value = record.get(name, day)
    if inner:
        yield from (each.get(inner, day) for each in value) if isinstance(value, tuple) else (U(),)
    else:
        yield value
