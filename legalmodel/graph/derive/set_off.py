"""Set-off: claims of debtors, or of others, against the side that gave the assets or services them, that may be set off.

A claim counts that runs on the day against the transferor of a hop or a servicer of its taker, that is written down
for a pool which passes at the hop, and that no clause or law keeps from being set off. Up to when the law lets a debtor use it (notice,
falling due, the same contract) is not asked here: the fields of the claim say so. A branch counts as its legal person.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Items, Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import Gather, View, one, whole


class SetOff:
    """Answers what can be set off against claims that passed; takes who does what for whom."""

    __slots__ = ("performs", "view")

    def __init__(self, view: View, performs: Callable[[str, Thing, date | None], Items]) -> None:
        self.view, self.performs = view, performs

    def set_off(self, hop: Thing, day: date | None) -> Items:
        """Return the claims that may be set off against the assets of a hop."""
        listed = self.view.section("claims")
        owing, assets = _Owing(self._owing(hop, day), day), hop.get("assets", day)
        passed = {asset.path for asset in assets} if isinstance(assets, tuple) else assets
        gather = Gather(listed.open)
        for claim in listed:
            gather.add(claim, _counts(claim, passed, owing, day))
        return gather.items()

    def why(self, hop: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each claim that can, or may, be set off."""
        found = self.set_off(hop, day)
        sure = tuple(self._told(claim, "can", day) for claim in found.known)
        return (*sure, *(self._told(claim, "may", day) for claim, _ in found.doubtful))

    def _told(self, claim: Thing, can: str, day: date | None) -> Fact:
        creditor, debtor = (self.view.label(claim.get(side, day)) for side in ("creditor", "debtor"))
        names: dict[str, Any] = {"creditor": creditor, "debtor": debtor}
        if can == "may":
            text = Phrase("a claim of {creditor} against {debtor} may perhaps be set off", **names)
        else:
            text = Phrase("a claim of {creditor} against {debtor} can be set off", **names)
        fields = ("creditor", "debtor", "amount", "pool", "arises_from", "set_off_excluded_by", "since", "until")
        return self.view.relation(claim, text, fields, day)

    def _owing(self, hop: Thing, day: date | None) -> list[tuple[Any, Truth]]:
        """Return against whom a claim counts, each with how sure that is."""
        taker = hop.get("transferee", day)
        owing: list[tuple[Any, Truth]] = [(hop.get("transferor", day), True)]
        if not isinstance(taker, Thing):
            return [*owing, (merge((taker,)), True)] if isinstance(taker, U) else owing
        work = self.performs("servicing", taker, day)
        owing += [*((agent, True) for agent in work.known), *work.doubtful]
        # a servicer that is not listed is somebody, against whom a debtor may have a claim too
        return [*owing, (U(work.open), True)] if work.open else owing


class _Owing:
    """Against whom a claim counts, by legal person; those who may be somebody else stand apart."""

    __slots__ = ("all", "named", "vague")

    def __init__(self, owing: list[tuple[Any, Truth]], day: date | None) -> None:
        self.all = [(whole(actor, day) if isinstance(actor, Thing) else actor, sure) for actor, sure in owing]
        self.named: dict[Path, list[tuple[Any, Truth]]] = {}
        self.vague: list[tuple[Any, Truth]] = []
        for actor, sure in self.all:
            firm = isinstance(actor, Thing) and actor.certain
            (self.named.setdefault(actor.path, []) if firm else self.vague).append((actor, sure))

    def have(self, debtor: Any, day: date | None) -> Truth:
        """Tell whether a debtor is among them."""
        debtor = whole(debtor, day) if isinstance(debtor, Thing) else debtor
        firm = isinstance(debtor, Thing) and debtor.certain
        # a named debtor is looked up, a debtor who may be anybody is held against everybody
        near = [*self.named.get(debtor.path, ()), *self.vague] if firm else self.all
        return either(*(both(sure, one(debtor, actor)) for actor, sure in near))


def _counts(claim: Thing, passed: Any, owing: _Owing, day: date | None) -> Truth:
    against = owing.have(claim.get("debtor", day), day)
    excluded = claim.get("set_off_excluded_by", day)
    # only ``none`` says that nothing excludes it; silence is waited for
    free: Truth = excluded if isinstance(excluded, U) else excluded is NONE
    return both(in_force(claim, day), against, free, _against_these(claim, passed, day))


def _against_these(claim: Thing, passed: Any, day: date | None) -> Truth:
    """Tell whether a claim might be set off against a pool among the assets that pass at the hop."""
    pool = claim.get("pool", day)
    if pool is NONE or passed is NONE:
        return False
    if isinstance(pool, U) or not isinstance(passed, set):
        return merge((pool, passed))
    return pool.path in passed
