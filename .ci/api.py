#!/usr/bin/env python3
"""The public API: what it was when last written down, and what it was at the last release.

``--rewrite`` writes ``tests/api/public-api.json`` anew: names with their arguments and defaults, as ``tests/api`` compares them. Without it
the API is held against the last tag (``v1.2.3``) by griffe: what was taken away must have warned for two minor versions first, as
``legalmodel/base/deprecation.py`` says.
"""

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

SNAPSHOT = ROOT / "tests" / "api" / "public-api.json"


def snapshot() -> dict[str, Any]:
    """Return every public name with its arguments; of a class, its public methods and attributes."""
    from legalmodel import api

    return {name: described(getattr(api, name)) for name in sorted(api.__all__)}


def described(thing: Any) -> Any:
    if not inspect.isclass(thing):
        return arguments(thing)
    members = {name: value for name, value in inspect.getmembers(thing) if not name.startswith("_") and name not in dir(bytes)}
    return {name: arguments(value) if inspect.isfunction(value) else "attribute" for name, value in members.items()}


def arguments(function: Any) -> list[str]:
    parameters = inspect.signature(function).parameters.values()
    return [p.name if p.default is p.empty else f"{p.name}={p.default!r}" for p in parameters]


def last_tag() -> str:
    said = subprocess.run(
        ["git", "tag", "--list", "v*", "--sort=-v:refname"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return next(iter(said.stdout.split()), "")


def broken_since(tag: str) -> list[str]:
    """Return what was taken from the public names since a tag, without having warned."""
    import griffe

    from legalmodel import api
    from legalmodel.base.deprecation import GOING

    old, new = griffe.load_git("legalmodel", ref=tag, repo=ROOT), griffe.load("legalmodel", search_paths=[ROOT])
    found = [b for b in griffe.find_breaking_changes(old, new) if is_public(b.obj.path, api.__all__)]
    told = (b.explain(griffe.ExplanationStyle.ONE_LINE) for b in found)
    return [text for text in told if not any(name.rstrip("=)") in text for name in GOING)]


def is_public(path: str, names: list[str]) -> bool:
    """Tell whether what stands at a path is public: a name of the API, or a part of one that has no underscore."""
    room, _, rest = path.removeprefix("legalmodel.").partition(".")
    return room in ("api", "results") and rest.split(".")[0] in names and "._" not in path


def main() -> int:
    if "--rewrite" in sys.argv:
        SNAPSHOT.write_text(json.dumps(snapshot(), indent=1) + "\n", "utf-8")
        return 0
    tag = last_tag()
    broken = broken_since(tag) if tag else []
    print(
        "\n".join(broken)
        if broken
        else f"public API: {len(snapshot())} names, nothing taken away since {tag or 'a release: there is none yet'}"
    )
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
