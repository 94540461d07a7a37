"""What somebody who works for another is called: of who services loans it is said that they are the servicer."""

from functools import partial

from legalmodel.base.language import Phrase, Said, say
from legalmodel.base.things import Thing
from legalmodel.output.describe import code, word

CAPACITIES = {
    "servicing": Phrase("servicer", context="capacity"),
    "master_servicing": Phrase("master servicer", context="capacity"),
    "special_servicing": Phrase("special servicer", context="capacity"),
    "backup_servicing": Phrase("back-up servicer", context="capacity"),
    "sub_servicing": Phrase("sub-servicer", context="capacity"),
    "custody": Phrase("custodian", context="capacity"),
    "cash_custody": Phrase("cash custodian", context="capacity"),
    "document_custody": Phrase("document custodian", context="capacity"),
    "securities_custody": Phrase("securities custodian", context="capacity"),
    "account_keeping": Phrase("account bank", context="capacity"),
    "account_supervision": Phrase("account supervision bank", context="capacity"),
    "paying": Phrase("paying agent", context="capacity"),
    "owner_trusteeship": Phrase("owner trustee", context="capacity"),
    "indenture_trusteeship": Phrase("indenture trustee", context="capacity"),
    "security_trusteeship": Phrase("security trustee", context="capacity"),
    "share_trusteeship": Phrase("share trustee", context="capacity"),
    "management": Phrase("manager", context="capacity"),
    "plan_management": Phrase("plan manager", context="capacity"),
    "cash_management": Phrase("cash manager", context="capacity"),
    "investment_management": Phrase("investment manager", context="capacity"),
    "administration": Phrase("administrator", context="capacity"),
    "corporate_services": Phrase("corporate services provider", context="capacity"),
    "calculation": Phrase("calculation agent", context="capacity"),
    "registration": Phrase("registrar", context="capacity"),
    "depository": Phrase("depository", context="capacity"),
    "underwriting": Phrase("underwriter", context="capacity"),
    "lead_underwriting": Phrase("lead underwriter", context="capacity"),
    "joint_underwriting": Phrase("joint underwriter", context="capacity"),
    "initial_purchasing": Phrase("initial purchaser", context="capacity"),
    "distribution": Phrase("distributor", context="capacity"),
    "arranging": Phrase("arranger", context="capacity"),
    "structuring": Phrase("structurer", context="capacity"),
    "rating": Phrase("rating agency", context="capacity"),
    "legal_counsel": Phrase("legal counsel", context="capacity"),
    "audit": Phrase("auditor", context="capacity"),
    "appraisal": Phrase("appraiser", context="capacity"),
    "representation_review": Phrase("representations reviewer", context="capacity"),
    "operating_advice": Phrase("operating adviser", context="capacity"),
    "data_repository": Phrase("data repository", context="capacity"),
    "process_agency": Phrase("process agent", context="capacity"),
    "data_trusteeship": Phrase("data trustee", context="capacity"),
}
"""Function -> what who has it is called; any other is named by its own words."""


def capacity(agency: Thing) -> str:
    """Return what the agent of an appointment is called."""
    known = CAPACITIES.get(code(agency, "function"))
    return str(known) if known else word(agency, "function", say("work not stated"))


def holder_of(estate: Thing) -> tuple[Phrase, Phrase]:
    """Return what the holder of an estate is called who is not named, and one whose name is withheld."""
    held = Said(partial(word, estate, "capacity", say("holder")))
    not_named = Phrase("{capacity} not named", context="chart", capacity=held)
    return not_named, Phrase("{capacity} (name withheld)", context="chart", capacity=held)
