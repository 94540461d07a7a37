"""What the parties can still bring about, and what it costs: read from ``levers.yaml``."""

from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.base.things import Thing
from legalmodel.judgment.variants.wish import Otherwise, Way
from legalmodel.model.deal import SECTIONS
from legalmodel.model.shape import record_at
from legalmodel.text.read import read


class Lever(NamedTuple):
    """The levers of one sort of record: what a new one costs (0: none is added), and what each field costs."""

    new: int
    fields: dict[str, int]


@cache
def levers() -> dict[str, Lever]:
    """Return the levers by sort of record."""
    data: Any = read(package_folder("analysis") / "cure" / "levers.yaml").data
    return {
        sort: Lever(int(row.get("new", 0)), {f: int(c) for f, c in (row.get("fields") or {}).items()})
        for sort, row in data.items()
    }


def may_change(owner: Thing, field: str) -> bool:
    """Tell whether the parties can bring about another value of a field; without a field, whether they can add such a record."""
    lever = levers().get(_sort(owner.path) or owner.sort)
    if lever is None:
        return False
    return field in lever.fields if field else lever.new > 0


def _sort(path: tuple[str, ...]) -> str:
    model = record_at(path)
    return model.__name__.lower() if model else ""


def cost_of(way: Way) -> int:
    """Return what a way costs in all."""
    return sum(_cost(wish) for wish in way)


def _cost(wish: Otherwise) -> int:
    if wish.path[0] == "parties":
        return 1  # whom to look for: the role that the newcomer takes has its own cost
    if wish.new:
        lever = levers().get(SECTIONS.get(wish.path[0], ""))
        return lever.new if lever else 9
    lever = levers().get(_sort(wish.path[:-1]))
    return lever.fields.get(wish.path[-1], 9) if lever else 9
