"""Read a stored result: format 2 as it is, format 1 with what it could not say left empty."""

import json
from typing import Any, get_args, get_origin, get_type_hints

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.output.result import FORMAT
from legalmodel.output.result_form import ResultForm

FIRST = "legalmodel/result/1"


def read_result(text: str | bytes) -> ResultForm:
    """Return a stored result in the shape of ``schemas/result.schema.json``.

    Format 1 had six outcomes and six conclusions, all of which are still there; it knew no day on which a duty falls due, no
    reservation and no marks but assumptions, so these are empty. Raises BadRequest for what is no result, or of a later format.
    """
    try:
        data: Any = json.loads(text)
    except ValueError:
        raise BadRequest(
            say("this is no result: it is not JSON"), say("give a file written by: check DEAL --format json")
        ) from None
    said = data.get("format") if isinstance(data, dict) else None
    if said not in (FORMAT, FIRST):
        raise BadRequest(
            say("this is no result that can be read: its format is {said}", said=repr(said)),
            say("formats: {first}, {format}", first=FIRST, format=FORMAT),
        )
    if said == FIRST:
        findings = [finding | {"marks": _marks(finding)} for finding in data["findings"]]
        data = data | {"format": FORMAT, "findings": findings, "deal": {"about": "own"} | data["deal"]}
    result: ResultForm = _filled(data, ResultForm)
    return result


def _marks(finding: dict[str, Any]) -> list[dict[str, str]]:
    return [{"mark": "assuming", "detail": ", ".join(finding["assuming"])}] if finding["assuming"] else []


def _filled(data: dict[str, Any], form: Any) -> Any:
    """Return what was written, with an empty value for each field that the form has since been given."""
    filled = dict(data)
    for name, kind in get_type_hints(form).items():
        inner = get_args(kind)[0] if get_origin(kind) is list else None
        if name not in filled:
            filled[name] = [] if inner else _nothing(kind)
        elif inner and hasattr(inner, "__total__"):
            filled[name] = [_filled(item, inner) for item in filled[name]]
    return filled


def _nothing(kind: Any) -> Any:
    """Return the empty value of a field: no words, nought, or a record whose every field is empty."""
    return kind() if kind in (str, bool, int) else _filled({}, kind) if hasattr(kind, "__total__") else {}
