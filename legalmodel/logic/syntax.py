"""From text to Python's own syntax tree, refusing what is too long, too deep or no part of the language."""

import ast
from typing import Final

from legalmodel.base.language import say
from legalmodel.logic.errors import BadExpression

RULE_BYTES: Final = 4096
"""Longest expression of a rule."""
DEAL_BYTES: Final = 1024
"""Longest expression inside a deal or a tape."""
DEPTH: Final = 30
"""Deepest nesting."""


def parse(text: str, limit: int = RULE_BYTES) -> ast.expr:
    """Parse one expression; line breaks count as spaces. Raises BadExpression."""
    _check_text(text, limit)
    flat = " ".join(text.split("\n"))
    margin = len(flat) - len(flat.lstrip())
    try:
        tree = ast.parse(flat.strip(), mode="eval").body
    except SyntaxError as error:
        offset = margin + max((error.offset or 1) - 1, 0)
        raise BadExpression(
            say("this is no expression"), say("check brackets, operators and quotation marks"), offset
        ) from None
    except (ValueError, MemoryError, RecursionError):
        raise BadExpression(say("this expression cannot be read"), say("write a shorter one")) from None
    _check_depth(tree)
    return tree


def _check_text(text: str, limit: int) -> None:
    if not text.strip():
        raise BadExpression(say("the expression is empty"), say("write a statement, such as trust.form == 'written'"))
    # bytes too: Python's parser counts in them, and a wide character takes up to four
    if len(text) > limit or len(text.encode("utf-8", "replace")) > limit:
        raise BadExpression(
            say("the expression is longer than {limit} bytes", limit=limit), say("split the rule, or name a part of it")
        )
    if wrong := [sign for sign in set(text) if _has_no_place(sign)]:
        offset = min(map(text.index, wrong))
        raise BadExpression(say("{text} has no place in an expression", text=repr(text[offset])), say("take it out"), offset)


def _has_no_place(sign: str) -> bool:
    return sign in "\\#;" or (sign < " " and sign not in "\n\t") or sign == "\x7f" or "\ud800" <= sign < "\ue000"


def _check_depth(tree: ast.expr) -> None:
    """Walk level by level, without recursion."""
    level: list[ast.AST] = [tree]
    for _ in range(DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node) if _counts(child)]
        if not level:
            return
    raise BadExpression(
        say("the expression is nested more than {depth} deep", depth=DEPTH), say("split the rule, or name a part of it")
    )


def _counts(node: ast.AST) -> bool:
    return isinstance(node, (ast.expr, ast.comprehension, ast.keyword))
