"""The JSON Schema of a deal file, read off the record types, for editors and for checks outside this product.

``schema_of`` makes the schema of any other kind of file, from what pydantic knows of it.
"""

from inspect import cleandoc
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from legalmodel.model.deal import Deal
from legalmodel.model.record import Field, Record
from legalmodel.model.shape import fields
from legalmodel.model.types import ID, PLAIN, WORDS, Written, word, words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RESERVED = ("none", "unknown", "all")
_FULL_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
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


def schema_of(form: Any, name: str, title: str) -> Schema:
    """Return the schema of a kind of file, made from a model or a typed dictionary, with its head."""
    body = TypeAdapter(form).json_schema(by_alias=True, schema_generator=Generator, mode="validation")
    defs = body.pop("$defs", {})
    head = _head(name, title)
    return {**head, **{key: value for key, value in body.items() if key not in head}, "$defs": defs}


def _head(name: str, title: str) -> Schema:
    return {"$schema": DIALECT, "$id": f"urn:legalmodel:schema:{name}", "title": title}


def deal_schema() -> Schema:
    """Return the schema of a deal file: a JSON Schema of draft 2020-12 without references to anything outside it."""
    models = sorted(_inner_models(), key=lambda model: model.__name__)
    every: list[type[Record]] = [*models, Deal]
    maps = {name: _map(name, field) for name, field in Record.model_fields.items()}
    names = {f"{model.__name__}-fields": {"enum": [*fields(model), "all"]} for model in every}
    records = {model.__name__: _record(model) for model in models}
    head = _head("deal", "Deal file")
    return {**head, **_record(Deal), **head, "$defs": {**_kinds(every), "id": _ID, **maps, **names, **records}}


_ID = {"type": "string", "pattern": ID, "not": {"enum": list(RESERVED)}}


def _inner_models() -> list[type[Record]]:
    """Return every kind of record within a deal, each once."""
    found: list[type[Record]] = [Deal]
    for model in found:
        found += dict.fromkeys(field.inner for field in fields(model).values() if field.inner and field.inner not in found)
    return found[1:]


def _record(model: type[Record]) -> Schema:
    properties = {name: _property(field) for name, field in fields(model).items()}
    return {
        "additionalProperties": False,
        "description": cleandoc(model.__doc__ or ""),
        "properties": properties | {name: _reference_to_map(name, model) for name in Record.model_fields},
        "title": model.__name__,
        "type": "object",
    }


def _property(field: Field) -> Schema:
    said: Schema = {"description": field.description}
    if field.written:
        if field.examples:
            said["examples"] = [field.examples] if field.listed and not isinstance(field.examples[0], list) else field.examples
        name = _name_of(field.written)
        return said | {"$ref": f"#/$defs/{name}"} if name else _in_order(said | field.written.schema)
    record = {"$ref": f"#/$defs/{field.inner.__name__}"} if field.inner else {}
    if field.perhaps:
        return said | {"else": record, "if": {"type": "string"}, "then": {"const": "none"}}
    if not field.keyed:
        return record | said
    return {
        "additionalProperties": record,
        **said,
        "minProperties": 1,
        "pattern": "^none$",
        "propertyNames": {"$ref": "#/$defs/id"},
        "type": ["object", "string"],
    }


def _map(name: str, field: Field) -> Schema:
    """Describe once a map that every record may carry."""
    several = {"type": "object", "minProperties": 1, "propertyNames": _INNER.get(name)}
    return {
        "additionalProperties": (field.mapped and field.mapped.schema) or several,
        "description": field.description,
        "examples": _in_order(field.examples),
        "title": name.capitalize(),
        "type": "object",
        "minProperties": 1,
    } | ({} if name in ("evidence", "stated") else {"propertyNames": {"not": {"const": "all"}}})


def _reference_to_map(name: str, model: type[Record]) -> Schema:
    """Let a record refer to a shared map, whose keys are its own fields; labels are the party's own."""
    keys = {} if name == "stated" else {"propertyNames": {"$ref": f"#/$defs/{model.__name__}-fields"}}
    return {"$ref": f"#/$defs/{name}", **keys}


def _kinds(models: list[type[Record]]) -> Schema:
    """Describe each kind of value that some field holds, under its name."""
    held = (field.written for model in models for field in fields(model).values() if field.written)
    return dict(sorted({name: _in_order(written.schema) for written in held if (name := _name_of(written))}.items()))


def _name_of(written: Written) -> str:
    """Return the name under which a kind of value is described for all fields that hold it; "" if it has none."""
    return next((name for name, schema in _NAMED if schema == written.schema), "")


_NAMED = [(name, written.schema) for name, written in PLAIN.items()]
_NAMED += [named for name in WORDS for named in ((f"word-{name}", word(name).schema), (f"words-{name}", words(name).schema))]


def _in_order(part: Any, keep: bool = False) -> Any:
    """Sort keys, but not those under ``properties``: the fields of a record keep their order."""
    if isinstance(part, list):
        return [_in_order(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {key: _in_order(value, key == "properties") for key, value in (part.items() if keep else sorted(part.items()))}
