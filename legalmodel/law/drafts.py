"""Drafts of law that are known: listed for a reader, never judged, whatever day a deal is planned for."""

from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.law.files import law_folder
from legalmodel.text.read import read


class Draft(NamedTuple):
    """A draft: what it is, how far it had come when it was looked at, where and when that was, on which questions it bears."""

    title: str
    title_zh: str
    system: str
    stage: str
    where: str
    read: str
    bears_on: tuple[str, ...]


def load_drafts() -> dict[str, Draft]:
    """Read the drafts, by id.

    Raises BadInput if one lacks a field or has another.
    """
    source = read(law_folder() / "drafts.yaml")
    return {id: _draft(source.place(("drafts", id)), id, raw) for id, raw in source.data["drafts"].items()}


def _draft(place: Any, id: str, raw: dict[str, Any]) -> Draft:
    if set(raw) != set(Draft._fields):
        raise BadInput(
            [Fault("bad-draft", say("draft {id} needs exactly: {fields}", id=id, fields=", ".join(Draft._fields)), place)]
        )
    return Draft(**{**raw, "bears_on": tuple(raw["bears_on"])})
