"""Parties as persons and entities of BODS, estates as its arrangements."""

import re
from collections.abc import Iterator
from typing import Any

from legalmodel.base.language import say
from legalmodel.exporters.exported import Outgoing
from legalmodel.importers.ledger import Cursor
from legalmodel.model.readers import WORDS

Entry = tuple[str, str, dict[str, Any]]
"""Sort of record, its id, its details."""
REASONS = {"exempt": "interestedPartyExemptFromDisclosure", "not_disclosed": "informationUnknownToPublisher"}
CODES = (
    "subjectUnableToConfirmOrIdentifyBeneficialOwner", "interestedPartyHasNotProvidedInformation", "subjectExemptFromDisclosure",
    "interestedPartyExemptFromDisclosure", "informationUnknownToPublisher", "unknown",
)  # fmt: skip  # a table
_TYPES = ("registeredEntity", "legalEntity", "anonymousEntity", "unknownEntity")
_SCHEME = re.compile(r"([A-Z]{2,3}-[A-Za-z0-9_]+)(?: (.+))?\Z")
_PERSONAL = re.compile(r"([A-Z]{3}-(?:PASSPORT|TAXID|IDCARD))(?: (.+))?\Z")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


class Who:
    """The parties and estates of a deal that BODS can hold; ``ids`` are theirs, ``entities`` those that are no persons."""

    def __init__(self, given: Outgoing) -> None:
        self.given = given
        self.ids: set[str] = set()
        self.entities: set[str] = set()
        self._records: list[Entry] = [*self._parties(), *self._estates()]

    def records(self) -> list[Entry]:
        """Return the records of persons and entities."""
        return self._records

    def subject(self, id: str, pairs: dict[str, str]) -> str:
        """Return the entity that a statement is about: of a relationship its subject, of a person the first entity that it is tied to."""
        return pairs.get(id, id)

    def _parties(self) -> Iterator[Entry]:
        for id, part in self.given.records("parties").items():
            form = part.at("form").value
            if form == "class":
                self.given.leave(part.spot, say("BODS has no record for a class of persons"))
                part.take()
                continue
            self.ids.add(id)
            if form == "natural_person":
                part.take("form")
                yield "person", id, self._person(part)
            else:
                self.entities.add(id)
                yield "entity", id, self._entity(part)

    def _estates(self) -> Iterator[Entry]:
        for id, part in self.given.records("estates").items():
            self.ids.add(id)
            self.entities.add(id)
            kind = part.text("kind")
            made: dict[str, Any] = {"type": "arrangement"}
            if kind:
                made["subtype"] = "trust" if _is(kind, "trust", "estate_kind") else "other"
            words = part.text("stated", "kind") or (kind if kind != "trust" else None)
            if words:
                made["details"] = words
            details: dict[str, Any] = {"entityType": made, **self._named(part)}
            self._place(part, "law", details)
            self._days(part, (("established", "foundingDate"), ("ends", "dissolutionDate")), details)
            details |= self._identifiers(part)
            yield "entity", id, details

    def _person(self, part: Cursor) -> dict[str, Any]:
        named = self._named(part)
        reason = part.at("unknown", "name").value
        made: dict[str, Any] = {"personType": "knownPerson"}
        if reason:
            made["personType"] = "anonymousPerson" if reason == "exempt" else "unknownPerson"
            made["unspecifiedPersonDetails"] = self.unspecified(part, "name")
        elif named.get("name"):
            made["names"] = [{"type": "legal", "fullName": named["name"]}]
            made["names"] += [{"type": "translation", "fullName": one} for one in named.get("alternateNames", [])]
        return made | self._identifiers(part)

    def _entity(self, part: Cursor) -> dict[str, Any]:
        made: dict[str, Any] = {"entityType": self._type(part)}
        made |= self._named(part)
        if part.at("unknown", "name").value:
            made["unspecifiedEntityDetails"] = self.unspecified(part, "name")
            if part.at("form").value is None and made["entityType"]["type"] == "legalEntity":
                made["entityType"] = {"type": "unknownEntity"}
        self._place(part, "seat", made)
        self._days(part, (("formed", "foundingDate"), ("ended", "dissolutionDate")), made)
        made |= self._identifiers(part)
        if (address := part.text("address")) is not None:
            made["addresses"] = [{"type": "registered", "address": address}]
        if part.at("shares_listed_on").value == "none":
            part.take("shares_listed_on")
            made["publicListing"] = {"hasPublicListing": False}
        return made

    def _type(self, part: Cursor) -> dict[str, Any]:
        form = part.text("form")
        label = (part.text("stated", "form") or "").split(" · ")
        if label[0] in _TYPES and not form:
            made: dict[str, Any] = {"type": label[0]}
            rest = label[1:]
            if rest and (rest[0] == "other" or (rest[0] == "trust" and label[0] == "legalEntity")):
                made["subtype"] = rest.pop(0)
            return made | ({"details": " · ".join(rest)} if rest else {})
        if not form and not part.at("unknown", "name").value:
            self.given.leave(part.spot, say("its legal form is not told: written as a legal entity"), say("form"))
        if not form:
            return {"type": "legalEntity"}
        if form == "state":
            return {"type": "state"}
        if _is(form, "government"):
            return {"type": "stateBody", "details": form} if form != "government" else {"type": "stateBody"}
        if form == "statutory_trust":
            return {"type": "legalEntity", "subtype": "trust", "details": form}
        return {"type": "registeredEntity", "details": form}

    def _named(self, part: Cursor) -> dict[str, Any]:
        name = part.at("name").value
        if isinstance(name, dict):
            forms = list(name.values())
            first = name.get("en", forms[0])
            part.take("name")
            self.given.leave((*part.spot, "name"), say("names stand without their languages"))
            others = [one for one in forms if one != first]
            return {"name": first, **({"alternateNames": others} if others else {})}
        text = part.text("name")
        return {"name": text} if text else {}

    def _place(self, part: Cursor, field: str, made: dict[str, Any]) -> None:
        code = part.at(field).value
        if code and code != "none":
            part.take(field)
            made["jurisdiction"] = {"name": code, "code": code}

    def _days(self, part: Cursor, fields: tuple[tuple[str, str], ...], made: dict[str, Any]) -> None:
        for field, key in fields:
            if (day := full_day(part, field)) is not None:
                made[key] = day

    def _identifiers(self, part: Cursor) -> dict[str, Any]:
        found: list[dict[str, Any]] = []
        if (lei := part.text("lei")) is not None:
            found.append({"scheme": "XI-LEI", "id": lei})
        if (uscc := part.text("uscc")) is not None:
            found.append({"scheme": "CN-SAIC", "schemeName": "unified social credit code", "id": uscc})
        for item in part.items("identifiers"):
            kind, code = item.text("kind"), item.text("code")
            if not code or not kind:
                self.given.leave(item.spot, say("BODS wants a number and the scheme it is of"))
                continue
            natural = part.value.get("form") == "natural_person"
            scheme = (_PERSONAL if natural else _SCHEME).match(kind)
            if natural and not scheme:
                self.given.leave(
                    item.spot, say("of a person BODS takes passports, tax numbers and identity cards, each with its country")
                )
                continue
            named = (
                {"scheme": scheme[1], **({"schemeName": scheme[2]} if scheme[2] else {})} if scheme else {"schemeName": kind}
            )
            found.append({**named, "id": code})
        return {"identifiers": found} if found else {}

    def unspecified(self, part: Cursor, field: str) -> dict[str, str]:
        """Return why somebody is not named, in the words of the register if the deal file kept them."""
        reason = part.text("unknown", field) or ""
        kept = [one for one in (part.text("stated", field) or "").split(" · ") if one]
        code = next((one for one in kept if one in CODES), None)
        words = [one for one in kept if one not in CODES and not one.endswith(("Person", "Entity"))]
        if code is None and reason not in REASONS:
            words.insert(0, reason)
        made = {"reason": code or REASONS.get(reason, "informationUnknownToPublisher")}
        return made | ({"description": " · ".join(words)} if words else {})


def full_day(part: Cursor, field: str) -> str | None:
    """Take a day if it is a whole one; a month or a year stays behind, since BODS asks for a day."""
    value = part.at(field).value
    return part.text(field) if isinstance(value, str) and _FULL_DAY.match(value) else None


def _is(word: str | None, wider: str, tree: str = "form") -> bool:
    while word:
        if word == wider:
            return True
        word = WORDS[tree].get(word, "")
    return False
