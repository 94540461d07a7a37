"""Entities and persons of BODS as parties, and arrangements as estates."""

from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.bods.statements import Statements
from legalmodel.importers.filling import Filling
from legalmodel.importers.ledger import Cursor
from legalmodel.model.parties import Estate, Identifier, Party
from legalmodel.model.readers import WORDS
from legalmodel.model.words import REASONS as OUR_REASONS

REASONS = {
    "subjectExemptFromDisclosure": "exempt", "interestedPartyExemptFromDisclosure": "exempt",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner": "not_disclosed", "interestedPartyHasNotProvidedInformation": "not_disclosed",
    "unknown": "not_disclosed", "informationUnknownToPublisher": "not_disclosed",
}  # fmt: skip  # a table
NOBODY = "noBeneficialOwners"
_FORMS = {"state": "state", "stateBody": "government"}
_NOT_KNOWN = ("anonymousEntity", "unknownEntity", "anonymousPerson", "unknownPerson")


class Parties:
    """The parties and estates of the file. ``of`` leads from a record to the id of its party or estate; nominations have none."""

    def __init__(self, given: Statements, fill: Filling) -> None:
        self.given, self.fill = given, fill
        self.parties: dict[str, Any] = {}
        self.estates: dict[str, Any] = {}
        self.of: dict[str, str] = {}
        self.nominations: dict[str, Cursor] = {}

    def add(self, part: Cursor) -> None:
        """Take over one entity or person."""
        record = self.given.record(str(part.value.get("recordId")))
        details = part.at("recordDetails")
        details.take("isComponent")
        if part.value["recordType"] == "person":
            self.of[record] = self._person(part, details, record)
            return
        kind, subtype = details.text("entityType", "type"), details.text("entityType", "subtype")
        if kind == "arrangement" and subtype == "nomination":
            self.nominations[record] = details
            details.take()
            return
        if kind == "arrangement":
            self.of[record] = self._estate(part, details, record, subtype)
        else:
            self.of[record] = self._entity(part, details, record, kind, subtype)

    def missing(self, record: str, where: str) -> str:
        """Return the id of a party whose record is not in the file: all that is known of it is how it is called there."""
        if record not in self.of:
            id = self.of[record] = self.fill.id(record, f"record-{record}")
            self.parties[id] = {"unknown": {"name": "not_found_in_sources"}}
            self.fill.leave(where, record, say("the record that it names is not in the file"))
        return self.of[record]

    def evidence(self, part: Cursor) -> dict[str, str]:
        """Return where a record comes from: the statement, and its day."""
        return {"all": f"source {part.value.get('statementId')} {part.value.get('statementDate') or ''}".strip()}

    def _person(self, part: Cursor, details: Cursor, record: str) -> str:
        kind = details.text("personType")
        name = _full_name(details)
        id = self.fill.id(record, f"person-{record}")  # no name: an id is shown where names of persons are not
        made: dict[str, Any] = {}
        where = self.given.where(part.spot)
        self.fill.put(made, Party, "name", name, where)
        made["form"] = "natural_person"
        self._unspecified(made, details, "unspecifiedPersonDetails", kind)
        self._identifiers(made, details)
        made["evidence"] = self.evidence(part)
        self.parties[id] = made
        return id

    def _entity(self, part: Cursor, details: Cursor, record: str, kind: str | None, subtype: str | None) -> str:
        name = details.text("name")
        id = self.fill.id(record, name)
        made: dict[str, Any] = {}
        self.fill.put(made, Party, "name", name, self.given.where(part.spot))
        self._form(made, details, kind, subtype)
        where = self.given.where((*details.spot, "jurisdiction", "code"))
        self.fill.put(made, Party, "seat", details.text("jurisdiction", "code"), where)
        if "seat" in made:
            details.take("jurisdiction", "name")
        self._unspecified(made, details, "unspecifiedEntityDetails", kind)
        self._identifiers(made, details)
        self._address(made, details)
        for key, field in (("foundingDate", "formed"), ("dissolutionDate", "ended")):
            self.fill.put(made, Party, field, day(details, key), self.given.where((*details.spot, key)))
        if "formed" in made and "ended" in made and made["ended"] < made["formed"]:
            self.fill.leave(self.given.where(details.spot), made.pop("ended"), say("it ended before it was founded"))
        if details.at("publicListing", "hasPublicListing").value is False and not details.items(
            "publicListing", "securitiesListings"
        ):
            details.take("publicListing", "hasPublicListing")
            made["shares_listed_on"] = "none"
        made["evidence"] = self.evidence(part)
        self.parties[id] = made
        return id

    def _form(self, made: dict[str, Any], details: Cursor, kind: str | None, subtype: str | None) -> None:
        words = details.text("entityType", "details")
        if kind in _FORMS:
            made["form"] = "government_agency" if subtype in ("governmentDepartment", "stateAgency") else _FORMS[kind]
        label = [kind, *([subtype] if subtype else [])]
        if words in WORDS["form"] and (kind not in _FORMS or made.get("form") == words or _within(words, made["form"])):
            made["form"] = words
            label = []
        elif words:
            label.append(words)
        if label and kind not in _NOT_KNOWN and (kind not in _FORMS or len(label) > 1):
            made["stated"] = {"form": " · ".join(str(one) for one in label)}

    def _estate(self, part: Cursor, details: Cursor, record: str, subtype: str | None) -> str:
        name = details.text("name")
        id = self.fill.id(record, name)
        made: dict[str, Any] = {}
        self.fill.put(made, Estate, "name", name, self.given.where(part.spot))
        words = details.text("entityType", "details")
        if subtype == "trust":
            made["kind"] = words if _within(words, "trust", "estate_kind") else "trust"
        elif words in WORDS["estate_kind"]:
            made["kind"] = words
        if words and words != made.get("kind"):
            made["stated"] = {"kind": words}
        where = self.given.where((*details.spot, "jurisdiction", "code"))
        self.fill.put(made, Estate, "law", details.text("jurisdiction", "code"), where)
        if "law" in made:
            details.take("jurisdiction", "name")
        for key, field in (("foundingDate", "established"), ("dissolutionDate", "ends")):
            self.fill.put(made, Estate, field, day(details, key), self.given.where((*details.spot, key)))
        self._identifiers(made, details)
        made["evidence"] = self.evidence(part)
        self.estates[id] = made
        return id

    def _unspecified(self, made: dict[str, Any], details: Cursor, key: str, kind: str | None) -> None:
        reason, words = details.text(key, "reason"), details.text(key, "description")
        if kind not in _NOT_KNOWN and not reason:
            return
        if "name" not in made:
            ours = words if words in OUR_REASONS else None  # as our own export writes a reason for which BODS has no word
            made["unknown"] = {"name": ours or REASONS.get(reason or "", "not_disclosed")}
        label = " · ".join(one for one in (kind if kind in _NOT_KNOWN else None, reason, words) if one)
        made["stated"] = {**made.get("stated", {}), "name": label}

    def _identifiers(self, made: dict[str, Any], details: Cursor) -> None:
        kept: dict[str, Any] = {}
        kind = Estate if "form" not in made and "kind" in made else Party
        for item in details.items("identifiers"):
            scheme, name = item.text("scheme"), item.text("schemeName")
            code = item.text("id")
            where = self.given.where((*item.spot, "id"))
            if scheme == "CN-SAIC" and kind is Party and "uscc" not in made and _sound_uscc(code):
                made["uscc"] = code
                continue
            if scheme == "XI-LEI" and "lei" not in made and self.fill.put(made, kind, "lei", code, where):
                continue
            one: dict[str, Any] = {}
            self.fill.put(one, Identifier, "kind", " ".join(word for word in (scheme, name) if word) or None, where)
            if self.fill.put(one, Identifier, "code", code, where):
                kept[f"id{len(kept) + 1}"] = one
        if kept:
            made["identifiers"] = kept

    def _address(self, made: dict[str, Any], details: Cursor) -> None:
        for item in details.items("addresses"):
            if item.at("type").value != "registered" or "address" in made:
                continue
            if self.fill.put(made, Party, "address", one_line(item.text("address")), self.given.where(item.spot)):
                item.take("type")


def _sound_uscc(code: str | None) -> bool:
    """Tell whether a number of the Chinese register is a unified social credit code; older numbers under its scheme are none."""
    written = Party.model_fields["uscc"].written
    try:
        return written is not None and bool(code) and bool(written.read(code))
    except ValueError:
        return False


def day(part: Cursor, key: str) -> str | None:
    """Take a day, of which BODS may write the hour too."""
    text = part.text(key)
    return text[:10] if text else None


def one_line(text: str | None) -> str | None:
    """Write an address of several lines in one."""
    return ", ".join(line.strip().rstrip(",") for line in text.splitlines() if line.strip()) if text else None


def _full_name(details: Cursor) -> str | None:
    names = details.items("names")
    best = next((one for one in names if one.at("type").value == "legal"), names[0] if names else None)
    if best is None:
        return None
    best.take("type")
    return best.text("fullName")


def _within(word: str | None, wider: str, tree: str = "form") -> bool:
    while word:
        if word == wider:
            return True
        word = WORDS[tree].get(word, "")
    return False
