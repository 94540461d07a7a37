"""Faults met outside, each as a change of the clean template: the originator behind the supporter of its deal by another way than shares."""

from datetime import date
from typing import Any

import pytest

from legalmodel.base.resources import shipped
from legalmodel.base.values import U
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DAY = date(2025, 6, 20)
RING = """ownership:
  r1: {owner: supporter, of: loopc, shares: 100%}
  r2: {owner: loopc, of: loopb, shares: 100%}
  r3: {owner: loopb, of: supporter, shares: 98%}
  r4: {owner: bank, of: supporter, shares: 2%}
"""
NOMINEE = (
    "ownership:\n  o: {owner: loopb, of: supporter, shares: 100%, held_for: the bank, instructions: Linjiang Bank alone}\n"
)
NAMED = "ownership:\n  o: {owner: loopb, of: supporter, shares: 100%, nominee_for: [bank]}\n"


def template(ownership: str) -> Graph:
    text = (shipped("templates") / "cn-npl-trust" / "deal.yaml").read_text(encoding="utf-8")
    assert "\nownership: none\n" in text and "\nparties:\n" in text
    more = "\nparties:\n  loopb: {name: Loop B, form: company, seat: CN}\n  loopc: {name: Loop C, form: company, seat: CN}\n"
    text = text.replace("\nownership: none\n", f"\n{ownership}").replace("\nparties:\n", more)
    return build(parse(read_bytes(text.replace("complete: [", "complete: [ownership, ").encode(), "deal.yaml")))


@pytest.mark.parametrize(
    ("ownership", "right"), [(RING, "yes"), (NOMINEE, "open"), (NAMED, "yes"), ("ownership: none\n", "no")]
)
def test_the_originator_behind_the_supporter_is_never_denied(ownership: str, right: str) -> None:
    """A ring whose only outside holder is the bank; a nominee who holds for it in words, and by name; and nobody."""
    g = template(ownership)
    sides: Any = (g.things["parties", "supporter"], g.things["parties", "bank"])
    for by in ("majority", "cn-affiliation"):
        found = g.ask("affiliated", (*sides, by), DAY)
        assert ("yes" if found is True else "no" if found is False else "open") == right
        assert right != "open" or (isinstance(found, U) and found.missing)


def test_votes_decide_where_they_differ_from_capital() -> None:
    text = """
deal: {name: Votes, currency: CNY}
parties:
  fam: {name: Family holding, form: company, seat: CN}
  hold: {name: Holding, form: company, seat: CN}
  minor: {name: Minority fund, form: fund, seat: CN}
  float: {form: class, defined_as: all other shareholders, excludes: [fam, hold, minor]}
  listed: {name: Listed company, form: company, seat: CN}
ownership:
  f: {owner: fam, of: hold, shares: 60%, votes: 100%}
  g: {owner: minor, of: hold, shares: 40%, votes: 0%}
  h: {owner: hold, of: listed, shares: 27.74%, votes: 62.45%}
  m: {owner: minor, of: listed, shares: 10%, votes: 10%}
  fl: {owner: float, of: listed, shares: 62.26%, votes: 27.55%}
complete: [parties, ownership]
"""
    g = build(parse(read_bytes(text.encode(), "deal.yaml")))
    listed = g.things["parties", "listed"]
    answers = [g.ask("controls", (g.things["parties", id], listed, "majority"), DAY) for id in ("hold", "fam", "minor")]
    assert answers == [True, True, False]
