"""Instruments that reach only some deals, so that for other deals they are not even read.

The folder of an instrument names its system: where facts tie a deal to places, law that holds at none of them is left out, unopened.
One line in the head of a file may say more.

``only_for: {route: [CN/special-plan], estate: [special_plan]}``: the deal has, or may have, one of the words of each: the route that
the parties chose, the kind of one of its estates. A fact that is left out, not known, or that changes or is told in two ways may be any
word. ``form: [micro_loan_company]``, the legal form of a party, is another matter: the law of a trade comes in where a given fact says that
somebody is in the trade, since any deal has parties of whom little is told. What the rules govern is said in ``governs`` all the same.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from legalmodel.base.trees import upwards
from legalmodel.law.files import system_of
from legalmodel.law.reach import Reach
from legalmodel.model.deal import Deal
from legalmodel.model.types import WORDS

_LINE = re.compile(rb"(?m)^  only_for: \{(.*)\}\s*$")
_PART = re.compile(r"(\w+): \[([^\]]*)\]")
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
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes longer
        return read_line(file.read(_HEAD))


def out_of_reach(deal: Deal, files: Iterable[Path], places: Collection[str] = ()) -> frozenset[Path]:
    """Return the files that surely say nothing of a deal that facts tie to some places; to none known, it may lie anywhere."""
    by_system: dict[str, list[Path]] = {}
    for path in files:
        by_system.setdefault(system_of(path), []).append(path)
    judged = Reach(by_system).packs_at(places) if places else frozenset(by_system)
    elsewhere = [path for system, paths in by_system.items() if system not in judged for path in paths]
    limited = [(path, words) for system in judged for path in by_system.get(system, ()) if (words := said_by(path))]
    has = {
        "route": _routes(deal),
        "estate": _kinds(deal.estates, "kind", "estate_kind"),
        "form": _forms(deal),
    }
    none = (path for path, words in limited if any(_surely_none(has[key], of) for key, of in words.items()))
    return frozenset((*elsewhere, *none))


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
