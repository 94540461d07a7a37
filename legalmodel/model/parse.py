"""From the plain data of a file to a ``Deal``; whatever is wrong with it is told in one run."""

from typing import Any

from pydantic import ValidationError

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.places import Path
from legalmodel.model.check import check
from legalmodel.model.deal import Deal
from legalmodel.model.refusals import refusals
from legalmodel.text.read import Source


def parse(source: Source) -> Deal:
    """Check a file that was read and return its deal. Raises BadInput with all faults."""
    try:
        deal = Deal.model_validate(source.data)
    except ValidationError as error:
        raise BadInput(_all_faults(error, source)) from None
    if faults := check(deal, source):
        raise BadInput(faults)
    return deal


def currency_of(deal: Deal) -> str:
    """Return the currency of amounts that name none, or an empty string."""
    return (deal.deal.currency if deal.deal else None) or ""


def _all_faults(error: ValidationError, source: Source) -> list[Fault]:
    """Leave out what was refused, so that the rest of the deal is checked in the same run."""
    refused = refusals(error, source)
    data: Any = source.data
    for path, fault in refused:
        data = _without(data, path, keep=fault.code == "not-a-record")
    faults = [fault for _, fault in refused]
    try:
        return faults + check(Deal.model_validate(data), source)
    except ValidationError:  # what is left cannot be checked; what is known is told
        return faults


def _without(data: Any, path: Path, keep: bool) -> Any:
    """Copy the way to a value and leave the value out; ``keep`` an empty record in its place, so that its id still exists."""
    if not isinstance(data, dict) or path[0] not in data:
        return data
    copy = dict(data)
    if len(path) > 1:
        copy[path[0]] = _without(data[path[0]], path[1:], keep)
    elif keep:
        copy[path[0]] = {}
    else:
        del copy[path[0]]
    return copy
