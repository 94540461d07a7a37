"""What official examples of ownership hold can be written: bands, several together, beneficiaries, indirect interests, two tiers, requests."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check
from legalmodel.base.errors import BadInput
from legalmodel.base.things import same
from legalmodel.base.values import NONE, Band, Interval, Missing, U
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.logic.values import compare
from legalmodel.model.parse import parse
from legalmodel.model.readers import read_band
from legalmodel.text.read import read_bytes

HALF, DAY = Decimal("0.5"), date(2025, 6, 30)


def graph(text: str) -> Graph:
    return build(parse(read_bytes(text.encode(), "deal.yaml")))


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("more than 50% up to 75%", (".5", ".75", True, False)),
        ("more than 25% but not more than 50%", (".25", ".5", True, False)),
        ("75% or more", (".75", "1", False, False)),
        ("at least 75%", (".75", "1", False, False)),
        ("less than 25%", ("0", ".25", False, True)),
        ("25%-50%", (".25", ".5", False, False)),
        ("25% to 50%", (".25", ".5", False, False)),
        (">25% <=50%", (".25", ".5", True, False)),
        ("More than 50% and less than 75%", (".5", ".75", True, True)),
    ],
)
def test_a_band_is_read_as_registers_write_it(text: str, band: tuple[str, str, bool, bool]) -> None:
    low, high, above, below = band
    assert read_band(text) == Band(Decimal(low), Decimal(high), above, below)


def test_a_band_of_one_number_is_a_share_and_others_are_refused() -> None:
    assert read_band("5%") == Decimal("0.05")
    assert read_band("50%-50%") == HALF
    assert read_band("none") is NONE
    for bad in ("more than 75% up to 50%", "more than 50% up to 50%", "50", "more than", "at least 101%", "more than up to 5%"):
        with pytest.raises(ValueError):
            read_band(bad)


@pytest.mark.parametrize(
    ("band", "op", "other", "right"),
    [
        ("more than 50% up to 75%", ">", ".5", True),
        ("50%-75%", ">", ".5", None),
        ("50%-75%", ">=", ".5", True),
        ("more than 25% up to 50%", ">", ".5", False),
        ("25%-50%", ">", ".5", False),
        ("25%-50%", ">=", ".5", None),
        ("less than 50%", ">=", ".5", False),
        ("less than 50%", "==", ".5", False),
        ("more than 50% up to 75%", "!=", ".5", True),
        ("more than 50% up to 75%", "<=", ".5", False),
        ("more than 50% up to 75%", "<", ".6", None),
    ],
)
def test_the_rule_language_compares_a_band_with_its_ends(band: str, op: str, other: str, right: bool | None) -> None:
    """Semantics A: a number within bounds is decided only if all values between the ends agree; an end not included is none of them."""
    interval = read_band(band).at(("ownership", "s", "shares"))
    assert isinstance(interval, Interval)
    found = compare(op, interval, Decimal(other))
    if right is None:
        assert isinstance(found, U) and found.missing == {Missing(("ownership", "s", "shares"), "band")}
    else:
        assert found is right


TRUST = """
deal: {name: A family trust, currency: CNY}
parties:
  ann: {name: Ann, form: natural_person, seat: FR}
  bea: {name: Bea, form: natural_person, seat: FR}
  cid: {name: Cid, form: company, seat: FR, licences: [trust business]}
estates: {fam: {name: Family trust, kind: trust, held_by: [ann, bea], capacity: trustee, law: FR}}
pools: {p: {kind: equity}}
trusts:
  act:
    settlor: bea
    trustee: [ann, bea]
    estate: fam
    assets: [p]
    beneficiaries:
      child: {defined_as: a child under age, share: 100%, unknown: {who: exempt}}
      second: {who: cid, share: less than 25%}
    protectors: [cid]
"""


def test_several_trustees_a_settlor_among_them_and_a_beneficiary_not_named() -> None:
    g = graph(TRUST)
    act, fam, bea, cid = (g.things[p] for p in (("trusts", "act"), ("estates", "fam"), ("parties", "bea"), ("parties", "cid")))
    both = act.get("trustee")
    assert [t.id for t in both.members] == ["ann", "bea"]
    assert (both.get("name"), both.get("form"), both.get("seat")) == ("Ann and Bea", "natural_person", "FR")
    assert same(both, fam.get("held_by")) is True
    assert same(both, cid) is False
    found = same(both, bea)
    assert isinstance(found, U) and found.missing == {Missing(("trusts", "act", "trustee"), "several")}
    beneficiaries = act.get("beneficiaries").known
    assert [b.get("who").id for b in beneficiaries if not isinstance(b.get("who"), U)] == ["cid"]
    assert {m.reason for m in beneficiaries[0].get("who").missing} == {"exempt"}
    assert {str(edge[2]) for edge in g.networkx().edges(keys=True)} >= {"estates.fam.held_by"}


def test_where_those_who_stand_together_differ_it_is_not_known() -> None:
    g = graph(TRUST.replace("held_by: [ann, bea]", "held_by: [ann, cid]"))
    assert isinstance(g.things["estates", "fam"].get("held_by").get("form"), U)


def test_a_trust_with_two_trustees_and_its_settlor_among_them_is_checked_and_drawn(tmp_path: Path) -> None:
    from legalmodel.output.views import draw_view

    (tmp_path / "deal.yaml").write_text(TRUST)
    result = check(tmp_path / "deal.yaml", run_day=DAY)
    for name in ("relations", "trust"):
        assert draw_view(name, result.graph, result.judgment).nodes


@pytest.mark.parametrize("together", ["[]", "[ann, ann]", "[ann, none]", "[ann, nobody]"])
def test_a_list_of_those_who_stand_together_names_different_parties(together: str) -> None:
    with pytest.raises(BadInput):
        graph(TRUST.replace("trustee: [ann, bea]", f"trustee: {together}"))


TWO_TIERS = """
deal: {name: Two tiers, currency: CNY, issue: 950000000}
parties: {m: {name: Manager, form: securities_company, seat: CN}, t: {name: Trustee, form: trust_company, seat: CN}}
estates:
  trust: {name: Trust, kind: trust, held_by: t, capacity: trustee}
  plan: {name: Plan, kind: special_plan, held_by: m, capacity: manager}
securities:
  certificate: {issuer: trust, kind: trust_certificate, amount: 950000000}
  senior: {issuer: plan, kind: plan_units, rank: 1, amount: 900000000}
  junior: {issuer: plan, kind: plan_units, rank: 2, amount: 50000000}
investments: {i: {holder: plan, of: certificate, share: 100%}}
complete: [securities]
"""


def test_a_class_that_a_plan_holds_is_no_further_part_of_the_issue() -> None:
    graph(TWO_TIERS)
    passed = TWO_TIERS.replace(
        "investments: {i: {holder: plan, of: certificate, share: 100%}}",
        "transfers: {x: {transferor: t, transferee: plan, assets: [certificate], act: sale}}",
    )
    graph(passed)
    graph(TWO_TIERS.replace("share: 100%", "share: 90%"))  # part of the inner tier may be sold: nothing can be said


def test_two_tiers_of_which_neither_is_the_issue_are_still_told() -> None:
    with pytest.raises(BadInput) as caught:
        graph(TWO_TIERS.replace("issue: 950000000", "issue: 940000000"))
    assert "classes-and-issue-differ" in str([f.code for f in caught.value.faults])


def test_a_chain_said_to_be_one_interest_is_no_further_holding() -> None:
    text = """
deal: {name: Chain, currency: CNY}
parties: {p: {name: P, form: natural_person, seat: GB}, b: {name: B, form: company, seat: GB}, a: {name: A, form: company, seat: GB}}
ownership:
  s1: {owner: p, of: b, shares: 100%}
  s2: {owner: b, of: a, shares: 60%}
  whole: {owner: p, of: a, shares: 60%, indirect: yes, through: [b, s1, s2]}
"""
    graph(text)
    with pytest.raises(BadInput):
        graph(text.replace(", indirect: yes", ""))


def test_a_parent_not_reported_and_why_and_requests_by_state() -> None:
    g = graph("""
deal: {name: Rest, currency: USD}
parties:
  o1: {name: O, form: company, seat: US-CA, parents: {d: {level: direct, who: up, basis: IFRS}, u: {level: ultimate, not_reported: natural_persons}}}
  up: {name: Up, form: company, seat: US-CA}
pools: {p: {kind: residential_mortgage_loans}}
events:
  r1: {kind: buy_back_demanded, date: 2012-02-01, of: p, to: o1, loans: 12, claims: 4000000, dated: {state: {2012-02-01: pending, 2012-05-01: withdrawn}}}
  r2: {kind: buy_back_demanded, date: 2012-02-01, of: p, to: o1, loans: 3, claims: 900000, state: rejected, cure_until: 2012-05-01}
""")
    parents = g.things["parties", "o1"].get("parents").known
    assert [p.get("not_reported") for p in parents][1] == "natural_persons"
    assert g.things["events", "r1"].get("state", date(2012, 6, 1)) == "withdrawn"
    assert g.things["events", "r2"].get("state") == "rejected"


def test_every_band_that_is_read_is_one_to_the_schema_and_none_that_is_refused() -> None:
    import re

    from legalmodel.model.types import PARTS

    pattern: Any = PARTS.schema["pattern"]
    for text in ("more than 50% up to 75%", "at least 75%", "75% or more", "25%-50%", ">25% <=50%", "5%", "none"):
        assert re.match(pattern, text), text
    for text in ("50", "more than", "at least 101%", "about 5%"):
        assert not re.match(pattern, text), text


def test_bands_and_those_who_stand_together_are_given_back_as_they_are_read() -> None:
    from legalmodel.model.deal import Deal
    from legalmodel.model.dump import dump

    deal = parse(read_bytes(TRUST.encode(), "deal.yaml"))
    assert Deal.model_validate(dump(deal)) == deal
    for text in (
        "more than 50% up to 75%",
        "at least 75%",
        "less than 25%",
        "25%-50%",
        "up to 10%",
        "more than 0% and less than 5%",
    ):
        assert read_band(str(read_band(text))) == read_band(text)
