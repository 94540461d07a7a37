"""The classes that a vehicle issues, their ratings, and who holds them."""

from typing import Annotated

from legalmodel.model.codes import ISIN, Isin
from legalmodel.model.parties import Identifier, Rating
from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    Actor,
    Actors,
    Amount,
    Assets,
    Day,
    Keyed,
    Named,
    Number,
    Paper,
    Person,
    Rate,
    Share,
    System,
    Text,
    Texts,
    TriggerId,
    YesNo,
    ref,
    word,
)


class Security(Record):
    """A class of securities, or a residual interest, that a vehicle issues."""

    name: Named = says("name of the class", "Senior")
    isin: Isin = says("international securities number (ISO 6166), with its check digit", ISIN)
    identifiers: Annotated[dict[str, Identifier] | None, Keyed()] = says("other numbers of the class, such as a CUSIP")
    issuer: Actor = says("who issues: an estate or a company")
    kind: Annotated[str | None, word("security_kind")] = says("nature of the holder's right", "beneficial_interest", "note")
    rank: Number = says("priority of payments: 1 is paid first; equal numbers rank equally", 1)
    amount: Amount = says("issued amount")
    balance: Amount = says("amount outstanding, by date under `dated`")
    fair_value: Amount = says("fair value at closing")
    law: System = says("governing law")
    document: Paper = says("indenture, terms or trust contract under which it is issued")
    coupon: Rate = says("fixed annual rate, or `none`", "3.42%")
    coupon_terms: Text = says("terms of the variable rate", "3m LIBOR + spread, capped")
    step_up: Text = says("step-up of the rate after a date or event, or `none`")
    interest_deferred: Text = says("when interest may be deferred, or `none`")
    issue_price: Rate = says("price in percent of the amount", "101%")
    first_sold: Day = says("day on which the first outside investor was bound to buy")
    last_sold: Day = says("day on which the offer ended, as its documents have it")
    first_sale_price: Rate = says("price of the first sale outside the group, in percent")
    ratings: Annotated[dict[str, Rating] | None, Keyed()] = says("ratings at issue; `none` for an unrated class")
    issued: Day = says("issue date")
    first_payment: Day = says("first payment date")
    payment_interval_months: Number = says("months between two payments", 6)
    repayment: Annotated[str | None, word("repayment")] = says("amortisation of principal", "sequential")
    expected_end: Day = says("expected maturity")
    legal_end: Day = says("legal final maturity")
    ended: Day = says("date on which it was actually redeemed or written off, or `none`")
    market: Annotated[str | None, word("market")] = says("where it is offered")
    venue: Annotated[str | None, word("venue")] = says("exchange or market whose rules bind it", "shanghai_stock_exchange")
    placement: Annotated[str | None, word("placement")] = says("publicly or privately placed")
    listed_on: Text = says("exchange or list on which it stands, or `none`")
    offered_to: Texts = says("who may buy", "qualified institutional buyers", "outside the United States")
    holders_at_most: Number = says("most holders allowed, or `none`")
    holders: Number = says("number of holders, by date under `dated`")
    denomination: Amount = says("amount of each single security")
    least_amount: Amount = says("minimum amount for purchase or transfer")
    risk_grade: Text = says("grade of credit risk that the manager gives the class, or `none`")
    transfer_limits: Text = says("transfer restrictions, or `none`")
    holder_rights: Texts = says("rights of a holder under the documents", "inspect the books", "call a meeting")
    votes: Text = says("how it votes, and when its votes are excluded")
    directs_until: TriggerId = says("trigger at which it stops directing the others, if it does direct them")
    represented_by: Person = says("representative of its holders, or `none`")
    paid_from: Assets = says("assets from which it is paid")
    recourse_limited_to: Assets = says("assets to which holders' recourse is limited")
    not_owed_by: Actors = says("persons who, under its terms, do not owe it")
    non_petition_days: Number = says("non-petition period of the holders in days after full payment, or `none`")


class Investment(Record):
    """Who holds what of a class, from when to when."""

    holder: Actor = says("holder")
    of: Annotated[str | None, ref("security")] = says("class held")
    share: Share = says("percentage of the class", "5%")
    amount: Amount = says("amount of the class held")
    fair_value: Amount = says("its fair value at closing")
    since: Day = says("first day")
    until: Day = says("last day, or `none` if held to the end")
    bought_from: Actor = says("from whom it was bought")
    price: Rate = says("price paid, in percent")
    kept_as: Annotated[str | None, word("retention")] = says("form of risk retention", "vertical")
    kept_for: Actor = says("party whose risk retention obligation it fulfils, if not the holder")
    kept_role: Annotated[str | None, word("retainer")] = says(
        "as which of those whom retention law names the holder undertook to keep it", "originator"
    )
    kept_share: Share = says("part that the documents undertake to keep, of the base they name", "5%")
    kept_base: Annotated[str | None, word("retention_base")] = says("base of that part", "nominal_value", "net_value")
    kept_pool: Annotated[str | None, ref("pool")] = says("exposures kept, where retention is in exposures and in no class")
    held_as: Annotated[str | None, word("holding_form")] = says("how it is held", "direct", "synthetic")
    own_money: YesNo = says("whether the holder paid with its own money, not that of clients or other trusts")
    risk_sheet_signed: Day = says("day on which the holder signed the risk disclosure, or `none`")
    checks: Text = says("investor due diligence before purchase, with the date, or `none`")
    checks_since: Text = says("investor due diligence since, or `none`")
    document: Paper = says("subscription or other contract")
