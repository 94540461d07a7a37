"""Records beside pydantic models with the same fields: what is accepted, what comes out, and every error that is told."""

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, PlainValidator, TypeAdapter, ValidationError, WrapValidator, create_model
from pydantic_core import PydanticCustomError

from legalmodel.base.values import NONE
from legalmodel.model.cash import Account, Waterfall
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.parties import Party
from legalmodel.model.record import Record
from legalmodel.model.refused import BadRecord, BadValue
from legalmodel.model.relations import Transfer, Trust
from legalmodel.model.types import Keyed, OrNone, Written
from tests.examples import some

MODELS: dict[type, type[BaseModel]] = {}


def model_of(record: type) -> type[BaseModel]:
    """Make the pydantic model that a record would be, from its annotations alone."""
    if record not in MODELS:
        hints = get_type_hints(record, include_extras=True)
        fields: dict[str, Any] = {name: (as_pydantic(hint), None) for name, hint in hints.items()}
        MODELS[record] = create_model(
            record.__name__, __config__=ConfigDict(frozen=True, extra="forbid", protected_namespaces=()), **fields
        )
    return MODELS[record]


def as_pydantic(hint: Any) -> Any:
    """Write a type with models for records, and with pydantic's own marks for those of the product."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return model_of(hint)
    if get_origin(hint) is Annotated:
        inner, mark = get_args(hint)
        if isinstance(mark, Written):
            return Annotated[Any, PlainValidator(told(mark.read))]
        keyed = (
            [WrapValidator(lambda value, read: NONE if value == "none" else read(value))]
            if isinstance(mark, Keyed | OrNone)
            else []
        )
        return Annotated[as_pydantic(inner), *keyed] if keyed else as_pydantic(inner)
    if isinstance(hint, UnionType):
        return as_pydantic(get_args(hint)[0]) | None
    if get_origin(hint) is dict:
        return dict[str, as_pydantic(get_args(hint)[1])]  # type: ignore[misc]  # a type made at run time
    return hint


def outcome(model: Any, data: Any) -> Any:
    """Return what is read, as plain data with what was written, or the errors."""
    try:
        return plain(model.model_validate(data))
    except ValidationError as error:
        return [(e["type"], e["loc"], e["input"], *_why(e.get("ctx", {}))) for e in error.errors()]
    except BadRecord as error:
        return [
            (e.code, e.path, e.value, *((e.because.cause, e.because.fix) if e.because else ("", ""))) for e in error.refusals
        ]


def _why(context: dict[str, Any]) -> tuple[str, str]:
    return context.get("cause", ""), context.get("fix", "")


def told(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a reader that tells pydantic what it refuses in pydantic's own way."""

    def reader(value: Any) -> Any:
        try:
            return read(value)
        except BadValue as error:
            raise PydanticCustomError(error.code, "{cause}", {"cause": error.cause, "fix": error.fix}) from None  # type: ignore[arg-type]  # a code is any text

    return reader


def plain(value: Any) -> Any:
    if hasattr(value, "model_fields_set"):
        return value.model_fields_set, {name: plain(inner) for name, inner in value.__dict__.items() if inner is not None}
    return {key: plain(inner) for key, inner in value.items()} if isinstance(value, dict) else value


LEAVES = st.sampled_from(
    [
        "none",
        "5%",
        "2016-05-27",
        "bank",
        "yes",
        "CN",
        "CNY 5",
        "x y",
        "",
        3,
        2016,
        True,
        None,
        1.5,
        ["bank"],
        [],
        [3],
        {"en": "x"},
    ]
)


def data_of(record: type, depth: int = 0) -> Any:
    """Draw data for a record: fields that it has, or nearly, with values that fit, or nearly."""
    fields: dict[str, Any] = {"no_such_field": LEAVES, "naame": LEAVES}
    for name, field in record.model_fields.items():  # type: ignore[attr-defined]  # a kind of record
        fields[name] = LEAVES
        if field.inner and depth < 2:
            inner = st.deferred(lambda inner=field.inner: data_of(inner, depth + 1))  # type: ignore[misc]  # bound now
            fields[name] |= (
                st.dictionaries(st.sampled_from(["a", "b", 7]), inner | LEAVES, max_size=2) if field.keyed else inner
            )
        elif field.mapped:
            steps = st.dictionaries(st.sampled_from(["2016-05-27", "b1", 5]), LEAVES, max_size=2)
            fields[name] |= st.dictionaries(st.sampled_from(["name", "share", 8]), LEAVES | steps, max_size=2)
    return st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: fields[name] for name in names})
    )


@pytest.mark.parametrize("record", [Party, Account, Waterfall, Trust, Transfer, Deal])
def test_a_record_is_read_and_refused_as_a_pydantic_model(record: type) -> None:
    reached = set()

    @settings(max_examples=some(150), deadline=None, database=None)
    @given(data_of(record) | LEAVES)
    def both_agree(data: Any) -> None:
        found = outcome(record, data)
        assert found == outcome(model_of(record), data)
        reached.add(type(found))

    both_agree()
    assert reached == {list, tuple}  # some are read, some are refused


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_takes_the_same_fields_in_the_same_order(section: str) -> None:
    inner = Deal.model_fields[section].inner
    assert inner is not None
    assert set(inner.model_fields) == set(model_of(inner).model_fields)
    assert list(inner.model_fields)[: len(Record.model_fields)] == list(Record.model_fields)


def test_a_pydantic_model_may_hold_a_deal() -> None:
    data = {"parties": {"bank": {"name": "Bank", "seat": "CN"}}, "trusts": {"t": {"buy_backs": "none"}}}
    adapter = TypeAdapter(dict[str, Deal])
    assert adapter.validate_python({"one": data}) == {"one": Deal.model_validate(data)}
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python({"one": {"parties": {"bank": {"seat": "UK"}}}})
    assert [error["loc"] for error in caught.value.errors()] == [("one", "parties", "bank", "seat")]


def test_a_record_is_equal_to_what_says_the_same_and_never_changed() -> None:
    one, same, other = (Party.model_validate({"name": name}) for name in ("Bank", "Bank", "Fund"))
    assert one == same != other
    assert len({one, same, other}) == 2
    assert one != {"name": "Bank"}
    assert (one.name, one.seat, one.model_fields_set, repr(one)) == ("Bank", None, {"name"}, "Party(name='Bank')")
    with pytest.raises(AttributeError):
        one.name = "Fund"
    assert one.name == "Bank"
