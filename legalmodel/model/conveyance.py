"""How assets pass: what trusts and transfers share, and the terms within them."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    AccountId,
    Actor,
    Amount,
    Anything,
    Assets,
    Day,
    Keyed,
    Number,
    Paper,
    Person,
    Share,
    System,
    Text,
    Texts,
    TriggerId,
    YesNo,
    word,
    words,
)


class Dates(Record):
    """The days of a transfer; law is chosen by the day of each act."""

    cut_off: Day = says("day from which collections belong to the other side")
    signed: Day = says("day of signing")
    effective: Day = says("day on which the assets or the trust take effect")
    paid: Day = says("day on which the price was in fact paid")
    delivered: Day = says("day on which the asset files were handed over, or `none`")
    notified: Day = says("day by which every debtor had notice, or `none`")
    ends: Day = says("day on which the trust or arrangement ended, or `none` while it goes on")


class InterimCollections(Record):
    """Money collected between cut-off and closing, which belongs to the other side."""

    amount: Amount = says("how much was collected")
    held_by: Actor = says("who held it until closing")
    account: AccountId = says("on which account it lay")
    paid_over: Day = says("day on which it was paid over, or `none`")


class PricePart(Record):
    """One component of the price: cash, a deferred part, a security taken in payment, a contribution to capital."""

    kind: Annotated[str | None, word("price_part")] = says("what is given", "cash", "deferred")
    amount: Amount = says("its amount as agreed")
    share: Share = says("its part of the price")
    to: Actor = says("who receives it, where that is not the transferor")
    set_by: Actor = says("who set it")
    formula: Text = says("how it is worked out, and whether it moves with time, rates or collections")
    due_when: Text = says("when it falls due", "once Senior is repaid")
    paid: Amount = says("how much was in fact paid")
    paid_on: Day = says("when it was in fact paid, or `none`")
    paid_from: AccountId = says("account from which it was in fact paid")
    security: Anything = says("the security, loan or interest given, if it is not cash")


class Warranty(Record):
    """A statement about the assets for which one side answers."""

    on: Annotated[str | None, word("warranty")] = says("what it speaks of", "title", "enforceable", "performance")
    text: Text = says("its words")
    by: Actor = says("who gives it; the transferor unless said otherwise")
    as_of: Annotated[str | None, word("as_of")] = says("as of which day it speaks", "cut_off")
    on_day: Day = says("the day itself")
    knowledge: Annotated[str | None, word("knowledge")] = says(
        "knowledge to which it is limited, or `none` if it holds whatever anybody knew"
    )
    remedies: Annotated[tuple[str, ...] | None, words("remedy")] = says(
        "what the other side may ask for, all of it", "buy_back"
    )
    cure_days: Number = says("days to put it right first")
    time_bar_months: Number = says("months after which nothing can be asked for, or `none`")
    cap: Amount = says("most it can cost, or `none`")
    clause: Text = says("clause", "trust contract §8.2")


class BuyBack(Record):
    """A duty or right to take assets back or replace them."""

    trigger: Annotated[str | None, word("buy_back_trigger")] = says("what sets it off", "ineligible_at_cut_off")
    as_of: Annotated[str | None, word("as_of")] = says("day on which what sets it off is measured", "cut_off")
    duty: Annotated[str | None, word("duty")] = says("whether the party must or may", "must")
    by: Actor = says("who takes back; the transferor unless said otherwise")
    asked_by: Actor = says("who may or must demand it")
    price: Annotated[str | None, word("buy_back_price")] = says("at which price", "par")
    formula: Text = says("how the price is worked out")
    cap: Amount = says("most it can cost, or `none`")
    cap_share: Share = says("most assets that can be taken back, as a part of the pool, or `none`")
    at_most: Share = says("only when the pool has fallen to this part of its first size", "10%")
    may_replace: YesNo = says("whether other assets may be given instead of money")
    until: Day = says("last day, or `none`")
    clause: Text = says("clause", "trust contract §9")


class PoolChange(Record):
    """A right to put assets in, take them out or exchange them after the transfer."""

    kind: Annotated[str | None, word("pool_change")] = says("what may be done", "substitution", "removal")
    by: Actor = says("who may do it")
    duty: Annotated[str | None, word("duty")] = says("whether that party must or may")
    picked: Annotated[str | None, word("picking")] = says("how the assets are picked", "random")
    when: Text = says("when it may be done")
    criteria: Text = says("what new assets must be like")
    price: Text = says("at which price")
    cap_share: Share = says("most in all, as a part of the pool, or `none`")
    until: Day = says("last day, or `none`")
    clause: Text = says("clause")


class Revolving(Record):
    """Purchases of further assets from what the first bring in."""

    criteria: Text = says("what the assets must be like")
    checked_by: Person = says("who checks each list before it is bought, or `none`")
    every_days: Number = says("days between two purchases")
    price: Text = says("at which price, and who sets it")
    money_path: Text = says("way of the money from collection to purchase")
    paid_from: AccountId = says("account from which purchases are paid")
    at_shortage: Text = says("what happens if there are not enough assets")
    stops_on: TriggerId = says("trigger that ends the purchases")
    stops_at_insolvency: YesNo = says("whether the seller's insolvency ends them")
    seller_interest: Amount = says("the seller's own part of the pool, or `none`")
    seller_ranks: Text = says("how that part ranks with the holders")
    prefunded: Amount = says("money raised for purchases after closing, or `none`")
    turns: Number = says("how many times the money has been lent again so far")
    until: Day = says("last day of purchases")


class Consent(Record):
    """A consent, waiver or approval that the act needs from somebody who is no party to it."""

    kind: Annotated[str | None, word("consent")] = says("what it is about", "debtor", "bank_secrecy", "corporate_body")
    by: Text = says("who gives it", "each debtor", "annual meeting")
    date: Day = says("when it was given, or `none` if it was not")
    under: Text = says("law or contract that asks for it, or `none` if searched and not found")
    terms: Text = says("its conditions")
    document: Paper = says("where it stands")


class Notice(Record):
    """Word given of a transfer."""

    to: Text = says("to whom", "each debtor", "each guarantor", "the public")
    by: Actor = says("who gave it")
    form: Annotated[str | None, word("notice_form")] = says("how", "individual", "newspaper", "register")
    date: Day = says("when, or `none` if not given")
    medium: Text = says("newspaper or register")
    share: Share = says("part of those concerned whom it reached")


class Conveyance(Record):
    """What trusts and transfers share: the passing of assets from one side to the other, as one hop."""

    assets: Assets = says("pools or other assets that pass")
    assets_are: Annotated[tuple[str, ...] | None, words("asset_in_law")] = says(
        "what they are under the law that governs the act", "claims", "payment_intangibles"
    )
    listed_in: Paper = says("the list or tape that names them")
    act: Annotated[str | None, word("act")] = says("kind of act", "sale", "contribution")
    law: System = says("law of the contract", "CN")
    law_of_claims: System = says("law of the claims that pass, where it differs from the pool's")
    law_of_priority: System = says("law that decides effects on third parties", "CN")
    document: Paper = says("the contract")
    dates: Dates | None = says("the days of the act")
    for_own_account: YesNo = says("whether the giver had bought or made the assets for its own account first")
    price: Amount = says("price agreed")
    price_paid: Amount = says("price in fact paid")
    price_parts: Annotated[dict[str, PricePart] | None, Keyed()] = says("the price by component")
    fair_value: Amount = says("value on the day of the act, by an independent valuer")
    valued_by: Person = says("who valued")
    interim_collections: InterimCollections | None = says("money collected between cut-off and closing")
    warranties: Annotated[dict[str, Warranty] | None, Keyed()] = says("each statement for which one side answers")
    buy_backs: Annotated[dict[str, BuyBack] | None, Keyed()] = says("each duty or right to take assets back")
    pool_changes: Annotated[dict[str, PoolChange] | None, Keyed()] = says("each right to substitute, remove or add assets")
    revolving: Revolving | None = says("purchases of further assets from collections")
    consents: Annotated[dict[str, Consent] | None, Keyed()] = says("consents and approvals that the act needs")
    secrecy: Text = says("how bank secrecy and personal data in the files are dealt with", "names withheld until a trigger")
    notices: Annotated[dict[str, Notice] | None, Keyed()] = says("notices given of the transfer")
    accessory_rights: Annotated[tuple[str, ...] | None, words("accessory")] = says(
        "security and other rights that pass with the claims under the contract", "mortgages"
    )
    authorised_by: Text = says("corporate decision or approval behind the act, or `none`")
    perfected_by: Text = says("filing, registration or delivery that protects it against others, or `none`")
    perfected_on: Day = says("day of that step, or `none`")
    perfection_events: Annotated[tuple[str, ...] | None, words("perfection_event")] = says(
        "events on which notice is given or the transfer is completed"
    )
    perfection_steps: Text = says("what is then done, and by whom")
    power_of_attorney: Text = says("power given to the taker to act in the giver's name, or `none`")
    back_up_grant: Text = says("clause that grants security in case the act is no sale, or `none`")
    dilution_borne_by: Actor = says("who bears set-off, returns and discounts by which claims shrink")
    dilution_reserve: Amount = says("money or assets held against that, or `none`")
    surplus_to: Actor = says("who gets what is left after the investors are paid")
    surplus_clause: Text = says("clause that says so")
    still_owed: Texts = says("what each side has still to do under the contract beside servicing, or `none`")
    books: Text = says("how the transferor books it", "derecognised", "kept on the books")
    books_of_taker: Text = says("how the taker books it")
    consolidated_by: Actor = says("who takes the taker into its group accounts, or `none`")
    taxed_as: Text = says("how it is treated for tax", "loan", "sale")
    called: Texts = says("words by which the contract calls the act", "sale", "absolute assignment")
