"""Whether an appointment is one for an actor: asked by all derived relations that go by appointments, so that they agree."""

from datetime import date
from typing import Any

from legalmodel.base.kleene import both
from legalmodel.base.kleene import join as merge
from legalmodel.base.things import Thing, same
from legalmodel.base.values import Truth, U, unknown


def acts_for(agency: Thing, for_: Thing, day: date | None) -> Truth:
    """Tell whether an agent acts for an actor.

    An appointment by the person who holds an estate does not say whether it acts for the estate or for itself; so for the estate it is
    doubtful.
    """
    return principal_is(agency.get("principal", day), agency, for_, day)


def principal_is(principal: Any, agency: Thing, for_: Thing, day: date | None) -> Truth:
    """Tell the same of one principal of an appointment, where that changes."""
    if not isinstance(principal, Thing):
        return merge((principal,)) if isinstance(principal, U) else False
    if for_.sort == "estate" and principal.sort != "estate":
        holder = for_.get("held_by", day)
        behind = same(holder, principal) if isinstance(holder, Thing) else merge((holder,)) if isinstance(holder, U) else False
        return False if behind is False else both(behind, unknown((*agency.path, "principal"), "capacity"))
    return same(principal, for_)
