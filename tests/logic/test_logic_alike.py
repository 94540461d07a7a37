"""A loop that is kept for who asks alike says to each what going through the whole list says: the same answer, the same missing facts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logic_world import VOCABULARY
from test_logic_lookup import HALF, TEXTS, made, plain

from legalmodel.base.kinds import thing
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Items, U
from legalmodel.logic import alike, lookup
from legalmodel.logic.alike import taken_from_outside
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Scope

KINDS = {"t": thing("trust"), "p": thing("party"), "h": thing("investment")}
MORE = (
    *TEXTS,
    "any(i.share > h.share and i.holder == h.holder for i in investments)",
    "all(i.share <= h.share for i in investments if i.of == h.of)",
    "any(i.share > h.share or any(j.share > h.share and j.of == i.of for j in investments) for i in investments)",
    "sum(i.share for i in investments if i.holder == h.holder) > h.share",
    "sum(i.amount for i in investments if i.holder == h.holder) > h.amount",
    "max(i.share for i in investments if i.of == h.of) == h.share",
    "min(i.amount for i in investments if i.of.issuer == h.of.issuer) < h.amount",
    "len([i for i in investments if i != h and i.holder == h.holder and i.share < half]) > 1",
)


def compiled(text: str) -> Expression:
    return compile_expression(analyse(text, VOCABULARY, KINDS, {"half": VOCABULARY.things["investment"]["share"]}))


def answers(text: str, seed: int, size: int, few: int) -> list[object]:
    """Ask the same of every party and holding there is, one after the other, of one world."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "FEW", few)
        patch.setattr(lookup, "FEW", few)
        variables, world = made(seed, size)
        expression = compiled(text)
        holdings, parties = world.listed("investments", None).known, world.listed("parties", None).known
        asked = [variables | {"p": p, "h": h} for p in parties for h in holdings]
        return [plain(expression.run(Scope(each, date(2016, 1, 15), world, HALF))) for each in asked]


@pytest.mark.parametrize("text", MORE)
@given(seed=st.integers(0, 10**6), size=st.integers(1, 9))
def test_kept_and_gone_through_agree(text: str, seed: int, size: int) -> None:
    assert answers(text, seed, size, 0) == answers(text, seed, size, 10**9)


def silent(count: int, **fields: object) -> tuple[list[Thing], Any]:
    """Return so many holdings of which only these fields are said, and their world."""
    _, world = made(1, count)
    holdings = list(world.listed("investments", None).known)
    for holding in holdings:
        holding.fields.clear()
        holding.fields.update(fields)
    return holdings, world


def looks(text: str, count: int, **fields: object) -> float:
    holdings, world = silent(count, **fields)
    expression = compiled(text)
    for holding in holdings:
        expression.run(Scope({"h": holding}, date(2016, 1, 15), world, HALF))
    listed: Items = world.listed("investments", None)
    return listed.looked / count


@pytest.mark.parametrize("text", [text for text in MORE if " h." in text and "i != h" not in text])
def test_holdings_that_say_nothing_are_not_held_each_against_each(text: str) -> None:
    """Counted, not timed: a look at each for one of them, not for all. The missing facts handed on count a tenth."""
    assert looks(text, 60) < 60 / 2


def test_an_answer_that_names_who_asks_is_not_handed_on() -> None:
    """Where "none" leaves an order without an answer, what is missing is the field of who asked."""
    holdings, world = silent(12, share=NONE)
    expression = compiled("all(i.share <= h.share for i in investments)")
    for holding in holdings:
        answer = expression.run(Scope({"h": holding}, date(2016, 1, 15), world, HALF))
        assert isinstance(answer, U)
        assert (*holding.path, "share") in {m.path for m in answer.missing}


def test_what_is_asked_on_several_days_is_not_kept() -> None:
    """It tells whoever judges how far the file had to know, each time."""
    loop = compiled("any(i.share > half for i in investments)")
    assert taken_from_outside(loop.tree) is not None
    days = compiled("any(throughout(t.signed, t.ends, i.share > half) for i in investments)")
    assert taken_from_outside(days.tree) is None
