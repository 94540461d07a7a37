"""The real deals say all that the public pages say, each fact with its source, and leave unknown what nobody published."""

from decimal import Decimal
from pathlib import Path

import pytest

from legalmodel.model.parse import parse
from legalmodel.model.words import STATUSES
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
TEMPLATES = {path.parent.name: path for path in ROOT.glob("templates/*/deal.yaml")}
DEALS = TEMPLATES | {path.stem: path for path in ROOT.glob("tests/deals/*.yaml")}

# A fact of the notes: where it stands, its value, the documents it is taken from ("" if from memory), and its status if that is
# another than its document's.
ZHONGYU = """
deal.issue                                            | 301000000        | b1 b2 |
deal.closing                                          | 2016-05-27       | b1    |
deal.stage                                            | matured          | b1    |
deal.route                                            | CN/interbank-trust | b1 b2 |
events.announcement.date                              | 2016-05-19       | b1    |
events.bookbuilding.date                              | 2016-05-26       | b1    |
events.setting_up.date                                | 2016-05-27       | b1 b2 |
events.liquidation.date                               | 2020-01-13       | b1    |
estates.spt.established                               | 2016-05-27       | b1 b2 |
estates.spt.ends                                      | 2020-01-13       | b1    |
estates.spt.held_by                                   | ciit             | b1    |
estates.spt.kind                                      | special_purpose_trust | b1 | from_memory
trusts.entrustment.settlor                            | boc              | b1    |
trusts.entrustment.trustee                            | ciit             | b1    |
trusts.entrustment.law                                | CN               | b1    | from_memory
trusts.entrustment.dates.cut_off                      | 2015-09-30       | b1    |
trusts.entrustment.price                              | 301662200        | b1 b2 | computed
trusts.entrustment.interim_collections.amount         | 154570000        | b1    |
securities.senior.amount                              | 234780000        | b1 b2 |
securities.senior.coupon                              | 3.42%            | b1    |
securities.senior.issue_price                         | 100%             | b1    |
securities.senior.expected_end                        | 2019-03-26       | b1 b2 |
securities.senior.legal_end                           | 2021-03-26       | b1 b2 |
securities.senior.payment_interval_months             | 6                | b1    |
securities.senior.ratings.senior_lianhe.grade         | AAA              | b1 b2 |
securities.senior.ratings.senior_lianhe.by            | lianhe           | b1 b2 |
securities.senior.ratings.senior_cbr.grade            | AAA              | b1 b2 |
securities.senior.ratings.senior_cbr.by               | cbr              | b1 b2 |
securities.junior.amount                              | 66220000         | b1 b2 |
securities.junior.coupon                              | none             | b1 b2 |
securities.junior.ratings                             | none             | b1 b2 |
securities.junior.issue_price                         | 101%             | b1    |
securities.junior.legal_end                           | 2021-03-26       | b1 b2 |
pools.pool.claims                                     | 1253830000       | b1    |
pools.pool.cut_off                                    | 2015-09-30       | b1    |
pools.pool.debtors                                    | 43               | b3    |
pools.pool.loans                                      | 72               | b3    |
pools.pool.where                                      | all in Shandong  | b3    |
pools.pool.grades.substandard.share                   | 96.7%            | b3    |
pools.pool.grades.doubtful.share                      | 3.3%             | b3    |
pools.pool.secured                                    | 81.19%           | b3    |
pools.pool.guaranteed                                 | 18.81%           | b3    |
pools.pool.concentrations.top_three.share             | 56.62%           | b3    |
pools.pool.concentrations.top_five.share              | 67.10%           | b3    |
pools.pool.concentrations.top_five.base               | expected collections | b3 |
pools.pool.forecasts.forecast_lianhe.amount           | 424060000        | b1    |
pools.pool.forecasts.forecast_lianhe.share_of_claims  | 33.82%           | b1    |
pools.pool.forecasts.forecast_cbr.amount              | 424900000        | b1    |
pools.pool.forecasts.forecast_cbr.share_of_claims     | 33.89%           | b1    |
guarantees.subordination.cap_share                    | 22%              | b1 b2 |
guarantees.reserve.account                            | reserve_account  | b1    |
guarantees.top_up.by                                  | junior_at_closing | b1   |
guarantees.top_up.covers                              | ['senior_interest'] | b1 |
parties.junior_at_closing.defined_as                  | holders of Junior at closing | b1 |
investments.boc_senior.share                          | 5%               | b2 b3 |
investments.boc_junior.share                          | 5%               | b2 b3 |
agencies.servicing.agent                              | boc              | b1    |
agencies.underwriting.agent                           | cms              | b1    |
agencies.underwriting.function                        | lead_underwriting | b1   |
"""

FORD = """
deal.issue                            | 1315880000  | b43 |
securities.a1.amount                  | 204970000   | b43 |
securities.a1.coupon                  | 0.11941%    | b43 |
securities.a1.legal_end               | 2022-03-15  | b43 |
securities.a2.amount                  | 455060000   | b43 |
securities.a2.coupon                  | 0.17%       | b43 |
securities.a3.amount                  | 455060000   | b43 |
securities.a3.coupon                  | 0.30%       | b43 |
securities.a4.amount                  | 135000000   | b43 |
securities.a4.coupon                  | 0.49%       | b43 |
securities.b.amount                   | 39470000    | b43 |
securities.b.coupon                   | 0.70%       | b43 |
securities.c.amount                   | 26320000    | b43 |
securities.c.coupon                   | 0.83%       | b43 |
securities.c.legal_end                | 2028-08-15  | b43 |
securities.a1.not_owed_by             | ['ford_credit', 'depositor'] | b43 |
securities.a1.kind                    | note        | b43 |
agencies.servicing.agent              | ford_credit | b43 |
parties.depositor.name                | Ford Credit Auto Receivables Two LLC | b43 |
guarantees.reserve.account            | reserve_account | b43 |
guarantees.over_collateralisation.kind | over_collateralisation | b43 |
guarantees.excess_spread.kind         | excess_spread | b43 |
guarantees.subordination_to_a.cap     | 65790000    | b43 | computed
transfers.dealer_sales.transferor     | dealers     | b43 |
transfers.dealer_sales.transferee     | ford_credit | b43 |
transfers.sale_to_depositor.transferor | ford_credit |    | from_memory
transfers.sale_to_depositor.transferee | depositor  |     | from_memory
trusts.sale_to_trust.settlor          | depositor   |     | from_memory
trusts.sale_to_trust.estate           | owner_trust | b43 |
charges.indenture_grant.by            | owner_trust |     | from_memory
charges.indenture_grant.over          | ['receivables'] | | from_memory
options.clean_up.holder               | ford_credit |     | from_memory
transfers.sale_to_depositor.buy_backs.breach.trigger | breach_of_warranty | | from_memory
securities.residual.kind              | residual_interest | | from_memory
investments.residual_kept.holder      | depositor   |     | from_memory
opinions.true_sale.subjects           | ['true_sale'] |   | from_memory
events.buy_out_2021_02.amount         | 432519.47   | report_2021_02 |
events.buy_out_2025_01.amount         | 56883.34    | report_2025_01 |
"""

HOSPITAL = """
loans.daiwa_line.amount               | 25000000    | s50 |
loans.daiwa_line.lender               | daiwa       | s50 |
loans.daiwa_line.borrower             | mma         | s50 |
loans.daiwa_line.kind                 | revolving line | s50 |
deal.closing                          | 1997-03     | casebrief |
transfers.receivables_to_mma.transferor | hospital  | s50 |
transfers.receivables_to_mma.transferee | mma       | s50 |
transfers.receivables_to_mma.books    | kept on the hospital's books | s50 | alleged
conduct.mma_office.held               | no          | s50 | found_by_court
conduct.mma_statements.held           | no          | s50 | found_by_court
conduct.mma_returns.held              | no          | s50 | found_by_court
conduct.mma_payment.held              | no          | s50 | alleged
conduct.mma_books.held                | no          | s50 | alleged
conduct.mma_department.held           | no          | s50 | alleged
conduct.mma_telephone.held            | no          |     | from_memory
conduct.mma_letterhead.held           | no          |     | from_memory
conduct.mma_account.held              | no          |     | from_memory
proceedings.bankruptcy.filed          | 2000-04-17  | remand_order |
proceedings.second_appeal.holding     | ['vacated', 'remanded'] | summary |
proceedings.second_appeal.ended       | 2010-08-27  | summary |
proceedings.second_appeal.by          | bankruptcy_trustee | summary |
"""

UNKNOWN = {
    "zhongyu-2016-1": (
        ("trusts.entrustment.interim_collections.account", "not_disclosed"),
        ("trusts.entrustment.interim_collections.held_by", "not_disclosed"),
        ("guarantees.top_up.cap", "not_disclosed"),
        ("parties.custodian.name", "not_found_in_sources"),
        ("trusts.entrustment.buy_backs", "not_found_in_sources"),
        ("trusts.entrustment.notices", "not_found_in_sources"),
        ("agencies.servicing.successor", "not_found_in_sources"),
        ("charges", "not_found_in_sources"),
        ("claims", "not_found_in_sources"),
    ),
    "ford-2021-a": (
        ("events.buy_out_2021_02.reason", "not_disclosed"),
        ("events.buy_out_2025_01.by", "not_disclosed"),
        ("options.clean_up.at_most", "not_collected"),
        ("charges.indenture_grant.perfected_by", "not_collected"),
    ),
    "doctors-hospital": (
        ("transfers.receivables_to_mma.price_paid", "disputed"),
        ("transfers.receivables_to_mma.act", "disputed"),
        ("proceedings.remand.holding", "not_collected"),
    ),
}


def rows(name, table):
    for line in table.strip().splitlines():
        path, value, sources, status = (part.strip() for part in line.split("|"))
        yield pytest.param(name, path, value, sources.split(), status, id=f"{name}:{path}")


def at(data, path):
    for step in path.split("."):
        data = data[step]
    return data


@pytest.fixture(scope="module")
def deals():
    return {name: read(path) for name, path in DEALS.items()}


def test_all_the_deals_are_there():
    assert set(DEALS) >= {"cn-npl-trust", "cn-npl-trust-faulty", "zhongyu-2016-1", "ford-2021-a", "doctors-hospital"}


@pytest.mark.parametrize("name", sorted(DEALS))
def test_reads_and_parses_without_fault(name, deals):
    deal = parse(deals[name])
    assert deal.deal is not None
    assert deal.deal.name


@pytest.mark.parametrize(
    ("name", "path", "value", "sources", "status"),
    [*rows("zhongyu-2016-1", ZHONGYU), *rows("ford-2021-a", FORD), *rows("doctors-hospital", HOSPITAL)],
)
def test_loses_nothing(name, path, value, sources, status, deals):
    data = deals[name].data
    record_path, _, field = path.rpartition(".")
    record = at(data, record_path)
    assert str(record[field]) == value
    evidence = record.get("evidence", {})
    cited = evidence.get(field, evidence.get("all", ""))
    if sources:
        assert [part.split()[0] for part in cited.split(";")] == sources
    assert record.get("status", {}).get(field, "") == status


@pytest.mark.parametrize(("name", "path", "reason"), [(n, *row) for n, group in UNKNOWN.items() for row in group])
def test_says_what_nobody_published(name, path, reason, deals):
    record_path, _, field = path.rpartition(".")
    record = at(deals[name].data, record_path) if record_path else deals[name].data
    assert record["unknown"][field] == reason
    assert field not in record


def test_zhongyu_keeps_both_sides_of_the_retention(deals):
    for id in ("boc_senior", "boc_junior"):
        investment = deals["zhongyu-2016-1"].data["investments"][id]
        assert investment["sourced"] == {"share": {"b2": "5%", "b3": "5%", "b1": "0%"}}


def test_zhongyu_adds_up(deals):
    data = deals["zhongyu-2016-1"].data
    classes = data["securities"].values()
    part = {c["name"]["en"]: Decimal(c["issue_price"][:-1]) * c["amount"] / 100 for c in classes}
    assert sum(c["amount"] for c in classes) == data["deal"]["issue"] == 301_000_000
    assert sum(part.values()) == data["trusts"]["entrustment"]["price"]
    assert round(Decimal(154_570_000) / 424_060_000, 2) == Decimal("0.36")
    assert round(Decimal(154_570_000) / 234_780_000, 2) == Decimal("0.66")


def test_ford_adds_up(deals):
    data = deals["ford-2021-a"].data
    amounts = {id: c["amount"] for id, c in data["securities"].items() if "amount" in c}
    assert sum(amounts.values()) == data["deal"]["issue"]
    assert amounts["b"] + amounts["c"] == data["guarantees"]["subordination_to_a"]["cap"]
    assert len(data["transfers"]) + len(data["trusts"]) == 3
    assert len(data["charges"]) == 1


def test_ford_gives_no_reason_for_any_buy_out(deals):
    outs = {id: event for id, event in deals["ford-2021-a"].data["events"].items() if event["kind"] == "buy_out"}
    assert len(outs) == 8
    for event in outs.values():
        assert event["unknown"] == {"by": "not_disclosed", "reason": "not_disclosed"}


@pytest.mark.parametrize("name", ["zhongyu-2016-1", "ford-2021-a", "doctors-hospital"])
def test_every_source_has_its_address_and_standing(name, deals):
    for document in deals[name].data["documents"].values():
        assert document["address"].startswith("http")
        assert document["standing"] in STATUSES


@pytest.mark.parametrize("name", ["zhongyu-2016-1", "ford-2021-a", "doctors-hospital"])
def test_no_fact_of_a_real_deal_is_without_source_or_mark(name, deals):
    """A relation or asset cites a document, or says of its facts that they are from memory, computed or unknown."""
    data = deals[name].data
    sections = set(data) - {"deal", "documents", "parties", "unknown", "complete", "evidence", "status"}
    for section in sections:
        for id, record in data[section].items() if data[section] != "none" else ():
            assert {"evidence", "status", "unknown"} & set(record), f"{section}.{id}"


def test_the_faulty_deal_differs_in_one_value(deals):
    clean, faulty = deals["cn-npl-trust"].data, deals["cn-npl-trust-faulty"].data
    assert list(differences(clean, faulty)) == [("agencies.cash_custody.agent", "custodian", "bank")]


def differences(one, other, path=""):
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(k for k in other if k not in one)]:
            yield from differences(one.get(key), other.get(key), f"{path}.{key}".lstrip("."))
    elif one != other:
        yield path, one, other
