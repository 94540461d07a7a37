"""How wishes become changes of a deal: in a plan the term is written as it is to be; in a closed deal it is changed from a day on.

Nothing that happened is written anew. Of a record that runs (an appointment, a support, a holding) the old one ends the day before, and a new one
with the changed term begins; of any other record the fact changes by day (``dated``). Whether that is enough is for the engine to say: a rule that
looks at the day of signing sees the old term.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from legalmodel.base.places import Path
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.variants.wish import Otherwise, Way
from legalmodel.model.scenario import Change, Scenario
from legalmodel.text.changes import GONE, at

RENEWED = ("agencies", "guarantees", "hedges", "governance", "ownership", "charges", "loans", "ties", "investments")
"""Sections whose records end and begin anew where a term of them is changed."""
_MAPS = ("evidence", "status", "unknown", "assumed", "sourced", "dated", "stated", "checked", "notes")


class Setting(NamedTuple):
    """The data of the deal, whether it is only planned, and the day from which changes hold in a deal that is closed."""

    data: Any
    planned: bool
    day: date

    @property
    def as_of(self) -> date | None:
        """The day that the deal is looked at from once the changes hold; None for a plan."""
        return None if self.planned else self.day

    def scenario(self, way: Way, renewed: tuple[Path, ...] = ()) -> Scenario:
        """Return the deal's scenario with all wishes of a way, and with records that are only made anew, on the same terms."""
        return Scenario(self.changes(way, renewed), self.as_of)

    def changes(self, way: Way, renewed: tuple[Path, ...] = ()) -> tuple[Change, ...]:
        """Return the changes, record by record in their order."""
        made: list[Change] = []
        by_record: dict[Path, list[Otherwise]] = {path: [] for path in renewed}
        for wish in sorted(way, key=str):
            by_record.setdefault(wish.path if wish.new else wish.record, []).append(wish)
        for record, wishes in by_record.items():
            if wishes and wishes[0].new:
                made.append(self._added(wishes[0]))
            elif self.planned:
                made += [change for wish in wishes for change in self._set(wish)]
            elif record[0] in RENEWED:
                made += self._anew(record, wishes)
            else:
                made += [change for wish in wishes for change in self._by_day(wish)]
        return tuple(made)

    def _set(self, wish: Otherwise) -> list[Change]:
        return [Change(wish.path, wish.data), *self._no_more_evidence(wish)]

    def _no_more_evidence(self, wish: Otherwise) -> list[Change]:
        """Take out what backs the old value of a fact, where it has papers of its own: they do not say the new one."""
        own = (*wish.path[:-1], "evidence", wish.path[-1])
        return [Change(own)] if at(self.data, own) is not GONE else []

    def _added(self, wish: Otherwise) -> Change:
        data = wish.data
        for field in ("since", "date"):
            if not self.planned and field in data:
                data[field] = self.day.isoformat()
        return Change(wish.path, data, new=True)

    def _anew(self, record: Path, wishes: list[Otherwise]) -> list[Change]:
        old = at(self.data, record)
        if not isinstance(old, dict):
            return [Change(wish.path, wish.data) for wish in wishes]
        new = {
            field: value for field, value in old.items() if field not in _MAPS and field not in ("until", "document", "release")
        }
        if "document" in old:
            new["document"] = old["document"]
        for wish in wishes:
            new = _put(new, wish.path[2:], wish.data)
        new |= {"since": self.day.isoformat(), "until": "none"}
        ends = (self.day - timedelta(days=1)).isoformat()
        return [Change((*record, "until"), ends), Change((record[0], f"{record[1][:40]}_anew"), new, new=True)]

    def _by_day(self, wish: Otherwise) -> list[Change]:
        now = at(self.data, wish.path)
        steps: dict[str, Any] = {}
        if now is not GONE and not isinstance(now, dict):
            steps[self._first().isoformat()] = now
        steps[self.day.isoformat()] = wish.data
        taken = [Change(wish.path)] if now is not GONE else []
        return [*taken, Change((*wish.path[:-1], "dated", wish.path[-1]), steps)]

    def _first(self) -> date:
        """Return a day from which what the file says without a day surely held: long before the changes."""
        closing = at(self.data, ("deal", "closing"))
        try:
            return min(date.fromisoformat(str(closing)), self.day - timedelta(days=1)).replace(month=1, day=1)
        except ValueError:
            return date(self.day.year - 1, 1, 1)


def setting_of(result: Checked, redraft: bool = False) -> Setting:
    """Return how changes are made: in a plan, or a redraft, in place; in a closed deal from the last day that the file tells of."""
    now = result.judgment.as_of or result.judgment.run_day
    known = result.graph.cut.tells_to
    planned = redraft or (result.graph.cut.proposed is True and result.judgment.as_of is None)
    return Setting(result.source.data, planned, min(now, known) if known else now)


def _put(data: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    head, rest = path[0], path[1:]
    inner = data.get(head)
    return {**data, head: _put(inner if isinstance(inner, dict) else {}, rest, value) if rest else value}


def renewable(path: Path) -> bool:
    """Tell whether a record can be made anew on the same terms, so that a rule of its first day looks at another day."""
    return len(path) == 2 and path[0] in RENEWED
