"""Work done by several processes of this machine, which end with the one that started them, however that ends."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say

Job = TypeVar("Job")
Made = TypeVar("Made")


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work(task: Callable[[Job], Made], jobs: Iterable[Job], processes: int) -> Iterator[Made]:
    """Yield what a task makes of each job, in the order in which they are done; with one process, in this one.

    Jobs are taken only as they can be done, so that what waits stays small. Raises what a task raises, and BadRequest if a process
    is killed.
    """
    if processes <= 1:
        yield from map(task, jobs)
        return
    import multiprocessing

    # started anew, not forked: a fork of a process with threads (Arrow, DuckDB) may hang
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _settle) as pool:
        waiting: deque[Future[Made]] = deque()
        try:
            for job in jobs:
                waiting.append(pool.submit(_tidy, task, job))
                while len(waiting) > 2 * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise BadRequest(
                say("one of the processes was ended from outside, as where memory is short"),
                say("run this again: what is done stays done; --processes 1 needs least memory"),
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _tidy(task: Callable[[Job], Made], job: Job) -> Made:
    """Do a job, then look for garbage: a deal leaves little of it, and looking while there is work costs a tenth."""
    import gc

    try:
        return task(job)
    finally:
        gc.collect()


def _settle() -> None:
    """Make a process ready: it ends when its parent is gone, leaves Ctrl-C to it, and looks for garbage after each job only."""
    import gc
    import signal
    import threading
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:

        def watch() -> None:
            connection.wait([parent.sentinel])
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
