"""Control, with stakes added up over everything already controlled, until nothing changes.

X controls Y when X and all that X controls together hold the part of Y that the definition asks for, or when one of them directs Y
under an agreement (if the definition counts agreements). A chain of majorities alone would miss stakes that only together reach it.

Asked twice, on what surely holds and on what may hold:

- Surely: only stakes whose owner, part and days are known. A class of persons holds nothing as one, so it surely controls nobody.
- May: an unknown stake is at most all that the known stakes of others leave free; a holder who is a class, unnamed or unknown may be
  anybody; a list of ownership that is not declared complete may hold any missing stake. So on an open list the answer is no only if
  the known stakes of others leave too little free, and never under a definition that counts agreements, because an agreement not
  listed needs no shares. On a complete list a stake that mentions no agreement has none. Nobody controls a natural person.

Votes are ``votes``, else ``shares``: the file writes votes only where they differ from the capital. A branch counts as the
legal person that it is part of. Capacity: what an estate holds is not added to what its trustee holds for itself, because
the trustee votes it for others. Everybody controls itself.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import Missing, Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import View, identity, is_class, whole

_ALL, _NOTHING = Decimal(1), Decimal(0)


class Definition(NamedTuple):
    """What control means to one statute: which part of ``votes`` or ``shares``, more than it (``strict``) or at least it."""

    threshold: Decimal = Decimal("0.5")
    strict: bool = True
    measure: str = "votes"
    agreements: bool = True


MAJORITY = {"majority": Definition()}


class _Stake(NamedTuple):
    owner: Thing | U
    of: Thing | U
    low: Decimal
    high: Decimal
    agreement: Truth
    missing: frozenset[Missing]
    record: Thing

    @property
    def vague(self) -> bool:
        """Tell whether the owner may be anybody."""
        return not isinstance(self.owner, Thing) or not self.owner.certain


class _Index:
    """The stakes of one day under one definition, by company and by owner."""

    __slots__ = ("by_owner", "in_company", "rule", "slack", "taken", "to_all", "vague")

    def __init__(self, rule: Definition, stakes: list[_Stake], open: frozenset[Missing]) -> None:
        self.rule, self.slack = rule, open
        self.in_company: dict[Path, list[_Stake]] = {}
        self.by_owner: dict[Path, list[_Stake]] = {}
        self.taken: dict[Path, Decimal] = {}
        self.vague: dict[Path, Decimal] = {}
        self.to_all: list[Thing] | None = None
        """The companies that somebody with no known stake may control, once they are looked for."""
        for stake in stakes:
            self.enter(stake)

    def enter(self, stake: _Stake) -> None:
        """Sort in one stake. A stake in a company not known may be in any: it opens the list of each."""
        if not isinstance(stake.of, Thing) or not stake.of.certain:
            self.slack |= stake.missing
        if not isinstance(stake.of, Thing):
            return
        company = stake.of.path
        self.in_company.setdefault(company, []).append(stake)
        if isinstance(stake.owner, Thing):
            self.by_owner.setdefault(stake.owner.path, []).append(stake)
        if stake.vague:
            self.vague[company] = self.vague.get(company, _NOTHING) + stake.high
        else:
            self.taken[company] = self.taken.get(company, _NOTHING) + stake.low

    def enough(self, part: Decimal) -> bool:
        return part > self.rule.threshold if self.rule.strict else part >= self.rule.threshold

    def may_hold(self, company: Path, low: Decimal, high: Decimal) -> Decimal:
        """Return the most that a group may hold of a company in which it is known to hold at least ``low``."""
        free = _ALL - self.taken.get(company, _NOTHING) + low
        most = _ALL if self.slack else high + self.vague.get(company, _NOTHING)
        return max(low, min(free, most))

    def anybody_may(self, company: Path) -> bool:
        """Tell whether somebody with no known stake may control a company."""
        if self.enough(self.may_hold(company, _NOTHING, _NOTHING)) or (self.slack and self.rule.agreements):
            return True
        return any(stake.vague and stake.agreement is not False for stake in self.in_company.get(company, ()))


class Control:
    """Answers who controls whom in one deal."""

    __slots__ = ("_closures", "_indexes", "actors", "definitions", "view", "work")

    def __init__(self, view: View, actors: Callable[[], Iterator[Thing]], definitions: Mapping[str, Definition]) -> None:
        self.view, self.actors = view, actors
        self.definitions = {**MAJORITY, **definitions}
        self.work = 0
        """Stakes looked at so far, counted for tests of speed."""
        self._indexes: dict[tuple[str, date | None], _Index] = {}
        self._closures: dict[tuple[str, date | None, Path, bool], dict[Path, Thing]] = {}

    def controls(self, a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        """Tell whether ``a`` controls ``b`` under a definition; KeyError if there is no such definition."""
        a, b = whole(a, day), whole(b, day)
        if a.path == b.path or b.path in self.reach(a, by, day, may=False):
            return True
        if _natural(b):
            return False
        if vague := identity(a) | identity(b):
            return U(vague)
        index = self.index(by, day)
        if index.anybody_may(b.path) or b.path in self.reach(a, by, day, may=True):
            return U(self.differ(index, a, b, by, day))
        return False

    def index(self, by: str, day: date | None) -> _Index:
        """Return the stakes of a day, read once."""
        if (by, day) not in self._indexes:
            rule, records = self.definitions[by], self.view.section("ownership")
            stakes = [s for record in records if (s := _stake(record, rule, day))]
            self._indexes[by, day] = _Index(rule, stakes, records.open)
        return self._indexes[by, day]

    def reach(self, a: Thing, by: str, day: date | None, *, may: bool) -> dict[Path, Thing]:
        """Return ``a`` and all that it controls, in the order in which control arises."""
        key = (by, day, a.path, may)
        if key not in self._closures:
            index = self.index(by, day)
            first = [a, *self._open_to_all(index)] if may and (index.slack or index.vague) else [a]
            self._closures[key] = self._spread(index, first, may)
        return self._closures[key]

    def _open_to_all(self, index: _Index) -> list[Thing]:
        if index.to_all is None:
            index.to_all = [c for c in self.actors() if not _natural(c) and index.anybody_may(c.path)]
        return index.to_all

    def _spread(self, index: _Index, first: list[Thing], may: bool) -> dict[Path, Thing]:
        """Add companies as soon as the stakes gathered so far reach the threshold; each stake is looked at once."""
        reached = {thing.path: thing for thing in first}
        waiting = list(reached.values())
        low: dict[Path, Decimal] = {}
        high: dict[Path, Decimal] = {}
        for holder in waiting:
            for stake in index.by_owner.get(holder.path, ()):
                self.work += 1
                company = stake.of
                if not isinstance(company, Thing) or company.path in reached:
                    continue
                path = company.path
                low[path] = low.get(path, _NOTHING) + (_NOTHING if may and stake.vague else stake.low)
                high[path] = high.get(path, _NOTHING) + (_NOTHING if stake.vague else stake.high)
                part = index.may_hold(path, low[path], high[path]) if may else low[path]
                if index.enough(part) or stake.agreement is True or (may and isinstance(stake.agreement, U)):
                    reached[path] = company
                    waiting.append(company)
        return reached

    def differ(self, index: _Index, a: Thing, b: Thing, by: str, day: date | None) -> frozenset[Missing]:
        """Return the facts not known on the way from ``b`` up to ``a``."""
        surely, perhaps = self.reach(a, by, day, may=False), self.reach(a, by, day, may=True)
        missing, waiting, seen = set(index.slack), [b.path], {b.path}
        for company in waiting:
            for stake in index.in_company.get(company, ()):
                owner = stake.owner.path if isinstance(stake.owner, Thing) else ()
                if stake.vague or owner in perhaps:
                    missing |= stake.missing
                if owner in perhaps and owner not in surely and owner not in seen:
                    seen.add(owner)
                    waiting.append(owner)
        return frozenset(missing)

    def firm(self, by: str, day: date | None) -> bool:
        """Tell whether all owners are known: then nobody controls a company without a stake in it or above it."""
        index = self.index(by, day)
        return not index.slack and not index.vague and not index.enough(_NOTHING)

    def above(self, b: Thing, by: str, day: date | None) -> tuple[Thing, ...]:
        """Return a company and everybody who holds in it or in its holders."""
        index, b = self.index(by, day), whole(b, day)
        seen = {b.path: b}
        for company in (waiting := [b]):
            for stake in index.in_company.get(company.path, ()):
                if isinstance(stake.owner, Thing) and stake.owner.path not in seen:
                    seen[stake.owner.path] = stake.owner
                    waiting.append(stake.owner)
        return tuple(seen.values())

    def why(self, a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        """Return the fact that ``a`` controls ``b``, or does not, with the stakes that it rests on."""
        a, b = whole(a, day), whole(b, day)
        surely, index = self.reach(a, by, day, may=False), self.index(by, day)
        truth = self.controls(a, b, by, day)
        stakes = self._witnesses(index, list(surely), b.path) if truth is True else index.in_company.get(b.path, [])
        because = tuple(self._told(stake, index.rule, day) for stake in stakes)
        how = "controls" if truth is True else "does not control" if truth is False else "may control"
        return (Fact(f"{self.view.label(a)} {how} {self.view.label(b)}", truth, (), because, by),)

    def _witnesses(self, index: _Index, order: list[Path], b: Path) -> list[_Stake]:
        """Return the stakes by which control over ``b`` arises, those nearest to the top first."""
        rank = {path: n for n, path in enumerate(order)}
        found: list[_Stake] = []
        wanted, seen = [b], {b}
        for company in wanted:
            for stake in index.in_company.get(company, ()):
                owner = stake.owner.path if isinstance(stake.owner, Thing) else ()
                if rank.get(owner, len(order)) < rank.get(company, 0) and (stake.low or stake.agreement is True):
                    found.append(stake)
                    if owner not in seen:
                        seen.add(owner)
                        wanted.append(owner)
        return sorted(found, key=lambda s: (rank[s.of.path] if isinstance(s.of, Thing) else 0, s.record.path))

    def _told(self, stake: _Stake, rule: Definition, day: date | None) -> Fact:
        measure = _measure(stake.record, rule)
        by_agreement = stake.agreement is True
        part = stake.record.get(measure, day)
        size = f"{(part * 100).normalize():f}% of the {measure}" if isinstance(part, Decimal) else f"a part of the {measure}"
        how = "directs, under an agreement," if by_agreement else f"holds {size} in"
        text = f"{self.view.label(stake.owner)} {how} {self.view.label(stake.of)}"
        extra = ("agreement",) if by_agreement else (measure,)
        return self.view.relation(stake.record, text, ("owner", "of", *extra, "since", "until"), day)


def _natural(thing: Thing) -> bool:
    return thing.fields.get("form") == "natural_person"


def _measure(record: Thing, rule: Definition) -> str:
    return "votes" if rule.measure == "votes" and "votes" in record.fields else "shares"


def _stake(record: Thing, rule: Definition, day: date | None) -> _Stake | None:
    """Read one stake on a day; None if it does not hold then, or holds nothing."""
    running = in_force(record, day)
    owner, of = (_party(record, field, day) for field in ("owner", "of"))
    if running is False or owner is None or of is None or owner is of:
        return None
    part = _part(record, _measure(record, rule), day)
    agreement = _agreement(record, day) if rule.agreements else False
    missing = frozenset(m for v in (running, owner, of, part, agreement) if isinstance(v, U) for m in v.missing)
    high = part if isinstance(part, Decimal) else _ALL
    low = part if isinstance(part, Decimal) and running is True else _NOTHING
    for side in (owner, of):
        missing |= identity(side) if isinstance(side, Thing) else frozenset()
    if isinstance(owner, Thing) and is_class(owner):
        low, agreement = _NOTHING, agreement if agreement is False else U(identity(owner))
    if running is not True and agreement is True:
        agreement = running
    return _Stake(owner, of, low, high, agreement, missing, record)


def _party(record: Thing, field: str, day: date | None) -> Thing | U | None:
    value = record.get(field, day)
    return whole(value, day) if isinstance(value, Thing) else value if isinstance(value, U) else None


def _part(record: Thing, measure: str, day: date | None) -> Decimal | U:
    value: Any = record.get(measure, day)
    return value if isinstance(value, Decimal | U) else _NOTHING


def _agreement(record: Thing, day: date | None) -> Truth:
    if "agreement" not in record.fields:
        return False
    value = record.get("agreement", day)
    return value if isinstance(value, U) else isinstance(value, str)
