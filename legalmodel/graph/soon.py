"""Derived relations that every check asks for, though not every graph is asked: who may fail, and who shares a name."""

from collections.abc import Callable
from typing import Any

from legalmodel.graph import roles
from legalmodel.graph.derive import failing, person
from legalmodel.graph.derive.names import Names
from legalmodel.graph.truth import Asked
from legalmodel.model.types import WORDS

_Answers = dict[str, Callable[..., Any]]


def wire_soon(graph: Asked) -> tuple[_Answers, _Answers]:
    """Return by question who answers it and who tells why."""
    trees = failing.FailingInputs(WORDS["function"], WORDS["estate_kind"], WORDS["form"], WORDS["support"], person.person)
    may, names = failing.Failing(graph, roles.roles(), trees), Names(graph)
    return {"may_fail": may.may_fail, "namesakes": names.namesakes}, {"may_fail": may.why, "namesakes": names.why}
