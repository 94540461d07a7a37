"""Power that stands in other sections than ownership: seats, management, trusts behind a holder, classes that direct, ties, parents.

What only weighs leaves control open and never gives it. An estate matters here only as a holder of stakes: its trustee, its settlor and its
beneficiaries may each be behind what it holds; where the file does not name them all, anybody may be.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.kleene import both
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import NONE, Items, Missing, Truth, U, unknown
from legalmodel.graph.days import in_force
from legalmodel.graph.grounds import Definition, weigh
from legalmodel.graph.truth import View, whole
from legalmodel.model.types import WORDS

_UNREPORTED: Final = frozenset(("natural_persons", "non_consolidating", "no_lei", "non_public", "legal_obstacles", "exempt"))
"""Reasons for which a parent is not reported though there may be one."""
_STRONG, _WEAK = frozenset(("direct_trustee",)), frozenset(
    ("revoke_trust", "replace_trustee", "take_back_assets", "change_management", "dispose_interest", "change_beneficiaries")
)  # fmt: skip  # short parts read together: one a line would take a screen
"""Powers by which a settlor directs a trust, and powers that have to be weighed."""


class Link(NamedTuple):
    """One ground of power of somebody (``U``: of anybody) over a company or an estate, and the record it stands in."""

    owner: Thing | U
    of: Thing
    truth: Truth
    ground: str
    record: Thing
    fields: tuple[str, ...]


class Pact(NamedTuple):
    """Two whose votes may be, or (``about`` a company) are, cast together."""

    one: Thing
    other: Thing
    about: tuple[Thing, ...]
    truth: Truth
    ground: str
    record: Thing


def links(view: View, actors: Iterable[Thing], holders: Container[Thing], rule: Definition, day: date | None) -> Iterator[Link]:
    """Yield the links that count under a definition; ``holders`` are those who own stakes."""
    if not rule.agreements:
        return
    for read in (_seats, _work, _classes):
        yield from (link for link in read(view, holders, day) if link.ground in rule.grounds)
    for actor in actors:
        if actor.sort == "estate" and actor in holders:
            yield from (link for link in _estate(view, actor, day) if link.ground in rule.grounds)
        parents = actor.fields.get("parents")
        if "parent" in rule.grounds and isinstance(parents, Items) and parents.known:
            yield from _parents(actor, parents, day)
    if "group" in rule.grounds:
        yield from _stated(view, day)


def pacts(view: View, rule: Definition, day: date | None) -> Iterator[Pact]:
    """Yield who acts together with whom: by a tie that says so, as a family, or as a nominee by appointment."""
    for tie in view.section("ties") if rule.counts("acting_together") else ():
        kind, (one, other) = tie.get("kind", day), _both(tie, "of", "to", day)
        truth = (
            both(in_force(tie, day), is_word(kind, "acting_together", WORDS["tie"])) if kind != "family" else in_force(tie, day)
        )
        if truth is not False and one and other and (kind != "family" or (_natural(one) and _natural(other))):
            about = tie.get("about", day) if "about" in tie.fields and kind != "family" else ()
            yield Pact(one, other, about if isinstance(about, tuple) else (), truth, "acting_together", tie)
    for agency in view.section("agencies") if rule.counts("nominee") else ():
        agent, principal = _both(agency, "agent", "principal", day)
        truth = both(in_force(agency, day), is_word(agency.get("function", day), "nominee_holding", WORDS["function"]))
        if truth is not False and agent and principal:
            yield Pact(principal, agent, (), truth, "nominee", agency)


def undisclosed(view: View, rule: Definition) -> frozenset[Missing]:
    """Return what a file says is not known about whole sections: somebody unlisted may then have power by any of them."""
    sections = ("ties", "agencies") if rule.agreements else ()
    return frozenset(m for name in sections for m in view.section(name).open if m.reason != "open list")


def _seats(view: View, _: Container[Thing], day: date | None) -> Iterator[Link]:
    """More than half of the seats of a board that one appoints; an officer whom one appoints may be the manager."""
    named: dict[tuple[Thing, Thing], list[tuple[Thing, Truth]]] = {}
    for tie in view.section("ties"):
        kind, company = tie.get("kind", day), _party(tie.get("to", day), day)
        if "named_by" not in tie.fields or company is None or (running := in_force(tie, day)) is False:
            continue
        seat, by = both(running, is_word(kind, "seat", WORDS["tie"])), tie.get("named_by", day)
        # who named a director is not known, so that anybody may have named the board
        if isinstance(by, U) and seat is not False:
            yield Link(by, company, U(by.missing), "board", tie, ("named_by",))
        # a company that fills its own seats controls itself no more than before
        elif (namer := _party(by, day)) and namer is not company and seat is not False:
            if kind in ("officer", "trustee_seat") or isinstance(kind, U):
                yield Link(namer, company, weigh((*tie.path, "kind")), "manager", tie, ("named_by", "kind"))
            elif is_word(kind, "director", WORDS["tie"]) is True:
                named.setdefault((namer, company), []).append((tie, seat))
    for (namer, company), ties in named.items():
        count = _board(view, company, day)
        sure, most = sum(truth is True for _, truth in ties), len(ties)
        if not isinstance(count, Decimal):
            yield Link(namer, company, count, "board", ties[0][0], ("named_by",))
        # a majority of all seats, taken or not: half of the board is not control of it
        elif 2 * most > count:
            truth: Truth = True if 2 * sure > count else next(truth for _, truth in ties if truth is not True)
            yield Link(namer, company, truth, "board", ties[0][0], ("named_by",))


def _board(view: View, company: Thing, day: date | None) -> Decimal | U:
    for record in view.section("governance"):
        if record.get("of", day) is company and in_force(record, day) is True:
            seats = record.get("directors", day)
            return seats if isinstance(seats, Decimal | U) else unknown((*record.path, "directors"))
    return unknown(("governance",), "absent")


def _work(view: View, holders: Container[Thing], day: date | None) -> Iterator[Link]:
    """Who manages a company, or an estate that holds stakes, by appointment."""
    for agency in view.section("agencies"):
        agent, principal = _both(agency, "agent", "principal", day)
        truth = both(in_force(agency, day), is_word(agency.get("function", day), "management", WORDS["function"]))
        if truth is not False and agent and principal and (principal.sort == "party" or principal in holders):
            yield Link(
                agent, principal, weigh((*agency.path, "function")), "manager", agency, ("agent", "principal", "function")
            )


def _classes(view: View, holders: Container[Thing], day: date | None) -> Iterator[Link]:
    """Whoever holds a class that directs the others may direct its issuer."""
    for security in view.section("securities"):
        until = security.fields.get("directs_until", NONE)
        issuer = _party(security.get("issuer", day), day)
        # a class without the right to direct until something happens directs nobody
        if until is NONE or issuer is None or (issuer.sort != "party" and issuer not in holders):
            continue
        held = view.section("investments")
        doubt = weigh((*security.path, "directs_until"))
        for holding in held:
            if holding.get("of", day) is security and in_force(holding, day) is not False:
                holder = holding.get("holder", day)
                owner = holder if isinstance(holder, U) else _party(holder, day)
                if owner is not None and owner is not issuer:
                    yield Link(owner, issuer, doubt, "class", holding, ("holder", "of"))
        if held.open:
            yield Link(U(held.open), issuer, doubt, "class", security, ("directs_until",))


def _estate(view: View, estate: Thing, day: date | None) -> Iterator[Link]:
    """Who may be behind what an estate holds: its holder, and by each trust settlor, protectors and beneficiaries."""
    holder = estate.get("held_by", day)
    for person in _each(holder, day):
        yield Link(person, estate, weigh((*estate.path, "held_by")), "trustee", estate, ("held_by", "capacity"))
    trusts = [t for t in view.section("trusts") if t.get("estate", day) is estate]
    if isinstance(holder, U):
        yield Link(holder, estate, holder, "trustee", estate, ("held_by",))
    if not trusts:
        # no trust is listed for the estate: whoever settled it may have kept any power
        missing = view.section("trusts").open or frozenset((Missing((*estate.path, "held_by"), "weighed"),))
        yield Link(U(missing), estate, U(missing), "settlor", estate, ("held_by",))
    for trust in trusts:
        yield from _behind(trust, estate, day)


def _behind(trust: Thing, estate: Thing, day: date | None) -> Iterator[Link]:
    settlor, powers = trust.get("settlor", day), trust.get("settlor_powers", day)
    truth: Truth = powers if isinstance(powers, U) else False
    if isinstance(powers, tuple) and powers:
        # to revoke or to direct is power as it stands; several settlors have it together, which is weighed
        direct = bool(_STRONG.intersection(powers)) and isinstance(settlor, Thing) and not settlor.members
        truth = direct or (weigh((*trust.path, "settlor_powers")) if _WEAK.union(_STRONG).intersection(powers) else False)
    if truth is not False:
        yield from (Link(p, estate, truth, "settlor", trust, ("settlor", "settlor_powers")) for p in _each(settlor, day))
        if isinstance(settlor, U):
            yield Link(settlor, estate, settlor, "settlor", trust, ("settlor",))
    protectors = trust.get("protectors", day) if "protectors" in trust.fields else ()
    for person in protectors if isinstance(protectors, tuple) else ():
        if (found := _party(person, day)) is not None:
            yield Link(found, estate, weigh((*trust.path, "protectors")), "protector", trust, ("protectors",))
    if isinstance(protectors, U):
        yield Link(protectors, estate, protectors, "protector", trust, ("protectors",))
    people = trust.fields.get("beneficiaries")
    for one in people.known if isinstance(people, Items) else ():
        who = one.get("who", day)
        if in_force(one, day) is not False and who is not NONE:
            owner = who if isinstance(who, U) else _party(who, day)
            if owner is not None and owner is not estate:
                yield Link(owner, estate, weigh((*one.path, "who")), "beneficiary", one, ("who", "share"))
    if isinstance(people, Items) and people.open:
        yield Link(U(people.open), estate, U(people.open), "beneficiary", trust, ("beneficiaries",))


def _parents(actor: Thing, parents: Items, day: date | None) -> Iterator[Link]:
    """Yield each parent said to consolidate a party; one that is not reported may be anybody."""
    for parent in parents:
        if in_force(parent, day) is False:
            continue
        who = parent.get("who", day) if "who" in parent.fields else NONE
        if (found := _party(who, day)) and found is not actor:
            yield Link(found, actor, weigh((*parent.path, "who")), "parent", parent, ("who", "level"))
        elif isinstance(who, U) or parent.get("not_reported", day) in _UNREPORTED:
            doubt = who if isinstance(who, U) else unknown((*parent.path, "who"))
            yield Link(doubt, actor, doubt, "parent", parent, ("not_reported",))


def _stated(view: View, day: date | None) -> Iterator[Link]:
    """Two that are said to be of one group: the label decides nothing, but neither is it passed over."""
    for tie in view.section("ties"):
        one, other = _both(tie, "of", "to", day)
        if tie.get("kind", day) == "same_group_as_stated" and one and other and in_force(tie, day) is not False:
            # a group has no direction: either may be the one above
            for a, b in ((one, other), (other, one)):
                # nobody controls a human being
                if not _natural(b):
                    yield Link(a, b, weigh((*tie.path, "kind")), "group", tie, ("of", "to", "kind"))


def seated(view: View, company: Thing, day: date | None) -> Iterator[tuple[Thing, Thing, Truth]]:
    """Yield who has a seat (director, supervisor, officer) with a company, the tie, and whether it is so on the day."""
    for tie in view.section("ties"):
        person, of = _both(tie, "of", "to", day)
        if person is not None and of is not None and of.path == company.path:
            truth = both(in_force(tie, day), is_word(tie.get("kind", day), "seat", WORDS["tie"]))
            if truth is not False:
                yield person, tie, truth


def _each(value: Any, day: date | None) -> list[Thing]:
    """Return the persons who stand together in one place, or the one who does."""
    found = (_party(member, day) for member in (value.members or (value,))) if isinstance(value, Thing) else ()
    return [person for person in found if person is not None]


def _both(record: Thing, one: str, other: str, day: date | None) -> tuple[Thing | None, Thing | None]:
    return _party(record.get(one, day), day), _party(record.get(other, day), day)


def _party(value: Any, day: date | None) -> Thing | None:
    return whole(value, day) if isinstance(value, Thing) else None


def _natural(thing: Thing) -> bool:
    return thing.fields.get("form") == "natural_person"
