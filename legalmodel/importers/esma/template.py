"""From field codes to a deal: name, retention, reporting entity, tranches, counterparties, the notification."""

from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.esma.fields import CODE, Coded, Item
from legalmodel.importers.filling import NO_WORD, Filling
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.model.deal import Facts
from legalmodel.model.matters import Filing
from legalmodel.model.parties import Identifier, Party
from legalmodel.model.pools import Pool
from legalmodel.model.record import Record
from legalmodel.model.securities import Investment, Security

_REASONS = {"ND1": "not_asked", "ND2": "not_collected", "ND3": "not_collected", "ND4": "not_available_yet"}
_METHODS = {
    "VSLC": "vertical",
    "SLLS": "seller_interest",
    "RSEX": "random_selection",
    "FLTR": "horizontal",
    "FLEX": "first_loss_each_asset",
}
_HOLDERS = {"ORIG": "originator", "SPON": "sponsor", "OLND": "original_lender"}
_TYPES = {
    "ALOL": "auto_loans", "CONL": "consumer_loans", "CMRT": "commercial_mortgage_loans", "LEAS": "lease_receivables",
    "RMRT": "residential_mortgage_loans", "CCRR": "credit_card_receivables", "NSML": "corporate_loans", "SMEL": "corporate_loans",
}  # fmt: skip  # a table


def to_deal(file: Untrusted, found: list[Item], currency: str) -> Imported:
    """Return the deal file, and what stays behind. ``currency`` is for amounts of tranches that name none."""
    made = _Template(currency)
    for item in found:
        made.take(item)
    sections = {
        "deal": made.deal, "documents": {"source": {"title": file.name}}, "parties": made.parties, "pools": {"pool": made.pool} if made.pool else {},
        "securities": made.securities, "investments": made.investments, "filings": made.filings,
    }  # fmt: skip  # a table
    head = (say("Imported from {name}, fields of ESMA's templates by their codes.", name=file.name),)
    return Imported(file.name, {key: value for key, value in sections.items() if value}, head, tuple(made.fill.left), ())


class _Template:
    def __init__(self, currency: str) -> None:
        self.fill = Filling()
        self.fill.ids |= {"source", "pool"}
        self.deal: dict[str, Any] = {"currency": currency} if currency else {}
        self.pool: dict[str, Any] = {}
        self.parties: dict[str, Any] = {}
        self.securities: dict[str, Any] = {}
        self.investments: dict[str, Any] = {}
        self.filings: dict[str, Any] = {}

    def take(self, item: Item) -> None:
        """Take one item of a section; what it says besides is told."""
        section = CODE.match(next(iter(item)))
        rest = dict(item)
        {
            "IVSS": self.report,
            "SESS": self.event,
            "SEST": self.tranche,
            "SESP": self.counterparty,
            "STSS": self.notification,
        }.get(section[1] if section else "", lambda _: None)(rest)
        for code, field in rest.items():
            self.fill.leave(f"{field.where}", f"{code} {field.name} {field.value}".replace("  ", " "), NO_WORD)

    def put(
        self, record: dict[str, Any], kind: type[Record], field: str, rest: Item, code: str, words: dict[str, str] | None = None
    ) -> bool:
        """Put a field of the template into a record: its value, the reason why it is not there, or, where it does not apply, nothing."""
        one = rest.pop(code, None)
        if one is None:
            return False
        if (reason := _REASONS.get(one.value[:3])) is not None and one.value[3:4] in ("", "-"):
            record.setdefault("unknown", {}).setdefault(field, reason)
            return False
        if one.value == "ND5":
            self.fill.leave(one.where, f"{code} ND5", say("does not apply"))
            return False
        value = words.get(one.value) if words is not None else one.value
        if value is None:
            self.fill.leave(one.where, f"{code} {one.value}", say("no word for this entry of the list"))
            return False
        if record.get(field) not in (None, value):
            self.fill.leave(one.where, f"{code} {one.value}", say("another value than before: {value}", value=record[field]))
            return False
        if not self.fill.put(record, kind, field, value, one.where):
            return False
        record.get("unknown", {}).pop(field, None)
        if not record.get("unknown", True):
            del record["unknown"]
        record.setdefault("evidence", {})[field] = f"source {code}"
        return True

    def report(self, rest: Item) -> None:
        """Take the securitisation section of Annex 12."""
        self.put(self.deal, Facts, "name", rest, "IVSS3")
        self.put(self.deal, Facts, "asset_class", rest, "IVSS10", _TYPES)
        self.put(self.pool, Pool, "cut_off", rest, "IVSS2")
        party: dict[str, Any] = {}
        if self.put(party, Party, "name", rest, "IVSS4"):
            id = self.party(party)
            self.deal["reporting_entity"] = id
            self.deal.setdefault("evidence", {})["reporting_entity"] = "source IVSS4"
        kept: dict[str, Any] = {}
        self.put(kept, Investment, "kept_as", rest, "IVSS8", _METHODS)
        self.put(kept, Investment, "kept_role", rest, "IVSS9", _HOLDERS)
        if kept:
            unknown = {"holder": "not_found_in_sources", "of": "not_found_in_sources"}
            self.investments[self.fill.id("retention")] = kept | {"unknown": {**unknown, **kept.get("unknown", {})}}
        self.label(rest, "IVSS11", "structure", "risk transfer method: true sale")
        self.identifier(rest, "IVSS1")

    def event(self, rest: Item) -> None:
        """Take the securitisation section of Annex 14."""
        self.put(self.pool, Pool, "cut_off", rest, "SESS2")
        self.identifier(rest, "SESS1")

    def tranche(self, rest: Item) -> None:
        """Take a tranche of Annex 14."""
        made: dict[str, Any] = {}
        self.put(made, Security, "isin", rest, "SEST4")
        self.put(made, Security, "name", rest, "SEST5")
        money = rest.pop("SEST7", None)
        currency = money.value if money else self.deal.get("currency", "")
        for code, field in (("SEST8", "amount"), ("SEST9", "balance")):
            if code in rest and not rest[code].value.startswith("ND"):
                if not currency:
                    self.fill.leave(
                        rest[code].where, f"{code} {rest.pop(code).value}", say("no currency; give it with --currency")
                    )
                    continue
                rest[code] = rest[code]._replace(value=f"{currency} {rest[code].value}")
            self.put(made, Security, field, rest, code)
        self.codes(made, rest, ("SEST2", "SEST3"))
        self.securities[self.fill.id(made.get("isin"), _text(made.get("name")) or "class")] = made

    def counterparty(self, rest: Item) -> None:
        """Take a counterparty of Annex 14: its name by code, its code and country where the file names the fields."""
        made: dict[str, Any] = {}
        self.put(made, Party, "name", rest, "SESP3")
        for code in [code for code, one in rest.items() if code != "SESP1"]:
            name = rest[code].name.lower()
            field = "lei" if "legal entity identifier" in name else "seat" if "country of establishment" in name else ""
            if field:
                self.put(made, Party, field, rest, code)
        if made:
            self.party(made)

    def notification(self, rest: Item) -> None:
        """Take the STS notification (Annex I of 2020/1227)."""
        self.put(self.deal, Facts, "name", rest, "STSS7")
        self.put(self.deal, Facts, "asset_class", rest, "STSS10", _TYPES)
        self.deal.setdefault("labels", ["STS"])
        self.deal.setdefault("evidence", {}).setdefault("labels", "source STSS notification")
        filing: dict[str, Any] = {"kind": "STS notification", "sort": "notification"}
        self.put(filing, Filing, "date", rest, "STSS12")
        self.put(filing, Filing, "number", rest, "STSS3")
        self.filings[self.fill.id("sts_notification")] = filing
        made: dict[str, Any] = {}
        if self.put(made, Party, "lei", rest, "STSS2"):
            self.party(made | {"unknown": {"name": "not_found_in_sources"}})
        codes = rest.pop("STSS1", None)
        for number, isin in enumerate(codes.value.replace(";", " ").replace(",", " ").split() if codes else (), 1):
            one: dict[str, Any] = {}
            if codes and self.fill.put(one, Security, "isin", isin, codes.where):
                self.securities[self.fill.id(f"class{number}")] = one | {"evidence": {"isin": "source STSS1"}}
        self.identifier(rest, "STSS4")

    def party(self, made: dict[str, Any]) -> str:
        """Return the id of a party of this code or name, which is added if it is new."""
        for id, party in self.parties.items():
            if any(made.get(key) and made[key] == party.get(key) for key in ("lei", "name")):
                self.parties[id] = {**made, **party}
                return id
        id = self.fill.id(f"lei-{made['lei']}" if made.get("lei") else None, _text(made.get("name")))
        self.parties[id] = made
        return id

    def label(self, rest: Item, code: str, field: str, words: str) -> None:
        """Keep a statement as a label."""
        one = rest.pop(code, None)
        if one is not None:
            self.deal.setdefault("stated", {})[field] = f"{words}: {one.value}"

    def identifier(self, rest: Item, code: str) -> None:
        """Keep the identifier of the securitisation as a label of the deal; it has no field there."""
        self.label(rest, code, "programme", "unique identifier")

    def codes(self, made: dict[str, Any], rest: Item, wanted: tuple[str, ...]) -> None:
        """Put identifiers of a tranche in."""
        for code in wanted:
            one: Coded | None = rest.pop(code, None)
            record: dict[str, Any] = {"kind": f"ESMA {code}"}
            if one is not None and self.fill.put(record, Identifier, "code", one.value, one.where):
                made.setdefault("identifiers", {})[code.lower()] = record


def _text(name: Any) -> str | None:
    return name if isinstance(name, str) else None
