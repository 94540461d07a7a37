"""The message in which Annexes 12 and 14 travel (auth.098): which field stands in which element, and what it may hold.

Nothing of ESMA's schema is in this package: the table beside this file lists elements, codes and sorts of values.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

from legalmodel.base.resources import package_folder

SPACE = "urn:esma:xsd:DRAFT1auth.098.001.04"
BODY = "ScrtstnNonAsstBckdComrclPprSgnfcntEvtInvstrRpt"
EVENT, REPORT = "InsdInfOrSgnfcntEvt", "InvstrRpt"
"""The two reports that a message may hold: Annex 14 and Annex 12."""

SECURITISATION = re.compile(r"[A-Z0-9]{18}[0-9]{2}N[0-9]{4}[0-9]{2}\Z")
_WHOLE = {
    "yes": r"Y|N",
    "day": r"\d{4}-\d\d-\d\d",
    "lei": r"[A-Z0-9]{18}[0-9]{2}",
    "isin": r"[A-Z]{2}[A-Z0-9]{9}[0-9]",
    "country": r"[A-Z]{2}",
    "currency": r"[A-Z]{3}",
    "phone": r"\+[0-9]{1,3}-[0-9()+\-]{1,30}",
    "esa": r"S\.[0-9]{2,5}",
}
_DIGITS = {"rate": (11, 10), "number": (18, 5), "money": (18, 5)}
"""Most digits of a number, and most after the point."""

NO_DATA = {"-": (), "ND5": ("ND5",), "ND1-4": ("ND1", "ND2", "ND3", "ND4"), "ND1-4+5": ("ND1", "ND2", "ND3", "ND4", "ND5")}


class Slot(NamedTuple):
    """A field: its code, the elements that lead to it, the sort of its value, the elements around the value, reasons that may stand instead.

    ``many``: the value may come again, as a list with semicolons.
    """

    code: str
    path: tuple[str, ...]
    kind: str
    inner: tuple[str, ...]
    no_data: tuple[str, ...]
    many: bool

    def fits(self, value: str) -> bool:
        """Tell whether a value, or a reason why there is none, may stand in the field; ND4 says until when: ``ND4-2026-12-31``."""
        if value[:3] in self.no_data:
            return _matches("day", value[4:]) if value[:4] == "ND4-" else len(value) == len("ND5") and value != "ND4"
        parts = [part.strip() for part in value.split(";")] if self.many else [value]
        return all(_matches(self.kind, part) for part in parts)


class Segment(NamedTuple):
    """A section of the message: its code, its element ("" for the report itself), its fields in order."""

    code: str
    element: str
    many: bool
    optional: bool
    slots: tuple[Slot, ...]


@cache
def parts() -> dict[str, Segment]:
    """Return the sections by their codes, in the order of the message."""
    found: dict[str, Segment] = {}
    for line in (package_folder("importers") / "esma" / "message.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            code, _, element = line[1:].partition("]")
            name = element.strip()
            part = Segment(code, name.rstrip("*?"), "*" in name, "?" in name, ())
            found[code] = part
        elif line and not line.startswith("#"):
            code, path, kind, inner, reasons = line.split(" ")
            around = tuple(inner.replace("*", "").replace("-", "").split("/")) if inner.strip("-*") else ()
            slot = Slot(code, tuple(path.split("/")), kind, around, NO_DATA[reasons], "*" in inner)
            found[part.code] = part = part._replace(slots=(*part.slots, slot))
    return found


@cache
def slots() -> dict[str, Slot]:
    """Return the fields by their codes."""
    return {slot.code: slot for part in parts().values() for slot in part.slots}


def _matches(kind: str, value: str) -> bool:
    if kind in _WHOLE:
        return re.fullmatch(_WHOLE[kind], value) is not None
    if kind.startswith("text"):
        return 1 <= len(value) <= int(kind[4:])
    if kind.startswith("count"):
        return re.fullmatch(rf"\d{{1,{kind[5:]}}}", value) is not None
    if kind == "money":
        currency, _, value = value.partition(" ")
        if not re.fullmatch("[A-Z]{3}", currency):
            return False
    if kind in _DIGITS:
        return _number(value, *_DIGITS[kind])
    return value in kind.split("|")


def _number(text: str, digits: int, after: int) -> bool:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return False
    if not found.is_finite():
        return False
    whole, _, part = f"{abs(found.normalize()):f}".partition(".")
    return len(part) <= after and len(whole.lstrip("0")) + len(part) <= digits
