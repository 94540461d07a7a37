"""Take deals into a book: each is read and its facts laid down; what cannot be used is set aside with its faults."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import ENGLISH, say, speaking
from legalmodel.base.values import Span
from legalmodel.book.facts import facts_of
from legalmodel.book.finding_rows import plain_name
from legalmodel.book.intake import TakenDeal, take
from legalmodel.book.lawstate import engine_digest
from legalmodel.book.pool import work
from legalmodel.book.schemas import REMOVED, Rows
from legalmodel.book.store import Store, Unit, write_shard
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.text.json_events import as_json
from legalmodel.text.read import Source, read_bytes

UNIT = 200
"""Deals of a unit; the first ones are smaller, so that a small book too is work for several processes."""
_STEP = 20
ENTRIES_OF_UNIT = 1_000_000
"""Entries are numbered from the number of their unit times this."""


class Counts(NamedTuple):
    """What became of the deals of the sources."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0

    def __add__(self, other: "Counts") -> "Counts":  # type: ignore[override]  # counts are added, not joined
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class KnownDeal(NamedTuple):
    """What the book has under a name: its last version, the digest of the last thing taken in, whether that was good, and whether the
    deal was taken out since.
    """

    version: int
    last: str
    good: bool
    removed: bool = False


_NEW = KnownDeal(0, "", False)


class _Lot(NamedTuple):
    unit: int
    folder: str
    added: datetime
    taken: tuple[tuple[TakenDeal, int], ...]
    """Each with the version it would be."""


class _TakenIn(NamedTuple):
    unit: Unit
    counts: Counts


def add(
    store: Store,
    sources: Iterable[Path],
    *,
    under: str = "",
    processes: int = 1,
    now: datetime | None = None,
    progress: Callable[[Counts], None] | None = None,
) -> Counts:
    """Take in the deals of sources; a deal is known by its name, and what differs from its last version is a further one.

    What is in the book already costs a look at its digest. Raises BadRequest; what was taken in until then stays.
    """
    added = (now or datetime.now(UTC)).replace(tzinfo=None)
    roots = _roots(store, sources, under)
    engine = engine_digest()
    as_before = store.state.settings.get("read_by") == engine  # what was refused by other code is tried again
    known, total = known_deals(store), Counts()
    store.commit(roots=roots)

    def jobs() -> Iterator[_Lot]:
        nonlocal total
        unit, lot, seen = store.state.next_unit, list[tuple[TakenDeal, int]](), set[str]()
        for source in sources:
            for taken in take(source, under):
                if taken.deal in seen:  # told under a name of its own, or the first one would no longer be as it was taken in
                    name = _another(taken.deal, seen)
                    taken = TakenDeal(name, taken.format, b"", say("the sources hold two files of this name"))
                seen.add(taken.deal)
                old, digest = known.get(taken.deal, _NEW), sha256(taken.raw).hexdigest()
                if digest == old.last and (old.good or as_before) and not taken.trouble:
                    total += Counts(same=1)
                    continue
                lot.append((taken, old.version + 1))
                if len(lot) == min(UNIT, _STEP * unit):
                    yield _Lot(unit, str(store.folder), added, tuple(lot))
                    unit, lot = unit + 1, []
        if lot:
            yield _Lot(unit, str(store.folder), added, tuple(lot))

    for made in work(_take_in, jobs(), processes):
        store.commit(made.unit._replace(read_by=engine))
        total += made.counts
        if progress:
            progress(total)
    if not as_before:
        store.commit(settings={"read_by": engine})
    return total


def _another(name: str, seen: Container[str]) -> str:
    """Return the first of ``name (2)``, ``name (3)`` … that was not seen."""
    return next(other for n in count(2) if (other := f"{name} ({n})") not in seen)


def known_deals(store: Store) -> dict[str, KnownDeal]:
    """Return what the book has, by name."""
    import pyarrow.parquet as pq

    found: dict[str, KnownDeal] = {}
    for file in store.files("entries"):
        table = pq.read_table(file, columns=["deal", "version", "sha256", "good", "code"])
        for deal, version, digest, good, code in zip(*(column.to_pylist() for column in table.columns), strict=True):
            old = found.get(deal, _NEW)
            removed = code == REMOVED or (old.removed and not good)
            found[deal] = KnownDeal(version if good else old.version, digest, good, removed)
    return found


def _roots(store: Store, sources: Iterable[Path], under: str) -> dict[str, str]:
    """Return where names begin; two places may not share one, unless that is asked for. Raises BadRequest."""
    roots = dict(store.state.roots)
    for source in sources:
        place = source.resolve()
        base = under or place.name
        if not under and roots.get(base, str(place)) != str(place):
            raise BadRequest(
                say("the book has deals under '{base}' already, from {place}", base=base, place=roots[base]),
                say("give these another name: --under NAME; the same name means that they are further versions"),
            )
        roots[base] = str(place)
    return roots


def _take_in(job: _Lot) -> _TakenIn:
    """Read the deals of a unit and write its shards."""
    entries, facts = Rows("entries"), Rows("facts")
    counts = Counts()
    for n, (taken, version) in enumerate(job.taken):
        head = (job.unit * ENTRIES_OF_UNIT + n, job.added, sha256(taken.raw).hexdigest(), len(taken.raw), taken.format)
        try:
            source, deal = _deal_of(taken)
        except (BadInput, BadRequest) as error:
            entries.add((taken.deal, 0, *head, False, *[""] * 5, None, "", None, *_fault(error), None, ""))
            counts += Counts(refused=1)
            continue
        plain = "" if source.is_json else as_json(source.data)
        entries.add((taken.deal, version, *head, True, *_said(deal), 0, None, "", "", "", taken.raw, plain))
        key = (taken.deal, version)
        for fact in facts_of(deal):
            facts.add(key + fact)
        counts += Counts(new=1) if version == 1 else Counts(changed=1)
    put = partial(write_shard, Path(job.folder))
    names = [put(rows.table, job.unit, [rows.batch()]) for rows in (entries, facts)]
    return _TakenIn(Unit(job.unit, names[0], names[1], counts.new + counts.changed, counts.refused), counts)


def _deal_of(taken: TakenDeal) -> tuple[Source, Deal]:
    if taken.trouble:
        raise BadRequest(taken.trouble)
    with speaking(ENGLISH):  # what is kept is the same whoever takes it in
        source = read_bytes(taken.raw, f"{taken.deal}.{taken.format}")
        return source, parse(source)


def _fault(error: BadInput | BadRequest) -> tuple[int, int, str, str, str]:
    if isinstance(error, BadRequest):
        return 1, 0, "not-taken-in", error.cause, error.fix
    first = error.faults[0]
    return len(error.faults), first.place.line, first.code, first.cause, first.fix


def _said(deal: Deal) -> tuple[object, ...]:
    """Return what a deal says of itself, as the table of entries has it."""
    facts = deal.deal
    if facts is None:
        return ("", "", "", "", "", None, "", None)
    words = (facts.about, facts.asset_class, facts.route, facts.stage)
    return (
        plain_name(facts.name),
        *(str(word) if word else "" for word in words),
        _last(facts.closing),
        facts.currency or "",
        _last(facts.known_until),
    )


def _last(day: object) -> object:
    return day.last if isinstance(day, Span) else None
