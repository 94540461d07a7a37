"""What of a doctrine's factors is so in a deal: each true, false or not known, found by the language of rules, with what it rests on."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.facts import Fact
from legalmodel.base.kinds import TRUTH, thing
from legalmodel.base.language import say
from legalmodel.base.things import Thing
from legalmodel.base.values import Truth, U
from legalmodel.graph.graph import Graph
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law.doctrines import Doctrine
from legalmodel.law.precedents import Precedent
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.expression import Expression
from legalmodel.logic.prove import deciding, prove
from legalmodel.logic.scope import Scope


class Situation(NamedTuple):
    """The facts of one subject before a doctrine.

    ``factors`` holds True or False for what is known, and lacks what is not. ``levels`` holds for each dimension every place that it may have: one
    if it is known. ``because`` holds the facts of the deal that each rests on.
    """

    factors: Mapping[str, bool]
    levels: Mapping[str, frozenset[int]]
    because: Mapping[str, tuple[Fact, ...]]
    supposed: frozenset[str] = frozenset()


SECTIONS: Mapping[str, tuple[str, ...]] = {
    "hop": ("trusts", "transfers"),
    "governance": ("governance",),
    "security": ("securities",),
}
"""Sort of subject that a doctrine may ask of -> the sections that hold it."""


def of_case(case: Precedent) -> Situation:
    """Return the facts of a decided case as they were stated; what was not is not known."""
    levels = {
        id: frozenset((case.levels[id],)) if id in case.levels else frozenset(range(len(dimension.levels)))
        for id, dimension in case.doctrine.dimensions.items()
    }
    return Situation(case.factors, levels, {})


def subjects(doctrine: Doctrine, graph: Graph) -> list[Thing]:
    """Return the records of a deal that a doctrine asks of."""
    return [subject for section in SECTIONS[doctrine.each] for subject in graph.subjects(section).known]


def of_subject(doctrine: Doctrine, subject: Thing, graph: Graph, day: date | None) -> Situation:
    """Return what is so of one subject on a day."""
    finder = _Finder(doctrine, Scope({doctrine.each: subject}, day, graph))
    factors = {id: truth for id, factor in doctrine.factors.items() if isinstance(truth := finder.truth(id, factor.when), bool)}
    levels = {}
    for id, dimension in doctrine.dimensions.items():
        truths = [finder.truth(id, level.when) for level in dimension.levels]
        sure = [i for i, truth in enumerate(truths) if truth is True]
        # Two levels that both seem to hold contradict each other, and one that is only left over was not shown: then none is known.
        held = frozenset(sure) if len(sure) == 1 else frozenset(i for i, truth in enumerate(truths) if truth is not False)
        levels[id] = held if len(sure) == 1 or len(held) > 1 else frozenset(range(len(truths)))
    return Situation(factors, levels, finder.because)


def suppose(situation: Situation, doctrine: Doctrine, said: Mapping[str, str]) -> Situation:
    """Return a situation in which some facts are as supposed: ``yes`` or ``no`` for a factor, the name of its level for a dimension.

    Raises BadRequest for what is no factor, no level, or a conclusion, which nobody can suppose.
    """
    factors, levels, because = dict(situation.factors), dict(situation.levels), dict(situation.because)
    for id, value in said.items():
        if id in doctrine.conclusions:
            raise BadRequest(
                say("'{id}' only restates the result, and is no fact", id=id),
                say("suppose the facts from which a court would conclude it"),
            )
        words = [level.id for level in doctrine.dimensions[id].levels] if id in doctrine.dimensions else ["yes", "no"]
        if id not in doctrine.dimensions and id not in doctrine.factors:
            known = [*doctrine.factors, *doctrine.dimensions]
            raise BadRequest(
                say("{id} has no factor '{id2}'", id=doctrine.id, id2=id),
                nearest(id, known) or say("write one of {known}", known=", ".join(known)),
            )
        if value not in words:
            raise BadRequest(
                say("'{value}' is no value of {id}", value=value, id=id), say("write one of {words}", words=", ".join(words))
            )
        because[id] = ()
        if id in doctrine.dimensions:
            levels[id] = frozenset((words.index(value),))
        else:
            factors[id] = value == "yes"
    return Situation(factors, levels, because, situation.supposed | frozenset(said))


class _Finder:
    """Runs the expressions of a doctrine over one subject and keeps what decided each."""

    def __init__(self, doctrine: Doctrine, scope: Scope) -> None:
        self.doctrine, self.scope = doctrine, scope
        self.because: dict[str, tuple[Fact, ...]] = {}

    def truth(self, id: str, text: str) -> Truth:
        if not text:
            return U(frozenset())
        expression = compiled(text, self.doctrine.each)
        truth: Truth = expression.run(self.scope)
        if truth is True or (truth is False and id in self.doctrine.factors):
            self.because[id] = tuple(dict.fromkeys(deciding(prove(expression, self.scope))))
        return truth


_COMPILED: dict[tuple[str, str], Expression] = {}


def compiled(text: str, each: str) -> Expression:
    """Return an expression of a doctrine, checked and compiled once. Raises BadExpression if it says nothing true or false."""
    key = (text, each)
    if key not in _COMPILED:
        analysis = analyse(text, vocabulary(), {each: thing(each)}, {})
        if analysis.kind.name != TRUTH.name:
            from legalmodel.logic.errors import BadExpression

            raise BadExpression(say("this gives a {kind}, not a truth", kind=analysis.kind), "", 0, len(text))
        _COMPILED[key] = compile_expression(analysis)
    return _COMPILED[key]


def expressions(doctrine: Doctrine) -> Iterator[tuple[str, str]]:
    """Yield each expression of a doctrine with the factor or level that it tells."""
    for factor in doctrine.factors.values():
        if factor.when:
            yield factor.id, factor.when
    for dimension in doctrine.dimensions.values():
        yield from ((f"{dimension.id}={level.id}", level.when) for level in dimension.levels if level.when)
