"""The nearest variants of a finding as a study, and how far its figures are from turning it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from legalmodel.analysis.why_not import Variant, WhyNot
from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import dotted
from legalmodel.base.speech import field_name, name_of, percent
from legalmodel.base.values import Money, Span
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.variants.margins import Margin
from legalmodel.law.texts import title_of
from legalmodel.methods.study import Column, Study, Table
from legalmodel.report.values import said_value
from legalmodel.report.words import citation, outcome_words, spoken_sentence
from legalmodel.text.changes import GONE, at

_BASIS_POINTS = 10_000


def nearest_study(checked: Checked, found: tuple[WhyNot, ...]) -> Study:
    """Return the study of some findings of one rule."""
    rule = found[0].finding.rule
    tables = (_variants(checked, found), _margins(found))
    return Study(
        "why-not",
        say("Why not otherwise: {title} ({id})", title=title_of(rule.form.title), id=rule.id),
        tuple(_says(checked, found)),
        tuple(t for t in tables if t.rows),
        (),
        (
            say(
                "Each variant was judged by the engine: the rule was asked of the deal as it would then read; all else stays as it is."
            ),
        ),
        (citation(found[0].finding),),
        say("A variant shows on what the answer hangs; it is no advice, and no fact. Not a legal opinion."),
        (say("How it was looked for"), say("Law")),
    )


def _says(checked: Checked, found: tuple[WhyNot, ...]) -> Iterable[str]:
    for one in found:
        yield say(
            "{id}: {outcome}. {sentence}",
            id=one.finding.id,
            outcome=outcome_words(one.finding),
            sentence=spoken_sentence(one.finding),
        )
        if one.finding.outcome not in (Outcome.PASS, Outcome.FAIL):
            yield say("It is neither met nor not met, so there is no other way to show: see explain.")
        elif one.variants:
            yield _turned(checked, one)
        else:
            yield say("No variant of up to four facts was found that turns it; {n} were tried.", n=one.tried)
        yield from (say("Margin: {margin}.", margin=_margin(m)) for m in one.margins[:3])


def _turned(checked: Checked, one: WhyNot) -> str:
    first = one.variants[0]
    told = _told(checked, first)
    if first.outcome is Outcome.PASS:
        return say("It would be met if {variant}.", variant=told)
    if first.outcome is Outcome.FAIL:
        return say("It would not be met if {variant}.", variant=told)
    return say("It would be {outcome} if {variant}.", outcome=outcome_words(first.says), variant=told)


def _told(checked: Checked, variant: Variant) -> str:
    parts = []
    for wish in sorted(variant.way, key=str):
        owner = checked.graph.things.get(wish.record)
        record = name_of(owner) if owner else dotted(wish.record)
        field = " ".join(field_name(step) for step in wish.path[2:])
        old = at(checked.source.data, wish.path)
        holes: dict[str, Any] = {"record": record, "field": field, "value": said_value(checked.graph, wish.data)}
        if wish.new:
            parts.append(say("there were {record}: {value}", **holes))
        elif old is GONE:
            parts.append(say("{field} of {record} were {value}", **holes))
        else:
            parts.append(say("{field} of {record} were {value}, not {old}", old=said_value(checked.graph, old), **holes))
    return say(" and ", context="variants").join(parts)


def _variants(checked: Checked, found: tuple[WhyNot, ...]) -> Table:
    rows = []
    for one in found:
        for variant in one.variants:
            paths = ", ".join(dotted(w.path) for w in sorted(variant.way, key=str))
            rows.append((one.finding.id, len(variant.way), _told(checked, variant), outcome_words(variant.says), paths))
    columns = (
        Column("finding", say("finding"), narrow=False),
        Column("facts", say("facts"), decimals=0),
        Column("variant", say("if")),
        Column("outcome", say("then")),
        Column("paths", say("where"), narrow=False),
    )
    return Table("variants", say("Nearest variants"), columns, tuple(rows))


def _margins(found: tuple[WhyNot, ...]) -> Table:
    rows = [
        (o.finding.id, m.text, _figure(m.left, m.kind), m.sign, _figure(m.right, m.kind), _gap(m))
        for o in found
        for m in o.margins
    ]
    columns = (
        Column("finding", say("finding"), narrow=False),
        Column("test", say("test")),
        Column("left", say("is")),
        Column("sign", say("asked")),
        Column("right", say("against")),
        Column("gap", say("margin")),
    )
    return Table("margins", say("Margins"), columns, tuple(rows))


def _margin(margin: Margin) -> str:
    return say(
        "{left} against {right}: {gap}",
        left=_figure(margin.left, margin.kind),
        right=_figure(margin.right, margin.kind),
        gap=_gap(margin),
    )


def _figure(value: Any, kind: str) -> str:
    if isinstance(value, Money):
        return figures.amount(value)
    if isinstance(value, Span):
        return figures.day(value)
    return percent(value) if kind == "share" and isinstance(value, Decimal) else f"{value:f}"


def _gap(margin: Margin) -> str:
    gap = margin.gap
    if isinstance(gap, Money):
        size = figures.amount(Money(abs(gap.amount), gap.currency))
        return (
            say("{size} more", size=size) if gap.amount > 0 else say("{size} less", size=size) if gap.amount else say("just so")
        )
    if isinstance(margin.left, Span):
        return say("{n} days later", n=gap) if gap > 0 else say("{n} days earlier", n=-gap) if gap else say("just so")
    if margin.kind == "share":
        points = f"{(abs(gap) * _BASIS_POINTS).normalize():f}"
        return (
            say("{n} basis points more", n=points)
            if gap > 0
            else say("{n} basis points less", n=points)
            if gap
            else say("just so")
        )
    return (
        say("{size} more", size=f"{gap.normalize():f}")
        if gap > 0
        else say("{size} less", size=f"{(-gap).normalize():f}")
        if gap
        else say("just so")
    )
