"""What every record of a deal file shares: frozen fields, and the maps that say how each field is known.

A record class declares what may be written, for people, for editors and for the reader of files. Its values are checked as those of a
pydantic model are, word for word (``tests/model/test_records.py``), and a pydantic model may hold it; but pydantic and its core take a quarter of a
short command to start, and are not needed.
"""

from typing import TYPE_CHECKING, Annotated, Any, Self, get_args

from legalmodel.model.read_record import RecordRefused, read_record
from legalmodel.model.refused import BadRecord, BadValue, RefusedValue
from legalmodel.model.types import Keyed, Mapped, OrNone, Written
from legalmodel.model.words import REASONS, STATUSES

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class Field:
    """One field of a record: the sentence and the examples that an editor shows, and what may be written in it.

    A plain value has ``written``, a map ``mapped``; else there is the record ``inner``, or, if ``keyed``, records of that kind
    under ids. ``whole``: by its nature, the list names all there is; ``of_law``: rules of law may ask for it; ``perhaps``: a single record, or ``none``.
    """

    __slots__ = ("description", "examples", "inner", "keyed", "mapped", "of_law", "perhaps", "whole", "written")

    def __init__(self, description: str, examples: list[Any] | None) -> None:
        self.description, self.examples = description, examples
        self.written: Written | None = None
        self.mapped: Mapped | None = None
        self.inner: type[Record] | None = None
        self.keyed = self.whole = self.perhaps = False
        self.of_law = True

    def hold(self, annotation: Any) -> None:
        """Take over from the annotation what may be written: ``Annotated[..., mark]``, or a record or None."""
        kind, mark = get_args(annotation)
        if isinstance(mark, Written):
            self.written = mark
        elif isinstance(mark, Mapped):
            self.mapped = mark
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
    order: dict[str, int]
    """Field -> its number."""

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> None:
        super().__init__(name, bases, body)
        cls.model_fields = dict(cls.model_fields) if bases else {}
        for field, annotation in cls.__annotations__.items():
            if isinstance(declared := body.get(field), Field):
                declared.hold(annotation)
                cls.model_fields[field] = declared
                setattr(cls, field, None)  # what is not written is absent, and takes no room in the record
        cls.order = {field: number for number, field in enumerate(cls.model_fields)}


class Record(metaclass=_Kind):
    """A record. A field that is not written is absent: the deal is silent, and no rule takes silence for a pass.

    The maps below are keyed by the record's own field names. ``model_fields`` are all fields by name, ``model_fields_set`` the
    names of those that are written, as of a pydantic model. ``__dict__`` holds what is written, in the order of the fields.
    """

    __slots__ = ("__dict__",)

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
        """Read a record from plain data. Raises BadRecord with everything that is refused."""
        try:
            record: Self = read_record(cls, data)
            return record
        except (RecordRefused, BadValue):
            refused: list[RefusedValue] = []
            _refuse(cls, data, (), refused)
            raise BadRecord(cls.__name__, refused) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> "CoreSchema":
        """Let a pydantic model hold a record."""
        from legalmodel.model.held import core_of

        return core_of(cls.__name__, cls.model_validate)

    @property
    def model_fields_set(self) -> set[str]:
        """The names of the fields that are written."""
        return set(self.__dict__)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a record of a deal is never changed: {type(self).__name__}.{name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _said(self) == _said(other)

    def __hash__(self) -> int:
        return hash(frozenset(_said(self)))

    def __repr__(self) -> str:
        given = (f"{name}={value!r}" for name, value in self.__dict__.items() if value is not None)
        return f"{type(self).__name__}({', '.join(given)})"


def _said(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if value is not None}


def _refuse(model: type[Record], data: Any, path: tuple[Any, ...], found: list[RefusedValue]) -> None:
    """Gather everything that is refused in the data of a record: field by field, then the keys that no field has."""
    if not isinstance(data, dict):
        if not isinstance(data, model):
            found.append(RefusedValue("model_type", path, data))
        return
    for name, field in model.model_fields.items():
        if name in data:
            _refuse_field(field, data[name], (*path, name), found)
    for name, value in data.items():
        if not isinstance(name, str):
            found.append(RefusedValue("invalid_key", (*path, str(name)), name))
        elif name not in model.model_fields:
            found.append(RefusedValue("extra_forbidden", (*path, name), value))


def _refuse_field(field: Field, value: Any, path: tuple[Any, ...], found: list[RefusedValue]) -> None:
    if field.written is not None:
        try:
            field.written.read(value)
        except BadValue as error:
            found.append(RefusedValue(error.code, path, value, error))
    elif value is None or (value == "none" and (field.keyed or field.perhaps)):
        return
    elif field.inner is not None and not field.keyed:
        _refuse(field.inner, value, path, found)
    elif not isinstance(value, dict):
        found.append(RefusedValue("dict_type", path, value))
    else:
        for key, inner in value.items():
            if not isinstance(key, str):
                found.append(RefusedValue("string_type", (*path, key, "[key]"), key))
            if field.inner is not None:
                _refuse(field.inner, inner, (*path, key), found)
            elif field.mapped is not None:
                _refuse_mapped(field.mapped, inner, (*path, key), found)


def _refuse_mapped(mapped: Mapped, value: Any, path: tuple[Any, ...], found: list[RefusedValue]) -> None:
    if mapped.schema:
        if not isinstance(value, str):
            found.append(RefusedValue("string_type", path, value))
    elif not isinstance(value, dict):
        found.append(RefusedValue("dict_type", path, value))
    else:
        found += [RefusedValue("string_type", (*path, key, "[key]"), key) for key in value if not isinstance(key, str)]


MAPS = frozenset(Record.model_fields)
"""The fields that say how other fields are known."""
