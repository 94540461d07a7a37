"""What a book was judged by: the code, the day of the run, and each instrument by the digest of its ready law."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.law.files import instrument_files
from legalmodel.law.load import forget_law, load_law
from legalmodel.law.ready import read_law, without_tests

_CODE = ("base", "text", "model", "graph", "logic", "judgment", "law", "book")
"""Rooms whose code and tables decide an answer."""
_LONG = 16
_ONLY_SAID = frozenset(
    ("title", "condition", "consequence", "remedy", "note", "unseen", "would_settle", "source", "text", "says", "at", "when", "require", "thresholds")
)  # fmt: skip  # short parts read together: one a line would take a screen
"""What a rule says beside what its findings count for: where it changes, only its findings can."""


class Changed(NamedTuple):
    """What changed in the law since a unit was judged: everything, or some instruments; ``reach`` those that may reach other deals now."""

    everything: bool
    instruments: frozenset[str] = frozenset()
    reach: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    """Those of which not only conditions changed, but what a finding counts for: lines are drawn anew whatever it says."""

    def __bool__(self) -> bool:
        return self.everything or bool(self.instruments)


def law_state(run_day: str, packs: tuple[Path, ...]) -> dict[str, Any]:
    """Return by what a book is judged now; the files of the law are read anew. Raises BadInput if one cannot be used."""
    forget_law()
    law = load_law(*packs)
    said = {
        "engine": engine_digest(),
        "run_day": run_day,
        "packs": [str(pack) for pack in packs],
        "systems": sorted(law.systems),
    }
    return {**said, "instruments": dict(_instruments(packs))}


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
        return Changed(True)
    old, new = before["instruments"], now["instruments"]
    ids = {id for id in {*old, *new} if old.get(id) != new.get(id)}
    pairs = {id: (old.get(id, ["", "", ""]), new.get(id, ["", "", ""])) for id in ids}
    reach = frozenset(id for id, (one, two) in pairs.items() if one[0] != two[0])
    counts = frozenset(id for id, (one, two) in pairs.items() if one[2] != two[2])
    return Changed(False, frozenset(ids), reach, counts)


def _instruments(packs: tuple[Path, ...]) -> list[tuple[str, list[str]]]:
    """Return for each instrument the digests of whom it reaches, of all it says, and of what its findings count for."""
    found = []
    attested = sorted(file for pack in packs for file in pack.rglob("*.yaml"))
    signed = _digest([file.read_bytes().hex() for file in attested]) if attested else ""
    for path in instrument_files(*packs):
        ready = read_law(path)
        if ready.says is None:
            digest = sha256(ready.source.raw).hexdigest()[:_LONG]
            says = without_tests(ready.source.data)
        else:
            says = ready.says
            digest = _digest(says)
        head, rules = says["instrument"], says["rules"]
        counts = {id: {k: v for k, v in rule.items() if k not in _ONLY_SAID} for id, rule in rules.items()}
        reach = _digest([head.get("only_for"), head["system"], f"{path.parent.name}/{path.name}"])
        found.append((str(head["id"]), [reach, digest + signed, _digest([head, counts])]))
    return found


def _digest(data: Any) -> str:
    return sha256(json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:_LONG]
