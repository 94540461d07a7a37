"""What follows where a rule fails, read from ``consequences.yaml``: what an effect counts for, what a force is worth, the headings."""

from functools import cache
from typing import NamedTuple

from legalmodel.law.files import law_folder
from legalmodel.law.ready import read_table


class Effect(NamedTuple):
    """What a failing rule brings about: the headings under which it counts, whether it leaves a doubt, whether only a shelter is lost."""

    counts: frozenset[str]
    doubts: bool
    shelter: bool


class Force(NamedTuple):
    """What a rule is worth: whether it binds, whether it can answer a question, whether all it gives is a shelter."""

    binds: bool
    answers: bool
    shelter: bool


class Consequences(NamedTuple):
    """The whole table. ``headings`` are the words for each heading by language, in the order in which they are concluded on."""

    headings: dict[str, dict[str, str]]
    effects: dict[str, Effect]
    forces: dict[str, Force]


@cache
def consequences() -> Consequences:
    """Return the table, read once."""
    data = read_table(law_folder() / "consequences.yaml").data
    effects = {
        id: Effect(frozenset(e["counts"]), e.get("doubts", False), e.get("shelter", False)) for id, e in data["effects"].items()
    }
    forces = {id: Force(f["binds"], f["answers"], f.get("shelter", False)) for id, f in data["forces"].items()}
    return Consequences(data["headings"], effects, forces)
