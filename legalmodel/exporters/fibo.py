"""Which classes of FIBO (edmcouncil/fibo, MIT licence) a record, or a role in it, is one of; IRIs and labels as that ontology has them."""

from typing import NamedTuple

BASE = "https://spec.edmcouncil.org/fibo/ontology/"


class FiboRole(NamedTuple):
    """A role that a field of a record gives: the field, and the class of whoever has it."""

    field: str
    iri: str


LABELS = {
    "BE/Trusts/Trusts/Trust": "trust", "BE/Trusts/Trusts/TrustAgreement": "trust agreement", "BE/Trusts/Trusts/Trustee": "trustee",
    "BE/Trusts/Trusts/Trustor": "trustor", "BE/Trusts/Trusts/TrustBeneficiary": "trust beneficiary",
    "BE/LegalEntities/LegalPersons/SpecialPurposeVehicle": "special purpose vehicle",
    "FBC/DebtAndEquities/Guaranty/Guaranty": "guaranty", "FBC/DebtAndEquities/Guaranty/Guarantor": "guarantor",
    "FBC/FinancialInstruments/FinancialInstruments/Issuer": "issuer",
    "FBC/FunctionalEntities/FinancialServicesEntities/Underwriter": "underwriter",
    "FND/OwnershipAndControl/Ownership/Ownership": "ownership", "FND/OwnershipAndControl/Ownership/Owner": "owner",
    "LOAN/LoansGeneral/Loans/Servicer": "servicer", "SEC/Equities/EquityInstruments/Custodian": "custodian",
    "SEC/Debt/PoolBackedSecurities/AssetBackedSecurity": "asset-backed security", "SEC/Securities/Pools/Pool": "pool",
}  # fmt: skip  # a table
RECORDS = {
    "pool": "SEC/Securities/Pools/Pool", "security": "SEC/Debt/PoolBackedSecurities/AssetBackedSecurity",
    "trust": "BE/Trusts/Trusts/TrustAgreement", "stake": "FND/OwnershipAndControl/Ownership/Ownership",
}  # fmt: skip  # a table
"""Sort of record -> its class."""
KINDS = {
    ("estate", "kind", "trust"): "BE/Trusts/Trusts/Trust",
    ("party", "form", "special_purpose_company"): "BE/LegalEntities/LegalPersons/SpecialPurposeVehicle",
    ("guarantee", "kind", "guarantee"): "FBC/DebtAndEquities/Guaranty/Guaranty",
}
"""Sort of record, field, word (or one further in) -> class."""
ROLES = {
    "trust": (FiboRole("settlor", "BE/Trusts/Trusts/Trustor"), FiboRole("trustee", "BE/Trusts/Trusts/Trustee")),
    "beneficiary": (FiboRole("who", "BE/Trusts/Trusts/TrustBeneficiary"),),
    "security": (FiboRole("issuer", "FBC/FinancialInstruments/FinancialInstruments/Issuer"),),
    "stake": (FiboRole("owner", "FND/OwnershipAndControl/Ownership/Owner"),),
}
FUNCTIONS = {
    "servicing": "LOAN/LoansGeneral/Loans/Servicer", "custody": "SEC/Equities/EquityInstruments/Custodian",
    "underwriting": "FBC/FunctionalEntities/FinancialServicesEntities/Underwriter",
}  # fmt: skip  # a table
"""Function of an agency (or one further in) -> class of the agent."""
TREES_OF = {"estate": "estate_kind", "party": "form", "guarantee": "support"}
