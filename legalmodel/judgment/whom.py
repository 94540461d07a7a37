"""For which hops, vehicles, classes and failing parties findings count, found once for all rules that are asked of the same subjects."""

from operator import attrgetter

from legalmodel.base.things import Thing
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.roles import Roles
from legalmodel.law.compile import CompiledRule

Said = tuple[CompiledRule, tuple[Finding, ...]]
"""A rule and its findings."""

_Spread = dict[object, tuple[int, ...]]
"""By target: where in a list of subjects those stand that count for it."""


class Whom:
    """Sorts findings by the targets that they count for."""

    __slots__ = ("_all", "_spreads", "roles")

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self._all: dict[str, tuple[object, ...]] = {}
        self._spreads: dict[tuple[str, tuple[Thing | None, ...]], _Spread] = {}

    def by_target(self, said: list[Said], counts_for: str) -> dict[object, tuple[Finding, ...]]:
        """Return the findings by hop, vehicle, class or failing party; what is said of the deal as a whole counts for each."""
        rules = [(findings, self._spread(tuple(map(_SUBJECT, findings)), counts_for)) for _, findings in said]
        merged: dict[tuple[int, ...], tuple[Finding, ...]] = {}
        by_target = {}
        for target in dict.fromkeys([target for _, spread in rules for target in spread]):
            stand = [spread.get(target, ()) for _, spread in rules]
            # by which lists they are: targets for which the same subjects count share these
            if (key := tuple(map(id, stand))) not in merged:
                parts = zip(rules, stand, strict=True)
                merged[key] = tuple([findings[n] for (findings, _), numbers in parts for n in numbers])
            by_target[target] = merged[key]
        return by_target

    def of(self, finding: Finding, counts_for: str) -> tuple[object, ...]:
        """Return the targets that a finding counts for."""
        return self._of(finding.subject, counts_for)

    def _of(self, about: Thing | None, counts_for: str) -> tuple[object, ...]:
        # what is said of the deal as a whole is said of each of its parts
        if about is None or about.sort == "deal":
            return self._targets(counts_for)
        return self.roles.targets_of(about, counts_for)

    def _spread(self, subjects: tuple[Thing | None, ...], counts_for: str) -> _Spread:
        """Return where in a list of subjects those stand that count for each target.

        What counts for the same targets is put together once and not once a target: a record that names no vehicle counts for all.
        """
        if (counts_for, subjects) in self._spreads:
            return self._spreads[counts_for, subjects]
        groups: dict[int, tuple[tuple[object, ...], list[int]]] = {}
        for n, subject in enumerate(subjects):
            whom = self._of(subject, counts_for)
            groups.setdefault(id(whom), (whom, []))[1].append(n)
        of: dict[object, list[int]] = {target: [] for target in self._targets(counts_for)}
        for key, (whom, _) in groups.items():
            for target in whom:
                # a finding may be about a class that does not surely stand, which no line is about
                of.setdefault(target, []).append(key)
        merged = {keys: tuple(sorted([n for key in keys for n in groups[key][1]])) for keys in set(map(tuple, of.values()))}
        found = self._spreads[counts_for, subjects] = {target: merged[tuple(keys)] for target, keys in of.items()}
        return found

    def _targets(self, counts_for: str) -> tuple[object, ...]:
        if counts_for not in self._all:
            roles = self.roles
            whole = {"hop": roles.hops, "vehicle": roles.vehicles, "class": roles.classes}
            failing = tuple([f for f in roles.failing if counts_for in f.asked])
            self._all[counts_for] = whole.get(counts_for, failing)
        return self._all[counts_for]


_SUBJECT = attrgetter("subject")
