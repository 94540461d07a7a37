"""The person behind an actor: whoever holds an estate, the legal person of which a branch is part, or the party itself."""

from datetime import date
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.things import Thing
from legalmodel.graph.truth import View, whole


def person(actor: Thing, day: date | None) -> Any:
    """Return the person that acts, sues and owes for an actor; unknown if an estate's holder is."""
    if actor.sort != "estate":
        return whole(actor, day)
    holder = actor.get("held_by", day)
    return whole(holder, day) if isinstance(holder, Thing) else holder


def why(view: View, actor: Thing, day: date | None) -> tuple[Fact, ...]:
    """Return who holds an estate and as what."""
    fields = ("held_by", "capacity") if actor.sort == "estate" else ("part_of", "name")
    return tuple(view.fact(actor, field, day) for field in fields if field in actor.fields or field == fields[0] == "held_by")
