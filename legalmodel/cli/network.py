"""``legalmodel network``: all deals of a book as one network: who does what for whom, how concentrated that is, what hangs on one party."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.clock import today
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import day
from legalmodel.cli.meant import party
from legalmodel.cli.progress import Progress
from legalmodel.cli.sources import book_of
from legalmodel.cli.study import workbook, write

if TYPE_CHECKING:
    from legalmodel.book.notes import Noted, NotesJob
    from legalmodel.cli.sources import DealSources
    from legalmodel.methods.across.across import Across
    from legalmodel.methods.across.told import Unused

FEW = 200
"""So many deals are noted in one process."""


def run(options: Namespace) -> int:
    """Put the deals of a book together and tell the network, or what follows in it if a party fails."""
    from legalmodel.methods.across.told import across_study

    run_day = day(options.run_day, "--run-day") or today()
    with book_of(options.book) as book:
        net, unused, out = _read(book, run_day, options)
        if options.graph:
            _graph(net, Path(options.graph))
        if options.chart:
            _chart(net, Path(options.chart))
        if options.fails:
            from legalmodel.cli.cascade import cascade

            return cascade(net, book, options, run_day)
        if options.originator:
            return _originator(net, book, options)
        workbook(lambda: across_study(net, unused, out), options)
        return write(
            lambda: across_study(net, unused, out), options, lambda: (_picture(net, "svg").decode(),) if net.notes else ()
        )


def _read(book: "DealSources", run_day: date, options: Namespace) -> "tuple[Across, list[Unused], int]":
    """Note every deal, here or on the machines of a Spark master, and put the notes together in the order of the book."""
    from legalmodel.book.notes import Noted, jobs_of
    from legalmodel.methods.across.across import across
    from legalmodel.methods.across.told import Unused

    found: list[Noted] = []
    jobs = jobs_of(book.lots(), run_day, day(options.on, "--on"))
    with Progress(say("deals"), len(book)) as progress:
        for lot in _worked(jobs, len(book), options):
            found += lot
            for _ in lot:
                progress.step()
    found.sort(key=lambda noted: noted.number)
    notes = [noted.note for noted in found if noted.note]
    unused = [Unused(noted.name, noted.why) for noted in found if noted.why]
    unused += [Unused(name, cause) for name, cause in book.refused()]
    return across(notes, options.by_name), unused, sum(not noted.note and not noted.why for noted in found)


def _worked(jobs: "list[NotesJob]", deals: int, options: Namespace) -> "Iterator[list[Noted]]":
    from legalmodel.book.notes import notes_of_lot

    if options.spark:
        from legalmodel.book.spark import session, work_on

        return work_on(session(options.spark), notes_of_lot, jobs)
    from legalmodel.book.pool import processors, work

    # a process takes as long to start as some two hundred deals take to note
    return work(notes_of_lot, jobs, options.processes or (processors() if deals > FEW else 1))


def _originator(net: "Across", book: "DealSources", options: Namespace) -> int:
    """Tell the leverage of one originator over all its deals."""
    from legalmodel.methods.leverage.deals import told
    from legalmodel.methods.leverage.from_deals import account
    from legalmodel.methods.leverage.leverage import study_of

    key = party(net, options.originator)
    numbers = sorted({n for vehicle, makers in net.makers.items() if key in makers for n, _ in net.vehicles[vehicle]})
    if not numbers:
        raise BadRequest(say("{name} is told as the originator of no deal", name=net.name(key)), say("name an originator"))
    files = [told(book.source(net.notes[n].file), at) for at, n in enumerate(numbers)]
    code = next((c.partition(":")[2] for c in net.joins.codes(key)), "")
    called = code or net.joins.who[key][0][1].name
    made = account(files, called, options.by_name, [d for d in (day(options.on, "--on"),) if d])
    return write(lambda: study_of(made.given), options)


def _graph(net: "Across", file: Path) -> None:
    from legalmodel.output.across_graph import to_graphml
    from legalmodel.text.replace import write_whole

    if file.suffix.lower() != ".graphml":
        raise BadRequest(say("{file} is no graph", file=file), say("end the name with .graphml"))
    write_whole(file, to_graphml(net))


def _chart(net: "Across", file: Path) -> None:
    from legalmodel.text.replace import write_whole

    write_whole(file, _picture(net, file.suffix.removeprefix(".").lower() or "svg"))


def _picture(net: "Across", format: str) -> bytes:
    from legalmodel.output.across_chart import across_chart
    from legalmodel.output.draw import draw

    return draw(across_chart(net), format)
