"""The deal that a file gives, and what is told of one that cannot be used; single messages are in tests/bad."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.places import Place
from legalmodel.base.speech import columns
from legalmodel.base.values import NONE, Money, Span
from legalmodel.model import deal as sections
from legalmodel.model.parse import currency_of, parse
from legalmodel.model.shape import field_at, fields, record_at
from legalmodel.output.faults import WIDTH, escape, render, to_json
from legalmodel.text.read import lines_of, read_bytes
from tests.examples import some

DEAL = """\
deal: {name: {en: Test, zh: 测试}, currency: CNY, issue: 100, stage: closed}
documents:
  report: {title: Report, kind: trustee_report}
parties:
  bank: {name: Bank, form: bank, seat: CN, evidence: {all: report p.1; report p.2, seat: report}}
  trustee: {name: Trustee, form: trust_company, seat: CN}
estates:
  spt: {kind: special_purpose_trust, held_by: trustee, capacity: trustee, established: 2016-05, ends: 2016-05-01}
pools:
  pool: {law_of_claims: CN, claims: 1000, unknown: {loans: not_asked}, status: {claims: signed}}
trusts:
  act:
    settlor: bank
    trustee: trustee
    estate: spt
    assets: [pool]
    price: 90
    fair_value: 80
    assumed: {fair_value: a1}
    buy_backs: none
    dates: {signed: 2016-05-27, effective: 2016-05-26, ends: none}
    stated: {transfer: true sale}
securities:
  senior: {issuer: spt, kind: beneficial_interest, rank: 1, amount: 70, ratings: none}
  junior: {issuer: spt, kind: beneficial_interest, rank: 2, amount: CNY 30, sourced: {amount: {report: CNY 30}}}
investments:
  a: {holder: bank, of: junior, share: 100%, since: 2016-05-27, until: 2018-01-25}
  b: {holder: trustee, of: junior, dated: {share: {2018-01-26: 100%}}}
assumptions:
  a1: {text: The valuer is right}
complete: [investments, securities, trusts.act.buy_backs]
"""


def parsed(text: str) -> Any:
    return parse(read_bytes(text.encode(), "x.yaml"))


def faults(text: str) -> list[Fault]:
    try:
        parsed(text)
    except BadInput as error:
        return error.faults
    return []


def codes(text: str) -> list[str]:
    return [fault.code for fault in faults(text)]


def test_a_sound_deal() -> None:
    deal = parsed(DEAL)
    assert deal.deal.name.forms["zh"] == "测试"
    assert deal.pools["pool"].claims == Money(Decimal(1000), "")
    assert deal.trusts["act"].dates.ends is NONE
    assert deal.trusts["act"].buy_backs is NONE
    assert deal.estates["spt"].established == Span.of("2016-05")
    assert deal.investments["a"].share == 1
    assert currency_of(deal) == "CNY"
    assert currency_of(parsed("parties: none\n")) == ""


def test_what_is_refused_hides_no_other_fault_and_makes_none() -> None:
    text = DEAL.replace("fair_value: 80", "fair_value: lots").replace("of: junior, share: 100%", "of: junor, share: 100%")
    assert codes(text) == ["not-an-amount", "no-such-record"]
    text = DEAL.replace("amount: CNY 30", "amount: thirty")
    assert codes(text) == ["not-an-amount"]
    assert codes(DEAL.replace("parties:", "partis:")) == ["unknown-key"]
    assert codes(DEAL.replace("currency: CNY", "currency: yuan")) == ["not-a-currency"]
    assert codes(DEAL.replace("assumptions:\n  a1: {text: The valuer is right}", "assumptions:\n  a1: right")) == [
        "not-a-record"
    ]


def test_every_fault_has_its_place() -> None:
    (fault,) = faults(DEAL.replace("[pool]", "[pool, poool]"))
    assert fault.place == Place("x.yaml", 16, 20)
    assert fault.width == 5
    assert to_json(fault) == {
        "code": "no-such-record",
        "cause": "'poool' is the id of no record in this file",
        "place": {"file": "x.yaml", "line": 16, "column": 20},
        "width": 5,
        "fix": "did you mean pool?",
        "related": [],
    }


def test_at_most_500_faults() -> None:
    """At most 500 are told; then one more says that there are more."""
    assert len(faults("parties: {" + ", ".join(f"p{i}: {{naame: x}}" for i in range(900)) + "}")) == 501
    assert len(faults("events: {" + ", ".join(f"p{i}: {{of: q{i}}}" for i in range(900)) + "}")) == 501


def test_the_shape_of_the_file() -> None:
    for section in sections.SECTIONS:
        assert record_at((section,)) is None
        model = record_at((section, "x"))
        assert model is not None
        assert set(fields(model)) < set(model.model_fields)
    dates = record_at(("trusts", "t", "dates"))
    assert dates is not None
    assert "signed" in fields(dates)
    signed, backs = field_at(("trusts", "t", "dates", "signed")), field_at(("trusts", "t", "buy_backs"))
    assert signed is not None
    assert not signed.listed
    assert backs is not None
    assert backs.listed
    assert record_at(("trusts", "t", "buy_backs", "b")) is not None
    assert field_at(("trusts", "t", "buy_backs", "b", "nothing")) is record_at(("nothing", "x", "y")) is None


START = date(2016, 1, 1)
DAYS = st.integers(0, 9)
HOLDING = st.tuples(st.sampled_from([20, 40, 60, 100]), st.none() | DAYS, st.none() | st.just("none") | DAYS)


def write_day(day: Any) -> str:
    return "none" if day == "none" else (START + timedelta(days=day)).isoformat()


def surely_over(holdings: list[tuple[int, Any, Any]]) -> bool:
    """Look at every day by itself: held if the file says so, not merely if it may be."""
    for day in range(-1, 12):
        total = 0
        for share, since, until in holdings:
            if since is None and until in (None, "none"):
                continue
            if until is None:
                total += share if day == since else 0
            elif since is None:
                total += share if day == until else 0
            else:
                total += share if since <= day and (until == "none" or day <= until) else 0
        if total > 100:
            return True
    undated = [share for share, since, until in holdings if since is None and until in (None, "none")]
    return sum(undated) > 100


@settings(max_examples=some(120), deadline=None)
@given(st.lists(HOLDING.filter(lambda h: h[1] is None or not isinstance(h[2], int) or h[1] <= h[2]), min_size=1, max_size=5))
def test_over_the_whole_agrees_with_a_look_at_each_day(holdings: list[tuple[int, Any, Any]]) -> None:
    text = "parties: {bank: {name: Bank}}\nsecurities: {s: {rank: 1}}\ninvestments:\n"
    for number, (share, since, until) in enumerate(holdings):
        days = "".join(f", {name}: {write_day(day)}" for name, day in (("since", since), ("until", until)) if day is not None)
        text += f"  i{number}: {{holder: bank, of: s, share: {share}%{days}}}\n"
    assert codes(text) == (["over-the-whole"] if surely_over(holdings) else [])


@settings(max_examples=some(120), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0, 30, 50, 70])), min_size=1, max_size=4, unique_by=lambda s: s[0])
)
def test_dated_shares_count_from_each_day_on(steps: list[tuple[int, int]]) -> None:
    other = 50
    rows = ", ".join(f"{write_day(day)}: {share}%" for day, share in steps)
    text = f"""securities: {{s: {{rank: 1}}}}
investments:
  a: {{of: s, dated: {{share: {{{rows}}}}}, until: none}}
  b: {{of: s, share: {other}%, since: {write_day(4)}, until: none}}
"""
    ordered = sorted(steps)
    ranges = [(day, following, share) for (day, share), (following, _) in pairwise([*ordered, (99, 0)])]
    over = any(share + other > 100 for day, following, share in ranges for on in range(4, 12) if day <= on < following)
    assert codes(text) == (["over-the-whole"] if over else [])


@settings(max_examples=some(200), deadline=None)
@given(st.text(max_size=300), st.integers(1, 320), st.integers(1, 400))
def test_any_line_is_shown_within_the_width(line: str, column: int, width: int) -> None:
    source = lines_of(line.encode("utf-8", "replace"), "x")
    shown = render([Fault("c", "cause", Place("x", 1, column), width=width)], source)
    assert all(part.isprintable() or "\u3000" in part for part in shown.split("\n"))
    if source.line(1):
        excerpt, carets = shown.split("\n")[1:3]
        assert columns(excerpt) - len("    1 | ") <= WIDTH
        assert len(carets) - len("      | ") <= WIDTH + 1
        assert carets.endswith("^")


def test_the_caret_stands_under_the_word() -> None:
    source = lines_of("甲乙: {b\tc: 中}".encode(), "x")
    shown = render([Fault("c", "x", Place("x", 1, 11), width=1)], source)
    excerpt, carets = shown.split("\n")[1:3]
    assert columns(excerpt[: excerpt.index("中")]) == carets.index("^")
    assert carets.count("^") == 2
    assert escape("a\x1b[31m\u202e") == "a\\x1b[31m\\u202e"


MUTATIONS = [
    "",
    ":",
    " ",
    "\n",
    "}",
    "none",
    "unknown: ",
    "[x]",
    "5%",
    "2016-05-27",
    "bank",
    "{a: b}",
    "'",
    "~",
    "-1",
    "*x",
    "中",
]


@pytest.mark.parametrize("seed", range(4))
def test_a_mutated_deal_gives_a_deal_or_faults(seed: int) -> None:
    import random

    chance = random.Random(seed)
    for _ in range(150):
        words = DEAL.split(" ")
        for _ in range(chance.randint(1, 5)):
            words[chance.randrange(len(words))] = chance.choice([*MUTATIONS, chance.choice(words)])
        text = " ".join(words)
        found = faults(text)
        assert render(found, lines_of(text.encode(), "x.yaml")).count(" error[") == len(found)
        assert found == faults(text)
