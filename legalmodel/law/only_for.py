"""Instruments that reach only some deals. One line in the head of such a file tells which, so that for other deals it is not even read.

``only_for: {route: [CN/special-plan], estate: [special_plan]}``: the deal has, or may have, one of the words of each: the route that
the parties chose, the kind of one of its estates. A fact that is left out, not known, or that changes or is told in two ways may be any
word. ``form: [micro_loan_company]``, the legal form of a party, is another matter: the law of a trade comes in where a given fact says that
somebody is in the trade, since any deal has parties of whom little is told. What the rules govern is said in ``governs`` all the same.

Nor is the law of a country read to which no given fact ties the deal (``judgment/systems.py`` would not ask it): the folder of a pack
names its system. So a deal under one system costs the same however many packs there are.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from legalmodel.base.jurisdictions import UNIONS, country_of
from legalmodel.base.trees import upwards
from legalmodel.law.reach import COMMON, CONTRACT
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.types import WORDS

_LINE = re.compile(rb"(?m)^  only_for: \{(.*)\}\s*$")
_PART = re.compile(r"(\w+): \[([^\]]*)\]")
_PLACES = ("law", "law_of_claims", "law_of_priority", "seat", "market", "route")
"""Fields that say to which place a record is tied (``judgment/systems.py`` asks the same)."""
_HEAD = 2000
"""So many bytes of a file hold the line, which stands right under the id of the instrument."""

Words = Mapping[str, tuple[str, ...]]


def read_line(head: bytes) -> Words:
    """Return what the line of a file says; empty if it has none, so that it may reach any deal."""
    found = _LINE.search(head)
    return {key: tuple(words.split(", ")) for key, words in _PART.findall(found[1].decode())} if found else {}


@cache
def said_by(path: Path) -> Words:
    """Return what the line of a file says, read once."""
    with path.open("rb") as file:
        return read_line(file.read(_HEAD))


def out_of_reach(deal: Deal, files: Iterable[Path]) -> frozenset[Path]:
    """Return the files that surely say nothing of a deal."""
    files = tuple(files)
    countries = _countries(deal)
    elsewhere = frozenset(path for path in files if countries and not _may_hold(path.parent.name.upper(), countries))
    limited = [(path, words) for path in files if path not in elsewhere and (words := said_by(path))]
    has = {
        "route": _routes(deal),
        "estate": _kinds(deal.estates, "kind", "estate_kind"),
        "form": _forms(deal),
    }
    return elsewhere | {path for path, words in limited if any(_surely_none(has[key], of) for key, of in words.items())}


def _may_hold(system: str, countries: frozenset[str]) -> bool:
    """Tell whether the law of a folder may hold in one of some countries, on any day."""
    if system in (COMMON.upper(), CONTRACT.upper()):
        return True
    return country_of(system) in countries or not countries.isdisjoint(UNIONS.get(system, ()))


def _countries(deal: Deal) -> frozenset[str]:
    """Return the countries and unions that a deal names as a place; empty if it names none, or one that changes or is told in two ways."""
    found: set[str] = set()
    for record in _records(deal):
        for field in _PLACES:
            if isinstance(value := getattr(record, field, None), str):
                found.add(country_of(value))
            elif value is None and _moves(record, field):
                return frozenset()
    return frozenset(found)


def _records(deal: Deal) -> Iterable[Any]:
    yield deal.deal
    for section in SECTIONS:
        records = getattr(deal, section, None)
        yield from records.values() if isinstance(records, dict) else ()


def _surely_none(has: frozenset[str] | None, words: tuple[str, ...]) -> bool:
    return has is not None and has.isdisjoint(words)


def _routes(deal: Deal) -> frozenset[str] | None:
    route = _value(deal.deal, "route")
    return None if route is None else frozenset((route,))


def _kinds(records: Any, field: str, tree: str) -> frozenset[str] | None:
    """Return the words for what the records of a section are, with the words above them; None if one of them is not known."""
    if not isinstance(records, dict):
        return None
    words = [_value(record, field) for record in records.values()]
    return None if None in words else frozenset(w for word in words for w in upwards(str(word), WORDS[tree]))


def _forms(deal: Deal) -> frozenset[str] | None:
    """Return the legal forms that parties are said to have, with the words above them; None if that of one changes or is told in two ways."""
    parties = deal.parties.values() if isinstance(deal.parties, dict) else ()
    if any(_moves(party, "form") for party in parties):
        return None
    forms = [form for party in parties if (form := _value(party, "form"))]
    return frozenset(w for form in forms for w in upwards(form, WORDS["form"]))


def _moves(record: Any, field: str) -> bool:
    return any(field in (getattr(record, name, None) or {}) for name in ("dated", "sourced"))


def _value(record: Any, field: str) -> str | None:
    """Return a word that a record gives once and for all; else None."""
    value = getattr(record, field, None)
    return value if isinstance(value, str) and not _moves(record, field) else None
