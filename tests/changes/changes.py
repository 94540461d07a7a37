"""Read the single-fact changes of this folder and try them: which finding comes out, and which lines move.

A change written before its rules has an empty `then`, the outcome in words under `expect`, and the lines that the text asks for under
`wanted`. These are not tried: whoever writes the rule fills `then` and moves `wanted` to `lines`, or says in `note` where they differ.
"""

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.outcomes import FAVOURABLE
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Line
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.lawtest.examples import base_source
from legalmodel.model.scenario import Change as Step
from legalmodel.model.scenario import Scenario, setting, taking_out, vary
from legalmodel.text.read import Source, read, read_bytes
from tests.examples import MANY

FOLDER = Path(__file__).parent
RUN = {
    "cn-npl-trust": date(2025, 7, 10),
    "cn-clo-trust": date(2025, 11, 15),
    "cn-two-banks": date(2025, 11, 15),
    "cn-special-plan": date(2026, 11, 30),
    "us-auto": date(2026, 11, 30),
    "us-card-trust": date(2026, 11, 30),
    "us-cmbs-conduit": date(2026, 11, 30),
    "kr-abs": date(2026, 11, 30),
    "jp-auto": date(2026, 11, 30),
    "eu-auto": date(2026, 11, 30),
    "uk-auto": date(2026, 11, 30),
}
"""The day of the run where a change names none: after the closing, with every duty of the closing due."""
PLANNED = {
    "cn-npl-trust": (date(2025, 3, 15), {"deal.stage": "proposed", "deal.known_until": "absent"}),
    "cn-clo-trust": (date(2025, 6, 15), {"deal.stage": "proposed", "deal.known_until": "absent"}),
    "cn-two-banks": (date(2025, 6, 15), {"deal.stage": "proposed", "deal.known_until": "absent"}),
}
"""The day of the run, and the changes, that make a base deal a proposed one."""


class Base(NamedTuple):
    """A template, with a variant of it (changes made first), and by how many days all its days are moved."""

    name: str
    variant: str = ""
    shift: int = 0

    @property
    def source(self) -> Source:
        """The file of the template with its days moved."""
        source = base_source(self.name)
        if not self.shift:
            return source
        return read_bytes(json.dumps(_moved(source.data, self.shift), ensure_ascii=False, default=str).encode(), "moved.json")

    @property
    def changes(self) -> dict[str, Any]:
        """What the variant changes, with its days moved."""
        return _moved(read(FOLDER / "data" / "variants.yaml").data[self.variant], self.shift) if self.variant else {}


def _moved(value: Any, days: int) -> Any:
    if isinstance(value, dict):
        return {key: _moved(v, days) for key, v in value.items()}
    if isinstance(value, list):
        return [_moved(v, days) for v in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (date.fromisoformat(value) + timedelta(days)).isoformat()
    return value


class Change(NamedTuple):
    """One change of a base deal, and what the law makes of it."""

    base: str
    name: str
    planned: bool
    run: date
    change: dict[str, Any]
    then: dict[str, list[str]]
    lines: dict[str, list[str]]
    may: frozenset[str]
    never: dict[str, list[str]]
    closed: tuple[str, ...]
    of: "Base"

    def __str__(self) -> str:
        return f"{self.base}-{'planned' if self.planned else 'closed'}-{self.name}"


def read_changes() -> list[Change]:
    """Return every change of the folder, closed and planned; of the planned that are to come out as the closed, one in four unless all are tried."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        for number, (name, form) in enumerate(read(file).data.items()):
            found.append(_change(file.stem, name, form, planned=False))
            alike = "planned" not in form and number % 4 > 0
            if form.get("planned") != "none" and file.stem in PLANNED and (MANY or not alike):
                found.append(_change(file.stem, name, form | form.get("planned", {}), planned=True))
    return found


def _change(base: str, name: str, form: dict[str, Any], *, planned: bool) -> Change:
    run, stage = PLANNED[base] if planned else (date.fromisoformat(form["run"]) if "run" in form else RUN[base], {})
    lines, may = form.get("lines") or {}, frozenset(form.get("may", ()))
    never, closed = form.get("never") or {}, tuple(form.get("closed", ()))
    of = Base(base, form.get("variant", ""), int(form.get("shift", 0)))
    stage |= {"deal.stage": "closed"} if of.shift else {}
    return Change(base, name, planned, run, stage | form["change"], form["then"], lines, may, never, closed, of)


def judged(base: Base, change: dict[str, Any], run: date, closed: tuple[str, ...] = ()) -> Judgment:
    """Judge a base deal with changes; ``closed`` lists are said to be complete."""
    source, change = base.source, base.changes | change
    complete = change.get("complete", source.data["complete"])
    steps = [_step(dots, value) for dots, value in (change | {"complete": [*complete, *closed]}).items()]
    deal, varied = vary(source, Scenario(tuple(steps)))
    return judge(build(deal, varied.place, horizon=Horizon(run)), load_law(), run)


def _step(dots: str, value: Any) -> Step:
    return taking_out(dots) if value == "absent" else setting(dots, value)


@cache
def base_lines(base: Base, planned: bool, run: date) -> dict[str, str]:
    """Return the conclusions of the base deal itself, by line."""
    stage = {"deal.stage": "closed"} if base.shift else {}
    return lines_of(judged(base, PLANNED[base.name][1] if planned else stage, run))


def lines_of(judgment: Judgment) -> dict[str, str]:
    """Return the conclusion of each line under a short name; the worst where several lines share one."""
    found: dict[str, list[str]] = {}
    for line in judgment.lines:
        found.setdefault(_name(line), []).append(str(line.conclusion.value))
    return {name: min(said, key=_rank) for name, said in found.items()}


def _kind(conclusion: str) -> str:
    """Return the conclusion; how far papers back a favourable one is no matter of law, and what is added here is from no paper."""
    return "favourable" if conclusion in FAVOURABLE else conclusion


def _rank(conclusion: str) -> int:
    order = ("obstacle", "open", "to be weighed", "doubtful", "not examined")
    return order.index(conclusion) if conclusion in order else len(order)


def _name(line: Line) -> str:
    if line.heading == "isolation":
        return "isolation"
    if line.heading == "protection":
        return line.subject.id
    if line.failing is None:
        return "vehicle"
    return "originator" if "transferor" in line.roles else str(line.roles[0])


def troubles(change: Change) -> list[str]:
    """Return what is not as the law would have it, a sentence each."""
    judgment = judged(change.of, change.change, change.run, change.closed)
    found = []
    for rule, wanted in change.then.items():
        said = {f.outcome.value for f in judgment.findings if f.rule.id == rule}
        if not said & set(wanted):
            found.append(f"{rule} says {sorted(said)}, not {wanted}")
    before, after = base_lines(change.of, change.planned, change.run), lines_of(judgment)
    for name, wanted in change.lines.items():
        if not change.then and before.get(name) == after.get(name) == "not examined":
            continue  # written before the rules: it binds as soon as law on that line is read, or a rule is named
        if after.get(name, "").replace(" ", "_") not in wanted:
            found.append(f"line {name} stands at {after.get(name)}, not {wanted}")
    for name in sorted(before.keys() & after.keys() - change.lines.keys() - change.may):
        if _kind(after[name]) != _kind(before[name]):
            found.append(f"line {name} moved from {before[name]} to {after[name]}")
    for name, unwanted in change.never.items():
        if after.get(name, "").replace(" ", "_") in unwanted:
            found.append(f"line {name} must not stand at {after[name]}")
    return found
