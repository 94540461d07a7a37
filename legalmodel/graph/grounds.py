"""What control means to a statute, and which grounds of power one holding gives beside its size, each true, false or not known.

A ground that only weighs (a veto, a casting vote of a minority, the voice of one of several) is never true and never false: whether it
gives control is for whoever judges. What a record does not mention it does not give; ``unknown`` and text that names nobody leave it open.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.kleene import either
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Interval, Missing, Truth, U

GROUNDS = frozenset(
    ("board", "manager", "partner", "agreement", "articles", "law", "influence", "casting_vote", "veto", "acting_together",
     "nominee", "trustee", "settlor", "protector", "beneficiary", "parent", "class", "group")
)  # fmt: skip  # short parts read together: one a line would take a screen
"""All grounds beside the part of votes or capital."""
HALF_BOARD: Final = "half_board"
"""Exactly half of the seats of a board, which carries nothing alone and against which nothing is carried."""
_HALF: Final = Decimal("0.5")
_LEAST: Final = Decimal("1E-15")
"""Less than any share that can be written: what is "more than 50 %" is at least this much more."""


class Definition(NamedTuple):
    """What control means to one text of law.

    ``threshold`` is the part of ``measure`` (``votes`` or ``shares``) that gives it: more than it (``strict``) or at least it. Parts are
    added up over all that is already controlled (``aggregated``), or only what somebody holds himself counts. ``agreements`` tells whether
    anything beside the part counts, ``grounds`` what. ``minority``: a smaller part may do, which has to be weighed. ``outsiders``: who holds
    a stake himself is meant by another term. ``seats``: a director's own company is affiliated with the one he serves.
    ``by`` are the definitions of control that affiliation goes through, where that is another. ``weighed``: what has the part has to be
    weighed and never decides, as half of the votes, which carries nothing alone and against which nobody carries anything.
    """

    threshold: Decimal = _HALF
    strict: bool = True
    measure: str = "votes"
    agreements: bool = True
    grounds: frozenset[str] = GROUNDS
    aggregated: bool = True
    minority: bool = False
    outsiders: bool = False
    seats: bool = False
    by: tuple[str, ...] = ()
    weighed: bool = False
    article: str = ""

    def counts(self, ground: str) -> bool:
        """Tell whether a ground can give control under this definition."""
        return self.agreements and ground in self.grounds


class Ground(NamedTuple):
    """One ground that a record gives: its name, whether it is there, and the field that says so."""

    name: str
    truth: Truth
    field: str


PLAIN = frozenset(("owner", "of", "shares", "votes", "profits", "since", "until", "document", "through"))
"""Fields of a stake that bring no ground beside its size."""


def weigh(path: Path) -> U:
    """Make the unknown of a fact that is there and whose weight nobody can read off."""
    return U(frozenset((Missing(path, "weighed"),)))


def grounds_of(record: Thing, rule: Definition, day: date | None) -> list[Ground]:
    """Return the grounds that one stake gives or may give, those that are surely absent left out."""
    said = record.fields
    found = [
        ground for field, read in _READERS.items() if field in said for ground in read(record, record.get(field, day), day)
    ]
    # in a partnership somebody manages: a partner of whom nothing is said may be the one
    if "role" not in said and is_partnership(record.get("of", day)):
        found.append(Ground("partner", U(frozenset((Missing((*record.path, "role")),))), "role"))
    return [ground for ground in found if ground.truth is not False and rule.counts(ground.name)]


def directs(record: Thing, rule: Definition, day: date | None) -> Truth:
    """Tell whether any of these grounds gives control by itself."""
    found = grounds_of(record, rule, day)
    return either(*(ground.truth for ground in found)) if found else False


def is_partnership(company: Any) -> bool:
    """Tell whether somebody is a partnership, in which capital is no measure of power."""
    return isinstance(company, Thing) and company.fields.get("form") in ("partnership", "limited_partnership")


def ends(part: Any) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a part can be; an end that a band leaves out is a trifle inside."""
    if isinstance(part, Decimal):
        return part, part
    if isinstance(part, Interval):
        low, high = part.low, Decimal(1) if part.high is None else part.high
        # a trifle, so that *more than 50 %* passes a threshold of more than half and *50 %* does not
        return low + _LEAST if part.above else low, high - _LEAST if part.below else high
    return (Decimal(0), Decimal(1)) if isinstance(part, U) else (Decimal(0), Decimal(0))


def _agreement(_record: Thing, value: Any, _: date | None) -> Iterator[Ground]:
    yield Ground("agreement", value if isinstance(value, U) else isinstance(value, str), "agreement")


def _board(_record: Thing, value: Any, _: date | None) -> Iterator[Ground]:
    low, high = ends(value)
    truth: Truth = low > _HALF
    if not truth and high > _HALF:
        truth = U(value.missing) if isinstance(value, U | Interval) else False
    yield Ground("board", truth, "board")
    # half of a board is a ground of its own: a deadlock to one definition, control to another
    if low <= _HALF <= high and not isinstance(value, U):
        yield Ground(HALF_BOARD, True if low == high else U(value.missing) if isinstance(value, Interval) else False, "board")


def _powers(record: Thing, value: Any, day: date | None) -> Iterator[Ground]:
    if isinstance(value, U):
        yield Ground("articles", value, "powers")
    for word in value if isinstance(value, tuple) else ():
        yield Ground(_OF_POWER[word], _POWERS.get(word, _sure)(record, day), "powers")


def _sure(_record: Thing, _day: date | None) -> Truth:
    return True


def _found(record: Thing, day: date | None) -> Truth:
    """Take a dominant influence as found if the file says who found it."""
    by = record.get("found_by", day)
    return True if isinstance(by, str) else by if isinstance(by, U) else weigh((*record.path, "powers"))


def _casting(record: Thing, day: date | None) -> Truth:
    """Let a casting vote decide for whoever has half of the votes or of the board already."""
    field = "votes" if "votes" in record.fields else "shares"
    halves = [ends(record.get(name, day))[0] >= _HALF for name in (field, "board") if name in record.fields]
    return True if any(halves) else weigh((*record.path, "powers"))


_OF_POWER: Final = {
    "appoint_board": "board",
    "appoint_manager": "manager",
    "casting_vote": "casting_vote",
    "direct_by_articles": "articles",
    "direct_by_contract": "agreement",
    "direct_by_law": "law",
    "dominant_influence": "influence",
}
"""Word for a power -> the ground that it is."""
_POWERS: Final[dict[str, Callable[[Thing, date | None], Truth]]] = {"dominant_influence": _found, "casting_vote": _casting}


def _role(record: Thing, value: Any, day: date | None) -> Iterator[Ground]:
    of = record.get("of", day)
    if isinstance(value, U):
        yield Ground("partner", value, "role")
    elif value in ("managing_partner", "managing_member"):
        yield Ground("partner", True, "role")
    elif value == "general_partner":
        shared = isinstance(of, Thing) and of.fields.get("form") == "partnership"  # all general partners manage it together
        yield Ground("partner", weigh((*record.path, "role")) if shared else True, "role")


def _vetoes(record: Thing, value: Any, _: date | None) -> Iterator[Ground]:
    yield Ground("veto", value if isinstance(value, U) else weigh((*record.path, "vetoes")) if value else False, "vetoes")


def _sort(record: Thing, value: Any, day: date | None) -> Iterator[Ground]:
    """Weigh a share of a sort of its own that carries nothing: it is there for something else, as a golden share is.

    Capital without votes, as preferred shares have it, carries something, and no power.
    """
    parts = [ends(record.get(name, day))[0] for name in ("votes", "shares") if name in record.fields]
    bare = isinstance(value, str) and not any(parts) and not record.fields.keys() & {"powers", "vetoes"}
    yield Ground("veto", weigh((*record.path, "vetoes")) if bare else False, "sort")


_READERS: Final[dict[str, Callable[[Thing, Any, date | None], Iterator[Ground]]]] = {
    "agreement": _agreement,
    "board": _board,
    "powers": _powers,
    "role": _role,
    "vetoes": _vetoes,
    "sort": _sort,
}


def voters(record: Thing, day: date | None) -> tuple[tuple[Thing, ...], frozenset[Missing]] | None:
    """Return who votes a stake in its owner's place, and what would tell who does; None if the owner votes for himself.

    Text on whom shares are held for, or who instructs, names nobody: whoever it is may be anybody until he is named.
    """
    missing: set[Missing] = set()
    for field in ("instructed_by", "nominee_for"):
        value = record.get(field, day) if field in record.fields else NONE
        if isinstance(value, U):
            missing |= value.missing
        # an instruction or a beneficiary that is named goes before what is only told in words
        elif isinstance(value, tuple) and value:
            return tuple(each for each in value if isinstance(each, Thing)), frozenset()
    for field in ("held_for", "instructions", "owes_duty_to"):
        value = record.get(field, day) if field in record.fields else NONE
        if isinstance(value, U):
            missing |= value.missing
        elif isinstance(value, str):
            missing.add(Missing((*record.path, "instructed_by")))
    return ((), frozenset(missing)) if missing else None
