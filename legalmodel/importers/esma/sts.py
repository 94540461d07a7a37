"""The STS notification: Annexes I to IV of Implementing Regulation (EU) 2020/1227, as read in full.

What the notifying party explains field by field, that the sale is a true sale, that the pool is homogeneous, is its word and stays behind; the
file asks for the facts themselves.
"""

from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.esma.fields import Item
from legalmodel.importers.esma.filled import EsmaDeal
from legalmodel.importers.esma.words import METHODS, TYPES
from legalmodel.model.deal import Facts
from legalmodel.model.matters import Disclosure, Filing
from legalmodel.model.parties import Party
from legalmodel.model.securities import Investment, Security

EXPLAINED = Phrase("an explanation of the notifying party that a criterion is met; the file asks for the facts themselves")


class NoticeForm(dict[str, int]):
    """A form of the notification: what is asked -> number of its field. ``annex`` is where it stands, ``explained`` from which number on it explains."""

    def __init__(self, annex: str, explained: int, **numbers: int) -> None:
        super().__init__(numbers)
        self.annex, self.explained = annex, explained


_FIRST = {"isin": 1, "lei": 2, "number": 3, "unique": 4, "prospectus": 5, "repository": 6, "name": 7, "country": 8}
FORMS = {
    "STSS": NoticeForm(
        "I", 17, **_FIRST, type=10, issued=11, date=12, third=13, verifier=14, authority=15, status=16, retention=34
    ),
    "STSAT": NoticeForm("II", 17, **_FIRST, type=10, issued=11, date=12, third=13, verifier=14, authority=15, status=16),
    "STSAP": NoticeForm("III", 16, **_FIRST, issued=10, date=11, third=12, verifier=13, authority=14, status=15, retention=20),
    "STSSY": NoticeForm(
        "IV",
        19,
        date=2,
        isin=3,
        lei=4,
        seller=5,
        number=6,
        unique=7,
        repository=8,
        country=9,
        type=13,
        issued=14,
        authority=17,
        status=18,
    ),
}


def notification(made: EsmaDeal, section: str, rest: Item) -> None:
    """Take a notification; ``section`` is the form that it follows."""
    form = FORMS[section]
    code = {what: f"{section}{number}" for what, number in form.items()}
    made.put(made.deal, Facts, "name", rest, code.get("name", ""))
    made.put(made.deal, Facts, "asset_class", rest, code.get("type", ""), TYPES)
    made.deal.setdefault("labels", ["STS"])
    made.deal.setdefault("evidence", {}).setdefault("labels", f"source {section} notification")
    party: dict[str, Any] = {}
    sender = None
    if made.put(party, Party, "lei", rest, code["lei"]):
        sender = made.party(party | {"unknown": {"name": "not_found_in_sources"}})
    _told(made, form, code, rest, sender)
    _classes(made, code, rest)
    kept: dict[str, Any] = {}
    if made.put(kept, Investment, "kept_as", rest, code.get("retention", ""), METHODS):
        made.investments[made.fill.id("retention")] = kept | {
            "unknown": {"holder": "not_found_in_sources", "of": "not_found_in_sources"}
        }
    _verifier(made, code, rest)
    made.identifier(rest, code["unique"])
    made.leave(rest, say("a person's name and address: not taken over"), f"{section}0")
    explained = [name for name in rest if name[len(section) :].isdigit() and int(name[len(section) :]) >= form.explained]
    made.leave(rest, EXPLAINED, *explained)


def _told(made: EsmaDeal, form: NoticeForm, code: dict[str, str], rest: Item, sender: str | None) -> None:
    """Make the notification itself: a filing with its number, and a disclosure on its form."""
    filing: dict[str, Any] = {"kind": "STS notification", "sort": "notification"}
    told: dict[str, Any] = {"what": "notice_of_label", "form": f"Annex {form.annex} of Regulation (EU) 2020/1227", "to": "ESMA"}
    day = rest.get(code["date"])
    made.put(filing, Filing, "date", rest, code["date"])
    if day is not None:
        made.put(told, Disclosure, "date", {code["date"]: day}, code["date"])
    made.put(filing, Filing, "number", rest, code["number"])
    made.put(told, Disclosure, "where", rest, code.get("repository", ""))
    for one in (filing, told):
        if sender is not None:
            one["by"] = sender
            one.setdefault("evidence", {})["by"] = f"source {code['lei']}"
    made.filings[made.fill.id("sts_notification")] = filing
    made.disclosures[made.fill.id("sts_notice")] = told


def _classes(made: EsmaDeal, code: dict[str, str], rest: Item) -> None:
    """Make a class of each number that the notification names."""
    codes = rest.pop(code["isin"], None)
    day = rest.get(code["issued"])
    for number, isin in enumerate(codes.value.replace(";", " ").replace(",", " ").split() if codes else (), 1):
        one: dict[str, Any] = {}
        if codes and made.fill.put(one, Security, "isin", isin, codes.where):
            known = next((same for same in made.securities.values() if same.get("isin") == isin), None)
            if known is None:
                known = made.securities[made.fill.id(f"class{number}")] = one | {"evidence": {"isin": f"source {code['isin']}"}}
            if day is not None:
                made.put(known, Security, "issued", {code["issued"]: day}, code["issued"])
                rest.pop(code["issued"], None)


def _verifier(made: EsmaDeal, code: dict[str, str], rest: Item) -> None:
    """Make the third party that verifies STS criteria, if one is named; its country and the authority stand in one text and stay there."""
    one = rest.get(code.get("verifier", ""))
    if one is None or one.value[:2] == "ND":
        return
    party: dict[str, Any] = {}
    if made.put(party, Party, "name", rest, code["verifier"]):
        made.agencies[made.fill.id("verification")] = {
            "agent": made.party(party), "function": "verification", "evidence": {"all": f"source {code['verifier']}"},
            "unknown": {"principal": "not_found_in_sources"},
        }  # fmt: skip  # a table
