"""What every record of a deal file shares: frozen fields, and the maps that say how each field is known."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from legalmodel.model.types import Written
from legalmodel.model.words import REASONS, STATUSES


def says(description: str, *examples: Any) -> Any:
    """Declare an optional field with the sentence that an editor shows."""
    return Field(default=None, description=description, examples=list(examples) or None)


_MAP = {"type": "object", "minProperties": 1}


class Record(BaseModel):
    """A record. A field that is not written is absent: the deal is silent, and no rule takes silence for a pass.

    The maps below are keyed by the record's own field names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, protected_namespaces=())

    evidence: dict[str, str] | None = says(
        "where each field is taken from: the id of a document, then the clause or page; `all` covers the rest",
        {"share": "prospectus §4.2 p.31", "all": "b1"},
    )
    status: Annotated[dict[str, str] | None, Field(json_schema_extra={"additionalProperties": {"enum": list(STATUSES)}})] = (
        says("how firm each field is, where it differs from its document", {"share": "alleged"})
    )
    unknown: Annotated[dict[str, str] | None, Field(json_schema_extra={"additionalProperties": {"enum": list(REASONS)}})] = (
        says("fields asked for and not known, each with the reason", {"account": "not_disclosed"})
    )
    assumed: dict[str, str] | None = says("fields that only an assumption supplies, each with its id", {"fair_value": "a1"})
    dated: dict[str, dict[str, Any]] | None = says(
        "fields that change: the value from each day on", {"share": {"2016-05-27": "5%", "2018-01-26": "0%"}}
    )
    sourced: dict[str, dict[str, Any]] | None = says(
        "fields on which sources differ: the value each document gives; the field itself holds the one relied on",
        {"share": {"b2": "5%", "b1": "0%"}},
    )
    stated: dict[str, str] | None = says("a party's own labels, which no rule takes for facts", {"transfer": "true sale"})


def written(model: type[Record], field: str) -> Written | None:
    """Return how a plain field is written, or None for records within records."""
    for mark in model.model_fields[field].metadata:
        if isinstance(mark, Written):
            return mark
    return None


MAPS = frozenset(Record.model_fields)
"""The fields that say how other fields are known."""
