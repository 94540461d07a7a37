"""Statements in one form: those of version 0.3 and before are put into the records of 0.4, each with its place in the file."""

import re
from typing import Any, NamedTuple

from legalmodel.base.language import say
from legalmodel.importers.imported import Untrusted
from legalmodel.importers.ledger import Cursor, Ledger, spelled

_SORTS = {"entityStatement": "entity", "personStatement": "person", "ownershipOrControlStatement": "relationship"}
_ABOUT = ("statementID", "statementType", "statementDate", "publicationDetails", "source", "annotations", "replacesStatements")
_TRUST_WORDS = {
    "settlorOfTrust": "settlor", "trusteeOfTrust": "trustee", "protectorOfTrust": "protector",
    "beneficiaryOfTrust": "beneficiaryOfLegalArrangement", "otherInfluenceOrControlOfTrust": "otherInfluenceOrControl",
}  # fmt: skip  # a table
_ENTITY_TYPES = {"registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity", "state", "stateBody"}


class Statements(NamedTuple):
    """The statements of a file. ``parts`` stand in the order of the file; ``old`` tells whether they were flat; ``alias`` leads to newer ids."""

    ledger: Ledger
    parts: list[Cursor]
    old: bool
    alias: dict[str, str]

    def record(self, id: str) -> str:
        """Return the record that an id stands for, after all replacements."""
        seen: set[str] = set()
        while id in self.alias and id not in seen:
            seen.add(id)
            id = self.alias[id]
        return id

    def where(self, spot: tuple[str | int, ...]) -> str:
        """Write a place as it is in the file."""
        return spelled(tuple(key for key in spot if not (self.old and key == "recordDetails")))


def statements(file: Untrusted) -> Statements:
    """Return the statements of a file: a list of them, one alone, or one a line. Raises BadInput if it holds none."""
    data = _lines(file) if _is_lines(file.text) else file.json()
    found = data if isinstance(data, list) else [data]
    known = [one for one in found if isinstance(one, dict) and _is_statement(one)]
    if not known:
        raise file.fault(
            "not-bods", say("the file holds no statement of beneficial ownership"), say("take a file of BODS 0.3 or 0.4")
        )
    old = not any(one.get("recordType") for one in known)
    ledger = Ledger([_record(one) if old and isinstance(one, dict) else one for one in found])
    alias = {
        before: str(one.get("statementID"))
        for one in known
        for before in (one.get("replacesStatements") or [] if old else [])
        if isinstance(before, str)
    }
    parts = [
        part
        for part in ledger.whole().items()
        if isinstance(part.value, dict) and isinstance(part.value.get("recordDetails"), dict)
    ]
    return Statements(ledger, parts, old, alias)


def _is_statement(one: dict[str, Any]) -> bool:
    return str(one.get("recordType")) in _SORTS.values() or str(one.get("statementType")) in _SORTS


def _is_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _lines(file: Untrusted) -> list[Any]:
    lines = [line for line in file.text.split("\n") if line.strip()]
    return [value for line in lines for value in [Untrusted(file.name, line).json()]]


def _record(flat: dict[str, Any]) -> dict[str, Any]:
    """Put a flat statement into the form of a record."""
    details = {key: value for key, value in flat.items() if key not in _ABOUT}
    kind = _SORTS.get(str(flat.get("statementType")), "")
    if kind == "entity":
        _entity(details)
    if kind == "relationship":
        _relationship(details)
    about = {
        key: value
        for key, value in flat.items()
        if key in _ABOUT and key not in ("statementID", "statementType", "replacesStatements")
    }
    id = str(flat.get("statementID"))
    return {"statementId": id, "recordId": id, "recordType": kind, **about, "recordDetails": details}


def _entity(details: dict[str, Any]) -> None:
    kind = details.get("entityType")
    if isinstance(kind, str):
        subtype = details.pop("entitySubtype", None) or {}
        general = str(subtype.get("generalCategory") or "") if isinstance(subtype, dict) else ""
        local = subtype.get("localTerm") if isinstance(subtype, dict) else None
        details["entityType"] = {"type": kind if kind in _ENTITY_TYPES else kind[:40]}
        if general:
            details["entityType"]["subtype"] = general.rpartition("-")[2]
        if isinstance(local, str):
            details["entityType"]["details"] = local
    if "incorporatedInJurisdiction" in details and "jurisdiction" not in details:
        details["jurisdiction"] = details.pop("incorporatedInJurisdiction")


def _relationship(details: dict[str, Any]) -> None:
    for side in ("subject", "interestedParty"):
        named = details.get(side)
        if isinstance(named, dict):
            id = named.get("describedByEntityStatement") or named.get("describedByPersonStatement")
            details[side] = id if id else named.get("unspecified", named)
    if isinstance(parts := details.pop("componentStatementIDs", None), list):
        details["componentRecords"] = parts
    details["interests"] = [_interest(one) if isinstance(one, dict) else one for one in details.get("interests") or []]


def _interest(flat: dict[str, Any]) -> dict[str, Any]:
    found = dict(flat)
    if "interestLevel" in found:
        found["directOrIndirect"] = found.pop("interestLevel")
    if isinstance(kind := found.get("type"), str):
        kind = re.sub(r"-(\w)", lambda letter: letter[1].upper(), kind)
        found["type"] = _TRUST_WORDS.get(kind, kind)
    share = found.get("share")
    if isinstance(share, dict):
        share = dict(share)
        for end, beyond in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if isinstance(share.get(beyond), bool) and share.pop(beyond) and end in share:
                share[beyond] = share.pop(end)
        found["share"] = share
    return found
