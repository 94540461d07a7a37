"""Show a comparison: the facts that differ, then what follows: findings, factors within a weighing, conclusions."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from legalmodel.analysis.compare import Comparison
from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.places import Place, dotted
from legalmodel.base.speech import name_of
from legalmodel.judgment.finding import Judgment
from legalmodel.model.compare import FactChange
from legalmodel.output.paint import Paint, cut, joined, pad, wrap
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS, OUTCOME_WORDS

_MOST = 200
"""How many facts the screen tells one by one; the JSON tells all."""


def comparison_text(
    facts: Sequence[FactChange],
    found: Comparison,
    sides: tuple[Judgment, Judgment],
    files: tuple[str, str],
    width: int,
    paint: Paint,
) -> str:
    """Return the differences as text."""
    labels = (
        say("first:  {side} ({file})", side=_side(sides[0]), file=files[0]),
        say("second: {side} ({file})", side=_side(sides[1]), file=files[1]),
    )
    rows = [*labels]
    rows += ["", *_facts(facts, width, paint), "", *_findings(found, width, paint)]
    if found.factors:
        rows += [
            "",
            paint.bold(
                say(
                    "{n} factor within a weighing differs"
                    if len(found.factors) == 1
                    else "{n} factors within a weighing differ",
                    n=len(found.factors),
                )
            ),
        ]
        rows += [row for f in found.factors for row in _factor(f, width)]
    rows += [
        "",
        paint.bold(say("{n} conclusion differs" if len(found.lines) == 1 else "{n} conclusions differ", n=len(found.lines))),
    ]
    for line in found.lines:
        about = f"  {pad(str(HEADINGS[line.heading]), 11)} {line.system}  {pad(line.about, 48)}"
        rows.append(cut(f"{about} {_arrow(line.before, line.after)}", width))
    return joined(rows)


def _facts(facts: Sequence[FactChange], width: int, paint: Paint) -> Iterable[str]:
    told = [f for f in facts if f.sort != "renamed"]
    yield paint.bold(say("{n} fact differs" if len(told) == 1 else "{n} facts differ", n=len(told)))
    for fact in told[:_MOST]:
        text = f"{pad(str(_CHANGES.get(fact.sort, fact.sort)), 8)}{_path(fact)}: {_values(fact)}   {_places(fact)}"
        yield from (f"  {row}" for row in wrap(text, width - 2, indent=8, most=3))
    if len(told) > _MOST:
        yield say("  and {count} more: --format json", count=len(told) - _MOST)
    for fact in facts:
        if fact.sort == "renamed":
            holes = {"path": dotted(fact.path), "id": fact.other_path[-1], "places": _places(fact)}
            text = say("renamed {path} goes by {id}   {places} (an id is no fact)", **holes)
            yield from (f"  {row}" for row in wrap(text, width - 2, indent=8, most=3))


_CHANGES = {"added": Phrase("added"), "gone": Phrase("gone"), "changed": Phrase("changed")}


def _path(fact: FactChange) -> str:
    return dotted(fact.other_path if fact.place is None else fact.path)


def _values(fact: FactChange) -> str:
    one, two = (cut(_said(value), 60) for value in (fact.before, fact.after))
    return {"added": two, "gone": one}.get(fact.sort, f"{one} → {two}")


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_said(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_said, value)) + "]"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _places(fact: FactChange) -> str:
    return " → ".join(str(place) for place in (fact.place, fact.other_place) if place)


def _findings(found: Comparison, width: int, paint: Paint) -> Iterable[str]:
    yield paint.bold(say("{n} finding differs" if len(found.findings) == 1 else "{n} findings differ", n=len(found.findings)))
    for change in found.findings:
        ends = zip((change.before, change.after), change.doubtful, strict=True)
        sides = (say("in doubt") if doubt else str(OUTCOME_WORDS[o]) if o else "-" for o, doubt in ends)
        yield cut(f"  {pad(change.rule, 30)} {pad(cut(change.subject, 30), 30)} {' → '.join(sides)}", width)


def _factor(factor: Any, width: int) -> Iterable[str]:
    said = {"yes": say("so"), "no": say("not so"), "unknown": say("not known")}
    sides = {"for": say("for"), "against": say("against"), "neither": say("neither"), "unknown": say("unknown")}
    ends = " → ".join(said.get(x, x) for x in (factor.before, factor.after))
    text = f"{factor.rule} {factor.subject}: {sides.get(factor.side, factor.side)}: {factor.says}: {ends}"
    yield from (f"  {row}" for row in wrap(text, width - 2, indent=2, most=3))


def _side(judgment: Judgment) -> str:
    said = name_of(judgment.deal)
    if judgment.as_of:
        said = say("{side}, as of {day}", side=said, day=figures.day(judgment.as_of))
    if judgment.law_on:
        said = say("{side}, under the law of {day}", side=said, day=figures.day(judgment.law_on))
    return say("{side}, run on {day}", side=said, day=figures.day(judgment.run_day))


def _arrow(before: Any, after: Any) -> str:
    return " → ".join(str(CONCLUSION_WORDS[end]).lower() if end else "-" for end in (before, after))


def comparison_json(facts: Sequence[FactChange], found: Comparison) -> dict[str, Any]:
    """Return the differences as plain data; numbers of the files are given as they are written."""
    return {
        "facts": [_fact(fact) for fact in facts],
        "findings": [{**x._asdict(), "before": x.before or "", "after": x.after or ""} for x in found.findings],
        "factors": [x._asdict() for x in found.factors],
        "lines": [{**x._asdict(), "before": x.before or "", "after": x.after or ""} for x in found.lines],
    }


def _fact(fact: FactChange) -> dict[str, Any]:
    return {
        "sort": fact.sort,
        "path": dotted(fact.path),
        "other_path": dotted(fact.other_path),
        "before": _written(fact.before),
        "after": _written(fact.after),
        "place": _spot(fact.place),
        "other_place": _spot(fact.other_place),
    }


def _spot(place: Place | None) -> dict[str, Any] | None:
    return place._asdict() if place else None


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_written(inner) for inner in value]
    return str(value) if isinstance(value, Decimal) else value
