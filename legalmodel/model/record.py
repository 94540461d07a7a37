"""What every record of a deal file shares: frozen fields, and the maps that say how each field is known.

A record class declares what may be written, for people, for editors and for the reader of files. Its values are checked by the
core of pydantic, as those of a pydantic model; but pydantic itself takes a third of a short command to start, and is not needed.
"""

from functools import cache
from typing import Annotated, Any, Self, get_args

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from legalmodel.base.values import NONE
from legalmodel.model.types import Keyed, Mapped, OrNone, Written
from legalmodel.model.words import REASONS, STATUSES


class Field:
    """One field of a record: the sentence and the examples that an editor shows, and what may be written in it.

    A plain value has ``written``, a map ``mapped``; else there is the record ``inner``, or, if ``keyed``, records of that kind
    under ids. ``whole``: by its nature, the list names all there is; ``of_law``: rules of law may ask for it; ``perhaps``: a single record, or ``none``. ``core`` tells pydantic's core how to read what is no record.
    """

    __slots__ = ("core", "description", "examples", "inner", "keyed", "mapped", "of_law", "perhaps", "whole", "written")

    def __init__(self, description: str, examples: list[Any] | None) -> None:
        self.description, self.examples = description, examples
        self.core: CoreSchema
        self.written: Written | None = None
        self.mapped: Mapped | None = None
        self.inner: type[Record] | None = None
        self.keyed = self.whole = self.perhaps = False
        self.of_law = True

    def hold(self, annotation: Any) -> None:
        """Take over from the annotation what may be written: ``Annotated[..., mark]``, or a record or None."""
        kind, mark = get_args(annotation)
        if isinstance(mark, Written):
            self.written, self.core = mark, mark.core
        elif isinstance(mark, Mapped):
            self.mapped, self.core = mark, mark.core
        elif isinstance(mark, Keyed):
            self.keyed, self.whole, self.of_law = True, mark.whole, mark.of_law
            self.inner = get_args(get_args(kind)[0])[1]
        elif isinstance(mark, OrNone):
            self.inner, self.perhaps = get_args(kind)[0], True
        else:
            self.inner = kind

    @property
    def listed(self) -> bool:
        """Tell whether the field holds several things: a list, or records under ids."""
        return self.keyed or (self.written is not None and self.written.kind.item is not None)


def says(description: str, *examples: Any) -> Any:
    """Declare an optional field with the sentence that an editor shows."""
    return Field(description, list(examples) or None)


class _Kind(type):
    """A kind of record: gathers the fields that its class declares, after those of the kind it extends."""

    model_fields: dict[str, Field]

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> None:
        super().__init__(name, bases, body)
        cls.model_fields = dict(cls.model_fields) if bases else {}
        for field, annotation in cls.__annotations__.items():
            if isinstance(declared := body.get(field), Field):
                declared.hold(annotation)
                cls.model_fields[field] = declared


class Record(metaclass=_Kind):
    """A record. A field that is not written is absent: the deal is silent, and no rule takes silence for a pass.

    The maps below are keyed by the record's own field names. ``model_fields`` are all fields by name, ``model_fields_set`` the
    names of those that are written, as of a pydantic model.
    """

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")  # as the core asks

    evidence: Annotated[dict[str, str] | None, Mapped({"type": "string"})] = says(
        "where each field is taken from: the id of a document, then the clause or page; `all` covers the rest",
        {"share": "prospectus §4.2 p.31", "all": "b1"},
    )
    status: Annotated[dict[str, str] | None, Mapped({"enum": list(STATUSES)})] = says(
        "how firm each field is, where it differs from its document", {"share": "alleged"}
    )
    unknown: Annotated[dict[str, str] | None, Mapped({"enum": list(REASONS)})] = says(
        "fields asked for and not known, each with the reason", {"account": "not_disclosed"}
    )
    assumed: Annotated[dict[str, str] | None, Mapped({"type": "string"})] = says(
        "fields that only an assumption supplies, each with its id", {"fair_value": "a1"}
    )
    dated: Annotated[dict[str, dict[str, Any]] | None, Mapped()] = says(
        "fields that change: the value from each day on", {"share": {"2016-05-27": "5%", "2018-01-26": "0%"}}
    )
    sourced: Annotated[dict[str, dict[str, Any]] | None, Mapped()] = says(
        "fields on which sources differ: the value each document gives; the field itself holds the one relied on",
        {"share": {"b2": "5%", "b1": "0%"}},
    )
    stated: Annotated[dict[str, str] | None, Mapped({"type": "string"})] = says(
        "a party's own labels, which no rule takes for facts", {"transfer": "true sale"}
    )

    checked: Annotated[dict[str, str] | None, Mapped({"type": "string"})] = says(
        "fields that look wrong and are right, each with the reason; it settles a doubt",
        {"cap": "compared with §5 of the contract"},
    )

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """Read a record from plain data. Raises the ValidationError of pydantic with everything that is refused."""
        record: Self = _validator(cls).validate_python(data)
        return record

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """Let a pydantic model hold a record."""
        return _core(cls)

    @property
    def model_fields_set(self) -> set[str]:
        """The names of the fields that are written."""
        found: set[str] = self.__pydantic_fields_set__  # type: ignore[attr-defined]  # a slot, filled by the core
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a record of a deal is never changed: {type(self).__name__}.{name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(frozenset(self.model_fields_set))

    def __repr__(self) -> str:
        given = (f"{name}={value!r}" for name, value in self.__dict__.items() if value is not None)
        return f"{type(self).__name__}({', '.join(given)})"


@cache
def _validator(model: type[Record]) -> SchemaValidator:
    return SchemaValidator(_core(model))


def _core(model: type[Record]) -> CoreSchema:
    """Describe a record, and the records within it, each once, as pydantic's core asks."""
    known: dict[str, CoreSchema] = {}
    return core_schema.definitions_schema(_refer(model, known), list(known.values()))


def _refer(model: type[Record], known: dict[str, CoreSchema]) -> CoreSchema:
    """Name a record, which is described under ``known`` if it was not before."""
    name = f"{model.__module__}.{model.__qualname__}"
    if name not in known:
        fields = {field: core_schema.model_field(_held(held, known)) for field, held in model.model_fields.items()}
        form = core_schema.model_fields_schema(fields, model_name=model.__name__, extra_behavior="forbid")
        known[name] = core_schema.model_schema(model, form, ref=name)
    return core_schema.definition_reference_schema(name)


def _held(field: Field, known: dict[str, CoreSchema]) -> CoreSchema:
    """Describe what may be written in a field; if nothing is, it is None."""
    if field.inner is None:
        return field.core
    record = _refer(field.inner, known)
    held = core_schema.nullable_schema(core_schema.dict_schema(core_schema.str_schema(), record) if field.keyed else record)
    return core_schema.with_default_schema(_or_none(held) if field.keyed or field.perhaps else held, default=None)


def _or_none(records: CoreSchema) -> CoreSchema:
    """Accept ``none`` beside a record, or beside the records under ids."""
    return core_schema.no_info_wrap_validator_function(lambda value, read: NONE if value == "none" else read(value), records)


MAPS = frozenset(Record.model_fields)
"""The fields that say how other fields are known."""
