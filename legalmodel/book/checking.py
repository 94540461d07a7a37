"""Judge a book: what was never judged, and what the law, the code or the day has changed since; unit by unit, in several processes."""

import gc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import ENGLISH, say, speaking
from legalmodel.book.before import Before
from legalmodel.book.kernel import JudgedRows, Kernel, Settings
from legalmodel.book.lawstate import changed, law_state, name_of_state
from legalmodel.book.partly import Done, Made, PartJob, judge_partly, stored_deals
from legalmodel.book.pool import work
from legalmodel.book.schemas import REMOVED
from legalmodel.book.store import Store, Unit, write_shard


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
    jobs: list[PartJob] = []
    as_before: list[Unit] = []
    for unit in list(store.state.units.values()):
        if not since[unit.law] or not unit.good:
            done += Done(kept=unit.good)
            if unit.law != law:
                as_before.append(unit._replace(law=law))
        else:
            jobs.append(
                PartJob(
                    str(store.folder.resolve()),
                    unit,
                    settings,
                    law,
                    since[unit.law],
                    old.get(unit.id, frozenset()),
                    unit.read_by == now["engine"],
                )
            )
    if as_before:
        store.commit(*as_before)
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
    """Return, by unit, the versions of deals after which there is a later one, or which were taken out."""
    import pyarrow.parquet as pq

    last: dict[str, tuple[int, int]] = {}
    found: dict[int, set[tuple[str, int]]] = {}
    for unit in store.state.units.values():
        table = pq.read_table(store.path("entries", unit.entries), columns=["deal", "version", "code"])
        for deal, version, code in zip(*(column.to_pylist() for column in table.columns), strict=True):
            if not version and code != REMOVED:
                continue
            if before := last.pop(deal, None):
                found.setdefault(before[0], set()).add((deal, before[1]))
            if version:
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


def _judge(job: PartJob) -> tuple[Unit, Done]:
    """Judge a unit and write the shards that are others than before."""
    folder, unit = Path(job.folder), job.unit
    kernel = _kernel(job.settings, job.law)
    with speaking(ENGLISH):
        if job.changed.everything or not unit.judged:
            made, done = _whole(kernel, folder, job)
        else:
            made, done = judge_partly(kernel, folder, job)
    shards = {table: write_shard(folder, table, unit.id, batches) for table, batches in made.items()}
    return unit._replace(law=job.law).with_shards(shards), done


def _whole(kernel: Kernel, folder: Path, job: PartJob) -> tuple[Made, Done]:
    """Judge every deal of a unit; a version that is no longer the last stays as it was once judged."""
    before = Before(folder, job.unit)
    old = before.judged() if job.superseded else {}
    kept = {key for key in job.superseded if key in old}
    made, done = JudgedRows.empty(), Done(kept=len(kept))
    for stored in stored_deals(folder, job.unit, job.sound):
        # of a version that was dropped nothing is left to judge
        if (stored.deal, stored.version) not in kept and stored.raw is not None:
            kernel.judge_into(made, stored)
            done += Done(whole=1)
    return {rows.table: [*before.of(rows.table, kept).to_batches(), rows.batch()] for rows in made}, done
