"""The roles in which a party may fail towards a vehicle, read from ``roles.yaml``: how each is held, and its words by language."""

from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.text.read import read


class Role(NamedTuple):
    """One role: the functions and the relation by which it is held, what narrows the relation, and whose questions are asked of it.

    ``words`` are by language. ``opens`` tells whether a party that may have this role too has no definite line.
    """

    id: str
    functions: tuple[str, ...]
    relation: str
    forms: tuple[str, ...]
    capacities: tuple[str, ...]
    kinds: tuple[str, ...]
    counts_as: str
    opens: bool
    words: dict[str, str]


@cache
def roles() -> dict[str, Role]:
    """Return the roles by id, in the order of the file."""
    data = read(package_folder("graph") / "roles.yaml").data["roles"]
    return {id: _role(id, said) for id, said in data.items()}


def _role(id: str, said: dict[str, Any]) -> Role:
    functions, forms, capacities, kinds = (tuple(said.get(word, ())) for word in ("functions", "forms", "capacities", "kinds"))
    words = {language: said[language] for language in ("en", "zh")}
    relation, counts_as = said.get("relation", ""), said.get("counts_as", id)
    return Role(id, functions, relation, forms, capacities, kinds, counts_as, said.get("opens", False), words)
