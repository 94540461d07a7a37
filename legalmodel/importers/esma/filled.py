"""The deal in the making, and how a field of a template goes into a record of it."""

from collections.abc import Mapping
from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.esma.fields import Coded, Item
from legalmodel.importers.esma.words import REASONS
from legalmodel.importers.filling import Filling
from legalmodel.model.parties import Identifier
from legalmodel.model.record import Record

UNIT = Phrase(
    "one text of ESMA writes rates as percent, another as a fraction: 5 and 0.05; nothing says which of them the file follows"
)


class EsmaDeal:
    """The sections of a deal as far as they are filled; ``fill`` vouches for each value and keeps what stays behind."""

    def __init__(self, currency: str) -> None:
        self.fill = Filling()
        self.fill.ids |= {"source", "pool"}
        self.deal: dict[str, Any] = {"currency": currency} if currency else {}
        self.pool: dict[str, Any] = {}
        self.parties: dict[str, Any] = {}
        self.accounts: dict[str, Any] = {}
        self.securities: dict[str, Any] = {}
        self.investments: dict[str, Any] = {}
        self.guarantees: dict[str, Any] = {}
        self.agencies: dict[str, Any] = {}
        self.triggers: dict[str, Any] = {}
        self.filings: dict[str, Any] = {}
        self.disclosures: dict[str, Any] = {}
        self.issuers: list[str] = []

    def put(
        self,
        record: dict[str, Any],
        kind: type[Record],
        field: str,
        rest: Item,
        code: str,
        words: Mapping[str, Any] | None = None,
    ) -> bool:
        """Put a field of the template into a record: its value, the reason why it is not there, or, where it does not apply, nothing."""
        one = rest.pop(code, None)
        if one is None:
            return False
        if (reason := REASONS.get(one.value[:3])) is not None and one.value[3:4] in ("", "-"):
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

    def money(
        self, record: dict[str, Any], kind: type[Record], field: str, rest: Item, code: str, currency: Coded | None = None
    ) -> None:
        """Put an amount in; its currency stands with it, in a field of its own, or is that of the deal."""
        one = rest.get(code)
        if one is not None and not one.value.startswith("ND") and not one.value[:3].isalpha():
            code_of = currency.value if currency else self.deal.get("currency", "")
            if not code_of:
                self.fill.leave(one.where, f"{code} {rest.pop(code).value}", say("no currency; give it with --currency"))
                return
            rest[code] = one._replace(value=f"{code_of} {one.value}")
        self.put(record, kind, field, rest, code)

    def leave(self, rest: Item, why: object, *codes: str) -> None:
        """Say of fields that they stay behind, and why."""
        for code in codes:
            if (one := rest.pop(code, None)) is not None:
                why_not = say("does not apply") if one.value == "ND5" else why
                self.fill.leave(one.where, f"{code} {one.name} {one.value}".replace("  ", " "), why_not)

    def party(self, made: dict[str, Any]) -> str:
        """Return the id of a party of this code or name, which is added if it is new."""
        for id, party in self.parties.items():
            if any(made.get(key) and made[key] == party.get(key) for key in ("lei", "name")):
                evidence = {**made.get("evidence", {}), **party.get("evidence", {})}
                self.parties[id] = {**made, **party} | ({"evidence": evidence} if evidence else {})
                unknown = {key: why for key, why in self.parties[id].get("unknown", {}).items() if key not in self.parties[id]}
                self.parties[id].pop("unknown", None)
                if unknown:
                    self.parties[id]["unknown"] = unknown
                return id
        id = self.fill.id(f"lei-{made['lei']}" if made.get("lei") else None, text_of(made.get("name")))
        self.parties[id] = made
        return id

    def label(self, rest: Item, code: str, field: str, words: str) -> None:
        """Keep a statement as a label."""
        one = rest.pop(code, None)
        if one is not None and one.value.startswith("ND"):
            self.fill.leave(one.where, f"{code} {one.value}", say("does not apply"))
        elif one is not None:
            self.deal.setdefault("stated", {})[field] = f"{words}: {one.value}"

    def identifier(self, rest: Item, code: str) -> None:
        """Keep the identifier of the securitisation as a label of the deal; it has no field there."""
        self.label(rest, code, "programme", "unique identifier")

    def codes(self, made: dict[str, Any], rest: Item, wanted: tuple[str, ...]) -> None:
        """Put identifiers of a record in."""
        for code in wanted:
            one: Coded | None = rest.pop(code, None)
            record: dict[str, Any] = {"kind": f"ESMA {code}"}
            if one is not None and self.fill.put(record, Identifier, "code", one.value, one.where):
                made.setdefault("identifiers", {})[code.lower()] = record


def text_of(name: Any) -> str | None:
    """Return a name that is a plain text."""
    return name if isinstance(name, str) else None
