"""The JSON Schema of a deal file, made from the record types, for editors and for checks outside this product."""

from collections.abc import Iterator
from json import dumps
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from legalmodel.model.deal import Deal
from legalmodel.model.record import MAPS, Record
from legalmodel.model.types import ID, PLAIN, WORDS, word, words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RESERVED = ("none", "unknown", "all")
_FULL_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_OWN = ("description", "examples")
"""What each field says for itself."""
_INNER = {"dated": {"pattern": _FULL_DAY}, "sourced": {"$ref": "#/$defs/id"}}

Schema = dict[str, Any]


class Generator(GenerateJsonSchema):
    """Say what may be written. A field may be left out, but no field may hold null, and silence has no default."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Describe the value alone: what may be left out is not null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Name a default only where it is a value."""
        if schema.get("default", None) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def deal_schema() -> Schema:
    """Return the schema of a deal file: a JSON Schema of draft 2020-12 without references to anything outside it."""
    schema = schema_of(Deal, "deal", "Deal file")
    records: dict[str, Schema] = {**schema["$defs"], "Deal": schema}
    shared = _shared_maps(records["Stake"]["properties"])
    fields: dict[str, Schema] = {}
    for name, record in records.items():
        fields[f"{name}-fields"] = _fold_maps(name, record)
    schema["$defs"] = {"id": _id(), **shared, **fields, **{name: schema["$defs"][name] for name in sorted(schema["$defs"])}}
    _name_ids(schema)
    _say_once(schema)
    return schema


def schema_of(form: Any, name: str, title: str) -> Schema:
    """Return the schema of a kind of file, made from a model or a typed dictionary, with its head."""
    body = TypeAdapter(form).json_schema(by_alias=True, schema_generator=Generator, mode="validation")
    defs = body.pop("$defs", {})
    head = {"$schema": DIALECT, "$id": f"urn:legalmodel:schema:{name}", "title": title}
    return {**head, **{key: value for key, value in body.items() if key not in head}, "$defs": defs}


def _id() -> Schema:
    return {"type": "string", "pattern": ID, "not": {"enum": list(RESERVED)}}


def _shared_maps(properties: Schema) -> dict[str, Schema]:
    """Describe once the maps that every record may carry."""
    maps: dict[str, Schema] = {}
    for name in Record.model_fields:
        maps[name] = {**properties[name], "minProperties": 1}
        if name not in ("evidence", "stated"):
            maps[name]["propertyNames"] = {"not": {"const": "all"}}
        if name in _INNER:
            values = {"type": "object", "minProperties": 1, "propertyNames": _INNER[name]}
            maps[name]["additionalProperties"] = values
    return maps


def _fold_maps(name: str, record: Schema) -> Schema:
    """Let a record refer to the shared maps, whose keys are its own fields, and return the list of those fields."""
    properties = record["properties"]
    own = [field for field in properties if field not in MAPS]
    record["properties"] = {field: properties[field] for field in own} | {
        field: _map(name, field) for field in Record.model_fields
    }
    return {"enum": [*own, "all"]}


def _map(record: str, name: str) -> Schema:
    reference: Schema = {"$ref": f"#/$defs/{name}"}
    if name == "stated":
        return reference
    return {**reference, "propertyNames": {"$ref": f"#/$defs/{record}-fields"}}


def _say_once(schema: Schema) -> None:
    """Describe each kind of value once, under a name, and let the fields refer to it."""
    names = {_canonical(kind): name for name, kind in _named_kinds()}
    found: Schema = {}
    for record in (schema, *schema["$defs"].values()):
        for name, field in record.get("properties", {}).items():
            field.pop("title", None)  # it would only repeat the key
            if "array" in field.get("type", ()) and not isinstance(field.get("examples", [[]])[0], list):
                field["examples"] = [field["examples"]]
            kind = {key: value for key, value in field.items() if key not in _OWN}
            if (known := names.get(_canonical(kind))) is not None:
                found[known] = kind
                record["properties"][name] = {key: field[key] for key in _OWN if key in field} | {"$ref": f"#/$defs/{known}"}
    schema["$defs"] = {name: found[name] for name in sorted(found)} | schema["$defs"]


def _canonical(kind: Schema) -> str:
    return dumps(kind, sort_keys=True)


def _named_kinds() -> Iterator[tuple[str, Schema]]:
    yield from ((name, written.schema) for name, written in PLAIN.items())
    for name in WORDS:
        yield f"word-{name}", word(name).schema
        yield f"words-{name}", words(name).schema


def _name_ids(part: Any) -> None:
    """Let the keys of records be described in one place."""
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _name_ids(value)
    if isinstance(part, dict) and part.get("propertyNames") == {"pattern": ID}:
        part["propertyNames"] = {"$ref": "#/$defs/id"}
