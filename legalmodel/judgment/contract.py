"""By contract: what a term answers where no statute speaks, and the articles that could void it (semantics, second part, B)."""

from legalmodel.base.kleene import conj
from legalmodel.base.outcomes import Outcome
from legalmodel.base.values import Truth, U
from legalmodel.judgment.result import Reserved, Result
from legalmodel.law.compile_answers import Bound
from legalmodel.logic.scope import Scope

VALIDITY = "validity not examined"


def holds(parts: Bound, scope: Scope, term: Truth) -> Truth:
    """Tell whether a term is there, binds all whom it must, and stands in a document that is in force and prevails."""
    return conj([term, *(e.run(scope) for e in (parts.bound, parts.standing) if e is not None)])


def reserved_on_validity(parts: Bound, scope: Scope, result: Result) -> Result:
    """Turn a met term into a reservation where an article could void it that was not read, or is not excluded.

    Where a fact would tell whether it is excluded, that fact is missing: the term is met, or reserved.
    """
    excluded = [(s, s.excluded.run(scope) if s.text == "seen" and s.excluded is not None else False) for s in parts.struck_by]
    open_articles = [s.article for s, truth in excluded if truth is False]
    missing = frozenset(m for _, truth in excluded if isinstance(truth, U) for m in truth.missing)
    if open_articles and result.outcome is Outcome.PASS:
        words = f"by contract, {VALIDITY}: {', '.join(open_articles)}"
        return Result(
            Outcome.RESERVATION, reserved=Reserved(words, parts.form.term, f"whoever may rely on {open_articles[0]}", None)
        )
    if not open_articles and missing:
        ends = (result.could_be or {result.outcome}) | ({Outcome.RESERVATION} if result.outcome is not Outcome.FAIL else set())
        unsure = result.outcome is not Outcome.FAIL
        return (
            result._replace(outcome=Outcome.UNKNOWN, could_be=frozenset(ends), missing=result.missing | missing)
            if unsure
            else result
        )
    if not open_articles:
        return result
    could_be = frozenset(Outcome.RESERVATION if o is Outcome.PASS else o for o in result.could_be)
    return result._replace(could_be=could_be)
