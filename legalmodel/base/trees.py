"""Trees of words: each word with the one above it, "" at the top. ``cash_custody`` lies below ``custody``."""

from collections.abc import Iterator, Mapping
from typing import Any

from legalmodel.base.values import Truth, U

Tree = Mapping[str, str]


def upwards(word: str, tree: Tree) -> Iterator[str]:
    """Yield a word, the one above it, and so on to the top."""
    while word:
        yield word
        word = tree.get(word, "")


def lies_below(word: Any, wider: str, tree: Tree) -> Truth:
    """Tell whether a word is another or lies below it; not if there is no word, unknown if the word is."""
    if isinstance(word, U):
        return word
    return isinstance(word, str) and any(wider == above for above in upwards(word, tree))


def downwards(word: str, tree: Tree) -> frozenset[str]:
    """Return a word and all words below it."""
    return frozenset(other for other in {word, *tree} if lies_below(other, word, tree) is True)
