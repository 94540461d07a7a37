"""Instruments made for deals of one sort: read only where they can reach, and never left out where they may."""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check_deal
from legalmodel.law.files import instrument_files
from legalmodel.law.load import load_law, load_law_for
from legalmodel.law.only_for import out_of_reach, said_by
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.text.read import read, read_bytes

TEMPLATES = Path(__file__).parents[2] / "templates"


def deal(text: str) -> Deal:
    return parse(read_bytes(text.encode(), "made-up.yaml"))


def test_the_line_is_what_the_head_says() -> None:
    heads = {h.id: {k: tuple(v) for k, v in h.only_for.items()} for h in load_law().instruments.values()}
    by_line = [dict(said_by(path)) for path in instrument_files()]
    assert sorted(map(str, by_line)) == sorted(map(str, heads.values()))
    assert any(by_line)


def test_a_trust_on_the_interbank_market_pays_for_no_plan() -> None:
    law = load_law_for(parse(read(TEMPLATES / "cn-npl-trust" / "deal.yaml")))
    assert set(load_law().rules) - set(law.rules) >= {"cn-49-02", "cn-ebl-02-plan"}
    assert "cn-21-total" in law.rules


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("deal: {route: CN/special-plan}\nestates: {plan: {kind: revolving_plan}}", True),
        ("deal: {route: CN/special-plan}\nestates: {plan: {kind: special_purpose_trust}}", False),
        ("deal: {route: US/agency}\nestates: {plan: {kind: special_plan}}", False),
        ("deal: {name: unknown route}\nestates: {plan: {kind: special_plan}}", True),
        ("deal: {route: CN/special-plan}\nestates: {plan: {name: kind not told}}", True),
        ("deal: {route: CN/special-plan}", True),
        ("deal: {route: CN/special-plan, dated: {route: {2025-01-01: US/agency}}}", True),
        ("deal: {unknown: {route: disputed}}", True),
    ],
)
def test_what_is_not_known_leaves_nothing_out(text: str, reached: bool) -> None:
    file = next(path for path in instrument_files() if path.name == "special-plan-2014-49.yaml")
    assert (file not in out_of_reach(deal(text), [file])) is reached


@pytest.mark.parametrize(
    ("party", "reached"),
    [
        ("{form: micro_loan_company}", True),
        ("{form: commercial_bank}", False),
        ("{name: somebody}", False),
        ("{dated: {form: {2025-01-01: micro_loan_company}}}", True),
    ],
)
def test_the_law_of_a_trade_comes_in_where_somebody_is_said_to_be_in_it(party: str, reached: bool) -> None:
    file = next(path for path in instrument_files() if path.name == "micro-lending-2024.yaml")
    assert (file not in out_of_reach(deal(f"parties: {{one: {party}, other: {{form: law_firm}}}}"), [file])) is reached


def test_a_pack_of_ones_own_is_asked_with_all_law(tmp_path: Path) -> None:
    trust = parse(read(TEMPLATES / "cn-npl-trust" / "deal.yaml"))
    assert "cn-49-02" in load_law_for(trust, tmp_path).rules


def test_what_is_left_out_would_have_said_nothing() -> None:
    source = read(TEMPLATES / "cn-npl-trust" / "deal.yaml")
    asked = check_deal(parse(source), source, date(2026, 11, 25))
    from legalmodel.judgment.judge import judge

    whole = judge(asked.graph, load_law(), date(2026, 11, 25))
    told = {f.id: f.outcome for f in asked.judgment.findings}
    more = {f.id: f for f in whole.findings if f.id not in told}
    assert {f.outcome for f in more.values()} <= {"not_applicable", "not_examined"}
    assert [(line.subject, line.conclusion) for line in whole.lines] == [
        (x.subject, x.conclusion) for x in asked.judgment.lines
    ]


@pytest.mark.parametrize(
    ("text", "read_for"),
    [
        ("parties: {a: {seat: CN}}", {"CN"}),
        ("parties: {a: {seat: US-NY}}", {"US", "US-DC"}),
        ("pools: {a: {law_of_claims: US-DE}}\nparties: {b: {seat: CN}}", {"CN", "US"}),
        ("deal: {route: CN/special-plan}", {"CN"}),
        ("parties: {a: {name: no place}}", {"CN", "US"}),
        ("parties: {a: {seat: CN}, b: {dated: {seat: {2020-01-01: US-NY}}}}", {"CN", "US"}),
    ],
)
def test_law_of_a_country_that_no_fact_names_is_not_read(text: str, read_for: set[str]) -> None:
    out = out_of_reach(deal(text), instrument_files())
    folders = {path.parent.name.upper() for path in instrument_files() if path not in out}
    assert read_for <= folders
    assert {f for f in folders if f in ("CN", "US")} == read_for - {"US-DC"}
    assert "COMMON" in folders
