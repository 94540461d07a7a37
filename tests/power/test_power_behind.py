"""Who is behind a company: shares along chains, through trusts, nominees and rings, beside another way of working them out."""

import json
import random
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from legalmodel.cli.main import run
from legalmodel.graph.build import build
from legalmodel.graph.derive.behind import Backer, Behind, BehindInputs
from legalmodel.model.deal import Deal

DAY = date(2025, 6, 30)
UBO = """
deal: {name: By share, currency: CNY}
parties:
  p1: {name: Ann Example, form: natural_person, seat: GB}
  p2: {name: Bob Example, form: natural_person, seat: GB}
  p3: {name: Cid Example, form: natural_person, seat: GB}
  a: {name: Company A, form: company, seat: GB}
  b: {name: Company B, form: company, seat: GB}
  c: {name: Company C, form: company, seat: GB}
  target: {name: Target, form: company, seat: GB}
estates: {family: {name: Family trust, kind: trust, held_by: p2, capacity: trustee}}
trusts: {t: {settlor: p2, trustee: p2, estate: family, settlor_powers: none, beneficiaries: {one: {who: p3}}}}
ownership:
  s1: {owner: a, of: target, shares: 60%}
  s2: {owner: b, of: target, shares: 40%}
  s3: {owner: p1, of: a, shares: 25%}
  s4: {owner: p1, of: c, shares: 100%}
  s5: {owner: c, of: b, shares: 20%}
  s6: {owner: family, of: b, shares: 25%}
complete: [ownership, trusts.t.beneficiaries]
"""


def behind(graph: Any, of: str) -> dict[str, Backer]:
    control = graph.control
    found = Behind(graph, BehindInputs(control.controls, control.why, control.controlled))
    return {getattr(b.who, "id", "?"): b for b in found.backers(graph.things["parties", of], "majority", DAY)}


def test_shares_along_two_chains_and_through_a_trust(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text(UBO)
    assert run(["behind", str(file), "target", "--threshold", "20%", "--as-of", "2025-06-30", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    people = {row["who"]: row for row in told["behind"]}
    one, two, three = (people[f"natural person {n}"] for n in (1, 2, 3))
    assert one["economic"] == {"least": "23%", "most": "23%"} and one["at_threshold"] == "yes"
    assert [(c["role"], c["least"]) for c in two["as"]] == [("trustee", "10%"), ("settlor", "10%")]
    assert two["economic"]["most"] == "0%" and two["at_threshold"] == "no"
    assert [(c["role"], c["least"]) for c in three["as"]] == [("beneficiary", "10%")] and three["economic"]["least"] == "10%"
    assert "Example" not in json.dumps(told)


def test_at_a_quarter_nobody_is_behind_it_by_share_and_names_are_told_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text(UBO)
    assert run(["behind", str(file), "target", "--names", "--as-of", "2025-06-30"]) == 0
    text = capsys.readouterr().out
    assert "Ann Example" in text and "economic share 23%" in text
    assert "behind it at 25%: yes" not in text
    assert run(["behind", str(file), "nobody"]) == 2
    assert "there are: a, b, c, family, p1, p2, p3, target" in capsys.readouterr().err
    assert run(["behind", str(file), "target", "--threshold", "25"]) == 2
    capsys.readouterr()
    assert run(["behind", str(file), "target", "--by", "nonsense"]) == 2
    assert "majority" in capsys.readouterr().err


def test_a_holder_whom_the_file_does_not_name_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text(
        UBO.replace("{owner: a, of: target, shares: 60%}", "{owner: a, of: target, shares: 60%, held_for: the bank}")
    )
    assert run(["behind", str(file), "target"]) == 0
    text = capsys.readouterr().out
    assert "somebody whom the file does not name holds 60% of the shares in Target, in the name of Company A" in " ".join(
        text.split()
    )
    assert "is not stated holds" not in text


@pytest.mark.parametrize("seed", range(40))
def test_economic_shares_are_what_following_every_chain_comes_to(seed: int) -> None:
    """A euro of profit handed up again and again until nearly nothing is left on its way: rings included."""
    dice = random.Random(seed)
    companies, people = [f"c{n}" for n in range(5)], ["p", "q"]
    parties = {id: {"name": id, "form": "company"} for id in companies} | {
        id: {"name": id, "form": "natural_person"} for id in people
    }
    parts: dict[tuple[str, str], int] = {}
    for company in companies:
        free = 100
        for owner in dice.sample([c for c in companies if c != company] + people, 3):
            parts[owner, company] = dice.randint(0, min(free, 60))
            free -= parts[owner, company]
    stakes = {f"s{n}": {"owner": o, "of": c, "shares": f"{part}%"} for n, ((o, c), part) in enumerate(parts.items())}
    graph = build(Deal.model_validate({"parties": parties, "ownership": stakes, "complete": ["ownership"]}))
    found = behind(graph, "c0")
    here, got = {"c0": 1.0}, dict.fromkeys(people, 0.0)
    for _ in range(3000):
        nxt: dict[str, float] = {}
        for (owner, company), part in parts.items():
            if company in here:
                euro = here[company] * part / 100
                if owner in got:
                    got[owner] += euro
                elif owner != "c0":  # what comes back to the company is its own
                    nxt[owner] = nxt.get(owner, 0.0) + euro
        here = nxt
    for person in people:
        share = found[person].economic if person in found else None
        assert abs(float(share.low if share else 0) - got[person]) < 1e-6
        assert share is None or share.low == share.high


def test_bands_nominees_and_open_lists_leave_bounds() -> None:
    base = {"parties": {i: {"name": i, "form": "company"} for i in ("a", "n", "x")}}
    stake: dict[str, Any] = {"owner": "a", "of": "x", "shares": "more than 50% up to 75%"}
    found = behind(build(Deal.model_validate({**base, "ownership": {"s": stake}, "complete": ["ownership"]})), "x")["a"]
    assert Fraction(1, 2) < found.economic.low < found.economic.high == Fraction(3, 4) and found.at(Fraction(1, 4)) is True
    stake = {"owner": "n", "of": "x", "shares": "30%", "nominee_for": ["a"]}
    deal = {**base, "ownership": {"s": stake}}
    closed = behind(build(Deal.model_validate({**deal, "complete": ["ownership"]})), "x")
    assert closed["a"].economic == (Fraction(3, 10), Fraction(3, 10)) and closed["n"].economic.high == 0
    assert [c.role for c in closed["n"].capacities] == ["nominee"]
    assert behind(build(Deal.model_validate(deal)), "x")["a"].economic.high == 1


def test_the_chart_of_ownership_shows_votes_nominees_and_rings_and_no_person_by_name(tmp_path: Path) -> None:
    from legalmodel.output.views import draw_view

    deal: dict[str, Any] = {"parties": {i: {"name": f"Company {i}", "form": "company"} for i in ("a", "b", "x", "n")}}
    deal["parties"]["p"] = {"name": "Ann Example", "form": "natural_person"}
    deal["ownership"] = {
        "s1": {"owner": "p", "of": "x", "shares": "10%", "votes": "30%", "vetoes": ["merger"]},
        "s2": {"owner": "x", "of": "b", "shares": "100%"},
        "s3": {"owner": "b", "of": "x", "shares": "50%"},
        "s4": {"owner": "n", "of": "x", "shares": "20%", "nominee_for": ["a"]},
    }
    graph = build(Deal.model_validate({**deal, "deal": {"name": "Chart"}, "complete": ["ownership"]}))
    chart = draw_view("ownership", graph, None)
    lines = {edge.id: edge.lines for edge in chart.edges}
    assert {"10%", "votes 30%", "veto"} <= set(lines["ownership.s1"])
    assert "as nominee for Company a" in lines["ownership.s4"]
    assert "within a ring" in lines["ownership.s2"] and "within a ring" in lines["ownership.s3"]
    assert "within a ring" not in lines["ownership.s1"]
    assert "Ann Example" not in str(chart) and "natural person 1" in str(chart)
    assert "Ann Example" in str(draw_view("ownership", graph, None, people=True))
