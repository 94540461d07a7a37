"""Who gives assets to whom and who supports whom: trusts, transfers, security, support, loans, claims, hedges, options."""

from typing import Annotated

from legalmodel.model.conveyance import Conveyance
from legalmodel.model.perfection import Perfection
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
    """One act, written once: the settlor places assets in trust with a trustee, and they become trust property, an estate of its own."""

    settlor: Together = says("settlor, or several jointly; it may also be a trustee")
    trustee: Together = says("trustee, or several jointly", "ciit", ["first", "second"])
    estate: Annotated[str | None, ref("estate")] = says("the trust to which the assets are transferred")
    form: Annotated[str | None, word("instrument_form")] = says("form of the instrument", "written")
    contents: Annotated[tuple[str, ...] | None, words("contents")] = says("items stated in the instrument")
    purposes: Annotated[tuple[str, ...] | None, words("purpose")] = says("all trust purposes stated in the instrument")
    beneficiaries_defined_as: Text = says("how the beneficiaries or their class are determined", "holders of the securities")
    beneficiaries: Annotated[dict[str, Beneficiary] | None, Keyed()] = says(
        "the beneficiaries one by one, as far as determined"
    )
    protectors: Actors = says("protectors who supervise the trustee and may replace or stop it, or `none`")
    endings: Annotated[tuple[str, ...] | None, words("ending")] = says("events terminating the trust under the instrument")
    settlor_powers: Annotated[tuple[str, ...] | None, words("power")] = says("powers retained by the settlor")
    successor_chosen_by: Annotated[str | None, word("chooser")] = says("who appoints a new trustee under the instrument")
    remainder_to: Actor = says("person entitled to the remaining trust property on termination")
    books_of_trustee: Annotated[str | None, word("separation")] = says(
        "whether the trustee keeps separate accounts for the trust"
    )
    set_off_allowed: YesNo = says("whether any clause permits set-off of the trust's claims")


class Transfer(Conveyance):
    """A sale, contribution or other passing of assets between two parties, without a new trust."""

    transferor: Actor = says("transferor")
    transferee: Actor = says("transferee")
    specific_because: Annotated[tuple[str, ...] | None, words("specific_ground")] = says(
        "why the transferor's own business can matter to holders, or `none` (a specific originator)", "feeds_revolving"
    )
    purchase_under: Annotated[str | None, ref("hop")] = says(
        "the earlier hop whose terms on revolving purchases this purchase carries out"
    )


class Charge(Record):
    """A right over assets that secures somebody: pledge, mortgage, seizure, statutory lien."""

    kind: Annotated[str | None, word("charge_kind")] = says("type of right", "indenture_grant", "judicial_seizure")
    by: Actor = says("owner of the charged asset")
    to: Actor = says("secured creditor")
    over: Assets = says("over what")
    part: Amount = says("how much of it, where not all")
    secures: Text = says("secured obligation")
    secures_amount: Amount = says("how much it secures, or `none` if unlimited")
    rank: Number = says("ranking over these assets: 1 ranks first")
    law: System = says("governing law")
    document: Paper = says("the contract or order")
    since: Day = says("date from which it ranks")
    until: Day = says("release date, or `none`")
    release: Paper = says("document that shows the release, or `none`")
    perfected_by: Text = says("perfection by filing or possession, or `none`")
    perfected_on: Day = says("date of perfection, or `none`")
    perfections: Annotated[dict[str, Perfection] | None, Keyed()] = says(
        "each step of perfection: how, where, under which name and until when"
    )
    enforced_by: Text = says("who may enforce, and on whose direction")


class Guarantee(Record):
    """Any support for a deal, from outside or built in: by whom, to whom, for what, up to how much, drawn when."""

    kind: Annotated[str | None, word("support")] = says("type of credit enhancement", "guarantee", "top_up", "reserve")
    by: Actor = says("provider, or who bears the first loss")
    to: Actor = says("beneficiary")
    of: Classes = says("supported classes")
    for_assets: Assets = says("assets whose losses it covers, if it supports assets rather than classes")
    covers: Annotated[tuple[str, ...] | None, words("covers")] = says("what it covers")
    cap: Amount = says("cap on drawings, or `none` if unlimited")
    cap_share: Share = says("the cap as a percentage of the classes or of the issue", "22%")
    losses_from: Share = says("attachment point, as a percentage of the pool")
    losses_to: Share = says("detachment point, as a percentage of the pool")
    drawn_when: Text = says("when it is drawn")
    form: Annotated[str | None, word("guarantee_form")] = says("general guarantee or joint and several liability")
    wording: Text = says("wording of the provider's undertaking", "will use its best efforts")
    revocable: Text = says("whether and when it can be withdrawn or varied, or `none`")
    account: AccountId = says("account that holds a reserve or collateral")
    funded_by: Actor = says("who funds it")
    funded_from: Annotated[tuple[str, ...] | None, words("funded_from")] = says(
        "out of which money", "issue_proceeds", "collections"
    )
    funded: Amount = says("amount funded at closing")
    funded_on: Day = says("funding date, or `none`")
    target: Amount = says("target amount to which it is replenished, or `none`")
    released_when: Text = says("when the balance is released, and to whom")
    repaid_from: Text = says("source of repayment of drawings, or `none`")
    repaid_rank: Number = says("rank of that repayment in the priority of payments")
    fee: Amount = says("fee for the credit enhancement, or `none`")
    fee_rate: Rate = says("the same as an annual rate")
    fee_fixed_by: Text = says("how the price was found: market offers, a table of the authority")
    rating_needed: Text = says("required rating of the provider, or `none`")
    replaced_when: Text = says("replacement trigger: what happens if the provider loses that rating")
    document: Paper = says("the contract")
    resolution: Text = says("corporate resolution authorising it, or `none`")
    resolution_examined: YesNo = says(
        "whether the beneficiary examined a corporate resolution before the credit enhancement was agreed"
    )
    resolution_published: Day = says("date on which a listed provider announced that resolution, or `none`")
    law: System = says("governing law")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Loan(Record):
    """Money lent: an advance, a line of credit, a purchase price left standing."""

    lender: Actor = says("lender")
    borrower: Actor = says("borrower")
    kind: Text = says("sort of loan", "revolving line")
    funding: Annotated[str | None, word("funding")] = says("sort of funding that it is for the borrower", "bank")
    amount: Amount = says("amount or limit")
    balance: Amount = says("amount outstanding")
    rate: Rate = says("annual interest rate")
    purpose: Text = says("what it is for")
    use: Annotated[str | None, word("borrowing_use")] = says("the same as a word, for a vehicle that borrows", "buy_assets")
    under_plan: Annotated[str | None, ref("plan")] = says("plan under whose limit it is taken, or `none`")
    finances: Anything = says("the holding or asset that it pays for")
    secured_by: Annotated[str | None, ref("charge")] = says("security for it")
    rank: Text = says("ranking against the securities", "behind all classes")
    limited_to: Assets = says("assets to which the lender's recourse is limited, or `none` if it has full recourse")
    non_petition_days: Number = says("non-petition period of the lender in days after full payment, or `none`")
    source: Text = says("lender's source of funds", "bank loans", "issue of asset-backed securities")
    law: System = says("governing law")
    document: Paper = says("the contract")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Claim(Record):
    """What one side owes another outside the pool, and might be set off: a debtor's deposit, a fee due."""

    creditor: Actor = says("creditor")
    debtor: Actor = says("debtor")
    amount: Amount = says("how much")
    arises_from: Text = says("from what", "deposits")
    since: Day = says("when it arose")
    due: Day = says("when it falls due")
    acquired: Day = says("date on which the creditor acquired it from another, or `none`")
    against: Annotated[str | None, ref("claim")] = says("cross-claim against which it might be set off")
    pool: Annotated[str | None, ref("pool")] = says("pool whose claims might be reduced by set-off")
    same_contract: YesNo = says("whether it arises under the same contract as the pool's claim")
    set_off_excluded_by: Text = says("clause or law excluding set-off, or `none`")
    non_petition_days: Number = says("non-petition period of the creditor in days after full payment, or `none`")
    document: Paper = says("the contract")


class Hedge(Record):
    """A swap, cap or other contract by which a risk is exchanged."""

    kind: Annotated[str | None, word("hedge")] = says("type of contract", "interest_rate_swap", "credit_default_swap")
    by: Actor = says("who assumes the risk")
    to: Actor = says("who is protected")
    risk: Annotated[str | None, word("risk")] = says("which risk", "interest_rate", "credit")
    of: Assets = says("the pool, class or account whose risk it is")
    notional: Amount = says("notional amount")
    by_pays: Text = says("what the one who takes the risk pays", "3m EURIBOR")
    to_pays: Text = says("what the other pays", "0.35% a year")
    exposure_share: Share = says("maximum expected payment by the counterparty, as a percentage of the pool")
    rank: Number = says("rank of regular payments to the counterparty in the priority of payments")
    rank_on_default: Number = says("rank of its termination payment if it is itself in default")
    order_turns_on: Text = says("flip event, on which its rank falls below the holders, or `none`")
    rating_needed: Text = says("required rating of the counterparty, or `none`")
    replaced_when: Text = says("replacement trigger: what happens if it loses that rating")
    collateral: AccountId = says("account that holds collateral, or `none`")
    form: Text = says("standard form it follows", "ISDA 2002")
    document: Paper = says("the contract")
    law: System = says("law that governs it")
    limited_to: Assets = says("assets to which the counterparty's recourse is limited, or `none` if there is no limit")
    non_petition_days: Number = says("non-petition period of the counterparty in days after full payment, or `none`")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Option(Record):
    """A right to call, put or redeem."""

    holder: Actor = says("who may exercise it")
    against: Actor = says("against whom")
    over: Assets = says("over what")
    kind: Text = says("type of right", "clean-up call")
    sort: Annotated[str | None, word("option_kind")] = says("which of these it is", "put_back", "first_refusal")
    trigger: Annotated[str | None, word("buy_back_trigger")] = says("event on which it can be exercised", "default")
    share: Share = says("part of the assets that it covers")
    exercisable_when: Text = says("when", "pool at 10% or less")
    at_most: Share = says("pool size at which it is exercisable, as a percentage of its original size", "10%")
    price: Text = says("at which price")
    price_rate: Rate = says("the same in percent")
    since: Day = says("first day on which it can be exercised")
    until: Day = says("last day, or `none`")
    exercised: Day = says("day of exercise, or `none`")
    notice_days: Number = says("days of notice")
    document: Paper = says("the contract")
    clause: Text = says("clause")
