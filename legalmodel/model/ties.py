"""Who works for whom, who owns and directs whom, who is close to whom, and what binds a vehicle's hands."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    AccountId,
    Actor,
    Actors,
    Amount,
    Day,
    Number,
    Paper,
    Part,
    Person,
    Rate,
    Share,
    System,
    Text,
    Texts,
    TriggerId,
    YesNo,
    ref,
    refs,
    word,
    words,
)


class Stake(Record):
    """A holding in a company or partnership, or a contract by which its affairs are directed."""

    owner: Actor = says("who holds the stake")
    of: Actor = says("in whom")
    shares: Part = says("percentage of the capital, or the band that a register gives", "100%", "more than 50% up to 75%")
    votes: Part = says("percentage of the votes, if different from the capital")
    profits: Part = says("percentage of the profits, if different from the capital")
    board: Part = says("percentage of the board that the owner may appoint or remove")
    role: Annotated[str | None, word("owner_role")] = says(
        "as what the owner takes part, where that brings power", "general_partner"
    )
    powers: Annotated[tuple[str, ...] | None, words("owner_power")] = says(
        "powers over the company beside the votes, whatever they rest on, or `none`", "appoint_board", "casting_vote"
    )
    found_by: Text = says("authority or court that found a dominant influence, or `none`")
    agreement: Text = says("agreement, other than shares, by which the owner directs the company's affairs")
    sort: Text = says("sort of shares or units", "one golden share", "common units")
    vetoes: Annotated[tuple[str, ...] | None, words("restriction")] = says("decisions that need the owner's consent")
    owes_duty_to: Text = says("to whom the owner owes duties when it votes, or `none`")
    held_for: Text = says("purpose for which the shares are held on trust, or `none`", "charitable purposes")
    nominee_for: Actors = says("person for whom the owner holds the stake as nominee, by name, or `none`")
    instructions: Text = says("who may instruct the owner how to vote, or `none`")
    instructed_by: Actors = says("the same by name")
    indirect: YesNo = says(
        "whether a source calls this an interest through others, so that it is no further holding of its own"
    )
    through: Annotated[tuple[str, ...] | None, refs("any")] = says(
        "for such an interest: the companies and holdings of this file that it runs through"
    )
    document: Paper = says("the agreement or declaration of trust")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Tie(Record):
    """A seat, an employment, a family or a business tie of one person with another."""

    of: Actor = says("who has the tie")
    to: Actor = says("with whom")
    kind: Annotated[str | None, word("tie")] = says("what ties them", "independent_director", "family")
    what: Text = says("details", "chief risk officer", "lead underwriter of its bonds")
    about: Actors = says("companies about which they act together; without it, any")
    profession: Annotated[str | None, word("profession")] = says("profession that the person exercises", "lawyer")
    full_time: YesNo = says("whether the person works there full time")
    named_by: Actor = says("who put forward or appoints the person")
    supplied_by: Person = says("firm that supplies directors or staff, or `none`")
    paid_by: Actor = says("who pays")
    duty_to: Text = says("to whom the document says the person owes duties", "the vehicle, including its creditors")
    removal: Text = says("how the person can be removed, or `none`")
    amount: Amount = says("fee or volume of business")
    document: Paper = says("the document")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Agency(Record):
    """Work that one person does for another: servicing, custody, paying, underwriting, rating, counsel and so on."""

    agent: Person = says("appointee")
    principal: Actor = says("appointor; a trust or plan stands for its holder in that capacity")
    function: Annotated[str | None, word("function")] = says("function", "servicing", "cash_custody")
    document: Paper = says("the contract of appointment")
    appointed_by: Actor = says("who appointed the agent, where that is not the principal")
    under: Annotated[str | None, ref("agency")] = says("appointment under which this one was made: sub-servicing, delegation")
    authority: Text = says("clause of the trust document permitting the appointment, or `none`", "trust contract §12")
    consent: Text = says("appointor's consent to dual agency or delegation, or `none`")
    forced_by: Text = says("event given as the reason why the appointor could not do the work itself, or `none`")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")
    successor: Person = says("successor if the appointee stops acting, or `none`")
    successor_terms: Text = says("how and when the successor takes over", "warm back-up, 30 days")
    replaced_by: Annotated[str | None, word("chooser")] = says("who decides to replace the appointee")
    replacement_vote: Share = says("percentage of votes that can remove the appointee")
    ends_on: Annotated[tuple[str, ...] | None, words("work_ending")] = says("termination events")
    ends_when: TriggerId = says("trigger event that ends it")
    notice_days: Number = says("days of notice of resignation or removal")
    renewal: Text = says("how the term is renewed, or `none`")
    fee: Amount = says("fee, or `none`")
    fee_rate: Rate = says("fee as an annual rate", "0.05%")
    fee_terms: Text = says("how the fee is calculated, incentives included", "10% of recoveries above forecast")
    fee_rank: Number = says("rank of the fee in the priority of payments: 1 is paid first")
    fee_deferred: Share = says("part of the fee subordinated to payments to holders")
    fee_over_years: Number = says("years over which the fee is paid")
    duties: Annotated[tuple[str, ...] | None, words("agent_duty")] = says(
        "duties that the contract lays on the appointee in its words", "segregate", "no_delegation_without_consent"
    )
    standard: Text = says("standard of care under the contract", "highest net present value for all holders")
    serves: Actors = says("everyone in whose interest the appointee must act")
    may_change: Text = says("changes to claims or collateral that the appointee may agree, or `none`")
    advances: Text = says("servicer advances that it must or may make, and how they are repaid, or `none`")
    books: Annotated[str | None, word("separation")] = says("whether it keeps separate books for these assets")
    files: Annotated[str | None, word("separation")] = says("whether it keeps the asset files separate from its own")
    dedicated_unit: YesNo = says("whether a unit of its own does the work")
    collects_into: AccountId = says("account into which it collects")
    pays_over_to: AccountId = says("account to which it remits collections")
    sweep_days: Number = says("longest period before remittance of collections, in days", 1)
    reports_every_months: Number = says("months between two reports", 1)
    data_every_months: Number = says("months between two deliveries of the data that a successor needs")
    experience_years: Number = says("years in which the agent has done this work")
    policies: Text = says("written policies for the work, or `none`")
    liability_excluded: YesNo = says("whether the contract relieves the appointor of liability for the appointee")


class Governance(Record):
    """What the constitution of a vehicle lets it do, and what it undertakes. Whether it kept to that is ``conduct``."""

    of: Actor = says("the vehicle")
    document: Paper = says("constitution, charter, trust instrument or plan")
    may: Annotated[tuple[str, ...] | None, words("activity")] = says("all permitted activities")
    purposes: Text = says("the purposes in its own words")
    compartments: YesNo = says("whether the constitution lets it form compartments")
    submits_to: Texts = says("special laws to which the constitution submits it", "Luxembourg law of 22 March 2004")
    bars: Annotated[tuple[str, ...] | None, words("restriction")] = says("negative covenants while securities are outstanding")
    bars_unless: Text = says("exceptions to the negative covenants, or `none`")
    debt_limit: Amount = says("cap on debt other than the securities, or `none` if unlimited")
    undertakes: Annotated[tuple[str, ...] | None, words("undertaking")] = says("separateness covenants")
    directors: Number = says("number of seats on the board")
    independent_seats: Number = says("seats reserved for independent directors")
    outsider_defined_as: Text = says("definition of independence, and its look-back")
    seat_vacant: Text = says("decisions that cannot be taken while such a seat is vacant, or `none`")
    filing_consents: Annotated[tuple[str, ...] | None, words("consent_giver")] = says(
        "whose consent a voluntary petition needs"
    )
    filing_consent_of: Actors = says("the same by name")
    duty_to: Text = says("persons whose interests the directors must consider", "the vehicle, including its creditors")
    amendment: Text = says("what a change of these provisions needs, or `none`")
    ends_on: Annotated[tuple[str, ...] | None, words("ending")] = says("events that dissolve it")
    member_replaced_by: Actor = says("who becomes its member when the only one drops out, or `none`")
    interests: Text = says("what holders of its equity may claim from its property", "no right to trust property")
    taxed_as: Text = says("how it is classified for tax")
    law: System = says("law under which its constitution stands")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")
