"""How assets pass and who supports whom: trusts, transfers, security, guarantees, loans and claims."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import Amount, Day, Keyed, Number, Rate, Share, System, Text, ref, refs, word, words


class Dates(Record):
    """The days of a transfer; law is chosen by the day of each act."""

    cut_off: Day = says("day from which collections belong to the other side")
    signed: Day = says("day of signing")
    effective: Day = says("day on which the assets or the trust take effect")
    paid: Day = says("day on which the price was in fact paid")
    ends: Day = says("day on which the trust or arrangement ended, or `none` while it goes on")


class InterimCollections(Record):
    """Money collected between cut-off and closing, which belongs to the other side."""

    amount: Amount = says("how much was collected")
    held_by: Annotated[str | None, ref("actor")] = says("who held it until closing")
    account: Annotated[str | None, ref("account")] = says("on which account it lay")
    paid_over: Day = says("day on which it was paid over, or `none`")


class BuyBack(Record):
    """A duty or right to take assets back or replace them."""

    trigger: Annotated[str | None, word("buy_back_trigger")] = says("what sets it off", "ineligible_at_cut_off")
    duty: Annotated[str | None, word("duty")] = says("whether the party must or may", "must")
    by: Annotated[str | None, ref("actor")] = says("who takes back; the transferor unless said otherwise")
    price: Annotated[str | None, word("buy_back_price")] = says("at which price", "par")
    cap: Amount = says("most it can cost, or `none`")
    at_most: Share = says("only when the pool has fallen to this part of its first size", "10%")
    clause: Text = says("clause", "trust contract §9")


class Notice(Record):
    """Word given of a transfer."""

    to: Text = says("to whom", "each debtor", "the public")
    form: Annotated[str | None, word("notice_form")] = says("how", "individual", "newspaper", "register")
    date: Day = says("when, or `none` if not given")
    medium: Text = says("newspaper or register")


class Conveyance(Record):
    """What trusts and transfers share: the passing of assets from one side to the other, as one hop."""

    assets: Annotated[tuple[str, ...] | None, refs("asset")] = says("pools or other assets that pass")
    act: Annotated[str | None, word("act")] = says("kind of act", "sale", "contribution")
    law: System = says("law of the contract", "CN")
    law_of_claims: System = says("law of the claims that pass, where it differs from the pool's")
    law_of_priority: System = says("law that decides effects on third parties", "CN")
    document: Annotated[str | None, ref("document")] = says("the contract")
    dates: Dates | None = says("the days of the act")
    price: Amount = says("price agreed")
    price_paid: Amount = says("price in fact paid")
    fair_value: Amount = says("value on the day of the act, by an independent valuer")
    valued_by: Annotated[str | None, ref("party")] = says("who valued")
    interim_collections: InterimCollections | None = says("money collected between cut-off and closing")
    buy_backs: Annotated[dict[str, BuyBack] | None, Keyed()] = says("each duty or right to take assets back")
    notices: Annotated[dict[str, Notice] | None, Keyed()] = says("notices given of the transfer")
    authorised_by: Text = says("corporate decision or approval behind the act, or `none`")
    perfected_by: Text = says("filing, registration or delivery that protects it against others, or `none`")
    perfected_on: Day = says("day of that step, or `none`")
    surplus_to: Annotated[str | None, ref("actor")] = says("who gets what is left after the investors are paid")
    books: Text = says("how the transferor books it", "derecognised", "kept on the books")


class Trust(Conveyance):
    """One act, written once: the settlor entrusts assets to a trustee, and they become an estate of their own."""

    settlor: Annotated[str | None, ref("party")] = says("who entrusts the assets")
    trustee: Annotated[str | None, ref("party")] = says("who takes them as trustee")
    estate: Annotated[str | None, ref("estate")] = says("the estate they become")
    form: Annotated[str | None, word("instrument_form")] = says("form of the instrument", "written")
    contents: Annotated[tuple[str, ...] | None, words("contents")] = says("matters that the instrument lays down")
    purposes: Annotated[tuple[str, ...] | None, words("purpose")] = says("purposes that the instrument names, all of them")
    beneficiaries_defined_as: Text = says("how the beneficiaries or their class are determined", "holders of the securities")
    endings: Annotated[tuple[str, ...] | None, words("ending")] = says("events that end the trust under the instrument")
    settlor_powers: Annotated[tuple[str, ...] | None, words("power")] = says("powers that the settlor keeps")
    successor_chosen_by: Annotated[str | None, word("chooser")] = says("who chooses a new trustee under the instrument")
    remainder_to: Annotated[str | None, ref("actor")] = says("who takes what is left when the trust ends")
    books_of_trustee: Annotated[str | None, word("separation")] = says("whether the trustee books the estate apart")
    set_off_allowed: Annotated[str | None, word("provision")] = says("whether any clause lets the estate's claims be set off")


class Transfer(Conveyance):
    """A sale, contribution or other passing of assets between two parties, without a new trust."""

    transferor: Annotated[str | None, ref("actor")] = says("who gives")
    transferee: Annotated[str | None, ref("actor")] = says("who takes")


class Charge(Record):
    """A right over assets that secures somebody: pledge, mortgage, seizure, statutory lien."""

    kind: Annotated[str | None, word("charge_kind")] = says("sort of right", "indenture_grant", "judicial_seizure")
    by: Annotated[str | None, ref("actor")] = says("whose asset is charged")
    to: Annotated[str | None, ref("actor")] = says("who is secured")
    over: Annotated[tuple[str, ...] | None, refs("asset")] = says("over what")
    secures: Text = says("what it secures")
    law: System = says("law that governs it")
    document: Annotated[str | None, ref("document")] = says("the contract or order")
    since: Day = says("day from which it ranks")
    until: Day = says("day of release, or `none`")
    perfected_by: Text = says("filing or possession, or `none`")


class Guarantee(Record):
    """Any support for a deal, from outside or built in: by whom, to whom, for what, up to how much, drawn when."""

    kind: Annotated[str | None, word("support")] = says("sort of support", "guarantee", "top_up", "reserve")
    by: Annotated[str | None, ref("actor")] = says("who gives it or bears the loss first")
    to: Annotated[str | None, ref("actor")] = says("to whom")
    of: Annotated[tuple[str, ...] | None, refs("security")] = says("which classes it supports")
    covers: Annotated[tuple[str, ...] | None, words("covers")] = says("what it covers")
    cap: Amount = says("most that can be drawn, or `none` if unlimited")
    cap_share: Share = says("the same as a part of the classes or of the issue", "22%")
    drawn_when: Text = says("when it is drawn")
    form: Annotated[str | None, word("guarantee_form")] = says("secondary or joint and several")
    account: Annotated[str | None, ref("account")] = says("account that holds a reserve")
    funded_by: Annotated[str | None, ref("actor")] = says("who puts the money in")
    document: Annotated[str | None, ref("document")] = says("the contract")
    resolution: Text = says("corporate decision that allows it, or `none`")
    law: System = says("law that governs it")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Loan(Record):
    """Money lent: an advance, a line of credit, a purchase price left standing."""

    lender: Annotated[str | None, ref("actor")] = says("who lends")
    borrower: Annotated[str | None, ref("actor")] = says("who owes")
    kind: Text = says("sort of loan", "revolving line")
    amount: Amount = says("amount or limit")
    law: System = says("law that governs it")
    document: Annotated[str | None, ref("document")] = says("the contract")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Claim(Record):
    """What one side owes another outside the pool, and might be set off: a debtor's deposit, a fee due."""

    creditor: Annotated[str | None, ref("actor")] = says("who is owed")
    debtor: Annotated[str | None, ref("actor")] = says("who owes")
    amount: Amount = says("how much")
    arises_from: Text = says("from what", "deposits")
    since: Day = says("when it arose")
    due: Day = says("when it falls due")
    pool: Annotated[str | None, ref("pool")] = says("pool against whose claims it might be set off")
    same_contract: Annotated[str | None, word("provision")] = says(
        "whether it comes from the same contract as the pool's claim"
    )
    set_off_excluded_by: Text = says("clause or law that shuts set-off out, or `none`")


class Option(Record):
    """A right to call, put or redeem."""

    holder: Annotated[str | None, ref("actor")] = says("who may exercise it")
    over: Annotated[tuple[str, ...] | None, refs("asset")] = says("over what")
    kind: Text = says("sort of right", "clean-up call")
    exercisable_when: Text = says("when", "pool at 10% or less")
    at_most: Share = says("pool size at which it opens, as a part of its first size", "10%")
    price: Text = says("at which price")
    price_rate: Rate = says("the same in percent")
    exercised: Day = says("day of exercise, or `none`")
    notice_days: Number = says("days of notice")
