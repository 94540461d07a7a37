"""One deal under several laws: which facts tie it to a place, what each law says of it, and which questions they answer otherwise.

A law that the deal is tied to is asked of the deal as it stands. Any other is asked of a scenario in which that law governs: each
connecting fact (governing law, seat) that names a place names the other one, route and market are left open, since they are of their
own country, and nothing else is changed. That is a hypothesis: nobody would write the same deal under another law word for word.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.jurisdictions import UNIONS, country_of
from legalmodel.base.language import say
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import Path, dotted
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding, Line
from legalmodel.law.catalogue import Question
from legalmodel.law.consequences import consequences
from legalmodel.law.reach import holds_at, is_law
from legalmodel.model.scenario import GONE, Change, Scenario
from legalmodel.text.changes import at

NO_RULE = "no_rule"
"""What a cell says where the pack has no rule on the question, or there is no pack."""
NO_SHELTER = "no_shelter"
"""What a cell says where all that is missed is a shelter or a label: nothing speaks against the deal."""
_NATIONAL = ("route", "market")
"""Connecting facts whose words are those of one country: under another law they are left open."""
_SILENT = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
_TELLING: tuple[str, ...] = (
    Outcome.FAIL, Outcome.JUDGEMENT, Outcome.UNKNOWN, Outcome.RESERVATION, Outcome.NOT_YET_DUE, Outcome.PASS, Outcome.DOES_NOT_ARISE,
    NO_SHELTER, Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE,
)  # fmt: skip  # an order: one row
"""The states by what they tell of a question: where rules answer it in several ways, the first of these stands for it."""


class AskedLaw(NamedTuple):
    """A law to lay beside others: as it was asked for (``EU+IT``), and the place where it holds (``IT``)."""

    code: str
    place: str


class ConnectingFact(NamedTuple):
    """A connecting fact that a scenario changes: its path, what it says in the file, and what it says then (None: left out)."""

    path: Path
    before: str
    after: str | None


class LawCell(NamedTuple):
    """What one law says on one question: the most telling state, how many findings have each, and the finding that tells it.

    A state is an outcome, or ``no_shelter``.
    """

    state: str
    counts: Mapping[str, int]
    finding: Finding


class LawColumn(NamedTuple):
    """One law: what was changed so that it governs (nothing where the deal is tied to it), and the judgment read at its places."""

    asked: AskedLaw
    changed: tuple[ConnectingFact, ...]
    checked: Checked
    places: tuple[str, ...]
    cells: Mapping[str, LawCell]

    @property
    def supposed(self) -> bool:
        """Tell whether the column is a what-if: the deal is not tied to that law."""
        return bool(self.changed)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The conclusions that stand at these places."""
        return tuple(line for line in self.checked.judgment.lines if line.system in self.places)


class LawMatrix(NamedTuple):
    """All questions under all laws that were asked for."""

    questions: tuple[Question, ...]
    columns: tuple[LawColumn, ...]

    def states(self, question: str) -> tuple[str, ...]:
        """Return what each law says on a question, in the order of the columns."""
        return tuple(column.cells[question].state if question in column.cells else NO_RULE for column in self.columns)

    def differs(self, question: str) -> bool:
        """Tell whether two laws that say something of the deal say different things."""
        return len({state for state in self.states(question) if state != NO_RULE and state not in _SILENT}) > 1

    def is_silent(self, question: str) -> bool:
        """Tell whether no law asked says anything of the deal on a question."""
        return all(state == NO_RULE or state in _SILENT for state in self.states(question))


def laws_asked(words: str, packs: Iterable[str], on: date) -> tuple[AskedLaw, ...]:
    """Read what was asked for: codes with commas between, each a country or a part of one, ``+`` with the union that it is a member of.

    Raises BadRequest for a union that stands alone, a union that the country is no member of on the day, and what is no code.
    """
    found = [_asked(word.strip().upper(), frozenset(packs), on) for word in words.split(",") if word.strip()]
    if len({law.place for law in found}) < len(found) or not found:
        raise BadRequest(
            say("the laws to compare are named twice, or not at all"), say("name each once: --systems CN,US-DE,EU+IT")
        )
    return tuple(found)


def _asked(word: str, packs: frozenset[str], on: date) -> AskedLaw:
    parts = word.split("+")
    places = [part for part in parts if part not in UNIONS]
    if len(places) != 1 or not _is_code(places[0]):
        members = say("the law of a union counts at its members: EU+IT, EU+FR")
        raise BadRequest(say("'{word}' names no single place of law", word=word), members)
    place = places[0]
    for union in (part for part in parts if part in UNIONS):
        if holds_at(union, place, on) is False:
            raise BadRequest(
                say("the law of {union} does not hold in {place} on {day}", union=union, place=place, day=on),
                say("leave out {union}", union=f"{union}+"),
            )
    if not any(holds_at(pack, place, None) is not False for pack in packs):
        had = ", ".join(sorted(packs - set(UNIONS)))
        raise BadRequest(say("there is no pack of the law of {place}", place=place), say("packs at hand: {packs}", packs=had))
    return AskedLaw(word, place)


def _is_code(place: str) -> bool:
    return len(country_of(place)) == 2 and place.replace("-", "").isalnum()


def compare_laws(
    base: Checked, asked: Iterable[AskedLaw], judged: Callable[[Scenario], Checked], *, as_of: date | None = None
) -> LawMatrix:
    """Ask each law of one deal. ``judged`` checks the deal of ``base`` as a scenario changes it.

    Costs one judgment for each law that the deal is not tied to.
    """
    columns = tuple(_column(base, law, judged, as_of) for law in asked)
    return LawMatrix(tuple(base.law.catalogue.questions.values()), columns)


def _column(base: Checked, law: AskedLaw, judged: Callable[[Scenario], Checked], as_of: date | None) -> LawColumn:
    tied = tuple(s.code for s in base.judgment.systems if law.place in (s.code, country_of(s.code)))
    if tied:
        return _read_at(law, (), base, tied)
    changed = tuple(connecting_facts(base, law.place))
    changes = tuple(Change(fact.path, GONE if fact.after is None else fact.after) for fact in changed)
    return _read_at(law, changed, judged(Scenario(changes, as_of)), (law.place,))


def connecting_facts(base: Checked, place: str) -> Iterable[ConnectingFact]:
    """Return what must be said otherwise so that the law of a place governs: every fact that ties the deal to another place."""
    seen: set[Path] = set()
    for system in base.judgment.systems:
        for path in system.because:
            if path not in seen:
                seen.add(path)
                before = at(base.source.data, path)
                yield ConnectingFact(path, str(before), None if path[-1] in _NATIONAL else place)


def _read_at(law: AskedLaw, changed: tuple[ConnectingFact, ...], checked: Checked, places: tuple[str, ...]) -> LawColumn:
    found: dict[str, list[Finding]] = {}
    for finding in _counting(checked.judgment, places):
        found.setdefault(finding.rule.question, []).append(finding)
    return LawColumn(law, changed, checked, places, {question: _cell(findings) for question, findings in found.items()})


def _counting(judgment: Judgment, places: tuple[str, ...]) -> Iterable[Finding]:
    """Yield the findings of law that holds at some places, each on its day; a habit of the market, or a draft, is no law."""
    forces = consequences().forces
    for finding in judgment.findings:
        system = finding.rule.system
        if is_law(system) and forces[finding.rule.force].answers:
            day = judgment.law_on or finding.day
            if any(holds_at(system, place, day) is not False for place in places):
                yield finding


def _cell(findings: list[Finding]) -> LawCell:
    states = [(_state(finding), finding) for finding in findings]
    counts = Counter(state for state, _ in states)
    telling = next(state for state in _TELLING if counts[state])
    return LawCell(telling, dict(counts), next(finding for state, finding in states if state == telling))


def _state(finding: Finding) -> str:
    """Return the outcome as it counts in a comparison: a fail that is only a doubt is not known, a shelter missed is no fail."""
    if finding.doubtful:
        return Outcome.UNKNOWN
    if finding.outcome is Outcome.FAIL:
        table, form = consequences(), finding.rule.form
        if table.forces[finding.rule.force].shelter or (form.effect and table.effects[form.effect].shelter):
            return NO_SHELTER
    return finding.outcome


def conclusions(matrix: LawMatrix) -> dict[tuple[str, str, str], tuple[tuple[Conclusion, ...], ...]]:
    """Return the conclusions under each law, by heading, subject and the party whose failure is meant (both dotted paths)."""
    found: dict[tuple[str, str, str], list[list[Conclusion]]] = {}
    for number, column in enumerate(matrix.columns):
        for line in column.lines:
            key = (line.heading, dotted(line.subject.path), dotted(line.failing.path) if line.failing else "")
            found.setdefault(key, [[] for _ in matrix.columns])[number].append(line.conclusion)
    return {key: tuple(tuple(dict.fromkeys(each)) for each in sides) for key, sides in found.items()}
