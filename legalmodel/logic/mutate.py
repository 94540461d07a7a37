"""Small faults put into a rule on purpose: a rule whose examples notice none of them is not tested (lint uses this)."""

import ast
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.kinds import Kind
from legalmodel.base.values import Money, Span
from legalmodel.logic.syntax import parse


class Mutant(NamedTuple):
    """A faulty copy of a rule's expression or of its numbers; ``label`` says what was changed."""

    label: str
    text: str
    thresholds: dict[str, Any]


_Change = tuple[str, ast.expr]
_BASIS_POINT = Decimal("0.0001")


def mutants(
    text: str,
    thresholds: dict[str, Any],
    kinds: dict[str, Kind] | None = None,
    words: dict[str, dict[str, str]] | None = None,
) -> list[Mutant]:
    """Return every mutant once, in the order of the text.

    ``kinds`` are the kinds of the thresholds (without it, a number from 0 to 1 counts as a share), ``words`` the trees of
    words, for putting the word above in an ``is_a``. Raises BadExpression if the text is none.
    """
    tree = parse(text)
    seen, found = {ast.unparse(tree)}, []
    for node, put in _places(tree, lambda new: new):
        for label, new in _changes(node, words or {}):
            mutated = ast.unparse(put(new))
            # two changes may come to the same text, which need be killed only once
            if mutated not in seen:
                seen.add(mutated)
                found.append(Mutant(label, mutated, thresholds))
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    nudges = _nudges({n: v for n, v in thresholds.items() if n in used}, kinds or {})
    return found + [Mutant(label, text, {**thresholds, name: value}) for label, name, value in nudges]


Put = Callable[[ast.expr], ast.expr]


def _places(tree: ast.expr, put: Put) -> Iterator[tuple[ast.expr, Put]]:
    """Yield every node with the function that returns the whole tree with another node in its place."""
    yield tree, put
    for field, value in ast.iter_fields(tree):
        for child, inside in _children(tree, field, value):
            yield from _places(child, lambda new, inside=inside: put(inside(new)))  # type: ignore[misc] # bound per turn


def _children(tree: Any, field: str, value: Any) -> Iterator[tuple[ast.expr, Put]]:
    if isinstance(value, ast.expr):
        yield value, lambda new: _copy(tree, **{field: new})
    for position, child in enumerate(value if isinstance(value, list) else ()):
        if isinstance(child, ast.expr):
            yield child, lambda new, at=position: _copy(tree, **{field: _with(value, at, new)})  # type: ignore[misc] # bound per turn
        elif isinstance(child, (ast.comprehension, ast.keyword)):
            for name, inner in ast.iter_fields(child):
                for grandchild, put in _children(child, name, inner):
                    yield grandchild, lambda new, at=position, put=put: _copy(tree, **{field: _with(value, at, put(new))})  # type: ignore[misc] # bound per turn


def _with(items: list[Any], position: int, new: Any) -> list[Any]:
    return [*items[:position], new, *items[position + 1 :]]


def _copy(node: Any, **changes: Any) -> Any:
    return type(node)(**{**dict(ast.iter_fields(node)), **changes})


_CHANGED_ORDER: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_SIGN: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
}


def _changes(node: ast.expr, words: dict[str, dict[str, str]]) -> Iterator[_Change]:
    if isinstance(node, ast.Compare):
        yield from _other_comparisons(node)
    elif isinstance(node, ast.BoolOp):
        yield from _other_joints(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"not dropped before '{ast.unparse(node.operand)}'", node.operand
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield from _other_calls(node, node.func.id, words)
    elif isinstance(node, (ast.GeneratorExp, ast.ListComp)):
        yield from _without_filters(node)
    if isinstance(node, (ast.Compare, ast.BoolOp)) or _says(node):
        yield f"not added before '{ast.unparse(node)}'", ast.UnaryOp(ast.Not(), node)


def _says(node: ast.expr) -> bool:
    """Tell whether a call is surely a statement."""
    names = ("all", "any", "is_a", "within", "throughout")
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _other_comparisons(node: ast.Compare) -> Iterator[_Change]:
    for position, op in enumerate(node.ops):
        for other in _CHANGED_ORDER.get(type(op), ()):
            label = f"{_SIGN[type(op)]} became {_SIGN[other]} in '{ast.unparse(node)}'"
            yield label, _copy(node, ops=_with(node.ops, position, other()))


def _other_joints(node: ast.BoolOp) -> Iterator[_Change]:
    both = isinstance(node.op, ast.And)
    label = f"{'and' if both else 'or'} became {'or' if both else 'and'} in '{ast.unparse(node)}'"
    yield label, _copy(node, op=ast.Or() if both else ast.And())
    for position, part in enumerate(node.values):
        rest = node.values[:position] + node.values[position + 1 :]
        yield f"'{ast.unparse(part)}' dropped", rest[0] if len(rest) == 1 else _copy(node, values=rest)


def _other_calls(node: ast.Call, name: str, words: dict[str, dict[str, str]]) -> Iterator[_Change]:
    swap = {"all": "any", "any": "all", "min": "max", "max": "min"}
    if name in swap:
        yield f"{name} became {swap[name]} in '{ast.unparse(node)}'", _copy(node, func=ast.Name(swap[name]))
    if name == "throughout" and len(node.args) == 3:
        # an example with a change in the middle of the period has to notice this one
        first_day = ast.Call(ast.Name("on"), [node.args[0], node.args[2]], [])
        yield f"only the first day of '{ast.unparse(node)}'", first_day
    if name == "is_a" and len(node.args) == 2 and isinstance(node.args[1], ast.Constant):
        word = str(node.args[1].value)
        for above in sorted({tree[word] for tree in words.values() if tree.get(word)}):
            yield f"'{word}' became '{above}'", _copy(node, args=[node.args[0], ast.Constant(above)])


def _without_filters(node: ast.GeneratorExp | ast.ListComp) -> Iterator[_Change]:
    for position, generator in enumerate(node.generators):
        for at, condition in enumerate(generator.ifs):
            bare = _copy(generator, ifs=generator.ifs[:at] + generator.ifs[at + 1 :])
            changed = _copy(node, generators=_with(node.generators, position, bare))
            yield f"'if {ast.unparse(condition)}' dropped", changed


def _nudges(thresholds: dict[str, Any], kinds: dict[str, Kind]) -> Iterator[tuple[str, str, Any]]:
    for name, value in thresholds.items():
        for step, word in ((-1, "lower"), (1, "higher")):
            moved = _moved(value, step, kinds.get(name))
            if moved is not None:
                yield f"{name} one step {word}", name, moved


def _moved(value: Any, step: int, kind: Kind | None) -> Any:
    """Return a number one smallest unit up or down: 0.01 % of a share, one of a currency, one day, one."""
    if isinstance(value, Money):
        return Money(value.amount + step, value.currency)
    if isinstance(value, Span):
        return Span(value.first + timedelta(days=step), value.last + timedelta(days=step))
    if isinstance(value, (int, Decimal)):
        # a whole step would leave the range of a share, where any example would notice it
        share = kind.name == "share" if kind else isinstance(value, Decimal) and 0 <= value <= 1
        return value + (step * _BASIS_POINT if share else step)
    return value + timedelta(days=step) if hasattr(value, "isoformat") else None
