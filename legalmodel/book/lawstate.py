"""What a book was judged by: the code, the day of the run, and each rule by the digests of what it says."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.outcomes import ExcludedBy
from legalmodel.base.resources import package_folder
from legalmodel.law.attested import on_attested_law
from legalmodel.law.compile import CompiledRule
from legalmodel.law.files import instrument_files
from legalmodel.law.load import Law, forget_law, load_law
from legalmodel.law.ready import read_law, without_tests
from legalmodel.law.thresholds import kind_of

_CODE = ("base", "text", "model", "graph", "logic", "judgment", "law", "book")
"""Rooms whose code and tables decide an answer."""
_LONG = 16
_TEXTS = frozenset(
    ("title", "condition", "consequence", "remedy", "note", "unseen", "would_settle", "source", "says", "article", "decided_by", "enacts")
)  # fmt: skip  # short parts read together: one a line would take a screen
"""What a rule tells its readers: where it changes, no outcome does, and of a fail no more than its sentence."""
_HEAD_TEXTS = frozenset(("title", "short", "issuer", "number", "source", "heading", "replaces"))
_DECIDES = frozenset(
    ("at", "when", "require", "unless", "readings", "factors", "thresholds", "due", "arises_not", "reserves", "by_contract")
)
"""What decides the outcome of a rule; all else beside its texts is what an outcome counts for."""
_REACHED = frozenset((ExcludedBy.GOVERNS, ExcludedBy.NOT_READ, ExcludedBy.NOT_IN_FORCE, ExcludedBy.NONE))


class RuleChange(NamedTuple):
    """What a changed rule makes necessary: ``stays`` are the reasons for which a finding was excluded and surely still is."""

    instrument: str
    stays: frozenset[str] = frozenset()
    only_texts: bool = False
    """Whether outcomes are as they were, and only the sentence of a fail can be another."""
    counts: bool = False
    """Whether an outcome counts for something else now, so that lines are drawn anew wherever the rule is asked, or is asked no more."""
    everywhere: bool = False
    """Whether it may say something of a deal of which it said nothing: it is new, or reaches others than before."""
    numbers: dict[str, str] | None = None
    """The numbers of it that have another value, with that, where no outcome hangs on anything else that changed; None where one may."""


class Changed(NamedTuple):
    """What changed in the law since a unit was judged: everything, or some rules; ``reach`` are instruments that may reach other deals now."""

    everything: bool
    rules: dict[str, RuleChange]
    reach: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.rules) or bool(self.reach)


def law_state(run_day: str, packs: tuple[Path, ...]) -> dict[str, Any]:
    """Return by what a book is judged now; the files of the law are read anew. Raises BadInput if one cannot be used."""
    forget_law()
    law = load_law(*packs)
    if packs:
        law = on_attested_law(law, packs, date.fromisoformat(run_day))
    said = {
        "engine": engine_digest(),
        "run_day": run_day,
        "packs": [str(pack) for pack in packs],
        "systems": sorted(law.systems),
    }
    return {**said, "instruments": _instruments(law, packs)}


def name_of_state(state: dict[str, Any]) -> str:
    """Return the digest of a state of the law, by which units refer to it."""
    return _digest(state)


def engine_digest() -> str:
    """Return the digest of the code and of the tables that decide an answer beside the instruments."""
    whole = sha256()
    for room in _CODE:
        folder = package_folder(room)
        for file in sorted(folder.rglob("*")):
            inner = file.relative_to(folder).parts
            table = file.suffix == ".yaml" and (room != "law" or len(inner) == 1)
            if file.is_file() and "__pycache__" not in inner and (file.suffix in (".py", ".so", ".pyd") or table):
                data = file.read_bytes()
                whole.update(f"{room}/{'/'.join(inner)} {len(data)}\n".encode() + data)
    return whole.hexdigest()[:_LONG]


def changed(before: dict[str, Any] | None, now: dict[str, Any]) -> Changed:
    """Return what changed between two states of the law."""
    if before is None or any(before[part] != now[part] for part in ("engine", "run_day", "packs", "systems")):
        return Changed(True, {})
    old, new = before["instruments"], now["instruments"]
    reach = frozenset(id for id in {*old, *new} if id not in old or id not in new or old[id]["reach"] != new[id]["reach"])
    rules = dict[str, RuleChange]()
    for id in {*old, *new}:
        one, two = (state.get(id, {"rules": {}})["rules"] for state in (old, new))
        for rule in sorted({*one, *two}):
            if one.get(rule) != two.get(rule):
                rules[rule] = _of_rule(id, one.get(rule), two.get(rule))
    return Changed(False, rules, reach)


def _of_rule(instrument: str, before: list[str] | None, now: list[str] | None) -> RuleChange:
    """Return what a change of one rule makes necessary, by its digests before and now; None where it is not there."""
    if before is None or now is None:
        return RuleChange(instrument, counts=True, everywhere=before is None)
    reaches, asks, decides, counts, _ = (one == two for one, two in zip(before[:5], now[:5], strict=True))
    stays = (_REACHED | {ExcludedBy.WHEN} if asks else _REACHED) if reaches else frozenset[ExcludedBy]()
    # each number stands by itself at the end; where one is more or less, what decides is another too
    numbers = dict(one.split("=", 1) for one in now[5:] if one not in before[5:])
    same = reaches and decides
    alone = numbers if same and counts and numbers else None
    return RuleChange(instrument, frozenset(map(str, stays)), same and not numbers, not counts, not reaches, alone)


def _instruments(law: Law, packs: tuple[Path, ...]) -> dict[str, dict[str, Any]]:
    """Return for each instrument the digests of whom it reaches, and of what each rule of it says."""
    found: dict[str, dict[str, Any]] = {}
    for path in instrument_files(*packs):
        ready = read_law(path)
        says = without_tests(ready.source.data) if ready.says is None else ready.says
        head, chinese = says["instrument"], _catalogue(path)
        reach = _digest([head.get("only_for"), head["system"], f"{path.parent.name}/{path.name}"])
        rules = {id: _digests(law.rules[id], rule, head, chinese) for id, rule in says["rules"].items() if id in law.rules}
        found[str(head["id"])] = {"reach": reach, "rules": rules}
    return found


def _catalogue(path: Path) -> str:
    """Return the digest of what a file says in Chinese, where that stands in a catalogue beside it."""
    file = path.parent / "zh" / f"{path.stem}.po"
    return _digest(file.read_bytes().hex()) if file.is_file() else ""


def _digests(rule: CompiledRule, says: dict[str, Any], head: dict[str, Any], chinese: str) -> list[str]:
    """Return the digests of a rule: of what it reaches, when it is asked, what decides it, what it counts for, what is said of a fail; and
    each number that has one value, after its name.
    """
    each, steps = says["each"], says.get("thresholds", {})
    shared = {word: value for word, value in head.items() if word not in _HEAD_TEXTS and word not in ("governs", "at")}
    read = [rule.text_read, rule.attested, rule.force]
    # the days on which a number changes are days on which an act of unknown day is tried
    days = {name: [(step["from"], step.get("to")) for step in values] for name, values in steps.items()}
    reaches = [each, head["governs"].get(each), head["at"].get(each), says.get("at"), says.get("in_force"), days, shared, read]
    when = says.get("when", "")
    asks = [when, {name: values for name, values in steps.items() if name in when}]
    # a number with one value for all its days is told apart from what else decides: it is known which outcomes were found without it
    single = {name: values[0] for name, values in steps.items() if len(values) == 1}
    kinds = {name: [{**step, "is": _kind(str(step["is"]))}] for name, step in single.items()}
    decides = {word: value for word, value in says.items() if word in _DECIDES} | {"thresholds": steps | kinds}
    counts = {word: value for word, value in says.items() if word not in _DECIDES | _TEXTS}
    said = [says["says"], says["article"], head["short"], head["title"], chinese]
    numbers = [f"{name}={step['is']}" for name, step in sorted(single.items())]
    return [*map(_digest, (reaches, asks, decides, [counts, shared, read], said)), *numbers]


def _kind(written: str) -> str:
    """Return the kind of a number of the law, with the currency of an amount."""
    return f"{kind_of(written)} {written.partition(' ')[0] if ' ' in written else ''}"


def _digest(data: Any) -> str:
    return sha256(json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:_LONG]
