"""What the deal is about: pools of claims, with their quality, security, suits and forecasts."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.selection import Eligibility, Limit, Sampling, Stratum
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

    grade: Annotated[str | None, word("npl_grade")] = says("classification", "substandard")
    share: Share = says("part of the pool by claims", "96.7%")
    amount: Amount = says("claims in this class")
    by: Person = says("who classified")
    on: Day = says("date of the classification")


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
    amount: Amount = says("expected recoveries, before or after costs as the source states")
    share_of_claims: Share = says("the same as a part of all claims")
    net_of_costs: YesNo = says("whether recovery expenses are deducted")
    costs: Amount = says("recovery expenses assumed")
    tax: Amount = says("tax on disposal assumed")
    method: Text = says("how it was made", "loan by loan", "static pools of 2010 to 2015")
    periods: Annotated[dict[str, Period] | None, Keyed()] = says("the forecast by period")
    document: Paper = says("where it stands")


class Concentration(Record):
    """How much depends on the largest debtors, or on one debtor, region or trade."""

    largest: Number = says("number of largest obligors counted", 3)
    of: Text = says("obligor, region, sector or group counted", "Shandong")
    party: Actor = says("the debtor or group, if it is a party")
    share: Share = says("their percentage", "56.62%")
    base: Text = says("of what: claims or expected collections", "expected collections")
    measured_on: Annotated[str | None, word("concentration_base")] = says("the same as a word", "future_cash_flow")


class Arrears(Record):
    """The part of a pool that is late by so many days."""

    from_days: Number = says("minimum days past due", 31)
    to_days: Number = says("maximum days past due, or `none`")
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

    kind: Annotated[str | None, word("collateral")] = says("type of collateral", "land", "equipment")
    secures: Amount = says("claims that it secures")
    value: Amount = says("its value")
    valued_by: Person = says("who valued it")
    valued_on: Day = says("day of the valuation")
    rank: Number = says("rank of the security: 1 comes first")
    ahead: Amount = says("prior-ranking claims of others, or `none`")
    seized_rank: Number = says("rank of the creditor's own attachment, or `none` if it did not attach")
    seized_by_others: Text = says("attachments by others, and their rank, or `none` if searched and not found")
    maximum: Amount = says("maximum secured by a maximum-amount mortgage, or `none` if it is not one")
    fixed_on: Day = says("date on which the claims under it were determined, or `none`")
    registered: YesNo = says("whether it is registered")
    occupied_by: Text = says("who uses it, and leases that bind a buyer, or `none`")
    where: Text = says("where it is")


class Pool(Record):
    """A set of claims that moves together."""

    name: Named = says("name of the pool")
    kind: Annotated[str | None, word("asset")] = says("type of asset", "non_performing_corporate_loans")
    law_of_claims: System = says("governing law of the receivables", "CN")
    originated_by: Persons = says("originator of the loans, if known")
    identified_by: Annotated[str | None, word("identification")] = says(
        "how the assets are identified: by list, by criteria, or as all assets of the giver without more"
    )
    identified_on: Day = says("day as of which the list or the criteria were fixed")
    criteria: Texts = says("eligibility criteria under the documents")
    eligibility: Annotated[dict[str, Eligibility] | None, Keyed(of_law=False)] = says(
        "the same as conditions that a loan tape can be held against"
    )
    limits: Annotated[dict[str, Limit] | None, Keyed(of_law=False)] = says("concentration limits under the documents")
    strata: Annotated[dict[str, Stratum] | None, Keyed(whole=True, of_law=False)] = says("tables of the stratification")
    sampling: Sampling | None = says("how the loans that are kept were drawn at random")
    picked: Annotated[str | None, word("picking")] = says("how they were selected from all eligible assets")
    oldest_loan: Day = says("day on which the oldest of its loans was made")
    cut_off: Day = says("cut-off date of the figures")
    claims: Amount = says("principal, interest and fees at the cut-off date")
    principal: Amount = says("principal at the cut-off date")
    balance: Amount = says("outstanding claims, by date under `dated`")
    book_value: Amount = says("book value net of provisions of the party that contributed them")
    loans: Number = says("number of loans")
    remaining_months: Number = says("weighted average remaining term, in months")
    highest_rate: Rate = says("highest interest rate a year")
    rates: Text = says("how interest is fixed", "70% float with LPR, 30% fixed")
    currencies: Texts = says("currencies of the claims")
    debtors: Number = says("number of obligors")
    debtor_sorts: Annotated[tuple[str, ...] | None, words("debtor")] = says("types of obligors")
    state_owned: Share = says("part owed by State-owned obligors")
    owed_by_related: Share = says("part owed by the originator's affiliates")
    listed_as_bad: Share = says("part owed by obligors on public lists of defaulters, or `none` if searched and not found")
    largest_debtor: Share = says("percentage of the claims owed by the largest obligor")
    largest_debt: Amount = says("largest amount that any one obligor owes in the pool")
    where: Text = says("where the obligors are")
    secured: Share = says("part of the claims secured by mortgage or pledge")
    guaranteed: Share = says("part of the claims secured by a guarantee only")
    lender_of_record: Actor = says("lender of record in contracts and registers")
    made_from: Day = says("date of the earliest loan contract")
    made_until: Day = says("date of the latest loan contract")
    made_how: Text = says("underwriting standards and channel, and departures from them, or `none`")
    same_standards: YesNo = says(
        "whether they were made under the standards that the originator applies to like claims it keeps"
    )
    creditworthiness_assessed: YesNo = says("whether each obligor's ability to pay was assessed before the loan was made")
    insolvent_before: Share = says(
        "part owed by obligors who were insolvent, or under final enforcement for missed payments, in the three years before, "
        "as far as the originator knows"
    )
    higher_risk: Share = says(
        "part whose score shows a risk significantly higher than that of like claims the originator keeps"
    )
    self_certified: Share = says("part with unverified borrower statements")
    whole_loans: Share = says("part that are whole loans, not shares in loans or securities")
    securitisation_positions: Share = says("part that are themselves asset-backed securities")
    co_lent: Share = says("co-lent part")
    originator_share: Share = says("originator's funding share of co-lent loans")
    own_share_least: Share = says("smallest part of any one co-lent loan that the originator funds itself")
    co_lenders: Persons = says("who lends together with the originator")
    lent_online: YesNo = says("whether the loans are applied for, decided and paid out over a network")
    loan_use: Annotated[tuple[str, ...] | None, words("loan_use")] = says("all uses of the money lent", "consumption")
    loan_to_value: Rate = says("weighted average loan-to-value ratio")
    non_performing: Share = says("non-performing part, by the documents' definition")
    charged_off: Share = says("part written off")
    restructured: Share = says("part restructured because the obligor was in difficulty")
    payment_plan: Text = says("agreement that fixes what restructured claims pay, and when, or `none`")
    plan_arrears: Share = says("part that is late under such an agreement")
    prolonged: Share = says("part whose term was extended")
    past_arrears: Number = says("how often any loan was late before, at most")
    past_arrears_days: Number = says("for how many days in all, at most")
    youngest_debtor: Number = says("age of the youngest obligor, in years")
    rate_shown: YesNo = says("whether each loan contract states all interest and fees as one yearly rate")
    interest_in_advance: YesNo = says("whether interest or fees are taken off the money lent")
    not_yet_paid_once: Share = says("part on which no payment was ever made")
    from_sale_of_collateral: Share = says("part of expected recoveries from selling collateral or leased assets")
    grades: Annotated[dict[str, Grade] | None, Keyed()] = says("loan classifications")
    arrears: Annotated[dict[str, Arrears] | None, Keyed()] = says("parts by days past due")
    stages: Annotated[dict[str, Stage] | None, Keyed()] = says("parts by stage of litigation and enforcement")
    collateral: Annotated[dict[str, Collateral] | None, Keyed()] = says("collateral for the claims, by type")
    forecasts: Annotated[dict[str, Forecast] | None, Keyed()] = says("recovery forecasts, each with its author")
    collected: Annotated[dict[str, Period] | None, Keyed()] = says("actual collections, by period")
    history: Annotated[dict[str, Period] | None, Keyed()] = says("past recoveries and losses on similar assets, by period")
    concentrations: Annotated[dict[str, Concentration] | None, Keyed()] = says("concentration on the largest obligors")
    title_disputes: Text = says("title disputes over the claims, or `none` if searched and not found")
    defences: Text = says("defences and counterclaims raised by obligors, or `none`")
    last_demands: Day = says("date by which each obligor had last been asked to pay, or sued")
    limitation_ends: Day = says("first day on which the limitation period of any claim expires, if nothing is done")
    time_run_out: Share = says("part on which no demand was made within the limitation period")
    guarantors_notified: Day = says("date by which guarantors had notice of the assignment, or `none`")
    guarantee_bars: Text = says("guarantee terms prohibiting assignment, or `none` if searched and not found")
    guarantors_consent: Text = says("written consent of those guarantors, or `none`")
    transfer_barred_by: Text = says(
        "what a document of the deal states to prohibit assignment, or `none` if searched and not found"
    )
    transfer_bar: Annotated[str | None, word("transfer_bar")] = says(
        "what that document gives as the basis of the prohibition", "agreement"
    )
    transfer_consent: Text = says("consent or approval that lifts the prohibition, or `none`")
    trade_barred_by: Text = says(
        "what a document of the deal states to prohibit or restrict trade in these assets, or `none` if searched and not found"
    )
    trade_approval: Text = says("approval that lifts that restriction, or `none`")
    registration_required_by: Text = says(
        "what a document of the deal states to require registration of the transfer, or `none` if searched and not found"
    )
    all_due_by: Day = says("day by which all the claims have fallen due, or `none` if some run on")
    security_in_name_of: Actor = says("in whose name mortgages and pledges are registered")
    originals_held_by: Actor = says("who holds the signed notes and contracts")
    endorsements: Text = says("chain of endorsements and of recorded mortgage assignments, and what is missing, or `none`")
    max_amount_mortgages: YesNo = says("whether maximum-amount mortgages secure any claim")
    max_amounts_fixed: Day = says("date by which all claims under maximum-amount mortgages were determined, or `none`")
    max_amounts_split: YesNo = says("whether claims under the same maximum-amount mortgage were retained by the transferor")
    max_amounts_clause: Text = says("clause under which a maximum-amount mortgage transfers with part of the claims, or `none`")
