"""Which kinds of values may be compared, added and multiplied, and which fields a sort of record has."""

from legalmodel.base.kinds import DAY, MONEY, NUMBER, SHARE, Kind, Vocabulary
from legalmodel.base.language import say
from legalmodel.logic.tree import NOTHING, SCALAR, WORD

NUMERIC = frozenset(("share", "money", "number", "scalar"))
_PLAIN = frozenset(("text", "choice", "code"))


def belongs(vocabulary: Vocabulary, sort: str, wider: str) -> bool:
    """Tell whether every record of a sort is one of a wider sort: a trust is a hop, and everything is ``any``."""
    while sort != wider and sort in vocabulary.sorts:
        sort = vocabulary.sorts[sort]
    return sort == wider or wider == "any"


def fields_of(vocabulary: Vocabulary, sort: str) -> dict[str, Kind]:
    """Return the fields of a sort; a wide one has its own and those that all sorts within it share with one kind."""
    own = vocabulary.things.get(sort, {})
    if sort != "any" and sort not in vocabulary.sorts.values():
        return own
    within = [s for s in vocabulary.things if s != sort and belongs(vocabulary, s, sort)]
    if not within:
        return own
    first, *others = (fields_of(vocabulary, s) for s in within if s not in vocabulary.sorts.values())
    return {f: k for f, k in first.items() if all(o.get(f) == k for o in others)} | own


def fits(vocabulary: Vocabulary, kind: Kind, wanted: Kind) -> bool:
    """Tell whether a value of a kind may be given to a question that wants another."""
    if kind.name == wanted.name == "thing":
        return belongs(vocabulary, kind.of, wanted.of)
    if kind.name == wanted.name == "list" and kind.item and wanted.item:
        return fits(vocabulary, kind.item, wanted.item)
    if kind == SCALAR:
        return wanted.name in ("share", "number")
    return kind.name == wanted.name and (kind.of == wanted.of or kind.name in NUMERIC)


def may_be_same(vocabulary: Vocabulary, a: Kind, b: Kind) -> bool:
    """Tell whether ``==`` between two kinds can ever be true."""
    if NOTHING in (a, b):
        return "list" not in (a.name, b.name) and "truth" not in (a.name, b.name)
    if a.name == b.name == "thing":
        return belongs(vocabulary, a.of, b.of) or belongs(vocabulary, b.of, a.of)
    if a.name in _PLAIN:
        return a == b or b == WORD
    if a == WORD:
        return b.name in _PLAIN or b == WORD
    return have_order(a, b)


def have_order(a: Kind, b: Kind) -> bool:
    """Tell whether ``<`` between two kinds makes sense."""
    if a.name == b.name == "day":
        return True
    return a.name in NUMERIC and b.name in NUMERIC and (a.name == b.name or (SCALAR in (a, b) and MONEY not in (a, b)))


def sum_kind(a: Kind, b: Kind) -> Kind | None:
    """Return the kind of a sum or difference, None if there is no such thing."""
    if not have_order(a, b) or a == DAY:
        return None
    if a != b and a.name == b.name:
        return Kind(a.name)
    return b if a == SCALAR else a


def product_kind(a: Kind, b: Kind) -> Kind | None:
    """Return the kind of a product: a share of an amount is an amount."""
    if a.name not in NUMERIC or b.name not in NUMERIC or a == b == MONEY:
        return None
    if MONEY in (a, b):
        return MONEY
    if a.name == b.name:
        return a if a == b else Kind(a.name)
    if SCALAR in (a, b):
        return b if a == SCALAR else a
    return SCALAR


def quotient_kind(a: Kind, b: Kind) -> Kind | None:
    """Return the kind of a quotient: an amount by an amount is a pure number."""
    if a.name not in NUMERIC or b.name not in NUMERIC or (b == MONEY and a != MONEY):
        return None
    if a == MONEY and b != MONEY:
        return MONEY
    return SHARE if (a.name, b.name) == ("share", "number") else SCALAR


def in_words(kind: Kind) -> str:
    """Say a kind as people do: ``a share``, ``a list of party records``."""
    names = {
        "day": say("a day"),
        "money": say("an amount of money"),
        "truth": say("a statement"),
        "text": say("text"),
        "none": "none",
        "share": say("a share"),
        "number": say("a number"),
    }
    if kind.item:
        return say("a list of {items}", items=in_words(kind.item).removeprefix("a ").removeprefix("an "))
    if kind.name == "thing":
        return say("a record ({sort})", sort=kind.of)
    if kind.name in ("choice", "code"):
        return say("a word ({list})", list=kind.of.replace("_", " "))
    return names["number"] if kind in (NUMBER, SCALAR) else names.get(kind.name, f"a {kind.name}")
