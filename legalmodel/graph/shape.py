"""How the fields of a record become values of the graph, and their kind to a rule, read off the model."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

from legalmodel.base.kinds import TEXT, Kind, listing, thing
from legalmodel.base.places import Path
from legalmodel.base.values import unknown
from legalmodel.model.deal import Facts
from legalmodel.model.record import Record
from legalmodel.model.shape import Field, fields
from legalmodel.model.types import PARTS

PLAIN: Final = "plain"
MONEY: Final = "money"
BAND: Final = "band"
ONE: Final = "one"
SEVERAL: Final = "several"
NESTED: Final = "nested"
KEYED: Final = "keyed"


class Shape(NamedTuple):
    """One field. ``form`` says how it becomes a value: as it is, an amount, a share or band, a reference, references, a record, or records by id.

    ``whole``: the records listed are all there are, by the nature of the list. ``of_law``: rules of law ask for the list.
    """

    form: str
    kind: Kind
    read: Callable[[Any], Any] | None = None
    model: type[Record] | None = None
    sort: str = ""
    whole: bool = False
    of_law: bool = True


@cache
def shapes(model: type[Record]) -> dict[str, Shape]:
    """Return the fields of a kind of record, without the maps that say how each is known."""
    return {name: _shape(field) for name, field in fields(model).items()}


@cache
def special(model: type[Record]) -> dict[str, Shape]:
    """Return the fields that cannot be taken as they are."""
    return {name: shape for name, shape in shapes(model).items() if shape.form != PLAIN}


def _shape(field: Field) -> Shape:
    if field.inner is not None:
        sort = sort_of(field.inner)
        kind = listing(thing(sort)) if field.keyed else thing(sort)
        return Shape(KEYED if field.keyed else NESTED, kind, None, field.inner, sort, field.whole, field.of_law)
    if field.written is None:
        return Shape(PLAIN, TEXT)
    kind, read = field.written.kind, field.written.read
    if kind.name == "thing":
        return Shape(ONE, kind, read, sort=kind.of)
    if kind.item and kind.item.name == "thing":
        return Shape(SEVERAL, kind, read, sort=kind.item.of)
    if field.written is PARTS:
        return Shape(BAND, kind, read)
    return Shape(MONEY if kind.name == "money" else PLAIN, kind, read)


def sort_of(model: type[Record]) -> str:
    """Return the sort of thing that a record becomes: ``BuyBack`` is a ``buy_back``, the deal as a whole a ``deal``."""
    if model is Facts:
        return "deal"
    return "".join("_" + c.lower() if c.isupper() else c for c in model.__name__).lstrip("_")


def read(shape: Shape | None, path: Path, raw: Any) -> Any:
    """Read a value of ``dated`` or ``sourced`` as its field would be; unknown if it cannot be read."""
    if shape is None or shape.read is None:
        return unknown(path, "undefined")
    try:
        return shape.read(raw)
    except ValueError:
        return unknown(path, "undefined")
