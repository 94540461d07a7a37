"""A record inside a pydantic model: read as ever, and refused as pydantic tells it."""

from collections.abc import Callable
from typing import Any

from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from legalmodel.model.refused import BadRecord, RefusedValue


def core_of(name: str, validate: Callable[[Any], Any]) -> CoreSchema:
    """Return the schema of a kind of record for the core of pydantic: its name, and what reads it (raises BadRecord)."""

    def read(data: Any) -> Any:
        try:
            return validate(data)
        except BadRecord as error:
            raise ValidationError.from_exception_data(name, [_detail(each, name) for each in error.refusals]) from None

    return core_schema.no_info_plain_validator_function(read)


def _detail(refusal: RefusedValue, name: str) -> InitErrorDetails:
    because = refusal.because
    if because is None:
        context = {"class_name": name} if refusal.code == "model_type" else {}
        return InitErrorDetails(type=refusal.code, loc=refusal.path, input=refusal.value, ctx=context)
    custom = PydanticCustomError(because.code, "{cause}", {"cause": because.cause, "fix": because.fix})
    return InitErrorDetails(type=custom, loc=refusal.path, input=refusal.value)
