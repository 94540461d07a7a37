"""All words that a rule may use, read off the models of the deal and the questions of the graph."""

from functools import cache

from legalmodel.base.kinds import Kind, Vocabulary
from legalmodel.graph.roles import roles
from legalmodel.graph.shape import shapes
from legalmodel.graph.signatures import DERIVED_THINGS, DERIVED_WORDS, SIGNATURES
from legalmodel.model.deal import SECTIONS, SORTS, Deal, Facts
from legalmodel.model.record import Record
from legalmodel.model.types import WORDS


@cache
def vocabulary() -> Vocabulary:
    """Return the words of rules. Fields of wide sorts (actor, asset, hop, any) follow from those of their sub-sorts."""
    things: dict[str, dict[str, Kind]] = {}
    _enter(Facts, "deal", things)
    for section, sort in SECTIONS.items():
        _enter(shapes(Deal)[section].model, sort, things)
    for sort, fields in DERIVED_THINGS.items():
        narrow = [s for s, wide in SORTS.items() if wide == sort] or [sort]
        for each in narrow:
            things[each] = {**things.get(each, {}), **fields}
    sections = {sort: section for section, sort in SECTIONS.items()}
    words = WORDS | DERIVED_WORDS | {"failing_role": dict.fromkeys(roles(), "")}
    return Vocabulary(things, dict(SORTS), words, dict(SIGNATURES), sections)


def _enter(model: type[Record] | None, sort: str, things: dict[str, dict[str, Kind]]) -> None:
    if model is None or sort in things:
        return
    things[sort] = {name: shape.kind for name, shape in shapes(model).items()}
    for shape in shapes(model).values():
        _enter(shape.model, shape.sort, things)
