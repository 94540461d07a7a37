"""The conformance folder: every case, run from the data alone."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from copy import copy, deepcopy
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from legalmodel.base.outcomes import Outcome
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.judge import apply, clock_for
from legalmodel.law.load import load_law
from legalmodel.model.parse import parse
from legalmodel.text.read import read, read_bytes
from tests.examples import MANY

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "conformance"
CASES = [
    json.loads(line, parse_float=Decimal)
    for file in sorted(FOLDER.glob("cases/*/*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
]
DEALS = {path.stem: json.loads(path.read_text("utf-8"), parse_float=Decimal) for path in FOLDER.glob("deals/*.json")}
KEYS = {"case", "rule", "base", "change", "run_day", "expect"}
BY_RULE: dict[str, list[dict[str, Any]]] = {}
for _case in CASES:
    BY_RULE.setdefault(_case["rule"], []).append(_case)


def changed(deal: Any, change: dict[str, Any]) -> Any:
    """Make a change as the README tells it; only the records on its way are copied."""
    deal = dict(deal)
    for path, value in change.items():
        *way, last = path.split(".")
        record, above = deal, []
        for step in way:
            record[step] = dict(record[step]) if isinstance(record.get(step), dict) else {}
            above.append((record, step))
            record = record[step]
        if value == "absent":
            del record[last]
            while len(above) > 2 and not record:  # a field that is left without any goes with it; a record of a section stays
                record, step = above.pop()
                del record[step]
        else:
            record[last] = value
    return deal


def graph(case: dict[str, Any]) -> Graph:
    """Return the graph of a case; that of a base deal, which every rule is asked of, is built once, the others are not kept."""
    return made(case) if case["change"] else base_graph(case["base"], case["run_day"])


def made(case: dict[str, Any]) -> Graph:
    deal = json.dumps(changed(DEALS[case["base"]], case["change"]), default=float)
    source = read_bytes(deal.encode(), "deal.json")
    return build(parse(source), source.place, horizon=Horizon(date.fromisoformat(case["run_day"])))


@cache
def base_graph(base: str, run_day: str) -> Graph:
    return made({"base": base, "change": {}, "run_day": run_day})


def said(finding: Finding) -> dict[str, Any]:
    """Put what was found as the README tells it."""
    result = finding.result
    found: dict[str, Any] = {
        "outcome": str(finding.outcome.value),
        "could_be": sorted(o.value for o in result.could_be),
        "displaced_by": sorted({d.article for d in result.displaced_by}),
        "general": result.general.value if result.general else None,
        "factors": {f.id: f.side for f in result.factors},
        "readings": {r.id: r.outcome.value for r in result.readings},
    }
    return {key: value for key, value in found.items() if value}


def answers(case: dict[str, Any]) -> dict[str, Any]:
    deal = graph(case)
    run_day = date.fromisoformat(case["run_day"])
    rule = copy(load_law().rules[case["rule"]])
    if case.get("attested"):
        rule.text_read = "seen"
    findings = apply(rule, deal, clock_for(deal, run_day))
    return {".".join(f.subject_path): said(f) for f in findings}


@pytest.mark.more
@pytest.mark.parametrize("rule", sorted(BY_RULE))
def test_every_case(rule: str) -> None:
    """Every case says the same of every subject, and of no other."""
    wrong = [case["case"] for case in tried(rule) if answers(case) != case["expect"]]
    assert not wrong, wrong


def tried(rule: str) -> Iterator[dict[str, Any]]:
    """Yield the cases of a rule to try: all, or those that first bring out what they do, and a third of the others on base deals."""
    seen: Counter[Any] = Counter()
    for number, case in enumerate(BY_RULE[rule], len(rule)):
        brings = frozenset((said["outcome"], *said.get("could_be", ())) for said in case["expect"].values())
        seen[brings] += 1
        if MANY or seen[brings] == 1 or (number % 3 == 0 and not case["change"]):
            yield case


def test_a_wrong_case_is_found() -> None:
    case = next(c for c in CASES if any("could_be" in e for e in c["expect"].values()))
    path = next(p for p, e in case["expect"].items() if "could_be" in e)
    less = deepcopy(case)
    less["expect"][path]["could_be"].pop()
    assert answers(case) == case["expect"]
    assert answers(less) != less["expect"]


def test_author_and_machine_agree() -> None:
    """What the author of an example wrote is what is expected of the subject that it speaks of"""
    named = [c for c in CASES if "speaks_of" in c]
    assert named
    assert [c["case"] for c in named if c["expect"][c["speaks_of"]]["outcome"] != c["example"]] == []
    others = [c for c in CASES if "example" in c and "speaks_of" not in c]
    assert [c["case"] for c in others if c["example"] not in {e["outcome"] for e in c["expect"].values()}] == []


def test_form_of_the_cases() -> None:
    assert all(set(c) >= KEYS and set(c) <= KEYS | {"speaks_of", "example", "attested"} for c in CASES)
    assert [name for name, n in Counter(c["case"] for c in CASES).items() if n > 1] == []
    assert {c["base"] for c in CASES} == set(DEALS)


def test_every_rule_and_every_outcome_is_there() -> None:
    law = load_law()
    assert set(BY_RULE) == set(law.rules)
    examples = {f"{r.id}/{n}" for r in law.rules.values() for n in range(1, len(r.examples) + 1)}
    assert examples <= {c["case"] for c in CASES}
    outcomes = {e["outcome"] for c in CASES for e in c["expect"].values()}
    assert outcomes == {str(outcome.value) for outcome in Outcome}


@pytest.mark.parametrize("name", sorted(DEALS))
def test_base_deal_is_the_template(name: str) -> None:
    """The JSON is the same deal as the template, number for number"""
    assert DEALS[name] == read(ROOT / "templates" / name / "deal.yaml").data


def test_folder_is_small() -> None:
    """At most 340 bytes a case and 30 kB a deal: it grows with what is tried, not faster"""
    assert sum(p.stat().st_size for p in FOLDER.glob("cases/**/*.jsonl")) < 340 * len(CASES)
    assert sum(p.stat().st_size for p in FOLDER.glob("deals/*.json")) < 30_000 * len(DEALS)


def test_folder_is_up_to_date() -> None:
    """File by file, byte by byte; what the law says to each case is held against it by ``test_every_case``, and not asked again."""
    expected = {case["case"]: case["expect"] for case in CASES}
    made = make_conformance().texts(lambda case, *_: expected.get(case))
    there = {path: path.read_text("utf-8") for path in FOLDER.glob("**/*.json*")}
    assert sorted(made) == sorted(there)
    assert [str(path) for path, text in made.items() if there[path] != text] == []


def make_conformance() -> ModuleType:
    """Return the script that makes the folder."""
    spec = spec_from_file_location("make_conformance", ROOT / ".ci" / "make_conformance.py")
    assert spec and spec.loader
    script = module_from_spec(spec)
    sys.path.insert(0, str(ROOT / ".ci"))
    try:
        spec.loader.exec_module(script)
    finally:
        sys.path.remove(str(ROOT / ".ci"))
    return script
