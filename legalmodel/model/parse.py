"""From the plain data of a file to a ``Deal``; whatever is wrong with it is told in one run."""

from typing import Any

from legalmodel.base.errors import BadInput, Fault, limited
from legalmodel.base.places import Path
from legalmodel.model.check import check
from legalmodel.model.deal import Deal
from legalmodel.model.format import OTHER
from legalmodel.model.refusals import refusals
from legalmodel.model.refused import BadRecord
from legalmodel.text.read import Source


def parse(source: Source) -> Deal:
    """Check a file that was read and return its deal. Raises BadInput with all faults."""
    try:
        deal = Deal.model_validate(source.data)
    except BadRecord as error:
        raise BadInput(limited(_all_faults(error, source))) from None
    if faults := check(deal, source):
        raise BadInput(limited(faults))
    return deal


def parse_sound(source: Source) -> Deal:
    """Return the deal of a file of which it is known that it has no fault: its records alone are read, and not held against each other.

    Raises BadInput if it has one after all that shows by itself.
    """
    try:
        return Deal.model_validate(source.data)
    except BadRecord:
        return parse(source)


def currency_of(deal: Deal) -> str:
    """Return the currency of amounts that name none, or an empty string."""
    return (deal.deal.currency if deal.deal else None) or ""


def _all_faults(error: BadRecord, source: Source) -> list[Fault]:
    """Leave out what was refused, so that the rest of the deal is checked in the same run."""
    refused = refusals(error, source)
    if of_another_version := [fault for _, fault in refused if fault.code in OTHER]:
        return of_another_version
    copies: dict[Path, dict[str, Any]] = {(): dict(source.data)}
    for path, fault in refused:
        _leave_out(copies, path, keep=fault.code == "not-a-record")
    faults = [fault for _, fault in refused]
    try:
        return faults + check(Deal.model_validate(copies[()]), source)
    except BadRecord:  # what is left cannot be checked; what is known is told
        return faults


def _leave_out(copies: dict[Path, dict[str, Any]], path: Path, keep: bool) -> None:
    """Copy the way to a value, each record once, and leave it out; ``keep`` an empty record, so that its id still exists."""
    box = copies[()]
    for end in range(1, len(path)):
        if not isinstance(inner := box.get(path[end - 1]), dict):
            return
        if path[:end] not in copies:
            copies[path[:end]] = box[path[end - 1]] = dict(inner)
        box = copies[path[:end]]
    if keep and path[-1] in box:
        box[path[-1]] = {}
    else:
        box.pop(path[-1], None)
