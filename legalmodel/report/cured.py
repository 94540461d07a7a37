"""The smallest cures as a study: what fails, what each cure changes, what opens then, what stands in the way, and the patch."""

import json
import shlex
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.analysis.cure.levers import may_wait
from legalmodel.analysis.cure.realise import RENEWED, Setting
from legalmodel.analysis.cure.search import Cure, Found, Stuck
from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.places import Path, dotted
from legalmodel.base.speech import field_name, listed, name_of, section_name, word_of
from legalmodel.graph.graph import Graph
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.variants.wish import Otherwise
from legalmodel.law.texts import rule_text, title_of
from legalmodel.methods.study import Cell, Column, Study, Table
from legalmodel.report.values import said_value
from legalmodel.report.words import citation, outcome_words, spoken_sentence
from legalmodel.text.changes import GONE, at

_WHY = {
    "fixed": Phrase("not in the hands of the parties"),
    "past": Phrase("the rule looks at a day that is over"),
    "fails": Phrase("changes of it were tried and do not help within the bound"),
    "unstated": Phrase("nobody states it: find it out before anything is changed"),
}


class CureAsked(NamedTuple):
    """How the search was asked for: the setting, whether as a redraft, and the name of the deal on the command line."""

    setting: Setting
    redraft: bool
    deal: str


def cure_study(base: Checked, goals: tuple[Finding, ...], found: Found, wanted: CureAsked) -> Study:
    """Return the study of cures, the smallest and cheapest first."""
    tables = (_goals(goals), _cures(base, found, wanted), _opens(found), _stuck(base, found), _patches(found, wanted))
    return Study(
        "cure",
        say("What would cure {deal}", deal=name_of(base.graph.deal)),
        tuple(_says(base, goals, found, wanted)),
        tuple(t for t in tables if t.rows),
        (),
        tuple(_assumes(found, wanted)),
        (),
        say(
            "A cure is what the engine finds no fault with; whether it can be agreed, and is wise, is for the parties and their counsel. Not a legal opinion."
        ),
        (say("How it was looked for"), ""),
    )


def _says(base: Checked, goals: tuple[Finding, ...], found: Found, wanted: CureAsked) -> Iterable[str]:
    if not goals:
        yield say("Nothing fails that is asked about.")
        return
    yield say("{n} failing, {stuck} of them without a cure within the bound.", n=len(goals), stuck=len(found.stuck))
    if wanted.redraft:
        yield say("As the terms would have had to read, as if nothing were signed yet: that mends no deal that is closed.")
    elif not wanted.setting.planned:
        yield say(
            "The deal is closed: changes hold from {day} on, and nothing that happened is written anew.",
            day=figures.day(wanted.setting.day),
        )
    for number, cure in enumerate(found.cures[:3], 1):
        yield say("{number}. {steps}", number=number, steps=" ".join(_steps(base.graph, cure, wanted.setting)))
    if found.stopped:
        yield say("Stopped before all was tried: the best so far.")
    if any(s for s in found.stuck) and not wanted.setting.planned:
        yield say("How the terms would have had to read: --redraft.")


def _steps(graph: Graph, cure: Cure, setting: Setting) -> list[str]:
    new = {w.path[1]: _newcomer(w) for w in cure.plan.way if w.path[0] == "parties"}
    steps = [_step(graph, w, setting, new) for w in sorted(cure.plan.way, key=str) if w.path[0] != "parties"]
    return steps + [_anew(graph, p, setting) for p in cure.plan.renewed]


def _newcomer(wish: Otherwise) -> str:
    data = wish.data
    return say("another {form} ({seat}), to be appointed", form=word_of(str(data.get("form"))), seat=data.get("seat", "-"))


def _step(graph: Graph, wish: Otherwise, setting: Setting, new: dict[str, str]) -> str:
    if wish.new:
        data = wish.data
        said = listed([say("{field} {value}", field=field_name(f), value=said_value(graph, v)) for f, v in data.items()])
        return say("Add to {section}: {said}.", section=section_name(wish.path[0]), said=said)
    owner = graph.things.get(wish.record)
    holes: dict[str, Any] = {
        "record": graph.label(owner) if owner else dotted(wish.record),
        "field": _field(wish.path),
        "value": new.get(str(wish.data)) or said_value(graph, wish.data),
    }
    old = at(setting.data, wish.path)
    if not setting.planned:
        holes["day"] = figures.day(setting.day)
        if wish.record[0] in RENEWED:
            return say("{record} ends, and a new one on the same terms begins on {day}, with {field}: {value}.", **holes)
        return say("{record}: from {day} on, {field} is {value}.", **holes)
    if old is GONE:
        return say("{record}: {field} is to be {value}.", **holes)
    if owner and may_wait(owner, wish.path[-1]):
        return say("{record}: wait until {value} ({field}: planned for {old}).", old=said_value(graph, old), **holes)
    return say("{record}: {field} is to be {value} instead of {old}.", old=said_value(graph, old), **holes)


def _anew(graph: Graph, path: Path, setting: Setting) -> str:
    owner = graph.things.get(path)
    return say(
        "{record} is made anew on the same terms from {day}.",
        record=graph.label(owner) if owner else dotted(path),
        day=figures.day(setting.day),
    )


def _field(path: Path) -> str:
    return " ".join(field_name(step) for step in path[2:])


def _assumes(found: Found, wanted: CureAsked) -> Iterable[str]:
    yield say(
        "Proposed by the conditions of the rules, over what parties can still bring about; {n} sets tried on the rules, {whole} judged whole.",
        n=found.tried,
        whole=found.judged,
    )
    yield say(
        "Each cure was judged again by the engine: every goal that has a cure is met, no further rule fails, no conclusion becomes an obstacle, and no part of it does as much."
    )
    yield say(
        "Ordered by the number of changes, then by cost: a clause 1, an arrangement within the deal 2, another person 3, money 4."
    )
    if not wanted.setting.planned:
        yield say("Of what the file does not tell after {day} nothing is supposed.", day=figures.day(wanted.setting.day))


def _goals(goals: tuple[Finding, ...]) -> Table:
    rows = []
    for f in goals:
        remedy = rule_text(f.rule, "remedy", f.rule.form.remedy) if f.rule.form.remedy else ""
        rows.append((f.id, outcome_words(f), str(title_of(f.rule.form.title)), citation(f), spoken_sentence(f), remedy))
    columns = (
        Column("id", say("finding"), narrow=False),
        Column("outcome", say("outcome")),
        Column("title", say("rule"), narrow=False),
        Column("article", say("article")),
        Column("says", say("what it says")),
        Column("remedy", say("remedy the rule names")),
    )
    return Table("goals", say("What fails"), columns, tuple(rows))


def _cures(base: Checked, found: Found, wanted: CureAsked) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, cure in enumerate(found.cures, 1):
        steps = _steps(base.graph, cure, wanted.setting)
        rows += [(number, cure.plan.size, cure.plan.cost, step, cure.variants) for step in steps]
    columns = (
        Column("cure", say("cure"), decimals=0),
        Column("changes", say("changes"), decimals=0),
        Column("cost", say("cost"), decimals=0),
        Column("step", say("what changes")),
        Column("variants", say("further values that do as well"), decimals=0, narrow=False),
    )
    return Table("cures", say("Cures"), columns, tuple(rows))


def _opens(found: Found) -> Table:
    rows = [
        (n, outcome_words(f), citation(f), spoken_sentence(f), f.id)
        for n, cure in enumerate(found.cures, 1)
        for f in cure.opens
    ]
    columns = (
        Column("cure", say("cure"), decimals=0),
        Column("outcome", say("outcome")),
        Column("article", say("article")),
        Column("says", say("what it says")),
        Column("id", say("finding"), narrow=False),
    )
    return Table("opens", say("What opens with it"), columns, tuple(rows))


def _stuck(base: Checked, found: Found) -> Table:
    rows = [row for stuck in found.stuck for row in _in_the_way(base, stuck)]
    columns = (
        Column("goal", say("finding")),
        Column("fact", say("fact")),
        Column("place", say("place")),
        Column("why", say("why it stands in the way")),
    )
    return Table("stuck", say("What stands in the way"), columns, tuple(rows))


def _in_the_way(base: Checked, stuck: Stuck) -> Iterable[tuple[Cell, ...]]:
    for path, why in stuck.facts or (((), "fixed"),):
        place = base.graph.place(path) if path else None
        day = say(" ({day})", day=figures.day(stuck.goal.day)) if why == "past" and stuck.goal.day else ""
        yield stuck.goal.id, dotted(path), f"{place.file.rpartition('/')[2]}:{place.line}" if place else "", f"{_WHY[why]}{day}"


def _patches(found: Found, wanted: CureAsked) -> Table:
    rows = [(n, patch(cure, wanted.deal)) for n, cure in enumerate(found.cures, 1)]
    columns = (Column("cure", say("cure"), decimals=0, narrow=False), Column("patch", say("patch"), narrow=False))
    return Table("patches", say("As a command"), columns, tuple(rows))


def patch(cure: Cure, deal: str) -> str:
    """Return the command that writes a cure into the file of the deal."""
    words, out = ["legalmodel", "set", deal], []
    for change in cure.changes:
        if change.value is GONE:
            out.append(dotted(change.path))
        else:
            words += [dotted(change.path), _typed(change.value)]
    for path in out:
        words += ["--take-out", path]
    return shlex.join(words)


def _typed(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_number)
    return str(value)


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)
