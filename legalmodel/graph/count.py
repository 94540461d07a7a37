"""How many facts a deal gives, and how firm they are."""

from typing import Any

from legalmodel.base.values import NONE, Items, U
from legalmodel.graph.graph import Graph
from legalmodel.model.record import MAPS

_PAPERS = ("documents", "assumptions", "acceptances")


def count_facts(graph: Graph) -> tuple[int, dict[str, int]]:
    """Return the number of facts given, and by status (signed, public_summary ...) those that name a source; most first."""
    given = 0
    by_status: dict[str, int] = {}
    sourced = any(
        record.evidence or record.status for record in graph.records.values()
    )  # of thousands of facts, most files back none
    for path, record in graph.records.items():
        if path[0] in _PAPERS:
            continue
        for field, value in record.__dict__.items():
            if field not in MAPS and _is_fact(value):
                given += 1
                if not sourced:
                    continue
                statuses = {c.status for c in graph.teller.evidence(path, field) if c.status}
                for status in sorted(statuses)[:1]:
                    by_status[status] = by_status.get(status, 0) + 1
    return given, dict(sorted(by_status.items(), key=lambda item: (-item[1], item[0])))


def _is_fact(value: Any) -> bool:
    return (
        value is not None
        and not isinstance(value, (U, Items, dict))
        and (value is NONE or not hasattr(value, "model_fields_set"))
    )
