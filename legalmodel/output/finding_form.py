"""The form of one finding in the result as JSON. A field is never taken away within a version of the format."""

from typing_extensions import TypedDict

from legalmodel.base.outcomes import Mark, Outcome


class CitationForm(TypedDict):
    """What backs a fact: a document of the deal, the spot in it, how firm it is."""

    document: str
    locator: str
    status: str


class FactForm(TypedDict):
    """A fact a finding rests on. A declared one has a place; a derived one has ``because`` and ``under``."""

    text: str
    path: str
    value: str
    place: str
    under: str
    assumed: str
    evidence: list[CitationForm]
    because: list["FactForm"]


class MissingForm(TypedDict):
    """A fact that nobody gave, and why it is not there."""

    path: str
    reason: str


class ExceptionForm(TypedDict):
    """An exception that holds."""

    article: str
    title: str


class FactorForm(TypedDict):
    """A weighed factor: whether it is so (yes, no, unknown), and for which side (for, against, neither, unknown)."""

    id: str
    says: str
    holds: str
    side: str


class ReadingForm(TypedDict):
    """What one reading of a text gives."""

    id: str
    title: str
    outcome: str


class ConflictForm(TypedDict):
    """Another source's value that would change the outcome."""

    path: str
    document: str
    value: str
    outcome: str


class AcceptedForm(TypedDict):
    """Who accepts a fail, why and until when."""

    id: str
    by: str
    reason: str
    until: str


class DueForm(TypedDict):
    """When a duty falls due, or upon what; who has to perform it; the latest day to begin. Empty text means none or not known.

    ``short`` is whether a performance is planned that would not do.
    """

    day: str
    upon: str
    who: str
    start: str
    short: bool


class RuledOutForm(TypedDict):
    """The one event that an article excludes, and the question to be asked instead."""

    event: str
    opens: str


class ReservedForm(TypedDict):
    """A ground that stands open: what would be lost, who may bring it, until when; empty means for ever."""

    ground: str
    lost: str
    who: str
    until: str


class MarkForm(TypedDict):
    """What is said beside an outcome and changes none, with the day or the names that it speaks of."""

    mark: Mark
    detail: str


class WaitingForm(TypedDict):
    """A finding that a line waits for, and the day on which it falls due."""

    finding: str
    day: str


class FindingForm(TypedDict):
    """What one rule says of one subject. Empty text means none."""

    id: str
    rule: str
    instrument: str
    system: str
    article: str
    text: str
    force: str
    effect: str
    binds: bool
    question: str
    subject: str
    outcome: Outcome
    doubtful: bool
    day: str
    title: str
    sentence: str
    could_be: list[Outcome]
    harmless: bool
    missing: list[MissingForm]
    because: list[FactForm]
    general: str
    displaced_by: list[ExceptionForm]
    excluded_by: str
    due: list[DueForm]
    ruled_out: list[RuledOutForm]
    reserved: list[ReservedForm]
    marks: list[MarkForm]
    not_stated: list[MissingForm]
    factors: list[FactorForm]
    readings: list[ReadingForm]
    assuming: list[str]
    conflict: list[ConflictForm]
    accepted: list[AcceptedForm]
    consequence: str
    remedy: str
