"""How firm the facts are that decide a test: from a document, stated by somebody, or neither (semantics, second part, C)."""

from collections.abc import Iterable, Mapping
from typing import Final

from legalmodel.base.facts import Fact, leaves
from legalmodel.base.places import Path
from legalmodel.base.values import Missing
from legalmodel.judgment.now import Now
from legalmodel.logic.prove import Proof, by_absence, deciding
from legalmodel.model.record import Record
from legalmodel.model.words import MACHINE

_PAPERS: Final = frozenset(("signed", "certified", "found_by_court", "undisputed"))
_NOBODY_STATED: Final = frozenset(("computed", "from_memory", MACHINE))
_UNSURE: Final = _NOBODY_STATED


def not_on_paper(proofs: Iterable[Proof], now: Now) -> frozenset[Missing]:
    """Return the facts that decide some tests and are not from a document: signed, certified, found by a court or undisputed.

    What is made up may be illustrative, and a plan may rest on drafts. Nothing counts that is only assumed.
    """
    counts = _PAPERS | ({"illustrative"} if now.about == "made_up" else set()) | ({"draft"} if now.plan else set())
    return frozenset(Missing(f.path, "no document") for f in declared(proofs) if not _on_paper(f, counts))


def _on_paper(fact: Fact, counts: frozenset[str]) -> bool:
    return not fact.assumed and any(c.status in counts for c in fact.evidence)


def unsure(proofs: Iterable[Proof]) -> frozenset[Missing]:
    """Return the facts that decide some tests and are assumed, computed, remembered or drafted by a machine."""
    return frozenset(
        Missing(f.path, "no document") for f in declared(proofs) if f.assumed or any(c.status in _UNSURE for c in f.evidence)
    )


def not_stated(proofs: Iterable[Proof], now: Now) -> frozenset[Missing]:
    """Return the facts that decide some tests and that nobody stated: computed, remembered, assumed, drafted by a machine or worked out by the tool.

    Of a real deal what has no source is not stated either, nor that a list names all there is.
    """
    proofs = tuple(proofs)
    found = {Missing(f.path, "not stated") for f in _in_the_end(proofs) if not _stated(f, now)}
    # no source of a real deal says that nothing else exists; the author who closed the list does
    if now.about == "real" and any(by_absence(p) for p in proofs):
        found.add(_WHOLE)
    return frozenset(found)


_WHOLE: Final = Missing(("deal", "complete"), "not stated")
"""That lists name all there is: no source says it, the author of the file does."""


def _stated(fact: Fact, now: Now) -> bool:
    # without a place a fact was worked out by the tool, whatever it rests on
    if fact.assumed or not fact.path or any(c.status in _NOBODY_STATED for c in fact.evidence):
        return False
    return now.about != "real" or any(c.document or c.status for c in fact.evidence)


def unverified(records: Mapping[Path, Record], said_of_file: Mapping[str, str]) -> tuple[Missing, ...]:
    """Return the facts of a file that a machine drafted and no person has confirmed, in the order of the file, those of the file itself first.

    All of them, and not only those that decide: one that is wrong may be why a rule was not even asked.
    """
    found: list[tuple[Path, Mapping[str, str]]] = [((), said_of_file)]
    found += [(path, record.status) for path, record in records.items() if record.status]
    drafted = [Missing((*path, name), "not verified") for path, said in found for name, how in said.items() if how == MACHINE]
    papers = [Missing((*p, "standing"), "not verified") for p, r in records.items() if getattr(r, "standing", None) == MACHINE]
    return (*drafted, *papers)


def declared(proofs: Iterable[Proof]) -> Iterable[Fact]:
    """Yield the facts of the file on which some tests rest in the end."""
    return (f for f in _in_the_end(proofs) if f.path)


def _in_the_end(proofs: Iterable[Proof]) -> Iterable[Fact]:
    for proof in proofs:
        for fact in deciding(proof):
            yield from leaves(fact)
