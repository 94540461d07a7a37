"""Reservation: a ground that stands open, with nothing against the deal (semantics, second part, B)."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from legalmodel.base.language import Phrase, Said
from legalmodel.base.outcomes import Outcome
from legalmodel.base.values import Facts, Missing, Span, U
from legalmodel.judgment.now import Now
from legalmodel.judgment.papers import declared, not_on_paper, unsure
from legalmodel.judgment.result import Reserved, Result, WeighedFactor
from legalmodel.judgment.sentences import sentence
from legalmodel.law.compile import CompiledRule
from legalmodel.law.compile_answers import ReservedGround
from legalmodel.law.texts import rule_text
from legalmodel.logic.prove import prove
from legalmodel.logic.scope import Scope

_EITHER: Final = frozenset((Outcome.RESERVATION, Outcome.JUDGEMENT))


def reserve(rule: CompiledRule, ground: ReservedGround, scope: Scope, now: Now, factors: tuple[WeighedFactor, ...]) -> Result:
    """Return a reservation where all needs are known from documents and no factor speaks against; else what is missing for it.

    A need that is not met speaks against. One against is enough to be weighed, whatever else is not known.
    """
    unmet = tuple(
        WeighedFactor(n.id, Phrase("missing: {need}", need=_words(rule, f"needs/{n.id}/says", n.says)), "no", "against")
        for n in ground.needs
        if n.when.run(scope) is False
    )
    factors = (*unmet, *factors)
    if any(f.side == "against" for f in factors):  # decided without a proof, which costs most here
        return Result(Outcome.JUDGEMENT, factors=factors)
    # proved and not only run: a need has to stand on papers, which only its proof can tell
    needs = [(need, prove(need.when, scope)) for need in ground.needs]
    tests = [prove(f.when, scope) for f in rule.factors]
    missing = (
        not_on_paper([p for _, p in needs], now) | unsure(tests) | _unknown([p.value for p in (*(p for _, p in needs), *tests)])
    )
    if now.about != "made_up":  # that a list names nothing is said by the author of the file, and shown by no document
        missing |= frozenset(Missing((rule.form.each, n.id), "no document") for n, p in needs if not any(declared([p])))
    if missing or any(f.side == "unknown" for f in factors):
        return Result(Outcome.UNKNOWN, _EITHER, missing, factors=factors)
    return Result(Outcome.RESERVATION, factors=factors, reserved=_reserved(rule, ground, scope))


def _unknown(values: Iterable[object]) -> Facts:
    return frozenset(m for v in values if isinstance(v, U) for m in v.missing)


def _reserved(rule: CompiledRule, ground: ReservedGround, scope: Scope) -> Reserved:
    until = ground.until.run(scope) if ground.until else None
    said = [_filled(rule, field, getattr(ground.form, field), scope) for field in ("ground", "lost", "who")]
    return Reserved(said[0], said[1], said[2], until if isinstance(until, Span) else None)


def _filled(rule: CompiledRule, field: str, english: str, scope: Scope) -> Said:
    return Said(partial(sentence, rule, f"reserves/{field}", english, scope))


def _words(rule: CompiledRule, field: str, english: str) -> Said:
    return Said(partial(rule_text, rule, f"reserves/{field}", english))
