"""Who gives assets to whom and who supports whom: trusts, transfers, security, support, loans, claims, hedges, options."""

from typing import Annotated

from legalmodel.model.conveyance import Conveyance
from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    AccountId,
    Actor,
    Actors,
    Amount,
    Anything,
    Assets,
    Classes,
    Day,
    Keyed,
    Number,
    Paper,
    Part,
    Rate,
    Share,
    System,
    Text,
    Together,
    YesNo,
    ref,
    word,
    words,
)


class Beneficiary(Record):
    """Who benefits from a trust: a person, or a class that the instrument defines."""

    who: Actor = says("the beneficiary, where one is named or determined")
    defined_as: Text = says("how it is determined, where nobody is named", "children of the settlor under age")
    of: Annotated[str | None, word("money")] = says("in what it has a part", "income", "all")
    share: Part = says("which part, or the band that a register gives")
    conditional: Text = says("on what its right depends, or `none`", "the trustee's discretion")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")
    document: Paper = says("where it stands")


class Trust(Conveyance):
    """One act, written once: the settlor entrusts assets to a trustee, and they become an estate of their own."""

    settlor: Together = says("who entrusts the assets, or several who do so together; it may be a trustee as well")
    trustee: Together = says("who takes them as trustee, or several who hold together", "ciit", ["first", "second"])
    estate: Annotated[str | None, ref("estate")] = says("the estate they become")
    form: Annotated[str | None, word("instrument_form")] = says("form of the instrument", "written")
    contents: Annotated[tuple[str, ...] | None, words("contents")] = says("matters that the instrument lays down")
    purposes: Annotated[tuple[str, ...] | None, words("purpose")] = says("purposes that the instrument names, all of them")
    beneficiaries_defined_as: Text = says("how the beneficiaries or their class are determined", "holders of the securities")
    beneficiaries: Annotated[dict[str, Beneficiary] | None, Keyed()] = says(
        "the beneficiaries one by one, as far as determined"
    )
    protectors: Actors = says("who watches over the trustee and may replace or stop it, or `none`")
    endings: Annotated[tuple[str, ...] | None, words("ending")] = says("events that end the trust under the instrument")
    settlor_powers: Annotated[tuple[str, ...] | None, words("power")] = says("powers that the settlor keeps")
    successor_chosen_by: Annotated[str | None, word("chooser")] = says("who chooses a new trustee under the instrument")
    remainder_to: Actor = says("who takes what is left when the trust ends")
    books_of_trustee: Annotated[str | None, word("separation")] = says("whether the trustee books the estate apart")
    set_off_allowed: YesNo = says("whether any clause lets the estate's claims be set off")


class Transfer(Conveyance):
    """A sale, contribution or other passing of assets between two parties, without a new trust."""

    transferor: Actor = says("who gives")
    transferee: Actor = says("who takes")


class Charge(Record):
    """A right over assets that secures somebody: pledge, mortgage, seizure, statutory lien."""

    kind: Annotated[str | None, word("charge_kind")] = says("sort of right", "indenture_grant", "judicial_seizure")
    by: Actor = says("whose asset is charged")
    to: Actor = says("who is secured")
    over: Assets = says("over what")
    part: Amount = says("how much of it, where not all")
    secures: Text = says("what it secures")
    secures_amount: Amount = says("how much it secures, or `none` if unlimited")
    rank: Number = says("its rank over these assets: 1 comes first")
    law: System = says("law that governs it")
    document: Paper = says("the contract or order")
    since: Day = says("day from which it ranks")
    until: Day = says("day of release, or `none`")
    perfected_by: Text = says("filing or possession, or `none`")
    perfected_on: Day = says("day of that step, or `none`")
    enforced_by: Text = says("who may enforce, and on whose direction")


class Guarantee(Record):
    """Any support for a deal, from outside or built in: by whom, to whom, for what, up to how much, drawn when."""

    kind: Annotated[str | None, word("support")] = says("sort of support", "guarantee", "top_up", "reserve")
    by: Actor = says("who gives it or bears the loss first")
    to: Actor = says("to whom")
    of: Classes = says("which classes it supports")
    for_assets: Assets = says("assets whose loss it covers, where it stands behind assets and not classes")
    covers: Annotated[tuple[str, ...] | None, words("covers")] = says("what it covers")
    cap: Amount = says("most that can be drawn, or `none` if unlimited")
    cap_share: Share = says("the same as a part of the classes or of the issue", "22%")
    losses_from: Share = says("loss on the pool at which it begins to bear, as a part of the pool")
    losses_to: Share = says("loss at which it is used up")
    drawn_when: Text = says("when it is drawn")
    form: Annotated[str | None, word("guarantee_form")] = says("secondary or joint and several")
    wording: Text = says("its own words on what the giver binds itself to", "will use its best efforts")
    revocable: Text = says("whether and when it can be taken back or varied, or `none`")
    account: AccountId = says("account that holds a reserve or collateral")
    funded_by: Actor = says("who puts the money in")
    funded: Amount = says("how much is in it at closing")
    funded_on: Day = says("when it was put in, or `none`")
    target: Amount = says("amount to which it is filled up, or `none`")
    released_when: Text = says("when what is left goes back, and to whom")
    repaid_from: Text = says("from what drawings are repaid, or `none`")
    repaid_rank: Number = says("rank of that repayment in the order of payments")
    fee: Amount = says("price of the support, or `none`")
    fee_rate: Rate = says("the same as a rate a year")
    fee_fixed_by: Text = says("how the price was found: market offers, a table of the authority")
    rating_needed: Text = says("rating that the giver must keep, or `none`")
    replaced_when: Text = says("what happens if it loses that rating")
    document: Paper = says("the contract")
    resolution: Text = says("corporate decision that allows it, or `none`")
    resolution_examined: YesNo = says(
        "whether the receiver was shown a corporate decision, and examined it, before the support was agreed"
    )
    resolution_published: Day = says("day on which a listed giver published that decision, or `none`")
    law: System = says("law that governs it")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Loan(Record):
    """Money lent: an advance, a line of credit, a purchase price left standing."""

    lender: Actor = says("who lends")
    borrower: Actor = says("who owes")
    kind: Text = says("sort of loan", "revolving line")
    amount: Amount = says("amount or limit")
    balance: Amount = says("amount outstanding")
    rate: Rate = says("interest a year")
    purpose: Text = says("what it is for")
    finances: Anything = says("the holding or asset that it pays for")
    secured_by: Annotated[str | None, ref("charge")] = says("security for it")
    rank: Text = says("how it ranks with the securities", "behind all classes")
    limited_to: Assets = says("assets to which the lender is confined, or `none` if the borrower owes with all it has")
    non_petition_days: Number = says("days after full payment for which the lender may not petition, or `none`")
    source: Text = says("where the lender has the money from", "bank loans", "issue of asset-backed securities")
    law: System = says("law that governs it")
    document: Paper = says("the contract")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Claim(Record):
    """What one side owes another outside the pool, and might be set off: a debtor's deposit, a fee due."""

    creditor: Actor = says("who is owed")
    debtor: Actor = says("who owes")
    amount: Amount = says("how much")
    arises_from: Text = says("from what", "deposits")
    since: Day = says("when it arose")
    due: Day = says("when it falls due")
    acquired: Day = says("when the creditor got it from another, or `none`")
    against: Annotated[str | None, ref("claim")] = says("claim the other way against which it might be set off")
    pool: Annotated[str | None, ref("pool")] = says("pool against whose claims it might be set off")
    same_contract: YesNo = says("whether it comes from the same contract as the pool's claim")
    set_off_excluded_by: Text = says("clause or law that shuts set-off out, or `none`")
    non_petition_days: Number = says("days after full payment for which the creditor may not petition, or `none`")
    document: Paper = says("the contract")


class Hedge(Record):
    """A swap, cap or other contract by which a risk is exchanged."""

    kind: Annotated[str | None, word("hedge")] = says("sort of contract", "interest_rate_swap", "credit_default_swap")
    by: Actor = says("who takes the risk on")
    to: Actor = says("who is relieved of it")
    risk: Annotated[str | None, word("risk")] = says("which risk", "interest_rate", "credit")
    of: Assets = says("the pool, class or account whose risk it is")
    notional: Amount = says("amount it is reckoned on")
    by_pays: Text = says("what the one who takes the risk pays", "3m EURIBOR")
    to_pays: Text = says("what the other pays", "0.35% a year")
    exposure_share: Share = says("most that the counterparty is expected to pay, as a part of the pool")
    rank: Number = says("rank of regular payments to the counterparty in the order of payments")
    rank_on_default: Number = says("rank of its termination payment where it is itself in default")
    order_turns_on: Text = says("event on which its rank falls behind the holders, or `none`")
    rating_needed: Text = says("rating that the counterparty must keep, or `none`")
    replaced_when: Text = says("what happens if it loses that rating")
    collateral: AccountId = says("account that holds collateral, or `none`")
    form: Text = says("standard form it follows", "ISDA 2002")
    document: Paper = says("the contract")
    law: System = says("law that governs it")
    limited_to: Assets = says("assets to which the counterparty is confined, or `none` if there is no limit")
    non_petition_days: Number = says("days after full payment for which the counterparty may not petition, or `none`")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Option(Record):
    """A right to call, put or redeem."""

    holder: Actor = says("who may exercise it")
    against: Actor = says("against whom")
    over: Assets = says("over what")
    kind: Text = says("sort of right", "clean-up call")
    exercisable_when: Text = says("when", "pool at 10% or less")
    at_most: Share = says("pool size at which it opens, as a part of its first size", "10%")
    price: Text = says("at which price")
    price_rate: Rate = says("the same in percent")
    since: Day = says("first day on which it can be exercised")
    until: Day = says("last day, or `none`")
    exercised: Day = says("day of exercise, or `none`")
    notice_days: Number = says("days of notice")
    document: Paper = says("the contract")
    clause: Text = says("clause")
