"""The forms that check a law file, made of the plain classes of ``law/models.py``: the same fields, in pydantic."""

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from legalmodel.base.errors import BadInput, Fault, nearest
from legalmodel.base.jurisdictions import UNIONS
from legalmodel.base.language import say
from legalmodel.law.base_form import Prose
from legalmodel.law.consequences import consequences
from legalmodel.law.models import ALIASES, FORMS, Form, Instrument, Provision, Rule
from legalmodel.text.read import Source

_WORDS = {field: word for word, field in ALIASES.items()}


class _Checked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


_MADE: dict[str, type[BaseModel]] = {}


def form_of(plain: type[Form]) -> type[BaseModel]:
    """Return the form that checks what somebody wrote for a plain class, made once."""
    name = plain.__name__
    if name not in _MADE:
        hints = get_type_hints(plain, include_extras=True)
        fields: Any = {field: (_kind(hint), _field(plain, field)) for field, hint in hints.items()}
        _MADE[name] = create_model(name, __base__=_Checked, __doc__=plain.__doc__, __module__=__name__, **fields)
    return _MADE[name]


def _kind(hint: Any) -> Any:
    """Put forms in place of the plain classes within a kind; beside a text stands its pattern, or the table that has its words."""
    origin, inside = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Form):
        return form_of(hint)
    if hint == Prose:
        return str
    if origin is Annotated:
        words = getattr(consequences(), inside[1], None)
        return Literal[tuple(words)] if words else Annotated[inside[0], Field(pattern=inside[1])]
    if origin in (UnionType, Union):
        return Union[tuple(_kind(part) for part in inside)]  # noqa: UP007 (made at run time)
    if origin is Mapping:
        return dict[_kind(inside[0]), _kind(inside[1])]  # type: ignore[misc]  # a kind worked out at run time
    return tuple[_kind(inside[0]), ...] if origin is tuple else hint  # type: ignore[misc]  # the same


def _field(plain: type[Form], name: str) -> Any:
    value = getattr(plain, name, ...)
    kept = {"default_factory": type(value)} if value in ({}, ()) else {"default": value}
    return Field(alias=_WORDS.get(name), **kept)


def check_instrument(source: Source) -> dict[str, Any]:
    """Check one file against the form of an instrument and return what it says, in its own words.

    Raises BadInput with every fault.
    """
    return check_form(source, Instrument)


def check_form(source: Source, plain: type[Form]) -> dict[str, Any]:
    """Check a file against the form of a plain class and return what it says, in its own words.

    Raises BadInput with every fault.
    """
    try:
        checked = form_of(plain).model_validate(source.data)
    except ValidationError as error:
        raise BadInput([_fault(source, dict(e)) for e in error.errors(include_url=False)]) from None
    return checked.model_dump(by_alias=True, exclude_unset=True)


def _fault(source: Source, error: dict[str, Any]) -> Fault:
    path = tuple(str(step) for step in error["loc"] if step != "[key]")
    while len(path) > 1 and (path[-1] in ("str", "int") or "constrained" in path[-1]):
        path = path[:-1]
    return Fault("bad-law-file", f"{'.'.join(path)}: {error['msg'].lower()}", source.place(path), _fix(error, path))


def _fix(error: dict[str, Any], path: tuple[str, ...]) -> str:
    word = path[-1]
    if error["type"] == "missing":
        return say("add '{word}'", word=word)
    if word == "system":
        return say(
            "write a country or a part of one (JP, US-NY), a union ({unions}), contract, or common for what is no law",
            unions=", ".join(UNIONS),
        )
    if error["type"] != "extra_forbidden":
        return say("see how other law files write '{word}'", word=word)
    form = next((FORMS[step] for step in reversed(path[:-1]) if step in FORMS), Instrument)
    fields = get_type_hints(Rule if form is Provision else form)
    return nearest(word, [_WORDS.get(name, name) for name in fields]) or say("leave it out")
