"""What one rule gives for one subject, before words are put to it, and what is laid over it afterwards."""

from datetime import date
from typing import NamedTuple

from legalmodel.base.language import Said
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import Path
from legalmodel.base.values import Facts, Missing, Span


class DueOn(NamedTuple):
    """When a duty falls due, or upon what; who has to perform it; the latest day to begin with what takes time.

    ``short`` if a performance is planned that would not do, such as one on too late a day.
    """

    day: Span | None
    upon: Said
    who: Said
    start: date | None
    short: bool = False


def first_due(due: DueOn | None) -> tuple[bool, date]:
    """Return by what duties are put in order: first those with a day, first the first."""
    day = due.day if due else None
    return day is None, day.first if day else date.max


class RuledOut(NamedTuple):
    """The one event that an article excludes, and the question to be asked instead."""

    event: str
    opens: str


class Reserved(NamedTuple):
    """A ground that stands open: what would be lost, who may bring it, until when (None: for ever)."""

    ground: Said
    lost: Said
    who: Said
    until: Span | None


class WeighedFactor(NamedTuple):
    """One factor of a weighing rule: whether it is so on the facts (yes, no, unknown), and the side it then speaks for.

    ``side`` is for, against, neither or unknown.
    """

    id: str
    says: Said | str
    holds: str
    side: str


class ReadingResult(NamedTuple):
    """What one of several readings of a text gives."""

    id: str
    title: str
    outcome: Outcome


class Displaced(NamedTuple):
    """An exception that holds."""

    article: str
    title: str


class Conflict(NamedTuple):
    """Another source's value that would change a finding."""

    path: Path
    document: str
    value: str
    outcome: Outcome


class Accepted(NamedTuple):
    """Somebody accepts a fail, where the rule allows it."""

    id: str
    by: str
    reason: str
    until: str


class Result(NamedTuple):
    """What one rule gives for one subject on one day, before words are put to it."""

    outcome: Outcome
    could_be: frozenset[Outcome] = frozenset()
    missing: Facts = frozenset()
    general: Outcome | None = None
    displaced_by: tuple[Displaced, ...] = ()
    factors: tuple[WeighedFactor, ...] = ()
    readings: tuple[ReadingResult, ...] = ()
    due: DueOn | None = None
    ruled_out: RuledOut | None = None
    reserved: Reserved | None = None
    excluded_by: ExcludedBy = ExcludedBy.NOTHING
    """For not applicable: the test that excluded the rule. For not examined: why."""


class System(NamedTuple):
    """A place that the deal touches, by which facts, whether there is a pack for its own law, and all law that holds there."""

    code: str
    because: tuple[Path, ...]
    has_pack: bool
    bodies: tuple[str, ...] = ()


class Stands(NamedTuple):
    """What was found before and cannot have moved since (``moved.standing``): the result, how far the file knew, and of a fail what nobody stated."""

    result: Result
    known_to: date | None
    unstated: frozenset[Missing] | None
