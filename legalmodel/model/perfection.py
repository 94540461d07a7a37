"""How an interest in assets was made good against others: each step as a fact, and never whether it sufficed."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import Actor, Assets, Day, Keyed, Paper, System, Text, YesNo, ref, word, words


class Continuation(Record):
    """A filing that keeps an earlier one alive."""

    on: Day = says("when it was filed")
    number: Text = says("its number")
    document: Paper = says("the filing, or the answer of the register")


class Perfection(Record):
    """One step by which an interest was perfected: a filing, possession, control, notice, or force of law."""

    means: Annotated[str | None, word("perfection_means")] = says(
        "by what", "filing", "possession", "taking_control", "automatic"
    )
    towards: Annotated[tuple[str, ...] | None, words("perfection_towards")] = says(
        "against whom it was taken: third parties, the debtors of the claims, or both", "third_parties"
    )
    over: Assets = says("which assets it reaches, by its own words")
    covers: Annotated[tuple[str, ...] | None, words("asset_in_law")] = says(
        "which kinds of asset its words cover", "chattel_paper"
    )
    wording: Text = says("its description of the assets", "all receivables sold under the sale agreement")
    against: Actor = says("debtor or seller against whom it stands; the transferor or owner unless stated otherwise")
    debtor_as_filed: Text = says("name of the debtor as it stands in the filing")
    found_by_search: YesNo = says("whether a search of the register under the debtor's correct name shows it")
    in_favour_of: Actor = says("secured party or buyer named in it")
    authorised: YesNo = says("whether the debtor authorised the filing in a signed record, such as the contract itself")
    place: System = says("State or country in which it was filed, or in which the thing or account is held", "US-DE")
    office: Text = says("office in which it was filed", "Secretary of State")
    number: Text = says("its number")
    on: Day = says("day on which it was filed, taken or given, or `none`")
    certified_on: Day = says("certified date that a notice or consent bears, or `none` if it bears none")
    lapses: Day = says("day on which the filing lapses unless it is continued, or `none`")
    continuations: Annotated[dict[str, Continuation] | None, Keyed()] = says("continuations filed")
    terminated: Day = says("day on which a termination was filed or possession was given up, or `none`")
    held_by: Actor = says("who has possession or control")
    acknowledged: Day = says(
        "day on which a holder other than the secured party acknowledged in a signed record that it holds for it, or `none`"
    )
    all_copies: YesNo = says("whether every authoritative copy, on paper and electronic, is so held")
    debtors_identified: YesNo = says("whether it names every debtor of the claims")
    filing: Annotated[str | None, ref("filing")] = says("the registration or notification by which it was done")
    document: Paper = says("the filing, or what shows the step")
