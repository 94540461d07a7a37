"""What decided cases say of a subject: settled, one way so far, or open; and which law was asked, in the order in which it must be.

1. Who would wind up the transferor selects the body of law. 2. Which state's law characterises the act, and which perfects it, is found first and told.
3. Only cases of that family of law, on the same question for the same purpose, are asked; a holding on the law of one state, a uniform text
included, binds under no other. 4. *Settled* needs a holding that binds the forum, in force, read in the opinion itself, that leaves no way
round. 5. Some questions are never settled by cases.
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
from legalmodel.logic.scope import Scope
from legalmodel.precedents.force import Forced, forces
from legalmodel.precedents.situation import Situation, compiled, of_case, of_subject, subjects, suppose

State = Literal["settled", "one_way_so_far", "open", "no_law_named", "no_cases"]
Lack = Literal["never", "two_laws", "winding_up", "regime", "governing_law", "nothing_binding", "not_read"]
"""Why nothing is settled: the question never is; the laws of two families meet; it is not known who winds up the transferor; that is not done
under the general law; the law that characterises the act is not known; no holding binds the forum; the one that does was not read whole."""


class LawAsked(NamedTuple):
    """Which law a subject is under: each a code, or empty where no fact of the deal says it.

    ``selects`` tells which selects the body of law: ``forum``, the law of whoever winds up the transferor, or ``law``, that which governs
    the subject. ``regime`` is the id of the way in which the transferor is wound up, where it is not the general one.
    """

    winding_up: str
    characterises: str
    perfects: str
    selects: str = "forum"
    regime: str = ""

    @property
    def body(self) -> str:
        """The body of law whose cases are asked: that of whoever winds up the transferor, else that which governs."""
        first, second = self.winding_up, self.characterises
        return first or second if self.selects == "forum" else second or first


class CaseAsked(NamedTuple):
    """One case beside one situation: what it forces, and whether it binds the forum."""

    case: Precedent
    forced: Forced
    by_reason: Forced
    binds: bool


class Answer(NamedTuple):
    """What cases say of one subject; ``lacks`` tells why nothing is settled."""

    doctrine: Doctrine
    subject: Thing | None
    law: LawAsked
    state: State
    side: str
    asked: tuple[CaseAsked, ...]
    apart: tuple[Precedent, ...]
    situation: Situation
    conflicts: tuple[tuple[Precedent, Precedent], ...]
    purpose: str
    lacks: tuple[Lack, ...] = ()


def cases_for(library: Library, doctrine: Doctrine, graph: Graph, supposed: Mapping[str, str] | None = None) -> list[Answer]:
    """Return what the cases on a doctrine say of each record of a deal that it asks of, on the day of its act, for each purpose that has cases.

    Raises BadRequest if something supposed is no fact of the doctrine.
    """
    found = []
    for subject in subjects(doctrine, graph):
        day = _day_of(subject)
        situation = suppose(of_subject(doctrine, subject, graph, day), doctrine, supposed or {})
        law = law_asked(library, doctrine, subject, graph, day)
        found.append(answer(library, doctrine, subject, law, situation))
        others = (answer(library, doctrine, subject, law, situation, purpose) for purpose in doctrine.also)
        found += [other for other in others if other.asked]
    return found


def _day_of(subject: Thing) -> date | None:
    """Return the day on which an act took effect, if it is known to the day; None else."""
    dates = subject.fields.get("dates")
    effective = dates.get("effective") if isinstance(dates, Thing) else None
    return effective.first if isinstance(effective, Span) and effective.first == effective.last else None


def law_asked(library: Library, doctrine: Doctrine, subject: Thing, graph: Graph, day: date | None) -> LawAsked:
    """Return which law a subject is under, as far as facts of the deal say."""
    party = subject.get(doctrine.forum, day) if doctrine.forum else None
    person = graph.ask("person", (party,), day) if isinstance(party, Thing) else None
    seat = person.get("seat", day) if isinstance(person, Thing) else None
    own = subject.get(doctrine.law, day) if doctrine.law else None
    perfects = subject.get("law_of_priority", day) if doctrine.law and doctrine.each == "hop" else None
    winding_up, characterises, perfection = (code if isinstance(code, str) else "" for code in (seat, own, perfects))
    regime = _regime(library, person, seat, graph, day)
    return LawAsked(winding_up, characterises, perfection, doctrine.selects, regime)


def _regime(library: Library, person: object, seat: object, graph: Graph, day: date | None) -> str:
    """Return how a party is wound up where its own law does not do it in the general way; nothing else."""
    if not isinstance(person, Thing) or not isinstance(seat, str):
        return ""
    scope = Scope({"party": person}, day, graph)
    asked = (each for each in library.regimes if lies_within(seat, each.body, date.max, date.max))
    return next((each.id for each in asked if compiled(each.when, "party").run(scope) is True), "")


def answer(
    library: Library, doctrine: Doctrine, subject: Thing | None, law: LawAsked, situation: Situation, purpose: str = ""
) -> Answer:
    """Return what the cases on a doctrine say of a situation under a law, for a purpose (the doctrine's usual one unless given)."""
    purpose = purpose or doctrine.purpose
    cases = library.on(doctrine.id)
    body = library.family(law.body) if law.body else ""
    asked = [_asked(case, law, situation) for case in cases if _speaks(case, body, purpose)]
    apart = [case for case in cases if not _speaks(case, body, purpose)]
    lacks = _lacks(library, doctrine, law)
    state, side = _state(doctrine, law, asked, lacks)
    lacks += _unbound(asked, state, side)
    found = tuple(asked), tuple(apart), situation, conflicts(case.case for case in asked)
    return Answer(doctrine, subject, law, state, side, *found, purpose, () if state == "settled" else lacks)


def _speaks(case: Precedent, family: str, purpose: str) -> bool:
    """Tell whether a case is asked at all: it counts, its law is of the same family, its purpose is the same."""
    return case.counts and case.form.purpose == purpose and case.court.family == family


def _asked(case: Precedent, law: LawAsked, situation: Situation) -> CaseAsked:
    return CaseAsked(case, forces(case, situation), forces(case, situation, "reason"), binds(case, law))


def binds(case: Precedent, law: LawAsked) -> bool:
    """Tell whether a holding binds the forum.

    On federal law it binds the courts of the circuit, if it is stated that federal law decided: on the law of a state a federal court binds
    nobody. Every other court binds on its own law alone, whatever uniform text that law follows.
    """
    federal = case.court.on == "federal"
    governed = case.form.law if federal else case.form.law or case.court.body
    if governed != case.court.body if federal else not _within(governed, case.court.body):
        return False
    at = law.winding_up if federal else law.characterises
    return _within(at, governed) and any(_within(at, body) for body in case.court.binds)


def _within(place: str, body: str) -> bool:
    return bool(place) and bool(lies_within(place, body, date.max, date.max))


def _lacks(library: Library, doctrine: Doctrine, law: LawAsked) -> tuple[Lack, ...]:
    """Return what keeps a question from being settled whatever the cases are."""
    families = {library.family(code) for code in (law.winding_up, law.characterises) if code}
    of_forum = doctrine.selects == "forum"
    found: list[tuple[Lack, bool]] = [
        ("never", not doctrine.settles),
        ("winding_up", of_forum and not law.winding_up),
        ("regime", bool(law.regime)),
        ("governing_law", bool(doctrine.law) and not law.characterises),
        ("two_laws", of_forum and bool(doctrine.law) and len(families) > 1),
    ]
    return tuple(lack for lack, so in found if so)


def _unbound(asked: list[CaseAsked], state: State, side: str) -> tuple[Lack, ...]:
    """Return what the cases lack that go one way: none binds, or none that does was read whole."""
    if state != "one_way_so_far":
        return ()
    binding = [a for a in asked if a.case.outcome == side and a.forced == "every" and a.binds]
    if not binding:
        return ("nothing_binding",)
    return () if any(a.case.form.read == "whole" for a in binding) else ("not_read",)


def _state(doctrine: Doctrine, law: LawAsked, asked: list[CaseAsked], lacks: tuple[Lack, ...]) -> tuple[State, str]:
    if not law.body:
        return "no_law_named", ""
    if not asked:
        return "no_cases", ""
    if "two_laws" in lacks:
        return "open", ""  # no case of one law says what an act under another comes to
    for side in doctrine.sides:
        others = [a for a in asked if a.case.outcome != side and "none" not in (a.forced, a.by_reason)]
        forcing = [a for a in asked if a.case.outcome == side and a.forced == "every"]
        if forcing and not others:
            settled = not lacks and any(a.binds and a.case.form.read == "whole" for a in forcing)
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
