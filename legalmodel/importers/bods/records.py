"""From statements to a deal: which version of each record counts, who the parties are, and where all of it stands."""

from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.bods.stakes import Relationships
from legalmodel.importers.bods.statements import Statements
from legalmodel.importers.bods.trusts import Arrangements
from legalmodel.importers.bods.who import Parties
from legalmodel.importers.filling import Filling
from legalmodel.importers.imported import Imported, Untrusted
from legalmodel.importers.ledger import Cursor
from legalmodel.model.matters import Document

_PERSONAL = Phrase("of the life of a person, which no question of a deal needs")
_WHY = {
    "birthDate": _PERSONAL, "placeOfBirth": _PERSONAL, "deathDate": _PERSONAL, "nationalities": _PERSONAL, "taxResidencies": _PERSONAL,
    "politicalExposure": _PERSONAL, "givenName": _PERSONAL, "familyName": _PERSONAL,
    "alternateNames": Phrase("a name without its language; give it under its tag"),
    "annotations": Phrase("a note on the data"),
    "publicationDetails": Phrase("about the publication"),
}  # fmt: skip  # a table


def to_deal(file: Untrusted, given: Statements) -> Imported:
    """Return the deal file, and what stays behind."""
    fill = Filling()
    fill.ids.add("source")
    last = _last(given, fill)
    document = _document(file, given, fill)
    parties = Parties(given, fill)
    for part in last.values():
        if part.value["recordType"] in ("entity", "person"):
            parties.add(part)
    relations = [part for part in last.values() if part.value["recordType"] == "relationship"]
    arrangements = Arrangements(given, fill, parties)
    stakes = Relationships(given, fill, parties, arrangements)
    for part in relations:
        if not arrangements.take(part):
            stakes.take(part)
    arrangements.finish()
    stakes.finish()
    sections: dict[str, dict[str, Any]] = {
        "documents": {"source": document}, "parties": parties.parties, "estates": parties.estates, "trusts": arrangements.trusts,
        "ownership": stakes.ownership, "ties": stakes.ties,
    }  # fmt: skip  # a table
    fill.left += list(_rest(given))
    head = (say("Imported from {name}, statements of beneficial ownership (BODS).", name=file.name),)
    kept = {section: records for section, records in sections.items() if records}
    return Imported(file.name, kept, head, tuple(fill.left), ())


def _last(given: Statements, fill: Filling) -> dict[str, Cursor]:
    """Return the statement that counts of each record, in the order in which records first come; the others are told."""
    chosen: dict[str, Cursor] = {}
    seen: dict[str, Cursor] = {}
    for part in given.parts:
        value = part.value
        kind, statement = value.get("recordType"), str(value.get("statementId"))
        id = given.record(str(value.get("recordId")))
        if kind not in ("entity", "person", "relationship"):
            fill.leave(given.where(part.spot), kind, say("no sort of record that BODS has"))
            part.take()
            continue
        if statement in seen:
            fill.leave(given.where(part.spot), statement, say("a second statement with this id"))
            if seen[statement].value == value:
                part.take()
                continue
            id = id if id not in chosen else f"{id}-{part.spot[0]}"
        seen[statement] = part
        before = chosen.get(id)
        newer = before is None or str(value.get("statementDate", "")) >= str(before.value.get("statementDate", ""))
        dropped = before if newer else part
        if newer:
            chosen[id] = part
        if dropped is not None:
            fill.leave(given.where(dropped.spot), dropped.value.get("statementId"), say("an earlier version of a record"))
            dropped.take()
    for id in [id for id, part in chosen.items() if part.value.get("recordStatus") == "closed"]:
        part = chosen[id]
        interests = part.at("recordDetails").items("interests")
        if part.value["recordType"] == "relationship" and not (interests and all(one.at("endDate").value for one in interests)):
            day = part.value.get("statementDate")
            fill.leave(given.where(part.spot), id, say("the register closed the record (statement of {day})", day=day))
            chosen.pop(id).take()
    return chosen


def _document(file: Untrusted, given: Statements, fill: Filling) -> dict[str, Any]:
    """Return the source as a document; who published it, where all statements say the same."""
    record: dict[str, Any] = {"title": file.name}
    publishers = set()
    for part in given.parts:
        details = part.at("publicationDetails")
        details.take("bodsVersion")
        if (name := details.text("publisher", "name")) is not None:
            publishers.add(name)
    if len(publishers) == 1:
        fill.put(record, Document, "author", publishers.pop(), "publicationDetails.publisher.name")
    return record


def _rest(given: Statements) -> list[Any]:
    fill = Filling()
    for part in given.parts:
        for key in ("statementId", "statementDate", "recordId", "recordType", "recordStatus"):
            part.take(key)
    fill.leave_rest(given.ledger, dict(_WHY))
    return [one._replace(where=one.where.replace(".recordDetails", "")) for one in fill.left] if given.old else fill.left
