"""The vocabulary as a whole: whatever the documents say has a place, and no place states an answer."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from legalmodel.base.kinds import NUMBER, SHARE
from legalmodel.base.values import U
from legalmodel.graph.build import build
from legalmodel.graph.shape import sort_of
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.scope import Scope
from legalmodel.model.deal import SECTIONS, SORTS, Deal
from legalmodel.model.parse import parse
from legalmodel.model.readers import WORDS
from legalmodel.model.record import MAPS
from legalmodel.model.refusals import CONCLUSIONS
from legalmodel.model.schema import deal_schema
from legalmodel.model.shape import field_at, fields
from legalmodel.text.read import read, read_bytes

ROOT = Path(__file__).parents[2]
COVERAGE = read(ROOT / "docs" / "vocabulary-coverage.yaml").data
NOTES = {"cn": 100, "us": 90, "eu": 66, "uk": 15, "it": 10, "kr": 12, "jp": 12, "th": 5}
PLAN_ROUTE = ("cn-49", "cn-sse2", "cn-ml")

DEAL = """\
deal: {name: Whole, currency: EUR, route: GB/orphan-company, structure: assets_pass, labels: [STS]}
documents:
  sale: {kind: sale_agreement, by: [bank, vehicle], law: GB, forum: courts of England,
    clauses: {quiet: {number: §14, on: non_petition, binds: [bank], favours: [vehicle], days: 366}}}
  side: {kind: side_letter, under: sale, yields_to: [sale], standing: draft}
parties:
  bank: {name: Bank, form: commercial_bank, form_code: "8888", seat: GB, lei: 54930053HGCFWVHYZX42,
    identifiers: {number: {kind: company register, code: "01234567"}},
    permits: {bank: {kind: deposit taking, by: supervisor}},
    figures: {own: {kind: net_assets, amount: 5000, on: 2024-12-31, audited: yes}}}
  vehicle: {name: Vehicle, form: special_purpose_company, seat: GB}
  keeper: {name: Share Keeper, form: company, seat: GB}
  ann: {name: Ann, form: natural_person}
  swapper: {name: Swapper, form: bank, seat: GB}
pools:
  pool: {kind: non_performing_loans, claims: 1000, state_owned: 3%,
    arrears: {late: {from_days: 91, to_days: none, share: 100%}},
    stages: {sued: {stage: enforcement, share: 40%}},
    collateral: {land: {kind: land, rank: 2, maximum: 700, fixed_on: none, seized_rank: none}},
    forecasts: {own: {by: bank, costs: 20, tax: 5, periods: {first: {since: 2025-01-01, until: 2025-06-30, amount: 90}}}}}
accounts:
  collections: {holder: vehicle, bank: bank, only_for: vehicle, swept_into: main, sweep_days: 2}
  main: {holder: vehicle, bank: bank}
transfers:
  sale_of_loans:
    transferor: bank
    transferee: vehicle
    assets: [pool]
    price: 400
    price_parts: {cash: {kind: cash, amount: 380, set_by: bank, paid: 350}, late: {kind: deferred, amount: 20}}
    warranties: {title: {on: title, as_of: cut_off, knowledge: none, remedies: [buy_back], time_bar_months: 24}}
    pool_changes: {swap: {kind: substitution, by: bank, cap_share: 5%}}
    revolving: {criteria: like loans, stops_on: bad}
    consents: {secrecy: {kind: bank_secrecy, by: each debtor, date: none}}
    perfection_events: [rating_lost, insolvency]
securities:
  a: {issuer: vehicle, kind: note, rank: 1, amount: 300, isin: XS0104440986}
agencies:
  servicing: {agent: bank, principal: vehicle, function: servicing, fee_rank: 2, ends_on: [insolvency_of_agent]}
ownership:
  shares: {owner: keeper, of: vehicle, shares: 100%, held_for: charity, vetoes: [own_petition]}
ties:
  seat: {of: ann, to: vehicle, kind: independent_director, named_by: keeper, since: 2024-01-01}
governance:
  charter: {of: vehicle, may: [acquire_assets, issue_securities], bars: [other_debt], independent_seats: 1}
hedges:
  swap: {kind: interest_rate_swap, by: swapper, to: vehicle, risk: interest_rate, of: [a], rank: 3, rank_on_default: 9}
waterfalls:
  normal:
    of: vehicle
    accounts: [main]
    when: normal
    until: bad
    steps:
      costs: {rank: 1, pays: agents_fees, to: [bank], cap: 10}
      coupon: {rank: 2, pays: senior_interest, of: [a]}
      rest: {rank: 3, pays: surplus, to: [bank], unless: bad}
triggers:
  bad: {kind: cumulative_loss, of: pool, measure: losses to claims, above: 20%, effects: [sequential, replace_servicer]}
terms:
  monthly: {of: servicing, matter: sweep_days, days: 30, as_long_as: bank rated A, otherwise: daily}
  daily: {of: servicing, matter: sweep_days, days: 2}
disclosures:
  report: {what: trustee_report, by: vehicle, to: all holders, date: 2025-02-01, where: website, of: a}
"""
NEW = ("ties", "governance", "hedges", "waterfalls", "triggers", "terms", "disclosures")
RULES = {
    "ties": ('any(is_a(t.kind, "director") and t.to == g.of for t in ties for g in governance)', True),
    "governance": ("any(g.independent_seats >= seats for g in governance)", True),
    "hedges": ("any(h.rank < h.rank_on_default for h in hedges)", True),
    "waterfalls": ("all(len(w.steps) >= steps and any(s.cap != none for s in w.steps) for w in waterfalls)", U),
    "triggers": ('any(is_a(t.kind, "performance") and t.above > loss for t in triggers)', True),
    "terms": ("any(t.otherwise.days < t.days for t in terms)", True),
    "disclosures": ('any(is_a(d.what, "periodic_report") and d.date == d.date for d in disclosures)', True),
}
"""New section -> what a rule may ask of it, and the answer for the deal above; an open list of waterfalls leaves ``all`` open."""
THRESHOLDS = {"seats": Decimal(1), "steps": Decimal(3), "loss": Decimal("0.1")}
KINDS = {"seats": NUMBER, "steps": NUMBER, "loss": SHARE}


@pytest.fixture(scope="module")
def whole():
    return build(parse(read_bytes(DEAL.encode(), "whole.yaml")))


def test_a_deal_with_every_new_section_is_read_and_built(whole):
    for section in NEW:
        assert len(whole.section(section).known) >= 1
        assert {thing.sort for thing in whole.section(section).known} == {SECTIONS[section]}


@pytest.mark.parametrize("section", NEW)
def test_rules_can_read_each_new_section(section, whole):
    text, answer = RULES[section]
    expression = compile_expression(analyse(text, vocabulary(), {}, KINDS))
    assert any(sort == SECTIONS[section] for sort, _ in expression.reads)
    found = expression.run(Scope({}, date(2025, 6, 30), whole, THRESHOLDS))
    assert isinstance(found, U) if answer is U else found is answer


def test_steps_of_an_order_of_payments_are_whole_by_nature(whole):
    order = whole.section("waterfalls").known[0]
    assert order.fields["steps"].open == frozenset()
    assert [step.fields["rank"] for step in order.fields["steps"].known] == [1, 2, 3]
    sale = whole.section("transfers").known[0]
    assert sale.fields["price_parts"].open


def test_an_order_of_payments_without_steps_is_not_taken_for_an_empty_one():
    graph = build(parse(read_bytes(b"waterfalls: {normal: {every_months: 3}}\n", "x.yaml")))
    assert graph.section("waterfalls").known[0].fields["steps"].open


def every_field(model, path=()):
    for name, field in fields(model).items():
        yield (*path, name), field, model
        if field.inner:
            yield from every_field(field.inner, (*path, name, "x") if field.keyed else (*path, name))


FIELDS = list(every_field(Deal))


def test_rules_know_every_field():
    words = vocabulary()
    for path, field, _ in FIELDS:
        if len(path) == 3 and path[0] in SECTIONS:
            kind = words.things[SECTIONS[path[0]]][path[2]]
            assert field.written is None or kind == field.written.kind


def test_every_word_of_a_field_is_a_word_of_the_vocabulary_and_every_list_is_used():
    used = {(f.written.kind.item or f.written.kind).of for _, f, _ in FIELDS if f.written}
    assert set(WORDS) - used == set()


def test_every_reference_names_a_sort():
    sorts = {*SECTIONS.values(), *SORTS.values(), "any"}
    kinds = [(path, f.written.kind.item or f.written.kind) for path, f, _ in FIELDS if f.written]
    assert [path for path, kind in kinds if kind.name == "thing" and kind.of not in sorts] == []


def test_no_field_and_no_word_states_an_answer():
    assert [path for path, _, _ in FIELDS if path[-1] in CONCLUSIONS] == []
    assert {name: sorted(set(words) & CONCLUSIONS) for name, words in WORDS.items() if set(words) & CONCLUSIONS} == {
        "conduct_kind": ["separateness"],
        "clause": ["separateness"],
        "opinion_subject": ["non_consolidation", "perfection", "true_sale"],
        "separation": ["separate"],
        "warranty": ["enforceable"],
    }


def test_every_field_says_what_it_holds_and_its_examples_can_be_written():
    for path, field, model in FIELDS:
        info = model.model_fields[path[-1]]
        assert info.description, path
        for example in info.examples or ():
            if field.written:
                several = field.written.kind.item is not None and not isinstance(example, list)
                field.written.read([example] if several else example)


def test_an_editor_may_offer_every_example_as_it_stands():
    schema = deal_schema()
    wrong = []
    for name, record in schema["$defs"].items():
        for field, part in record.get("properties", {}).items() if name[0].isupper() else ():
            check = Draft202012Validator({**part, "$defs": schema["$defs"]})
            wrong += [(name, field, example) for example in part.get("examples", ()) if not check.is_valid(example)]
    assert wrong == []


def test_no_record_within_is_of_a_sort_that_has_a_section():
    inner = {sort_of(f.inner) for path, f, _ in FIELDS if f.inner and len(path) > 1}
    assert inner & {*SECTIONS.values(), *SORTS.values(), *MAPS} == set()


@pytest.mark.parametrize(("system", "count"), NOTES.items())
def test_every_note_of_law_is_there(system, count):
    assert len(COVERAGE[system]) == count
    assert set(COVERAGE) == set(NOTES)


@pytest.mark.parametrize("system", COVERAGE)
def test_every_path_that_a_note_needs_is_a_place_for_one_fact(system):
    missing = []
    for id, note in COVERAGE[system].items():
        assert set(note) <= {"facts", "gap"}
        for path in note["facts"]:
            first, *rest = path.split(".")
            for section in ("trusts", "transfers") if first == "hops" else (first,):
                field = field_at((section, *rest))
                if field is None or field.written is None:
                    missing.append((id, path))
    assert missing == []


def test_the_trust_route_of_china_has_no_gap():
    gaps = [id for id, note in COVERAGE["cn"].items() if "gap" in note and not id.startswith(PLAN_ROUTE)]
    assert gaps == []
    assert len([id for id in COVERAGE["cn"] if not id.startswith(PLAN_ROUTE)]) == 70


def test_the_product_uses_none_of_the_libraries_of_codes():
    code = "import legalmodel.model.deal, sys; print([m for m in sys.modules if m.split('.')[0] in ('stdnum', 'pycountry')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
