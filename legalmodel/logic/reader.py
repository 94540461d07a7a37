"""What the checking of one expression carries along: the names in sight, the facts it reads, and the way to complain."""

import ast
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from legalmodel.base.errors import nearest
from legalmodel.base.kinds import Kind, Vocabulary, listing, thing
from legalmodel.base.language import say
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.sorts import fields_of, in_words
from legalmodel.logic.tree import NOTHING, WORD, TreeNode

FUNCTIONS = (
    *("all", "any", "sum", "len", "min", "max", "is_a", "within", "throughout", "on", "ever"),
    *("days_after", "months_after", "years_after", "days_between"),
)


class Reader:
    """Turns Python's syntax tree into checked nodes. ``table`` says which function reads which construct."""

    def __init__(
        self,
        text: str,
        vocabulary: Vocabulary,
        variables: dict[str, Kind],
        thresholds: dict[str, Kind],
        table: "dict[type[ast.expr], Callable[[Reader, Any], TreeNode]]",
    ) -> None:
        self.text, self.vocabulary, self.table = text, vocabulary, table
        self.variables, self.thresholds = dict(variables), thresholds
        self.section_sorts = {section: sort for sort, section in vocabulary.sections.items()}
        self.margin = len(text) - len(text.lstrip())
        self.bytes = None if text.isascii() else text.strip().replace("\n", " ").encode()
        self.reads: set[tuple[str, str]] = set()
        self.questions: set[str] = set()
        self.sections: set[str] = set()
        self.numbers: list[str] = []

    def read(self, tree: ast.expr) -> TreeNode:
        """Read one construct and all below it."""
        reader = self.table.get(type(tree))
        if reader is None:
            self.refuse(tree)
        node = reader(self, tree)
        node.offset, node.width = self.span(tree)
        node.text = self.text[node.offset : node.offset + node.width]
        return node

    def span(self, tree: ast.AST) -> tuple[int, int]:
        """Return offset and width of a construct in the text, in characters."""
        start, end = getattr(tree, "col_offset", 0), getattr(tree, "end_col_offset", 0)
        if self.bytes is not None:
            start, end = len(self.bytes[:start].decode()), len(self.bytes[:end].decode())
        return start + self.margin, max(end - start, 1)

    def fail(self, tree: ast.AST, cause: str, fix: str = "") -> NoReturn:
        """Raise BadExpression at a construct."""
        raise BadExpression(cause, fix, *self.span(tree))

    def refuse(self, tree: ast.expr) -> NoReturn:
        """Complain about a construct of Python that the language lacks."""
        start, width = self.span(tree)
        sample = self.text[start : start + min(width, 30)]
        self.fail(
            tree,
            say("'{sample}' is not written in a way that rules may use", sample=sample),
            say("see the list of constructs in the docs"),
        )

    def want(self, node: TreeNode, tree: ast.AST, name: str, what: str) -> TreeNode:
        """Demand that a node has a kind of this name."""
        if node.kind.name != name:
            self.fail(
                tree, say("'{text}' is {kind}, but {what} is needed here", text=node.text, kind=in_words(node.kind), what=what)
            )
        return node

    def name(self, tree: ast.Name) -> TreeNode:
        """Read a name: a variable, a number of the law, the deal, a section or ``none``."""
        name = tree.id
        if name in self.variables:
            return TreeNode("var", self.variables[name], name=name)
        if name in self.thresholds:
            return TreeNode("threshold", self.thresholds[name], name=name)
        if name == "none":
            return TreeNode("none", NOTHING)
        if name == "deal":
            return TreeNode("deal", thing("deal" if "deal" in self.vocabulary.things else "facts"))
        if name in self.section_sorts:
            self.sections.add(name)
            return TreeNode("section", listing(thing(self.section_sorts[name])), name=name)
        truth = (
            say('write what is asked itself, or not …; yes and no are words: "yes", "no"') if name in ("true", "false") else ""
        )
        return self.fail(tree, say("'{name}' is not known", name=name), truth or nearest(name, self.known()))

    def known(self) -> list[str]:
        """Return every name that could stand where a name is expected."""
        return [*self.variables, *self.thresholds, "none", "deal", *self.section_sorts, *self.vocabulary.questions, *FUNCTIONS]

    def field(self, tree: ast.Attribute) -> TreeNode:
        """Read a field of a record."""
        owner = self.read(tree.value)
        if owner.kind.name != "thing":
            self.fail(
                tree.value,
                say("'{text}' is {kind} and has no fields", text=owner.text, kind=in_words(owner.kind)),
                self.how_to_reach(owner),
            )
        fields = fields_of(self.vocabulary, owner.kind.of)
        if tree.attr not in fields:
            cause = say("a record of sort {of} has no field '{attr}'", of=owner.kind.of, attr=tree.attr)
            self.fail(tree, cause, nearest(tree.attr, fields) or say("its fields are {fields}", fields=", ".join(fields))[:200])
        self.reads.add((owner.kind.of, tree.attr))
        return TreeNode("field", fields[tree.attr], (owner,), tree.attr)

    @staticmethod
    def how_to_reach(owner: TreeNode) -> str:
        """Say how to get at what is inside a list."""
        return "ask about its items: any(x.… for x in …)" if owner.kind.name == "list" else ""

    def word(self, node: TreeNode, tree: ast.AST, kind: Kind) -> TreeNode:
        """Check a string in quotation marks against the words of a list, tree or set of places."""
        if kind.of == "place" and kind.of not in self.vocabulary.words:
            self.place(node, tree)
        elif kind.name in ("choice", "code"):
            self.one_of(node.value, self.vocabulary.words.get(kind.of, {}), tree, kind.of)
        return node

    def place(self, node: TreeNode, tree: ast.AST) -> None:
        """Check the form of a code of a legal system: ``CN``, ``US-NY``, ``EU``."""
        country, dash, part = node.value.partition("-")
        good = len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()
        if not good or (dash and not (part.isascii() and part.isalnum() and part.isupper() and len(part) <= 3)):
            self.fail(
                tree,
                say("'{value}' is no code of a legal system", value=node.value),
                say("write a code such as CN, US-NY or EU"),
            )

    def one_of(self, word: str, words: Iterable[str], tree: ast.AST, of: str) -> None:
        """Demand a word of a list."""
        if word not in words:
            fix = nearest(word, words) or say("the words are {words}", words=", ".join(words))[:200]
            self.fail(tree, say("'{word}' is not a word for {replace}", word=word, replace=of.replace("_", " ")), fix)

    def same_kind(self, node: TreeNode, tree: ast.AST, other: Kind) -> TreeNode:
        """Give a string in quotation marks the kind of what it is compared with."""
        if node.kind == WORD and other.name in ("choice", "code"):
            self.word(node, tree, other)
        return node
