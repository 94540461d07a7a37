"""Definitions of control and affiliation by name: those that ship as data of law, each with the days on which its text holds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.base.values import Span
from legalmodel.graph.grounds import GROUNDS, HALF_BOARD, Definition

MAJORITY = "majority"
"""The general meaning, which is no text's: more than half of the votes, or any other ground that gives power."""
HALF = "half"
"""At least half of the votes, or any other ground, for weighing: whoever has half is never surely without power."""
GROUP = "group"
"""What the questions of the graph take for one group: given by a majority or any other ground, open at half, else surely absent."""
_GENERAL = {
    MAJORITY: Definition(),
    HALF: Definition(strict=False, weighed=True, grounds=GROUNDS | {HALF_BOARD}),
    GROUP: Definition(by=(MAJORITY, HALF)),
}


class Version(NamedTuple):
    """A definition as it reads from one day to another, both included."""

    first: date
    last: date
    rule: Definition


class Definitions:
    """Finds a definition by its name; those given win over those that ship."""

    __slots__ = ("given",)

    def __init__(self, given: Mapping[str, Definition]) -> None:
        self.given = {**_GENERAL, **given}

    def __getitem__(self, name: str) -> Definition:
        """Return a definition as it reads last. Raises KeyError if there is none of that name."""
        return self.given[name] if name in self.given else shipped()[name][-1].rule

    def keys(self) -> list[str]:
        """Return the names of all definitions."""
        return list(dict.fromkeys((*self.given, *shipped())))

    def on(self, name: str, day: date | None) -> Definition:
        """Return a definition as it reads on a day. Raises KeyError if there is none then."""
        if name in self.given:
            return self.given[name]
        # whoever asks of no day asks of the law as it reads last
        if day is None:
            return shipped()[name][-1].rule
        return next((v.rule for v in shipped()[name] if v.first <= day <= v.last), None) or _none(name)

    def through(self, name: str, day: date | None) -> tuple[str, ...]:
        """Return the definitions of control that one goes through on a day, itself if it is one; none if its text did not hold."""
        try:
            rule = self.on(name, day)
        except LookupError as error:
            if isinstance(error, KeyError):
                raise
            return ()
        return tuple(each for part in rule.by for each in self.through(part, day)) if rule.by else (name,)


def _none(name: str) -> Definition:
    raise LookupError(f"{name} is not in force")


@cache
def shipped() -> dict[str, tuple[Version, ...]]:
    """Return the definitions of ``law/definitions.yaml``."""
    from legalmodel.text.read import read

    data = read(package_folder("law") / "definitions.yaml").data
    return {name: tuple(_version(each) for each in entry["versions"]) for name, entry in data["definitions"].items()}


def _version(said: Mapping[str, Any]) -> Version:
    first, last = (Span.of(str(said[end])).first if end in said else None for end in ("from", "until"))
    strict = "more_than" in said
    part = str(said.get("more_than") or said.get("at_least") or "50%").rstrip("%")
    yes = {name: said.get(name) == "yes" for name in ("minority", "outsiders", "seats")}
    grounds = GROUNDS if said.get("grounds", "all") == "all" else frozenset(said["grounds"]) & GROUNDS
    rule = Definition(
        threshold=Decimal(part) / 100,
        # a majority is more than half unless the text says otherwise
        strict=strict or "at_least" not in said,
        measure=said.get("measure", "votes"),
        agreements=bool(grounds) or yes["minority"],
        grounds=grounds,
        aggregated=said.get("aggregated", "yes") == "yes",
        minority=yes["minority"],
        outsiders=yes["outsiders"],
        seats=yes["seats"],
        by=tuple(said.get("by", ())),
        article=said["article"],
    )
    return Version(first or date.min, last or date.max, rule)
