"""Put facts into a rule's sentences: names for things, exact amounts, ``not known`` for what nobody gave."""

from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base import figures
from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import ENGLISH, Phrase, marked, say, speaking
from legalmodel.base.speech import bounds, listed, name_of, rounded, word_of
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Interval, Items, Money, Span, U
from legalmodel.law.compile import CompiledRule
from legalmodel.law.models import split_template
from legalmodel.law.texts import rule_translation
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.scope import Scope

_TOLD = 20
"""So many items of a list are named in one sentence; where thousands of findings list thousands each, only how many more is bearable."""
NOT_KNOWN = Phrase("(not known)")
"""What stands in a sentence for a value that nobody gave."""


def sentence(rule: CompiledRule, field: str, template: str, scope: Scope) -> str:
    """Fill ``{expression}`` in the sentence that stands in a field of a rule, in the language asked for; else in English, marked.

    Raises BadInput if the rule's sentence cannot be filled, which only a law file that lint has not seen can bring about.
    """
    translated = rule_translation(rule, field, template)
    if translated is None:
        # in English throughout: a sentence in which half is translated reads as if all of it were meant
        with speaking(ENGLISH):
            return marked(_fill(rule, template, scope))
    return _fill(rule, translated, scope)


def _fill(rule: CompiledRule, template: str, scope: Scope) -> str:
    parts = []
    for i, part in enumerate(split_template(template)):
        parts.append(_filled(rule, part, scope) if i % 2 else part)
    return "".join(parts)


def _filled(rule: CompiledRule, text: str, scope: Scope) -> str:
    try:
        expression = rule.compile(text)
    except BadExpression as error:
        cause = say("{id}: {cause}, in: {{text}}", id=rule.id, cause=error.cause, text=text)
        raise BadInput([Fault("bad-sentence", cause, rule.source.place((*rule.path, "says")), error.fix)]) from None
    value = expression.run(scope)
    if expression.kind.name == "share" and isinstance(value, Decimal):
        return rounded(value)
    return words_for(value)


def words_for(value: Any) -> str:
    """Say a value as a lawyer reads it."""
    if value is NONE:
        return say("none")
    if isinstance(value, U):
        return str(NOT_KNOWN)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, Thing):
        return name_of(value)
    if isinstance(value, (tuple, Items)) and not isinstance(value, (Money, Span, Interval)):
        return _list(value)
    if isinstance(value, Interval):
        return _bounds(value)
    if isinstance(value, Money):
        return figures.amount(value)
    if isinstance(value, Span | date):
        return figures.day(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else word_of(str(value))


def _list(value: Any) -> str:
    held = tuple(value)
    items = [words_for(v) for v in held[:_TOLD]]
    if len(held) > _TOLD:
        items.append(say("{count} more", count=len(held) - _TOLD))
    if isinstance(value, Items) and value.open:
        items.append(say("perhaps others"))
    return listed(items) if items else say("nobody")


def _bounds(value: Interval) -> str:
    if value.above or value.below:
        return bounds(value)
    low = Money(value.low, value.currency) if value.currency else value.low
    if value.high is None:
        return say("at least {amount}", amount=words_for(low))
    high = Money(value.high, value.currency) if value.currency else value.high
    return say("between {low} and {high}", low=words_for(low), high=words_for(high))
