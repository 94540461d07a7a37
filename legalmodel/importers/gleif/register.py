"""From records of the LEI system to parties, their parents, managers of funds, and umbrellas."""

from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.filling import Filling
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.ledger import Cursor, Ledger
from legalmodel.model.parties import Estate, Identifier, Parent, Party
from legalmodel.model.ties import Agency

_FORMS = {"FUND": "fund", "SOLE_PROPRIETOR": "natural_person", "RESIDENT_GOVERNMENT_ENTITY": "government"}
_NO_FORM = ("8888", "9999")
_EXCEPTIONS = {
    "NATURAL_PERSONS": "natural_persons", "NON_CONSOLIDATING": "non_consolidating", "NO_KNOWN_PERSON": "no_known_person",
    "NO_LEI": "no_lei", "NON_PUBLIC": "non_public", "LEGAL_OBSTACLES": "legal_obstacles", "CONSENT_NOT_OBTAINED": "non_public",
    "BINDING_LEGAL_COMMITMENTS": "non_public", "DISCLOSURE_DETRIMENTAL": "non_public", "DETRIMENT_NOT_EXCLUDED": "non_public",
}  # fmt: skip  # a table
_LEVELS = {"DIRECT_ACCOUNTING_CONSOLIDATION_PARENT": "direct", "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT": "ultimate"}
_PARENTS = {"IS_DIRECTLY_CONSOLIDATED_BY": "direct", "IS_ULTIMATELY_CONSOLIDATED_BY": "ultimate"}
_VOID = ("ANNULLED", "DUPLICATE", "CANCELLED", "RETIRED")
_WHY = {
    "Registration": Phrase("of the registration of the code, not of the entity"),
    "HeadquartersAddress": Phrase("a party has one address here, that of its seat"),
    "OtherEntityNames": Phrase("a further name"),
    "Extension": Phrase("added by the publisher, not by the register"),
}
_ADDRESS = (
    "FirstAddressLine",
    "AdditionalAddressLine.1",
    "AdditionalAddressLine.2",
    "AdditionalAddressLine.3",
    "City",
    "Region",
    "PostalCode",
    "Country",
)


def to_deal(files: list[Untrusted], found: list[list[dict[str, str]]]) -> Imported:
    """Return the deal file, and what stays behind."""
    register = _Register()
    documents = {}
    for number, (file, rows) in enumerate(zip(files, found, strict=True), 1):
        id = register.fill.id("source" if len(files) == 1 else f"source{number}")
        documents[id] = {"title": file.name}
        register.take(Ledger(rows), id, f"{file.name}: " if len(files) > 1 else "")
    register.finish()
    sections = {"documents": documents, "parties": register.parties, "estates": register.estates, "agencies": register.agencies}
    head = (say("Imported from {name}, records of the LEI system.", name=", ".join(file.name for file in files)),)
    kept = {section: records for section, records in sections.items() if records}
    return Imported(files[0].name, kept, head, tuple(register.fill.left), ())


class _Register:
    def __init__(self) -> None:
        self.fill = Filling()
        self.parties: dict[str, Any] = {}
        self.estates: dict[str, Any] = {}
        self.agencies: dict[str, Any] = {}
        self.of: dict[str, str] = {}
        self.umbrellas: dict[str, tuple[str, dict[str, str]]] = {}

    def take(self, ledger: Ledger, source: str, head: str) -> None:
        """Take the records of one file: entities first, so that relations find their names."""
        records = ledger.whole().items()
        relations = [one for one in records if "Relationship.RelationshipType" in one.value]
        exceptions = [one for one in records if any(key.startswith("Exception.") for key in one.value)]
        for one in records:
            if "Entity.LegalName" in one.value or not (one in relations or one in exceptions):
                self._entity(one, source, head)
        for one in relations:
            self._relation(one, source, head)
        for one in exceptions:
            self._exception(one, source, head)
        ledger_why = {**_WHY}
        for spot, value in ledger.rest():
            key = str(spot[-1])
            reason = next(
                (why for word, why in ledger_why.items() if word in key), Phrase("the vocabulary of deals has no word for it")
            )
            self.fill.leave(f"{head}[{spot[0]}].{key}", value, reason)

    def _entity(self, one: Cursor, source: str, head: str) -> None:
        lei = one.text("LEI")
        where = f"{head}[{one.spot[0]}]"
        if one.value.get("Registration.RegistrationStatus") in ("ANNULLED", "DUPLICATE"):
            self.fill.leave(
                where,
                lei,
                say("a code that the register withdrew ({status})", status=one.value["Registration.RegistrationStatus"]),
            )
            one.take()
            return
        if lei is None or lei in self.of:
            self.fill.leave(where, lei, say("a second record with this code") if lei else say("a record without a code"))
            one.take()
            return
        made: dict[str, Any] = {}
        name, language = one.text("Entity.LegalName"), one.text("Entity.LegalName.xmllang")
        tagged = {language.partition("-")[0].lower(): name} if name and language else name
        if not self.fill.put(made, Party, "name", tagged, f"{where}.Entity.LegalName"):
            self.fill.put(made, Party, "name", name, f"{where}.Entity.LegalName")
        category = one.at("Entity.EntityCategory").value
        if category in _FORMS:
            one.take("Entity.EntityCategory")
            made["form"] = _FORMS[category]
        self.fill.put(made, Party, "seat", one.text("Entity.LegalJurisdiction"), f"{where}.Entity.LegalJurisdiction")
        self._code(made, one, lei, where)
        address = ", ".join(text for key in _ADDRESS if (text := one.text(f"Entity.LegalAddress.{key}")) is not None)
        self.fill.put(made, Party, "address", address or None, f"{where}.Entity.LegalAddress")
        self._life(made, one, where)
        made["evidence"] = {"all": f"{source} LEI {lei}"}
        id = self.of[lei] = self.fill.id(f"lei-{lei}")
        self.parties[id] = made

    def _code(self, made: dict[str, Any], one: Cursor, lei: str, where: str) -> None:
        self.fill.put(made, Party, "lei", lei, f"{where}.LEI")
        code = one.at("Entity.LegalForm.EntityLegalFormCode").value
        if code and code not in _NO_FORM:
            self.fill.put(
                made, Party, "form_code", one.text("Entity.LegalForm.EntityLegalFormCode"), f"{where}.Entity.LegalForm"
            )
        number = one.text("Entity.RegistrationAuthority.RegistrationAuthorityEntityID")
        if number:
            authority = one.text("Entity.RegistrationAuthority.RegistrationAuthorityID") or one.text(
                "Entity.RegistrationAuthority.OtherRegistrationAuthorityID"
            )
            record: dict[str, Any] = {}
            self.fill.put(record, Identifier, "kind", authority, f"{where}.Entity.RegistrationAuthority")
            if self.fill.put(record, Identifier, "code", number, f"{where}.Entity.RegistrationAuthority"):
                made["identifiers"] = {"register": record}

    def _life(self, made: dict[str, Any], one: Cursor, where: str) -> None:
        self.fill.put(made, Party, "formed", _day(one, "Entity.EntityCreationDate"), f"{where}.Entity.EntityCreationDate")
        status = one.at("Entity.EntityStatus").value
        if status == "INACTIVE":
            one.take("Entity.EntityStatus")
            if not self.fill.put(
                made, Party, "ended", _day(one, "Entity.EntityExpirationDate"), f"{where}.Entity.EntityExpirationDate"
            ):
                made["unknown"] = {"ended": "not_disclosed"}
            if "ended" in made and made.get("formed", "") > made["ended"]:
                self.fill.leave(where, made.pop("ended"), say("it ended before it was founded"))
                made["unknown"] = {"ended": "disputed"}

    def _relation(self, one: Cursor, source: str, head: str) -> None:
        where = f"{head}[{one.spot[0]}]"
        kind = one.text("Relationship.RelationshipType")
        start, end = one.text("Relationship.StartNode.NodeID"), one.text("Relationship.EndNode.NodeID")
        kinds = {one.text("Relationship.StartNode.NodeIDType"), one.text("Relationship.EndNode.NodeIDType")}
        status = one.text("Relationship.RelationshipStatus")
        registered = one.value.get("Registration.RegistrationStatus")
        if (
            not start
            or not end
            or kinds - {"LEI", None}
            or status not in ("ACTIVE", None)
            or registered in _VOID
            or start == end
        ):
            self.fill.leave(
                where,
                f"{start} {kind} {end} {status} {registered}",
                say("a relation that does not run, or whose sides are not two entities"),
            )
            one.take()
            return
        since, until = self._period(one, where)
        frame: dict[str, Any] = {}
        for field, value in (("since", since), ("until", until)):
            self.fill.put(frame, Agency, field, value, where)
        evidence = {"evidence": {"all": f"{source} {start} {kind} {end}"}}
        if kind in _PARENTS:
            self._parent(
                one, start, {"level": _PARENTS[kind], "who": self._id(end, source), **frame, **evidence}, source, where
            )
        elif kind == "IS_FUND-MANAGED_BY":
            id = self.fill.id(f"management-{len(self.agencies) + 1}")
            self.agencies[id] = {
                "agent": self._id(end, source),
                "principal": self._id(start, source),
                "function": "management",
                **frame,
                **evidence,
            }
        elif kind in ("IS_SUBFUND_OF", "IS_INTERNATIONAL_BRANCH_OF"):
            field = "umbrella" if kind == "IS_SUBFUND_OF" else "branch"
            child = self._id(start, source)
            if child in self.umbrellas:
                self.fill.leave(where, f"{start} {kind} {end}", say("a second whole that it is part of"))
                return
            self.umbrellas[child] = (self._id(end, source), {"as": field, **frame, **evidence["evidence"]})
            if frame:
                self.fill.leave(
                    where, f"{start} {kind} {end} {since or ''} {until or ''}", say("the days of being a part have no place")
                )
        else:
            self.fill.leave(where, f"{start} {kind} {end}", say("a relation for which the vocabulary has no word"))

    def _parent(self, one: Cursor, start: str, parent: dict[str, Any], source: str, where: str) -> None:
        for number in range(1, 6):
            if one.at(f"Relationship.Qualifiers.{number}.QualifierDimension").value == "ACCOUNTING_STANDARD":
                one.take(f"Relationship.Qualifiers.{number}.QualifierDimension")
                self.fill.put(parent, Parent, "basis", one.text(f"Relationship.Qualifiers.{number}.QualifierCategory"), where)
        self._add_parent(start, parent, source)

    def _add_parent(self, start: str, parent: dict[str, Any], source: str) -> None:
        party = self.parties[self._id(start, source)]
        parents = party.setdefault("parents", {})
        number, key = 1, str(parent["level"])
        while key in parents:
            number += 1
            key = f"{parent['level']}{number}"
        parents[key] = parent

    def _period(self, one: Cursor, where: str) -> tuple[str | None, str | None]:
        for number in range(1, 6):
            if one.at(f"Relationship.Period.{number}.periodType").value == "RELATIONSHIP_PERIOD":
                one.take(f"Relationship.Period.{number}.periodType")
                since, until = (_day(one, f"Relationship.Period.{number}.{end}Date") for end in ("start", "end"))
                if since and until and until < since:
                    self.fill.leave(where, f"{since} - {until}", say("it ends before it begins"))
                    return None, None
                return since, until
        return None, None

    def _exception(self, one: Cursor, source: str, head: str) -> None:
        lei, category = one.text("LEI"), one.text("Exception.Category")
        where = f"{head}[{one.spot[0]}]"
        if not lei or category not in _LEVELS:
            self.fill.leave(where, f"{lei} {category}", say("an exception for no level of parent"))
            return
        parent: dict[str, Any] = {"level": _LEVELS[category]}
        reason = one.text("Exception.Reason.1") or one.text("Exception.Reason")
        if reason in _EXCEPTIONS:
            parent["not_reported"] = _EXCEPTIONS[reason]
        elif reason:
            self.fill.leave(f"{where}.Exception.Reason", reason, say("no reason that the vocabulary knows"))
        reference = one.text("Exception.Reference.1")
        words = "; ".join(
            text
            for text in (reason if reason not in _EXCEPTIONS or _EXCEPTIONS[reason].upper() != reason else None, reference)
            if text
        )
        self.fill.put(parent, Parent, "why", words or None, where)
        self._add_parent(lei, parent | {"evidence": {"all": f"{source} LEI {lei} {category}"}}, source)

    def _id(self, lei: str, source: str) -> str:
        if lei not in self.of:
            made: dict[str, Any] = {}
            if not self.fill.put(made, Party, "lei", lei, lei):
                made["identifiers"] = {"lei": {"kind": "LEI", "code": lei}}
            id = self.of[lei] = self.fill.id(f"lei-{lei}")
            self.parties[id] = made | {"unknown": {"name": "not_found_in_sources"}, "evidence": {"all": f"{source} LEI {lei}"}}
        return self.of[lei]

    def finish(self) -> None:
        """Put sub-funds among the estates of their umbrella, and branches under their legal person."""
        for child, (whole, about) in self.umbrellas.items():
            if about["as"] == "branch":
                self.parties[child]["part_of"] = whole
                continue
            party = self.parties[child]
            if {"parents", "part_of"} & set(party) or any(child == other for other, _ in self.umbrellas.values()):
                self.fill.leave(child, whole, say("a sub-fund that is more than a part of its umbrella stays a party"))
                continue
            del self.parties[child]
            renamed = {"formed": "established", "ended": "ends", "seat": "law"}
            estate = {renamed.get(key, key): value for key, value in party.items()}
            for field in [key for key in estate if key not in Estate.model_fields]:
                self.fill.leave(f"estates.{child}.{field}", estate.pop(field), say("an estate has no such field"))
            if "unknown" in estate:
                estate["unknown"] = {renamed.get(key, key): why for key, why in estate["unknown"].items()}
            self.estates[child] = {**estate, "part_of": whole}


def _day(one: Cursor, key: str) -> str | None:
    text = one.text(key)
    return text[:10] if text else None
