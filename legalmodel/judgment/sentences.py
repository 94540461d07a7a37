"""Put facts into a rule's sentences: names for things, exact amounts, ``not known`` for what nobody gave."""

from decimal import Decimal
from typing import Any

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.speech import bounds, name_of, rounded
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Interval, Items, Money, Span, U
from legalmodel.law.compile import CompiledRule
from legalmodel.law.models import split_template
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.scope import Scope

NOT_KNOWN = "(not known)"
"""What stands in a sentence for a value that nobody gave."""


def say(rule: CompiledRule, template: str, scope: Scope) -> str:
    """Fill ``{expression}`` in a sentence of a rule.

    Raises BadInput if the rule's sentence cannot be filled, which only a law file that lint has not seen can bring about.
    """
    parts = []
    for i, part in enumerate(split_template(template)):
        parts.append(_filled(rule, part, scope) if i % 2 else part)
    return "".join(parts)


def _filled(rule: CompiledRule, text: str, scope: Scope) -> str:
    try:
        expression = rule.compile(text)
    except BadExpression as error:
        cause = f"{rule.id}: {error.cause}, in: {{{text}}}"
        raise BadInput([Fault("bad-sentence", cause, rule.source.place((*rule.path, "says")), error.fix)]) from None
    value = expression.run(scope)
    if expression.kind.name == "share" and isinstance(value, Decimal):
        return rounded(value)
    return words_for(value)


def words_for(value: Any) -> str:
    """Say a value as a lawyer reads it."""
    if value is NONE:
        return "none"
    if isinstance(value, U):
        return NOT_KNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Thing):
        return name_of(value)
    if isinstance(value, (tuple, Items)) and not isinstance(value, (Money, Span, Interval)):
        return _list(value)
    if isinstance(value, Interval):
        return _bounds(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value).replace("_", " ")


def _list(value: Any) -> str:
    items = [words_for(v) for v in value]
    if isinstance(value, Items) and value.open:
        items.append("perhaps others")
    if not items:
        return "nobody"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _bounds(value: Interval) -> str:
    if value.above or value.below:
        return bounds(value)
    low = Money(value.low, value.currency) if value.currency else value.low
    if value.high is None:
        return f"at least {words_for(low)}"
    high = Money(value.high, value.currency) if value.currency else value.high
    return f"between {words_for(low)} and {words_for(high)}"
