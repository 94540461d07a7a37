"""Steps in order against a search through all that is left, and records by what they concern against a look at each of them."""

from typing import Any

from graph_deals import graph, parties
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.things import same
from legalmodel.base.values import U
from legalmodel.graph.concerns import Concerns
from legalmodel.graph.succession import Passage, succession
from tests.examples import some

ENDS = st.frozensets(st.integers(0, 5), max_size=3)


def one_by_one(steps: list[Passage]) -> list[int]:
    """Look again for each place, at all pairs of what is left."""

    def follows(a: int, b: int) -> bool:
        return any(end in steps[a].leads for end in steps[b].begins)

    left, order = list(range(len(steps))), list[int]()
    while left:
        free = [n for n in left if not any(o != n and follows(o, n) for o in left)] or left
        onward = [n for n in free if order and follows(order[-1], n)]
        order.append((onward or free)[0])
        left.remove(order[-1])
    return order


@given(st.lists(st.builds(Passage, ENDS, ENDS), max_size=9))
@settings(max_examples=some(400), deadline=None)
def test_each_step_comes_after_those_it_goes_on_from(steps: list[Passage]) -> None:
    assert succession(steps) == one_by_one(steps)


NAMES = ("a", "b", "c", "unnamed", "members")
RECORDS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "to": st.sampled_from((*NAMES, "none", None)),
            "of": st.lists(st.sampled_from(("note_a", "note_b", "note_x", "note_u")), min_size=1, max_size=2, unique=True),
        },
    ),
    min_size=1,
    max_size=6,
)


def deal_of(records: list[dict[str, Any]]) -> Any:
    sections: dict[str, Any] = {"parties": parties("a", "b", "c")}
    sections["parties"] |= {"unnamed": {"form": "company"}, "members": {"form": "class", "defined_as": "holders"}}
    issuers = {"note_a": {"issuer": "a"}, "note_b": {"issuer": "b"}, "note_x": {"rank": 1}, "note_u": {"issuer": "members"}}
    sections["securities"] = issuers
    sections["guarantees"] = {
        f"g{n}": {"kind": "guarantee"}
        | {k: v for k, v in record.items() if v is not None}
        | ({"unknown": {"to": "not_asked"}} if record.get("to", "") is None else {})
        for n, record in enumerate(records)
    }
    return graph(sections)


def concerns(record: Any, actor: Any) -> bool:
    """Tell whether a record is, or may be, about an actor, from its fields alone."""
    named: list[Any] = []
    if "to" in record.fields or "of" not in record.fields:
        named.append(record.get("to"))
    if "of" in record.fields:
        named += [security.get("issuer") for security in record.get("of")]
    return any(isinstance(n, U) or (hasattr(n, "path") and same(n, actor) is not False) for n in named)


@given(RECORDS, st.sampled_from(NAMES))
@settings(max_examples=some(200), deadline=None)
def test_no_record_that_may_concern_a_thing_is_left_out(records: list[dict[str, Any]], name: str) -> None:
    g = deal_of(records)
    actor = g.things["parties", name]
    found = Concerns(g.section("guarantees"), ("to", "of.issuer"), None).of(actor)
    asked = [record for record in g.section("guarantees") if concerns(record, actor)]
    assert [r for r in found if concerns(r, actor)] == asked
    if actor.certain:
        assert found == asked
