"""What the deal is about: pools of claims, accounts, and the securities issued on them."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import Amount, Day, Keyed, Named, Number, Rate, Share, System, Text, ref, refs, word


class Grade(Record):
    """The part of a pool in one class of loan quality, as graded by somebody on a day."""

    grade: Annotated[str | None, word("npl_grade")] = says("class of quality", "substandard")
    share: Share = says("part of the pool by claims", "96.7%")
    amount: Amount = says("claims in this class")
    by: Annotated[str | None, ref("party")] = says("who graded")


class Forecast(Record):
    """What somebody expects a pool to bring in."""

    by: Annotated[str | None, ref("party")] = says("who made the forecast")
    amount: Amount = says("expected collections, before or after costs as the source says")
    share_of_claims: Share = says("the same as a part of all claims")
    net_of_costs: Annotated[str | None, word("provision")] = says("whether costs of collection are taken off")


class Concentration(Record):
    """How much depends on the largest debtors."""

    largest: Number = says("how many of the largest debtors are counted", 3)
    share: Share = says("their part", "56.62%")
    base: Text = says("of what: claims or expected collections", "expected collections")


class Pool(Record):
    """A set of claims that moves together."""

    name: Named = says("name of the pool")
    kind: Annotated[str | None, word("asset")] = says("sort of asset", "non_performing_corporate_loans")
    law_of_claims: System = says("law that governs the claims against the debtors", "CN")
    originated_by: Annotated[tuple[str, ...] | None, refs("party")] = says("who made the loans, if known")
    identified_by: Annotated[str | None, word("identification")] = says("how the assets are told apart: by list or criteria")
    identified_on: Day = says("day as of which the list or the criteria were fixed")
    cut_off: Day = says("cut-off day of the figures")
    claims: Amount = says("principal, interest and fees at the cut-off")
    principal: Amount = says("principal at the cut-off")
    loans: Number = says("number of loans")
    remaining_months: Number = says("average time the loans still run, in months, weighted by size")
    debtors: Number = says("number of debtors")
    largest_debtor: Share = says("largest debtor's part of the claims")
    where: Text = says("where the debtors are")
    secured: Share = says("part of the claims with mortgage or pledge")
    guaranteed: Share = says("part of the claims with a guarantor only")
    grades: Annotated[dict[str, Grade] | None, Keyed()] = says("classes of loan quality")
    forecasts: Annotated[dict[str, Forecast] | None, Keyed()] = says("forecasts of collections, each with its author")
    concentrations: Annotated[dict[str, Concentration] | None, Keyed()] = says("weight of the largest debtors")
    transfer_barred_by: Text = says("contract term or law that bars passing the claims on, or `none` if searched and not found")
    transfer_bar: Annotated[str | None, word("transfer_bar")] = says("what the bar rests on", "agreement")
    transfer_consent: Text = says("consent or approval that lifts the bar, or `none`")
    registration_required_by: Text = says(
        "statute or regulation that has the passing on registered, or `none` if searched and not found"
    )
    all_due_by: Day = says("day by which all the claims have fallen due, or `none` if some run on")
    security_in_name_of: Annotated[str | None, ref("actor")] = says("in whose name mortgages and pledges are registered")
    max_amount_mortgages: Annotated[str | None, word("provision")] = says("whether maximum-amount mortgages secure any claim")
    max_amounts_fixed: Day = says("day by which all claims under maximum-amount mortgages were fixed, or `none`")
    max_amounts_split: Annotated[str | None, word("provision")] = says(
        "whether claims under the same maximum-amount mortgage stay behind with the transferor"
    )
    max_amounts_clause: Text = says("clause that lets a maximum-amount mortgage pass with a part of the claims, or `none`")


class Account(Record):
    """A bank account on the way of the money."""

    holder: Annotated[str | None, ref("actor")] = says("in whose name, and in which capacity: an estate or a party")
    bank: Annotated[str | None, ref("party")] = says("bank that keeps it")
    purpose: Text = says("what it is for", "collections", "liquidity reserve")
    holds_money_of: Annotated[tuple[str, ...] | None, refs("actor")] = says("whose money is on it in fact, all of them")
    since: Day = says("opened")
    until: Day = says("closed, or `none`")


class Rating(Record):
    """A grade given by a rating agency."""

    by: Annotated[str | None, ref("party")] = says("rating agency")
    grade: Text = says("grade given, or `none` for unrated", "AAA")
    on: Day = says("day of the rating")
    follow_up: Annotated[str | None, word("provision")] = says("whether the rating is kept up during the life")


class Security(Record):
    """A class of securities, or a residual interest, that a vehicle issues."""

    name: Named = says("name of the class", "Senior")
    issuer: Annotated[str | None, ref("actor")] = says("who issues: an estate or a company")
    kind: Annotated[str | None, word("security_kind")] = says("what a holder has", "beneficial_interest", "note")
    rank: Number = says("order of payment: 1 is paid first; equal numbers share alike", 1)
    amount: Amount = says("issued amount")
    coupon: Rate = says("fixed rate a year, or `none`", "3.42%")
    coupon_terms: Text = says("how the rate moves", "3m LIBOR + spread, capped")
    issue_price: Rate = says("price in percent of the amount", "101%")
    ratings: Annotated[dict[str, Rating] | None, Keyed()] = says("ratings at issue; `none` for an unrated class")
    issued: Day = says("day of issue")
    first_payment: Day = says("first payment day")
    payment_interval_months: Number = says("months between two payments", 6)
    expected_end: Day = says("expected last payment")
    legal_end: Day = says("legal final payment")
    ended: Day = says("day on which it was in fact paid off or written off, or `none`")
    market: Annotated[str | None, word("market")] = says("where it is offered")
    placement: Annotated[str | None, word("placement")] = says("publicly or privately placed")
    recourse_limited_to: Annotated[tuple[str, ...] | None, refs("asset")] = says("the assets to which holders are confined")
    not_owed_by: Annotated[tuple[str, ...] | None, refs("actor")] = says("who, by its terms, does not owe it")
    non_petition_days: Number = says("days after full payment for which holders may not petition, or `none`")


class Investment(Record):
    """Who holds what of a class, from when to when."""

    holder: Annotated[str | None, ref("actor")] = says("who holds")
    of: Annotated[str | None, ref("security")] = says("which class")
    share: Share = says("part of the class", "5%")
    amount: Amount = says("amount of the class held")
    since: Day = says("first day")
    until: Day = says("last day, or `none` if held to the end")
