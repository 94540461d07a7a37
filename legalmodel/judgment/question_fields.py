"""Which fields the answer to a question of the graph may rest on: those that the code of the derived relations behind it names."""

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from legalmodel.base.kinds import Vocabulary


def fields_of_questions() -> dict[str, list[str]]:
    """Return for each question of the graph the fields, as ``sort.field``, that the code behind its answer names."""
    from legalmodel.graph.build import build
    from legalmodel.graph.signatures import SIGNATURES
    from legalmodel.graph.vocabulary import vocabulary
    from legalmodel.model.deal import Deal

    graph, words = build(Deal.model_validate({})), vocabulary()
    found = {}
    for question, signature in SIGNATURES.items():
        names = {name for module in _modules(graph.answerer(question)) for name in _strings(module)}
        found[question] = sorted(f"{sort}.{field}" for sort, field in _within(words, signature.reads) if field in names)
    return found


_STRUCTURE = ("parties", "estates", "pools", "accounts", "trusts", "transfers", "securities", "investments")
"""Sections that any derived relation may walk through."""


def _within(words: Vocabulary, sections: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of the records of some sections, with those of the records inside them."""
    wanted = {*sections, *_STRUCTURE}
    waiting = [sort for sort, section in words.sections.items() if section in wanted]
    seen: set[str] = set()
    while waiting:
        sort = waiting.pop()
        if sort in seen:
            continue
        seen.add(sort)
        for field, kind in words.things[sort].items():
            yield sort, field
            inner = (kind.item or kind).of
            if (kind.item or kind).name == "thing" and inner in words.things and inner not in words.sections:
                waiting.append(inner)


_NO_RELATION = tuple(
    f"legalmodel.graph.{name}" for name in ("graph", "build", "vocabulary", "signatures", "shape", "facts", "later")
)
"""Modules of the graph that know every field, and decide nothing."""


def _modules(answer: Any) -> set[ModuleType]:
    """Return the modules of derived relations behind an answer: of the object that gives it, and of those it was handed."""
    import sys

    found: set[ModuleType] = set()
    seen: set[int] = set()
    waiting: list[Any] = [answer]
    while waiting:
        item = waiting.pop()
        name = item.__name__ if isinstance(item, ModuleType) else getattr(item, "__module__", None) or type(item).__module__
        if id(item) in seen or not str(name).startswith("legalmodel.graph"):
            continue
        seen.add(id(item))
        module = sys.modules[str(name)]
        if str(name) not in _NO_RELATION and module not in found:
            found.add(module)
            waiting += [each for each in vars(module).values() if callable(each)]
        waiting += _handed(item)
    return found


def _handed(item: Any) -> Iterator[Any]:
    if isinstance(item, ModuleType) or type(item).__name__ == "Graph":
        return
    if bound := getattr(item, "__self__", None):
        yield bound
    if code := getattr(item, "__code__", None):
        yield from (item.__globals__[name] for name in code.co_names if name in item.__globals__)
        yield from (cell.cell_contents for cell in item.__closure__ or ())
    elif isinstance(item, tuple):
        yield from item
    else:
        yield from (getattr(item, slot) for slot in getattr(type(item), "__slots__", ()) if hasattr(item, slot))
        yield from getattr(item, "__dict__", {}).values()


def _strings(module: ModuleType) -> Iterator[str]:
    """Yield every word in quotation marks in the code of a module."""
    import ast
    from pathlib import Path

    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
