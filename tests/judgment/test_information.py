"""Semantics, section D, on whole judgments of the template deals: less said never turns one definite answer into another."""

import os
import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.base.outcomes import FAVOURABLE
from legalmodel.base.places import dotted
from legalmodel.base.resources import shipped
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.judgment.doubts import doubts_of
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read
from tests.examples import some

RUN = date(2026, 6, 30)
TEMPLATES = sorted(file.parent.name for file in shipped("templates").glob("*/deal.yaml"))
DEFINITE = ("pass", "fail", "not_applicable", "does_not_arise", "not_yet_due", "reservation")
CONCLUSIONS = ("obstacle", "doubtful", "to be weighed", "nothing due yet", "no obstacle")
FIXED = (("deal", "about"), ("deal", "stage"), ("deal", "known_until"))
"""Whose deal it is and how far it has come: the laws hold at a fixed day, horizon and stage."""
MAPS = ("evidence", "status", "unknown", "assumed", "dated", "sourced", "stated", "checked")
SEED = os.environ.get("SEED", "0")
"""Chooses the changes. The same on every machine, so that what passed here passes there; another seed looks elsewhere."""
Data = dict[str, Any]
Path = tuple[str, ...]


@cache
def template(name: str) -> Source:
    return read(shipped("templates") / name / "deal.yaml")


def built(name: str, data: Data) -> Graph:
    """Build a template with other data. Raises BadInput if that is no deal."""
    whole = template(name)
    file = Source(whole.name, whole.raw, whole.text)
    file.data = data
    return build(parse(file))


def judged(name: str, data: Data) -> Judgment:
    """Judge a template with other data. Raises BadInput if that is no deal."""
    return judge(built(name, data), load_law(), RUN)


@cache
def full(name: str) -> tuple[dict[str, str], dict[Any, str]]:
    return answers(judged(name, deepcopy(template(name).data)))


def doubts(name: str, data: Data) -> set[tuple[str, Path]]:
    return {(doubt.check, doubt.path) for doubt in doubts_of(built(name, data), RUN)}


def answers(judgment: Judgment) -> tuple[dict[str, str], dict[Any, str]]:
    findings = {f"{f.rule.id}@{dotted(f.subject_path)}": f.outcome.value for f in judgment.findings}
    lines = {
        (x.heading, x.system, dotted(x.subject.path), x.failing.id if x.failing else ""): (
            "no obstacle" if x.conclusion in FAVOURABLE else x.conclusion.value
        )
        for x in judgment.lines
    }
    return findings, lines


def check_no_contradiction(more: Any, less: Any) -> None:
    for before, after, definite in zip(more, less, (DEFINITE, CONCLUSIONS), strict=True):
        for key in before.keys() & after.keys():
            if before[key] in definite and after[key] in definite:
                if (before[key], after[key]) == ("pass", "not_yet_due"):
                    continue  # met before its day, and with the fact gone not yet due: no contradiction (decision 29)
                assert before[key] == after[key], key


def fields(data: Data, path: Path = ()) -> list[Path]:
    """Return the paths of all facts of a deal, records of records gone through."""
    found: list[Path] = []
    for key, value in data.items():
        if key not in (*MAPS, "name", "complete") and (path or key != "documents"):
            found += fields(value, (*path, key)) if isinstance(value, dict) else [(*path, key)] if path else []
    return [path for path in found if path not in FIXED]


def words(value: Any) -> set[str]:
    """Return every word that a deal says under some key: an id among them is the name of a record that others need."""
    if isinstance(value, dict):
        return set().union(*(words(v) for v in value.values()))
    if isinstance(value, list):
        return set().union(*(words(v) for v in value))
    return set(str(value).replace(";", " ").split())


def at(data: Data, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def forget(data: Data, path: Path, reason: str) -> None:
    """Take a fact away, or say why it is not known. That no beginning or end is written says that there is none yet."""
    record = at(data, path[:-1])
    reason = reason or ("not_asked" if path[-1] in ("since", "until") else "")
    del record[path[-1]]
    for name in MAPS:
        if isinstance(kept := record.get(name), dict) and path[-1] in kept:
            del kept[path[-1]]
            if not kept:
                del record[name]
    if reason:
        record.setdefault("unknown", {})[path[-1]] = reason


def dice_for(question: str) -> Iterator[random.Random]:
    """Yield dice for each change of a deal, thrown alike on every machine."""
    for n in range(some(40, 2)):
        yield random.Random(f"{SEED} {question} {n}")


def judged_if_deal(name: str, data: Data) -> Judgment | None:
    """Judge a template with other data; None where what the dice put in is no deal."""
    try:
        return judged(name, data)
    except BadInput:
        return None


@pytest.mark.more
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_fact_made_unknown(name: str) -> None:
    """A fact made unknown: no definite outcome or conclusion may turn into another definite one."""
    for dice in dice_for(f"made unknown {name}"):
        data = deepcopy(template(name).data)
        for path in dice.sample(fields(data), dice.randint(1, 4)):
            forget(data, path, dice.choice(["", "not_asked", "not_disclosed"]))
        if less := judged_if_deal(name, data):
            check_no_contradiction(full(name), answers(less))


@pytest.mark.more
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_closed_list_made_open(name: str) -> None:
    """a closed list made open, an entry taken from an open list: no definite answer may turn into another"""
    for dice in dice_for(f"made open {name}"):
        data = deepcopy(template(name).data)
        opened = dice.sample(sorted(data), dice.randint(1, min(5, len(data))))
        for section in opened:
            if data[section] == "none":
                del data[section]
        data["complete"] = [c for c in data.get("complete", []) if c not in opened] or ["parties"]
        if not (less := judged_if_deal(name, data)):
            continue
        before = answers(less)
        check_no_contradiction(full(name), before)
        lists = [s for s, records in data.items() if isinstance(records, dict) and s not in (*data["complete"], "deal")]
        named = words(data)
        entries = [(s, id) for s in lists for id in data[s] if len(data[s]) > 1 and id not in named]
        if entries:
            section, id = dice.choice(entries)
            del data[section][id]
            if least := judged_if_deal(name, data):
                check_no_contradiction(before, answers(least))


def others(data: Data, path: Path) -> list[Any]:
    """Return other values that the deal writes under the same field, and the plainest of all."""
    same = {str(v): v for p in fields(data) if p[-1] == path[-1] and (v := at(data, p)) != at(data, path)}
    return [*same.values(), "none", "yes", "no", "2016-01-01", "0%", 1, "US", "company"]


@pytest.mark.more
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_value_put_in_place_of_an_unknown(name: str) -> None:
    """A value put in place of an unknown never contradicts a definite answer: not another one either."""
    for dice in dice_for(f"put in place {name}"):
        data = deepcopy(template(name).data)
        path = dice.choice(fields(data))
        filled, less = deepcopy(data), deepcopy(data)
        at(filled, path[:-1])[path[-1]] = dice.choice(others(data, path))
        forget(less, path, "")
        one, other = judged_if_deal(name, filled), judged_if_deal(name, less)
        # what the file itself speaks against (a closing ten years before every contract) completes no file that is silent of it
        if one and other and doubts(name, filled) <= doubts(name, less):
            check_no_contradiction(answers(one), answers(other))
