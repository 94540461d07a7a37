"""Records of the LEI system in one form, whatever they were written in: names joined by points, as the golden copy's columns have them."""

from typing import Any

from legalmodel.base.language import say
from legalmodel.importers.imported import Untrusted
from legalmodel.importers.markup import Element, elements
from legalmodel.importers.rows import table

_RECORDS = frozenset(("LEIRecord", "RelationshipRecord", "Exception"))
_API = {
    "lei": "LEI", "entity.legalName.name": "Entity.LegalName", "entity.legalName.language": "Entity.LegalName.xmllang",
    "entity.registeredAt.id": "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "entity.registeredAs": "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
    "entity.jurisdiction": "Entity.LegalJurisdiction", "entity.category": "Entity.EntityCategory",
    "entity.legalForm.id": "Entity.LegalForm.EntityLegalFormCode", "entity.status": "Entity.EntityStatus",
    "entity.expiration.date": "Entity.EntityExpirationDate", "entity.expiration.reason": "Entity.EntityExpirationReason",
    "entity.creationDate": "Entity.EntityCreationDate", "entity.legalAddress.city": "Entity.LegalAddress.City",
    "entity.legalAddress.region": "Entity.LegalAddress.Region", "entity.legalAddress.country": "Entity.LegalAddress.Country",
    "entity.legalAddress.postalCode": "Entity.LegalAddress.PostalCode",
    "entity.legalAddress.addressLines.1": "Entity.LegalAddress.FirstAddressLine",
    "entity.legalAddress.addressLines.2": "Entity.LegalAddress.AdditionalAddressLine.1",
    "registration.status": "Registration.RegistrationStatus",
}  # fmt: skip  # a table
_SPELLINGS = {
    "Relationship.RelationshipPeriods.RelationshipPeriod.": "Relationship.Period.",
    "Relationship.RelationshipQualifiers.RelationshipQualifier.": "Relationship.Qualifiers.",
    "Relationship.RelationshipQuantifiers.RelationshipQuantifier.": "Relationship.Quantifiers.",
}  # fmt: skip  # a table
_LAST = {"StartDate": "startDate", "EndDate": "endDate", "PeriodType": "periodType"}


def flat_records(file: Untrusted) -> list[dict[str, str]]:
    """Return the records of a file. Raises BadInput if it holds none."""
    begin = file.text.lstrip()[:1]
    if begin == "<":
        found = [_spelled(_of_xml(one)) for one in elements(file, _RECORDS) if one.name in _RECORDS]
    elif begin in ("{", "["):
        found = [_spelled(one) for one in _of_json(file.json())]
    else:
        found = [_spelled(dict(row)) for row in table(file)]
    if not any("LEI" in one or "Relationship.RelationshipType" in one for one in found):
        raise file.fault(
            "not-gleif", say("the file holds no record of the LEI system"), say("take level 1, level 2 or reporting exceptions")
        )
    return found


def _of_xml(element: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    left: list[tuple[str, Element]] = [("Exception" if element.name == "Exception" else "", element)]
    while left:
        path, one = left.pop()
        if one.text:
            found[path] = one.text
        for key, value in one.attributes.items():
            found[f"{path}.{'xmllang' if key == 'lang' else key}".lstrip(".")] = value
        counts: dict[str, int] = {}
        inner = []
        for child in one.inner:
            counts[child.name] = counts.get(child.name, 0) + 1
            numbered = one.name in (f"{child.name}s", f"{child.name}es") or child.name in (
                "AdditionalAddressLine",
                "ExceptionReason",
                "ExceptionReference",
            )
            name = f"{child.name}.{counts[child.name]}" if numbered or counts[child.name] > 1 else child.name
            inner.append((f"{path}.{name}".lstrip("."), child))
        left += reversed(inner)
    if element.name == "Exception":
        return {_exception(key): value for key, value in found.items()}
    return found


def _exception(key: str) -> str:
    name = key.removeprefix("Exception.")
    return name if name == "LEI" else name.replace("Exception", "Exception.", 1)


def _of_json(data: Any) -> list[dict[str, str]]:
    found = data
    for key in ("records", "data", "relations", "exceptions"):
        if isinstance(data, dict) and key in data:
            found = data[key]
    records = found if isinstance(found, list) else [found]
    return [
        _api(_flat(one["attributes"]))
        if isinstance(one, dict) and isinstance(one.get("attributes"), dict)
        else _plain(_flat(one))
        for one in records
    ]


def _api(flat: dict[str, str]) -> dict[str, str]:
    return {_API.get(key, f"attributes.{key}"): value for key, value in flat.items()}


def _plain(flat: dict[str, str]) -> dict[str, str]:
    found = {}
    for key, value in flat.items():
        name = key.removesuffix(".$").replace("@xml:lang", "xmllang").replace("@", "")
        inside = name.removeprefix("RelationshipRecord.").removeprefix("LEIRecord.")
        found[_exception(inside) if "Exception" in inside.partition(".")[0] else inside] = value
    return found


def _flat(data: Any) -> dict[str, str]:
    """Lay nested data out flat: keys joined by points, items of lists numbered from 1."""
    found: dict[str, str] = {}
    left: list[tuple[str, Any]] = [("", data)]
    while left:
        path, value = left.pop()
        if isinstance(value, dict):
            left += [(f"{path}.{key}".lstrip("."), inner) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            left += [(f"{path}.{number}".lstrip("."), inner) for number, inner in reversed(list(enumerate(value, 1)))]
        elif value is not None and str(value).strip():
            found[path] = str(value).strip()
    return found


def _spelled(flat: dict[str, str]) -> dict[str, str]:
    found = {}
    for key, value in flat.items():
        for long, short in _SPELLINGS.items():
            if key.startswith(long):
                head, _, last = f"{short}{key.removeprefix(long)}".rpartition(".")
                key = f"{head}.{_LAST.get(last, last)}"
        found[key] = value
    return found
