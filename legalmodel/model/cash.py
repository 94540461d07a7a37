"""The way of the money: accounts, the priority of payments, what turns it, and terms that hold only while something else does."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    AccountId,
    Actor,
    Actors,
    Amount,
    Anything,
    Classes,
    Day,
    Keyed,
    Named,
    Number,
    Paper,
    Person,
    Share,
    Text,
    Texts,
    TriggerId,
    YesNo,
    ref,
    refs,
    word,
    words,
)


class Account(Record):
    """A bank account on the way of the money."""

    holder: Actor = says("account holder, and in which capacity: a trust or plan, or a party")
    bank: Person = says("account bank")
    title: Text = says("name of the account at the bank")
    purpose: Text = says("purpose of the account", "collections", "liquidity reserve")
    holds_money_of: Actors = says("everyone whose money is actually in it")
    only_for: Actor = says("the only trust, plan or vehicle whose money the contract allows in it, or `none`")
    watched_by: Person = says("account control bank or trustee whose consent each withdrawal needs, or `none`")
    control_agreement: Text = says("account control agreement in favour of a secured party, or `none`")
    swept_into: AccountId = says("account into which its balance is transferred")
    sweep_days: Number = says("longest period money stays before that transfer, in days")
    invested_in: Texts = says("eligible investments for its balance, or `none`")
    rating_needed: Text = says("required rating of the bank, or `none`")
    replaced_when: Text = says("replacement trigger: what happens if the bank loses that rating")
    target: Amount = says("target amount to which it is replenished, or `none`")
    balance: Amount = says("balance")
    since: Day = says("opening date")
    until: Day = says("closing date, or `none`")


class Step(Record):
    """One step in a priority of payments."""

    rank: Number = says("its place: 1 is paid first; equal numbers share alike", 1)
    pays: Annotated[str | None, word("payment")] = says("what is paid", "taxes", "senior_interest")
    to: Actors = says("who is paid")
    of: Classes = says("classes to which it is paid")
    into: AccountId = says("account that is funded, where the money stays within the deal")
    paid_from: AccountId = says("account from which it is paid, if different from the rest")
    cap: Amount = says("cap on what is paid at this step, or `none`")
    cap_share: Share = says("the same as a percentage of the available amount")
    amount: Text = says("how much, in the words of the contract")
    when: TriggerId = says("trigger event from which it is paid")
    unless: TriggerId = says("trigger event from which it is no longer paid")
    shortfall: Text = says("treatment of a shortfall: carried forward, lapses, event of default")


class Waterfall(Record):
    """A priority of payments: the funds on some accounts, and who is paid from them in which order."""

    name: Named = says("name of the priority of payments", "income", "principal", "after enforcement")
    of: Actor = says("the vehicle that pays")
    money: Annotated[str | None, word("money")] = says("funds that are distributed", "income", "all")
    accounts: Annotated[tuple[str, ...] | None, refs("account")] = says("accounts that hold the funds")
    when: Annotated[str | None, word("regime")] = says("when this priority of payments applies", "normal", "after_trigger")
    after: TriggerId = says("trigger event from which it applies")
    until: TriggerId = says("trigger event that ends it")
    repays: Annotated[str | None, word("repayment")] = says("how principal of the classes is repaid", "sequential")
    losses: Text = says("order in which losses are written off against classes, or `none`")
    every_months: Number = says("months between two payment dates")
    first: Day = says("first payment date")
    holds_back: Amount = says("amount retained once this priority applies, or `none`")
    document: Paper = says("the contract")
    clause: Text = says("clause")
    steps: Annotated[dict[str, Step] | None, Keyed(whole=True)] = says("the steps; the list is complete as it stands")


class Trigger(Record):
    """An event written into the documents that changes something when it comes."""

    name: Named = says("name in the documents", "Accelerated Amortisation Event")
    kind: Annotated[str | None, word("trigger")] = says("type of event", "servicer_rating", "cumulative_loss")
    of: Anything = says("whose rating, loss, default or insolvency it looks at")
    measure: Text = says("what is measured, and how", "collections so far as a part of the forecast")
    below: Share = says("occurs when the measure falls below this")
    above: Share = says("occurs when the measure rises above this")
    below_amount: Amount = says("the same as an amount")
    days: Number = says("days for which the condition must last")
    grade: Text = says("rating below which it occurs", "A-")
    effects: Annotated[tuple[str, ...] | None, words("effect")] = says("consequences", "turbo", "stop_purchases")
    needs_vote: Share = says("percentage of votes that must declare it, or `none` if it is automatic")
    curable: YesNo = says("whether it can be cured")
    document: Paper = says("the contract")
    clause: Text = says("clause")
    happened: Day = says("date of occurrence, or `none`")


class Term(Record):
    """A term that holds only while something else does: monthly while rated A, else within two days."""

    of: Anything = says("record whose term it is", "servicing")
    matter: Text = says("what it settles: the field of that record, where there is one", "sweep_days")
    value: Text = says("what holds", "monthly")
    days: Number = says("the same in days")
    share: Share = says("the same as a part")
    amount: Amount = says("the same as an amount")
    as_long_as: Text = says("as long as what", "servicer rated A or better")
    after: TriggerId = says("trigger after which it holds")
    before: TriggerId = says("trigger until which it holds")
    otherwise: Annotated[str | None, ref("term")] = says("term that holds instead when this one does not")
    document: Paper = says("the contract")
    clause: Text = says("clause")
