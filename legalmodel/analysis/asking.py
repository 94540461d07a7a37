"""One question at a time: which fact to find out next, which answers it may have, and what each would settle, before it is given.

Questions come in the order of ``next_facts``: by the document that settles most. The worth of an answer is found by the engine: the deal is judged
with it. Answers that have no end (amounts, days, words of a contract) are not tried; ``none`` is, where the field may say so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import Said
from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import Path, dotted
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment, NextFact
from legalmodel.judgment.finding import Line
from legalmodel.model.scenario import Change, Scenario
from legalmodel.model.shape import field_at
from legalmodel.model.words import CHOICES
from legalmodel.text.changes import GONE, at

_WHOLE = "open list"
_GIVEN_UP = frozenset(("not_disclosed", "confidential", "not_found_in_sources", "exempt", "not_available_yet"))
"""Reasons why a fact is unknown that say that somebody has asked for it already."""
_MOST_OF_ONE = 10
"""Of one document so many questions are weighed at once."""
_MOST_WORDS = 5
"""Of a field with a list of words, so many are tried as answers."""


class FactQuestion(NamedTuple):
    """One fact to find out: where it stands, what it is in words, who would know and by which document, and what it waits for."""

    path: Path
    reason: str
    what: Said
    ask: str
    document: str
    fact: NextFact

    @property
    def key(self) -> str:
        """What it is called: the path of the fact."""
        return dotted(self.path)

    @property
    def closes_list(self) -> bool:
        """Tell whether it asks if a list is whole."""
        return self.reason == _WHOLE


class Turned(NamedTuple):
    """A conclusion that an answer would turn."""

    line: Line
    before: Conclusion
    after: Conclusion


class FactAnswer(NamedTuple):
    """One answer and what it is worth: the value as the file writes it, how many findings it would settle by outcome, and what it would open or turn."""

    value: Any
    settles: tuple[tuple[Outcome, int], ...]
    opens: int
    turned: tuple[Turned, ...]

    @property
    def worth(self) -> int:
        """How many findings it would settle."""
        return sum(n for _, n in self.settles)

    @property
    def weight(self) -> int:
        """How many it would answer: what does not apply any more is settled too, but tells nothing of the deal."""
        return sum(n for outcome, n in self.settles if outcome is not Outcome.NOT_APPLICABLE) - self.opens


def questions(checked: Checked, again: bool = False) -> tuple[FactQuestion, ...]:
    """Return the questions, the weightiest document first; without those that somebody gave up on already, unless asked ``again``.

    What the file gives already is no question, even where it leaves something open: a month instead of a day, a band.
    """
    found: dict[Path, FactQuestion] = {}
    for fact in checked.judgment.next_facts:
        if fact.reason in _GIVEN_UP and not again:
            continue
        for path in fact.paths:
            given = at(checked.source.data, path) is not GONE
            if fact.reason == _WHOLE or (field_at(path) is not None and not given):
                found.setdefault(path, FactQuestion(path, fact.reason, fact.what, fact.ask, fact.document, fact))
    return tuple(found.values())


def changes_for(data: Any, question: FactQuestion, value: Any, evidence: str = "") -> tuple[Change, ...]:
    """Return the changes by which an answer is written: the fact, what backs it, and no more word that it is unknown.

    Of a list the answer ``yes`` says that it is whole; ``none`` that there is nothing in it.
    """
    path, made = question.path, list[Change]()
    unknown = (*path[:-1], "unknown", path[-1])
    if at(data, unknown) is not GONE:
        made.append(Change(unknown))
    if question.closes_list and value in (True, "yes"):
        return (*made, _closed(data, path))
    made.append(Change(path, value))
    if evidence and (len(path) > 1):
        made.append(Change((*path[:-1], "evidence", path[-1]), evidence))
    return tuple(made)


def _closed(data: Any, path: Path) -> Change:
    listed = at(data, ("complete",))
    name = dotted(path)
    return Change(("complete", str(len(listed))), name, new=True) if isinstance(listed, list) else Change(("complete",), [name])


def given_up(question: FactQuestion, reason: str) -> tuple[Change, ...]:
    """Return the change that says why a fact cannot be had."""
    return (Change((*question.path[:-1], "unknown", question.path[-1]), reason),)


def possible(question: FactQuestion, data: Any) -> Iterator[Any]:
    """Yield the answers that can be tried: yes and no, words of a list, none; of a list, that it is whole."""
    if question.closes_list:
        yield "yes"
        if at(data, question.path) is GONE:
            yield "none"
        return
    field = field_at(question.path)
    kind = field.written.kind if field and field.written else None
    if kind is not None and kind.name == "truth":
        yield from ("yes", "no")
    elif kind is not None and kind.name == "choice" and len(CHOICES.get(kind.of, ())) <= _MOST_WORDS:
        yield from CHOICES[kind.of]
    yield "none"


def answers(checked: Checked, again: Again, question: FactQuestion) -> tuple[FactAnswer, ...]:
    """Return the answers that can be tried, each with what it would settle; an answer that the file could not hold is left out."""
    found = []
    for value in possible(question, checked.source.data):
        scenario = Scenario(changes_for(checked.source.data, question, value), checked.judgment.as_of)
        try:
            then = again(scenario).judgment
        except (BadInput, BadRequest):
            continue
        found.append(worth(checked.judgment, then, value))
    return tuple(found)


def weighed(
    checked: Checked, again: Again, asked: tuple[FactQuestion, ...], most: int
) -> tuple[tuple[FactQuestion, tuple[FactAnswer, ...]], ...]:
    """Return the first questions with their answers: document by document, and within one first what an answer would settle most of."""
    found: list[tuple[FactQuestion, tuple[FactAnswer, ...]]] = []
    for _, group in groupby(asked, key=lambda q: q.document):
        if len(found) >= most:
            break
        of_document = list(islice(group, _MOST_OF_ONE))
        tried = [(q, answers(checked, again, q)) for q in of_document]
        found += sorted(tried, key=lambda pair: -max((a.weight for a in pair[1]), default=0))
    return tuple(found[:most])


_WAITS = (Outcome.UNKNOWN,)


def worth(before: Judgment, then: Judgment, value: Any) -> FactAnswer:
    """Return what an answer is worth: which findings that waited are settled then, how many others wait, and which conclusions turn."""
    was = {f.id: f.outcome for f in before.findings}
    now = {f.id: f.outcome for f in then.findings}
    settled = Counter(
        now.get(id, Outcome.NOT_APPLICABLE) for id, outcome in was.items() if outcome in _WAITS and now.get(id) not in _WAITS
    )
    opened = sum(outcome in _WAITS and was.get(id) not in _WAITS for id, outcome in now.items())
    order = list(Outcome)
    ranked = tuple(sorted(settled.items(), key=lambda pair: order.index(pair[0])))
    return FactAnswer(value, ranked, opened, tuple(_turned(before.lines, then.lines)))


def _turned(before: Iterable[Line], then: Iterable[Line]) -> Iterator[Turned]:
    was = {_key(line): line.conclusion for line in before}
    for line in then:
        old = was.get(_key(line))
        if old is not None and old is not line.conclusion:
            yield Turned(line, old, line.conclusion)


def _key(line: Line) -> tuple[str, str, Path, Path]:
    return line.heading, line.system, line.subject.path, line.failing.path if line.failing else ()
