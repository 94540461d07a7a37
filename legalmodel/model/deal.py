"""The whole deal: one section for each heading of the documents."""

from typing import Annotated

from legalmodel.model.cash import Account, Term, Trigger, Waterfall
from legalmodel.model.codes import Currency
from legalmodel.model.format import VERSION, Format, written
from legalmodel.model.matters import (
    Acceptance,
    Assumption,
    Conduct,
    Disclosure,
    Document,
    Event,
    Filing,
    Opinion,
    Proceeding,
)
from legalmodel.model.parties import Estate, Party
from legalmodel.model.plans import Plan
from legalmodel.model.pools import Pool
from legalmodel.model.record import Record, says
from legalmodel.model.relations import Charge, Claim, Guarantee, Hedge, Loan, Option, Transfer, Trust
from legalmodel.model.securities import Investment, Security
from legalmodel.model.ties import Agency, Governance, Stake, Tie
from legalmodel.model.types import Actor, Amount, Day, Keyed, Named, Text, Texts, word


class Facts(Record):
    """The deal as a whole."""

    name: Named = says("name of the deal", {"en": "Zhongyu 2016-1", "zh": "中誉2016年第一期不良资产支持证券"})
    about: Annotated[str | None, word("about")] = says(
        "whose deal it is: of real companies, made up, or (left out) the author's own", "real", "made_up", "own"
    )
    asset_class: Annotated[str | None, word("asset")] = says("type of assets", "non_performing_loans")
    route: Annotated[str | None, word("route")] = says("legal regime the parties chose", "CN/interbank-trust")
    structure: Annotated[str | None, word("structure")] = says("how the risk of the assets is transferred", "assets_pass")
    programme: Text = says("programme, shelf or series that it belongs to, or `none`")
    stage: Annotated[str | None, word("stage")] = says("stage of the deal", "proposed", "closed")
    priced: Day = says("pricing date")
    closing: Day = says("closing date")
    currency: Currency = says("currency of amounts that name none (ISO 4217)", "CNY")
    issue: Amount = says("total of all classes as stated in the documents")
    raised: Amount = says("amount actually paid in by investors")
    least_raised: Amount = says("smallest amount with which the issue may be completed, or `none`")
    offered_in: Texts = says("countries in which it is offered", "CN", "US")
    exempt_under: Texts = says("exemptions from registration and fund law that the documents rely on", "Rule 144A")
    prospectus: Annotated[str | None, word("prospectus_state")] = says(
        "document on which an offer or listing rests: a prospectus that an authority approved, or less, or `none`", "approved"
    )
    reporting_entity: Actor = says("which of originator, sponsor and issuer was named to report on the deal, or `none`")
    labels: Texts = says("quality labels that the documents claim", "STS")
    known_until: Day = says("last day covered by the file; lists stated to be complete are complete up to it", "2025-06-30")
    note: Text = says("anything else a reader should know")


class Deal(Record):
    """A deal file."""

    format: Format = says(
        "version of the vocabulary that the file is written in; if it is left out, the present one", written(VERSION)
    )
    deal: Facts | None = says("the deal as a whole")
    documents: Annotated[dict[str, Document] | None, Keyed()] = says("contracts of the deal, and sources of the facts")
    parties: Annotated[dict[str, Party] | None, Keyed()] = says("persons and classes of persons")
    estates: Annotated[dict[str, Estate] | None, Keyed()] = says(
        "trusts, compartments and series: separate pools of property without legal personality"
    )
    pools: Annotated[dict[str, Pool] | None, Keyed()] = says("assets that the deal is about")
    accounts: Annotated[dict[str, Account] | None, Keyed()] = says("bank accounts")
    trusts: Annotated[dict[str, Trust] | None, Keyed()] = says("trusts: settlor and trustee")
    transfers: Annotated[dict[str, Transfer] | None, Keyed()] = says("sales and other transfers of assets")
    charges: Annotated[dict[str, Charge] | None, Keyed()] = says("pledges, mortgages, attachments and other rights over assets")
    securities: Annotated[dict[str, Security] | None, Keyed()] = says("classes of securities and residual interests")
    investments: Annotated[dict[str, Investment] | None, Keyed()] = says(
        "subscriptions and holdings: who holds what, from when"
    )
    guarantees: Annotated[dict[str, Guarantee] | None, Keyed()] = says("credit enhancement in every form")
    agencies: Annotated[dict[str, Agency] | None, Keyed()] = says("service appointments: who acts for whom, by function")
    ownership: Annotated[dict[str, Stake] | None, Keyed()] = says("who owns and controls whom")
    ties: Annotated[dict[str, Tie] | None, Keyed()] = says("seats, employment, family and business between persons")
    governance: Annotated[dict[str, Governance] | None, Keyed()] = says("powers of a vehicle under its constitution")
    loans: Annotated[dict[str, Loan] | None, Keyed()] = says("loans and advances in addition to the securities")
    claims: Annotated[dict[str, Claim] | None, Keyed()] = says("claims available for set-off")
    hedges: Annotated[dict[str, Hedge] | None, Keyed()] = says("swaps, caps and other contracts by which a risk is exchanged")
    options: Annotated[dict[str, Option] | None, Keyed()] = says("rights to call, put or redeem")
    waterfalls: Annotated[dict[str, Waterfall] | None, Keyed()] = says("priorities of payments")
    triggers: Annotated[dict[str, Trigger] | None, Keyed()] = says("trigger events")
    terms: Annotated[dict[str, Term] | None, Keyed()] = says("terms that apply only under a condition")
    opinions: Annotated[dict[str, Opinion] | None, Keyed()] = says("legal opinions")
    events: Annotated[dict[str, Event] | None, Keyed()] = says("what happened, by day")
    conduct: Annotated[dict[str, Conduct] | None, Keyed()] = says("conduct of the parties in practice")
    proceedings: Annotated[dict[str, Proceeding] | None, Keyed()] = says("insolvencies and actions")
    filings: Annotated[dict[str, Filing] | None, Keyed()] = says("approvals, registrations and filings")
    plans: Annotated[dict[str, Plan] | None, Keyed()] = says(
        "plans under a securitisation act: what they lay down, where they were filed, and their changes"
    )
    disclosures: Annotated[dict[str, Disclosure] | None, Keyed()] = says("disclosures: what, to whom, when and where")
    acceptances: Annotated[dict[str, Acceptance] | None, Keyed()] = says(
        "waivers recorded: failing rules that somebody accepts"
    )
    assumptions: Annotated[dict[str, Assumption] | None, Keyed()] = says("factual assumptions")
    complete: Texts = says("sections, or lists such as `trusts.entrustment.buy_backs`, that are complete", "investments")


SECTIONS: dict[str, str] = {
    name: field.inner.__name__.lower() for name, field in Deal.model_fields.items() if field.keyed and field.inner
}
"""Section of the file -> sort of the records it holds, which is the name of their class."""

SORTS = {
    "party": "actor",
    "estate": "actor",
    "pool": "asset",
    "account": "asset",
    "security": "asset",
    "trust": "hop",
    "transfer": "hop",
}
"""Sort -> the wider sort it belongs to; every sort belongs to ``any``."""
