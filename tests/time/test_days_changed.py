"""Changes of days, each with the answer that follows by reading the article, for a running, a planned and an ended deal.

The trust of the clean template takes effect on 2025-06-20; its file is made to tell up to 2025-06-30 only, before any report was due, with a
price a hundredth below the value. The planned one is to close on 2027-03-19.
"""

from datetime import date
from typing import Any, NamedTuple

import pytest
import test_time_cut as cut
from test_time_cut import source

from legalmodel.api import check_deal
from legalmodel.judgment.checked import Checked
from legalmodel.model.parse import parse

CLEAN, PLAN = "cn-npl-trust", "cn-npl-proposed"
PRIOR, OPEN_CASE, LAPSED = (
    "cn-trust-law-17@trusts.entrustment",
    "cn-ebl-25@trusts.entrustment",
    "cn-ebl-31-lapsed@trusts.entrustment",
)
PRICE, GIFT = "cn-ebl-31@trusts.entrustment", "cn-ebl-31-gift@trusts.entrustment"
TERM, TOTAL, LOWEST = "cn-21-term@securities.junior", "cn-21-total@trusts.entrustment", "cn-21-lowest@securities.junior"
DEPOT, REMIT = "cn-no7-02@trusts.entrustment", "cn-o3-remittance@agencies.servicing"
REPORT, YEARLY = "cn-pboc-14-08@securities.senior", "cn-pboc-14-08-annual@trusts.entrustment"
RESULT, FINAL = "cn-no7-40@securities.senior", "cn-no7-46@securities.senior"
RATED, NOTICE, WRITTEN = "cn-pboc-14-05@securities.senior", "cn-cc-546@trusts.entrustment", "cn-trust-law-08@trusts.entrustment"
TAKEOVER, WHOLE = "cn-terms-servicer-change@agencies.servicing", "cn-trust-law-43@trusts.entrustment"
PLEDGE = {"kind": "pledge", "by": "bank", "to": "lead", "over": ["pool"], "until": "none"}


def pledge(**days: str) -> dict[str, Any]:
    return {"charges": {"p": {**PLEDGE, **days}}}


def petition(accepted: str, **days: str) -> dict[str, Any]:
    case = {"kind": "bankruptcy_liquidation", "of": "bank", "law": "CN", "filed": accepted[:7], "accepted": accepted}
    return {"proceedings": {"p": {**case, **days}}, "deal.known_until": "2026-07-01"}


TEN_DAYS = {**cut.TEN_DAYS, "trusts.entrustment.fair_value": 505000000}
"""What makes the clean deal one of which ten days are known, with a price a hundredth below the value."""


class Row(NamedTuple):
    """A change of days, and why the answers are what they are."""

    why: str
    change: dict[str, Any]
    expect: dict[str, str]
    base: str = CLEAN
    run: date = date(2026, 11, 25)
    as_of: date | None = None


ROWS = [
    Row("a right younger than the trust is not prior", pledge(since="2025-06-21"), {PRIOR: "pass"}),
    Row("an older one is", pledge(since="2025-06-19"), {PRIOR: "fail"}),
    Row("released the day before, it levies on nothing", pledge(since="2025-01-20", until="2025-06-19"), {PRIOR: "pass"}),
    Row("of that month it is not known which came first", pledge(since="2025-06"), {PRIOR: "unknown"}),
    Row("nor without a day", {"charges": {"p": PLEDGE}}, {PRIOR: "unknown"}),
    Row("accepted on the last day of the year", petition("2026-06-20"), {LAPSED: "fail", PRICE: "judgement", GIFT: "pass"}),
    Row("accepted a day late", petition("2026-06-21"), {LAPSED: "pass", PRICE: "not_applicable", GIFT: "not_applicable"}),
    Row("accepted some day of that month", petition("2026-06"), {LAPSED: "unknown", PRICE: "unknown", GIFT: "unknown"}),
    Row("a case that ended before the trust binds nobody", petition("2024-06-20", ended="2025-06-01"), {OPEN_CASE: "not_applicable"}),
    Row("one that is still open does: no administrator agreed", {**petition("2025-06-01", ended="none"), "trusts.entrustment.consents": "none"}, {OPEN_CASE: "fail"}),
    Row("whether it agreed is not known", petition("2025-06-01", ended="none"), {OPEN_CASE: "unknown"}),
    Row("one that opened after the trust came too late", petition("2025-06-21"), {OPEN_CASE: "not_applicable"}),
    Row("a petition of tomorrow is not known today", petition("2026-06-20"), {LAPSED: "not_applicable"}, run=date(2026, 6, 19)),
    Row("sold the day after closing: what must be kept was not", {"investments.bank_junior.until": "2025-06-21"}, {TERM: "fail", LOWEST: "pass"}),
    Row("a sale planned for a day to come is no breach yet", {"investments.bank_junior.until": "2027-12-31"}, {TERM: "unknown", TOTAL: "pass"}),
    Row("a share that falls later is the first on closing day", {"investments.bank_junior.share": "absent", "investments.bank_junior.dated": {"share": {"2025-06-20": "5%", "2025-06-25": "4%"}}}, {LOWEST: "pass", TERM: "fail"}),
    Row("one that falls to come is not there yet", {"investments.bank_junior.share": "absent", "investments.bank_junior.dated": {"share": {"2025-06-20": "5%", "2027-06-25": "4%"}}}, {LOWEST: "pass", TERM: "pass"}),
    Row("bought a day after closing: whether that is soon enough the announcement does not say", {"investments.bank_junior.since": "2025-06-21"}, {LOWEST: "judgement"}),
    Row("on the fifth day too", {"investments.bank_junior.since": "2025-06-25"}, {LOWEST: "judgement"}),
    Row("after the issue was placed: a holding reached later is weighed, for the announcement names no day", {"investments.bank_junior.since": "2025-06-26"}, {LOWEST: "judgement"}),
    Row("some day of that month", {"investments.bank_junior.since": "2025-06"}, {LOWEST: "unknown"}),
    Row("what the file does not tell of it does not fail: no payment had come", {}, {REPORT: "unknown", RESULT: "pass"}),
    Row("the first payment passed without a report", {"deal.known_until": "2026-01-31"}, {REPORT: "fail", RESULT: "pass"}),
    Row("a file that claims to know the future knows today at most", {"deal.known_until": "2030-01-01"}, {REPORT: "not_yet_due"}, run=date(2025, 7, 1)),
    Row("and by that day only", {"deal.known_until": "2030-01-01"}, {REPORT: "fail"}),
    Row("a trust of some day of the month: older pledges, written in time", {"trusts.entrustment.dates.effective": "2025-06"}, {WRITTEN: "unknown", TOTAL: "unknown"}),
    Row("custody that begins later leaves the first day without", {"agencies.cash_custody.since": "2025-06-21"}, {DEPOT: "fail"}),
    Row("custody that ended on the day was there on it", {"agencies.cash_custody.until": "2025-06-20"}, {DEPOT: "pass"}),
    Row("as of the day before nothing is there", {}, {"cn-trust-law-17": "not_applicable", "cn-21-lowest": "not_applicable"}, as_of=date(2025, 6, 19)),
    Row("long after, what happened stays", {}, {PRIOR: "pass", WRITTEN: "pass", NOTICE: "pass"}, as_of=date(2026, 11, 1)),
    Row("before notice the debtors were told by newspaper only", {}, {NOTICE: "judgement"}, as_of=date(2025, 6, 24)),
    # planned
    Row("a plan is judged as what it will be", {}, {PRIOR: "pass", TOTAL: "pass", TERM: "pass", TAKEOVER: "pass", RATED: "not_yet_due"}, base=PLAN),
    Row("a pledge that nobody plans to release", pledge(since="2026-01-10"), {PRIOR: "fail"}, base=PLAN),
    Row("one to be released before closing", pledge(since="2026-01-10", until="2027-03-18"), {PRIOR: "pass"}, base=PLAN),
    Row("one to be given after closing", pledge(since="2027-04-10"), {PRIOR: "pass"}, base=PLAN),
    Row("custody from a day after closing", {"agencies.cash_custody.since": "2027-04-01"}, {DEPOT: "fail"}, base=PLAN),
    Row("less than 5% planned", {"investments.bank_junior.share": "4%"}, {LOWEST: "fail", TOTAL: "fail"}, base=PLAN),
    Row("a sale planned a year after closing", {"investments.bank_junior.until": "2028-03-19"}, {TERM: "fail"}, base=PLAN),
    Row("a prospectus too late is still to be put right", {"disclosures.offering_circular.date": "2027-03-15", "disclosures.offering_circular.working_days": "absent"}, {FINAL: "not_yet_due"}, base=PLAN),
    Row("a closing that has passed without a word", {}, {PRIOR: "unknown", TOTAL: "unknown", WRITTEN: "unknown", TAKEOVER: "unknown"}, base=PLAN, run=date(2027, 3, 20)),
    Row("the duty is overdue, or was done: nobody says", {}, {RATED: "unknown"}, base=PLAN, run=date(2027, 3, 20)),
    Row("as of the planned day it is judged as closed, and the report is missing", {}, {PRIOR: "pass", TOTAL: "pass", RATED: "fail"}, base=PLAN, as_of=date(2027, 3, 19)),
    Row("a case that is open today may be over by then", petition("2026-10-20") | {"deal.known_until": "absent"}, {OPEN_CASE: "unknown"}, base=PLAN),
]  # fmt: skip  # a table: one row a line


def judged(row: Row) -> Checked:
    whole = source({}, row.base).data["complete"]
    lists = [section for section in ("charges", "proceedings") if section in row.change]
    before = TEN_DAYS if row.base == CLEAN else {}
    file = source({**before, **row.change, "complete": [*whole, *lists]}, row.base)
    return check_deal(parse(file), file, row.run, row.as_of)


@pytest.mark.parametrize("row", ROWS, ids=[row.why for row in ROWS])
def test_changes_of_days(row: Row) -> None:
    found = {f.id: f.outcome.value for f in judged(row).judgment.findings}
    assert {id: found.get(id) for id in row.expect} == row.expect
