"""No file needs itself: whatever a file imports, at its head, within a function or for types alone, does not lead back to it."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "legalmodel"


def names() -> dict[str, Path]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that a file names in an import, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in inner if name in modules)
            if node.module in modules and not all(name in modules for name in inner):
                yield node.module


def order(graph: dict[str, set[str]]) -> list[str]:
    return list(TopologicalSorter(graph).static_order())


def test_no_file_leads_back_to_itself() -> None:
    modules = names()
    graph = {name: set(imported(path, modules)) - {name} for name, path in modules.items()}
    assert len(graph) > 200
    assert sum(map(len, graph.values())) > 800
    assert set(order(graph)) == set(modules)


def test_a_circle_would_be_seen(tmp_path: Path) -> None:
    with pytest.raises(CycleError):
        order({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    for line in ("import legalmodel.api", "from legalmodel.api import check", "from legalmodel import api"):
        for text in (line, f"def f():\n    {line}\n", f"if TYPE_CHECKING:\n    {line}\n"):
            (tmp_path / "made.py").write_text(text, "utf-8")
            assert list(imported(tmp_path / "made.py", names())) == ["legalmodel.api"]
