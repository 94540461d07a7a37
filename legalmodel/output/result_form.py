"""The form of the result as JSON. ``schemas/result.schema.json`` is made from it; a field is never taken away within a version."""

from typing import Literal

from typing_extensions import TypedDict

from legalmodel.base.outcomes import Conclusion, State
from legalmodel.output.finding_form import FactForm, FindingForm, MissingForm, WaitingForm
from legalmodel.output.report_form import ReportForm


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
    unverified: int


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
    known_on: str
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
    report: ReportForm
