"""Instruments made for deals of one sort: read only where they can reach, and never left out where they may."""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check_deal
from legalmodel.graph.build import build
from legalmodel.judgment.systems import places_of
from legalmodel.law import only_for
from legalmodel.law.files import instrument_files, system_of
from legalmodel.law.load import load_law, load_law_for, shipped_reach
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
    law = load_law_for(parse(read(TEMPLATES / "cn-npl-trust" / "deal.yaml")), ["CN"])
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
    assert "cn-49-02" in load_law_for(trust, ["CN"], tmp_path).rules


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
        ("parties: {a: {seat: US-NY}}", {"US"}),
        ("parties: {a: {seat: US-DC}}", {"US", "US-DC"}),
        ("pools: {a: {law_of_claims: US-DE}}\nparties: {b: {seat: CN}}", {"CN", "US"}),
        ("deal: {route: CN/special-plan}", {"CN"}),
        ("parties: {a: {name: no place}}", {"CN", "US", "US-DC"}),
        ("parties: {a: {seat: CN}, b: {dated: {seat: {2020-01-01: US-NY}}}}", {"CN", "US"}),
    ],
)
def test_law_of_a_country_that_no_fact_names_is_not_read(text: str, read_for: set[str]) -> None:
    parsed = deal(text)
    out = out_of_reach(parsed, instrument_files(), places_of(build(parsed), shipped_reach()))
    folders = {path.parent.name.upper() for path in instrument_files() if path not in out}
    assert {f for f in folders if f in ("CN", "US", "US-DC")} == read_for
    assert "COMMON" in folders


def test_the_folder_of_an_instrument_names_its_system() -> None:
    """So that an instrument whose law holds at no place of a deal is left out unopened."""
    systems = {Path(rule.source.name): rule.system for rule in load_law().rules.values()}
    assert {path: system_of(path) for path in systems} == systems


def test_what_is_installed_and_not_reached_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def opening(path: Path) -> dict[str, tuple[str, ...]]:
        opened.append(path)
        return {}

    monkeypatch.setattr(only_for, "said_by", opening)
    trust = parse(read(TEMPLATES / "cn-npl-trust" / "deal.yaml"))
    files = [Path("law") / folder / f"{n}.yaml" for folder in ("cn", "common", "kr", "us", "us-dc", "eu") for n in range(20)]
    left_out = out_of_reach(trust, files, ["CN"])
    assert {path.parent.name for path in left_out} == {"kr", "us", "us-dc", "eu"}
    assert len(left_out) == 80
    assert {path.parent.name for path in opened} == {"cn", "common"}
    assert out_of_reach(trust, files) == frozenset()  # no place named: it may lie anywhere


@pytest.mark.parametrize(
    ("places", "reached"),
    [
        (["US-DC"], {"us", "us-dc"}),
        (["US"], {"us"}),
        (["FR"], {"eu"}),
        (["GB"], {"eu"}),  # until the end of 2020, and on which day an act lies is not asked here
        (["JP"], set()),
        (["JP", "CN"], {"cn"}),
    ],
)
def test_law_is_left_out_only_where_it_holds_at_no_place_on_any_day(
    places: list[str], reached: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(only_for, "said_by", lambda path: {})
    files = [Path("law") / folder / "one.yaml" for folder in ("cn", "eu", "us", "us-dc")]
    left_out = out_of_reach(deal("deal: {name: any}"), files, places)
    assert {path.parent.name for path in files if path not in left_out} == reached


def test_systems_left_out_are_still_known_to_be_at_hand() -> None:
    law = load_law_for(parse(read(TEMPLATES / "cn-npl-trust" / "deal.yaml")), ["CN"])
    assert law.systems == load_law().systems
    assert {rule.system for rule in law.rules.values()} == {"CN", "common"}


TWO_PLACES = """
deal: {name: two places, stage: proposed, known_until: 2026-01-01}
parties:
  maker: {form: company, seat: CN, sourced: {seat: {opinion: CN, memo: US}}}
documents: {memo: {title: a memorandum}, opinion: {title: an opinion}}
"""


def test_a_source_that_puts_a_deal_elsewhere_is_judged_by_the_law_of_there() -> None:
    source = read_bytes(TWO_PLACES.encode(), "two.yaml")
    read_for: list[list[str]] = []

    def loading(deal: Deal, places: dict[str, object], *packs: Path) -> object:
        read_for.append(sorted(places))
        return load_law_for(deal, places, *packs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("legalmodel.api.load_law_for", loading)
        check_deal(parse(source), source, date(2026, 11, 25))
    assert read_for == [["CN"], ["US"]]
