"""Set-off: claims of debtors, or of others, against the side that gave the assets or services them, that may be set off.

A claim counts that runs on the day against the transferor of a hop or a servicer of its taker, that is written down
for a pool which passes at the hop, and that no clause or law keeps from being set off. Up to when the law lets a debtor use it (notice,
falling due, the same contract) is not asked here: the fields of the claim say so. A branch counts as its legal person.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.things import Thing, same
from legalmodel.base.values import NONE, Items, Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import Gather, View, both, either, merge, whole


class SetOff:
    """Answers what can be set off against claims that passed; takes who does what for whom."""

    __slots__ = ("performs", "view")

    def __init__(self, view: View, performs: Callable[[str, Thing, date | None], Items]) -> None:
        self.view, self.performs = view, performs

    def set_off(self, hop: Thing, day: date | None) -> Items:
        """Return the claims that may be set off against the assets of a hop."""
        listed = self.view.section("claims")
        owing = self._owing(hop, day)
        gather = Gather(listed.open)
        for claim in listed:
            gather.add(claim, self._counts(claim, hop, owing, day))
        return gather.items()

    def why(self, hop: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each claim that can, or may, be set off."""
        found = self.set_off(hop, day)
        sure = tuple(self._told(claim, "can", day) for claim in found.known)
        return (*sure, *(self._told(claim, "may", day) for claim, _ in found.doubtful))

    def _told(self, claim: Thing, can: str, day: date | None) -> Fact:
        creditor, debtor = (self.view.label(claim.get(side, day)) for side in ("creditor", "debtor"))
        verb = "may perhaps be" if can == "may" else "can be"
        fields = ("creditor", "debtor", "amount", "pool", "arises_from", "set_off_excluded_by", "since", "until")
        return self.view.relation(claim, f"a claim of {creditor} against {debtor} {verb} set off", fields, day)

    def _owing(self, hop: Thing, day: date | None) -> list[tuple[Any, Truth]]:
        """Return against whom a claim counts, each with how sure that is."""
        taker = hop.get("transferee", day)
        owing: list[tuple[Any, Truth]] = [(hop.get("transferor", day), True)]
        if not isinstance(taker, Thing):
            return [*owing, (merge((taker,)), True)] if isinstance(taker, U) else owing
        work = self.performs("servicing", taker, day)
        owing += [*((agent, True) for agent in work.known), *work.doubtful]
        return [*owing, (U(work.open), True)] if work.open else owing

    def _counts(self, claim: Thing, hop: Thing, owing: list[tuple[Any, Truth]], day: date | None) -> Truth:
        debtor = claim.get("debtor", day)
        against = either(*(both(sure, _one(debtor, actor, day)) for actor, sure in owing))
        excluded = claim.get("set_off_excluded_by", day)
        free: Truth = excluded if isinstance(excluded, U) else excluded is NONE
        return both(in_force(claim, day), against, free, self._against_these(claim, hop, day))

    def _against_these(self, claim: Thing, hop: Thing, day: date | None) -> Truth:
        """Tell whether a claim might be set off against a pool that passes at the hop."""
        pool, assets = claim.get("pool", day), hop.get("assets", day)
        if pool is NONE or assets is NONE:
            return False
        if isinstance(pool, U) or not isinstance(assets, tuple):
            return merge((pool, assets))
        return any(asset.path == pool.path for asset in assets)


def _one(debtor: Any, actor: Any, day: date | None) -> Truth:
    if isinstance(debtor, Thing) and isinstance(actor, Thing):
        return same(whole(debtor, day), whole(actor, day))
    return merge((debtor, actor)) if isinstance(debtor, U) or isinstance(actor, U) else False
