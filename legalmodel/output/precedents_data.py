"""Decided cases for programs: one case, and what cases say of the facts of a deal, as plain data."""

from collections.abc import Iterable
from typing import Any

from legalmodel.law.precedents import Precedent
from legalmodel.precedents.answer import Answer
from legalmodel.precedents.argue import Argument, Ply, Shared, argue

FORM = "legalmodel/precedents/1"


def case_data(case: Precedent) -> dict[str, Any]:
    """Return one case as plain data."""
    form = case.form
    return {
        "id": case.id, "doctrine": case.doctrine.id, "name": dict(form.name), "cite": form.cite, "court": case.court.id,
        "decided": form.decided, "purpose": form.purpose, "outcome": form.outcome, "standing": form.standing,
        "standing_note": form.standing_note, "read": form.read, "counts": case.counts, "dimensions": dict(form.dimensions),
        "present": list(form.present), "absent": list(form.absent), "reason": list(form.reason),
        "from_memory": list(form.from_memory), "facts": form.facts, "held": form.held, "sources": list(form.sources),
    }  # fmt: skip  # a table: one row a line


def data(answers: Iterable[Answer]) -> dict[str, Any]:
    """Return answers as plain data: state, law asked, what is known, each case with what it forces, the arguments by id."""
    return {"format": FORM, "answers": [_data(answer) for answer in answers]}


def _data(answer: Answer) -> dict[str, Any]:
    doctrine, situation = answer.doctrine, answer.situation
    levels = {
        id: [doctrine.dimensions[id].levels[place].id for place in sorted(places)] for id, places in situation.levels.items()
    }
    return {
        "doctrine": doctrine.id,
        "subject": ".".join(answer.subject.path) if answer.subject else None,
        "purpose": answer.purpose,
        "law": answer.law._asdict(),
        "state": answer.state,
        "side": answer.side or None,
        "known": dict(situation.factors),
        "levels": levels,
        "supposed": sorted(situation.supposed),
        "cases": [
            {"id": a.case.id, "outcome": a.case.outcome, "binds": a.binds, "forces": a.forced, "forces_by_reason": a.by_reason}
            for a in answer.asked
        ],
        "arguments": [_argument(each) for each in argue(answer)],
        "lacks": list(answer.lacks),
        "conflicts": [[one.id, other.id] for one, other in answer.conflicts],
    }


def _argument(argument: Argument) -> dict[str, Any]:
    in_vain = [{"facts": list(each.facts), "cases": [case.id for case in each.cases]} for each in argument.in_vain]
    return {"for": argument.side, "cites": [_ply(ply) for ply in argument.plies], "in_vain": in_vain}


def _ply(ply: Ply) -> dict[str, Any]:
    countered = [_shared(each) for each in ply.countered_by]
    return {**_shared(ply.cited), "countered_by": countered}


def _shared(shared: Shared) -> dict[str, Any]:
    return {"case": shared.case.id} | {name: list(ids) for name, ids in zip(shared._fields[1:], shared[1:], strict=True)}
