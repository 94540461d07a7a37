"""A record inside a pydantic model: read as ever, and refused as pydantic tells it."""

from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from legalmodel.model.refused import BadRecord, RefusedValue

if TYPE_CHECKING:
    from legalmodel.model.record import Record


def core_of(model: "type[Record]") -> CoreSchema:
    """Return the schema of a record for the core of pydantic."""

    def read(data: Any) -> "Record":
        try:
            return model.model_validate(data)
        except BadRecord as error:
            raise ValidationError.from_exception_data(
                model.__name__, [_detail(each, model) for each in error.refusals]
            ) from None

    return core_schema.no_info_plain_validator_function(read)


def _detail(refusal: RefusedValue, model: "type[Record]") -> InitErrorDetails:
    because = refusal.because
    if because is None:
        context = {"class_name": model.__name__} if refusal.code == "model_type" else {}
        return InitErrorDetails(type=refusal.code, loc=refusal.path, input=refusal.value, ctx=context)
    custom = PydanticCustomError(because.code, "{cause}", {"cause": because.cause, "fix": because.fix})
    return InitErrorDetails(type=custom, loc=refusal.path, input=refusal.value)
