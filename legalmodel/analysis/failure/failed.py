"""The deal in which parties have failed, as every part of a chain asks about it."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from legalmodel.base.language import Said
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import listed, name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Items
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.roles import OF_SUBJECT

_SIDES = {
    "trust": ("settlor",),
    "transfer": ("transferor",),
    "guarantee": ("by", "funded_by"),
    "agency": ("agent",),
    "hedge": ("by", "to"),
    "option": ("against", "holder"),
    "loan": ("lender",),
    "charge": ("by",),
    "claim": ("debtor",),
    "account": ("bank", "holder"),
    "proceeding": ("of",),
}
"""Sort of record -> the fields that say whose failure touches it."""

_SPOKEN = frozenset(
    (Outcome.PASS, Outcome.FAIL, Outcome.JUDGEMENT, Outcome.UNKNOWN, Outcome.RESERVATION, Outcome.DOES_NOT_ARISE)
)


class Failed:
    """A deal in which some parties have failed on a day, judged anew."""

    __slots__ = ("_paths", "checked", "day", "graph", "parties")

    def __init__(self, checked: Checked, parties: tuple[str, ...], day: date) -> None:
        self.checked, self.graph, self.day = checked, checked.graph, day
        self.parties = tuple(checked.graph.things["parties", id] for id in parties)
        self._paths = {p.path for p in self.parties}

    @property
    def names(self) -> Said:
        """The names of those who failed."""
        return Said(partial(_names, self.parties))

    def ask(self, question: str, *args: Any) -> Any:
        """Ask the graph a question on the day."""
        return self.graph.ask(question, args, self.day)

    def listed(self, section: str) -> Iterator[tuple[Thing, bool]]:
        """Yield the records of a section on the day, each with whether it surely runs."""
        items = self.graph.listed(section, self.day)
        yield from ((thing, True) for thing in items.known)
        yield from ((thing, False) for thing, _ in items.doubtful)

    def value(self, thing: Thing, field: str) -> Any:
        """Return a field on the day."""
        return thing.get(field, self.day)

    def has(self, actor: Any) -> bool:
        """Tell whether an actor surely is one of those who failed, itself and not as the holder of an estate."""
        if not isinstance(actor, Thing) or actor.sort != "party":
            return False
        if actor.path in self._paths:
            return True
        whole = self.ask("person", actor)  # a branch is its bank
        return isinstance(whole, Thing) and whole.path in self._paths

    def holds(self, actor: Any) -> bool:
        """Tell whether an actor is one of those who failed, or an estate that one of them holds for others."""
        person = self.ask("person", actor) if isinstance(actor, Thing) else actor
        return isinstance(person, Thing) and person.path in self._paths

    def touches(self, record: Thing) -> bool:
        """Tell whether a record has one of those who failed on the side from which its failure is felt."""
        if record.sort == "party":
            return self.has(record)
        return any(self.has(x) for field in _SIDES.get(record.sort, ()) for x in _each(self.value(record, field)))

    def hops(self) -> Iterator[Thing]:
        """Yield the hops by which one of those who failed gave assets."""
        for section in ("trusts", "transfers"):
            yield from (thing for thing, _ in self.listed(section) if self.touches(thing))

    def vehicles(self) -> tuple[Thing, ...]:
        """Return what holds the assets for the holders: issuers of classes, and estates of trusts."""
        found = [self.value(t, "issuer") for t, _ in self.listed("securities")]
        found += [self.value(t, "estate") for t, _ in self.listed("trusts")]
        return tuple(dict.fromkeys(t for t in found if isinstance(t, Thing)))

    def findings(self, *questions: str) -> Iterator[Finding]:
        """Yield what the law says on some questions of a record that the failure touches, or of a line about it."""
        seen = set()
        for line in self.checked.judgment.lines:
            if line.failing is not None and self.has(line.failing):
                for finding in (f for s in line.states if s.question in questions for f in s.findings):
                    seen.add(finding.id)
                    if _speaks(finding):
                        yield finding
        for finding in self.checked.judgment.findings:
            subject = finding.subject
            asked = finding.rule.question in questions and self._of_subject(finding.rule.question)
            if asked and finding.id not in seen and subject is not None and self.touches(subject) and _speaks(finding):
                yield finding

    def _of_subject(self, question: str) -> bool:
        """Tell whether a question is asked of the subject of a line; one that is asked of a role speaks only of who has it."""
        return self.checked.law.catalogue.questions[question].counts_for in OF_SUBJECT


def _speaks(finding: Finding) -> bool:
    return finding.outcome in _SPOKEN and not finding.harmless and finding.subject is not None


def _each(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Thing) and value.members:
        return (value, *value.members)
    return value if isinstance(value, tuple) else tuple(value) if isinstance(value, Items) else (value,)


def _names(parties: tuple[Thing, ...]) -> str:
    return listed([name_of(p) for p in parties])
