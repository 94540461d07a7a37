"""Who takes part: persons, and estates that are no person but are held by one."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import Day, Named, Number, Share, System, Text, Texts, ref, refs, word


class Party(Record):
    """A person, or a class of persons. Roles are not written here: they follow from the relations."""

    name: Named = says("name, in English and Chinese where both are used", {"en": "Bank of China", "zh": "中国银行"})
    form: Annotated[str | None, word("form")] = says("legal form", "commercial_bank", "trust_company", "class")
    seat: System = says("country, or part of one, of the registered seat", "CN", "US-DE")
    excludes: Annotated[tuple[str, ...] | None, refs("party")] = says(
        "for a class of persons: parties that are surely not among its members", ["bank"]
    )
    defined_as: Text = says("for a class of persons: how its members are determined", "holders of Junior at closing")
    licences: Texts = says("licences and qualifications held", "trust business licence")
    lei: Text = says("legal entity identifier (ISO 17442)", "54930053HGCFWVHYZX42")
    due_debts_unpaid: Annotated[str | None, word("provision")] = says("whether debts that had fallen due were left unpaid")
    part_of: Annotated[str | None, ref("party")] = says("the legal person of which this is a branch or office")


class Estate(Record):
    """A patrimony that is no person: a trust, a compartment, a series. Whoever holds it does so in that capacity."""

    name: Named = says("name of the trust, plan or series")
    kind: Annotated[str | None, word("estate_kind")] = says("what it is", "special_purpose_trust")
    held_by: Annotated[str | None, ref("party")] = says("the person that holds it")
    capacity: Annotated[str | None, word("capacity")] = says("as what that person holds it", "trustee")
    law: System = says("law under which it was set up", "CN")
    established: Day = says("day on which it came into being")
    ends: Day = says("day on which it ended, or `none` while it goes on")


class Stake(Record):
    """A holding in a company or partnership."""

    owner: Annotated[str | None, ref("actor")] = says("who holds the stake")
    of: Annotated[str | None, ref("actor")] = says("in whom")
    shares: Share = says("part of the capital", "100%")
    votes: Share = says("part of the votes, where it differs from the capital")
    board: Share = says("part of the board that the owner may appoint")
    agreement: Text = says("agreement, other than shares, by which the owner directs the company's affairs")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Agency(Record):
    """Work that one person does for another: servicing, custody, paying, underwriting, rating, counsel and so on."""

    agent: Annotated[str | None, ref("party")] = says("who does the work")
    principal: Annotated[str | None, ref("actor")] = says("for whom; an estate stands for its holder in that capacity")
    function: Annotated[str | None, word("function")] = says("the work", "servicing", "cash_custody")
    document: Annotated[str | None, ref("document")] = says("the contract of appointment")
    authority: Text = says("clause of the trust document that allows the appointment, or `none`", "trust contract §12")
    forced_by: Text = says("event given as the reason why the principal could not do the work itself, or `none`")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")
    successor: Annotated[str | None, ref("party")] = says("who takes over if the agent stops, or `none`")
    replaced_by: Annotated[str | None, word("chooser")] = says("who decides to replace the agent")
    books: Annotated[str | None, word("separation")] = says("whether its books keep these assets apart from its own")
    files: Annotated[str | None, word("separation")] = says("whether the asset files are kept apart from its own")
    collects_into: Annotated[str | None, ref("account")] = says("account into which it takes what debtors pay")
    pays_over_to: Annotated[str | None, ref("account")] = says("account to which it passes collections on")
    sweep_days: Number = says("longest time collections stay before they are passed on, in days", 1)
    liability_excluded: Annotated[str | None, word("provision")] = says(
        "whether the contract frees the principal from answering for the agent"
    )
