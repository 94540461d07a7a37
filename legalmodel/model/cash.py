"""The way of the money: accounts, the order of payments, what turns it, and terms that hold only while something else does."""

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

    holder: Actor = says("in whose name, and in which capacity: an estate or a party")
    bank: Person = says("bank that keeps it")
    title: Text = says("name of the account at the bank")
    purpose: Text = says("what it is for", "collections", "liquidity reserve")
    holds_money_of: Actors = says("whose money is on it in fact, all of them")
    only_for: Actor = says("the one estate or vehicle whose money may be on it under the contract, or `none`")
    watched_by: Person = says("bank or trustee whose leave each payment out of it needs, or `none`")
    control_agreement: Text = says("agreement by which a secured party directs it, or `none`")
    swept_into: AccountId = says("account into which it is emptied")
    sweep_days: Number = says("longest time money stays before that, in days")
    invested_in: Texts = says("what money on it may be put into meanwhile, or `none`")
    rating_needed: Text = says("rating that the bank must keep, or `none`")
    replaced_when: Text = says("what happens if it loses that rating")
    target: Amount = says("amount to which it is filled up, or `none`")
    balance: Amount = says("what is on it")
    since: Day = says("opened")
    until: Day = says("closed, or `none`")


class Step(Record):
    """One step in an order of payments."""

    rank: Number = says("its place: 1 is paid first; equal numbers share alike", 1)
    pays: Annotated[str | None, word("payment")] = says("what is paid", "taxes", "senior_interest")
    to: Actors = says("who is paid")
    of: Classes = says("classes on which it is paid")
    into: AccountId = says("account that is filled, where the money stays within the deal")
    paid_from: AccountId = says("account it is paid from, where that is another than for the rest")
    cap: Amount = says("most that is paid at this place, or `none`")
    cap_share: Share = says("the same as a part of what is there")
    amount: Text = says("how much, in the words of the contract")
    when: TriggerId = says("trigger only after which it is paid")
    unless: TriggerId = says("trigger after which it is no longer paid")
    shortfall: Text = says("what becomes of what is not paid: carried on, lapses, default")


class Waterfall(Record):
    """An order of payments: what comes in on some accounts, and who is paid from it one after another."""

    name: Named = says("name of the order", "income", "principal", "after enforcement")
    of: Actor = says("the vehicle that pays")
    money: Annotated[str | None, word("money")] = says("what is shared out", "income", "all")
    accounts: Annotated[tuple[str, ...] | None, refs("account")] = says("accounts that the money is on")
    when: Annotated[str | None, word("regime")] = says("when this order holds", "normal", "after_trigger")
    after: TriggerId = says("trigger that brings it in")
    until: TriggerId = says("trigger that ends it")
    repays: Annotated[str | None, word("repayment")] = says("how principal of the classes goes down", "sequential")
    losses: Text = says("order in which losses are written off against classes, or `none`")
    every_months: Number = says("months between two payment days")
    first: Day = says("first payment day")
    holds_back: Amount = says("money that is kept back once this order holds, or `none`")
    document: Paper = says("the contract")
    clause: Text = says("clause")
    steps: Annotated[dict[str, Step] | None, Keyed(whole=True)] = says("the steps; the list is whole as it stands")


class Trigger(Record):
    """An event written into the documents that changes something when it comes."""

    name: Named = says("name in the documents", "Accelerated Amortisation Event")
    kind: Annotated[str | None, word("trigger")] = says("sort of event", "servicer_rating", "cumulative_loss")
    of: Anything = says("whose rating, loss, default or insolvency it looks at")
    measure: Text = says("what is measured, and how", "collections so far as a part of the forecast")
    below: Share = says("it comes when the measure falls below this")
    above: Share = says("it comes when the measure rises above this")
    below_amount: Amount = says("the same as an amount")
    days: Number = says("days for which something must last")
    grade: Text = says("rating below which it comes", "A-")
    effects: Annotated[tuple[str, ...] | None, words("effect")] = says("what it brings about", "turbo", "stop_purchases")
    needs_vote: Share = says("part of the votes that must declare it, or `none` if it works by itself")
    curable: YesNo = says("whether it can be undone")
    document: Paper = says("the contract")
    clause: Text = says("clause")
    happened: Day = says("day on which it came, or `none`")


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
