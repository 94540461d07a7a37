"""Write conformance/: base deals as JSON, and what each rule must say of them and of their changes. ``--check`` only compares."""

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generated import run, write_or_compare

from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import load_law
from legalmodel.law.models import Example
from legalmodel.lawtest.examples import as_attested, base_names, base_source, changed_graph, outcomes, run_day_of

FOLDER = ROOT / "conformance"


def main() -> int:
    """Write the files, or compare them; files of deals and of instruments that are no more are taken away."""
    texts = {FOLDER / "cases" / file: "".join(map(_line, of)) for file, of in cases().items()}
    texts |= {FOLDER / "deals" / f"{name}.json": deal(name) for name in base_names()}
    return write_or_compare(texts, "make_conformance.py", ROOT, FOLDER.glob("**/*.json*"))


def deal(name: str) -> str:
    """Return a base deal as JSON."""
    return json.dumps(base_source(name).data, ensure_ascii=False, indent=1, default=_number) + "\n"


def cases() -> dict[str, list[dict[str, Any]]]:
    """Return, by the file of its cases, for each instrument every example of every rule, then every rule on every base deal."""
    law, bases = load_law(), [(name, changed_graph(Example(base=name, expect="pass"))) for name in base_names()]
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in law.rules.values():
        found.setdefault(_file(rule), []).extend(_examples(rule))
    for rule in law.rules.values():
        found[_file(rule)] += [_case(f"{rule.id}/{name}", rule, name, {}, graph) for name, graph in bases]
    return found


def _file(rule: CompiledRule) -> str:
    file = Path(rule.source.name)
    return f"{file.parent.name}/{file.stem}.jsonl"


def _examples(rule: CompiledRule) -> Iterable[dict[str, Any]]:
    for number, example in enumerate(rule.examples, 1):
        said: dict[str, Any] = {"speaks_of": example.subject} if example.subject else {}
        case = _case(f"{rule.id}/{number}", as_attested(rule, example), example.base, example.change, changed_graph(example))
        said |= {"attested": True} if example.attested else {}
        yield case | said | {"example": example.expect}


def _case(id: str, rule: CompiledRule, base: str, change: dict[str, Any], graph: Graph) -> dict[str, Any]:
    expect = {path: _expected(finding) for path, finding in sorted(outcomes(rule, graph).items())}
    return {"case": id, "rule": rule.id, "base": base, "change": change, "run_day": str(run_day_of(graph)), "expect": expect}


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
