"""Annex 14, inside information and significant events: the securitisation, tranches, accounts, counterparties."""

from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.esma.fields import Item
from legalmodel.importers.esma.filled import UNIT, EsmaDeal, text_of
from legalmodel.importers.esma.words import FUNCTIONS, MONTHS, PURPOSES, REPAYMENT, SUPPORTS
from legalmodel.model.cash import Account
from legalmodel.model.parties import Party
from legalmodel.model.pools import Pool
from legalmodel.model.relations import Guarantee
from legalmodel.model.securities import Security

_RATES = ("SEST13", "SEST14", "SEST15", "SEST16", "SEST17", "SEST31", "SEST32", "SEST33", "SEST34")
_ISSUERS = ("ISSR", "SSPE")


def event(made: EsmaDeal, rest: Item) -> None:
    """Take the securitisation section."""
    made.put(made.pool, Pool, "cut_off", rest, "SESS2")
    made.identifier(rest, "SESS1")
    made.label(rest, "SESS7", "structure", "transfer perfected (Article 20(5) of Regulation (EU) 2017/2402)")
    made.leave(rest, UNIT, "SESS14", "SESS15", "SESS22")


def tranche(made: EsmaDeal, rest: Item) -> None:
    """Take a tranche: identifiers, name, amounts, days of payment, maturity, guarantor."""
    one: dict[str, Any] = {}
    made.put(one, Security, "isin", rest, "SEST4")
    made.put(one, Security, "name", rest, "SEST5")
    currency = rest.pop("SEST7", None)
    made.money(one, Security, "amount", rest, "SEST8", currency)
    made.money(one, Security, "balance", rest, "SEST9", currency)
    made.put(one, Security, "repayment", rest, "SEST6", REPAYMENT)
    made.put(one, Security, "payment_interval_months", rest, "SEST10", MONTHS)
    made.put(one, Security, "issued", rest, "SEST22")
    made.put(one, Security, "legal_end", rest, "SEST24")
    made.codes(one, rest, ("SEST2", "SEST3"))
    made.leave(rest, say("the next day after the cut-off date, and not the first day of payment"), "SEST11", "SEST12")
    made.leave(rest, UNIT, *_RATES)
    id = made.fill.id(one.get("isin"), text_of(one.get("name")) or "class")
    made.securities[id] = one
    _guarantor(made, rest, id)
    rest.pop("SEST1", None)


def _guarantor(made: EsmaDeal, rest: Item, of: str) -> None:
    party: dict[str, Any] = {}
    for code in ("SEST39", "SEST40"):
        if code in rest and rest[code].value.startswith("ND"):
            made.leave(rest, say("does not apply"), code)
    made.put(party, Party, "lei", rest, "SEST39")
    made.put(party, Party, "name", rest, "SEST40")
    kind: dict[str, Any] = {}
    if rest.get("SEST42") and rest["SEST42"].value == "ND5":
        made.leave(rest, say("does not apply"), "SEST42")
    made.put(kind, Guarantee, "kind", rest, "SEST42", SUPPORTS)
    if party:
        id = made.party(party)
        evidence = {**kind.get("evidence", {}), "by": "source SEST40", "of": "source SEST40"}
        made.guarantees[made.fill.id(f"guarantee-{of}", "guarantee")] = {**kind, "by": id, "of": [of], "evidence": evidence}


def account(made: EsmaDeal, rest: Item) -> None:
    """Take an account: what it is for, its target and its balance."""
    one: dict[str, Any] = {}
    made.put(one, Account, "purpose", rest, "SESA4", PURPOSES)
    if rest.get("SESA5") and rest["SESA5"].value == "ND5":
        made.leave(rest, say("does not apply"), "SESA5")
    made.money(one, Account, "target", rest, "SESA5")
    made.money(one, Account, "balance", rest, "SESA6")
    name = rest.pop("SESA3", None) or rest.get("SESA2")
    rest.pop("SESA1", None)
    rest.pop("SESA2", None)
    if one:
        made.accounts[made.fill.id(name.value if name else None, name.value if name else None, "account")] = one


def counterparty(made: EsmaDeal, rest: Item) -> None:
    """Take a counterparty: its name, code and country, and its work where the list of counterparties has a word for it."""
    one: dict[str, Any] = {}
    made.put(one, Party, "name", rest, "SESP3")
    for code in [code for code, field in rest.items() if code != "SESP1"]:
        name = rest[code].name.lower()
        known = {"SESP2": "lei", "SESP5": "seat"}.get(code, "")
        field = (
            "lei"
            if "legal entity identifier" in name and code != "SESP8"
            else "seat"
            if "country of establishment" in name
            else known
        )
        if field:
            made.put(one, Party, field, rest, code)
    if not one:
        return
    id = made.party(one)
    sort = rest.get("SESP4")
    rest.pop("SESP1", None)
    if sort is None:
        return
    if sort.value == "ORIG":
        del rest["SESP4"]
        made.pool.setdefault("originated_by", []).append(id)
        made.pool["originated_by"] = list(dict.fromkeys(made.pool["originated_by"]))
        made.pool.setdefault("evidence", {})["originated_by"] = "source SESP4"
    elif sort.value in _ISSUERS:
        del rest["SESP4"]
        made.issuers.append(id)
    elif sort.value in FUNCTIONS:
        del rest["SESP4"]
        made.agencies[made.fill.id(FUNCTIONS[sort.value])] = {
            "agent": id, "function": FUNCTIONS[sort.value], "evidence": {"all": "source SESP4"}, "unknown": {"principal": "not_found_in_sources"},
        }  # fmt: skip  # a table


def issuer_of(made: EsmaDeal) -> None:
    """Make the one counterparty that is called issuer the issuer of the tranches; several say nothing about any one tranche."""
    issuers = list(dict.fromkeys(made.issuers))
    if len(issuers) == 1:
        for one in made.securities.values():
            if "issuer" not in one:
                one["issuer"] = issuers[0]
                one.setdefault("evidence", {})["issuer"] = "source SESP4"
    elif issuers:
        made.fill.leave("SESP4", ", ".join(issuers), say("several issuers: the file does not say of which tranche"))
