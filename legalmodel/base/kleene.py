"""Strong Kleene logic: truth of three values, where an answer is definite as soon as no missing fact could change it.

And is false once a part is false, or is true once a part is true, whatever the rest is; else what is unknown among the parts
leaves the whole unknown, waiting for all that these wait for. This is the only place where such truths are joined.
"""

from collections.abc import Callable, Iterable
from typing import Any

from legalmodel.base.shared import united
from legalmodel.base.values import Interval, Truth, U


def join(values: Iterable[Any]) -> U:
    """Return one unknown that waits for all that the unknown or bounded ones among the values wait for."""
    found = [value.missing for value in values if type(value) is U or type(value) is Interval]
    return U(found[0] if len(found) == 1 else united(found))  # most often one part alone is unknown: its facts need no copy


def decide(truths: Iterable[Truth], decides: bool) -> Truth:
    """Return ``decides`` if one truth is that, else unknown if one is, else the other; asks for no more truths than it needs."""
    unknowns = []
    otherwise = not decides
    for truth in truths:
        if truth is decides:
            return decides
        if truth is not otherwise:
            unknowns.append(truth)
    return _left_open(unknowns) if unknowns else otherwise


def _left_open(unknowns: list[Any]) -> U:
    return unknowns[0] if len(unknowns) == 1 and type(unknowns[0]) is U else join(unknowns)


def conj(truths: Iterable[Truth]) -> Truth:
    """Kleene's and: false if one is false, else unknown if one is; stops at the first false."""
    return decide(truths, False)


def disj(truths: Iterable[Truth]) -> Truth:
    """Kleene's or: true if one is true, else unknown if one is; stops at the first true."""
    return decide(truths, True)


def both(*truths: Truth) -> Truth:
    """Kleene's and, of truths at hand."""
    return decide(truths, False)


def either(*truths: Truth) -> Truth:
    """Kleene's or, of truths at hand."""
    return decide(truths, True)


def negate(truth: Truth) -> Truth:
    """Kleene's not."""
    return not truth if isinstance(truth, bool) else truth


def deciding(parts: list[Callable[[Any], Truth]], decides: bool) -> Callable[[Any], Truth]:
    """Make one question of several, asked in turn until one decides: ``decide``, without a step for each part asked."""
    otherwise = not decides

    def joined(asked: Any) -> Truth:
        unknowns = []
        for part in parts:
            truth = part(asked)
            if truth is decides:
                return decides
            if truth is not otherwise:
                unknowns.append(truth)
        return _left_open(unknowns) if unknowns else otherwise

    return joined
