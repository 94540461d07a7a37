"""Judge a book: what was never judged, and what the law, the code or the day has changed since; unit by unit, in several processes."""

import gc
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import ENGLISH, say, speaking
from legalmodel.book.kernel import KEPT, JudgedRows, Kernel, Settings, StoredDeal, finding_row
from legalmodel.book.lawstate import Changed, changed, law_state, name_of_state
from legalmodel.book.pool import work
from legalmodel.book.store import Store, Unit, write_shard

if TYPE_CHECKING:
    import pyarrow as pa

_OUTPUT = ("findings", "lines", "judged")


class Done(NamedTuple):
    """What judging did: deals judged whole, deals of which only some instruments were asked again, deals left as they were."""

    whole: int = 0
    partly: int = 0
    kept: int = 0

    @property
    def all(self) -> int:
        """All deals."""
        return self.whole + self.partly + self.kept

    def __add__(self, other: "Done") -> "Done":  # type: ignore[override]  # counts are added, not joined
        return Done(*(a + b for a, b in zip(self, other, strict=True)))


class _Job(NamedTuple):
    folder: str
    unit: Unit
    settings: Settings
    law: str
    changed: Changed
    superseded: frozenset[tuple[str, int]]
    sound: bool
    """Whether this very code found its deals to have no fault."""


def check(
    store: Store,
    settings: Settings,
    *,
    processes: int = 1,
    spark: Any = None,
    progress: Callable[[Done, int], None] | None = None,
) -> Done:
    """Judge every deal of a book by the law at hand, on the day asked for; what is judged so already is left.

    With the session ``spark`` the work is done by its machines, which must see the folder of the book under the same path.
    Raises BadInput if a law file cannot be used; BadRequest if there is no room. What was judged until then stays.
    """
    now = law_state(settings.run_day.isoformat(), tuple(Path(pack) for pack in settings.packs))
    law = name_of_state(now)
    store.keep_law(law, now)
    store.commit(settings={"run_day": settings.run_day.isoformat(), "packs": list(settings.packs)})
    since = {name: changed(store.law(name), now) for name in {unit.law for unit in store.state.units.values() if unit.law}}
    since[""] = changed(None, now)
    old = superseded(store)
    done, total = Done(), sum(unit.good for unit in store.state.units.values())
    jobs: list[_Job] = []
    for unit in list(store.state.units.values()):
        if not since[unit.law]:
            done += Done(kept=unit.good)
            if unit.law != law:
                store.commit(unit._replace(law=law))
        else:
            jobs.append(
                _Job(
                    str(store.folder.resolve()),
                    unit,
                    settings,
                    law,
                    since[unit.law],
                    old.get(unit.id, frozenset()),
                    unit.read_by == now["engine"],
                )
            )
    if spark:
        from legalmodel.book.spark import work_on

        done_jobs = work_on(spark, _judge, jobs)
    else:
        done_jobs = work(_judge, jobs, processes)
    for made, counts in done_jobs:
        store.commit(made)
        done += counts
        if progress:
            progress(done, total)
    store.clear()
    return done


def superseded(store: Store) -> dict[int, frozenset[tuple[str, int]]]:
    """Return, by unit, the versions of deals after which there is a later one."""
    import pyarrow.parquet as pq

    last: dict[str, tuple[int, int]] = {}
    found: dict[int, set[tuple[str, int]]] = {}
    for unit in store.state.units.values():
        table = pq.read_table(store.path("entries", unit.entries), columns=["deal", "version"])
        for deal, version in zip(*(column.to_pylist() for column in table.columns), strict=True):
            if not version:
                continue
            if deal in last:
                found.setdefault(last[deal][0], set()).add((deal, last[deal][1]))
            last[deal] = (unit.id, version)
    return {unit: frozenset(pairs) for unit, pairs in found.items()}


@cache
def _kernel(settings: Settings, law: str) -> Kernel:
    """Return the kernel of this process, made once for a state of the law. Raises BadRequest if the law is another by now."""
    if name_of_state(law_state(settings.run_day.isoformat(), tuple(Path(pack) for pack in settings.packs))) != law:
        raise BadRequest(say("the law was changed while the book was judged"), say("run this again"))
    kernel = Kernel(settings)
    gc.freeze()  # the law stays, and need not be looked through for garbage after each job
    return kernel


def _judge(job: _Job) -> tuple[Unit, Done]:
    """Judge a unit and write its shards."""
    folder, unit = Path(job.folder), job.unit
    kernel = _kernel(job.settings, job.law)
    with speaking(ENGLISH):
        if job.changed.everything or not unit.judged:
            made, done = _whole(kernel, folder, job)
        else:
            made, done = _partly(kernel, folder, job)
    findings, lines, judged = (write_shard(folder, c.table, unit.id, [c.batch()]) for c in made)
    return unit._replace(findings=findings, lines=lines, judged=judged, law=job.law), done


def _deals(folder: Path, job: _Job) -> Iterator[StoredDeal]:
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "entries" / job.unit.entries, columns=[*KEPT, "good"])
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return (StoredDeal(deal, version, format, raw, job.sound) for deal, version, format, raw, good in rows if good)


def _whole(kernel: Kernel, folder: Path, job: _Job) -> tuple[JudgedRows, Done]:
    """Judge every deal of a unit; a version that is no longer the last stays as it was once judged."""
    made, done, before = JudgedRows.empty(), Done(), _Before(folder, job.unit)
    for stored in _deals(folder, job):
        key = (stored.deal, stored.version)
        if key in job.superseded and before.has(key):
            before.keep(made, key)
            done += Done(kept=1)
        else:
            kernel.judge_into(made, stored)
            done += Done(whole=1)
    return made, done


def _partly(kernel: Kernel, folder: Path, job: _Job) -> tuple[JudgedRows, Done]:
    """Ask again only the instruments that changed; where that alters what they say of a deal, the deal is judged whole.

    For what an instrument says counts together with what others say: conclusions are drawn anew then, from all of it.
    """
    made, done, change = JudgedRows.empty(), Done(), job.changed
    before = _Before(folder, job.unit)
    for stored in _deals(folder, job):
        key = (stored.deal, stored.version)
        old = before.judged[key]
        asked = change.instruments.intersection(old.law.split())
        if key in job.superseded or not (asked or change.reach):
            before.keep(made, key)
            done += Done(kept=1)
        elif not old.trouble and not change.counts & asked and _same(kernel, stored, asked, change, before):
            before.keep(made, key)
            done += Done(partly=1)
        else:
            kernel.judge_into(made, stored)
            done += Done(whole=1)
    return made, done


def _same(kernel: Kernel, stored: StoredDeal, asked: frozenset[str], change: Changed, before: "_Before") -> bool:
    """Tell whether the instruments that changed say of a deal what they said before."""
    try:
        ready = kernel.ready(stored)
        now = change.instruments.intersection(ready.law.instruments)
        found = [finding_row(f) for f in kernel.findings_by(ready, now)]
    except BadInput:
        return False
    said = [row[2:] for row in before.rows("findings", (stored.deal, stored.version)) if row[3] in change.instruments]
    return now == asked and found == said


class _Law(NamedTuple):
    law: str
    trouble: str


class _Before:
    """What a unit was judged to before."""

    def __init__(self, folder: Path, unit: Unit) -> None:
        self._files = {table: folder / table / getattr(unit, table) for table in _OUTPUT if getattr(unit, table)}
        self._tables: dict[str, tuple[_TableRows, _Spans]] = {}
        self.judged: dict[tuple[str, int], _Law] = {}
        if "judged" in self._files:
            names = [column.name for column in self._read("judged").schema]
            law, trouble = names.index("law"), names.index("trouble")
            rows, spans = self._table("judged")
            self.judged = {k: _Law(str(rows[a][law]), str(rows[a][trouble])) for k, (a, _) in spans.items()}

    def has(self, key: tuple[str, int]) -> bool:
        """Tell whether a version was judged."""
        return key in self.judged

    def rows(self, table: str, key: tuple[str, int]) -> "_TableRows":
        """Return the rows of a version in a table."""
        rows, spans = self._table(table)
        first, end = spans.get(key, (0, 0))
        return rows[first:end]

    def keep(self, made: JudgedRows, key: tuple[str, int]) -> None:
        """Take the rows of a version over as they were."""
        for into in made:
            into.all += self.rows(into.table, key)

    def _read(self, table: str) -> "pa.Table":
        import pyarrow.parquet as pq

        return pq.read_table(self._files[table])

    def _table(self, table: str) -> "tuple[_TableRows, _Spans]":
        """Return the rows of a table, and from where to where those of each version stand."""
        if table not in self._tables:
            rows = list(zip(*(column.to_pylist() for column in self._read(table).columns), strict=True))
            spans: _Spans = {}
            for n, (deal, version, *_) in enumerate(rows):
                spans[deal, version] = (spans.get((deal, version), (n, n))[0], n + 1)
            self._tables[table] = (rows, spans)
        return self._tables[table]


_TableRows = list[tuple[object, ...]]
_Spans = dict[tuple[str, int], tuple[int, int]]
