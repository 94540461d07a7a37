"""By contract: what a term answers where no statute speaks, and the articles that could void it (semantics, second part, B)."""

from functools import partial

from legalmodel.base.kleene import conj
from legalmodel.base.language import Phrase, Said
from legalmodel.base.outcomes import Outcome
from legalmodel.base.values import Truth, U
from legalmodel.judgment.result import Reserved, Result
from legalmodel.law.compile import CompiledRule
from legalmodel.law.compile_answers import Bound
from legalmodel.law.texts import rule_text
from legalmodel.logic.scope import Scope


def holds(parts: Bound, scope: Scope, term: Truth) -> Truth:
    """Tell whether a term is there, binds all whom it must, and stands in a document that is in force and prevails."""
    return conj([term, *(e.run(scope) for e in (parts.bound, parts.standing) if e is not None)])


def _articles(rule: CompiledRule, articles: tuple[str, ...]) -> str:
    written = rule.form.by_contract.struck_by if rule.form.by_contract else ()
    places = {s.article: n for n, s in enumerate(written, 1)} if not isinstance(written, str) else {}
    return ", ".join(rule_text(rule, f"by_contract/struck_by/{places.get(a, 0)}/article", a) for a in articles)


def reserved_on_validity(rule: CompiledRule, parts: Bound, scope: Scope, result: Result) -> Result:
    """Turn a met term into a reservation where an article could void it that was not read, or is not excluded.

    Where a fact would tell whether it is excluded, that fact is missing: the term is met, or reserved.
    """
    # an article that nobody read is not excluded, whatever its condition would say
    excluded = [(s, s.excluded.run(scope) if s.text == "seen" and s.excluded is not None else False) for s in parts.struck_by]
    open_articles = [s.article for s, truth in excluded if truth is False]
    missing = frozenset(m for _, truth in excluded if isinstance(truth, U) for m in truth.missing)
    # the term is there; what could strike it was not excluded, so nothing more than a reservation follows
    if open_articles and result.outcome is Outcome.PASS:
        articles = Said(partial(_articles, rule, tuple(open_articles)))
        ground = Phrase("by contract, validity not examined: {articles}", articles=articles)
        term = Said(partial(rule_text, rule, "by_contract/term", parts.form.term))
        who = Phrase("whoever may rely on {article}", article=Said(partial(_articles, rule, tuple(open_articles[:1]))))
        return Result(Outcome.RESERVATION, reserved=Reserved(ground, term, who, None))
    if not open_articles and missing:
        ends = (result.could_be or {result.outcome}) | ({Outcome.RESERVATION} if result.outcome is not Outcome.FAIL else set())
        # a term that is not there cannot be struck: it fails all the same
        unsure = result.outcome is not Outcome.FAIL
        return (
            result._replace(outcome=Outcome.UNKNOWN, could_be=frozenset(ends), missing=result.missing | missing)
            if unsure
            else result
        )
    if not open_articles:
        return result
    # whatever the missing facts turn out to be, a met term ends in the same reservation
    could_be = frozenset(Outcome.RESERVATION if o is Outcome.PASS else o for o in result.could_be)
    return result._replace(could_be=could_be)
