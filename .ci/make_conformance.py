#!/usr/bin/env python3
"""Write conformance/: base deals as JSON, and what each rule must say of them and of their changes. ``--check`` only compares."""

import json
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import run, write_or_compare

from legalmodel.judgment.finding import Finding
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import load_law
from legalmodel.law.models import Example
from legalmodel.lawtest.examples import as_attested, base_names, base_source, changed_graph, day_of, outcomes

FOLDER = ROOT / "conformance"

Expect = Callable[[str, CompiledRule, Example], Any]
"""Says what is expected of a case, by its id: what a rule finds in a base deal with the change of an example."""


def main() -> int:
    """Write the files, or compare them; files of deals and of instruments that are no more are taken away."""
    return write_or_compare(texts(judged), "make_conformance.py", ROOT, FOLDER.glob("**/*.json*"))


def texts(expect: Expect) -> dict[Path, str]:
    """Return each file and what it holds."""
    found = {FOLDER / "cases" / file: "".join(map(_line, of)) for file, of in cases(expect).items()}
    return found | {FOLDER / "deals" / f"{name}.json": deal(name) for name in base_names()}


def deal(name: str) -> str:
    """Return a base deal as JSON."""
    return json.dumps(base_source(name).data, ensure_ascii=False, indent=1, default=_number) + "\n"


def cases(expect: Expect) -> dict[str, list[dict[str, Any]]]:
    """Return, by the file of its cases, for each instrument every example of every rule, then every rule on every base deal."""
    law = load_law()
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in law.rules.values():
        found.setdefault(_file(rule), []).extend(_examples(rule, expect))
    for rule in law.rules.values():
        found[_file(rule)] += [
            _case(f"{rule.id}/{name}", rule, Example(base=name, expect="pass"), expect) for name in base_names()
        ]
    return found


def _file(rule: CompiledRule) -> str:
    file = Path(rule.source.name)
    return f"{file.parent.name}/{file.stem}.jsonl"


def _examples(rule: CompiledRule, expect: Expect) -> Iterable[dict[str, Any]]:
    for number, example in enumerate(rule.examples, 1):
        said: dict[str, Any] = {"speaks_of": example.subject} if example.subject else {}
        said |= {"attested": True} if example.attested else {}
        yield _case(f"{rule.id}/{number}", rule, example, expect) | said | {"example": example.expect}


def _case(id: str, rule: CompiledRule, example: Example, expect: Expect) -> dict[str, Any]:
    run_day = str(day_of(example))
    found = expect(id, rule, example)
    return {"case": id, "rule": rule.id, "base": example.base, "change": _change(example), "run_day": run_day, "expect": found}


def _change(example: Example) -> dict[str, Any]:
    """Return the change of an example; what the base deal says to be unknown and the change sets is first no longer said so."""
    known: dict[str, Any] = {}
    for path, value in example.change.items():
        record, way = base_source(example.base).data, path.split(".")
        for at, step in enumerate(way):
            if value != "absent" and isinstance(record, dict) and step in (record.get("unknown") or {}):
                known[".".join((*way[:at], "unknown", step))] = "absent"
            record = record.get(step) if isinstance(record, dict) else None
    return known | example.change


def judged(_: str, rule: CompiledRule, example: Example) -> dict[str, Any]:
    """Return what a rule finds of every subject."""
    found = outcomes(as_attested(rule, example), changed_graph(example))
    return {path: _expected(finding) for path, finding in sorted(found.items())}


def _expected(finding: Finding) -> dict[str, Any]:
    result = finding.result
    found: dict[str, Any] = {"outcome": finding.outcome.value}
    if result.could_be:
        found["could_be"] = sorted(o.value for o in result.could_be)
    if result.displaced_by:
        found["displaced_by"] = sorted({d.article for d in result.displaced_by})
    if result.general:
        found["general"] = result.general.value
    if result.factors:
        found["factors"] = {f.id: f.side for f in result.factors}
    if result.readings:
        found["readings"] = {r.id: r.outcome.value for r in result.readings}
    return found


def _line(case: dict[str, Any]) -> str:
    return json.dumps(case, ensure_ascii=False, separators=(",", ":"), default=_number) + "\n"


def _number(value: Any) -> float:
    if not isinstance(value, Decimal) or Decimal(repr(float(value))) != value:
        raise TypeError(f"{value!r} has no exact form in JSON")
    return float(value)


if __name__ == "__main__":
    sys.exit(run(main))
