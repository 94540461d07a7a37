"""Signatures: who stands for which answers, on which file, by which law; and whether that still holds.

A signature is a record of the log. It holds only while everything that it was given on has the same digest, and no row in its
scope has changed since. A name in a sheet is a claim; it is confirmed by that person's own signature.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from legalmodel import __version__
from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import Phrase, say
from legalmodel.base.values import Span
from legalmodel.judgment.checked import Checked
from legalmodel.law.attested import same_name
from legalmodel.law.digest import attested_digest, law_digest
from legalmodel.review.columns import JUDGEMENTS, NAMES, WEIGH
from legalmodel.review.log import Log, LogEntry

MAKER, CHECKER = "maker", "checker"
ALL = "all"
"""The scope of a signature for the whole of a review."""

_WHAT = {
    "deal": Phrase("the deal file"),
    "law": Phrase("the law"),
    "attestations": Phrase("attestations of law"),
    "version": Phrase("the version of legalmodel"),
    "law_on": Phrase("the day of the law"),
    "as_of": Phrase("the day as of which is asked"),
}
"""What a signature was given on, and is void without."""


class Wish(NamedTuple):
    """What somebody signs: name, role, how identified, scope, documents seen (id -> digest of the copy, or empty), a judgement with reasons."""

    name: str
    role: str
    identified: str
    scope: tuple[str, ...] = (ALL,)
    seen: Mapping[str, str] = {}
    judgement: str = ""
    because: str = ""


def digests(checked: Checked) -> dict[str, str]:
    """Return what a signature is given on: digests of file, law and attestations, the version, the days asked for."""
    judgment, packs = checked.judgment, checked.law.packs
    return {
        "deal": checked.source.sha256,
        "law": law_digest(packs),
        "attestations": attested_digest(packs),
        "version": __version__,
        "law_on": str(judgment.law_on or ""),
        "as_of": str(judgment.as_of or ""),
    }


def signature(wish: Wish, checked: Checked, log: Log, ids: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the record of a signature. ``ids`` are the rows of the checklist by sheet.

    Raises BadRequest if something is missing or names nothing; for a checker also if no maker signed for the same, or the two are one.
    """
    given = digests(checked)
    _refuse(wish, checked, ids)
    earlier = [e for e in log.of("sign") if e.data["role"] == wish.role and _overlap(_scope(e), wish.scope)]
    known = checked.graph.deal.fields.get("known_until")
    record: dict[str, Any] = {
        "name": wish.name,
        "role": wish.role,
        "identified": wish.identified,
        "scope": list(wish.scope),
        "digests": given,
        "run_day": str(checked.judgment.run_day),
        "known_until": str(known.last) if isinstance(known, Span) else "",
        "documents_seen": dict(wish.seen),
        "supersedes": earlier[-1].hash if earlier else "",
        "confirms": [claim.entry.hash for claim in claims(log) if _confirmed_by(claim, wish)],
    }
    if wish.role == CHECKER:
        record["checks"] = _made(wish, log, given).hash
    if wish.judgement:
        record |= {"judgement": wish.judgement, "because": wish.because}
    return record


def _refuse(wish: Wish, checked: Checked, ids: Mapping[str, Collection[str]]) -> None:
    for text, option in ((wish.name, "--as"), (wish.identified, "--identified")):
        if not text.strip():
            raise BadRequest(
                say("{option} is missing", option=option), say("a signature says who signed, and how that was known")
            )
    known = {id for each in ids.values() for id in each}
    for id in wish.scope:
        if id != ALL and id not in known:
            raise BadRequest(say("the checklist has no row '{id}'", id=id), nearest(id, known))
    papers = {paper.id for paper in checked.graph.section("documents").known}
    for id in wish.seen:
        if id not in papers:
            raise BadRequest(say("the deal has no document '{id}'; add it to its documents first", id=id), nearest(id, papers))
    if wish.judgement and (len(wish.scope) != 1 or wish.scope[0] not in ids.get(WEIGH, ())):
        raise BadRequest(
            say("a judgement is on one point that the law weighs"), say("name it with --scope; review export lists them")
        )
    if wish.judgement and (wish.judgement not in JUDGEMENTS or not wish.because.strip()):
        raise BadRequest(say("a judgement needs its reasons"), say("give them with --because"))


def _made(wish: Wish, log: Log, given: Mapping[str, str]) -> LogEntry:
    """Return the maker's signature that a checker checks."""
    for signed in reversed(signatures(log, given)):
        entry: LogEntry = signed.entry
        if entry.data["role"] == MAKER and _covers(_scope(entry), wish.scope) and signed.holds:
            if same_name(entry.data["name"], wish.name) or same_name(entry.data["identified"], wish.identified):
                raise BadRequest(say("maker and checker are one person"), say("a second person signs as checker"))
            return entry
    raise BadRequest(say("no maker's signature that holds covers this"), say("first: legalmodel review sign DEAL --role maker"))


def _scope(entry: LogEntry) -> tuple[str, ...]:
    return tuple(entry.data["scope"])


def _covers(wide: Collection[str], narrow: Iterable[str]) -> bool:
    return ALL in wide or set(narrow) <= set(wide)


def _overlap(one: Collection[str], other: Collection[str]) -> bool:
    return ALL in one or ALL in other or bool(set(one) & set(other))


class NameClaim(NamedTuple):
    """A name that stands in a row of a sheet, in the column of a role; ``confirmed`` if that person signed for the row since."""

    entry: LogEntry
    column: str
    name: str
    confirmed: bool = False


def claims(log: Log) -> list[NameClaim]:
    """Return the names that stand in the rows as the log has them now, each with whether its person signed for the row."""
    latest = {(e.data["sheet"], e.data["id"]): e for e in log.of("row")}
    found = []
    for entry in latest.values():
        for column, name in entry.data["cells"].items():
            if column in NAMES and name:
                signed = any(
                    entry.hash in s.data["confirms"] and same_name(s.data["name"], name) and _role_fits(column, s.data["role"])
                    for s in log.of("sign")
                )
                found.append(NameClaim(entry, column, name, signed))
    return found


def _role_fits(column: str, role: str) -> bool:
    return role == CHECKER if column == CHECKER else role == MAKER


def _confirmed_by(claim: NameClaim, wish: Wish) -> bool:
    fits = _role_fits(claim.column, wish.role) and same_name(claim.name, wish.name)
    return fits and _covers(wish.scope, (claim.entry.data["id"],))


class Signed(NamedTuple):
    """A signature and why it is void; empty if it holds. ``superseded`` if the same role signed again."""

    entry: LogEntry
    void: tuple[str, ...]
    superseded: bool

    @property
    def holds(self) -> bool:
        """Tell whether it counts."""
        return not self.void and not self.superseded


def signatures(log: Log, given: Mapping[str, str]) -> list[Signed]:
    """Return all signatures, each with whether it holds on what is given now."""
    superseded = {e.data["supersedes"] for e in log.of("sign")}
    return [Signed(e, tuple(_void(e, log, given)), e.hash in superseded) for e in log.of("sign")]


def _void(entry: LogEntry, log: Log, given: Mapping[str, str]) -> list[str]:
    """Return why a signature no longer holds, in words."""
    was = entry.data["digests"]
    why = [say("{what} changed since", what=words) for name, words in _WHAT.items() if was.get(name, "") != given[name]]
    later = {e.data["id"] for e in log.of("row") if e.n > entry.n and _covers(_scope(entry), (e.data["id"],))}
    if later:
        why.append(say("{n} rows in its scope changed since", n=len(later)))
    if entry.data["role"] == CHECKER:
        made = next((e for e in log.entries if e.hash == entry.data.get("checks")), None)
        if made is None or _void(made, log, given):
            why.append(say("the maker's signature that it checks does not hold"))
    return why
