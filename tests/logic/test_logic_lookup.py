"""A loop that looks its items up says what going through the whole list says: the same answer, the same missing facts."""

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logic_world import VOCABULARY, World, record

from legalmodel.base.kinds import thing
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import NONE, Interval, Items, Missing, U, unknown
from legalmodel.logic import alike, lookup
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.scope import Scope

KINDS = {"t": thing("trust"), "p": thing("party")}
HALF = {"half": Decimal("0.5")}
TEXTS = (
    "any(i.holder == p for i in investments)",
    "any(p == i.holder and i.share > half for i in investments)",
    "any(i.share > half for i in investments if i.holder == t.settlor)",
    "any(i.share > half for i in investments if i.share > half and i.holder == p.parent)",
    "all(i.share > half for i in investments if i.holder == p)",
    "all(i.holder != p for i in investments)",
    "all(i.holder != p or i.share > half or i.of != s for s in securities for i in investments)",
    "all(i.share > half for s in securities for i in investments if i.of == s and i.holder == s.issuer)",
    "any(not any(j.holder == i.holder and j.share > half for j in investments) for i in investments)",
    "len([i for i in investments if i.holder == p])",
    "sum(i.share for i in investments if i.holder == t.settlor) >= half",
    "[i.share for i in investments if i.holder == p]",
    "any(i == j for i in investments if i.holder == p for j in investments if j.share > half)",
    "any(q == p.parent and q.name == 'x' for q in parties)",
    "any(q.name == p.name for q in parties if q != p)",
    "not any(i.holder == p for i in investments if i.of.issuer == p)",
    "any(i.share > half and i in t.held for i in investments)",
    "all(i.share > half for i in investments if i in t.held)",
    "[i.share for i in investments if i.holder in t.known_to]",
    "any(i.holder in t.known_to and i.of == s for s in securities for i in investments)",
)


def made(seed: int, size: int) -> tuple[dict[str, Thing], World]:
    """Make a world at random: named parties and classes, fields that are known, unknown, none, silent or that change."""
    dice = random.Random(seed)
    parties = [record("party", f"p{n}") for n in range(5)]
    securities = [record("security", f"s{n}") for n in range(2)]
    holdings = [record("investment", f"i{n}") for n in range(size)]
    parties[4].certain = False

    def some(*values: object) -> object:
        return dice.choice([*values, *values, NONE, unknown(("x",), "not_asked"), None])

    def fill(one: Thing, **fields: object) -> None:
        one.fields |= {name: value for name, value in fields.items() if value is not None}

    changing = Dated(((date(2016, 1, 1), parties[0]), (date(2016, 2, 1), parties[1])))
    for party in parties:
        fill(party, name=some("x", "y"), parent=some(*parties))
    for security in securities:
        fill(security, issuer=some(*parties))
    for holding in holdings:
        part = some(Decimal("0.2"), Decimal("0.7"))
        fill(holding, holder=some(*parties, changing), of=some(*securities), share=None if part is NONE else part)
    trust = record("trust", "t")
    fill(trust, settlor=some(*parties))

    def listed(name: str, things: list[Thing]) -> Items:
        return Items(tuple(things), frozenset([Missing((name,), "open list")] if dice.random() < 0.3 else []))

    def some_of(name: str, things: list[Thing]) -> object:
        found = dice.sample(things, min(len(things), dice.randrange(4)))
        doubts = tuple((one, unknown((one.id,), "identity")) for one in found[:1])
        return some(tuple(found), listed(name, found), Items(tuple(found[1:]), frozenset(), doubts))

    fill(trust, held=some_of("held", holdings), known_to=some_of("known_to", parties))

    sections = {"parties": parties, "securities": securities, "investments": holdings}
    world = World({name: listed(name, things) for name, things in sections.items()}, changes=["2016-02-01"])
    return {"t": trust, "p": dice.choice(parties)}, world


def plain(value: object) -> object:
    """Return a value in a form that can be compared."""
    if isinstance(value, U):
        return ("unknown", value.missing)
    if isinstance(value, Items):
        return ([plain(v) for v in value.known], value.open, [(plain(v), plain(d)) for v, d in value.doubtful])
    return tuple(value) if isinstance(value, Interval) else value


def answer(text: str, seed: int, size: int, few: int, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(lookup, "FEW", few)
    variables, world = made(seed, size)
    expression = compile_expression(analyse(text, VOCABULARY, KINDS, {"half": VOCABULARY.things["investment"]["share"]}))
    return plain(expression.run(Scope(variables, date(2016, 1, 15), world, HALF)))


@pytest.mark.parametrize("text", TEXTS)
@given(seed=st.integers(0, 10**6), size=st.integers(0, 12))
def test_looked_up_and_gone_through_agree(text: str, seed: int, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert answer(text, seed, size, 0, patch) == answer(text, seed, size, 10**9, patch)


@pytest.mark.interpreted
@pytest.mark.parametrize("text", TEXTS)
def test_a_long_list_is_looked_up(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above compare two ways: a lookup is made for each of the expressions, and leaves items out"""
    left_out = 0
    whole = lookup.shortest

    def counted(items: Items, ways: list[lookup.Way]) -> tuple[object, ...]:
        nonlocal left_out
        found = tuple(whole(items, ways))
        left_out += len(items.known) - len(found)
        return found

    for module in (lookup, alike):
        monkeypatch.setattr(module, "shortest", counted)
    for seed in range(40):
        answer(text, seed, 12, 0, monkeypatch)
    assert left_out > 0
