"""Appointments by the role that their work is that of: what roles there are is data (``graph/roles.yaml``)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from legalmodel.base.kleene import either
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Missing, Truth, U
from legalmodel.graph.over_time import index, lacking, steps, things
from legalmodel.graph.roles import Role

Fitting = list[tuple[Thing, Truth]]
"""Appointments whose work is that of a role, each with whether that is sure."""


class Appointed:
    """The appointments of a deal, each looked at once and not once a role. ``functions`` is the tree of words for work."""

    __slots__ = ("_by_function", "_by_principal", "_for_nobody", "agencies", "functions", "roles")

    def __init__(self, agencies: Items, roles: Mapping[str, Role], functions: Mapping[str, str]) -> None:
        self.agencies, self.roles, self.functions = agencies, roles, functions
        self._by_function = {word: role.id for role in roles.values() for word in role.functions}
        self._by_principal = index(agencies, "principal")
        self._for_nobody: dict[str, frozenset[Missing]] | None = None

    def to(self, vehicle: Thing, day: date | None) -> dict[str, Fitting]:
        """Return by role the appointments that a vehicle, or whoever holds it, made."""
        found: dict[str, Fitting] = {}
        for agency in self._made_by(vehicle):
            for role, fits in self._roles_of(agency, day).items():
                found.setdefault(role, []).append((agency, fits))
        return found

    def for_nobody(self, role: Role) -> frozenset[Missing]:
        """Return what is missing of appointments that do not say for whom, the same for every vehicle."""
        if self._for_nobody is None:
            unsaid: dict[str, set[Missing]] = {}
            for agency in self.agencies:
                if lacking(agency, "principal"):
                    for id in self._roles_of(agency, None):
                        unsaid.setdefault(id, set()).update(lacking(agency, "agent", "principal", "function"))
            self._for_nobody = {id: frozenset(missing) for id, missing in unsaid.items()}
        return self._for_nobody.get(role.id, frozenset())

    def _made_by(self, vehicle: Thing) -> Iterator[Thing]:
        """Yield the appointments by a vehicle, then those by whoever holds it."""
        yield from self._by_principal.get(vehicle, ())
        for holder in things(vehicle.fields.get("held_by"), None) if vehicle.sort == "estate" else ():
            yield from self._by_principal.get(holder, ())

    def _roles_of(self, agency: Thing, day: date | None) -> dict[str, Truth]:
        """Return the roles that the work is that of, or may be: the nearest word above it that some role names."""
        works = [work if isinstance(work, U) else self._role_of(work) for work in steps(agency, "function", day)]
        if len(works) == 1 and isinstance(works[0], str):
            return {works[0]: True}
        roles = [role.id for role in self.roles.values() if role.functions]
        fits = {role: either(*[work if isinstance(work, U) else work == role for work in works]) for role in roles}
        return {role: truth for role, truth in fits.items() if truth is not False}

    def _role_of(self, word: Any) -> str:
        while isinstance(word, str) and word and word not in self._by_function:
            word = self.functions.get(word, "")
        return self._by_function.get(word, "") if isinstance(word, str) else ""
