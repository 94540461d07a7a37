"""What the deal is about: pools of claims, with their quality, security, suits and forecasts."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    Actor,
    Amount,
    Day,
    Keyed,
    Named,
    Number,
    Paper,
    Person,
    Persons,
    Rate,
    Share,
    System,
    Text,
    Texts,
    YesNo,
    word,
    words,
)


class Grade(Record):
    """The part of a pool in one class of loan quality, as graded by somebody on a day."""

    grade: Annotated[str | None, word("npl_grade")] = says("class of quality", "substandard")
    share: Share = says("part of the pool by claims", "96.7%")
    amount: Amount = says("claims in this class")
    by: Person = says("who graded")
    on: Day = says("day of the grading")


class Period(Record):
    """What came in, was spent or was lost in a span of time, in fact or as foreseen."""

    since: Day = says("first day")
    until: Day = says("last day")
    amount: Amount = says("money collected, or expected")
    costs: Amount = says("costs of collection and disposal")
    tax: Amount = says("tax on it")
    losses: Amount = says("claims written off")
    share: Share = says("the same as a part of the claims")


class Forecast(Record):
    """What somebody expects a pool to bring in."""

    by: Person = says("who made the forecast")
    on: Day = says("day of the forecast")
    amount: Amount = says("expected collections, before or after costs as the source says")
    share_of_claims: Share = says("the same as a part of all claims")
    net_of_costs: YesNo = says("whether costs of collection are taken off")
    costs: Amount = says("costs of disposal that it reckons with")
    tax: Amount = says("tax on disposal that it reckons with")
    method: Text = says("how it was made", "loan by loan", "static pools of 2010 to 2015")
    periods: Annotated[dict[str, Period] | None, Keyed()] = says("the forecast by period")
    document: Paper = says("where it stands")


class Concentration(Record):
    """How much depends on the largest debtors, or on one debtor, region or trade."""

    largest: Number = says("how many of the largest debtors are counted", 3)
    of: Text = says("debtor, region, trade or group that is counted", "Shandong")
    party: Actor = says("the debtor or group, if it is a party")
    share: Share = says("their part", "56.62%")
    base: Text = says("of what: claims or expected collections", "expected collections")


class Arrears(Record):
    """The part of a pool that is late by so many days."""

    from_days: Number = says("least days late", 31)
    to_days: Number = says("most days late, or `none`")
    share: Share = says("part of the pool")
    amount: Amount = says("claims")
    counted: Text = says("how days are counted, and by whose policy")


class Stage(Record):
    """The part of a pool whose collection has come to one stage: sued on, decided, being enforced."""

    stage: Annotated[str | None, word("suit_stage")] = says("how far it has come", "enforcement")
    share: Share = says("part of the pool")
    amount: Amount = says("claims")
    loans: Number = says("number of loans")
    court: Text = says("court, tribunal or place")
    on: Day = says("day of the count")


class Collateral(Record):
    """Mortgages, pledges and other security for the claims of a pool, by kind."""

    kind: Annotated[str | None, word("collateral")] = says("what is charged", "land", "equipment")
    secures: Amount = says("claims that it secures")
    value: Amount = says("its value")
    valued_by: Person = says("who valued it")
    valued_on: Day = says("day of the valuation")
    rank: Number = says("rank of the security: 1 comes first")
    ahead: Amount = says("claims of others that come first, or `none`")
    seized_rank: Number = says("rank of the creditor's own seizure, or `none` if it did not seize")
    seized_by_others: Text = says("seizures by others, and their rank, or `none` if searched and not found")
    maximum: Amount = says("most that a maximum-amount mortgage secures, or `none` if it is not of that sort")
    fixed_on: Day = says("day on which the claims under it were fixed, or `none`")
    registered: YesNo = says("whether it stands in the register")
    occupied_by: Text = says("who uses it, and leases that bind a buyer, or `none`")
    where: Text = says("where it is")


class Pool(Record):
    """A set of claims that moves together."""

    name: Named = says("name of the pool")
    kind: Annotated[str | None, word("asset")] = says("sort of asset", "non_performing_corporate_loans")
    law_of_claims: System = says("law that governs the claims against the debtors", "CN")
    originated_by: Persons = says("who made the loans, if known")
    identified_by: Annotated[str | None, word("identification")] = says("how the assets are told apart: by list or criteria")
    identified_on: Day = says("day as of which the list or the criteria were fixed")
    criteria: Texts = says("criteria that the assets meet by the documents")
    picked: Annotated[str | None, word("picking")] = says("how they were picked from all that fit")
    cut_off: Day = says("cut-off day of the figures")
    claims: Amount = says("principal, interest and fees at the cut-off")
    principal: Amount = says("principal at the cut-off")
    balance: Amount = says("claims outstanding, by day under `dated`")
    book_value: Amount = says("value net of provisions in the books of whoever brought them in")
    loans: Number = says("number of loans")
    remaining_months: Number = says("average time the loans still run, in months, weighted by size")
    highest_rate: Rate = says("highest interest rate a year")
    rates: Text = says("how interest is fixed", "70% float with LPR, 30% fixed")
    currencies: Texts = says("currencies of the claims")
    debtors: Number = says("number of debtors")
    debtor_sorts: Annotated[tuple[str, ...] | None, words("debtor")] = says("sorts of debtors")
    state_owned: Share = says("part owed by debtors that the State owns")
    owed_by_related: Share = says("part owed by the originator's own group")
    listed_as_bad: Share = says("part owed by debtors on public lists of bad payers, or `none` if searched and not found")
    largest_debtor: Share = says("largest debtor's part of the claims")
    where: Text = says("where the debtors are")
    secured: Share = says("part of the claims with mortgage or pledge")
    guaranteed: Share = says("part of the claims with a guarantor only")
    lender_of_record: Actor = says("who stands as creditor in contracts and registers")
    made_from: Day = says("day of the oldest loan contract")
    made_until: Day = says("day of the youngest loan contract")
    made_how: Text = says("standards and channel by which the loans were made, and departures from them, or `none`")
    self_certified: Share = says("part whose borrowers' own statements nobody checked")
    whole_loans: Share = says("part that are whole loans, not shares in loans or securities")
    securitisation_positions: Share = says("part that are themselves asset-backed securities")
    co_lent: Share = says("part lent together with another lender")
    originator_share: Share = says("the originator's own part of what is lent together")
    loan_to_value: Rate = says("average of claims to value of collateral, weighted by size")
    non_performing: Share = says("part that is non-performing by the measure of the documents")
    charged_off: Share = says("part that somebody has charged off")
    restructured: Share = says("part whose terms were changed because the debtor was in trouble")
    not_yet_paid_once: Share = says("part on which no payment was ever made")
    from_sale_of_collateral: Share = says("part of expected money that comes from selling collateral or leased things")
    grades: Annotated[dict[str, Grade] | None, Keyed()] = says("classes of loan quality")
    arrears: Annotated[dict[str, Arrears] | None, Keyed()] = says("parts by days late")
    stages: Annotated[dict[str, Stage] | None, Keyed()] = says("parts by stage of suit and enforcement")
    collateral: Annotated[dict[str, Collateral] | None, Keyed()] = says("security for the claims, by kind")
    forecasts: Annotated[dict[str, Forecast] | None, Keyed()] = says("forecasts of collections, each with its author")
    collected: Annotated[dict[str, Period] | None, Keyed()] = says("what in fact came in, by period")
    history: Annotated[dict[str, Period] | None, Keyed()] = says("what like assets brought in and lost before, by period")
    concentrations: Annotated[dict[str, Concentration] | None, Keyed()] = says("weight of the largest debtors")
    title_disputes: Text = says("disputes over who owns the claims, or `none` if searched and not found")
    defences: Text = says("defences and counterclaims that debtors have raised, or `none`")
    last_demands: Day = says("day by which each debtor had last been asked to pay, or sued")
    limitation_ends: Day = says("first day on which time runs out on any claim, if nothing is done")
    time_run_out: Share = says("part on which nobody asked for payment within the time the law allows")
    guarantors_notified: Day = says("day by which guarantors had notice of the transfer, or `none`")
    guarantee_bars: Text = says("terms of guarantees that bar passing the claims on, or `none` if searched and not found")
    guarantors_consent: Text = says("written consent of those guarantors, or `none`")
    transfer_barred_by: Text = says("contract term or law that bars passing the claims on, or `none` if searched and not found")
    transfer_bar: Annotated[str | None, word("transfer_bar")] = says("what the bar rests on", "agreement")
    transfer_consent: Text = says("consent or approval that lifts the bar, or `none`")
    trade_barred_by: Text = says("law that bars or restricts trade in assets of this sort, or `none` if searched and not found")
    trade_approval: Text = says("approval that lifts that restriction, or `none`")
    registration_required_by: Text = says(
        "statute or regulation that has the passing on registered, or `none` if searched and not found"
    )
    all_due_by: Day = says("day by which all the claims have fallen due, or `none` if some run on")
    security_in_name_of: Actor = says("in whose name mortgages and pledges are registered")
    originals_held_by: Actor = says("who holds the signed notes and contracts")
    endorsements: Text = says("chain of endorsements and of recorded mortgage assignments, and what is missing, or `none`")
    max_amount_mortgages: YesNo = says("whether maximum-amount mortgages secure any claim")
    max_amounts_fixed: Day = says("day by which all claims under maximum-amount mortgages were fixed, or `none`")
    max_amounts_split: YesNo = says("whether claims under the same maximum-amount mortgage stay behind with the transferor")
    max_amounts_clause: Text = says("clause that lets a maximum-amount mortgage pass with a part of the claims, or `none`")
