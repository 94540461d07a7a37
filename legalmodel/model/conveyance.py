"""How assets pass: what trusts and transfers share, and the terms within them."""

from typing import Annotated

from legalmodel.model.perfection import Perfection
from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    AccountId,
    Actor,
    Actors,
    Amount,
    Anything,
    Assets,
    Day,
    Keyed,
    Number,
    OrNone,
    Paper,
    Person,
    Share,
    System,
    Text,
    Texts,
    TriggerId,
    YesNo,
    ref,
    word,
    words,
)


class Dates(Record):
    """The days of a transfer; law is chosen by the day of each act."""

    cut_off: Day = says("cut-off date: collections from that day belong to the transferee")
    signed: Day = says("signing date")
    effective: Day = says("effective date of the transfer or the trust")
    paid: Day = says("date on which the price was actually paid")
    delivered: Day = says("date on which the asset files were delivered, or `none`")
    notified: Day = says("date by which every obligor had notice, or `none`")
    fully_effective: Day = says(
        "day that a document, a register or an opinion names as the one on which the act took effect against everybody, or `none`"
    )
    ends: Day = says("date on which the trust or arrangement ended, or `none` while it continues")


class InterimCollections(Record):
    """Money collected between cut-off and closing, which belongs to the other side."""

    amount: Amount = says("amount collected")
    held_by: Actor = says("who held it until closing")
    account: AccountId = says("account in which it was held")
    paid_over: Day = says("remittance date, or `none`")


class PricePart(Record):
    """One component of the price: cash, a deferred part, a security taken in payment, a contribution to capital."""

    kind: Annotated[str | None, word("price_part")] = says("what is given", "cash", "deferred")
    amount: Amount = says("agreed amount")
    share: Share = says("percentage of the price")
    to: Actor = says("who receives it, if not the transferor")
    set_by: Actor = says("who set it")
    formula: Text = says("how it is calculated, and whether it varies with time, rates or collections")
    due_when: Text = says("when it falls due", "once Senior is repaid")
    paid: Amount = says("amount actually paid")
    paid_on: Day = says("date of actual payment, or `none`")
    paid_from: AccountId = says("account from which it was actually paid")
    security: Anything = says("the security, loan or interest given, if it is not cash")
    refund: Annotated[str | None, word("refund")] = says(
        "for a discount: how much of it the terms give back to the seller or the lender, or `none`", "as_far_as_no_loss"
    )
    refund_to: Actors = says("to whom it is given back, or `none`")


class Warranty(Record):
    """A statement about the assets for which one side answers."""

    on: Annotated[str | None, word("warranty")] = says("subject of the warranty", "title", "enforceable", "performance")
    text: Text = says("its words")
    by: Actor = says("who gives it; the transferor unless stated otherwise")
    as_of: Annotated[str | None, word("as_of")] = says("date as of which it is given", "cut_off")
    on_day: Day = says("the day itself")
    knowledge: Annotated[str | None, word("knowledge")] = says(
        "knowledge qualifier, or `none` if it applies regardless of knowledge"
    )
    remedies: Annotated[tuple[str, ...] | None, words("remedy")] = says("all remedies of the other side", "buy_back")
    cure_days: Number = says("cure period in days")
    time_bar_months: Number = says("months after which no claim can be made, or `none`")
    cap: Amount = says("liability cap, or `none`")
    clause: Text = says("clause", "trust contract §8.2")


class BuyBack(Record):
    """An obligation or option to repurchase or replace assets."""

    trigger: Annotated[str | None, word("buy_back_trigger")] = says("trigger of the repurchase", "ineligible_at_cut_off")
    as_of: Annotated[str | None, word("as_of")] = says("date as of which the trigger is measured", "cut_off")
    duty: Annotated[str | None, word("duty")] = says("whether the party must or may", "must")
    by: Actor = says("who repurchases; the transferor unless stated otherwise")
    asked_by: Actor = says("who may or must demand it")
    price: Annotated[str | None, word("buy_back_price")] = says("repurchase price", "par")
    formula: Text = says("how the price is calculated")
    cap: Amount = says("maximum cost, or `none`")
    cap_share: Share = says("maximum assets that can be repurchased, as a percentage of the pool, or `none`")
    at_most: Share = says("exercisable only when the pool has fallen to this percentage of its original size", "10%")
    may_replace: YesNo = says("whether substitute assets may be delivered instead of cash")
    until: Day = says("last day, or `none`")
    clause: Text = says("clause", "trust contract §9")


class PoolChange(Record):
    """A right to put assets in, take them out or exchange them after the transfer."""

    kind: Annotated[str | None, word("pool_change")] = says("what may be done", "substitution", "removal")
    by: Actor = says("who may do it")
    duty: Annotated[str | None, word("duty")] = says("whether that party must or may")
    picked: Annotated[str | None, word("picking")] = says("how the assets are selected", "random")
    when: Text = says("when it may be done")
    criteria: Text = says("eligibility criteria for new assets")
    price: Text = says("at which price")
    cap_share: Share = says("overall maximum as a percentage of the pool, or `none`")
    until: Day = says("last day, or `none`")
    clause: Text = says("clause")


class Revolving(Record):
    """Revolving purchases of further assets from collections."""

    criteria: Text = says("eligibility criteria")
    checked_by: Person = says("who checks each list before it is bought, or `none`")
    every_days: Number = says("days between two purchases")
    price: Text = says("at which price, and who sets it")
    money_path: Text = says("path of the money from collection to purchase")
    paid_from: AccountId = says("account from which purchases are paid")
    at_shortage: Text = says("what happens if there are not enough eligible assets")
    stops_on: TriggerId = says("trigger event that ends the purchases")
    stops_at_insolvency: YesNo = says("whether the seller's insolvency ends them")
    seller_interest: Amount = says("seller's interest in the pool, or `none`")
    seller_ranks: Text = says("how that interest ranks against the holders")
    prefunded: Amount = says("money raised for purchases after closing, or `none`")
    turns: Number = says("how many times the money has been lent again so far")
    until: Day = says("last day of purchases")


class Receipts(Record):
    """How a share of future receipts, sold for a cash advance, is paid over."""

    share: Share = says("share of each day's or month's receipts that is sold", "12%")
    total: Amount = says("total of receipts sold")
    instalment: Amount = says("fixed sum that is taken each time, or `none` if the share itself is taken")
    every_days: Number = says("days between two payments")
    reconciled: Annotated[str | None, word("duty")] = says(
        "whether the buyer must or may adjust the fixed sum to what came in, or `none` if nothing adjusts it"
    )
    reconciled_how: Text = says("on whose request, how soon, and on which conditions")
    term: Day = says("day by which the total must be paid whatever comes in, or `none` if there is none")
    owed_if_seller_fails: YesNo = says("whether the total falls due if the seller fails or closes its business")
    owed_if_slow: YesNo = says("whether a missed payment alone makes the total fall due, though receipts fell")
    guaranteed_by: Actor = says("who guarantees payment and not only performance, or `none`")
    clause: Text = says("clause")


class Consent(Record):
    """A consent, waiver or approval that the act needs from somebody who is no party to it."""

    kind: Annotated[str | None, word("consent")] = says("what it is about", "debtor", "bank_secrecy", "corporate_body")
    by: Text = says("who gives it", "each debtor", "annual meeting")
    date: Day = says("when it was given, or `none` if it was not")
    under: Text = says("law or contract requiring it, or `none` if searched and not found")
    terms: Text = says("its conditions")
    certified_date: YesNo = says("whether it bears a certified date")
    document: Paper = says("where it stands")


class Notice(Record):
    """Word given of a transfer."""

    to: Text = says("to whom", "each debtor", "each guarantor", "the public")
    addressee: Annotated[str | None, word("addressee")] = says("what sort of persons they are", "debtors", "guarantors")
    by: Actor = says("who gave it")
    form: Annotated[str | None, word("notice_form")] = says("how", "individual", "newspaper", "register")
    date: Day = says("when, or `none` if not given")
    medium: Text = says("newspaper or register")
    share: Share = says("percentage of addressees whom it reached")
    certified_date: YesNo = says("whether it bears a certified date, or went by mail whose content and day are certified")
    with_certificate: YesNo = says("whether the certificate of the registered transfer was handed over with it")
    returned: Number = says("how many certified mailings to the last known address came back before it was published")
    newspapers: Number = says("in how many daily newspapers it was published")
    nationwide: Number = says("how many of these appear in the whole country")


class Conveyance(Record):
    """What trusts and transfers share: the passing of assets from one side to the other, as one hop."""

    assets: Assets = says("pools or other assets transferred")
    assets_are: Annotated[tuple[str, ...] | None, words("asset_in_law")] = says(
        "what they are under the law that governs the act", "claims", "payment_intangibles"
    )
    listed_in: Paper = says("the list or tape that names them")
    act: Annotated[str | None, word("act")] = says("form of transfer", "sale", "contribution")
    law: System = says("governing law of the contract", "CN")
    law_of_claims: System = says("governing law of the receivables, if different from the pool's")
    law_of_priority: System = says("law governing the effect on third parties", "CN")
    document: Paper = says("the contract")
    dates: Dates | None = says("dates of the transfer")
    for_own_account: YesNo = says("whether the transferor had originated or bought the assets for its own account first")
    price: Amount = says("agreed purchase price")
    price_paid: Amount = says("purchase price actually paid")
    price_parts: Annotated[dict[str, PricePart] | None, Keyed()] = says("the price by component")
    fair_value: Amount = says("value on the transfer date, by an independent valuer")
    valued_by: Person = says("valuer")
    interim_collections: InterimCollections | None = says("interim collections: money collected between cut-off and closing")
    warranties: Annotated[dict[str, Warranty] | None, Keyed()] = says("each representation or warranty about the assets")
    buy_backs: Annotated[dict[str, BuyBack] | None, Keyed()] = says("each repurchase obligation or option")
    pool_changes: Annotated[dict[str, PoolChange] | None, Keyed()] = says("each right to substitute, remove or add assets")
    revolving: Annotated[Revolving | None, OrNone()] = says(
        "revolving purchases from collections, or `none` if the pool is static"
    )
    receipts: Annotated[Receipts | None, OrNone()] = says("for a cash advance: how the receipts sold are paid over, or `none`")
    consents: Annotated[dict[str, Consent] | None, Keyed()] = says("consents and approvals that the act needs")
    secrecy: Text = says(
        "how bank confidentiality and personal data in the files are handled", "names withheld until a trigger"
    )
    notices: Annotated[dict[str, Notice] | None, Keyed()] = says("notices of assignment given")
    accessory_rights: Annotated[tuple[str, ...] | None, words("accessory")] = says(
        "ancillary rights that transfer with the receivables under the contract", "mortgages"
    )
    authorised_by: Text = says("corporate resolution or approval authorising the act, or `none`")
    perfected_by: Text = says("filing, registration or delivery that perfects it against third parties, or `none`")
    perfected_on: Day = says("date of perfection, or `none`")
    perfections: Annotated[dict[str, Perfection] | None, Keyed()] = says(
        "each step of perfection: how, where, under which name and until when"
    )
    perfection_events: Annotated[tuple[str, ...] | None, words("perfection_event")] = says(
        "perfection events: when notice is given or the transfer is completed"
    )
    perfection_steps: Text = says("what is then done, and by whom")
    power_of_attorney: Text = says("power of attorney to the transferee in the transferor's name, or `none`")
    back_up_grant: Text = says("back-up grant of security in case the act is not a sale, or `none`")
    dilution_borne_by: Actor = says("who bears dilution: set-off, returns and discounts reducing the receivables")
    dilution_reserve: Amount = says("money or assets held against that, or `none`")
    surplus_to: Actor = says("who receives the residual interest after the investors are paid")
    surplus_clause: Text = says("clause that says so")
    still_owed: Texts = says("outstanding obligations of each side under the contract other than servicing, or `none`")
    books: Text = says("accounting treatment by the transferor", "derecognised", "kept on the books")
    accounted_as: Annotated[str | None, word("accounted_as")] = says(
        "the same as a word, as the accounts or documents state it", "sale", "secured_borrowing"
    )
    books_of_taker: Text = says("accounting treatment by the transferee")
    consolidated_by: Actor = says("who consolidates the transferee in its group accounts, or `none`")
    taxed_as: Text = says("tax treatment", "loan", "sale")
    under_plan: Annotated[str | None, ref("plan")] = says("plan under a securitisation act that the act carries out, or `none`")
    income_to: Actor = says("who has the income of the assets under the contract")
    disposal_by: Actor = says("who may dispose of the assets under the contract")
    return_claims: Annotated[tuple[str, ...] | None, words("return_claim")] = says(
        "claims to reverse the exchange that the contract gives: to have the assets back, to have the price back, or `none`"
    )
    giver_intended: Annotated[tuple[str, ...] | None, words("intent")] = says(
        "what the one who gives the assets meant by the act against its creditors, as found or admitted, or `none`"
    )
    taker_knew: Annotated[tuple[str, ...] | None, words("known_state")] = says(
        "what the one who takes them knew on that day, as found or admitted, or `none`", "payments_suspended"
    )
    called: Texts = says("words by which the contract calls the act", "sale", "absolute assignment")
