"""Who takes part: persons, and estates that are no person but are held by one."""

from typing import Annotated

from legalmodel.model.codes import LEI, USCC, Elf, Lei, Uscc
from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    Actor,
    Amount,
    Anything,
    Day,
    Keyed,
    Named,
    Number,
    Paper,
    Person,
    Persons,
    Share,
    System,
    Text,
    Texts,
    Together,
    YesNo,
    word,
)


class Identifier(Record):
    """A number or code under which a register, an exchange or an authority knows somebody or something."""

    kind: Text = says("which register or scheme", "company register", "CUSIP", "ChinaBond code", "ESMA unique identifier")
    code: Text = says("the number or code", "91110000100001072X")
    by: Text = says("who gave it")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Permit(Record):
    """A licence, qualification, supervisor's grade, registration as a professional, or place on a list."""

    kind: Text = says("what it allows", "qualification as trustee of special purpose trusts", "credit servicer authorisation")
    by: Text = says("authority that gave it")
    number: Text = says("its number")
    since: Day = says("first day")
    until: Day = says("last day, or `none` while it runs")
    document: Paper = says("the licence")


class Figure(Record):
    """A figure of a party's accounts, business or staff on a day."""

    kind: Annotated[str | None, word("figure")] = says("what is counted", "net_assets", "guarantees_outstanding")
    funding: Annotated[str | None, word("funding")] = says("for funding: of which sort", "asset_backed_securities")
    amount: Amount = says("how much")
    number: Number = says("how many")
    share: Share = says("which part")
    of: Text = says("of what, where the kind does not say", "loans to small businesses")
    about: Anything = says("party or record that the figure concerns, such as the one guaranteed")
    since: Day = says("first day, of what is added up over a time")
    on: Day = says("day of the figure, or the last day of that time")
    audited: YesNo = says("whether an auditor reported on it")
    document: Paper = says("where it stands")


class Rating(Record):
    """A grade given by a rating agency."""

    by: Person = says("rating agency")
    grade: Text = says("rating, or `none` for unrated", "AAA")
    on: Day = says("rating date")
    follow_up: YesNo = says("whether the rating is under surveillance")
    paid_by: Actor = says("who pays for it")
    document: Paper = says("the report")


class Parent(Record):
    """Who is said to consolidate a party in its accounts, or why no parent is reported. A statement, not yet control."""

    level: Annotated[str | None, word("parent_level")] = says("the next parent, or the one at the top", "ultimate")
    who: Actor = says("the parent, or `none`")
    not_reported: Annotated[str | None, word("not_reported")] = says("why no parent is reported", "non_consolidating")
    why: Text = says("the same in words", "all shares are held by natural persons")
    basis: Text = says("accounting rules or statement on which it rests", "IFRS")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")
    document: Paper = says("where it stands")


class Party(Record):
    """A person, or a class of persons. Roles are not written here: they follow from the relations."""

    name: Named = says("name, in English and Chinese where both are used", {"en": "Bank of China", "zh": "中国银行"})
    form: Annotated[str | None, word("form")] = says("legal form", "commercial_bank", "trust_company", "class")
    company_type: Annotated[str | None, word("company_type")] = says(
        "type of company, where the legal form only says what it does", "stock_company"
    )
    seat: System = says("country, or part of one, of the registered seat", "CN", "US-DE")
    charter: Annotated[str | None, word("charter")] = says(
        "under whose law it was formed by a public record, or `none` for one that needs no such record", "state", "federal"
    )
    registered_name: Text = says("name in the public record that formed it, letter for letter")
    located_in: System = says(
        "for one formed under federal law: State that this law names, or that it designates, as its location", "US-OH"
    )
    chief_office: System = says("where its chief executive office is, or its only place of business", "US-NY")
    centre_of_interests: System = says("centre of main interests, if in another country")
    excludes: Persons = says("for a class of persons: parties that are certainly not members", ["bank"])
    defined_as: Text = says("for a class of persons: how its members are determined", "holders of Junior at closing")
    licences: Texts = says("licences and qualifications held", "trust business licence")
    permits: Annotated[dict[str, Permit] | None, Keyed()] = says("the same with authority, number and days")
    lei: Lei = says("legal entity identifier (ISO 17442), with its check digits", LEI)
    uscc: Uscc = says("Chinese unified social credit code (GB 32100), with its check digit", USCC)
    form_code: Elf = says("code of the legal form (ISO 20275)", "H0PO")
    identifiers: Annotated[dict[str, Identifier] | None, Keyed()] = says("other numbers under which it is known")
    address: Text = says("address of its office")
    formed: Day = says("day on which it came into being")
    ended: Day = says("day on which it ceased to exist, or `none`")
    business_since: Day = says("since when it has been in the business that the deal is about")
    business: Texts = says("lines of business in which it in fact earns its living")
    regulated_by: Texts = says("authorities that supervise it")
    deposits_insured_by: Text = says("scheme that insures deposits with it, or `none`", "FDIC")
    shares_listed_on: Text = says("exchange on which its shares are listed, or `none`")
    investor_class: Annotated[str | None, word("investor_class")] = says("sort of investor", "institution")
    figures: Annotated[dict[str, Figure] | None, Keyed()] = says("figures of its accounts, business and staff")
    ratings: Annotated[dict[str, Rating] | None, Keyed()] = says("credit ratings of the party itself, or `none`")
    graded_good: YesNo = says("whether the last grade that its supervisor gave it is one that the supervisor calls good")
    local_multiple_borrowed: Number = says(
        "multiple of net assets to which the local authority lowered what it may borrow, or `none` if it lowered none"
    )
    local_multiple_securities: Number = says(
        "multiple of net assets to which the local authority lowered its bonds and securitised funding, or `none`"
    )
    local_single_limit: Share = says(
        "part of net assets to which the local authority lowered what one borrower may owe it, or `none`"
    )
    due_debts_unpaid: YesNo = says("whether due debts were left unpaid")
    identified_on: Day = says("day on which its identity and beneficial owners were verified for the deal, or `none`")
    screened_on: Day = says(
        "day on which it was last checked against lists of sanctions, terrorism and money laundering, or `none`"
    )
    parents: Annotated[dict[str, Parent] | None, Keyed()] = says("parents that are reported, or why none is")
    part_of: Person = says("the legal person of which this is a branch or office")


class Estate(Record):
    """A patrimony that is no person: a trust, a compartment, a series. Whoever holds it does so in that capacity."""

    name: Named = says("name of the trust, plan or series")
    kind: Annotated[str | None, word("estate_kind")] = says("what it is", "special_purpose_trust")
    held_by: Together = says("the person that holds it, or several jointly", "ciit", ["first", "second"])
    capacity: Annotated[str | None, word("capacity")] = says("capacity in which that person holds it", "trustee")
    law: System = says("law under which it was created", "CN")
    established: Day = says("date of creation")
    ends: Day = says("date of termination, or `none` while it continues")
    successor_chosen_by: Annotated[str | None, word("chooser")] = says(
        "for a plan: who appoints a new holder under its document"
    )
    set_off_allowed: YesNo = says("for a plan: whether any clause permits set-off of its claims")
    part_of: Actor = says("company or umbrella of which it is a compartment or series")
    holds_title: YesNo = says("whether legal title to its assets stands in its own name, and not in that of a trustee")
    lei: Lei = says("legal entity identifier (ISO 17442), with its check digits")
    identifiers: Annotated[dict[str, Identifier] | None, Keyed()] = says("other numbers under which it is known")
