"""From field codes to a deal: the investor report (Annex 12), and each other section by the hand that knows it."""

from collections.abc import Callable
from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.esma.event import account, counterparty, event, issuer_of, tranche
from legalmodel.importers.esma.fields import CODE, Item
from legalmodel.importers.esma.filled import UNIT, EsmaDeal
from legalmodel.importers.esma.sts import FORMS, notification
from legalmodel.importers.esma.words import HOLDERS, METHODS, TYPES
from legalmodel.importers.filling import NO_WORD
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.model.cash import Trigger
from legalmodel.model.deal import Facts
from legalmodel.model.parties import Party
from legalmodel.model.pools import Pool
from legalmodel.model.securities import Investment

_RATES = ("IVSS21", "IVSS22", "IVSS27", *(f"IVSS{number}" for number in range(31, 45)))


def to_deal(file: Untrusted, found: list[Item], currency: str) -> Imported:
    """Return the deal file, and what stays behind. ``currency`` is for amounts of tranches that name none."""
    made = EsmaDeal(currency)
    for item in found:
        _take(made, item)
    issuer_of(made)
    sections = {
        "deal": made.deal, "documents": {"source": {"title": file.name}}, "parties": made.parties, "pools": {"pool": made.pool} if made.pool else {},
        "accounts": made.accounts, "securities": made.securities, "investments": made.investments, "guarantees": made.guarantees,
        "agencies": made.agencies, "triggers": made.triggers, "filings": made.filings, "disclosures": made.disclosures,
    }  # fmt: skip  # a table
    head = (say("Imported from {name}, fields of ESMA's templates by their codes.", name=file.name),)
    return Imported(file.name, {key: value for key, value in sections.items() if value}, head, tuple(made.fill.left), ())


def _take(made: EsmaDeal, item: Item) -> None:
    """Take one item of a section; what it says besides is told."""
    section = CODE.match(next(iter(item)))
    rest = dict(item)
    code = section[1] if section else ""
    if code in FORMS:
        notification(made, code, rest)
    else:
        hands: dict[str, Callable[[EsmaDeal, Item], None]] = {
            "IVSS": _report,
            "IVSR": _trigger,
            "SESS": event,
            "SEST": tranche,
            "SESA": account,
            "SESP": counterparty,
        }
        if code in hands:
            hands[code](made, rest)
    made.leave(rest, NO_WORD, *list(rest))


def _report(made: EsmaDeal, rest: Item) -> None:
    """Take the securitisation section of Annex 12."""
    made.put(made.deal, Facts, "name", rest, "IVSS3")
    made.put(made.deal, Facts, "asset_class", rest, "IVSS10", TYPES)
    made.put(made.pool, Pool, "cut_off", rest, "IVSS2")
    party: dict[str, Any] = {}
    if made.put(party, Party, "name", rest, "IVSS4"):
        made.deal["reporting_entity"] = made.party(party)
        made.deal.setdefault("evidence", {})["reporting_entity"] = "source IVSS4"
    kept: dict[str, Any] = {}
    made.put(kept, Investment, "kept_as", rest, "IVSS8", METHODS)
    made.put(kept, Investment, "kept_role", rest, "IVSS9", HOLDERS)
    if kept:
        unknown = {"holder": "not_found_in_sources", "of": "not_found_in_sources"}
        made.investments[made.fill.id("retention")] = kept | {"unknown": {**unknown, **kept.get("unknown", {})}}
    made.label(rest, "IVSS11", "structure", "risk transfer method: true sale")
    made.identifier(rest, "IVSS1")
    made.leave(rest, say("a person's name and address: not taken over"), "IVSS5", "IVSS6", "IVSS7")
    made.leave(rest, UNIT, *_RATES)


def _trigger(made: EsmaDeal, rest: Item) -> None:
    """Take a test, event or trigger of Annex 12: its description, and that it may be cured. Its level does not say on which side it trips."""
    one: dict[str, Any] = {}
    made.put(one, Trigger, "measure", rest, "IVSR4")
    cure = rest.get("IVSR8")
    if cure is not None and cure.value.isdigit() and int(cure.value) > 0:
        del rest["IVSR8"]
        one["curable"] = "yes"
        one.setdefault("evidence", {})["curable"] = "source IVSR8"
    if rest.get("IVSR10") is not None and rest["IVSR10"].value == "CHCP":
        del rest["IVSR10"]
        one["effects"] = ["replace_counterparty"]
        one.setdefault("evidence", {})["effects"] = "source IVSR10"
    made.leave(rest, say("the field does not say whether the event comes above or below it"), "IVSR5", "IVSR6")
    made.leave(rest, say("the field says how it stands, and not on which day it happened"), "IVSR7")
    if one:
        number = rest.pop("IVSR3", None) or rest.get("IVSR2")
        made.triggers[made.fill.id(number.value if number else None, number.value if number else None, "trigger")] = one
        rest.pop("IVSR1", None)
        rest.pop("IVSR2", None)
