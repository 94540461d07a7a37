"""The questions that rules may ask of the graph, in legal words: what each takes, what it gives, what it means."""

from collections.abc import Iterator, Mapping

from legalmodel.base.kinds import MONEY, NUMBER, SHARE, TEXT, TRUTH, Kind, Parameter, Signature, listing, thing
from legalmodel.graph import asked

_ACTOR, _HOP, _ASSET, _ANY = thing("actor"), thing("hop"), thing("asset"), thing("any")
_A, _B = Parameter("a", _ACTOR), Parameter("b", _ACTOR)
_BY = Parameter("by", TEXT)

_POWER = ("ownership", "ties", "agencies", "governance")
"""What says who has power over whom: stakes, seats and ties, management, constitutions."""
_RECOURSE = ("guarantees", *_POWER, "trusts", "transfers", "securities", "investments", "options")
_FUNCTION = Kind("code", "function")

_JOINED: dict[str, Signature] = {
    "person": Signature(
        (Parameter("actor", _ACTOR),), thing("party"), "the person behind an estate, or the party itself", ("estates",)
    ),
    "is_class": Signature(
        (Parameter("actor", _ACTOR),), TRUTH, "the actor is a class of persons, not one person", ("parties",)
    ),
    "controls": Signature((_A, _B, _BY), TRUTH, "a controls b under a definition of control, stakes aggregated", _POWER),
    "affiliated": Signature((_A, _B, _BY), TRUTH, "one controls the other, or a third controls both", _POWER),
    "title": Signature(
        (Parameter("asset", _ASSET),),
        listing(_HOP),
        "the hops by which an asset came to its last holder, in order",
        ("trusts", "transfers"),
    ),
    "earlier_hops": Signature(
        (Parameter("hop", _HOP),), listing(_HOP), "the hops before this one for the same assets", ("trusts", "transfers")
    ),
    "holders": Signature(
        (Parameter("of", _ANY),),
        listing(_ACTOR),
        "who holds a class, or any class of an estate, on the day",
        ("investments", "securities"),
    ),
    "share_held": Signature(
        (Parameter("party", _ACTOR), Parameter("of", _ANY)),
        SHARE,
        "the part of a class, or of all classes of an estate, held on the day",
        ("investments", "securities"),
    ),
    "amount_held": Signature(
        (Parameter("party", _ACTOR), Parameter("of", _ANY)), MONEY, "the same as an amount", ("investments", "securities")
    ),
    "performs": Signature(
        (Parameter("function", Kind("code", "function")), Parameter("for_", _ACTOR)),
        listing(thing("party")),
        "who does this work for an actor on the day",
        ("agencies",),
    ),
    "appointments": Signature(
        (Parameter("function", Kind("code", "function")), Parameter("for_", _ACTOR)),
        listing(thing("agency")),
        "the appointments to this work for an actor on the day",
        ("agencies",),
    ),
    "recourse_grounds": Signature(
        (Parameter("hop", _HOP),),
        listing(thing("recourse")),
        "each way in which loss on the assets can come back to the transferor or its affiliates",
        _RECOURSE,
    ),
    "recourse": Signature(
        (Parameter("to", _ACTOR), Parameter("from_", _ACTOR), Parameter("for_", Kind("choice", "recourse_class"))),
        MONEY,
        "the most that can be claimed from the side that gave the assets, or `none` if nothing can",
        _RECOURSE,
    ),
    "estate": Signature(
        (Parameter("thing", _ASSET),),
        thing("belonging"),
        "by whom and how an asset or account is held on the day, and in whose insolvency it falls: the estate that it is part of, or a person",
        ("trusts", "transfers", "charges", "investments", "securities"),
    ),
    "cash_path": Signature(
        (Parameter("pool", thing("pool")), Parameter("vehicle", _ACTOR)),
        listing(thing("account")),
        "the accounts on which debtors' money lies until it reaches the holders, in order",
        ("agencies", "accounts", "trusts", "transfers"),
    ),
    "commingled": Signature(
        (Parameter("vehicle", _ACTOR),),
        listing(thing("account")),
        "the accounts on that way that stand in the name of somebody else and are not held on trust",
        ("agencies", "accounts"),
    ),
    "commingling_days": Signature(
        (Parameter("vehicle", _ACTOR),),
        NUMBER,
        "the longest time, in days, that debtors' money may lie on such accounts in all",
        ("agencies", "accounts"),
    ),
    "conflicts": Signature(
        (Parameter("a_function", _FUNCTION), Parameter("b_function", _FUNCTION), Parameter("for_", _ACTOR)),
        listing(thing("party")),
        "who does two kinds of work for an actor, or one of them while its group does the other",
        _POWER,
    ),
    "single_points": Signature(
        (Parameter("for_", _ACTOR),),
        listing(thing("agency")),
        "continuing work for an actor that one group alone does and nobody outside it is appointed to take over",
        _POWER,
    ),
    "circular_support": Signature(
        (Parameter("vehicle", _ACTOR),),
        listing(thing("guarantee")),
        "support for a vehicle that depends on the party whose failure it covers: its originator or servicer, or a loop of support",
        ("guarantees", "securities", "trusts", "transfers", *_POWER),
    ),
    "namesakes": Signature(
        (Parameter("party", thing("party")),),
        listing(thing("party")),
        "the parties before this one in the file under the same name, or one that can hardly be told from it; the first twenty",
        ("parties",),
    ),
    "set_off": Signature(
        (Parameter("hop", _HOP),),
        listing(thing("claim")),
        "claims against the side that gave the assets, or services them, that may be set off against the assets",
        ("claims", "agencies"),
    ),
    "may_fail": Signature(
        (Parameter("role", Kind("choice", "failing_role")), Parameter("for_", _ACTOR)),
        listing(thing("party")),
        "who may fail towards a vehicle in a role, such as `servicer` or `swap_counterparty`: those that hold it on the day",
        ("agencies", "accounts", "trusts", "transfers", "hedges", "guarantees", "estates"),
    ),
}


class _Signatures(Mapping[str, Signature]):
    """The questions above, which are joined in ``wiring.py`` and ``later.py``, and those that have a file of their own."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Signature:
        if name in _JOINED:
            return _JOINED[name]
        if name not in asked.names():
            raise KeyError(name)
        signature: Signature = asked.question(name).SIGNATURE
        return signature

    def __contains__(self, name: object) -> bool:
        return name in _JOINED or name in asked.names()  # without the files: many ask of words that are no questions

    def __iter__(self) -> Iterator[str]:
        yield from _JOINED
        yield from sorted(asked.names())

    def __len__(self) -> int:
        return len(_JOINED) + len(asked.names())


SIGNATURES: Mapping[str, Signature] = _Signatures()

DERIVED_THINGS: dict[str, dict[str, Kind]] = {
    "recourse": {
        "by": _ACTOR,
        "hop": _HOP,
        "ground": thing("any"),
        "sort": Kind("choice", "recourse_class"),
        "cap": MONEY,
        "covers": listing(Kind("choice", "covers")),
    },
    "belonging": {
        "holder": _ACTOR,
        "person": thing("party"),
        "capacity": Kind("choice", "capacity"),
        "mixed": Kind("choice", "provision"),
        "charged": Kind("choice", "provision"),
        "perfected": Kind("choice", "provision"),
        "falls_to": _ACTOR,
    },
    "hop": {"transferor": _ACTOR, "transferee": _ACTOR},
}
"""Fields of things that are derived and stand in no file; those of ``hop`` are added to trusts and transfers."""

DERIVED_WORDS: dict[str, dict[str, str]] = {"recourse_class": dict.fromkeys(("credit", "warranty", "dilution"), "")}
