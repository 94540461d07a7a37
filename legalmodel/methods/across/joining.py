"""Who is who over many deals: by identifiers; by name and seat only where that is asked for. What is uncertain is listed, never merged in silence.

1. Two actors with one LEI, or one social credit code, are the same. So are two with one number of another register, where who gave it, or
   the country, is the same too.
2. Actors whose LEIs, or whose social credit codes, differ are never joined, whatever else they share: such a join is refused and told.
3. One name (in any language; width of characters, case and blanks do not count) without a common identifier joins nothing. It is told: the
   same name may be the same firm. With ``by_name`` it joins where the seat is told and the same, and each such join is marked.
4. A class of persons, one who is not named, and a natural person are joined by no name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from legalmodel.methods.across.notes import Note, Who

ALONE = ("lei", "uscc")
"""Kinds of identifiers of which nobody has two."""


class Alike(NamedTuple):
    """Some who bear one name and were not joined: the name, and the keys of those who bear it; ``why`` is ``none``, ``differ`` or ``one_side``."""

    name: str
    keys: tuple[str, ...]
    why: str


class Refused(NamedTuple):
    """A join that an identifier asked for and another one forbids: the identifier, and the keys that it would have joined."""

    code: str
    keys: tuple[str, str]


class Joins(NamedTuple):
    """Who is who: the key of each actor (by number of the deal and path), all who have a key, and what was not, or not surely, joined."""

    keys: dict[tuple[int, tuple[str, ...]], str]
    who: dict[str, tuple[tuple[int, Who], ...]]
    by_name: frozenset[str]
    alike: tuple[Alike, ...]
    refused: tuple[Refused, ...]

    def codes(self, key: str) -> tuple[str, ...]:
        """Return the identifiers of a key."""
        return tuple(sorted({code for _, who in self.who[key] for code in who.codes}))

    def deals(self, key: str) -> frozenset[int]:
        """Return the numbers of the deals in which a key stands."""
        return frozenset(number for number, _ in self.who[key])


def join(notes: Iterable[Note], by_name: bool = False) -> Joins:
    """Find who is the same in several deals."""
    actors = [(n.number, who) for n in notes for who in n.actors]
    merging = _Merging()
    for kind in (*ALONE, ""):
        for number, who in actors:
            for code in who.codes if who.sure else ():
                this = code.partition(":")[0]
                if this == kind or (not kind and this not in ALONE):
                    merging.give(_own(number, who), who, code)
    named: set[str] = set()
    if by_name:
        for number, who in actors:
            for name in _names(who) if who.seat and who.sure and not who.person else ():
                if merging.give(_own(number, who), who, f"name:{name}@{who.seat}"):
                    named.add(_own(number, who))
    return _made(actors, merging, named)


def _made(actors: Sequence[tuple[int, Who]], merging: "_Merging", named: set[str]) -> Joins:
    members: dict[str, list[tuple[int, Who]]] = {}
    for number, who in actors:
        members.setdefault(merging.root(_own(number, who)), []).append((number, who))
    called = {root: _called(root, found) for root, found in members.items()}
    # of those whom an identifier would join and another keeps apart, none is called by it
    times = Counter(called.values())
    called = {root: key if times[key] == 1 else _own(*members[root][0]) for root, key in called.items()}
    keys = {(number, who.path): called[merging.root(_own(number, who))] for number, who in actors}
    whole = {called[root]: tuple(found) for root, found in members.items()}
    on_name = frozenset(keys[number, who.path] for number, who in actors if _own(number, who) in named)
    refused = {Refused(code, _pair(called[merging.root(a)], called[merging.root(b)])) for code, a, b in merging.refused}
    return Joins(keys, whole, on_name, tuple(_alike(actors, keys, whole)), tuple(sorted(refused)))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _own(number: int, who: Who) -> str:
    # of one width, so that what is sorted by it keeps the order of the deals, however they are numbered
    return f"{number:08}:{'.'.join(who.path)}"


def _called(root: str, found: Sequence[tuple[int, Who]]) -> str:
    """Return the key of some who are one: the LEI, the social credit code, the first other identifier, else the place in the first deal."""
    codes = sorted({c for _, who in found for c in who.codes}) if all(who.sure for _, who in found) else []
    return next(
        (c for kind in ALONE for c in codes if c.startswith(f"{kind}:")), codes[0] if codes else _own(*found[0]) or root
    )


class _Merging:
    """Puts actors together by what they have in common, unless they then had two identifiers of a kind of which nobody has two."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.alone: dict[str, dict[str, str]] = {}
        self.first: dict[str, str] = {}
        self.refused: list[tuple[str, str, str]] = []

    def root(self, key: str) -> str:
        parent = self.parent
        top = key
        while (above := parent.setdefault(top, top)) != top:
            top = above
        while parent[key] != top:
            parent[key], key = top, parent[key]
        return top

    def give(self, own: str, who: Who, code: str) -> bool:
        """Put an actor together with who has an identifier or a name already; tell whether that joined two."""
        top = self.root(own)
        mine = self.alone.setdefault(top, {k: c for c in who.codes if (k := c.partition(":")[0]) in ALONE})
        other = self.root(self.first.setdefault(code, own))
        if other == top:
            return False
        theirs = self.alone[other]
        if any(theirs.get(kind, code_of) != code_of for kind, code_of in mine.items()):
            self.refused.append((code, own, self.first[code]))
            return False
        self.parent[top] = other
        theirs.update(mine)
        return True


def plain(name: str) -> str:
    """Return a name as it is compared: width of characters, case and blanks do not count."""
    return " ".join(normalize("NFKC", name).casefold().split())


def _names(who: Who) -> Iterator[str]:
    yield from dict.fromkeys(map(plain, who.forms))


def _alike(
    actors: Sequence[tuple[int, Who]],
    keys: dict[tuple[int, tuple[str, ...]], str],
    whole: dict[str, tuple[tuple[int, Who], ...]],
) -> Iterator[Alike]:
    """Yield the names that several keys bear. One bearer in one deal that differs from another in the same deal is told too."""
    bearers: dict[str, dict[str, Who]] = {}
    for number, who in actors:
        if who.sure and not who.person:
            for name in _names(who):
                bearers.setdefault(name, {}).setdefault(keys[number, who.path], who)
    told: list[frozenset[str]] = []
    groups = sorted(((name, frozenset(found)) for name, found in bearers.items()), key=lambda g: (-len(g[1]), g[0]))
    for name, group in groups:
        # a firm with names in two languages is told once
        if len(group) > 1 and not any(group <= before for before in told):
            told.append(group)
            coded = [{c.partition(":")[0] for _, w in whole[k] for c in w.codes} & {*ALONE} for k in group]
            why = "none" if not any(coded) else "differ" if set.intersection(*coded) else "one_side"
            yield Alike(name, tuple(sorted(group)), why)
