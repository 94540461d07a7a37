"""What decided cases say of a subject: settled, one way so far, or open; and which law was asked, in the order in which it must be.

1. Who would wind up the transferor selects the body of law. 2. Which state's law characterises the act, and which perfects it, is found first and told.
3. Only cases of that family of law, on the same question for the same purpose, are asked. 4. *Settled* needs a holding that binds the forum, in force,
read in the opinion itself, that leaves no way round. 5. Some questions are never settled by cases.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from legalmodel.base.jurisdictions import lies_within
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.law.doctrines import Doctrine
from legalmodel.law.precedents import Library, Precedent
from legalmodel.precedents.force import Forced, forces
from legalmodel.precedents.situation import Situation, of_case, of_subject, subjects, suppose

State = Literal["settled", "one_way_so_far", "open", "no_law_named", "no_cases"]


class LawAsked(NamedTuple):
    """Which law a subject is under: each a code, or empty where no fact of the deal says it."""

    winding_up: str
    characterises: str
    perfects: str

    @property
    def body(self) -> str:
        """The law whose courts would decide: that which characterises the act, else that of whoever winds up the transferor."""
        return self.characterises or self.winding_up


class CaseAsked(NamedTuple):
    """One case beside one situation: whether it is of the same family of law and purpose, and what it forces."""

    case: Precedent
    forced: Forced
    by_reason: Forced
    binds: bool


class Answer(NamedTuple):
    """What cases say of one subject."""

    doctrine: Doctrine
    subject: Thing | None
    law: LawAsked
    state: State
    side: str
    asked: tuple[CaseAsked, ...]
    apart: tuple[Precedent, ...]
    situation: Situation
    conflicts: tuple[tuple[Precedent, Precedent], ...]


def cases_for(library: Library, doctrine: Doctrine, graph: Graph, supposed: Mapping[str, str] | None = None) -> list[Answer]:
    """Return what the cases on a doctrine say of each record of a deal that it asks of, on the day of its act.

    Raises BadRequest if something supposed is no fact of the doctrine.
    """
    found = []
    for subject in subjects(doctrine, graph):
        day = _day_of(subject)
        situation = suppose(of_subject(doctrine, subject, graph, day), doctrine, supposed or {})
        found.append(answer(library, doctrine, subject, law_asked(doctrine, subject, graph, day), situation))
    return found


def _day_of(subject: Thing) -> date | None:
    """Return the day on which an act took effect, if it is known to the day; None else."""
    dates = subject.fields.get("dates")
    effective = dates.get("effective") if isinstance(dates, Thing) else None
    return effective.first if isinstance(effective, Span) and effective.first == effective.last else None


def law_asked(doctrine: Doctrine, subject: Thing, graph: Graph, day: date | None) -> LawAsked:
    """Return which law a subject is under, as far as facts of the deal say."""
    party = subject.get(doctrine.forum, day) if doctrine.forum else None
    person = graph.ask("person", (party,), day) if isinstance(party, Thing) else None
    seat = person.get("seat", day) if isinstance(person, Thing) else None
    own = subject.get(doctrine.law, day) if doctrine.law else None
    perfects = subject.get("law_of_priority", day) if doctrine.each == "hop" else None
    return LawAsked(*(code if isinstance(code, str) else "" for code in (seat, own, perfects)))


def answer(
    library: Library, doctrine: Doctrine, subject: Thing | None, law: LawAsked, situation: Situation, purpose: str = ""
) -> Answer:
    """Return what the cases on a doctrine say of a situation under a law, for a purpose (the doctrine's usual one unless given)."""
    purpose = purpose or doctrine.purpose
    cases = library.on(doctrine.id)
    body = library.family(law.body) if law.body else ""
    asked = [_asked(case, law, situation) for case in cases if _speaks(case, body, purpose)]
    apart = [case for case in cases if not _speaks(case, body, purpose)]
    state, side = _state(doctrine, law, asked)
    found = tuple(asked), tuple(apart), situation, conflicts(case.case for case in asked)
    return Answer(doctrine, subject, law, state, side, *found)


def _speaks(case: Precedent, family: str, purpose: str) -> bool:
    """Tell whether a case is asked at all: it counts, its law is of the same family, its purpose is the same."""
    return case.counts and case.form.purpose == purpose and case.court.family == family


def _asked(case: Precedent, law: LawAsked, situation: Situation) -> CaseAsked:
    return CaseAsked(case, forces(case, situation), forces(case, situation, "reason"), binds(case, law))


def binds(case: Precedent, law: LawAsked) -> bool:
    """Tell whether a holding binds the forum: on federal law the courts of its circuit, on a state's law only by that state's highest court."""
    at = law.winding_up if case.court.on == "federal" else law.characterises
    governed = case.form.law or case.court.body
    if case.court.on == "federal" and governed != "US":
        return False  # a federal court that applied the law of a state
    return bool(at) and any(lies_within(at, body, date.max, date.max) for body in case.court.binds)


def _state(doctrine: Doctrine, law: LawAsked, asked: list[CaseAsked]) -> tuple[State, str]:
    if not law.body:
        return "no_law_named", ""
    if not asked:
        return "no_cases", ""
    for side in doctrine.sides:
        others = [a for a in asked if a.case.outcome != side and "none" not in (a.forced, a.by_reason)]
        forcing = [a for a in asked if a.case.outcome == side and a.forced == "every"]
        if forcing and not others:
            settled = doctrine.settles and any(a.binds and a.case.form.read == "whole" for a in forcing)
            return ("settled" if settled else "one_way_so_far"), side
    return "open", ""


def conflicts(cases: Iterable[Precedent]) -> tuple[tuple[Precedent, Precedent], ...]:
    """Return each pair of cases of one family and purpose of which one forces, on the other's own facts, what that other did not decide."""
    cases = [case for case in cases if case.outcome in case.doctrine.sides]
    found = []
    for i, one in enumerate(cases):
        for other in cases[i + 1 :]:
            same = one.partition == other.partition and one.outcome != other.outcome
            if same and "every" in (forces(one, of_case(other)), forces(other, of_case(one))):
                found.append((one, other))
    return tuple(found)
