"""The hypothesis that parties fail: on which day it is put, and what the file then says.

It is put whole, so that nothing is open merely because a supposed case has no papers: filed, accepted and, where it is one of liquidation,
declared on the day, not ended, under the law of the party's seat, and the list of proceedings as complete as it was.
"""

from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.places import Path
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.checked import Checked
from legalmodel.model.scenario import Change, Scenario, adding, failing

LIQUIDATION = "bankruptcy_liquidation"


class FailureDay(NamedTuple):
    """The day on which parties are supposed to fail, and the day that the deal is looked at from (None: a plan, which is not cut)."""

    day: date
    as_of: date | None
    why: str
    """``asked``, ``planned`` (closing of a plan), ``closing`` (of a deal that has ended) or ``known`` (the last day the file tells of)."""


def day_of_failure(checked: Checked, asked: date | None = None) -> FailureDay:
    """Return the day to suppose: the one asked for; of a plan its closing; of a deal that has ended its closing; else the last the file knows."""
    graph, judgment = checked.graph, checked.judgment
    now = judgment.as_of or judgment.run_day
    proposed = graph.cut.proposed is True and judgment.as_of is None
    closing = latest(graph.deal.fields.get("closing"))
    closed = closing.last if isinstance(closing, Span) else None
    if asked:
        return FailureDay(asked, None if proposed else asked, "asked")
    if proposed:
        return FailureDay(max(closed or now, now), None, "planned")
    if closed and _has_ended(graph):
        return FailureDay(closed, closed, "closing")
    known = graph.cut.tells_to
    day = min(now, known) if known else now
    return FailureDay(day, day, "known")


def _has_ended(graph: Graph) -> bool:
    """Tell whether every class of the deal, or every estate in it, has ended as far as the file tells."""
    last = graph.cut.tells_to or graph.cut.last
    return bool(last) and any(_all_ended(graph, *pair, last) for pair in (("securities", "ended"), ("estates", "ends")))


def _all_ended(graph: Graph, section: str, field: str, last: date | None) -> bool:
    ends = [latest(record.fields.get(field)) for record in graph.section(section).known]
    return bool(ends) and all(isinstance(end, Span) and last is not None and end.last <= last for end in ends)


def supposed(checked: Checked, parties: tuple[Thing, ...], fails: FailureDay, kind: str = "") -> Scenario:
    """Return the deal's scenario in which a proceeding over each of some parties is opened on a day."""
    changes: list[Change] = [failing(p.id, fails.day, **_case(p, fails.day, kind)) for p in parties]
    changes += _as_complete(checked.source.data)
    return Scenario(tuple(changes), fails.as_of)


def _case(party: Thing, day: date, kind: str) -> dict[str, Any]:
    sort = kind or usual_kind(party)
    case: dict[str, Any] = {"kind": sort, "filed": day.isoformat(), "ended": "none"}
    case["declared"] = day.isoformat() if sort == LIQUIDATION else "none"
    seat = latest(party.fields.get("seat"))
    if isinstance(seat, str):
        case["law"] = seat.partition("-")[0]
        if seat == "CN" and sort == LIQUIDATION and latest(party.fields.get("form")) == "commercial_bank":
            case["consent"] = (
                "banking regulator (supposed)"  # without it no court takes the case: the hypothesis is that one does
            )
    return case


def usual_kind(party: Thing) -> str:
    """Return the proceeding by which such a party fails: a receivership of a bank whose deposits are insured under federal law of the United States."""
    seat, insured = latest(party.fields.get("seat")), latest(party.fields.get("deposits_insured_by"))
    in_states = isinstance(seat, str) and seat.partition("-")[0] == "US"
    return "receivership" if in_states and isinstance(insured, str) else LIQUIDATION


def _as_complete(data: Any) -> list[Change]:
    """Say that no further proceeding is listed, if the deal says so of its own."""
    if not isinstance(data, dict):
        return []
    listed = data.get("complete")
    if data.get("proceedings") != "none" or (isinstance(listed, list) and "proceedings" in listed):
        return []
    path: Path = ("complete", str(len(listed))) if isinstance(listed, list) else ("complete",)
    return [adding(".".join(path), "proceedings" if len(path) > 1 else ["proceedings"])]
