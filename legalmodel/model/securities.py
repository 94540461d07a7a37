"""The classes that a vehicle issues, their ratings, and who holds them."""

from typing import Annotated

from legalmodel.model.codes import ISIN, Isin
from legalmodel.model.parties import Identifier
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


class Rating(Record):
    """A grade given by a rating agency."""

    by: Person = says("rating agency")
    grade: Text = says("grade given, or `none` for unrated", "AAA")
    on: Day = says("day of the rating")
    follow_up: YesNo = says("whether the rating is kept up during the life")
    paid_by: Actor = says("who pays for it")
    document: Paper = says("the report")


class Security(Record):
    """A class of securities, or a residual interest, that a vehicle issues."""

    name: Named = says("name of the class", "Senior")
    isin: Isin = says("international securities number (ISO 6166), with its check digit", ISIN)
    identifiers: Annotated[dict[str, Identifier] | None, Keyed()] = says("other numbers of the class, such as a CUSIP")
    issuer: Actor = says("who issues: an estate or a company")
    kind: Annotated[str | None, word("security_kind")] = says("what a holder has", "beneficial_interest", "note")
    rank: Number = says("order of payment: 1 is paid first; equal numbers share alike", 1)
    amount: Amount = says("issued amount")
    balance: Amount = says("amount outstanding, by day under `dated`")
    fair_value: Amount = says("fair value at closing")
    law: System = says("law that governs it")
    document: Paper = says("indenture, terms or trust contract under which it is issued")
    coupon: Rate = says("fixed rate a year, or `none`", "3.42%")
    coupon_terms: Text = says("how the rate moves", "3m LIBOR + spread, capped")
    step_up: Text = says("rise of the rate after a day or event, or `none`")
    interest_deferred: Text = says("when interest may be left unpaid, or `none`")
    issue_price: Rate = says("price in percent of the amount", "101%")
    first_sold: Day = says("day on which the first outside investor was bound to buy")
    first_sale_price: Rate = says("price of the first sale to somebody outside the group, in percent")
    ratings: Annotated[dict[str, Rating] | None, Keyed()] = says("ratings at issue; `none` for an unrated class")
    issued: Day = says("day of issue")
    first_payment: Day = says("first payment day")
    payment_interval_months: Number = says("months between two payments", 6)
    repayment: Annotated[str | None, word("repayment")] = says("how principal goes down", "sequential")
    expected_end: Day = says("expected last payment")
    legal_end: Day = says("legal final payment")
    ended: Day = says("day on which it was in fact paid off or written off, or `none`")
    market: Annotated[str | None, word("market")] = says("where it is offered")
    placement: Annotated[str | None, word("placement")] = says("publicly or privately placed")
    listed_on: Text = says("exchange or list on which it stands, or `none`")
    offered_to: Texts = says("who may buy", "qualified institutional buyers", "outside the United States")
    holders_at_most: Number = says("most holders allowed, or `none`")
    least_amount: Amount = says("smallest amount that can be bought or transferred")
    transfer_limits: Text = says("limits on passing it on, or `none`")
    holder_rights: Texts = says("rights of a holder under the documents", "inspect the books", "call a meeting")
    votes: Text = says("how it votes, and when its votes do not count")
    directs_until: TriggerId = says("trigger at which it stops directing the others, if it does direct them")
    represented_by: Person = says("representative of its holders, or `none`")
    paid_from: Assets = says("assets from whose money it is paid")
    recourse_limited_to: Assets = says("the assets to which holders are confined")
    not_owed_by: Actors = says("who, by its terms, does not owe it")
    non_petition_days: Number = says("days after full payment for which holders may not petition, or `none`")


class Investment(Record):
    """Who holds what of a class, from when to when."""

    holder: Actor = says("who holds")
    of: Annotated[str | None, ref("security")] = says("which class")
    share: Share = says("part of the class", "5%")
    amount: Amount = says("amount of the class held")
    fair_value: Amount = says("its fair value at closing")
    since: Day = says("first day")
    until: Day = says("last day, or `none` if held to the end")
    bought_from: Actor = says("from whom it was bought")
    price: Rate = says("price paid, in percent")
    kept_as: Annotated[str | None, word("retention")] = says("method by which it is kept as the holder's own risk", "vertical")
    kept_for: Actor = says("party whose duty to keep a part it fulfils, where that is not the holder")
    held_as: Annotated[str | None, word("holding_form")] = says("how it is held", "direct", "synthetic")
    own_money: YesNo = says("whether the holder paid with its own money, not that of clients or other trusts")
    checks: Text = says("what the holder looked into before it bought, with the day, or `none`")
    checks_since: Text = says("what it has looked into since, or `none`")
    document: Paper = says("subscription or other contract")
