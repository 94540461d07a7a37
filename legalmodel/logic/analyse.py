"""Checks an expression against the vocabulary of deals, once, when the law is built.

An unknown name, field or word, a comparison of different kinds, a wrong number of arguments: each raises BadExpression with
its place. What comes out is a tree whose every node has a kind, and the list of everything the expression can ever read.
"""

import ast
from decimal import Decimal
from typing import Any

from legalmodel.base.kinds import NUMBER, TEXT, TRUTH, Kind, Vocabulary
from legalmodel.base.language import say
from legalmodel.logic.calls import read_call, read_list, read_listing
from legalmodel.logic.reader import Reader
from legalmodel.logic.sorts import have_order, in_words, may_be_same, product_kind, quotient_kind, sum_kind
from legalmodel.logic.syntax import RULE_BYTES, parse
from legalmodel.logic.tree import NOTHING, SCALAR, WORD, Analysis, TreeNode

_NONE: dict[str, Kind] = {}


def analyse(
    text: str,
    vocabulary: Vocabulary,
    variables: dict[str, Kind],
    thresholds: dict[str, Kind] = _NONE,
    limit: int = RULE_BYTES,
) -> Analysis:
    """Check an expression and return its tree; ``limit`` is its greatest length in bytes. Raises BadExpression."""
    parsed = parse(text, limit)
    reader = Reader(text, vocabulary, variables, thresholds, _TABLE)
    tree = reader.read(parsed)
    kinds = {SCALAR: NUMBER, WORD: TEXT}
    read = frozenset(s for q in reader.questions for s in vocabulary.questions[q].reads)
    return Analysis(
        text,
        tree,
        kinds.get(tree.kind, tree.kind),
        frozenset(reader.reads),
        frozenset(reader.questions),
        frozenset(reader.sections) | read,
        tuple(reader.numbers),
    )


def _read_constant(reader: Reader, tree: ast.Constant) -> TreeNode:
    if isinstance(tree.value, str):
        return TreeNode("const", WORD, value=tree.value)
    start, width = reader.span(tree)
    digits = reader.text[start : start + width]
    if digits in ("True", "False", "None"):
        reader.fail(
            tree,
            say("'{digits}' is not a word of rules", digits=digits),
            say("write none") if digits == "None" else say("write the statement itself"),
        )
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii() or len(digits) > 37:
        reader.fail(
            tree,
            say("'{digits}' is not a number that rules may use", digits=digits[:30]),
            say("write plain digits, such as 30 or 0.05"),
        )
    # any other number is one that the law chose: it belongs under ``thresholds``, with its days and its article
    if digits not in ("0", "1"):
        reader.numbers.append(digits)
    return TreeNode("const", SCALAR, value=Decimal(digits))


def _read_truth(reader: Reader, tree: ast.BoolOp) -> TreeNode:
    parts = tuple(_statement(reader, part) for part in tree.values)
    return TreeNode("and" if isinstance(tree.op, ast.And) else "or", TRUTH, parts)


def _statement(reader: Reader, tree: ast.expr) -> TreeNode:
    return reader.want(reader.read(tree), tree, "truth", "a statement that is true or false")


def _read_unary(reader: Reader, tree: ast.UnaryOp) -> TreeNode:
    if isinstance(tree.op, ast.Not):
        return TreeNode("not", TRUTH, (_statement(reader, tree.operand),))
    if not isinstance(tree.op, ast.USub):
        reader.refuse(tree)
    part = reader.read(tree.operand)
    kind = sum_kind(part.kind, part.kind)
    if kind is None:
        reader.fail(tree, say("'{text}' is {kind}, so it has no negative", text=part.text, kind=in_words(part.kind)))
    return TreeNode("negative", kind, (part,))


_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


def _read_arithmetic(reader: Reader, tree: ast.BinOp) -> TreeNode:
    # a quotient may have no end as a decimal; inside a comparison it is multiplied out and nothing is rounded
    if isinstance(tree.op, ast.Div):
        reader.fail(tree, say("a division stands outside a comparison"), say("divide only inside a comparison: a / b >= c"))
    sign = _SIGNS.get(type(tree.op))
    if sign is None:
        reader.refuse(tree)
    a, b = reader.read(tree.left), reader.read(tree.right)
    kind = product_kind(a.kind, b.kind) if sign == "*" else sum_kind(a.kind, b.kind)
    if kind is None:
        verb = {"+": "add", "-": "subtract", "*": "multiply"}[sign]
        fix = say("use days_after or days_between") if "day" in (a.kind.name, b.kind.name) else ""
        reader.fail(
            tree, say("you cannot {verb} {kind} and {kind2}", verb=verb, kind=in_words(a.kind), kind2=in_words(b.kind)), fix
        )
    return TreeNode(sign, kind, (a, b))


_SIGNS_OF_ORDER: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_SAME: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.NotEq: "!="}


def _read_comparison(reader: Reader, tree: ast.Compare) -> TreeNode:
    """Read ``a < b`` or a chain ``a < b < c``, which is ``a < b and b < c``."""
    sides = [tree.left, *tree.comparators]
    steps = []
    for left, op, right in zip(sides, tree.ops, sides[1:], strict=False):
        step = _read_step(reader, tree, left, op, right)
        # a step of a chain has a place of its own, for faults and for the proof
        step.offset = reader.span(left)[0]
        step.width = sum(reader.span(right)) - step.offset
        step.text = reader.text[step.offset : step.offset + step.width]
        steps.append(step)
    return steps[0] if len(steps) == 1 else TreeNode("and", TRUTH, tuple(steps))


def _read_step(reader: Reader, tree: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> TreeNode:
    if isinstance(op, (ast.In, ast.NotIn)):
        return _read_in(reader, left, right, negated=isinstance(op, ast.NotIn))
    sign = _SAME.get(type(op)) or _SIGNS_OF_ORDER.get(type(op))
    if sign is None:
        reader.fail(tree, say("'is' is not a comparison that rules may use"), say("write == or !="))
    quotients = [isinstance(s, ast.BinOp) and isinstance(s.op, ast.Div) for s in (left, right)]
    if any(quotients):
        return _read_ratio(reader, tree, sign, left, right)
    a, b = reader.read(left), reader.read(right)
    _check_comparable(reader, tree, sign, a, b)
    reader.same_kind(a, left, b.kind)
    reader.same_kind(b, right, a.kind)
    return TreeNode("compare", TRUTH, (a, b), sign)


def _check_comparable(reader: Reader, tree: ast.Compare, sign: str, a: TreeNode, b: TreeNode) -> None:
    _check_codes(reader, tree, a, b)
    # nothing is nothing in every currency, so a bare 0 may stand beside an amount
    if _zero(a, b) or _zero(b, a):
        return
    if sign in ("==", "!="):
        if not may_be_same(reader.vocabulary, a.kind, b.kind):
            fix = say("write len(…) == 0") if "list" in (a.kind.name, b.kind.name) else ""
            reader.fail(tree, say("{kind} is never the same as {kind2}", kind=in_words(a.kind), kind2=in_words(b.kind)), fix)
    elif not have_order(a.kind, b.kind):
        reader.fail(tree, say("{kind} and {kind2} have no order between them", kind=in_words(a.kind), kind2=in_words(b.kind)))


def _zero(a: TreeNode, b: TreeNode) -> bool:
    """Allow an amount beside a bare zero, which is zero in every currency."""
    return a.op == "const" and a.kind == SCALAR and a.value == 0 and b.kind.name == "money"


def _check_codes(reader: Reader, tree: ast.Compare, a: TreeNode, b: TreeNode) -> None:
    if "code" in (a.kind.name, b.kind.name) and NOTHING not in (a.kind, b.kind):
        code = a if a.kind.name == "code" else b
        use = "within" if code.kind.of == "place" else "is_a"
        reader.fail(
            tree,
            say("'{text}' is a word of a tree, which plain comparison misreads", text=code.text),
            say("write {use}({text}, …)", use=use, text=code.text),
        )


def _read_in(reader: Reader, left: ast.expr, right: ast.expr, negated: bool) -> TreeNode:
    item, many = reader.read(left), reader.read(right)
    if many.kind.item is None:
        reader.fail(right, say("'{text}' is {kind}, not a list", text=many.text, kind=in_words(many.kind)), "")
    whole = ast.Compare(left, [ast.Eq()], [right], lineno=1, col_offset=left.col_offset, end_col_offset=right.end_col_offset)
    # ``in`` asks ``==`` of every item, so it takes what ``==`` takes and no more
    element = TreeNode("var", many.kind.item)
    element.text, element.value = many.text, many.value
    _check_comparable(reader, whole, "==", item, element)
    reader.same_kind(item, left, many.kind.item)
    if many.op == "items":
        for part in many.parts:
            reader.same_kind(part, right, item.kind)
    found = TreeNode("in", TRUTH, (item, many))
    found.text = f"{item.text} in {many.text}"
    return TreeNode("not", TRUTH, (found,)) if negated else found


def _read_ratio(reader: Reader, tree: ast.Compare, sign: str, left: ast.expr, right: ast.expr) -> TreeNode:
    """Read ``a / b >= c``: the parts are a, b, c, d of ``a / b >= c / d``, with 1 for a divisor that is not written."""
    a, b, first = _read_quotient(reader, left)
    c, d, second = _read_quotient(reader, right)
    zero = any(n.op == "const" and n.value == 0 for n in (a, c))
    if not have_order(first, second) and not (zero and "money" in (first.name, second.name)):
        reader.fail(
            tree, say("{first} and {second} have no order between them", first=in_words(first), second=in_words(second))
        )
    return TreeNode("ratio", TRUTH, (a, b, c, d), sign)


def _read_quotient(reader: Reader, tree: ast.expr) -> tuple[TreeNode, TreeNode, Kind]:
    if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div)):
        node = reader.read(tree)
        return node, TreeNode("const", SCALAR, value=Decimal(1)), node.kind
    a, b = reader.read(tree.left), reader.read(tree.right)
    kind = quotient_kind(a.kind, b.kind)
    if kind is None:
        reader.fail(tree, say("you cannot divide {kind} by {kind2}", kind=in_words(a.kind), kind2=in_words(b.kind)))
    return a, b, kind


_TABLE: dict[type[ast.expr], Any] = {
    ast.Name: Reader.name,
    ast.Attribute: Reader.field,
    ast.Constant: _read_constant,
    ast.BoolOp: _read_truth,
    ast.UnaryOp: _read_unary,
    ast.BinOp: _read_arithmetic,
    ast.Compare: _read_comparison,
    ast.Call: read_call,
    ast.GeneratorExp: read_listing,
    ast.ListComp: read_listing,
    ast.List: read_list,
    ast.Tuple: read_list,
}
