"""Compile what a rule says beside met and fails (``law/answers.py``), and check that its parts fit together."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from legalmodel.base.kinds import DAY, NUMBER, TRUTH, Kind
from legalmodel.base.language import say
from legalmodel.base.places import Path
from legalmodel.law.answers import ArisesNot, ByContract, Due, Reserves
from legalmodel.law.models import Provision
from legalmodel.logic.expression import Expression

One = Callable[[Path, str, Kind], Expression | None]
"""Compiles the expression that stands at a place of a rule; None if it cannot be compiled, which was told."""


class DueBy(NamedTuple):
    """When a duty falls due: its last day (the last that it can be, where it cannot be counted), the event that calls for it, and how many days it takes."""

    form: Due
    day: Expression | None
    at_latest: Expression | None
    trigger: Expression | None
    listed: Expression | None
    lead_time: Expression | None


class Needed(NamedTuple):
    """A compiled need of a reservation."""

    id: str
    says: str
    when: Expression


class ReservedGround(NamedTuple):
    """What a reservation rests on, and the last day on which its ground stands open."""

    form: Reserves
    needs: tuple[Needed, ...]
    until: Expression | None


class Strike(NamedTuple):
    """An article that could void a term; ``excluded`` is the statement that it does not."""

    article: str
    text: str
    excluded: Expression | None


class Bound(NamedTuple):
    """What a term of a contract needs to hold."""

    form: ByContract
    bound: Expression | None
    standing: Expression | None
    struck_by: tuple[Strike, ...]


class Excluding(NamedTuple):
    """That a question does not arise."""

    form: ArisesNot
    when: Expression | None


class Answers(NamedTuple):
    """All that a rule may say beside met and fails, compiled; None for what it does not say."""

    due: DueBy | None = None
    arises_not: Excluding | None = None
    reserves: ReservedGround | None = None
    by_contract: Bound | None = None


NO_ANSWERS = Answers()


def compile_answers(form: Provision, one: One) -> Answers:
    """Compile every expression of the further answers of a rule; ``one`` gathers the faults."""
    if not (form.due or form.arises_not or form.reserves or form.by_contract):
        return NO_ANSWERS
    return Answers(_due(form, one), _arises_not(form, one), _reserves(form, one), _by_contract(form, one))


def _due(form: Provision, one: One) -> DueBy | None:
    if form.due is None:
        return None
    kinds = (("day", DAY), ("at_latest", DAY), ("trigger", TRUTH), ("listed", TRUTH), ("lead_time", NUMBER))
    parts = ((name, getattr(form.due, name), kind) for name, kind in kinds)
    return DueBy(form.due, *(one(("due", name), text, kind) if text else None for name, text, kind in parts))


def _arises_not(form: Provision, one: One) -> Excluding | None:
    if form.arises_not is None:
        return None
    return Excluding(form.arises_not, one(("arises_not", "when"), form.arises_not.when, TRUTH))


def _reserves(form: Provision, one: One) -> ReservedGround | None:
    if form.reserves is None:
        return None
    needs = tuple(
        Needed(id, need.says, when)
        for id, need in form.reserves.needs.items()
        if (when := one(("reserves", "needs", id, "when"), need.when, TRUTH))
    )
    until = form.reserves.until
    return ReservedGround(form.reserves, needs, one(("reserves", "until"), until, DAY) if until else None)


def _by_contract(form: Provision, one: One) -> Bound | None:
    terms = form.by_contract
    if terms is None:
        return None
    strikes = () if terms.struck_by == "none" else terms.struck_by
    struck_by = tuple(
        Strike(
            s.article, s.text, one(("by_contract", "struck_by", str(n), "excluded"), s.excluded, TRUTH) if s.excluded else None
        )
        for n, s in enumerate(strikes)
    )
    bound, standing = (one(("by_contract", name), getattr(terms, name), TRUTH) for name in ("bound", "standing"))
    return Bound(terms, bound, standing, struck_by)


def misfits(form: Provision, force: str, text: str) -> Iterable[tuple[str, str]]:
    """Yield what is wrong with how the parts of a rule go together, and what to do about it."""
    ways = sum(map(bool, (form.require, form.factors, form.readings, form.arises_not)))
    if ways != 1:
        yield (
            say("a rule has exactly one of require, factors, readings and arises_not"),
            say("it has {ways}; keep one", ways=ways),
        )
    if form.due and not form.require:
        yield say("due says when a requirement falls due, and there is none"), say("write require, or leave due out")
    if form.due and bool(form.due.trigger) != bool(form.due.upon):
        yield say("trigger and upon go together: the event as a statement, and in words"), say("write both, or neither")
    if form.reserves and not form.factors:
        yield say("a reservation needs the factors that could speak against it"), say("write factors, or leave reserves out")
    if form.reserves and not form.reserves.needs:
        yield say("a reservation rests on facts that have to be known"), say("write needs")
    if form.arises_not and text != "seen":
        yield (
            say("that a question does not arise takes an article whose text was read whole"),
            say("write text: seen once it is read"),
        )
    if form.arises_not and form.unless:
        yield say("what does not arise has no exceptions"), say("put the condition into arises_not")
    if form.arises_not and form.arises_not.opens == form.question:
        yield say("it opens the question that it closes"), say("name under opens the question to be asked instead")
    if (force == "contract") != bool(form.by_contract):
        yield say("force contract and by_contract go together"), say("write both, or neither")
    if form.by_contract and not form.require:
        yield say("a rule of force contract requires its term"), say("write the term under require")


def expressions(answers: Answers) -> list[Expression]:
    """Return every expression of the further answers of a rule."""
    due, excluding, ground, bound = answers
    found: list[Expression | None] = [due.day, due.at_latest, due.trigger, due.listed, due.lead_time] if due else []
    found += [excluding.when] if excluding else []
    found += [*(need.when for need in ground.needs), ground.until] if ground else []
    found += [bound.bound, bound.standing, *(s.excluded for s in bound.struck_by)] if bound else []
    return [e for e in found if e is not None]
