"""Checks what is written as a call: quantifiers and aggregates, trees of codes, days, and questions of the graph."""

import ast
from typing import Any

from legalmodel.base.errors import nearest
from legalmodel.base.kinds import DAY, NUMBER, TRUTH, Kind, Parameter, listing
from legalmodel.base.language import say
from legalmodel.base.trees import downwards
from legalmodel.logic.reader import FUNCTIONS, Reader
from legalmodel.logic.sorts import NUMERIC, fits, have_order, in_words, may_be_same
from legalmodel.logic.tree import WORD, ForClause, TreeNode


def read_call(reader: Reader, tree: ast.Call) -> TreeNode:
    """Read a call of a function of the language or of a question of the graph."""
    if not isinstance(tree.func, ast.Name):
        reader.refuse(tree)
    name = tree.func.id
    if name in reader.vocabulary.questions:
        return _read_question(reader, tree, name)
    if name not in _CALLS:
        reader.fail(
            tree.func,
            say("'{name}' is no question that can be asked", name=name),
            nearest(name, [*reader.vocabulary.questions, *FUNCTIONS]),
        )
    function, count = _CALLS[name]
    if tree.keywords or any(isinstance(a, ast.Starred) for a in tree.args) or (count and len(tree.args) != count):
        many = f"{count} argument{'s' if count != 1 else ''}" if count else "arguments without names"
        reader.fail(tree, say("'{name}' takes {many}", name=name, many=many))
    # counted before: each of these may take its arguments for granted
    node: TreeNode = function(reader, tree, name)
    return node


def _read_question(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    signature = reader.vocabulary.questions[name]
    given = _by_parameter(reader, tree, name, signature.parameters)
    args: list[TreeNode | None] = []
    for parameter in signature.parameters:
        argument = given.get(parameter.name)
        if argument is None and not parameter.optional:
            reader.fail(
                tree,
                say("'{name}' needs {name2}", name=name, name2=parameter.name),
                say("write {name}({name2})", name=name, name2=", ".join(p.name for p in signature.parameters)),
            )
        args.append(None if argument is None else _read_argument(reader, argument, name, parameter))
    # left out at the end, an argument falls to what the question itself takes; in between something has to hold its place
    while args and args[-1] is None:
        args.pop()
    reader.questions.add(name)
    empty = TreeNode("none", TRUTH, name="left out")
    return TreeNode("ask", signature.gives, tuple(a or empty for a in args), name)


def _by_parameter(reader: Reader, tree: ast.Call, name: str, parameters: tuple[Parameter, ...]) -> dict[str, ast.expr]:
    names = [p.name for p in parameters]
    if len(tree.args) > len(names) or any(isinstance(a, ast.Starred) for a in tree.args):
        reader.fail(
            tree,
            say("'{name}' takes at most {names} arguments", name=name, names=len(names)),
            say("write {name}({names})", name=name, names=", ".join(names)),
        )
    given = dict(zip(names, tree.args, strict=False))
    for keyword in tree.keywords:
        if keyword.arg not in names:
            reader.fail(
                keyword, say("'{name}' has no argument '{arg}'", name=name, arg=keyword.arg), nearest(keyword.arg or "", names)
            )
        if keyword.arg in given:
            reader.fail(keyword, say("'{name}' is given {arg} twice", name=name, arg=keyword.arg))
        given[str(keyword.arg)] = keyword.value
    return given


def _read_argument(reader: Reader, tree: ast.expr, question: str, parameter: Parameter) -> TreeNode:
    node = reader.read(tree)
    if node.kind == WORD and parameter.kind.name in ("text", "choice", "code"):
        return reader.same_kind(node, tree, parameter.kind)
    if not fits(reader.vocabulary, node.kind, parameter.kind):
        cause = say(
            "'{text}' is {kind}, but {question} takes {kind2} as {name}",
            text=node.text,
            kind=in_words(node.kind),
            question=question,
            kind2=in_words(parameter.kind),
            name=parameter.name,
        )
        reader.fail(tree, cause)
    return node


def read_listing(reader: Reader, tree: ast.GeneratorExp | ast.ListComp) -> TreeNode:
    """Read ``x.field for x in items if condition`` as a list."""
    body, clauses = _read_loops(reader, tree)
    return _with(clauses, TreeNode("list", listing(body.kind), (body,)))


def _with(clauses: tuple[ForClause, ...], node: TreeNode) -> TreeNode:
    node.clauses = clauses
    return node


def _read_loops(reader: Reader, tree: ast.GeneratorExp | ast.ListComp) -> tuple[TreeNode, tuple[ForClause, ...]]:
    before = dict(reader.variables)
    clauses = tuple(_read_clause(reader, generator) for generator in tree.generators)
    body = reader.read(tree.elt)
    reader.variables = before
    return body, clauses


def _read_clause(reader: Reader, tree: ast.comprehension) -> ForClause:
    if tree.is_async or not isinstance(tree.target, ast.Name):
        reader.fail(tree.target, say("only one plain name can stand after 'for'"))
    name = tree.target.id
    # a name bound anew would mean two things in one rule, and a lawyer reads it without scopes
    if name in reader.known():
        reader.fail(tree.target, say("'{name}' already means something else", name=name), say("choose another name"))
    source = _read_many(reader, tree.iter)
    reader.variables[name] = source.kind.item or TRUTH
    conditions = tuple(reader.want(reader.read(c), c, "truth", "a statement that is true or false") for c in tree.ifs)
    return ForClause(name, source, conditions)


def _read_many(reader: Reader, tree: ast.expr) -> TreeNode:
    source = reader.read(tree)
    if source.kind.item is None:
        reader.fail(tree, say("'{text}' is {kind}, not a list", text=source.text, kind=in_words(source.kind)))
    return source


def read_list(reader: Reader, tree: ast.List | ast.Tuple) -> TreeNode:
    """Read a list written out: ``("must", "may")``."""
    parts = tuple(reader.read(part) for part in tree.elts)
    if not parts:
        reader.fail(tree, say("this list is empty"), say("write at least one item"))
    for part, item in zip(parts, tree.elts, strict=True):
        if not may_be_same(reader.vocabulary, parts[0].kind, part.kind):
            reader.fail(
                item,
                say("{kind} does not belong in a list with {kind2}", kind=in_words(part.kind), kind2=in_words(parts[0].kind)),
            )
    return TreeNode("items", listing(parts[0].kind), parts)


def _read_quantifier(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    (inner,) = tree.args
    if not isinstance(inner, (ast.GeneratorExp, ast.ListComp)):
        reader.fail(
            tree, say("'{name}' asks about each item of a list", name=name), say("write {name}(… for x in …)", name=name)
        )
    body, clauses = _read_loops(reader, inner)
    reader.want(body, inner.elt, "truth", "a statement that is true or false")
    return _with(clauses, TreeNode(name, TRUTH, (body,)))


def _read_length(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    return TreeNode("len", NUMBER, (_read_many(reader, tree.args[0]),), name)


def _read_sum(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    many = _read_many(reader, tree.args[0])
    kind = many.kind.item or TRUTH
    if kind.name not in NUMERIC:
        reader.fail(tree, say("a list of {kind} has no sum", kind=in_words(kind)))
    return TreeNode(name, kind, (many,))


def _read_extreme(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    if len(tree.args) == 1:
        many = _read_many(reader, tree.args[0])
        kind = many.kind.item or TRUTH
        if not have_order(kind, kind):
            reader.fail(tree, say("a list of {kind} has no order", kind=in_words(kind)))
        return TreeNode(name, kind, (many,))
    parts = tuple(reader.read(a) for a in tree.args)
    if not parts:
        reader.fail(tree, say("'{name}' needs a list or several values", name=name))
    for part, arg in zip(parts, tree.args, strict=True):
        if not have_order(parts[0].kind, part.kind):
            reader.fail(
                arg,
                say("{kind} and {kind2} have no order between them", kind=in_words(parts[0].kind), kind2=in_words(part.kind)),
            )
    kinds = [p.kind for p in parts if p.kind.name != "scalar"] or [parts[0].kind]
    return TreeNode("least" if name == "min" else "greatest", kinds[0], parts)


def _read_is_a(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    node, word = reader.read(tree.args[0]), tree.args[1]
    if node.kind.name != "code" or node.kind.of == "place":
        reader.fail(
            tree.args[0],
            say("'{text}' is {kind}, not a word of a tree", text=node.text, kind=in_words(node.kind)),
            say("write == or within"),
        )
    if not isinstance(word, ast.Constant) or not isinstance(word.value, str):
        reader.fail(word, say("the second argument is a word in quotation marks"))
    words = reader.vocabulary.words.get(node.kind.of, {})
    reader.one_of(word.value, words, word, node.kind.of)
    return TreeNode(name, TRUTH, (node,), word.value, downwards(word.value, words))


def _read_within(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    nodes = tuple(reader.read(a) for a in tree.args)
    place = Kind("code", "place")
    if nodes[0].kind != place:
        reader.fail(
            tree.args[0],
            say("'{text}' is {kind}, not a legal system", text=nodes[0].text, kind=in_words(nodes[0].kind)),
            say("write is_a or =="),
        )
    if nodes[1].kind == WORD:
        reader.place(nodes[1], tree.args[1])
    elif nodes[1].kind != place:
        reader.fail(tree.args[1], say("'{text}' is not a legal system", text=nodes[1].text), say('write a code such as "CN"'))
    return TreeNode(name, TRUTH, nodes)


def _read_days(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    """Read the functions of days; the kinds of their arguments stand in ``_DAYS``."""
    nodes: list[TreeNode] = []
    for arg, kind in zip(tree.args, _DAYS[name], strict=True):
        node = reader.read(arg)
        last = name == "throughout" and len(nodes) == 1 and node.op == "none"
        if kind is not None and not last and not fits(reader.vocabulary, node.kind, kind):
            reader.fail(
                arg,
                say(
                    "'{text}' is {kind}, but {kind2} is needed here",
                    text=node.text,
                    kind=in_words(node.kind),
                    kind2=in_words(kind),
                ),
            )
        nodes.append(node)
    gives = {"throughout": TRUTH, "days_between": NUMBER, "on": nodes[-1].kind}.get(name, DAY)
    return TreeNode(name, gives, tuple(nodes))


def _read_ever(reader: Reader, tree: ast.Call, name: str) -> TreeNode:
    node = reader.read(tree.args[0])
    if node.op != "section":
        reader.fail(tree.args[0], say("'{text}' is no section of the file", text=node.text), say("write ever(agencies)"))
    return TreeNode(name, node.kind, (), node.name)


_DAYS: dict[str, tuple[Kind | None, ...]] = {
    "throughout": (DAY, DAY, TRUTH),
    "on": (DAY, None),
    "days_after": (DAY, NUMBER),
    "months_after": (DAY, NUMBER),
    "years_after": (DAY, NUMBER),
    "days_between": (DAY, DAY),
}

_CALLS: dict[str, tuple[Any, int]] = {
    "all": (_read_quantifier, 1),
    "any": (_read_quantifier, 1),
    "sum": (_read_sum, 1),
    "len": (_read_length, 1),
    "min": (_read_extreme, 0),
    "max": (_read_extreme, 0),
    "is_a": (_read_is_a, 2),
    "within": (_read_within, 2),
    "ever": (_read_ever, 1),
    **{name: (_read_days, len(kinds)) for name, kinds in _DAYS.items()},
}
