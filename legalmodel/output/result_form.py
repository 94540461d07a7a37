"""The form of the result as JSON. ``schemas/result.schema.json`` is made from it; a field is never taken away within a version."""

from typing import Literal

from typing_extensions import TypedDict

from legalmodel.base.outcomes import Conclusion, Mark, Outcome, State


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
    """When a duty falls due, or upon what; who has to perform it; the latest day to begin. Empty text means none or not known."""

    day: str
    upon: str
    who: str
    start: str


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


class QuestionForm(TypedDict):
    """How a question stands, and the findings it rests on."""

    question: str
    state: State
    findings: list[str]


class OpeningForm(TypedDict):
    """A question on which given facts are watched and read by no rule."""

    question: str
    facts: list[str]


class LineForm(TypedDict):
    """One conclusion."""

    heading: str
    system: str
    subject: str
    failing: str
    roles: list[str]
    roles_because: list[FactForm]
    conclusion: Conclusion
    essential: int
    answered: int
    not_yet_due: list[WaitingForm]
    counted: list[str]
    open_lists: list[str]
    unsure: list[MissingForm]
    connecting: list[MissingForm]
    no_pack: list[str]
    questions: list[QuestionForm]
    openings: list[OpeningForm]


class NextFactForm(TypedDict):
    """A fact worth finding out, in one or several records."""

    paths: list[str]
    reason: str
    what: str
    ask: str
    document: str
    decides: list[str]


class WindowForm(TypedDict):
    """A time within which an act can be undone."""

    finding: str
    ground: str
    closes: str
    unless: str
    never: bool


class SystemForm(TypedDict):
    """A legal system that the deal touches, and by which facts."""

    code: str
    because: list[str]
    has_pack: bool
    bodies: list[str]


class DealForm(TypedDict):
    """Which file was judged."""

    file: str
    sha256: str
    name: str
    about: str


class FactCountForm(TypedDict):
    """How many facts the file gives, and how firm they are."""

    given: int
    by_status: dict[str, int]


class SpotForm(TypedDict):
    """A further place with the same fault, in words."""

    path: str
    says: str


class DoubtForm(TypedDict):
    """A doubt of the file against itself: a contradiction, or what is odd; it moves no conclusion."""

    check: str
    sort: str
    sentence: str
    fix: str
    path: str
    place: str
    beside: list[str]
    more: list[SpotForm]


class ChecklistForm(TypedDict):
    """The closing checklist of a proposed deal, an entry a text; none for any other deal."""

    done: list[str]
    planned: list[str]
    due: list[str]
    missing: list[str]


class LifeForm(TypedDict):
    """A record that is not there on the day looked from, and the day on which it begins or ended."""

    path: str
    day: str


class GapForm(TypedDict):
    """Days, both included, on which nobody is appointed to work that somebody did before; an empty ``last`` goes on."""

    work: str
    principal: str
    first: str
    last: str


class ResultForm(TypedDict):
    """A judgment."""

    format: Literal["legalmodel/result/2"]
    tool: str
    deal: DealForm
    run_day: str
    as_of: str
    law_on: str
    facts: FactCountForm
    assumptions: list[str]
    systems: list[SystemForm]
    lines: list[LineForm]
    apart: list[QuestionForm]
    apart_openings: list[OpeningForm]
    findings: list[FindingForm]
    next_facts: list[NextFactForm]
    windows: list[WindowForm]
    must_change: list[str]
    falls_short: list[str]
    in_doubt: list[str]
    in_its_time: list[str]
    acceptance_notes: list[str]
    checklist: list[ChecklistForm]
    not_yet: list[LifeForm]
    no_longer: list[LifeForm]
    nobody: list[GapForm]
    doubts: list[DoubtForm]
    watched_not_asked: int
